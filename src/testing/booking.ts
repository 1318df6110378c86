import type { Answer } from '@contract'
import type { BookingSummary, Dish, PatronAnswer, ServiceAnswer, SlotAnswer, WaitSummary } from '@contract/booking'
import { type City, resident } from './city'

/** What the city answers about bookings, for tests of their pages. Day one is today in China. */

const eightHours = 8 * 3_600_000
/** The day in China so many days from today. */
export const dayFrom = (days: number) =>
  new Date(Date.now() + eightHours + days * 86_400_000).toISOString().slice(0, 10)
const at = (date: string, clock: string) => new Date(`${date}T${clock}:00+08:00`).toISOString()

export const site: Answer<'booking.site'>['site'] = {
  siteId: 'st-1',
  version: 1,
  name: '中兴社区综合服务站',
  address: '和合大院1号楼一层',
  phone: '041100000000',
  hours: '每天 8:30–18:30',
  areaName: '中山区 · 老虎滩街道 · 中兴社区',
  point: { lng: 121.67, lat: 38.9, system: 'gcj02' },
  open: true,
}

export const service = (change: Partial<ServiceAnswer> = {}): ServiceAnswer => ({
  serviceId: 'sv-1',
  version: 1,
  siteId: 'st-1',
  kind: 'canteen',
  confidential: false,
  name: '老年食堂',
  hint: '午餐可以堂食，也可以送到家',
  open: true,
  windows: [{ id: 'lunch', on: 'everyDay', weekdays: [], start: '11:00', end: '12:30', places: 60, mealTime: 'lunch' }],
  exceptions: [],
  who: { confirmedHome: false },
  daysAhead: 14,
  closeMinutes: 90,
  cancelMinutes: 60,
  mostAhead: 28,
  questions: [],
  priceCents: 800,
  subsidies: [
    { fromAge: 60, cents: 300 },
    { fromAge: 70, cents: 500 },
  ],
  deliversHome: true,
  tellsGrid: false,
  ...change,
})

export const talk = () =>
  service({
    serviceId: 'sv-2',
    kind: 'counselling',
    confidential: true,
    name: '心理咨询',
    priceCents: 0,
    subsidies: [],
    deliversHome: false,
  })

export const childcare = () =>
  service({ serviceId: 'sv-3', kind: 'childcare', name: '四点半托管', subsidies: [], deliversHome: false })

export const slot = (change: Partial<SlotAnswer> = {}): SlotAnswer => {
  const date = change.date ?? dayFrom(1)
  return {
    slotId: `sv-1.${date}.lunch`,
    date,
    startsAt: at(date, '11:00'),
    endsAt: at(date, '12:30'),
    mealTime: 'lunch',
    capacity: 60,
    left: 12,
    waiting: 0,
    state: 'open',
    ...change,
  }
}

export const dishes: Dish[] = [
  { id: 'pork', name: '红烧肉套餐', cents: 800, diets: [], allergens: ['soy'] },
  { id: 'tofu', name: '肉末豆腐套餐', cents: 500, diets: ['soft', 'lowSalt'], allergens: [] },
]

export const patron = (change: Partial<PatronAnswer> = {}): PatronAnswer => ({
  patronId: 'p-1',
  version: 0,
  kind: 'self',
  name: '演示居民甲',
  verified: false,
  diets: [],
  allergies: [],
  fetchers: [],
  as: 'self',
  scope: ['canteen', 'childcare', 'counselling'],
  ...change,
})
export const child = patron({
  patronId: 'c-1',
  version: 2,
  kind: 'child',
  name: '演示儿童',
  birthday: '2019-08-16',
  allergies: ['peanut'],
  emergencyName: '演示家长',
  emergencyPhone: '13000009001',
  fetchers: [{ name: '演示外婆', phone: '13000009002', relation: '外婆' }],
  as: 'guardian',
  scope: ['childcare'],
})
export const elder = patron({
  patronId: 'e-1',
  version: 1,
  kind: 'elder',
  name: '演示老人',
  buildingName: '和合大院2号楼',
  unit: '2-202',
  diets: ['soft'],
  as: 'proxy',
  scope: ['canteen'],
})

export const summary = (change: Partial<BookingSummary> = {}): BookingSummary => {
  const { slotId, date, startsAt, endsAt } = slot()
  return {
    ...{ bookingId: 'bk-1', state: 'booked', kind: 'canteen', serviceId: 'sv-1', serviceName: '老年食堂' },
    ...{ siteId: 'st-1', siteName: site.name, slotId, date, startsAt, endsAt },
    ...{ patronId: 'p-1', patronName: '演示居民甲', code: '518892', priceCents: 500, subsidyCents: 800 },
    allowed: ['booking.cancel', 'booking.change'],
    ...change,
  }
}

export const wait = (change: Partial<WaitSummary> = {}): WaitSummary => ({
  ...{ waitId: 'w-1', state: 'waiting', slotId: slot().slotId, kind: 'canteen', serviceId: 'sv-1' },
  ...{ serviceName: '老年食堂', siteName: site.name, startsAt: slot().startsAt, patronName: '演示居民甲', position: 3 },
  ...change,
})

export const booking = (change: Partial<Answer<'booking.get'>> = {}): Answer<'booking.get'> => ({
  booking: summary(),
  site,
  answers: [],
  cancelUntil: slot().startsAt,
  events: [],
  ...change,
})

/** A city with one service that has one slot, tomorrow. */
export const bookable = (offered = service(), one = slot()): City => ({
  'account.me': resident(),
  'booking.service': { service: offered, site, allowed: ['booking.book'] },
  'booking.slots': { days: [0, 1].map((d) => ({ date: dayFrom(d), kind: 'workday' })), slots: [one] },
  'booking.menu': { menus: [{ id: 'm-1', version: 1, date: one.date, mealTime: 'lunch', dishes }] },
  'booking.patrons': { patrons: [patron()] },
  'booking.duty': { fallback: '12356' },
})
