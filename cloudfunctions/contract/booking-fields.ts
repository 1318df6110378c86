import * as v from 'valibot'
import {
  type Allergen,
  allergens,
  type BookerCapacity,
  type BookingState,
  bookerCapacities,
  bookingStates,
  type Diet,
  diets,
  type Eating,
  eatings,
  type MealTime,
  mealTimes,
  type NoSubsidy,
  noSubsidies,
  type PatronKind,
  patronKinds,
  type Recurrence,
  recurrences,
  type ServiceKind,
  type SlotState,
  serviceKinds,
  slotStates,
  type WaitState,
  waitStates,
} from './booking-words'
import { cents, clockTime, count, day, id, instant, phone, text } from './fields'
import { limits } from './limits'

/** What forms, requests, answers and tables of bookings share. */

const keysOf = <K extends string>(words: Record<K, string>) => Object.keys(words) as [K, ...K[]]
const pick = <K extends string>(words: Record<K, string>, message: string) => v.picklist(keysOf(words), message)
/** One word of a list, in an answer. */
export const oneOf = <K extends string>(words: Record<K, string>) => v.picklist(keysOf(words))

const severalOf = <K extends string>(words: Record<K, string>, message: string) =>
  v.optional(v.pipe(v.array(pick(words, message), message), v.maxLength(keysOf(words).length, message)), [])

export const serviceKind = pick<ServiceKind>(serviceKinds, '请选择服务类别')
export const mealTime = pick<MealTime>(mealTimes, '请选择早餐、午餐或晚餐')
export const dietList = severalOf<Diet>(diets, '没有这种餐')
export const allergenList = severalOf<Allergen>(allergens, '没有这种过敏原')
export const bookingState = oneOf<BookingState>(bookingStates)
export const capacityOf = oneOf<BookerCapacity>(bookerCapacities)

const shortKey = (label: string) =>
  v.pipe(v.string(`缺少${label}编号`), v.regex(/^[\w-]{1,12}$/, `${label}编号只用字母、数字和横线，最多 12 个`))

const weekday = count('星期', { min: 1, max: 7 })

/** An id made of others', which may each be as long as an id. */
export const compoundId = (label: string) =>
  v.pipe(
    v.string(`缺少${label}`),
    v.maxLength(3 * limits.id.max, `${label}不正确`),
    v.regex(/^[\w:.-]+$/, `${label}不正确`),
  )

/** One recurring stretch of opening hours, and so one slot of each day it recurs on. Times are China's. */
export const openingWindow = v.strictObject({
  /** Part of the slots' ids, so it stays when the window is edited. */
  id: shortKey('时段'),
  on: pick<Recurrence>(recurrences, '请选择哪些天开放'),
  /** 1 Monday to 7 Sunday, where `on` is `weekdays`. */
  weekdays: v.optional(v.pipe(v.array(weekday, '请选择星期几'), v.maxLength(7, '星期有重复')), []),
  start: clockTime('开始时间'),
  end: clockTime('结束时间'),
  places: count('名额', { min: 1, max: limits.booking.capacity }),
  mealTime: v.optional(mealTime),
  /** Childcare: carers present; with the service's ratio they limit the places. */
  carers: v.optional(count('看护人数', { min: 1, max: 50 })),
})
export type OpeningWindow = v.InferOutput<typeof openingWindow>

/** One stretch of one date's own opening hours. */
export const dayWindow = v.strictObject({
  start: clockTime('开始时间'),
  end: clockTime('结束时间'),
  places: count('名额', { min: 1, max: limits.booking.capacity }),
  mealTime: v.optional(mealTime),
  carers: v.optional(count('看护人数', { min: 1, max: 50 })),
})
export type DayWindow = v.InferOutput<typeof dayWindow>

/** A day on which the recurring windows do not hold: closed, or open by other windows. */
export const openingException = v.strictObject({
  date: day(),
  windows: v.optional(v.pipe(v.array(openingWindow), v.maxLength(limits.booking.windows)), []),
  note: v.optional(text('说明', limits.place)),
})
export type OpeningException = v.InferOutput<typeof openingException>

/** Who may book: ages in whole years on the day of the slot, the latter inclusive; residence within an area of the site. */
export const eligibility = v.strictObject(
  {
    minAge: v.optional(count('最小年龄', { max: 120 })),
    maxAge: v.optional(count('最大年龄', { max: 120 })),
    within: v.optional(v.picklist(['community', 'street', 'district', 'city'], '请选择居住范围')),
    /** The home must have been confirmed by captain or grid worker. */
    confirmedHome: v.optional(v.boolean('请选择是否要求住址已确认'), false),
  },
  '请填写谁可以预约',
)
export type Eligibility = v.InferOutput<typeof eligibility>

