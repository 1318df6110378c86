/** Days and times of day in China, which has one offset, +08:00. Days are `2026-11-23`, times `08:30`. */

const minute = 60_000
const offset = 8 * 60 * minute

/** The instant of a time of day in China; `24:00` is the next midnight. */
export const instantOf = (date: string, time = '00:00'): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + minutesOf(time) * minute - offset).toISOString()

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The day in China at an instant. */
export const dateOf = (at: string): string => local(at).slice(0, 10)

/** The time of day in China at an instant. */
export const timeOf = (at: string): string => local(at).slice(11, 16)

const local = (at: string) => new Date(Date.parse(at) + offset).toISOString()

export const plusMinutes = (at: string, minutes: number): string =>
  new Date(Date.parse(at) + minutes * minute).toISOString()

export const plusDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 24 * 60 * minute).toISOString().slice(0, 10)

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7

/** The days from one to the other, both inclusive. */
export function* daysBetween(from: string, to: string): Generator<string> {
  for (let date = from; date <= to; date = plusDays(date, 1)) yield date
}

/**
 * Whole years on a day: a year is full on the birthday. Who was born on 29 February is a year older from 1 March on in
 * a year without that day.
 */
export function ageOn(birthday: string, date: string): number {
  const had = date.slice(5) >= birthday.slice(5)
  return Number(date.slice(0, 4)) - Number(birthday.slice(0, 4)) - (had ? 0 : 1)
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkDigits = '10X98765432'

/** The birthday in a citizen's number of 18 places; undefined where its check digit (GB 11643) or the day is wrong. */
export function birthdayOf(idNumber: string): string | undefined {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(idNumber[i]), 0)
  if (checkDigits[sum % 11] !== idNumber[17]) return undefined
  const date = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
  const read = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date) ? date : undefined
}
