import type { BuildingCellDoc, Desk, DeskCellDoc, OutlineDoc, Place } from './collections'
import { buildingCell, buildingCellsAround, deskCellsAround, deskCellsNear } from './geometry/cell'
import { metresBetween } from './geometry/distance'
import type { Fresh, Reader } from './ports'
import { reach } from './routing'

/** Buildings put into the cells of the map by which `buildingsNear` finds them. */
export function buildingCellDocs(buildings: BuildingCellDoc['buildings']): Fresh<BuildingCellDoc>[] {
  const cells = cellMap<Fresh<BuildingCellDoc>>((id) => ({ id, buildings: [] }))
  for (const building of buildings) cells.at(buildingCell(building.at)).buildings.push(building)
  return cells.all()
}

/** The buildings whose middle lies within so many metres of a place, nearest first. Reads single documents only. */
export async function buildingsNear(reader: Reader, place: Place, within: number) {
  const cells = await Promise.all(buildingCellsAround(place, within).map((cell) => reader.get('buildingCells', cell)))
  return cells
    .flatMap((cell) => cell?.buildings ?? [])
    .map((building) => ({ ...building, metres: metresBetween(building.at, place) }))
    .filter(({ metres }) => metres <= within)
    .sort((a, b) => a.metres - b.metres || (a.id < b.id ? -1 : 1))
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
