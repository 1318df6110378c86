import type { Input } from '../contract'
import { conflict, forbidden, invalid } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import { fullName, getArea, isInForce } from '../kernel/areas'
import type { Place } from '../kernel/collections'
import type { ServiceDoc, SiteDoc } from '../kernel/collections.booking'
import { toGcj } from '../kernel/geometry/gcj'
import type { Fresh, Transaction } from '../kernel/ports'
import { siteOf } from './load'
import { managers, manages, notManager, oversees } from './workplace'

type Edit = Input<'booking.editSite'>

/** Opens a service site, or changes what people read of one; its services repeat it and follow in the same transaction. */
export const editSite = action({
  name: 'booking.editSite',
  policy: managers,
  perHour: 100,
  run: (context, input) => (input.siteId === undefined ? openSite(context, input) : changeSite(context, input)),
})

async function openSite(context: Context, input: Edit) {
  const { ports, caller, now } = context
  const area = input.areaId === undefined ? undefined : await getArea(ports.store, input.areaId)
  if (!area || (area.level !== 'community' && area.level !== 'grid') || !isInForce(area, now))
    throw invalid('areaId', '请选择站点所在的社区或网格')
  if (!oversees(caller, area.path)) throw forbidden('新站点由所在社区或上级来开设')
  const at = input.point ? toGcj(input.point) : area.centre
  if (!at) throw invalid('point', '请在地图上标出站点的位置')
  const site: Fresh<SiteDoc> = {
    ...wordsOf(input),
    id: ports.random.id(),
    at,
    area: area.path,
    areaName: fullName(area),
    services: [],
  }
  return context.commit(async (tx) => {
    if (!(await tx.insert('sites', site))) throw conflict()
    return { answer: { id: site.id, version: 1 } }
  })
}

function changeSite(context: Context, input: Edit) {
  const { siteId = '', version } = input
  return context.commit(async (tx) => {
    const { phone: _phone, notice: _notice, ...site } = await siteOf(tx, siteId)
    if (!manages(context.caller, site)) throw notManager()
    const at: Place = input.point ? toGcj(input.point) : site.at
    const next: SiteDoc = { ...site, ...wordsOf(input), at, version: version ?? 0 }
    if (!(await tx.replace('sites', next))) throw conflict('站点信息刚刚被别人改过，请刷新后再改')
    await repeat(tx, next)
    return { answer: { id: siteId, version: next.version + 1 } }
  })
}

const wordsOf = ({ name, address, phone, hours, notice, open }: Edit) => ({
  name,
  address,
  hours,
  open,
  ...(phone && { phone }),
  ...(notice && { notice }),
})

/** Writes into the site's services what they repeat of it. */
async function repeat(tx: Transaction, site: SiteDoc) {
  for (const id of site.services) {
    const service = await tx.get('services', id)
    if (service && !(await tx.replace('services', withSite(service, site)))) throw conflict()
  }
}

type Found = Pick<ServiceDoc, 'openCommunity' | 'openStreet' | 'openDistrict' | 'openCity'>

/** A service with what it repeats of its site, and found by its areas while both are open. */
export function withSite<T extends Omit<Fresh<ServiceDoc>, 'siteName' | 'at' | 'area' | keyof Found>>(
  service: T & Partial<Found>,
  { name, at, area, open }: Fresh<SiteDoc>,
) {
  const { openCommunity: _c, openStreet: _s, openDistrict: _d, openCity: _o, ...rest } = service
  const found: Found = {
    openCommunity: area.communityId,
    openStreet: area.streetId,
    openDistrict: area.districtId,
    openCity: area.cityId,
  }
  return { ...rest, siteName: name, at, area, ...(open && service.open && found) }
}
