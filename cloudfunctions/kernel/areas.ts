import type { Role } from '../contract/account'
import { type Unit, type UnitLevel, unitLevels } from '../contract/fields'
import type { AreaDoc, RoleDoc } from './collections'
import type { Reader, Store } from './ports'

/** Dalian, by its division code. */
export const cityId = '2102'

export const getArea = (reader: Reader, id: string): Promise<AreaDoc | undefined> => reader.get('areas', id)

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
