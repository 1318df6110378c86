import type { RouteRule } from '../contract/area'
import { invalid } from '../contract/errors'
import type { Point, Unit } from '../contract/fields'
import { fullName, getArea, unitOf } from './areas'
import type { AreaDoc, AreaPath, BoundaryGrid, Desk, Place } from './collections'
import { boundaryCell, deskCell } from './geometry/cell'
import { metresBetween } from './geometry/distance'
import { toGcj } from './geometry/gcj'
import { holds, metresTo } from './geometry/polygon'
import type { Reader } from './ports'

/** Who is responsible for a place, and which rule said so. */
export interface Route {
  rule: RouteRule
  path: AreaPath
  /** `中山区 · 老虎滩街道 · 中兴社区 · 第3网格` */
  areaName: string
  /** Absent where a desk above the grids takes it. */
  grid?: Unit
  responsible: Unit
  at: Place
  building?: { id: string; name: string }
}

/** Metres: how far outside every outline the nearest grid still takes a point, and each kind of desk. */
export const reach = { grid: 200, communityDesk: 2_000, streetDesk: 20_000 } as const

/**
 * Finds who is responsible for a place: the building's grid; else the grid that holds the point; else the nearest
 * grid within 200 m; else the desk of the nearest community, street, or of the district whose outline holds it. The
 * building overrides the point, which near a line is often on its wrong side. Reads single documents only.
 *
 * Throws INVALID on field `buildingId` (no such building) or `point` (none given, or outside the city).
 */
export async function route(reader: Reader, where: { buildingId?: string; point?: Point }): Promise<Route> {
  if (where.buildingId !== undefined) return routeBuilding(reader, where.buildingId, where.point)
  if (!where.point) throw invalid('point', '请选择位置：在地图上选点，或选择楼栋')
  return routePlace(reader, toGcj(where.point))
}

async function routeBuilding(reader: Reader, buildingId: string, point?: Point): Promise<Route> {
  const building = await getArea(reader, buildingId)
  if (building?.level !== 'building') throw invalid('buildingId', '没有找到这栋楼，请重新选择')
  const { gridId } = building.path
  const grid = await required(reader, gridId ?? '')
  const at = building.centre ?? (point && toGcj(point)) ?? grid.centre
  if (!at) throw invalid('point', '这栋楼还没有标注位置，请在地图上选点')
  return {
    ...toGrid('building', grid, at),
    path: building.path,
    building: { id: building.id, name: building.name },
  }
}

async function routePlace(reader: Reader, at: Place): Promise<Route> {
  const found = gridAt(await gridsNear(reader, boundaryCell(at)), at)
  if (found) return toGrid(found.rule, await required(reader, found.grid.id), at)
  return routeToDesk(reader, at)
}

/** The grids in or within 200 m of a boundary cell. */
export async function gridsNear(reader: Reader, cell: string): Promise<BoundaryGrid[]> {
  return (await reader.get('boundaries', cell))?.grids ?? []
}

/** The grid responsible for a place, out of those near its cell: the one that holds it, else the nearest within 200 m. */
export function gridAt(
  grids: readonly BoundaryGrid[],
  at: Place,
): { rule: 'polygon' | 'nearest'; grid: BoundaryGrid } | undefined {
  const holder = grids.find((grid) => holds(grid.polygons, at))
  if (holder) return { rule: 'polygon', grid: holder }
  const nearest = nearestOf(grids, (grid) => metresTo(grid.polygons, at), reach.grid)
  return nearest && { rule: 'nearest', grid: nearest }
}

/**
 * Outside every grid the desks answer. Inside a district only its own desks do (属地管理); at sea or on made land, where
 * outlines are coarse, the nearest desk of any district.
 */
async function routeToDesk(reader: Reader, at: Place): Promise<Route> {
  const cell = await reader.get('desks', deskCell(at))
  if (!cell) throw outsideTheCity()
  const districtId = await districtHolding(reader, cell.districtIds, at)
  const desks = districtId ? cell.desks.filter((desk) => desk.districtId === districtId) : cell.desks
  const community = nearestDesk(desks, 'community', at, reach.communityDesk)
  if (community) return toDesk('communityDesk', await required(reader, community.id), at)
  const street = nearestDesk(desks, 'street', at, reach.streetDesk)
  if (street) return toDesk('streetDesk', await required(reader, street.id), at)
  if (districtId) return toDesk('districtDesk', await required(reader, districtId), at)
  throw outsideTheCity()
}

async function districtHolding(reader: Reader, districtIds: readonly string[], at: Place): Promise<string | undefined> {
  const outlines = await Promise.all(districtIds.map((id) => reader.get('outlines', id)))
  return outlines.find((outline) => outline && holds(outline.polygons, at))?.id
}

const nearestDesk = (desks: readonly Desk[], level: Desk['level'], at: Place, within: number) =>
  nearestOf(
    desks.filter((desk) => desk.level === level),
    (desk) => metresBetween(desk.at, at),
    within,
  )

/** The candidate nearest by `metres`, none beyond `within`. Of two equally near, the one with the smaller id. */
function nearestOf<T extends { id: string }>(candidates: readonly T[], metres: (one: T) => number, within: number) {
  let nearest: { one: T; far: number } | undefined
  for (const one of candidates) {
    const far = metres(one)
    const better = !nearest || far < nearest.far || (far === nearest.far && one.id < nearest.one.id)
    if (far <= within && better) nearest = { one, far }
  }
  return nearest?.one
}

/** An area that another record names: it is there, or the data are broken. */
async function required(reader: Reader, id: string): Promise<AreaDoc> {
  const area = await getArea(reader, id)
  if (!area) throw new Error(`area ${id} is named but missing`)
  return area
}

const toGrid = (rule: RouteRule, grid: AreaDoc, at: Place): Route => ({
  ...toDesk(rule, grid, at),
  grid: unitOf(grid),
})

const toDesk = (rule: RouteRule, area: AreaDoc, at: Place): Route => ({
  rule,
  path: area.path,
  areaName: fullName(area),
  responsible: unitOf(area),
  at,
})

const outsideTheCity = () => invalid('point', '这个位置不在大连市范围内，请重新选择位置')
