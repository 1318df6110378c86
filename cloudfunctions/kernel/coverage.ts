import { type CoverageSums, householdsPer } from '../contract/area'
import { cityId, getArea, isInForce } from './areas'
import type { AreaDoc, AreaPath, CoverageDoc, RoleDoc } from './collections'
import type { Fresh, Ports, Store, Transaction } from './ports'
import { plusHours } from './time'

/** A grid with the people who answer for it. */
export interface GridStaff {
  grid: AreaDoc
  workers: RoleDoc[]
  informants: RoleDoc[]
}

export const noCoverage: CoverageSums = {
  grids: 0,
  households: 0,
  workers: 0,
  informants: 0,
  workersNeeded: 0,
  informantsNeeded: 0,
  workersShort: 0,
  informantsShort: 0,
  vacant: 0,
}
const fields = Object.keys(noCoverage) as (keyof CoverageSums)[]

/** One grid against the standard. Even a grid in which nobody is registered yet has a worker. */
export function coverageOfGrid(households: number, workers: number, informants: number): CoverageSums {
  const workersNeeded = Math.max(1, Math.ceil(households / householdsPer.worker.max))
  const informantsNeeded = Math.ceil(households / householdsPer.informant.max)
  return {
    grids: 1,
    households,
    workers,
    informants,
    workersNeeded,
    informantsNeeded,
    workersShort: Math.max(0, workersNeeded - workers),
    informantsShort: Math.max(0, informantsNeeded - informants),
    vacant: workers === 0 ? 1 : 0,
  }
}

export const coverageOfStaff = ({ grid, workers, informants }: GridStaff) =>
  coverageOfGrid(grid.households ?? 0, workers.length, informants.length)

/** `a` and `times` times `b`, number by number; without `b` just the sums of `a`. */
export const plusCoverage = (a: CoverageSums, b: CoverageSums = noCoverage, times = 1): CoverageSums =>
  Object.fromEntries(fields.map((field) => [field, a[field] + times * b[field]])) as unknown as CoverageSums

export const sumCoverage = (all: readonly CoverageSums[]) =>
  all.reduce((sum, one) => plusCoverage(sum, one), noCoverage)

/** The grids of a community that are in force, with their people. At most 1000 grids. */
export async function staffOfGrids(store: Store, communityId: string, now: string): Promise<GridStaff[]> {
  const { rows } = await store.range('areas', 'byParent', { eq: [communityId], limit: 1000 })
  const grids = rows.filter((area) => area.level === 'grid' && isInForce(area, now))
  return Promise.all(grids.map((grid) => staffOfGrid(store, grid)))
}

export async function staffOfGrid(store: Store, grid: AreaDoc): Promise<GridStaff> {
  const { rows } = await store.range('roles', 'byArea', { eq: [grid.id], limit: 1000 })
  const holding = (role: RoleDoc['role']) => rows.filter((held) => held.role === role)
  return { grid, workers: holding('gridWorker'), informants: holding('gridInformant') }
}

const idsAbove = (path: AreaPath) =>
  [path.communityId, path.streetId, path.districtId, path.cityId].filter((id): id is string => Boolean(id))

/** The sums of every community and of what lies above them, for a store that is filled with these areas and roles. */
export function coverageDocs(
  areas: readonly Fresh<AreaDoc>[],
  roles: readonly Fresh<RoleDoc>[],
  now: string,
): Fresh<CoverageDoc>[] {
  const held = new Map<string, number>()
  for (const { areaId, role } of roles) held.set(`${areaId} ${role}`, (held.get(`${areaId} ${role}`) ?? 0) + 1)
  const count = (areaId: string, role: RoleDoc['role']) => held.get(`${areaId} ${role}`) ?? 0
  const docs = new Map<string, Fresh<CoverageDoc>>()
  for (const { id, level } of areas) {
    if (level === 'community' || level === 'city') docs.set(id, { id, ...noCoverage, countedAt: now })
    else if (level === 'street' || level === 'district') docs.set(id, { id, ...noCoverage })
  }
  for (const grid of areas) {
    if (grid.level !== 'grid' || !isInForce(grid, now)) continue
    const own = coverageOfGrid(grid.households ?? 0, count(grid.id, 'gridWorker'), count(grid.id, 'gridInformant'))
    for (const id of idsAbove(grid.path)) {
      const doc = docs.get(id)
      if (doc) docs.set(id, { ...doc, ...plusCoverage(doc, own) })
    }
  }
  return [...docs.values()]
}

/** Adds a difference in a community to its sums and those above; the sums hold only communities that were counted. */
export async function addCoverage(tx: Transaction, path: AreaPath, difference: CoverageSums) {
  if (!path.communityId || !(await tx.get('coverage', path.communityId))) return
  for (const id of idsAbove(path)) {
    const doc = await tx.get('coverage', id)
    if (doc) await tx.replace('coverage', { ...doc, ...plusCoverage(doc, difference) })
  }
}

/** Hours until a community is counted again: roles and areas also change by other hands. */
const countAgainAfter = 6
/** Communities counted in one go. */
const mostCounted = 20
/** `countedAt` of what is still to be counted for the first time. */
const never = new Date(0).toISOString()

/** The sums, once they have been counted. */
export const countedSums = (doc: CoverageDoc | undefined): CoverageSums | undefined =>
  doc && doc.countedAt !== never ? plusCoverage(doc) : undefined

/**
 * Counts the communities whose last count is the oldest once more, and corrects the sums above them. Somebody who
 * changes them meanwhile is not overwritten; their turn comes again. As often as each of them, the city's areas are
 * looked through for such as are new: they come by an import.
 */
export async function recount({ store, clock }: Ports): Promise<void> {
  const now = clock.now()
  const city = await store.get('coverage', cityId)
  if (!city && (await getArea(store, cityId))) await store.insert('coverage', uncounted(cityId))
  const to = plusHours(now, -countAgainAfter)
  const { rows } = await store.range('coverage', 'byCounted', { eq: [], to, limit: mostCounted })
  for (const seen of rows) {
    if (seen.id === cityId) await enlist(store, seen, now)
    else await count(store, seen, now)
  }
}

const uncounted = (id: string): Fresh<CoverageDoc> => ({ id, ...noCoverage, countedAt: never })

async function count(store: Store, seen: CoverageDoc, now: string) {
  const community = await getArea(store, seen.id)
  const counted = sumCoverage((await staffOfGrids(store, seen.id, now)).map(coverageOfStaff))
  await store.transaction(async (tx) => {
    if (!(await tx.replace('coverage', { ...seen, countedAt: now }))) return
    if (community) await addCoverage(tx, community.path, plusCoverage(counted, seen, -1))
  })
}

/** Areas looked through at once. */
const mostEnlisted = 100

/** Puts every area that has no sums yet into the line of what is to be counted. */
async function enlist(store: Store, city: CoverageDoc, now: string) {
  for (const level of ['district', 'street', 'community'] as const) {
    let after: string | undefined
    do {
      const page = await store.range('areas', 'byLevel', { eq: [level], limit: mostEnlisted, after })
      const known = await Promise.all(page.rows.map(({ id }) => store.get('coverage', id)))
      for (const { id } of page.rows.filter((_, i) => !known[i]))
        await store.insert('coverage', level === 'community' ? uncounted(id) : { id, ...noCoverage })
      after = page.next
    } while (after)
  }
  await store.replace('coverage', { ...city, countedAt: now })
}
