import assert from 'node:assert/strict'
import { until } from '../until'
import type { Persona, World } from '../world'
import { addPhoto, fillReport, send } from './steps'

interface Mine {
  items: { itemId: string; place: string }[]
}

/** Reports that reached the city from this place. */
async function arrived(world: World, reporter: Persona, place: string) {
  const { items } = await world.call<Mine>(reporter, 'item.mine', {})
  return items.filter((item) => item.place === place)
}

/** Without a network nothing is lost; with it, the report goes out once. */
export async function sentOnceWhenBackOnline(world: World) {
  const reporter = await world.newNeighbour()
  const place = world.unique('地下室')
  const phone = await world.phone(reporter)
  await fillReport(phone, { category: '电动车', description: '飞线充电', place, naming: '实名', photo: false })

  await phone.setOffline(true)
  await phone.tap('说一说')
  await addPhoto(phone)
  await phone.look('report-2-offline')
  await phone.tap('下一步')
  await phone.tap('都不是，下一步', '下一步')
  await phone.tap('发送')
  await phone.see('没有网络，已存好，待发送')
  await phone.look('done-waiting')
  await phone.tap('回首页')
  await phone.see('待发送')
  await phone.look('home-offline')
  assert.equal((await arrived(world, reporter, place)).length, 0)

  await phone.setOffline(false)
  await phone.see('已送到')
  await phone.tap('看编号和期限')
  const number = await phone.see(/编号\s+(\d\S+)/)
  const [item, ...more] = await arrived(world, reporter, place)
  assert.deepEqual([item.itemId, more], [number, []])
  const { item: stored } = await world.call<{ item: { photos: unknown[] } }>(reporter, 'item.get', { itemId: number })
  assert.equal(stored.photos.length, 1)
}

/** The report arrives, its answer does not: sending again makes no second one. */
export async function lostAnswerMakesNoSecondReport(world: World) {
  const reporter = await world.newNeighbour()
  const place = world.unique('车棚')
  const phone = await world.phone(reporter)
  await fillReport(phone, { category: '电动车', description: '充电桩漏电', place, naming: '实名', photo: false })
  await phone.loseNextAnswer('hazard.report')
  await phone.tap('发送')
  await phone.see('待发送')
  await until(
    () => arrived(world, reporter, place),
    (items) => items.length > 0,
  )
  await phone.tap('现在再试一次')
  await phone.see('已送到，有人会办')
  assert.equal((await arrived(world, reporter, place)).length, 1)
}

/** What is typed is still there after the app was closed in the middle. */
export async function draftSurvives(world: World) {
  const phone = await world.phone(await world.newNeighbour())
  const words = {
    category: '高空',
    description: '外墙皮要掉下来',
    place: world.unique('东墙'),
    naming: '实名',
  } as const
  await fillReport(phone, words)
  await phone.open('hazard/pages/report/index')
  await phone.see('上次没发完的还在')
  await phone.look('report-restored')
  await phone.see(words.description)
  await send(phone)
}
