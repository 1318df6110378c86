import { accountActions } from '../account/actions'
import { bookingActions } from '../booking/actions'
import type { Answer, Request } from '../contract'
import type { Dish, OpeningWindow, ServiceKind, ServiceSettings } from '../contract/booking'
import { hazardActions } from '../hazard/actions'
import { itemActions } from '../item/actions'
import type { MenuDoc, PatronDoc, ServiceDoc, SiteDoc } from '../kernel/collections.booking'
import type { Fresh } from '../kernel/ports'
import { makeWorld, type World } from './world'

/**
 * Two sites in community c1 of the made city, on Monday 23 November 2026, 10:00 in China: `one` with a canteen, childcare,
 * counselling and a clinic of two places, `two` with a canteen of its own. Staff: `siteStaff@one`.
 */

/** Tuesday, the day that most stories book. */
export const tuesday = '2026-11-24'

export const windowOf = (over: Partial<OpeningWindow> = {}): OpeningWindow => ({
  id: 'w1',
  on: 'everyDay',
  weekdays: [],
  start: '11:00',
  end: '12:30',
  places: 2,
  ...over,
})

export const settingsOf = (over: Partial<ServiceSettings> = {}): ServiceSettings => ({
  name: '法律咨询',
  hint: '律师当面解答',
  open: true,
  windows: [windowOf()],
  exceptions: [],
  who: { confirmedHome: false },
  daysAhead: 14,
  closeMinutes: 60,
  cancelMinutes: 120,
  mostAhead: 5,
  questions: [],
  priceCents: 0,
  subsidies: [],
  deliversHome: false,
  tellsGrid: false,
  ...over,
})

const area = { cityId: '2102', districtId: 'd1', streetId: 's1', communityId: 'c1' }
const places = { one: { lngE7: 1_216_510_000, latE7: 389_110_000 }, two: { lngE7: 1_216_530_000, latE7: 389_110_000 } }
type SiteId = keyof typeof places

const siteDoc = (id: SiteId, services: string[]): Fresh<SiteDoc> => ({
  id,
  name: id === 'one' ? '甲服务站' : '乙服务站',
  address: '和合街1号',
  hours: '8:00 到 20:00',
  at: places[id],
  area,
  areaName: '甲社区',
  open: true,
  services,
})

/** A service of a site, as its staff would have made it. */
export const serviceDoc = (
  id: string,
  kind: ServiceKind,
  over: Partial<ServiceSettings> = {},
  siteId: SiteId = 'one',
): Fresh<ServiceDoc> => ({
  ...settingsOf(over),
  id,
  siteId,
  kind,
  siteName: siteDoc(siteId, []).name,
  at: places[siteId],
  area,
  openCommunity: area.communityId,
  openStreet: area.streetId,
  openDistrict: area.districtId,
  openCity: area.cityId,
})

const subsidies = [
  { fromAge: 60, cents: 300 },
  { fromAge: 70, cents: 500 },
  { fromAge: 80, cents: 800 },
]
const lunch = windowOf({ mealTime: 'lunch', places: 100 })
const canteen = { name: '老年食堂', windows: [lunch], priceCents: 1200, subsidies, deliversHome: true }

export const services = [
  serviceDoc('clinic', 'legalClinic'),
  serviceDoc('canteen', 'canteen', canteen),
  serviceDoc('canteen2', 'canteen', { ...canteen, windows: [{ ...lunch, start: '12:30', end: '13:30' }] }, 'two'),
  serviceDoc('childcare', 'childcare', {
    name: '儿童托管',
    windows: [windowOf({ on: 'workdays', start: '16:30', end: '18:30', places: 20, carers: 1 })],
    childrenPerCarer: 8,
    who: { minAge: 3, maxAge: 12, confirmedHome: false },
  }),
  serviceDoc('counselling', 'counselling', {
    name: '心理咨询',
    windows: [windowOf({ start: '14:00', end: '14:50', places: 1 })],
    questions: [{ id: 'topic', label: '想聊什么', kind: 'text', options: [], required: false }],
  }),
]

const dishes: Dish[] = [
  { id: 'fish', name: '清蒸鱼', cents: 600, diets: [], allergens: ['fish'] },
  { id: 'rice', name: '米饭', cents: 0, diets: ['diabetic'], allergens: [] },
]
export const menus = ['canteen', 'canteen2'].flatMap((serviceId): Fresh<MenuDoc>[] =>
  [tuesday, '2026-11-25'].map((date) => ({
    id: `${serviceId}.${date}.lunch`,
    serviceId,
    date,
    mealTime: 'lunch',
    dishes,
  })),
)

/** A person's own card with a birthday that staff have seen. */
export const verified = (id: string, birthday: string): Fresh<PatronDoc> => ({
  id,
  kind: 'self',
  name: '演示老人',
  birthday,
  citizenMac: `citizen of ${id}`,
  diets: [],
  allergies: [],
  fetchers: [],
})

/** The id of a service's slot on a day; Tuesday's unless told. */
export const slotId = (serviceId: string, date = tuesday, windowId = 'w1') => `${serviceId}.${date}.${windowId}`

export async function makeBookingWorld() {
  const world = await makeWorld({ actions: [...accountActions, ...itemActions, ...hazardActions, ...bookingActions] })
  const { store } = world
  const of = (siteId: SiteId) => services.filter((one) => one.siteId === siteId).map(({ id }) => id)
  await store.load('sites', [siteDoc('one', of('one')), siteDoc('two', of('two'))])
  await store.load('services', services)
  await store.load('menus', menus)
  await store.load(
    'roles',
    (['one', 'two'] as const).map((id) => ({
      id: `siteStaff@${id}`,
      personId: `siteStaff@${id}`,
      role: 'siteStaff' as const,
      areaId: id,
      areaName: siteDoc(id, []).name,
      title: `${siteDoc(id, []).name}工作人员`,
      name: '演示工作人员',
    })),
  )
  return world
}

/** The sentences that tests of bookings tell their stories in. */
export function bookingStories(world: World) {
  const book = (
    who: string,
    slot: string,
    over: Partial<Request<'booking.book'>> = {},
    requestId?: string,
  ): Promise<Answer<'booking.book'>> => world.call(who, 'booking.book', { slotId: slot, ...over }, requestId)

  const lunchOf = (who: string, serviceId = 'canteen', over: Partial<Request<'booking.book'>> = {}) =>
    book(who, slotId(serviceId), { meal: { eating: 'here', dishes: [{ dishId: 'rice', portions: 1 }] }, ...over })

  const join = (who: string, slot: string) => world.call(who, 'booking.joinWaitlist', { slotId: slot })

  const slotNow = async (id: string) => {
    const slot = await world.store.get('slots', id)
    if (!slot) throw new Error(`nobody has touched ${id}`)
    return slot
  }

  /** Kind and body of what a person was told, newest first. */
  const told = async (who: string) =>
    (await world.call(who, 'account.inbox', {})).messages.map(({ kind, body }) => ({ kind, body }))
  const kinds = async (who: string) => (await told(who)).map(({ kind }) => kind)

  /** Every counter of the city that is not what is counted; empty when all is well. */
  async function wrong() {
    const found: Answer<'booking.reconcile'>['wrong'] = []
    let cursor: string | undefined
    do {
      const page: Answer<'booking.reconcile'> = await world.call('cityStaff@2102', 'booking.reconcile', { cursor })
      found.push(...page.wrong)
      cursor = page.cursor
    } while (cursor)
    return found
  }

  return { book, lunchOf, join, slotNow, told, kinds, wrong }
}
