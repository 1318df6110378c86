import type { Answer } from '../contract'
import { bookingStates, type RoundState } from '../contract/booking'
import { conflict, forbidden, notFound } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import type { BookingDoc, RoundDoc } from '../kernel/collections.booking'
import { type Caller, holds, withRole } from '../kernel/people'
import type { Reader } from '../kernel/ports'
import { dateOf } from './days.rules'
import { followBooking } from './grid'
import { deliveries } from './lists.rules'
import { change } from './load'
import { dishesText } from './meal'
import { withAct } from './place'
import { ownSites, worksAt } from './workplace'

/** Rounds of one site or grid on one day, and stops of one round, at most. */
const mostRounds = 200
const mostStops = 1000

const carriers = withRole('siteStaff', 'volunteer')
const perHour = 1000

type RoundAnswer = Answer<'booking.takeRound'>

/** Whether the caller may take the round: a volunteer of its grid, or staff of the site themselves. */
const mayCarry = (caller: Caller, round: RoundDoc) =>
  worksAt(caller, round.siteId) || holds(caller, 'volunteer', round.gridId)

/** Whether the caller carries the round, or answers for it at the site. */
const carries = (caller: Caller, round: RoundDoc) =>
  worksAt(caller, round.siteId) || (round.takenBy !== undefined && round.takenBy === caller.person?.id)

/** Rounds of a day: those of a site for its staff, those of one's own grids for a volunteer. */
export const rounds = action({
  name: 'booking.rounds',
  policy: carriers,
  async run(context, { siteId, date }) {
    const { caller, ports } = context
    const range = async (index: 'bySiteDay' | 'byGridDay', key: string) =>
      (await ports.store.range('rounds', index, { eq: [key], limit: mostRounds })).rows
    if (siteId !== undefined && !worksAt(caller, siteId)) throw forbidden('只能看自己站点的送餐路线')
    const found =
      siteId === undefined
        ? await Promise.all(ownSites(caller, 'volunteer').map((gridId) => range('byGridDay', `${gridId}:${date}`)))
        : [await range('bySiteDay', `${siteId}:${date}`)]
    const some = found.flat().filter(({ stops }) => stops > 0)
    return { rounds: await Promise.all(some.map((round) => presentRound(context, round))) }
  },
})

/** Takes a round on. The first to tap has it; where to go and to whom is shown to them from then on. */
export const takeRound = action({
  name: 'booking.takeRound',
  policy: carriers,
  perHour,
  async run(context, { roundId }) {
    const { caller, now, ports } = context
    const me = caller.person?.id ?? ''
    const seen = await carriedRound(ports.store, context, roundId)
    // Ranges have no place in a transaction; a stop that comes in between is shown at the next look.
    const shown = await presentRound(context, { ...seen, takenBy: me, takenTitle: titleOf(caller, seen) })
    return context.commit(async (tx) => {
      const round = await carriedRound(tx, context, roundId)
      if (round.takenBy === me) return { answer: { ...shown, version: round.version } }
      if (round.takenBy !== undefined) throw conflict('这条路线刚刚有人接了，谢谢您')
      if (round.date < dateOf(now)) throw conflict('这条路线的日子已经过了')
      const next = { ...noted(round, now, 'take', me), takenBy: me, takenTitle: shown.takenBy }
      if (!(await tx.replace('rounds', next))) throw conflict()
      // Taken before and put back, it is there already
      await tx.insert('carriers', { id: `${me}:${roundId}`, personId: me, roundId })
      return { answer: { ...shown, version: round.version + 1 } }
    })
  },
  // Names and doors are not kept with the request; a repetition reads them again.
  forget: (answer) => ({ ...answer, buildings: [] }),
  async replay(context, { roundId }, stored) {
    const round = await context.ports.store.get('rounds', roundId)
    return round ? presentRound(context, round) : stored
  },
})

