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
