import assert from 'node:assert/strict'
import type { Phone } from '../phones/phone'
import { until } from '../until'
import type { Persona, World } from '../world'
import { hasDialled, homeOf, openFromDesk, takeStep } from './steps'

const hour = 3_600_000
/** A wall clock in China, so far from now. */
const wall = (ms: number) => new Date(Date.now() + 8 * hour + ms).toISOString()

interface Card {
  serviceId: string
  name: string
}

/** A service of this journey's own at the first site: no other journey takes its places. Opens again and again today. */
async function newService(world: World, settings: { kind: string; name: string; places: number } & object) {
  const staff = await world.find('siteStaff')
  const siteId = staff.roles[0].areaId
  const { places, ...rest } = settings
  // The last minutes of a day have no slot left to them
  const start = [wall(hour / 4).slice(11, 16), '23:57'].find((clock) => clock > wall(0).slice(11, 16)) ?? '23:58'
  const { id } = await world.call<{ id: string }>(staff, 'booking.editService', {
    siteId,
    hint: '端到端演示用的服务',
    open: true,
    windows: [
      { id: 'w1', on: 'everyDay', start, end: '23:59', places, ...(rest.kind === 'childcare' && { carers: 1 }) },
    ],
    who: {},
    daysAhead: 7,
    closeMinutes: 0,
    cancelMinutes: 0,
    mostAhead: 5,
    priceCents: 0,
    ...(rest.kind === 'childcare' && { childrenPerCarer: 8 }),
    ...rest,
  })
  return { id, siteId, staff }
}

const nameOf = async (world: World, person: Persona) =>
  (await world.call<{ name: string }>(person, 'account.me', {})).name

/** The code in front, as its holder would read it out. */
const readCode = async (phone: Phone, label: string) =>
  (await phone.see(new RegExp(`${label}\\s+(\\d{3} \\d{3})`))).replace(' ', '')

/** A neighbour books an old person's lunch with their leave, and the old person sees it, and cancels it. */
export async function lunchByProxy(world: World) {
  const elder = await world.newResident()
  const neighbour = await world.newResident()
  const name = await nameOf(world, elder)

  const theirs = await world.phone(elder)
  await theirs.open('booking/pages/people/index')
  await theirs.see('我和孩子')
  await theirs.look('booking-people')
  await theirs.tap('让家人或邻居替我约')
  await theirs.fill('对方的手机号', '13000008888')
  await theirs.look('booking-proxy')
  await theirs.tap('让对方替我约')
  const code = (await theirs.see(/代约码\s+(\d{4}\s*\d{4})/)).replace(/\s/g, '')
  await theirs.look('booking-proxy-code')

  const mine = await world.phone(neighbour)
  await mine.open('booking/pages/people/index')
  await mine.tap('我收到了代约码')
  await mine.fill('代约码', code)
  await mine.tap('替对方预约')
  await mine.see(`替 ${name}`)

  await mine.open()
  await mine.tap('服务预约')
  await mine.see('老年食堂')
  await mine.look('booking-kinds')
  await mine.tap('老年食堂')
  await mine.see('看时间、预约')
  await mine.look('booking-sites')
  await mine.tap('预约老年食堂')
  await mine.see('怎么约')
  await mine.tap('明天')
  await mine.see('约这个时间')
  await mine.look('booking-days')
  await mine.tap('约 午餐')
  await mine.see('给谁约')
  await mine.tap(name)
  await mine.look('booking-form')
  await mine.tap('预约')
  await mine.see('约好了')
  const shown = await readCode(mine, '预约码')
  await mine.look('booking-done')

  await theirs.open()
  await theirs.openTab('我的')
  await theirs.tap('我的预约')
  await theirs.see(`预约码 ${shown}`)
  await theirs.look('booking-mine')
  await theirs.tapRow(`预约码 ${shown}`)
  await theirs.see('代约人')
  await theirs.tap('取消预约')
  await theirs.see('名额会让给后面排队的人')
  await theirs.tap('取消预约', '取消')
  await theirs.see('已取消')
  await theirs.look('booking-cancelled')
}

