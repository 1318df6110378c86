import type { RouteRule } from '../contract/area'
import { invalid } from '../contract/errors'
import type { Point, Unit } from '../contract/fields'
import { fullName, getArea, getBuilding, isInForce, unitOf } from './areas'
import type { AreaDoc, AreaPath, Desk, Place } from './collections'
import { type Boundaries, boundariesAt, generationAt, gridIdOf } from './generations'
import { deskCell } from './geometry/cell'
import { areaFor } from './geometry/compiled/near'
import { metresBetween } from './geometry/distance'
import { toGcj } from './geometry/gcj'
import { holds } from './geometry/polygon'
import type { Reader, Store } from './ports'

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
  /** The generation of boundaries in force; absent in a city that has none yet. */
  generation?: string
}

/** Metres: how far outside every outline the nearest grid still takes a point, and each kind of desk. */
export const reach = { grid: 200, communityDesk: 2_000, streetDesk: 20_000 } as const

/**
 * Finds who is responsible for a place by now: the building's grid; else the grid that holds the point; else the
 * nearest grid within 200 m; else the desk of the nearest community, street, or of the district whose outline holds it.
 * The building overrides the point, which near a line is often on its wrong side; only a building whose grid has ended
 * goes by where it stands. Exact: a point on an edge or a corner that grids share is in exactly one of them. While a
 * grid's post is vacant, its community is responsible.
 *
 * Throws INVALID on field `buildingId` (no such building) or `point` (none given, or outside the city).
 */
export async function route(store: Store, where: { buildingId?: string; point?: Point }, now: string): Promise<Route> {
  if (where.buildingId !== undefined)
    return standIn(store, await routeBuilding(store, where.buildingId, where.point, now))
  if (!where.point) throw invalid('point', '请选择位置：在地图上选点，或选择楼栋')
  return standIn(store, await routePlace(store, toGcj(where.point), now))
}

/** The community answers for a grid whose last worker was taken off. */
async function standIn(store: Store, way: Route): Promise<Route> {
  const post = way.grid && (await store.get('posts', way.grid.id))
  if (!post?.vacant || !way.path.communityId) return way
  return { ...way, responsible: unitOf(await required(store, way.path.communityId)) }
}

async function routeBuilding(store: Store, id: string, point: Point | undefined, now: string): Promise<Route> {
  const found = await getBuilding(store, id, now)
  if (!found) throw invalid('buildingId', '没有找到这栋楼，请重新选择')
  const { path, name, centre } = found
  const grid = path.gridId === undefined ? undefined : await required(store, path.gridId)
  const at = centre ?? (point && toGcj(point)) ?? grid?.centre
  if (!at) throw invalid('point', '这栋楼还没有标注位置，请在地图上选点')
  const building = { id, name }
  if (grid && isInForce(grid, now)) {
    const generation = (await generationAt(store, now))?.id
    return { ...toGrid('building', grid, at), path, building, ...(generation && { generation }) }
  }
  const way = await routePlace(store, at, now)
  return { ...way, path: { ...way.path, buildingId: id }, building }
}

async function routePlace(store: Store, at: Place, now: string): Promise<Route> {
  const boundaries = await boundariesAt(store, now)
  if (!boundaries) return routeToDesk(store, at)
  const found = gridAt(boundaries, at)
  const way = found
    ? toGrid(found.metres > 0 ? 'nearest' : 'polygon', await required(store, found.id), at)
    : await routeToDesk(store, at)
  return { ...way, generation: boundaries.generation.id }
}

/** The grid that holds a place, else the nearest within 200 m; of two equally near the one with the smaller id. */
function gridAt(boundaries: Boundaries, at: Place): { id: string; metres: number } | undefined {
  const found = areaFor(boundaries.index, at, reach.grid)
  return found && { id: gridIdOf(boundaries, found.area), metres: found.metres }
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
