import type { Place } from '../collections'
import { moved } from './distance'

/** Places that stand for a fix: enough for a share to be within one point of what chance gives. */
const samples = 600

/** Turn from one sample to the next that spreads any number of them evenly. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5))

/** A fix's accuracy is the radius of 68 %: this many standard deviations of one axis. */
const sigmasInAccuracy = Math.sqrt(-2 * Math.log(1 - 0.68))

/** A round Gaussian with a standard deviation of 1: one point for each equal share of its probability. */
const spread = Array.from({ length: samples }, (_, i) => {
  const radius = Math.sqrt(-2 * Math.log(1 - (i + 0.5) / samples))
  return { east: radius * Math.cos(i * goldenAngle), north: radius * Math.sin(i * goldenAngle) }
})

/**
 * The places where a fix may really be, each as likely as any other: spread as a fix of that accuracy (68 % radius,
 * metres) errs, the same every time. The fix itself when it has no accuracy.
 */
export function placesOf(fix: Place, accuracy?: number): Place[] {
  if (!accuracy) return [fix]
  const sigma = accuracy / sigmasInAccuracy
  return spread.map(({ east, north }) => moved(fix, sigma * east, sigma * north))
}

/** What some places are in, and its part of all of them. */
export interface Share<T> {
  found: T
  probability: number
}

/** What places are in, that with most of them first; of two with as many the one with the smaller id. */
export function sharesOf<T>(
  places: readonly Place[],
  find: (place: Place) => T | undefined,
  idOf: (found: T) => string | number,
): Share<T>[] {
  const hits = new Map<string | number, { found: T; count: number }>()
  for (const place of places) {
    const found = find(place)
    if (found === undefined) continue
    const id = idOf(found)
    const hit = hits.get(id)
    if (hit) hit.count += 1
    else hits.set(id, { found, count: 1 })
  }
  return [...hits]
    .sort(([a, { count: ofA }], [b, { count: ofB }]) => ofB - ofA || (a < b ? -1 : 1))
    .map(([, { found, count }]) => ({ found, probability: count / places.length }))
}
