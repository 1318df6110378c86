import { ActionError } from '../contract/errors'
import type { Unit } from '../contract/fields'
import type { Context } from '../kernel/action'
import type { BookingDoc, PatronDoc, ServiceDoc } from '../kernel/collections.booking'
import { advance, itemNotice, staffOf, writeStep } from '../kernel/items'
import { ladderOf } from '../kernel/ladder'
import { insertItem, type NewItem, newItem, placed } from '../kernel/newItem'
import type { OutgoingNotice } from '../kernel/notices'
import type { Transaction } from '../kernel/ports'
import { type Route, route } from '../kernel/routing'
import { stepFor } from '../kernel/rules'
import { acceptHours, bookingItemRules, resolveHours } from './item.rules'
import type { Here } from './load'
import { callersCard, findCard, type Home, homeOf } from './patron'
import { dayAndTime, isConfidential } from './slot.rules'

/** The grid's part of a booking: an item that is made, moved and ended in the booking's own transactions. */

/** Where a booking goes; looked up ahead of the transaction, in which nothing is ranged over. */
export interface Way extends Route {
  home: Home
  card: PatronDoc
  ladder: Unit[]
  /** Who staffs the unit responsible. */
  staff: string[]
}

const tellsGrid = ({ kind, tellsGrid: tells }: Pick<ServiceDoc, 'kind' | 'tellsGrid'>) => tells && !isConfidential(kind)

/** The grid where the person lives; undefined where the service tells none, or nobody knows where that is. */
export async function wayFor(
  context: Context,
  serviceId: string | undefined,
  patronId: string | undefined,
): Promise<Way | undefined> {
  const { ports, now } = context
  const { store } = ports
  const service = serviceId === undefined ? undefined : await store.get('services', serviceId)
  if (!service || !tellsGrid(service)) return undefined
  const card = patronId === undefined ? await callersCard(store, context) : await findCard(store, patronId)
  const home = card && (await homeOf(store, card, now))
  const way = home && (await route(store, { buildingId: home.buildingId }, now).catch(nowhere))
  if (!card || !home || !way) return undefined
  const [ladder, staff] = await Promise.all([ladderOf(store, way.path), staffOf(store, way.responsible)])
  return { ...way, home, card, ladder, staff }
}

/** A building that no place is known of is no reason to refuse a meal. */
function nowhere(error: unknown): undefined {
  if (!(error instanceof ActionError)) throw error
}

/** Makes the item of a new booking, and answers the booking that names it, which the caller inserts. */
export async function tellGrid<B extends Omit<BookingDoc, 'version'>>(
  tx: Transaction,
  context: Context,
  { booking, service, way }: { booking: B; service: ServiceDoc; way: Way | undefined },
): Promise<{ booking: B; notices: OutgoingNotice[] }> {
  if (!way || !tellsGrid(service)) return { booking, notices: [] }
  const item = await insertItem(tx, context, draftOf(booking, service, way, context.now), 'book', { role: 'system' })
  const told = way.staff.filter((personId) => personId !== context.caller.person?.id)
  return {
    booking: { ...booking, itemId: item.id },
    notices: told.map((personId) =>
      itemNotice(personId, item, `新的预约：${item.place}`, { kind: 'book', template: 'deskWork' }),
    ),
  }
}

/** What the grid reads of a booking. */
const wordsOf = (booking: Omit<BookingDoc, 'version'>, service: Pick<ServiceDoc, 'gridSeesAnswers'>) => ({
  title: `${booking.serviceName}，${dayAndTime(booking.startsAt)}`,
  description: [
    `${dayAndTime(booking.startsAt)}，${booking.siteName}`,
    ...(service.gridSeesAnswers ? booking.answers.map(({ label, answer }) => `${label}：${answer}`) : []),
  ].join('\n'),
  endsAt: booking.endsAt,
})

function draftOf(
  booking: Omit<BookingDoc, 'version'>,
  service: ServiceDoc,
  { card, home, ...way }: Way,
  now: string,
): NewItem {
  const reporterId = card.kind === 'self' ? card.id : card.guardianId
  return newItem(bookingItemRules, now, {
    ...placed(way),
    ...wordsOf(booking, service),
    state: 'booked',
    place: `${home.buildingName} ${home.unit}`.trim(),
    ...(reporterId && { reporterId }),
    patronId: booking.holder,
    responsible: way.responsible,
    ladder: way.ladder,
    acceptHours,
    resolveHours,
  })
}

/** What became of a booking: moved to another slot, given up, used, or not come to. */
type News = 'change' | 'cancel' | 'keep' | 'miss'

/** Who staffs the unit that a booking's item is with, for telling them inside the transaction; nobody without an item. */
export async function gridStaff({ ports }: Pick<Here, 'ports'>, itemId: string | undefined): Promise<string[]> {
  const item = itemId === undefined ? undefined : await ports.store.get('items', itemId)
  return item ? staffOf(ports.store, item.responsible) : []
}

/** Has the item of a booking follow it, where there is one that is not over. */
export async function followBooking(
  tx: Transaction,
  here: Here,
  booking: BookingDoc,
  news: News,
  { staff = [], but }: { staff?: readonly string[]; but?: string } = {},
): Promise<OutgoingNotice[]> {
  if (!booking.itemId) return []
  const seen = await tx.get('items', booking.itemId)
  const step = seen && stepFor(bookingItemRules, news, seen, ['system'])
  if (!seen || !step) return []
  const service = news === 'change' ? await tx.get('services', booking.serviceId) : undefined
  const patch = service && { ...wordsOf(booking, service), result: undefined }
  const next = advance(bookingItemRules, step, seen, { now: here.now, patch })
  const actor = { role: 'system' as const }
  await writeStep(tx, { kind: bookingItemRules, step, context: here, seen, next, actor, options: {} })
  if (!step.tell.includes('responsible')) return []
  const { state, responsible } = next
  const sentence = bookingItemRules.story({ act: news, state, actor: '', responsible })
  return staff
    .filter((personId) => personId !== but)
    .map((personId) => itemNotice(personId, next, sentence, { kind: news, template: 'deskWork' }))
}
