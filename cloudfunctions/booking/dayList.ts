import { bookerCapacities } from '../contract/booking'
import { forbidden } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { BookingDoc, ServiceDoc } from '../kernel/collections.booking'
import { decodeCursor, encodeCursor } from '../kernel/cursor'
import { maskName, withRole } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { childCard, linesOf } from './counter'
import { dishTotals } from './lists.rules'
import { siteOf } from './load'
import { presentBooking } from './present'
import { worksAt } from './workplace'

const pageSize = 1000

/** A site's day: who comes, what they ordered and what it comes to. Confidential services are in no list. */
export const dayList = action({
  name: 'booking.dayList',
  policy: withRole('siteStaff'),
  async run(context, { siteId, date, phoneTail, cursor }) {
    const { store } = context.ports
    const site = await siteOf(store, siteId)
    if (!worksAt(context.caller, siteId)) throw forbidden('只能看自己站点的名单')
    const day = await bookingsOf(store, `${siteId}:${date}`)
    const asked = phoneTail === undefined ? day : day.filter((booking) => booking.phoneTail === phoneTail)
    const { rows, next } = pageOf(asked, cursor)
    const services = await Promise.all(site.services.map((id) => store.get('services', id)))
    const known = new Map(services.flatMap((service) => (service ? [[service.id, service] as const] : [])))
    return {
      bookings: await Promise.all(rows.map((booking) => presentRow(context, booking, known.get(booking.serviceId)))),
      cursor: next,
      totals: totalsOf(day),
    }
  },
})

/** All bookings of the day, by their time. A site has some hundreds. */
async function bookingsOf(store: Store, siteDay: string): Promise<BookingDoc[]> {
  const all: BookingDoc[] = []
  let after: string | undefined
  do {
    const page = await store.range('bookings', 'bySiteDay', { eq: [siteDay], limit: pageSize, after })
    all.push(...page.rows)
    after = page.next
  } while (after)
  return all
}

/** One page of a list that is read whole for its totals, behind the row that the cursor names. */
function pageOf(bookings: readonly BookingDoc[], cursor: string | undefined) {
  const [startsAt, id] = cursor === undefined ? ['', ''] : decodeCursor(cursor)
  const behind = bookings.filter((one) => one.startsAt > startsAt || (one.startsAt === startsAt && one.id > id))
  const rows = behind.slice(0, limits.page)
  const last = rows.at(-1)
  return { rows, next: last && behind.length > rows.length ? encodeCursor(last.startsAt, last.id) : undefined }
}

async function presentRow({ ports, now }: Context, booking: BookingDoc, service: ServiceDoc | undefined) {
  const card = await childCard(ports.store, booking)
  return {
    ...presentBooking(booking, 'staff', service ?? { cancelMinutes: 0 }, now),
    phoneTail: booking.phoneTail,
    lines: linesOf(booking, card),
    bookedBy: await bookerOf(ports.store, booking),
  }
}

/** `李* 代约人` of whoever booked for somebody else. */
async function bookerOf(store: Store, { bookerId, bookerAs }: BookingDoc): Promise<string | undefined> {
  if (!bookerId || !bookerAs || bookerAs === 'self') return undefined
  const person = await store.get('people', bookerId)
  return [person?.name && maskName(person.name), bookerCapacities[bookerAs]].filter(Boolean).join(' ')
}

function totalsOf(day: readonly BookingDoc[]) {
  const inState = (...states: BookingDoc['state'][]) => day.filter(({ state }) => states.includes(state)).length
  const sum = (of: (booking: BookingDoc) => number) => day.reduce((total, booking) => total + of(booking), 0)
  return {
    people: day.length,
    arrived: inState('checkedIn', 'done'),
    noShows: inState('noShow'),
    dishes: dishTotals(day.flatMap(({ meal }) => (meal ? [meal] : []))),
    priceCents: sum(({ priceCents }) => priceCents),
    subsidyCents: sum(({ subsidyCents }) => subsidyCents),
  }
}
