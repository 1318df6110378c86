/**
 * Instants in words. China has one offset and no summer time, so +08:00 is reckoned by adding eight hours and reading
 * UTC fields; Intl is neither needed nor present in WeChat on every phone.
 */

const eightHours = 8 * 3_600_000
const day = 86_400_000
const weekdays = '日一二三四五六'

/** Fields of an instant on a wall clock in +08:00. */
function wall(ms: number) {
  const d = new Date(ms + eightHours)
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    date: d.getUTCDate(),
    weekday: weekdays[d.getUTCDay()],
    hour: d.getUTCHours(),
    clock: `${d.getUTCHours()}:${String(d.getUTCMinutes()).padStart(2, '0')}`,
    /** Days since 1970 by the wall calendar, to count midnights between two instants. */
    dayNumber: Math.floor((ms + eightHours) / day),
  }
}

function partOfDay(hour: number): string {
  if (hour < 6) return '凌晨'
  if (hour < 12) return '上午'
  if (hour < 14) return '中午'
  return hour < 18 ? '下午' : '晚上'
}

/** Words people use: 今天 18:00, 明天上午 9:00, 周三 9:00, 11月3日 9:00, 2027年1月2日. `at` ISO 8601, `now` in milliseconds. */
export function whenWords(at: string, now: number): string {
  const then = wall(Date.parse(at))
  const today = wall(now)
  const days = then.dayNumber - today.dayNumber
  if (days === 0) return `今天 ${then.clock}`
  if (days === 1) return `明天${partOfDay(then.hour)} ${then.clock}`
  if (days === -1) return `昨天 ${then.clock}`
  if (days > 1 && days < 7) return `周${then.weekday} ${then.clock}`
  if (then.year === today.year) return `${then.month}月${then.date}日 ${then.clock}`
  return `${then.year}年${then.month}月${then.date}日`
}

/** The whole of it: 2026年11月3日 星期二 9:00. */
export function exactWords(at: string): string {
  const then = wall(Date.parse(at))
  return `${then.year}年${then.month}月${then.date}日 星期${then.weekday} ${then.clock}`
}

/** The day alone: 2026年11月3日. */
export function dateWords(at: string): string {
  const { year, month, date } = wall(Date.parse(at))
  return `${year}年${month}月${date}日`
}

/** The day in China, `2026-11-24`, `days` after that of the instant. */
export const dayAt = (now: number, days = 0): string =>
  new Date(now + eightHours + days * day).toISOString().slice(0, 10)

/** A time of day in China: 9:00. */
export const clockWords = (at: string): string => wall(Date.parse(at)).clock

/** A day in words: 今天, 明天, 周三; with its date where that is not said elsewhere: 周三 11月25日. */
export function dayWords(date: string, now: number, withDate = false): string {
  const then = wall(Date.parse(`${date}T00:00:00+08:00`))
  const days = then.dayNumber - wall(now).dayNumber
  const name = { '-1': '昨天', 0: '今天', 1: '明天' }[days] ?? `周${then.weekday}`
  return withDate ? `${name} ${then.month}月${then.date}日` : name
}

/** A length of time, rounded to what matters: 25 分钟, 3 小时, 2 天. */
export function spanWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000))
  if (minutes < 60) return `${minutes} 分钟`
  const hours = Math.round(minutes / 60)
  return hours < 48 ? `${hours} 小时` : `${Math.round(hours / 24)} 天`
}

/** How pressing a deadline is: past, within a day, or later. */
export type Urgency = 'overdue' | 'soon' | 'later'
export function urgencyOf(dueAt: string, now: number): Urgency {
  const left = Date.parse(dueAt) - now
  if (left < 0) return 'overdue'
  return left <= day ? 'soon' : 'later'
}

/** A deadline: 今天 18:00 前, or 已超时 3 小时. */
export function dueWords(dueAt: string, now: number): string {
  const late = now - Date.parse(dueAt)
  return late > 0 ? `已超时 ${spanWords(late)}` : `${whenWords(dueAt, now)} 前`
}
