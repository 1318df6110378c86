import type { BookingSummary, WaitSummary } from '../contract/booking'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { BookingDoc, ServiceDoc, WaitDoc } from '../kernel/collections.booking'
import { encodeCursor } from '../kernel/cursor'
import { hiddenHolder } from '../kernel/hidden'
import { signedIn } from '../kernel/people'
import { plusHours } from '../kernel/time'
import { capacityFor, findCard } from './patron'
import { presentBooking, presentWait } from './present'
import { isConfidential } from './slot.rules'

/** Children of one guardian, and lines somebody stands in, at most. */
const mostChildren = 100
const mostWaits = 100
/** A stay lasts no longer; what began before is over. */
const longestStay = 24

/** Whether a booking still lies ahead: nobody has come yet, or they are there now. */
const isAhead = ({ state, endsAt }: BookingDoc, now: string) =>
  state === 'checkedIn' || (state === 'booked' && endsAt > now)

/** The caller's own bookings, their children's, and those they made for others and may still see. */
export const mine = action({
  name: 'booking.mine',
  policy: signedIn,
  async run(context, { scope, cursor }) {
    const { now, ports } = context
    const from = scope === 'ahead' ? plusHours(now, -longestStay) : undefined
    const direction = scope === 'ahead' ? ('asc' as const) : ('desc' as const)
    const query = { from, direction, limit: limits.page + 1, after: cursor }
    const holders = await holdersOf(context)
    const pages = await Promise.all([
      ...holders.map((holder) => ports.store.range('bookings', 'byHolder', { ...query, eq: [holder] })),
      ports.store.range('bookings', 'byBooker', { ...query, eq: [context.caller.person?.id ?? ''] }),
    ])
    const sorted = distinct(pages.flatMap((page) => page.rows)).sort(
      (a, b) =>
        (scope === 'ahead' ? 1 : -1) *
        (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1),
    )
    const page = sorted.slice(0, limits.page)
    const last = page.at(-1)
    const see = sight(context)
    const bookings: BookingSummary[] = []
    for (const booking of page) {
      if (isAhead(booking, now) !== (scope === 'ahead')) continue
      const seen = await see(booking)
      if (seen) bookings.push(presentBooking(booking, seen.as, seen.service, now))
    }
    return {
      bookings,
      waits: scope === 'ahead' ? await waitsOf(context, holders, see) : [],
      cursor: sorted.length > limits.page && last ? encodeCursor(last.startsAt, last.id) : undefined,
    }
  },
})

const distinct = <T extends { id: string }>(rows: readonly T[]) => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]

/** Under which keys the caller and their children hold bookings. */
async function holdersOf({ caller, ports }: Context): Promise<string[]> {
  const id = caller.person?.id ?? ''
  const { rows } = await ports.store.range('patrons', 'byGuardian', { eq: [id], limit: mostChildren })
  return [id, hiddenHolder(ports, id), ...rows.map((child) => child.id)]
}

type Sight = ReturnType<typeof sight>

/** In what capacity the caller sees a booking or a wait; each service and card is read once. */
function sight(context: Context) {
  const { caller, ports } = context
  const { store } = ports
  const services = new Map<string, Promise<ServiceDoc | undefined>>()
  const capacities = new Map<string, ReturnType<typeof capacityFor>>()
  const own = hiddenHolder(ports, caller.person?.id ?? '')

  async function capacityOf(holder: string, service: ServiceDoc) {
    if (isConfidential(service.kind)) return holder === own ? ('self' as const) : undefined
    if (holder === caller.person?.id) return 'self' as const
    const card = await findCard(store, holder)
    return card && capacityFor(store, context, card, service)
  }

  return async ({ holder, serviceId }: Pick<BookingDoc, 'holder' | 'serviceId'>) => {
    if (!services.has(serviceId)) services.set(serviceId, store.get('services', serviceId))
    const service = await services.get(serviceId)
    if (!service) return undefined
    const key = `${holder} ${serviceId}`
    if (!capacities.has(key)) capacities.set(key, capacityOf(holder, service))
    const as = await capacities.get(key)
    return as && { as, service }
  }
}

/** The lines that the caller, their children, and those they joined for stand in. */
async function waitsOf(
  { caller, ports, now }: Context,
  holders: readonly string[],
  see: Sight,
): Promise<WaitSummary[]> {
  const { store } = ports
  const query = { from: now, limit: mostWaits }
  const pages = await Promise.all([
    ...holders.map((holder) => store.range('waits', 'byHolder', { ...query, eq: [holder] })),
    store.range('waits', 'byBooker', { ...query, eq: [caller.person?.id ?? ''] }),
  ])
  const open = distinct(pages.flatMap((page) => page.rows)).filter(
    ({ state }: WaitDoc) => state === 'waiting' || state === 'offered',
  )
  const shown: WaitSummary[] = []
  for (const wait of open.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))) {
    const seen = await see(wait)
    if (seen) shown.push(presentWait(wait, seen.service, await store.get('slots', wait.slotId)))
  }
  return shown
}
