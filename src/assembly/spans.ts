/** Lengths of time that a person picks from, in days; easier than a calendar. */
export type Days = '1' | '3' | '7' | '15' | '30' | '60'

const labels: Record<Days, string> = {
  '1': '1 天',
  '3': '3 天',
  '7': '7 天',
  '15': '15 天',
  '30': '30 天',
  '60': '60 天',
}

export const dayOptions = (...days: Days[]) => days.map((value) => ({ value, label: labels[value] }))

const hour = 3_600_000
const day = 24 * hour
const eightHours = 8 * hour

/** So many days after `now`, at six in the evening in China. ISO 8601. `now` in milliseconds. */
export function eveningAfter(now: number, days: number): string {
  const midnight = Math.floor((now + eightHours + days * day) / day) * day - eightHours
  return new Date(midnight + 18 * hour).toISOString()
}
