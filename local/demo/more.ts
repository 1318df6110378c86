import { type Role, roles } from '../../cloudfunctions/contract/account'
import type { AreaLevel } from '../../cloudfunctions/contract/area'
import { invalid } from '../../cloudfunctions/contract/errors'
import { getArea } from '../../cloudfunctions/kernel/areas'
import type { Store } from '../../cloudfunctions/kernel/ports'
import { crowdBirthday } from './patrons'
import { crowd, type Home, type People } from './people'

/** What a script asks for when it needs a crowd. */
export interface CrowdRequest {
  count: number
  /** A resident, unless told. */
  role?: Role
  /** Where the role is held; a resident's community. */
  areaId?: string
  /** Where they live, with a confirmed membership. */
  buildingId?: string
}

type Level = AreaLevel | 'site'

/** Levels of the areas that each role is held at; a service site is no area, and has its own staff. */
const levelsOf: Record<Role, readonly Level[]> = {
  resident: ['community'],
  volunteer: ['grid'],
  captain: ['building'],
  gridInformant: ['grid'],
  siteStaff: ['site'],
  counsellor: ['site'],
  mediator: ['community', 'street', 'district'],
  gridWorker: ['grid'],
  communityStaff: ['community'],
  streetStaff: ['street'],
  departmentStaff: ['department'],
  districtStaff: ['district'],
  cityStaff: ['city'],
}

const mostUnits = 1000

/**
 * Makes up more demo people, all alike, numbered from `startIndex` on. Nothing is stored yet.
 *
 * Throws INVALID on field `role`, `areaId` or `buildingId`.
 */
export async function makePersonas(
  store: Store,
  request: CrowdRequest,
  startIndex: number,
  now: string,
): Promise<People> {
  const { count, role = 'resident' } = request
  if (!roles.includes(role)) throw invalid('role', '没有这个角色')
  const homes = request.buildingId === undefined ? [] : await homesIn(store, request.buildingId)
  const [home] = homes
  const areaId = request.areaId ?? (role === 'captain' ? home?.building.id : home?.building.path.communityId)
  const levels = levelsOf[role]
  const at = await placeOf(store, levels, areaId)
  if (!at) throw invalid('areaId', `这个角色要在${levels.map((level) => levelNames[level]).join('、')}一级`)

  const { add, verify, made } = crowd(startIndex, now)
  for (let i = 0; i < count; i += 1) {
    const person = add(`${role}-${startIndex + i}`, role, at, homes[i % homes.length])
    if (role === 'resident') verify(person, crowdBirthday(startIndex + i, now))
  }
  return made
}

/** Where a role is held: the area, or the service site, of that id and one of the levels. */
async function placeOf(store: Store, levels: readonly Level[], id: string | undefined) {
  if (id === undefined) return undefined
  if (levels.includes('site')) return store.get('sites', id)
  const area = await getArea(store, id)
  return area && levels.includes(area.level) ? area : undefined
}

const levelNames: Record<Level, string> = {
  city: '市',
  district: '区',
  street: '街道',
  community: '社区',
  grid: '网格',
  courtyard: '楼院',
  building: '楼栋',
  department: '部门',
  site: '服务站点',
}

/** One home for each door of the building. */
async function homesIn(store: Store, buildingId: string): Promise<Home[]> {
  const building = await getArea(store, buildingId)
  const households = await store.range('households', 'byBuilding', { eq: [buildingId], limit: mostUnits })
  if (building?.level !== 'building' || households.rows.length === 0) throw invalid('buildingId', '没有这栋楼')
  return households.rows.map(({ unit }) => ({ building, unit, state: 'confirmed' }))
}
