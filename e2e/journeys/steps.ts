import assert from 'node:assert/strict'
import { actionSheets, type ItemAction } from '../../src/item/actions'
import type { Phone } from '../phones/phone'
import { until } from '../until'
import type { Persona, World } from '../world'

interface Home {
  buildingId: string
  buildingName: string
  gridId: string
  gridName: string
  communityId: string
  /** GCJ-02, degrees. */
  point: { lng: number; lat: number }
}

/** Where the person lives, as the city has it. */
export async function homeOf(world: World, person: Persona): Promise<Home> {
  const { home } = await world.call<{ home: Home }>(person, 'account.me', {})
  return home
}

export interface Words {
  category: string
  description: string
  /** Also what tells this report from all others in lists. */
  place: string
  naming: '实名' | '保密'
  photo?: boolean
}

/** From the home page through the form, up to the question where it is. */
export async function fillWords(
  phone: Phone,
  { category, description, photo = false }: Pick<Words, 'category' | 'description' | 'photo'>,
) {
  await phone.open()
  await phone.tap('吹哨')
  await phone.see('第 1 步')
  await phone.look('report-1-category')
  await phone.tap(category)
  await phone.fill('看到了什么', description)
  if (photo) await addPhoto(phone)
  await phone.look('report-2-words')
  await phone.tap('下一步')
  await phone.see('第 3 步')
  await phone.look('report-3-place')
}

/** From the home page through the form, up to its last step. */
export async function fillReport(phone: Phone, { place, naming, photo = true, ...words }: Words) {
  await fillWords(phone, { photo, ...words })
  await phone.tap('就在我家这栋楼')
  await phone.see('会送到')
  await phone.fill('具体位置', place)
  await phone.look('report-3-place-chosen')
  await phone.tap('都不是，下一步', '下一步')
  await phone.see('第 4 步')
  await phone.tap(naming)
  await phone.look('report-4-name')
}

/** Sends the filled form. Answers the number of the report. */
export async function send(phone: Phone): Promise<string> {
  await phone.tap('发送')
  await phone.see('已送到，有人会办')
  return phone.see(/编号\s+(\d\S+)/)
}

export async function addPhoto(phone: Phone) {
  await phone.tap('添加照片')
  await phone.tap('从相册选')
  await phone.see('1/9 张')
  await phone.seeNoMore('上传中')
}

export interface StepAnswer {
  text?: string
  score?: number
  photo?: boolean
  /** Name of the department, when it is not the suggested one. */
  department?: string
}

/** Takes one step on the item in front, through the sheet that belongs to it; the page shows the outcome afterwards. */
export async function takeStep(phone: Phone, action: ItemAction, { text, score, photo, department }: StepAnswer = {}) {
  const { label, help, submit, done, text: question } = actionSheets[action]
  if ((await phone.tap(label, '其他操作', '办理')) !== label) await phone.tap(label)
  await phone.see(help)
  if (score !== undefined) await phone.tap(`${score} 分`)
  if (department !== undefined) await phone.tap(department)
  if (question && text !== undefined) await phone.fill(question.label, text)
  if (photo) await addPhoto(phone)
  await phone.look(`item-${action.replace('.', '-')}`)
  await phone.tap(submit)
  await phone.see(done)
  await phone.seeNoMore(help)
}

/** The desk of a member of staff, from their home page, and on it the item at `place`. */
export async function openFromDesk(phone: Phone, place: string) {
  await phone.open()
  await phone.tap('工作台')
  await phone.see('待处理')
  await phone.look('desk')
  await phone.tapRow(place)
  await phone.see('办理过程')
}

/** The product has asked the phone to dial the number, as the last it asked for. */
export async function hasDialled(phone: Phone, number: string) {
  const numbers = await until(
    () => phone.dialled(),
    (all) => all.at(-1) === number,
  )
  assert.equal(numbers.at(-1), number)
}