/** A child is booked in, checked in, and given to nobody without the code of the moment. */
export async function childcareWithPickup(world: World) {
  const { id, siteId, staff } = await newService(world, { kind: 'childcare', name: world.unique('托管'), places: 8 })
  const guardian = await world.newResident()
  const mine = await world.phone(guardian)
  await mine.open('booking/pages/people/index')
  await mine.tap('添加孩子')
  await mine.fill('孩子的姓名', '端端')
  await mine.fill('出生日期', '20190901')
  await mine.tap('花生')
  await mine.fill('紧急联系人', '家长演示')
  await mine.fill('紧急联系人手机号', '13000009001')
  await mine.look('booking-child')
  await mine.tap('保存')
  await mine.see('端端')

  await mine.open(`booking/pages/service/index?id=${id}&kind=childcare`)
  await mine.see('怎么约')
  await mine.tap('约 ')
  await mine.see('给端端约')
  await mine.tap('预约')
  await mine.see('约好了')
  const code = await readCode(mine, '预约码')

  const theirs = await world.phone(staff)
  await theirs.open('counter/pages/home/index')
  await theirs.see('今天的预约')
  await theirs.look('counter-home')
  await theirs.open(`counter/pages/day/index?site=${siteId}`)
  await theirs.see('输入来人的 6 位预约码')
  await theirs.fill('预约码', code)
  await theirs.tap('签到')
  await theirs.see('端端 已签到')
  await theirs.look('counter-day')

  await mine.open('booking/pages/mine/index')
  await mine.tapRow('端端')
  await mine.see('孩子已经到了')
  const pickup = await readCode(mine, '接送码')
  await mine.look('booking-pickup')

  const wrong = pickup === '111111' ? '222222' : '111111'
  await theirs.tap('端端 离开')
  await theirs.fill('接送码', wrong)
  await theirs.tap('核对，交给来接的人')
  await theirs.see('不能接走')
  await theirs.look('counter-wrong-code')
  await theirs.fill('接送码', pickup)
  await theirs.tap('核对，交给来接的人')
  await theirs.seeNoMore('核对，交给来接的人')

  await mine.open('booking/pages/mine/index')
  await mine.tap('以前的')
  await mine.see('已完成')
}

/** 12356 at every step; the appointment reaches the counsellor on duty and nobody else. */
export async function counsellingInConfidence(world: World) {
  const resident = await world.newResident()
  const chosen = world.unique('海风')
  const mine = await world.phone(resident)
  const callsHelp = async () => {
    const before = (await mine.dialled()).length
    await mine.tap('拨打 12356 心理热线，不用登录')
    await until(
      () => mine.dialled(),
      (all) => all.length > before,
    )
    await hasDialled(mine, '12356')
  }
  await mine.open()
  await callsHelp()
  await mine.tap('服务预约')
  await mine.see('心理咨询')
  await callsHelp()
  await mine.tap('心理咨询')
  await mine.see('看时间、预约')
  await callsHelp()
  await mine.tap('预约心理咨询')
  await mine.see('也不用写真名')
  await callsHelp()
  await mine.tap('再往后看')
  await mine.see('看前几天')
  await mine.look('booking-talk-days')
  await mine.tap('约 ')
  await mine.see('怎么称呼您')
  await callsHelp()
  await mine.fill('怎么称呼您', chosen)
  await mine.look('booking-talk-form')
  await mine.tap('预约')
  await mine.see('约好了')
  await callsHelp()
  await mine.look('booking-talk')

  const counsellors = (await world.personas()).filter(({ roles }) => roles.some(({ role }) => role === 'counsellor'))
  const days = { from: wall(0).slice(0, 10), to: wall(20 * 24 * hour).slice(0, 10) }
  const sees = async (person: Persona) =>
    JSON.stringify(await world.call(person, 'booking.appointments', days)).includes(chosen)
  const seeing = await Promise.all(counsellors.map(sees))
  assert.equal(seeing.filter(Boolean).length, 1, 'one counsellor, and only one, sees the appointment')
  const onDuty = await world.phone(counsellors[seeing.indexOf(true)])
  await onDuty.open('counter/pages/talks/index')
  await onDuty.see(chosen)
  await onDuty.look('counter-talks')
  await onDuty.tap('对方有危急迹象')
  await onDuty.see('留住对方')
  await onDuty.look('counter-crisis')
  await onDuty.tap('拨打 120')
  await hasDialled(onDuty, '120')

  const service = await world.call<{ sites: { siteId: string; services: Card[] }[] }>(resident, 'booking.sites', {
    kind: 'counselling',
  })
  const roster = await world.phone(counsellors[0])
  await roster.open(`counter/pages/roster/index?service=${service.sites[0].services[0].serviceId}`)
  await roster.see('两周内')
  await roster.look('counter-roster')
}

