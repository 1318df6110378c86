import type { BoundaryCellDoc, BoundaryGrid, Desk, DeskCellDoc, OutlineDoc } from './collections'
import { boundaryCell, boundaryCellsNear, deskCellsAround, deskCellsNear } from './geometry/cell'
import type { Fresh } from './ports'
import { reach } from './routing'

/** Grids and buildings cut into the cells by which `route` looks them up: each grid in every cell within its reach. */
export function boundaryDocs(
  grids: readonly BoundaryGrid[],
  buildings: BoundaryCellDoc['buildings'],
): Fresh<BoundaryCellDoc>[] {
  const cells = cellMap<Fresh<BoundaryCellDoc>>((id) => ({ id, grids: [], buildings: [] }))
  for (const grid of grids) for (const id of boundaryCellsNear(grid.polygons, reach.grid)) cells.at(id).grids.push(grid)
  for (const building of buildings) cells.at(boundaryCell(building.at)).buildings.push(building)
  return cells.all()
}

/** Desks and districts cut into the coarse cells by which `route` looks up who takes a point that no grid holds. */
export function deskDocs(
  desks: readonly Desk[],
  outlines: readonly Pick<OutlineDoc, 'id' | 'polygons'>[],
): Fresh<DeskCellDoc>[] {
  const cells = cellMap<Fresh<DeskCellDoc>>((id) => ({ id, desks: [], districtIds: [] }))
  const metres = (desk: Desk) => (desk.level === 'community' ? reach.communityDesk : reach.streetDesk)
  for (const desk of desks) for (const id of deskCellsAround(desk.at, metres(desk))) cells.at(id).desks.push(desk)
  for (const { id: districtId, polygons } of outlines)
    for (const id of deskCellsNear(polygons)) cells.at(id).districtIds.push(districtId)
  return cells.all()
}

function cellMap<T>(empty: (id: string) => T) {
  const byId = new Map<string, T>()
  return {
    at(id: string): T {
      const known = byId.get(id) ?? empty(id)
      byId.set(id, known)
      return known
    },
    all: () => [...byId.values()],
  }
}
