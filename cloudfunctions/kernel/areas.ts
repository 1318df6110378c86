import type { Role } from '../contract/account'
import { type Unit, type UnitLevel, unitLevels } from '../contract/fields'
import type { AreaDoc, RoleDoc } from './collections'
import type { Reader, Store } from './ports'

/** Dalian, by its division code. */
export const cityId = '2102'

export const getArea = (reader: Reader, id: string): Promise<AreaDoc | undefined> => reader.get('areas', id)

/** Whether the area is there by now: grids begin and end with a generation of boundaries, everything else is always there. */
export const isInForce = ({ from, until }: Pick<AreaDoc, 'from' | 'until'>, now: string): boolean =>
  (from === undefined || from <= now) && (until === undefined || now < until)

/** Id of the grid a building belongs to by now. */
export const gridOf = ({ grids = [], path }: Pick<AreaDoc, 'grids' | 'path'>, now: string): string | undefined =>
  grids.filter(({ from }) => from <= now).at(-1)?.gridId ?? path.gridId

/** The area with the path, the parent and the names above it that it has by now; a building may have changed its grid. */
export async function areaNow(reader: Reader, area: AreaDoc, now: string): Promise<AreaDoc> {
  const gridId = gridOf(area, now)
  if (area.level !== 'building' || gridId === undefined || gridId === area.path.gridId) return area
  const grid = await getArea(reader, gridId)
  if (!grid) throw new Error(`area ${gridId} is named but missing`)
  return { ...area, parentId: grid.id, path: { ...grid.path, buildingId: area.id }, within: fullName(grid) }
}

/** The building as it is by now; undefined when there is none of that id. */
export async function getBuilding(reader: Reader, id: string, now: string): Promise<AreaDoc | undefined> {
  const area = await getArea(reader, id)
  return area?.level === 'building' ? areaNow(reader, area, now) : undefined
}

const isUnitLevel = (level: string): level is UnitLevel => (unitLevels as readonly string[]).includes(level)

/** The area as whoever owes an answer. Throws for a building: it answers for nothing. */
export function unitOf({ level, id, name }: AreaDoc): Unit {
  if (!isUnitLevel(level)) throw new Error(`${level} ${id} is no unit`)
  return { level, id, name }
}

const staffRoles: Record<UnitLevel, Role> = {
  grid: 'gridWorker',
  community: 'communityStaff',
  street: 'streetStaff',
  district: 'districtStaff',
  city: 'cityStaff',
  department: 'departmentStaff',
}
/** The role whose holders answer for a unit of this level. */
export const staffRoleOf = (level: UnitLevel): Role => staffRoles[level]

/** Who holds the role at the area, at most 1000. */
export async function peopleAt(store: Store, areaId: string, role: Role): Promise<RoleDoc[]> {
  const page = await store.range('roles', 'byArea', { eq: [areaId], from: role, to: `${role} `, limit: 1000 })
  return page.rows
}

/** `中山区 · 老虎滩街道 · 中兴社区 · 第3网格`: from the district down, without saying the community twice. */
export function fullName({ name, within }: Pick<AreaDoc, 'name' | 'within'>): string {
  if (!within) return name
  const parent = within.slice(within.lastIndexOf(' ') + 1)
  const own = name.startsWith(parent) && name.length > parent.length ? name.slice(parent.length) : name
  return `${within} · ${own}`
}
