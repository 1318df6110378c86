import type { Answer } from '../contract'
import type { Point } from '../contract/fields'
import { action } from '../kernel/action'
import { getArea } from '../kernel/areas'
import { buildingsNear } from '../kernel/cells'
import type { Place } from '../kernel/collections'
import { boundariesAt, gridIdOf } from '../kernel/generations'
import { likelyAreas } from '../kernel/geometry/compiled/likely'
import { toGcj } from '../kernel/geometry/gcj'
import { anyone } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { reach, route } from '../kernel/routing'
import { askedRadius, isCertain } from './rules'

const mostCandidates = 5
/** More buildings than this nobody reads through. */
const mostBuildings = 5

type Candidate = Answer<'area.locate'>['candidates'][number]

/** Grids that a fix may lie in, likeliest first, and where none is certain the buildings to ask about. */
export const locate = action({
  name: 'area.locate',
  policy: anyone,
  async run({ ports: { store }, now }, { point }) {
    const fix = toGcj(point)
    const [{ rule }, candidates] = await Promise.all([
      route(store, { point }, now),
      candidatesFor(store, fix, point.accuracy, now),
    ])
    const buildings = isCertain(candidates) ? [] : await buildingsToAsk(store, fix, point)
    return { candidates, rule, buildings }
  },
})

async function candidatesFor(store: Store, fix: Place, accuracy: number | undefined, now: string) {
  const boundaries = await boundariesAt(store, now)
  if (!boundaries) return []
  const likely = likelyAreas(boundaries.index, fix, accuracy, reach.grid).slice(0, mostCandidates)
  return Promise.all(likely.map(({ found, probability }) => candidate(store, gridIdOf(boundaries, found), probability)))
}

async function candidate(store: Store, gridId: string, probability: number): Promise<Candidate> {
  const grid = await getArea(store, gridId)
  if (!grid?.path.communityId) throw new Error(`grid ${gridId} has an outline and no place in the city`)
  const { communityId } = grid.path
  const community = await getArea(store, communityId)
  return { gridId, gridName: grid.name, communityId, communityName: community?.name ?? '', probability }
}

async function buildingsToAsk(store: Store, fix: Place, { accuracy }: Point) {
  const near = await buildingsNear(store, fix, askedRadius(accuracy))
  return near.slice(0, mostBuildings).map(({ id, name, metres }) => ({ id, name, metres: Math.round(metres) }))
}
