import chineseDays from 'chinese-days'
import type { Calendar, DayKind } from '../contract/booking'
import { ActionError } from '../contract/errors'
import type { CalendarYearDoc } from './collections.booking'
import type { Reader } from './ports'

// The default: as a script the package names its exports in a way that Node does not see from a module
const { getDayDetail } = chineseDays

/** The city's own entries by year; where there is one it alone holds. */
export type CalendarOverrides = Readonly<Record<string, Pick<CalendarYearDoc, 'holidays' | 'workdays'>>>

const yearOf = (date: string) => date.slice(0, 4)

/** `National Day,国庆节,3` for a day that the State Council's notice names, `Friday` for any other. */
const isNamed = (name: string) => name.includes(',')

/** The library passes a year it does not know for one without holidays; what it knows names the National Day. */
const isKnown = (year: string) => isNamed(getDayDetail(`${year}-10-01`).name)

const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

/**
 * What a day (`2026-11-23`) is in China, by the city's entry of its year, else by the State Council's notices as the
 * library `chinese-days` holds them.
 * @throws ActionError UNAVAILABLE naming the year when neither knows it
 */
export function dayKind(date: string, overrides: CalendarOverrides = {}): DayKind {
  const year = yearOf(date)
  const own = overrides[year]
  if (own) {
    if (own.holidays.includes(date)) return 'holiday'
    if (own.workdays.includes(date)) return 'workday'
    return isWeekend(date) ? 'restDay' : 'workday'
  }
  if (!isKnown(year)) throw new ActionError('UNAVAILABLE', `还没有 ${year} 年的放假安排，等公布后才能预约`)
  const { work, name } = getDayDetail(date)
  if (work) return 'workday'
  return isNamed(name) ? 'holiday' : 'restDay'
}

/** The calendar of the years given, with the city's own entries read once. */
export async function loadCalendar(reader: Reader, years: Iterable<string>): Promise<Calendar> {
  const asked = [...new Set(years)]
  const entries = await Promise.all(asked.map((year) => reader.get('calendarYears', year)))
  const overrides = Object.fromEntries(entries.flatMap((entry) => (entry ? [[entry.id, entry]] : [])))
  return (date) => {
    if (!asked.includes(yearOf(date))) throw new Error(`the calendar of ${yearOf(date)} was not asked for`)
    return dayKind(date, overrides)
  }
}

/** The years that the days from one to the other fall in. */
export function* yearsBetween(from: string, to: string): Generator<string> {
  for (let year = Number(yearOf(from)); year <= Number(yearOf(to)); year += 1) yield String(year)
}
