/** An empty or garbled number is none, so that the schema says what to put there. */
export const asNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

/** One that may be left out. */
export const maybeNumber = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text))

/** Yuan as typed, in whole cents: `7.5` is 750. */
export function centsOf(yuan: string): number {
  const match = /^\s*(\d+)(?:\.(\d{1,2}))?\s*$/.exec(yuan)
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : Number.NaN
}

/** Whole cents as one would type them in yuan: 750 is `7.5`. */
export const typedYuan = (cents: number): string => String(cents / 100)
