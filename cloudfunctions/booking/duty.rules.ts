import { daysBetween, instantOf, plusDays, weekdayOf } from './days.rules'

/** How counsellors take turns. */

/** A shift that recurs every week; `weekday` 1 is Monday, times are China's. */
export interface ShiftTemplate {
  id: string
  weekday: number
  start: string
  end: string
}

export interface Shift {
  id: string
  startsAt: string
  endsAt: string
  counsellorId?: string
}

export const shiftIdOf = (serviceId: string, date: string, templateId: string) => `${serviceId}.${date}.${templateId}`

/** The shifts that the templates make from one day to the other, both inclusive, earliest first. */
export function shiftsOf(serviceId: string, templates: readonly ShiftTemplate[], from: string, to: string) {
  const shifts: Omit<Shift, 'counsellorId'>[] = []
  for (const date of daysBetween(from, to))
    for (const { id, weekday, start, end } of templates)
      if (weekday === weekdayOf(date))
        shifts.push({
          id: shiftIdOf(serviceId, date, id),
          startsAt: instantOf(date, start),
          endsAt: instantOf(end > start ? date : plusDays(date, 1), end),
        })
  return shifts.sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1))
}

const overlaps = (a: { startsAt: string; endsAt: string }, b: { startsAt: string; endsAt: string }) =>
  a.startsAt < b.endsAt && b.startsAt < a.endsAt

/**
 * Who takes the shifts that nobody has yet: each goes to whoever has been idle longest by then, the order of the list
 * among those who never had one, and never to somebody who has another at the same time. `shifts` are those stored,
 * past ones too; one stored without a counsellor was emptied by hand and stays so. A shift that nobody is free for is
 * left out.
 */
export function rotate(
  counsellorIds: readonly string[],
  wanted: readonly Omit<Shift, 'counsellorId'>[],
  shifts: readonly Shift[],
): Shift[] {
  const stored = new Set(shifts.map(({ id }) => id))
  const held: Shift[] = shifts.filter(({ counsellorId }) => counsellorId !== undefined)
  const given: Shift[] = []
  for (const shift of wanted) {
    if (stored.has(shift.id)) continue
    const lastOf = (counsellorId: string) =>
      held
        .filter((one) => one.counsellorId === counsellorId && one.startsAt < shift.startsAt)
        .map(({ endsAt }) => endsAt)
        .sort()
        .at(-1) ?? ''
    const isFree = (counsellorId: string) =>
      !held.some((one) => one.counsellorId === counsellorId && overlaps(one, shift))
    const [next] = counsellorIds
      .filter(isFree)
      .map((counsellorId) => ({ counsellorId, last: lastOf(counsellorId) }))
      .sort((a, b) => (a.last < b.last ? -1 : a.last > b.last ? 1 : 0))
    if (!next) continue
    const taken = { ...shift, counsellorId: next.counsellorId }
    held.push(taken)
    given.push(taken)
  }
  return given
}

/** Stretches of the wanted shifts that nobody covers, from `now` on, joined where they touch. */
export function gapsIn(
  wanted: readonly Pick<Shift, 'startsAt' | 'endsAt'>[],
  shifts: readonly Shift[],
  now: string,
): { startsAt: string; endsAt: string }[] {
  const covered = shifts
    .filter(({ counsellorId }) => counsellorId !== undefined)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
  const open: { startsAt: string; endsAt: string }[] = []
  for (const { startsAt, endsAt } of wanted) {
    let at = startsAt > now ? startsAt : now
    for (const shift of covered) {
      if (shift.endsAt <= at || shift.startsAt >= endsAt) continue
      if (shift.startsAt > at) open.push({ startsAt: at, endsAt: shift.startsAt })
      at = shift.endsAt
    }
    if (at < endsAt) open.push({ startsAt: at, endsAt })
  }
  open.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
  return open.reduce<{ startsAt: string; endsAt: string }[]>((gaps, gap) => {
    const last = gaps.at(-1)
    if (last && gap.startsAt <= last.endsAt) {
      if (gap.endsAt > last.endsAt) gaps[gaps.length - 1] = { ...last, endsAt: gap.endsAt }
      return gaps
    }
    gaps.push(gap)
    return gaps
  }, [])
}