/** What is asked at booking. */
export const question = v.strictObject({
  id: shortKey('问题'),
  label: text('问题', { max: 40 }),
  kind: v.picklist(['text', 'choice', 'yesNo'], '请选择答题方式'),
  options: v.optional(v.pipe(v.array(text('选项', { max: 20 })), v.maxLength(10, '选项最多 10 个')), []),
  required: v.optional(v.boolean('请选择是否必答'), false),
})
export type Question = v.InferOutput<typeof question>

/** Subsidy for one meal from this age on; the highest band that fits holds. */
export const subsidyBand = v.strictObject({ fromAge: count('年龄', { max: 120 }), cents: cents('补贴') })
export type SubsidyBand = v.InferOutput<typeof subsidyBand>

/** What the staff of a site set for a service. */
export const serviceSettings = {
  name: text('服务名称', { min: 2, max: 20 }),
  hint: text('说明', { min: 2, max: 200 }),
  /** How to prepare, what to bring. */
  advice: v.optional(text('提示', limits.note)),
  open: v.boolean('请选择是否开放预约'),
  windows: v.pipe(v.array(openingWindow, '请填写开放时段'), v.maxLength(limits.booking.windows, '时段太多')),
  exceptions: v.optional(v.pipe(v.array(openingException), v.maxLength(limits.booking.exceptions, '例外日期太多')), []),
  who: eligibility,
  /** Booking opens so many days before the slot's day, and ends so many minutes before the slot. */
  daysAhead: count('提前天数', { max: 90 }),
  closeMinutes: count('截止预约的分钟数', { max: 10_080 }),
  /** Cancelling and changing end so many minutes before the slot. */
  cancelMinutes: count('截止取消的分钟数', { max: 10_080 }),
  /** Bookings one person may have ahead of them for the service. */
  mostAhead: count('每人最多预约次数', { min: 1, max: 60 }),
  questions: v.optional(v.pipe(v.array(question), v.maxLength(limits.booking.questions, '问题太多')), []),
  priceCents: cents('价格'),
  subsidies: v.optional(v.pipe(v.array(subsidyBand), v.maxLength(6, '补贴档次太多')), []),
  /** Childcare: children to one carer. */
  childrenPerCarer: v.optional(count('每名看护照看的儿童数', { min: 1, max: 20 })),
  /** What one may be at within a booking of it, at the same site; absent: what is usual for its kind. */
  during: v.optional(severalOf<ServiceKind>(serviceKinds, '没有这类服务')),
  deliversHome: v.optional(v.boolean('请选择是否送餐'), false),
  /** Each booking is an item of the grid where the person lives. Refused for a confidential kind. */
  tellsGrid: v.optional(v.boolean('请选择是否告知网格'), false),
  /** The grid reads what was answered at booking, too. */
  gridSeesAnswers: v.optional(v.boolean('请选择是否把填写的内容告知网格')),
}
const settings = v.object(serviceSettings)
export type ServiceSettings = v.InferOutput<typeof settings>

export const gcjPoint = v.object({ lng: v.number(), lat: v.number(), system: v.literal('gcj02') })

export const siteAnswer = v.object({
  siteId: v.string(),
  version: v.number(),
  name: v.string(),
  address: v.string(),
  phone: v.optional(v.string()),
  hours: v.string(),
  notice: v.optional(v.string()),
  areaName: v.string(),
  point: gcjPoint,
  open: v.boolean(),
})
export type SiteAnswer = v.InferOutput<typeof siteAnswer>

export const serviceAnswer = v.object({
  serviceId: v.string(),
  version: v.number(),
  siteId: v.string(),
  kind: serviceKind,
  confidential: v.boolean(),
  ...serviceSettings,
})
export type ServiceAnswer = v.InferOutput<typeof serviceAnswer>

export const slotAnswer = v.object({
  slotId: v.string(),
  date: v.string(),
  startsAt: instant,
  endsAt: instant,
  mealTime: v.optional(mealTime),
  capacity: v.number(),
  /** Places one can book now; never counts those kept for an offer. */
  left: v.number(),
  waiting: v.number(),
  state: oneOf<SlotState>(slotStates),
  /** One sentence, where it cannot be booked. */
  why: v.optional(v.string()),
  /**
   * What the person it was asked for would pay as it stands now, without dishes: the service's price, and how much of the
   * whole is subsidised at most.
   */
  price: v.optional(
    v.object({
      cents: v.number(),
      subsidyCents: v.number(),
      noSubsidy: v.optional(oneOf<NoSubsidy>(noSubsidies)),
    }),
  ),
  /** The caller's own booking of it, or place in its line. */
  bookingId: v.optional(v.string()),
  waitId: v.optional(v.string()),
})
export type SlotAnswer = v.InferOutput<typeof slotAnswer>

