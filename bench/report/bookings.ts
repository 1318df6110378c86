import { dateOf, instantOf, plusDays } from '../../cloudfunctions/booking/days.rules'
import type { Answer } from '../../cloudfunctions/contract'
import type { OpeningWindow } from '../../cloudfunctions/contract/booking'
import type { LocalClock } from '../../local/clock'
import type { Call } from './story'

/** People of the demo city, by the ids that one can read. */
export type CallOf = (personId: string) => Call

const community = '210202012004'
const siteId = `${community}-s1`
const service = (kind: string) => `${siteId}-${kind}`

const everyDay = (start: string, end: string, places: number): OpeningWindow => ({
  id: 'bench',
  on: 'everyDay',
  weekdays: [],
  start,
  end,
  places,
})

/** Takes every action of the bookings once, from settings to the counter; the clock goes on for two days. */
export async function playBookings(as: CallOf, clock: LocalClock) {
  const staff = as('site-zhongxing-1')
  const today = dateOf(clock.now())
  const [tomorrow, next] = [plusDays(today, 1), plusDays(today, 2)]

  await openTheYear(as('city'), [today, plusDays(today, 20)])
  await setTheSite(staff, plusDays(today, 20))
  const elder = await chooseCards(as, today)
  await tellTheGrid(as('grid-zhongxing-1'), staff, { elder, date: plusDays(today, 5) })
  await standInLine(as, staff, tomorrow)
  await planDuty(as, staff, tomorrow)
  const { child, appointment, lunches } = await bookTheDay(as, tomorrow, next)

  clock.moveTo(instantOf(tomorrow, '09:40'))
  await keepAppointment(as, appointment)
  clock.moveTo(instantOf(tomorrow, '11:40'))
  await serveLunch(as, staff, tomorrow, lunches)
  clock.moveTo(instantOf(tomorrow, '14:40'))
  await handOver(as('guardian-zhongxing'), staff, child)
  await missMeals(as('aged-60-zhongxing'), staff, clock)
  await staff('booking.reconcile', { siteId })
}

/** The city enters the years that the days fall in, whatever the library knows of them. */
async function openTheYear(city: Call, days: string[]) {
  for (const year of new Set(days.map((day) => Number(day.slice(0, 4))))) {
    await city('booking.calendar', { year })
    await city('booking.editCalendar', { year, holidays: [`${year}-10-01`], workdays: [], source: '测试用安排' })
  }
}

async function setTheSite(staff: Call, menuDay: string) {
  const { sites } = await staff('booking.sites', { kind: 'canteen', areaId: community })
  if (!sites.some((one) => one.siteId === siteId)) throw new Error('the demo city has lost its site')
  const { site } = await staff('booking.site', { siteId })
  const { name, address, hours, version } = site
  await staff('booking.editSite', { siteId, version, name, address, hours, open: true })
  for (const [kind, window] of [
    ['childcare', { ...everyDay('14:30', '16:00', 8), carers: 1 }],
    ['counselling', everyDay('09:30', '10:20', 1)],
    ['legalClinic', everyDay('14:00', '14:30', 1)],
  ] as const) {
    const { service: known } = await staff('booking.service', { serviceId: service(kind) })
    const { confidential: _, ...settings } = known
    await staff('booking.editService', { ...settings, windows: [window], questions: [] })
  }
  const dishes = [{ id: 'rice', name: '米饭', cents: 0 }]
  await staff('booking.editMenu', { serviceId: service('canteen'), date: menuDay, mealTime: 'lunch', dishes })
}

