import { type AreaLevel, areaLevels } from '../contract/area'
import { limits } from '../contract/limits'

/** What a search found: an area by one part of its name. */
export interface Found {
  areaId: string
  level: AreaLevel
  /** The text is the whole name; the name begins with it; it stands further on. */
  match: 'exact' | 'prefix' | 'inside'
}
const matches = ['exact', 'prefix', 'inside'] as const

/** Each area once, by its best match, best first: exact, then from the start, then inside; larger areas first. */
export function ranked(found: readonly Found[]): Found[] {
  const order = (one: Found) => matches.indexOf(one.match) * areaLevels.length + areaLevels.indexOf(one.level)
  const seen = new Set<string>()
  return [...found]
    .sort((a, b) => order(a) - order(b) || (a.areaId < b.areaId ? -1 : 1))
    .filter(({ areaId }) => !seen.has(areaId) && seen.add(areaId))
    .slice(0, limits.page)
}

/** Orders texts as people count: 第2 before 第10, `1-201` before `1-1001`. */
export function naturally(a: string, b: string): number {
  const [ours, theirs] = [a, b].map((text) => text.match(/\d+|\D+/g) ?? [])
  for (const [i, part] of ours.entries()) {
    const other = theirs[i]
    if (other === undefined) return 1
    const difference = Number(part) - Number(other)
    if (difference) return difference
    if (Number.isNaN(difference) && part !== other) return part < other ? -1 : 1
  }
  return ours.length - theirs.length
}

/** Turn from one sample to the next that spreads any number of them evenly. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5))

/** A fix's accuracy is the radius of 68 %: this many standard deviations of one axis. */
const sigmasInAccuracy = Math.sqrt(-2 * Math.log(1 - 0.68))

/**
 * `count` points spread as a fix of that accuracy (68 % radius, metres) errs: a round Gaussian, one point for each
 * equal share of its probability. Metres east and north of the fix; the same points every time.
 */
export function gaussianSpread(accuracy: number, count: number): { east: number; north: number }[] {
  const sigma = accuracy / sigmasInAccuracy
  return Array.from({ length: count }, (_, i) => {
    const radius = sigma * Math.sqrt(-2 * Math.log(1 - (i + 0.5) / count))
    return { east: radius * Math.cos(i * goldenAngle), north: radius * Math.sin(i * goldenAngle) }
  })
}
