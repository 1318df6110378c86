const hour = 3_600_000

/** `at` (ISO 8601 UTC) moved by `hours`, which may be a fraction or negative. */
export const plusHours = (at: string, hours: number) => new Date(Date.parse(at) + hours * hour).toISOString()

/** The first full hour that is no sooner than so many whole hours from now: rounded, so that it tells nobody's moment. */
export const roundedAfter = (now: string, hours: number) => `${plusHours(now, hours + 1).slice(0, 13)}:00:00.000Z`

/** Share of a deadline that is left when its warning goes out. */
const warningShare = 0.25
/** When to warn of a deadline that runs from one instant to another. */
export const warningAt = (from: string, dueAt: string) =>
  new Date(Date.parse(dueAt) - warningShare * (Date.parse(dueAt) - Date.parse(from))).toISOString()

/** The first instant behind `at`: what is due at this very millisecond lies below it. */
export const justAfter = (at: string) => new Date(Date.parse(at) + 1).toISOString()

/** The instant `at` as China's wall clock reads it: one offset, +08:00, no time-zone data needed. */
export const chinaTime = (at: string) => {
  const local = new Date(Date.parse(at) + 8 * hour)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  }
}

const two = (n: number) => String(n).padStart(2, '0')

/** `261123`: the day in China, for numbers that people read aloud. */
export const dayCode = (at: string) => {
  const { year, month, day } = chinaTime(at)
  return `${two(year % 100)}${two(month)}${two(day)}`
}

/** `11月23日 18:00` */
export const dayAndTime = (at: string) => {
  const t = chinaTime(at)
  return `${t.month}月${t.day}日 ${two(t.hour)}:${two(t.minute)}`
}