/** Cards, and leave to book for others; answers the card of an elder who has only a phone. */
async function chooseCards(as: CallOf, until: string): Promise<string> {
  const elder = as('aged-80-zhongxing')
  const worker = as('grid-zhongxing-1')
  await elder('booking.patrons', {})
  await as('resident-zhongxing-1')('booking.savePatron', { kind: 'self', name: '测试居民' })
  const { building } = await worker('area.building', { buildingId: `${community}-b001` })
  const phone = '13900000001'
  const home = { buildingId: building.id, unit: '1-101' }
  const { patronId } = await worker('booking.registerElder', { name: '测试老人', phone, ...home })
  const staff = as('site-zhongxing-1')
  await staff('booking.findPatron', { phone })
  // The example of GB 11643: a number whose check digit is right
  await staff('booking.verifyPatron', { patronId, idNumber: '11010519491231002X' })
  const scope = ['canteen' as const]
  const { proxyId } = await elder('booking.grantProxy', { personId: 'resident-zhongxing-1', scope, until })
  const { code = '' } = await elder('booking.grantProxy', { phone: '13900000002', scope, until })
  await as('resident-zhongxing-2')('booking.acceptProxy', { code })
  await elder('booking.proxies', {})
  await elder('booking.revokeProxy', { proxyId })
  return patronId
}

/** The site opens on a date of its own, and an old person's errand of that day is the grid's too. */
async function tellTheGrid(worker: Call, staff: Call, { elder, date }: { elder: string; date: string }) {
  const serviceId = service('agentService')
  const { service: known } = await staff('booking.service', { serviceId })
  const windows = [{ start: '08:00', end: '08:30', places: 2 }]
  await staff('booking.editDay', { serviceId, version: known.version, date, plan: 'special', windows })
  const { slots } = await worker('booking.slots', { serviceId, from: date, to: date, forPersonId: elder })
  const wish = { slotId: slots[0].slotId, forPersonId: elder, answers: { errand: '代取药' } }
  const { itemId = '' } = await worker('booking.book', wish)
  const { version } = await worker('booking.accept', { itemId, version: 1 })
  await worker('booking.settle', { itemId, version, result: '已把药送到家' })
}

async function standInLine(as: CallOf, staff: Call, date: string) {
  const days = { from: date, to: date }
  const first = as('resident-zhongxing-1')
  const { slots } = await first('booking.slots', { serviceId: service('legalClinic'), ...days })
  const { slotId } = slots[0]
  await staff('booking.editSlot', { slotId, places: 1 })
  const { bookingId } = await first('booking.book', { slotId })
  const { waitId } = await as('resident-linmao-1')('booking.joinWaitlist', { slotId })
  const { waitId: given } = await as('resident-meili-1')('booking.joinWaitlist', { slotId })
  await as('resident-meili-1')('booking.leaveWaitlist', { waitId: given })
  await first('booking.cancel', { bookingId })
  await as('resident-linmao-1')('booking.acceptOffer', { offerId: waitId })
}

/** One counsellor has all turns of the day, then another by a swap, then again the first. */
async function planDuty(as: CallOf, staff: Call, date: string) {
  const serviceId = service('counselling')
  const [one, two] = ['counsellor-zhongxing-1-1', 'counsellor-zhongxing-1-2']
  const days = { serviceId, from: date, to: date }
  await as('resident-zhongxing-1')('booking.duty', { serviceId })
  const { version } = await staff('booking.roster', days)
  const templates = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    id: `w${weekday}`,
    weekday,
    start: '08:00',
    end: '20:00',
  }))
  await staff('booking.editRoster', { serviceId, version, counsellorIds: [one, two], templates, phone: '0411-0000' })
  const { shifts } = await staff('booking.roster', days)
  const { shiftId } = shifts.find((shift) => /\.w\d$/.test(shift.shiftId)) ?? shifts[0]
  for (const shift of shifts.filter((other) => other.shiftId !== shiftId && other.counsellorId))
    await staff('booking.editShift', { shiftId: shift.shiftId, reason: '换成全天班' })
  const given = await staff('booking.editShift', { shiftId, counsellorId: two, reason: '测试排班' })
  const asked = await as(two)('booking.askSwap', { shiftId, version: given.version, counsellorId: one })
  await as(one)('booking.answerSwap', { shiftId, version: asked.version, answer: 'agree' })
}

type Booked = Answer<'booking.book'>

