import type { Answer } from '../contract'
import { notFound } from '../contract/errors'
import type { Context } from '../kernel/action'
import type { RosterDoc, ServiceDoc, ShiftDoc } from '../kernel/collections.booking'
import type { Reader, Store, Transaction } from '../kernel/ports'
import { plusHours } from '../kernel/time'
import { dateOf, plusDays } from './days.rules'
import { serviceOf } from './load'
import { covers, gapsIn, overlaps, type Span, type Taken, type Turn, turnsBetween } from './roster.rules'
import { isConfidential, parseSlotId } from './slot.rules'

export const nobodyOnDuty = '这个时段还没有咨询师值班，请换一个时段'

/** The longest turn, in hours: one that begins at a time of day and ends before it the next. */
export const longestTurn = 24
/** Days ahead that a gap is warned of. */
export const warningDays = 14
/** Shifts read in one go; a service has a few a day. */
const mostShifts = 1000

/** The shifts of a service that reach into the span, earliest first. */
export async function shiftsWithin(store: Store, serviceId: string, { startsAt, endsAt }: Span): Promise<ShiftDoc[]> {
  const { rows } = await store.range('shifts', 'byService', {
    eq: [serviceId],
    from: plusHours(startsAt, -longestTurn),
    to: endsAt,
    limit: mostShifts,
  })
  return rows.filter((shift) => shift.endsAt > startsAt)
}

/** The shifts of a counsellor, at any service, that reach into the span. */
export async function shiftsOf(store: Store, counsellorId: string, { startsAt, endsAt }: Span): Promise<ShiftDoc[]> {
  const { rows } = await store.range('shifts', 'byCounsellor', {
    eq: [counsellorId],
    from: plusHours(startsAt, -longestTurn),
    to: endsAt,
    limit: mostShifts,
  })
  return rows.filter((shift) => shift.endsAt > startsAt)
}

/** Whether the counsellor is on duty elsewhere at that time. */
export const isBusy = async (store: Store, counsellorId: string, shift: Span & { id: string }): Promise<boolean> =>
  (await shiftsOf(store, counsellorId, shift)).some((other) => other.id !== shift.id && overlaps(other, shift))

export const takenOf = (shifts: readonly ShiftDoc[]): Taken[] =>
  shifts.flatMap(({ startsAt, endsAt, counsellorId }) => (counsellorId ? [{ startsAt, endsAt, counsellorId }] : []))

/** A turn that nobody has been put on yet. */
export const emptyShift = (turn: Turn): ShiftDoc => ({
  ...turn,
  version: 0,
  source: 'rotation',
  acts: [],
})

/** Stretches of the next two weeks in which the roster wants somebody and, of these shifts, nobody is there. */
export function gapsAhead({ id, templates }: RosterDoc, shifts: readonly ShiftDoc[], now: string): Span[] {
  const until = plusHours(now, warningDays * 24)
  // The turn of yesterday's night is not over yet.
  const turns = turnsBetween(id, templates, plusDays(dateOf(now), -1), dateOf(until))
  return gapsIn(
    turns.filter(({ startsAt }) => startsAt < until),
    takenOf(shifts),
    now,
  )
}

/**
 * Whether somebody is on duty for all of an appointment's slot, where the service plans turns at all. Read by ids, so that
 * it holds inside a transaction too.
 */
export async function isCovered(
  reader: Reader,
  { id, kind }: Pick<ServiceDoc, 'id' | 'kind'>,
  slot: Span,
): Promise<boolean> {
  const roster = isConfidential(kind) ? await reader.get('rosters', id) : undefined
  if (!roster || roster.templates.length === 0) return true
  const date = dateOf(slot.startsAt)
  for (const turn of turnsBetween(id, roster.templates, plusDays(date, -1), date)) {
    const shift = covers(turn, slot) ? await reader.get('shifts', turn.id) : undefined
    if (shift?.counsellorId && covers(shift, slot)) return true
  }
  return false
}

/** A shift as it is in this transaction, also one that nobody has touched. @throws ActionError NOT_FOUND */
export async function shiftOf(
  reader: Reader,
  shiftId: string,
): Promise<{ shift: ShiftDoc; roster: RosterDoc; service: ServiceDoc }> {
  // Made like a slot's id, of service, day and what recurs.
  const parts = parseSlotId(shiftId)
  const roster = parts && (await reader.get('rosters', parts.serviceId))
  if (!roster) throw notFound('班次')
  const service = await serviceOf(reader, roster.id)
  const stored = await reader.get('shifts', shiftId)
  if (stored) return { shift: stored, roster, service }
  const turns = turnsBetween(roster.id, roster.templates, parts.date, parts.date)
  const turn = turns.find(({ id }) => id === shiftId)
  if (!turn) throw notFound('班次')
  return { shift: emptyShift(turn), roster, service }
}

/** Writes a shift over what was read, or for the first time. False when somebody was faster. */
export function writeShift(tx: Transaction, shift: ShiftDoc): Promise<boolean> {
  const { version, ...fresh } = shift
  return version === 0 ? tx.insert('shifts', fresh) : tx.replace('shifts', shift)
}

type ShiftAnswer = Answer<'booking.editShift'>

export function presentShift({ caller }: Pick<Context, 'caller'>, shift: ShiftDoc): ShiftAnswer {
  const { swap, counsellorId, counsellorTitle } = shift
  const me = caller.person?.id
  return {
    shiftId: shift.id,
    version: shift.version,
    startsAt: shift.startsAt,
    endsAt: shift.endsAt,
    counsellor: counsellorTitle,
    counsellorId,
    mine: counsellorId !== undefined && counsellorId === me,
    source: shift.source,
    swap: swap && {
      state: swap.state,
      from: swap.fromTitle,
      to: swap.toTitle,
      toMe: swap.toId === me,
      note: swap.note,
    },
  }
}
