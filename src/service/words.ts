import { type Allergen, allergens, type BookingState, type Diet, diets } from '@contract/booking-words'
import { clockWords, type Tone } from '@/ui'

/** Whole cents in yuan: `12 元`, `7.50 元`. */
export const yuan = (cents: number): string =>
  `${cents % 100 === 0 ? cents / 100 : `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`} 元`

/** From when to when: `16:30–18:30`. */
export const spanOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string =>
  `${clockWords(startsAt)}–${clockWords(endsAt)}`

/** `低盐、软食`; empty where there is none. */
export const listWords = <K extends string>(words: Record<K, string>, keys: readonly K[]): string =>
  keys.map((key) => words[key]).join('、')

/** What a dish is fit for, and what is in it: `低盐、软食 · 含鸡蛋`. */
export function dishLine(dish: { diets: Diet[]; allergens: Allergen[] }): string {
  const has = dish.allergens.length > 0 ? `含${listWords(allergens, dish.allergens)}` : ''
  return [listWords(diets, dish.diets), has].filter(Boolean).join(' · ')
}

const tones: Record<BookingState, Tone> = {
  booked: 'accent',
  checkedIn: 'accent',
  done: 'done',
  noShow: 'warn',
  cancelled: 'neutral',
}
export const bookingTone = (state: BookingState): Tone => tones[state]

/** `19500301` as the day it says; what is no day stays as typed, so that the schema says what is wrong. */
export function dayOfDigits(digits: string): string | undefined {
  const only = digits.replace(/\D/g, '')
  if (only === '') return undefined
  return `${only.slice(0, 4)}-${only.slice(4, 6)}-${only.slice(6)}`
}
export const digitsOfDay = (day: string | undefined): string => day?.replaceAll('-', '') ?? ''

/** From that day on nobody knows the holidays yet. */
export const unknownYear = (from: string): string => `${from.slice(0, 4)} 年的放假安排还没有公布`

/** `1950年3月1日`. */
export const dateWords = (day: string): string =>
  `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