/** What several people have tomorrow, and one of them the day after. */
async function bookTheDay(as: CallOf, tomorrow: string, next: string) {
  const guardian = as('guardian-zhongxing')
  const resident = as('resident-zhongxing-1')
  const slotOf = async (kind: string, date: string) => {
    const { slots } = await guardian('booking.slots', { serviceId: service(kind), from: date, to: date })
    return slots[0].slotId
  }
  const child = await guardian('booking.book', {
    slotId: await slotOf('childcare', tomorrow),
    forPersonId: 'child-zhongxing-1',
  })
  const appointment = await resident('booking.book', {
    slotId: await slotOf('counselling', tomorrow),
    chosenName: '小雨',
  })
  const { menus } = await resident('booking.menu', { serviceId: service('canteen'), from: tomorrow, to: tomorrow })
  const [{ id: dishId }] = menus[0].dishes
  const lunch = await slotOf('canteen', tomorrow)
  const order = (person: string, eating: 'here' | 'delivery') =>
    as(person)('booking.book', { slotId: lunch, meal: { eating, dishes: [{ dishId, portions: 1 }] } })
  const lunches = {
    here: await order('resident-changli-1', 'here'),
    home: await order('resident-zhongxing-1', 'delivery'),
  }
  const moved = await as('aged-59-zhongxing')('booking.book', { slotId: await slotOf('legalClinic', next) })
  await as('aged-59-zhongxing')('booking.change', {
    bookingId: moved.bookingId,
    slotId: await slotOf('legalClinic', plusDays(next, 1)),
  })
  await resident('booking.mine', {})
  return { child, appointment, lunches }
}

async function keepAppointment(as: CallOf, { bookingId }: Booked) {
  const counsellor = as('counsellor-zhongxing-1-1')
  const { booking } = await as('resident-zhongxing-1')('booking.get', { bookingId })
  const days = { from: booking.date, to: booking.date }
  const { appointments } = await counsellor('booking.appointments', days)
  if (!appointments.some((one) => one.bookingId === bookingId)) throw new Error('the counsellor has no appointment')
  await counsellor('booking.note', { bookingId })
  await counsellor('booking.saveNote', { bookingId, text: '谈了五十分钟' })
}

async function serveLunch(as: CallOf, staff: Call, date: string, { here, home }: { here: Booked; home: Booked }) {
  await staff('booking.dayList', { siteId, date })
  await staff('booking.checkIn', { code: here.code })
  const { rounds } = await staff('booking.rounds', { siteId, date })
  const round = rounds.find(({ buildings }) =>
    buildings.some(({ stops }) => stops.some(({ bookingId }) => bookingId === home.bookingId)),
  )
  if (!round) throw new Error('nobody carries the lunch')
  const { roundId } = round
  const volunteer = as('volunteer-zhongxing-1')
  await volunteer('booking.takeRound', { roundId })
  await volunteer('booking.dropRound', { roundId })
  await volunteer('booking.takeRound', { roundId })
  await volunteer('booking.deliver', { bookingId: home.bookingId })
}

async function handOver(guardian: Call, staff: Call, { code, bookingId }: Booked) {
  await staff('booking.checkIn', { code })
  const { pickupCode } = await guardian('booking.renewPickupCode', { bookingId })
  await staff('booking.checkOut', { code, pickupCode })
}

/** Three meals ordered and none fetched, so that there is a pause to lift. */
async function missMeals(elder: Call, staff: Call, clock: LocalClock) {
  const serviceId = service('canteen')
  const from = plusDays(dateOf(clock.now()), 1)
  const to = plusDays(from, 1)
  const { slots } = await elder('booking.slots', { serviceId, from, to })
  const { menus } = await elder('booking.menu', { serviceId, from, to })
  const missed: string[] = []
  for (const { slotId, date, mealTime } of slots.slice(0, 3)) {
    const menu = menus.find((one) => one.date === date && one.mealTime === mealTime)
    const dishes = [{ dishId: menu?.dishes[0].id ?? '', portions: 1 }]
    missed.push((await elder('booking.book', { slotId, meal: { eating: 'here', dishes } })).bookingId)
  }
  clock.moveTo(instantOf(to, '12:00'))
  for (const bookingId of missed) await staff('booking.noShow', { bookingId })
  const { pauses } = await staff('booking.pauses', { serviceId })
  await staff('booking.liftPause', { pauseId: pauses[0].pauseId, reason: '住院了' })
}
