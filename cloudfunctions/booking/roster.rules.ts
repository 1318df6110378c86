import { daysBetween, instantOf, plusDays, weekdayOf } from './days.rules'

/** Who is on duty when: turns by the week, taken by whoever has been idle longest. */

/** A turn of the week; one that ends no later than it starts ends the next day. */
export interface Template {
  id: string
  /** 1 Monday to 7 Sunday. */
  weekday: number
  start: string
  end: string
}
export interface Span {
  startsAt: string
  endsAt: string
}
export interface Turn extends Span {
  /** `<serviceId>.<date>.<templateId>` */
  id: string
  serviceId: string
}
/** A turn that somebody has. */
export interface Taken extends Span {
  counsellorId: string
}

export const overlaps = (a: Span, b: Span) => a.startsAt < b.endsAt && b.startsAt < a.endsAt

/** Whether somebody who is there for all of `span` is there for all of `part`. */
export const covers = (span: Span, part: Span) => span.startsAt <= part.startsAt && part.endsAt <= span.endsAt

/** A sentence about turns of the week that cannot be. */
export function templatesWrong(templates: readonly Template[]): string | undefined {
  if (new Set(templates.map(({ id }) => id)).size < templates.length) return '班次编号有重复'
  return templates.some(({ start, end }) => start === end) ? '班次的开始和结束时间不能一样' : undefined
}

export function turnOf(serviceId: string, date: string, { id, start, end }: Template): Turn {
  return {
    id: `${serviceId}.${date}.${id}`,
    serviceId,
    startsAt: instantOf(date, start),
    endsAt: instantOf(end > start ? date : plusDays(date, 1), end),
  }
}

const byStart = (a: Span & { id: string }, b: Span & { id: string }) =>
  a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : a.id < b.id ? -1 : 1

/** The turns that begin from one day to another, both inclusive, earliest first. */
export const turnsBetween = (serviceId: string, templates: readonly Template[], from: string, to: string): Turn[] =>
  [...daysBetween(from, to)]
    .flatMap((date) =>
      templates.filter(({ weekday }) => weekday === weekdayOf(date)).map((t) => turnOf(serviceId, date, t)),
    )
    .sort(byStart)

/**
 * Who takes each of the empty turns, by the turn's id: whoever's last turn before it ended earliest, those without any
 * first, else as they are listed. Nobody is put on two turns at once; a turn that nobody can take is left out.
 */
export function rotate(
  counsellorIds: readonly string[],
  empty: readonly (Span & { id: string })[],
  taken: readonly Taken[],
): Map<string, string> {
  const all = [...taken]
  const given = new Map<string, string>()
  for (const turn of [...empty].sort(byStart)) {
    const idleSince = (id: string) =>
      all.reduce(
        (last, one) =>
          one.counsellorId === id && one.endsAt <= turn.startsAt && one.endsAt > last ? one.endsAt : last,
        '',
      )
    const free = counsellorIds.filter((id) => !all.some((one) => one.counsellorId === id && overlaps(one, turn)))
    const [first] = free
      .map((id) => ({ id, since: idleSince(id) }))
      .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))
    if (!first) continue
    given.set(turn.id, first.id)
    all.push({ startsAt: turn.startsAt, endsAt: turn.endsAt, counsellorId: first.id })
  }
  return given
}

/** Stretches of the turns, from `now` on, in which nobody of those who have one is there; earliest first. */
export function gapsIn(turns: readonly Turn[], taken: readonly Taken[], now: string): Span[] {
  const gaps: Span[] = []
  for (const turn of [...turns].sort(byStart)) {
    for (const gap of uncovered({ ...turn, startsAt: later(turn.startsAt, now) }, taken)) {
      const last = gaps.at(-1)
      if (last && gap.startsAt <= last.endsAt) {
        if (gap.endsAt > last.endsAt) last.endsAt = gap.endsAt
      } else gaps.push({ ...gap })
    }
  }
  return gaps
}

const later = (a: string, b: string) => (a > b ? a : b)

/** What is left of the span when the others are taken out of it. */
function uncovered(span: Span, others: readonly Span[]): Span[] {
  let left = span.startsAt < span.endsAt ? [{ startsAt: span.startsAt, endsAt: span.endsAt }] : []
  for (const other of others)
    left = left.flatMap((part) =>
      overlaps(part, other)
        ? [
            { startsAt: part.startsAt, endsAt: other.startsAt },
            { startsAt: other.endsAt, endsAt: part.endsAt },
          ].filter(({ startsAt, endsAt }) => startsAt < endsAt)
        : [part],
    )
  return left
}
