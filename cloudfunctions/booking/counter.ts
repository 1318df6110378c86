import { allergens, diets, eatings } from '../contract/booking'
import { notFound } from '../contract/errors'
import type { Context, Policy } from '../kernel/action'
import type { BookingDoc, PatronDoc } from '../kernel/collections.booking'
import { withRole } from '../kernel/people'
import type { Transaction } from '../kernel/ports'
import { isOnDuty } from './appointments'
import { dateOf } from './days.rules'
import { change } from './load'
import { dishesText } from './meal'
import { codeId } from './place'
import { isConfidential } from './slot.rules'
import { ownSites, worksAt } from './workplace'

/** The counter of a site: whoever stands there, and what they have to know. */

export const counter: Policy = withRole('siteStaff', 'counsellor')

/** Actions of one person at a counter in one hour. */
export const counterPerHour = 2000

/** Whether the caller receives whoever booked this: staff of the site; of an appointment the counsellor on duty alone. */
const receives = (context: Context, booking: BookingDoc): Promise<boolean> | boolean =>
  isConfidential(booking.kind) ? isOnDuty(context, booking) : worksAt(context.caller, booking.siteId)

/**
 * The booking behind a code of today at one of the caller's sites, or the one picked from a list.
 * @throws ActionError NOT_FOUND, also for what somebody else receives
 */
export async function bookingAt(
  context: Context,
  { code, bookingId }: { code?: string; bookingId?: string },
): Promise<BookingDoc> {
  const ids = bookingId === undefined ? await idsOfCode(context, code ?? '') : [bookingId]
  const found = await Promise.all(ids.map((id) => context.ports.store.get('bookings', id)))
  for (const booking of found) if (booking && (await receives(context, booking))) return booking
  throw notFound(bookingId === undefined ? '今天的预约码' : '预约')
}

async function idsOfCode({ caller, ports, now }: Context, code: string): Promise<string[]> {
  const date = dateOf(now)
  const codes = await Promise.all(
    ownSites(caller, 'siteStaff', 'counsellor').map((siteId) =>
      ports.store.get('bookingCodes', codeId({ siteId, date }, code)),
    ),
  )
  return codes.flatMap((found) => (found ? [found.bookingId] : []))
}

/** In what capacity the caller stands at the counter of this booking. */
export const asOf = ({ kind }: Pick<BookingDoc, 'kind'>) => (isConfidential(kind) ? 'counsellor' : 'staff')

/** What the counter has to know: dishes, diet, allergies, whom to call, answers. */
export function linesOf({ meal, answers }: BookingDoc, card?: PatronDoc): string[] {
  const words = (label: string, names: readonly string[]) =>
    names.length > 0 ? `${label}：${names.join('、')}` : undefined
  const diet = meal?.diets ?? card?.diets ?? []
  const allergies = meal?.allergies ?? card?.allergies ?? []
  const call = [card?.emergencyName, card?.emergencyPhone].filter(Boolean).join(' ')
  const lines = [
    meal && `${eatings[meal.eating]}：${dishesText(meal)}`,
    words(
      '饮食',
      diet.map((one) => diets[one]),
    ),
    words(
      '过敏',
      allergies.map((one) => allergens[one]),
    ),
    meal?.note && `备注：${meal.note}`,
    call && `紧急联系人：${call}`,
    ...answers.map(({ label, answer }) => `${label}：${answer}`),
  ]
  return lines.flatMap((line) => line || [])
}

/** The card of a child at childcare, whose staff have to know more than a name. */
export const childCard = async (reader: Pick<Transaction, 'get'>, { kind, holder }: BookingDoc) =>
  kind === 'childcare' ? reader.get('patrons', holder) : undefined

/** A booking that is not delivered any more: eaten at the counter, or not at all. */
export async function leaveRound(tx: Transaction, { roundId, ...rest }: BookingDoc): Promise<BookingDoc> {
  if (roundId)
    await change(tx, 'rounds', roundId, (stored) => {
      if (!stored) throw new Error(`round ${roundId} is named but missing`)
      return { ...stored, stops: stored.stops - 1 }
    })
  return rest
}
