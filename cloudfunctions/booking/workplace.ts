import type { Role } from '../contract/account'
import { forbidden } from '../contract/errors'
import type { Context, Policy } from '../kernel/action'
import type { AreaPath } from '../kernel/collections'
import type { ServiceDoc, SiteDoc } from '../kernel/collections.booking'
import { type Caller, holds, withRole } from '../kernel/people'
import type { Reader } from '../kernel/ports'
import { serviceOf } from './load'

/** Who may set what a site is and offers, besides its own staff: those of the areas it stands in. */
const overseers: readonly [Role, keyof AreaPath][] = [
  ['communityStaff', 'communityId'],
  ['streetStaff', 'streetId'],
  ['districtStaff', 'districtId'],
  ['cityStaff', 'cityId'],
]
export const overseerRoles = overseers.map(([role]) => role)

/** Policy of those who set something: staff of whichever site or area. */
export const managers: Policy = withRole('siteStaff', ...overseerRoles)

export const worksAt = (caller: Caller, siteId: string) => holds(caller, 'siteStaff', siteId)

/** Whether the area of this path is below one that the caller works for. */
export const oversees = (caller: Caller, path: AreaPath) =>
  overseers.some(([role, key]) => caller.roles.some((held) => held.role === role && held.areaId === path[key]))

/** Whether the caller may set what the site is and offers. */
export const manages = (caller: Caller, { id, area }: Pick<SiteDoc, 'id' | 'area'>) =>
  worksAt(caller, id) || oversees(caller, area)

/** Ids of the sites the caller works at in one of the roles. */
export const ownSites = (caller: Caller, ...roles: Role[]) => [
  ...new Set(caller.roles.filter(({ role }) => roles.includes(role)).map(({ areaId }) => areaId)),
]

/** A service that the caller may set. @throws ActionError NOT_FOUND, FORBIDDEN */
export async function managedService({ caller }: Context, reader: Reader, serviceId: string): Promise<ServiceDoc> {
  const service = await serviceOf(reader, serviceId)
  if (!manages(caller, { id: service.siteId, area: service.area })) throw notManager()
  return service
}

export const notManager = () => forbidden('由本站点的工作人员或上级来设置')
