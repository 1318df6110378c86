import { forbidden, invalid, notFound } from '../contract/errors'
import type { Context } from '../kernel/action'
import { getArea, isInForce, staffRoleOf, unitOf } from '../kernel/areas'
import type { AreaDoc, AreaPath } from '../kernel/collections'
import { overseers, oversees, staffingRole } from './rules'

/** Roles that may look at whole areas. */
export const overseerRoles = overseers.map(([role]) => role)

/**
 * The area that the caller looks at: the one asked for, which must lie in theirs, or their own largest one.
 * @throws ActionError NOT_FOUND, FORBIDDEN
 */
export async function overseenArea({ caller, ports }: Context, areaId: string | undefined): Promise<AreaDoc> {
  const own = overseers.flatMap(([role]) => caller.roles.filter((held) => held.role === role))
  const area = await getArea(ports.store, areaId ?? own[0].areaId)
  if (!area || !overseers.some(([, key]) => area.path[key] === area.id)) throw notFound('区域')
  if (!oversees(caller.roles, pathOf(area))) throw forbidden('只能看自己辖区的网格')
  return area
}

/** A district's path ends with it, the city's before its districts: an empty id is none. */
const pathOf = ({ path }: { path: AreaPath }) => ({ ...path, districtId: path.districtId || undefined })

/**
 * A grid whose workers the caller may change, its community, and in which role of which unit.
 * @throws ActionError INVALID naming `gridId`, FORBIDDEN
 */
export async function staffedGrid({ caller, ports, now }: Context, gridId: string) {
  const grid = await getArea(ports.store, gridId)
  const community = grid?.path.communityId && (await getArea(ports.store, grid.path.communityId))
  if (grid?.level !== 'grid' || !isInForce(grid, now) || !community) throw invalid('gridId', '没有找到这个网格，请刷新')
  const held = staffingRole(caller.roles, pathOf(grid))
  const unit = held && (held.areaId === community.id ? community : await getArea(ports.store, held.areaId))
  if (!unit) throw forbidden('网格员由本社区或本街道的工作人员安排')
  return { grid, community, role: staffRoleOf(unitOf(unit).level), by: unitOf(unit) }
}
