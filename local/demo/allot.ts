import type { Place } from '../../cloudfunctions/kernel/collections'
import { lngShrink } from '../../cloudfunctions/kernel/geometry/distance'

export interface Share {
  id: string
  /** How many places it gets. */
  count: number
}

/**
 * Deals places out so that each share's lie together: halves the shares, cuts the places across their longer side so
 * that each half gets its number, and goes on within each half. The counts add up to the number of places.
 */
export function allot(places: readonly Place[], shares: readonly Share[]): Map<string, Place[]> {
  if (shares.length === 1) return new Map([[shares[0].id, [...places]]])
  const half = halfOf(shares)
  const first = shares.slice(0, half)
  const count = sum(first)
  const sorted = [...places].sort(isWide(places) ? (a, b) => b.lngE7 - a.lngE7 : (a, b) => b.latE7 - a.latE7)
  return new Map([...allot(sorted.slice(0, count), first), ...allot(sorted.slice(count), shares.slice(half))])
}

const sum = (shares: readonly Share[]) => shares.reduce((total, { count }) => total + count, 0)

/** How many shares from the front come nearest to half of all places; at least one stays on either side. */
function halfOf(shares: readonly Share[]): number {
  const total = sum(shares)
  const miss = (length: number) => Math.abs(total - 2 * sum(shares.slice(0, length)))
  let best = 1
  for (let length = 2; length < shares.length; length += 1) if (miss(length) < miss(best)) best = length
  return best
}

function isWide(places: readonly Place[]): boolean {
  const span = (values: number[]) => Math.max(...values) - Math.min(...values)
  return span(places.map(({ lngE7 }) => lngE7)) * lngShrink(places[0].latE7) > span(places.map(({ latE7 }) => latE7))
}

/** The place nearest to the middle of them all. */
export function middleOf(places: readonly Place[]): Place {
  const mean = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length
  const lng = mean(places.map(({ lngE7 }) => lngE7))
  const lat = mean(places.map(({ latE7 }) => latE7))
  const far = ({ lngE7, latE7 }: Place) => Math.hypot((lngE7 - lng) * lngShrink(lat), latE7 - lat)
  return places.reduce((best, place) => (far(place) < far(best) ? place : best))
}
