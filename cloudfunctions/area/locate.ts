import type { Answer } from '../contract'
import type { Point } from '../contract/fields'
import { action } from '../kernel/action'
import type { BoundaryGrid, Place } from '../kernel/collections'
import { boundaryCell, boundaryCellsAround } from '../kernel/geometry/cell'
import { moved } from '../kernel/geometry/distance'
import { toGcj } from '../kernel/geometry/gcj'
import { anyone } from '../kernel/people'
import type { Reader } from '../kernel/ports'
import { gridAt, gridsNear, route } from '../kernel/routing'
import { gaussianSpread } from './rules'

const samples = 600
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
  const places = point.accuracy
    ? gaussianSpread(point.accuracy, samples).map(({ east, north }) => moved(fix, east, north))
    : [fix]
  const byCell = await gridsOf(reader, fix, places)

  const hits = new Map<string, { grid: BoundaryGrid; count: number }>()
  for (const place of places) {
    const grid = gridAt(byCell.get(boundaryCell(place)) ?? [], place)?.grid
    if (grid) hits.set(grid.id, { grid, count: (hits.get(grid.id)?.count ?? 0) + 1 })
  }
  return [...hits.values()]
    .sort((a, b) => b.count - a.count || (a.grid.id < b.grid.id ? -1 : 1))
    .slice(0, mostCandidates)
    .map(({ grid, count }) => ({
      gridId: grid.id,
      gridName: grid.name,
      communityId: grid.communityId,
      communityName: grid.communityName,
      probability: count / places.length,
    }))
}

/** The grids of every cell that a place lies in, but of those near the fix only. */
async function gridsOf(reader: Reader, fix: Place, places: readonly Place[]) {
  const near = new Set(boundaryCellsAround(fix, farthest))
  const cells = [...new Set(places.map(boundaryCell))].filter((cell) => near.has(cell))
  return new Map(await Promise.all(cells.map(async (cell) => [cell, await gridsNear(reader, cell)] as const)))
}