const portion = v.strictObject({
  dishId: shortKey('菜品'),
  portions: count('份数', { min: 1, max: limits.booking.portions }),
})
/** What is eaten and how. Diet and allergies not given are those of the person's own card. */
export const mealChoice = v.strictObject({
  eating: pick<Eating>(eatings, '请选择堂食或送餐'),
  dishes: v.pipe(
    v.array(portion, '请选择菜品'),
    v.minLength(1, '请选择菜品'),
    v.maxLength(limits.booking.dishes, '菜品太多'),
    v.check((list) => new Set(list.map(({ dishId }) => dishId)).size === list.length, '菜品有重复'),
  ),
  diets: v.optional(severalOf<Diet>(diets, '没有这种餐')),
  allergies: v.optional(severalOf<Allergen>(allergens, '没有这种过敏原')),
  buildingId: v.optional(id('楼栋')),
  unit: v.optional(text('房号', limits.unit)),
  note: v.optional(text('备注', limits.place)),
})
export type MealChoice = v.InferOutput<typeof mealChoice>

export const dish = v.strictObject({
  id: shortKey('菜品'),
  name: text('菜名', { max: 20 }),
  /** Added to the price of the service. */
  cents: cents('加价'),
  diets: dietList,
  allergens: allergenList,
})
export type Dish = v.InferOutput<typeof dish>

/** Answers to the service's questions by the question's id. */
export const answers = v.optional(v.record(shortKey('问题'), text('回答', limits.booking.answer), '回答不正确'), {})

export const fetcher = v.strictObject({
  name: text('接送人姓名', limits.name),
  phone,
  relation: text('与孩子的关系', { max: 10 }),
})
export type Fetcher = v.InferOutput<typeof fetcher>

/** A card of somebody for whom one may book. */
export const patronAnswer = v.object({
  patronId: v.string(),
  version: v.number(),
  kind: oneOf<PatronKind>(patronKinds),
  name: v.string(),
  phoneMasked: v.optional(v.string()),
  birthday: v.optional(v.string()),
  /** Staff have seen the identity card: without it there is no subsidy. */
  verified: v.boolean(),
  buildingId: v.optional(v.string()),
  buildingName: v.optional(v.string()),
  unit: v.optional(v.string()),
  diets: dietList,
  allergies: allergenList,
  emergencyName: v.optional(v.string()),
  emergencyPhone: v.optional(v.string()),
  fetchers: v.array(fetcher),
  /** In what capacity the caller may book for them, what for, and until when. */
  as: capacityOf,
  scope: v.array(serviceKind),
  until: v.optional(instant),
})
export type PatronAnswer = v.InferOutput<typeof patronAnswer>

export const bookingSummary = v.object({
  bookingId: v.string(),
  state: bookingState,
  kind: serviceKind,
  serviceId: v.string(),
  serviceName: v.string(),
  siteId: v.string(),
  siteName: v.string(),
  slotId: v.string(),
  date: v.string(),
  startsAt: instant,
  endsAt: instant,
  /** For whom; the chosen name at a confidential service. */
  patronId: v.optional(v.string()),
  patronName: v.string(),
  code: v.string(),
  priceCents: v.number(),
  subsidyCents: v.number(),
  /** Names of the actions the caller may take on it now. */
  allowed: v.array(v.string()),
})
export type BookingSummary = v.InferOutput<typeof bookingSummary>

export const waitSummary = v.object({
  waitId: v.string(),
  state: oneOf<WaitState>(waitStates),
  slotId: v.string(),
  kind: serviceKind,
  serviceId: v.string(),
  serviceName: v.string(),
  siteName: v.string(),
  startsAt: instant,
  patronName: v.string(),
  /** 1 is next; absent when not waiting. */
  position: v.optional(v.number()),
  offerUntil: v.optional(instant),
})
export type WaitSummary = v.InferOutput<typeof waitSummary>

/** Who did what to a booking: a capacity and a unit, never a name. */
export const bookingEvent = v.object({
  at: instant,
  act: v.string(),
  as: capacityOf,
  title: v.string(),
  note: v.optional(v.string()),
})
