import { type AreaLevel, areaLevels, type CoverageRow } from '../contract/area'
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

/** A grid less likely than this is asked about. */
const certain = 0.9

/** Whether one of the grids, likeliest first, is certain enough to be taken without asking. */
export const isCertain = ([best]: readonly { probability: number }[]): boolean =>
  best !== undefined && best.probability >= certain

/** Metres: half the depth of a large building, since one stands at its door and the building's place is its middle. */
const toTheDoor = 100
/** Metres beyond which no building is one that the person stands at. */
const farthestAsked = 600

/**
 * Metres round a fix within which the buildings are asked about. 99 % of fixes err by less than twice their accuracy,
 * which is the radius of 68 %.
 */
export const askedRadius = (accuracy = 0): number => Math.min(farthestAsked, 2 * accuracy + toTheDoor)

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

/** Where people are short first: grids without any worker, then workers missing, then informants; what was not counted is last. */
export function shortestFirst(a: CoverageRow, b: CoverageRow): number {
  if (!a.sums || !b.sums) return Number(!a.sums) - Number(!b.sums) || byId(a, b)
  return (
    b.sums.vacant - a.sums.vacant ||
    b.sums.workersShort - a.sums.workersShort ||
    b.sums.informantsShort - a.sums.informantsShort ||
    byId(a, b)
  )
}
const byId = (a: CoverageRow, b: CoverageRow) => (a.areaId < b.areaId ? -1 : Number(a.areaId > b.areaId))

/** Roles that oversee whole areas, the highest first, and the part of a path that names theirs. */
export const overseers = [
  ['cityStaff', 'cityId'],
  ['districtStaff', 'districtId'],
  ['streetStaff', 'streetId'],
  ['communityStaff', 'communityId'],
] as const

/** Ids of the areas above a place, and of the place itself. */
export interface Path {
  cityId?: string
  districtId?: string
  streetId?: string
  communityId?: string
}
export interface Holding {
  role: string
  areaId: string
}

/** Whether somebody who holds these roles oversees the place. */
export const oversees = (held: readonly Holding[], path: Path) =>
  overseers.some(([role, key]) => held.some((one) => one.role === role && one.areaId === path[key]))

/** The role by which somebody may change who works in the grids of a place: of its community, or its street. */
export const staffingRole = (held: readonly Holding[], path: Path) =>
  held.find(
    ({ role, areaId }) =>
      (role === 'communityStaff' && areaId === path.communityId) ||
      (role === 'streetStaff' && areaId === path.streetId),
  )

/** What a change of its workers is to the post of a grid; undefined when somebody only joined those who were there. */
export function postChange({ before, left, after }: { before: number; left: boolean; after: number }) {
  if (after === 0) return 'vacate'
  if (before === 0) return 'fill'
  return left ? 'replace' : undefined
}
