import type { Answer } from '../contract'
import type { Point } from '../contract/fields'
import { action } from '../kernel/action'
import type { Place } from '../kernel/collections'
import { boundaryCell, boundaryCellsAround } from '../kernel/geometry/cell'
import { toGcj } from '../kernel/geometry/gcj'
import { placesOf, sharesOf } from '../kernel/geometry/spread'
import { anyone } from '../kernel/people'
import type { Reader } from '../kernel/ports'
import { gridAt, gridsNear, route } from '../kernel/routing'

/** Metres from the fix beyond which no grid is looked for: a fix as vague as that says nothing about grids. */
const farthest = 1500
const mostCandidates = 5

type Candidate = Answer<'area.locate'>['candidates'][number]

/** Grids a point may lie in, likeliest first. A fix with an accuracy is taken as a spread of places, each routed by itself. */
export const locate = action({
  name: 'area.locate',
  policy: anyone,
  async run({ ports: { store } }, { point }) {
    const [{ rule }, candidates] = await Promise.all([route(store, { point }), candidatesFor(store, point)])
    return { candidates, rule }
  },
})

async function candidatesFor(reader: Reader, point: Point): Promise<Candidate[]> {
  const fix = toGcj(point)
  const places = placesOf(fix, point.accuracy)
  const byCell = await gridsOf(reader, fix, places)
  const shares = sharesOf(
    places,
    (place) => gridAt(byCell.get(boundaryCell(place)) ?? [], place)?.grid,
    ({ id }) => id,
  )
  return shares.slice(0, mostCandidates).map(({ found, probability }) => ({
    gridId: found.id,
    gridName: found.name,
    communityId: found.communityId,
    communityName: found.communityName,
    probability,
  }))
}

/** The grids of every cell that a place lies in, but of those near the fix only. */
async function gridsOf(reader: Reader, fix: Place, places: readonly Place[]) {
  const near = new Set(boundaryCellsAround(fix, farthest))
  const cells = [...new Set(places.map(boundaryCell))].filter((cell) => near.has(cell))
  return new Map(await Promise.all(cells.map(async (cell) => [cell, await gridsNear(reader, cell)] as const)))
}
