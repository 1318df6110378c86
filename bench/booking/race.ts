import { dateOf, plusDays } from '../../cloudfunctions/booking/days.rules'
import { slotIdOf } from '../../cloudfunctions/booking/slot.rules'
import type { BookingDoc, ServiceDoc } from '../../cloudfunctions/kernel/collections.booking'
import type { Fresh, Identity } from '../../cloudfunctions/kernel/ports'
import type { House } from '../../local/house'
import { timed } from '../report/timed'

const rounds = 5
const slots = 100
const people = 60_000
/** More than can be booked while it is measured: nobody may be refused. */
const places = 1_000_000
/** So many at once for so few places, for what a crowd does to the last ones. */
const crowd = 600
const few = 300

const windowId = 'w1'

export interface Race {
  oneSlot: number
  hundredSlots: number
  bare: number
  /** Refusals while places were free, and bookings beyond the places. */
  refusedWhileFree: number
  overbooked: number
}

/** Bookings a second on one slot, on a hundred, and bare transactions; by turns, so that a machine that slows down slows all. */
export async function raceBookings(house: House): Promise<Race> {
  const { ports } = house
  const date = plusDays(dateOf(ports.clock.now()), 1)
  await openTheYear(house, date)
  const ids = ['one', 'few', ...Array.from({ length: slots }, (_, n) => `of-hundred-${n}`)].map(
    (name) => `bench-${name}`,
  )
  await ports.store.load(
    'services',
    ids.map((id) => service(id, id === 'bench-few' ? few : places)),
  )
  const everybody = Array.from({ length: people }, (_, n): Identity => {
    const id = `bench-person-${n}`
    return { personId: id, openid: id }
  })
  await ports.store.load(
    'people',
    everybody.map(({ personId, openid }) => ({ id: personId, openid, allowance: {} })),
  )

  let next = 0
  let refused = 0
  const book = async (serviceId: string): Promise<boolean> => {
    const person = everybody[next++]
    if (!person) throw new Error('everybody has booked')
    const input = { slotId: slotIdOf(serviceId, date, windowId) }
    const { ok } = await house.dispatch({ name: 'booking.book', input, requestId: `bench-${next}` }, person)
    return ok
  }
  const free = (serviceId: () => string) => async () => {
    if (!(await book(serviceId()))) refused += 1
  }
  const one = free(() => 'bench-one')
  let turn = 0
  const hundred = free(() => `bench-of-hundred-${turn++ % slots}`)
  await one()
  const bare = await bareTransaction(house, date)

  for (const work of [one, hundred, bare]) await timed(work)
  const speeds = { oneSlot: 0, hundredSlots: 0, bare: 0 }
  for (let round = 0; round < rounds; round += 1) {
    speeds.oneSlot += (await timed(one)) / rounds
    speeds.hundredSlots += (await timed(hundred)) / rounds
    speeds.bare += (await timed(bare)) / rounds
  }

  const won = (await Promise.all(Array.from({ length: crowd }, () => book('bench-few')))).filter(Boolean).length
  return {
    ...speeds,
    refusedWhileFree: refused + Math.max(0, few - won),
    overbooked: Math.max(0, won - few) + (await overbooked(house, ids, date)),
  }
}

/** What no booking can do without: a look at the slot, its counter by compare-and-set, and the booking itself. */
async function bareTransaction({ ports: { store } }: House, date: string) {
  const { rows } = await store.range('bookings', 'byPlace', {
    eq: [slotIdOf('bench-one', date, windowId)],
    limit: 1,
  })
  const { version: _, ...sample }: BookingDoc = rows[0]
  const slot = await store.get('slots', sample.slotId)
  if (!slot) throw new Error('nobody has booked the slot')
  const { version: _v, ...fresh } = slot
  const bareSlots = Array.from({ length: slots }, (_, n) => `bench-bare-${n}`)
  await store.load(
    'slots',
    bareSlots.map((id) => ({ ...fresh, id, serviceId: 'bench-bare', siteId: 'bench-bare', booked: 0 })),
  )
  let count = 0
  return () =>
    store.transaction(async (tx) => {
      count += 1
      const id = bareSlots[count % slots]
      const read = await tx.get('slots', id)
      const booking: Fresh<BookingDoc> = { ...sample, id: `bench-bare-${count}`, slotId: id, placeOf: id }
      if (!read || !(await tx.replace('slots', { ...read, booked: read.booked + 1 })))
        throw new Error('nobody else writes')
      if (!(await tx.insert('bookings', booking))) throw new Error('the id is taken')
    })
}

/** Bookings beyond the places of each slot, and counters that say otherwise than what is counted. */
async function overbooked({ ports: { store } }: House, serviceIds: readonly string[], date: string): Promise<number> {
  let wrong = 0
  for (const serviceId of serviceIds) {
    const slotId = slotIdOf(serviceId, date, windowId)
    const slot = await store.get('slots', slotId)
    let counted = 0
    let after: string | undefined
    do {
      const page = await store.range('bookings', 'byPlace', { eq: [slotId], limit: 1000, after })
      counted += page.rows.length
      after = page.next
    } while (after)
    wrong += Math.abs(counted - (slot?.booked ?? 0)) + Math.max(0, counted - (slot?.capacity ?? 0))
  }
  return wrong
}

/** A year that the calendar's library does not know yet has no slots before the city has entered it. */
async function openTheYear({ ports: { store } }: House, date: string) {
  await store.insert('calendarYears', { id: date.slice(0, 4), holidays: [], workdays: [], source: 'bench' })
}

const service = (id: string, most: number): Fresh<ServiceDoc> => ({
  id,
  siteId: 'bench',
  kind: 'agentService',
  siteName: '测试站点',
  at: { lngE7: 0, latE7: 0 },
  area: { cityId: '2102', districtId: '210202' },
  name: '代办服务',
  hint: '每天都有',
  open: true,
  windows: [{ id: windowId, on: 'everyDay', weekdays: [], start: '11:00', end: '12:00', places: most }],
  exceptions: [],
  who: { confirmedHome: false },
  daysAhead: 14,
  closeMinutes: 0,
  cancelMinutes: 0,
  mostAhead: 1,
  questions: [],
  priceCents: 0,
  subsidies: [],
  deliversHome: false,
  tellsGrid: false,
})