/** Puts a round back for others, as whoever took it or for them at the site. */
export const dropRound = action({
  name: 'booking.dropRound',
  policy: carriers,
  perHour,
  run: (context, { roundId }) =>
    context.commit(async (tx) => {
      const { takenBy, takenTitle: _, ...round } = await carriedRound(tx, context, roundId)
      if (takenBy === undefined) return { answer: { id: roundId, version: round.version } }
      if (!carries(context.caller, { ...round, takenBy })) throw forbidden('这条路线是别人接的')
      const next = noted(round, context.now, 'drop', context.caller.person?.id ?? '')
      if (!(await tx.replace('rounds', next))) throw conflict()
      return { answer: { id: roundId, version: round.version + 1 } }
    }),
})

/** A meal has been handed over at the door. */
export const deliver = action({
  name: 'booking.deliver',
  policy: carriers,
  perHour,
  run: (context, { bookingId }) =>
    context.commit(async (tx) => {
      const { caller, now } = context
      const booking = await tx.get('bookings', bookingId)
      const round = booking?.roundId ? await tx.get('rounds', booking.roundId) : undefined
      if (!booking || !round || !carries(caller, round)) throw notFound('送餐')
      const answer = { bookingId, state: 'done' as const }
      if (booking.state === 'done') return { answer }
      if (booking.state !== 'booked') throw conflict(`这个预约现在是「${bookingStates[booking.state]}」，不用送了`)
      if (booking.date !== dateOf(now)) throw conflict('不是今天的餐，还不能送')
      const as = worksAt(caller, round.siteId) ? 'staff' : 'volunteer'
      const { remindAt: _, ...eaten } = withAct(booking, now, 'deliver', { as, personId: caller.person?.id })
      const done: BookingDoc = { ...eaten, state: 'done' }
      if (!(await tx.replace('bookings', done))) throw conflict()
      await followBooking(tx, context, done, 'keep')
      await change(tx, 'rounds', round.id, () => ({ ...round, delivered: round.delivered + 1 }))
      return { answer }
    }),
})

/** A round the caller may have to do with. @throws ActionError NOT_FOUND */
async function carriedRound(reader: Reader, { caller }: Context, roundId: string): Promise<RoundDoc> {
  const round = await reader.get('rounds', roundId)
  if (!round || !mayCarry(caller, round)) throw notFound('送餐路线')
  return round
}

const noted = <R extends Pick<RoundDoc, 'acts'>>(round: R, at: string, act: 'take' | 'drop', by: string) => ({
  ...round,
  acts: [...(round.acts ?? []), { at, act, by }],
})

const titleOf = ({ roles }: Caller, { siteId, gridId }: RoundDoc) =>
  roles.find(({ areaId }) => areaId === gridId || areaId === siteId)?.title ?? ''

const stateOf = ({ stops, delivered, takenBy }: RoundDoc): RoundState => {
  if (delivered >= stops) return 'delivered'
  return takenBy === undefined ? 'open' : 'taken'
}

/** The round; where to go and whom to meet only for whoever carries it and for the site. */
async function presentRound(context: Context, round: RoundDoc): Promise<RoundAnswer> {
  const { caller, ports } = context
  const seen = carries(caller, round)
  const { rows } = seen
    ? await ports.store.range('bookings', 'byRound', { eq: [round.id], limit: mostStops })
    : { rows: [] }
  return {
    roundId: round.id,
    version: round.version,
    state: stateOf(round),
    siteName: round.siteName,
    gridName: round.gridName,
    date: round.date,
    startsAt: round.startsAt,
    stops: round.stops,
    takenByMe: round.takenBy !== undefined && round.takenBy === caller.person?.id,
    takenBy: round.takenTitle,
    buildings: await Promise.all(
      deliveries(rows).map(async ({ stops, ...building }) => ({
        ...building,
        stops: await Promise.all(stops.map((booking) => presentStop(context, booking))),
      })),
    ),
  }
}

async function presentStop({ ports }: Context, booking: BookingDoc) {
  const { id, holder, patronName = '', meal, state } = booking
  const card = await ports.store.get('patrons', holder)
  const phone = card?.phone ?? (await ports.store.get('people', holder))?.phone
  return {
    bookingId: id,
    unit: meal?.unit ?? '',
    name: patronName,
    phone,
    dishes: meal ? dishesText(meal) : '',
    note: meal?.note,
    state,
  }
}