/** A freed place goes to the first in line, who takes it. */
export async function placeFromTheLine(world: World) {
  const { id, staff } = await newService(world, { kind: 'legalClinic', name: world.unique('法律咨询'), places: 1 })
  const page = `booking/pages/service/index?id=${id}&kind=legalClinic`
  const first = await world.newResident()
  const second = await world.newResident()

  const theirs = await world.phone(first)
  await theirs.open(page)
  await theirs.tap('明天')
  await theirs.tap('约 ')
  await theirs.tap('预约')
  await theirs.see('约好了')

  const mine = await world.phone(second)
  await mine.open(page)
  await mine.see('怎么约')
  await mine.tap('明天')
  await mine.see('排队等空位')
  await mine.look('booking-full')
  await mine.tap('排队等')
  await mine.see('约满了，前面有 0 人')
  await mine.tap('排队等空位')
  await mine.see('下一位就是您')
  await mine.look('booking-waiting')

  await theirs.tap('取消预约')
  await theirs.see('名额会让给后面排队的人')
  await theirs.tap('取消预约')
  await theirs.see('已取消')

  await mine.open()
  await mine.openTab('消息')
  await mine.tapRow('轮到您了')
  await mine.see('给您留到')
  await mine.look('booking-offered')
  await mine.tap('要这个名额')
  await mine.see('预约码')

  const { wrong } = await world.call<{ wrong: unknown[] }>(staff, 'booking.reconcile', {
    siteId: staff.roles[0].areaId,
  })
  assert.deepEqual(wrong, [])
}

/** The grid hears of an errand and takes it on; the site changes that day's hours, and both read what became of it. */
export async function errandWithTheGrid(world: World) {
  const name = world.unique('代办')
  const questions = [{ id: 'errand', label: '要代办什么', kind: 'text', options: [], required: true }]
  const telling = { tellsGrid: true, gridSeesAnswers: true, questions }
  const { id, staff } = await newService(world, { kind: 'agentService', name, places: 5, ...telling })
  const resident = await world.newNeighbour()
  const { gridId, gridName } = await homeOf(world, resident)

  const mine = await world.phone(resident)
  await mine.open(`booking/pages/service/index?id=${id}&kind=agentService`)
  await mine.see('怎么约')
  await mine.tap('明天')
  await mine.tap('约 ')
  await mine.fill('要代办什么', '代取降压药')
  await mine.tap('预约')
  await mine.see('约好了')
  await mine.tapRow('网格员知道这次预约')
  await mine.see(`${gridName}还没有接单`)
  await mine.look('errand-told')

  const theirs = await world.phone(await world.find('gridWorker', gridId))
  await openFromDesk(theirs, name)
  await theirs.see('要代办什么：代取降压药')
  await theirs.look('errand-for-worker')
  await takeStep(theirs, 'booking.accept')
  await theirs.see('已接单')

  const counter = await world.phone(staff)
  await counter.open(`counter/pages/slots/index?service=${id}`)
  await counter.tap('明天')
  await counter.see('怎么开')
  await counter.tap('这一天不开')
  await counter.fill('为什么改', '盘点一天')
  await counter.look('counter-hours')
  await counter.tap('保存这一天')
  await counter.see('1 个预约取消了，已经告诉他们')

  await mine.open('booking/pages/mine/index')
  await mine.tap('以前的')
  await mine.see('已取消')
  await mine.open()
  await mine.openTab('消息')
  await mine.see('盘点一天')
  await theirs.open()
  await theirs.openTab('消息')
  await theirs.tapRow(name)
  await theirs.see('预约取消了')
}
