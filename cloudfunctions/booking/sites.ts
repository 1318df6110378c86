import type { Answer } from '../contract'
import { notFound } from '../contract/errors'
import type { Point } from '../contract/fields'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import { cityId, getArea } from '../kernel/areas'
import type { ServiceDoc, SiteDoc, SlotDoc } from '../kernel/collections.booking'
import { decodeCursor, encodeCursor } from '../kernel/cursor'
import { metresBetween } from '../kernel/geometry/distance'
import { toGcj } from '../kernel/geometry/gcj'
import { hiddenHolder } from '../kernel/hidden'
import { anyone } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { dateOf, instantOf, plusDays } from './days.rules'
import { calendarOrNot, serviceOf, siteOf, slotsOfDay } from './load'
import { callersCard, homeOf } from './patron'
import { pauseCode } from './pauses'
import { presentService, presentSite } from './present'
import { pauseOf } from './rules'
import { dayAndTime, isConfidential, leftOf, slotStateOf } from './slot.rules'
import { manages, worksAt } from './workplace'

type ServiceCard = Answer<'booking.site'>['services'][number]

/** Services of one kind looked at for one list; a city of six million has some hundreds. */
const mostServices = 1000

/** Sites that offer a kind of service: nearest first where a place is given, else by name within the area asked for or one's own district. */
export const sites = action({
  name: 'booking.sites',
  policy: anyone,
  async run(context, { kind, near, areaId, cursor }) {
    const { store } = context.ports
    const services = await offered(store, kind, near ? undefined : await areaFor(context, areaId))
    const bySite = new Map<string, ServiceDoc[]>()
    for (const service of services) bySite.set(service.siteId, [...(bySite.get(service.siteId) ?? []), service])
    const sorted = [...bySite.values()]
      .map((of) => ({ of, metres: near && metresTo(near, of[0]) }))
      .sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0) || (a.of[0].siteName < b.of[0].siteName ? -1 : 1))
    const from = cursor === undefined ? 0 : Number(decodeCursor(cursor)[0])
    const page = sorted.slice(from, from + limits.page)
    const shown = await Promise.all(
      page.map(async ({ of, metres }) => ({
        ...presentSite(await siteOf(store, of[0].siteId)),
        metres: metres === undefined ? undefined : Math.round(metres),
        services: await cardsOf(context, of),
      })),
    )
    const next = from + limits.page
    return { sites: shown, cursor: next < sorted.length ? encodeCursor(next, kind) : undefined }
  },
})

const metresTo = (near: Point, { at }: ServiceDoc) => metresBetween(toGcj(near), at)

const indexes = {
  community: 'byOpenCommunity',
  street: 'byOpenStreet',
  district: 'byOpenDistrict',
  city: 'byOpenCity',
} as const
type Within = { level: keyof typeof indexes; id: string }

/** The area whose sites are listed. @throws ActionError NOT_FOUND */
async function areaFor(context: Context, areaId: string | undefined): Promise<Within> {
  const { ports, caller, now } = context
  if (areaId === undefined) {
    const home = caller.person && (await homeOf(ports.store, await callersCard(ports.store, context), now))
    return home ? { level: 'district', id: home.area.districtId } : { level: 'city', id: cityId }
  }
  const area = await getArea(ports.store, areaId)
  if (!area) throw notFound('区域')
  const { communityId } = area.path
  if (area.level === 'grid' || area.level === 'building') return { level: 'community', id: communityId ?? areaId }
  if (area.level in indexes) return { level: area.level as Within['level'], id: areaId }
  throw notFound('区域')
}

async function offered(store: Store, kind: ServiceDoc['kind'], within: Within | undefined): Promise<ServiceDoc[]> {
  const { level, id } = within ?? { level: 'city', id: cityId }
  return (await store.range('services', indexes[level], { eq: [id, kind], limit: mostServices })).rows
}

/** Services as a list shows them, with what is left of them today. All are of one site. */
async function cardsOf({ ports: { store }, now }: Context, services: readonly ServiceDoc[]): Promise<ServiceCard[]> {
  if (services.length === 0) return []
  const today = dateOf(now)
  const calendar = await calendarOrNot(store, today)
  const bounds = { from: instantOf(today), to: instantOf(plusDays(today, 1)), limit: mostServices }
  const { rows } = await store.range('slots', 'bySite', { eq: [services[0].siteId], ...bounds })
  const stored = new Map(rows.map((slot) => [slot.id, slot]))
  return services.map((service) => ({
    serviceId: service.id,
    kind: service.kind,
    name: service.name,
    hint: service.hint,
    open: service.open,
    priceCents: service.priceCents,
    leftToday: calendar && leftToday(service, slotsOfDay(service, today, calendar, stored), now),
  }))
}

/** Absent where it does not open today. */
function leftToday(service: ServiceDoc, slots: readonly SlotDoc[], now: string): number | undefined {
  if (slots.length === 0) return undefined
  return slots.reduce((sum, slot) => sum + (slotStateOf(service, slot, now) === 'open' ? leftOf(slot) : 0), 0)
}

/** One site with all its services; those that are closed for its staff only. */
export const site = action({
  name: 'booking.site',
  policy: anyone,
  async run(context, { siteId }) {
    const { store } = context.ports
    const found = await siteOf(store, siteId)
    const { rows } = await store.range('services', 'bySite', { eq: [siteId], limit: 100 })
    const own = manages(context.caller, found)
    const shown = own ? rows : rows.filter(({ open }) => open)
    return {
      site: presentSite(found),
      services: await cardsOf(context, shown),
      allowed: [
        ...(own ? ['booking.editSite', 'booking.editService', 'booking.reconcile'] : []),
        ...(worksAt(context.caller, siteId) ? ['booking.dayList', 'booking.rounds'] : []),
      ],
    }
  },
})

/** One service with its rules, and whether the caller is paused there. */
export const service = action({
  name: 'booking.service',
  policy: anyone,
  async run(context, { serviceId }) {
    const { caller, ports } = context
    const { store } = ports
    const found = await serviceOf(store, serviceId)
    const at: SiteDoc = await siteOf(store, found.siteId)
    const own = manages(caller, at)
    const recordId = caller.person && recordIdOf(context, found, caller.person.id)
    const until = recordId && pauseOf(await store.get('holderServices', recordId), context.now)
    return {
      service: presentService(found),
      site: presentSite(at),
      allowed: [
        ...(caller.person ? ['booking.book', 'booking.joinWaitlist'] : []),
        ...(own ? ['booking.editService', 'booking.editSlot', 'booking.editDay', 'booking.pauses'] : []),
        ...(own && found.kind === 'canteen' ? ['booking.editMenu'] : []),
        ...(own && isConfidential(found.kind) ? ['booking.editRoster'] : []),
      ],
      pause: until
        ? {
            until,
            ...(isConfidential(found.kind) && { code: pauseCode(ports, recordId) }),
            why: `${limits.booking.noShowDays} 天内有 ${limits.booking.noShows} 次约了没有来，${dayAndTime(until)}前暂停预约；有特殊情况可请站点工作人员恢复`,
          }
        : undefined,
    }
  },
})

/** Key of what the service keeps about a person. */
const recordIdOf = ({ ports }: Context, { id, kind }: ServiceDoc, personId: string) =>
  `${isConfidential(kind) ? hiddenHolder(ports, personId) : personId}:${id}`
