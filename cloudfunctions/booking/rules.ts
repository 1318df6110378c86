import {
  type BookerCapacity,
  type BookingState,
  type Eligibility,
  type Question,
  type ServiceKind,
  type ServiceSettings,
  usualDuring,
} from '../contract/booking'
import { type ActionError, conflict, type FieldErrors, forbidden, invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { ageOn, dateOf, plusDays, plusMinutes } from './days.rules'
import { type Counters, dayAndTime, isConfidential, opensAt, slotStateOf } from './slot.rules'

/** Who may book what and when, for whom, and what a missed booking leads to. */

const { booking: most } = limits

/** Leave to book for somebody, as it is stored. */
export interface Proxy {
  proxyPersonId?: string
  scope: readonly ServiceKind[]
  until: string
  revokedAt?: string
}

/** Whether a proxy holds now for services of a kind. None does for a confidential one. */
export const proxyHolds = (proxy: Proxy | undefined, kind: ServiceKind, now: string): boolean =>
  proxy?.proxyPersonId !== undefined &&
  proxy.revokedAt === undefined &&
  now < proxy.until &&
  proxy.scope.includes(kind) &&
  !isConfidential(kind)

export interface Booker {
  personId: string
  /** Whom it is for. `gridId` and `communityId` are those of the home by now. */
  patron: { id: string; kind: 'self' | 'child' | 'elder'; guardianId?: string; gridId?: string; communityId?: string }
  /** Leave of the patron for this person, where there is any. */
  proxy?: Proxy
  roles: readonly { role: string; areaId: string }[]
  service: { kind: ServiceKind; siteId: string }
}

/**
 * In what capacity somebody may act for a patron at a service; undefined where they may not. The nearest comes first.
 * A confidential service knows the person alone.
 */
export function bookerOf({ personId, patron, proxy, roles, service }: Booker, now: string): BookerCapacity | undefined {
  if (patron.kind === 'self' && patron.id === personId) return 'self'
  if (isConfidential(service.kind)) return undefined
  if (patron.guardianId === personId) return 'guardian'
  if (proxyHolds(proxy, service.kind, now) && proxy?.proxyPersonId === personId) return 'proxy'
  const holdsAt = (role: string, areaId: string | undefined) =>
    areaId !== undefined && roles.some((held) => held.role === role && held.areaId === areaId)
  if (patron.kind === 'elder' && holdsAt('gridWorker', patron.gridId)) return 'gridWorker'
  if (holdsAt('siteStaff', service.siteId)) return 'staff'
  if (patron.kind === 'elder' && holdsAt('communityStaff', patron.communityId)) return 'staff'
  return undefined
}

/** Areas of a home or a site, from the city down. */
interface Areas {
  communityId?: string
  streetId?: string
  districtId?: string
  cityId?: string
}

/** What the rules look at of whoever is to come. */
export interface Subject {
  birthday?: string
  home?: { area: Areas; confirmed: boolean }
  ahead: readonly { bookingId: string; startsAt: string }[]
  pausedUntil?: string
}

interface Bookable extends Pick<ServiceSettings, 'open' | 'daysAhead' | 'who' | 'mostAhead'> {
  area: Areas
}
type Timed = Counters & { date: string }

const areaKeys = { community: 'communityId', street: 'streetId', district: 'districtId', city: 'cityId' } as const
const areaWords = { community: '本社区', street: '本街道', district: '本区', city: '本市' } as const

/** Why somebody cannot have a place at the service on that day, whatever is left; undefined when they can. */
function notFor(service: Bookable, slot: Timed, subject: Subject, now: string, except?: string) {
  const { who } = service
  if (subject.pausedUntil !== undefined && now < subject.pausedUntil)
    return forbidden(`因多次未到，${dayAndTime(subject.pausedUntil)}前暂停预约这项服务，可请站点工作人员恢复`)
  return wrongAge(who, subject.birthday, slot.date) ?? wrongHome(service, subject) ?? tooMany()

  function tooMany() {
    const ahead = subject.ahead.filter(({ startsAt, bookingId }) => startsAt > now && bookingId !== except)
    return ahead.length >= service.mostAhead
      ? conflict(`这项服务每人最多同时预约 ${service.mostAhead} 次，请先用完或取消一次`)
      : undefined
  }
}

function wrongAge({ minAge, maxAge }: Eligibility, birthday: string | undefined, date: string) {
  if (minAge === undefined && maxAge === undefined) return undefined
  if (birthday === undefined) return invalid('forPersonId', '这项服务要看年龄，请先填写出生日期')
  const age = ageOn(birthday, date)
  if (minAge !== undefined && age < minAge) return forbidden(`这项服务面向 ${minAge} 岁及以上的人`)
  if (maxAge !== undefined && age > maxAge) return forbidden(`这项服务面向 ${maxAge} 岁及以下的人`)
  return undefined
}

function wrongHome({ who, area }: Bookable, { home }: Subject) {
  if (who.within === undefined && !who.confirmedHome) return undefined
  if (!home) return invalid('forPersonId', '这项服务要看住址，请先登记住址')
  if (who.confirmedHome && !home.confirmed) return forbidden('住址还没有确认，请楼长或网格员确认后再预约')
  const key = who.within && areaKeys[who.within]
  if (who.within && key && (home.area[key] === undefined || home.area[key] !== area[key]))
    return forbidden(`这项服务面向${areaWords[who.within]}居民`)
  return undefined
}

/** Why a slot cannot be booked now by anybody; undefined when it can. */
export function slotRefusal(service: Pick<Bookable, 'open' | 'daysAhead'>, slot: Timed, now: string) {
  const state = slotStateOf(service, slot, now)
  if (state === 'closed') return conflict('这个时段暂停服务')
  if (state === 'late') return conflict('这个时段已截止预约')
  if (state === 'early') return conflict(`${dayAndTime(opensAt(service, slot))}开始预约`)
  return state === 'full' ? conflict('这个时段已约满，可以排队') : undefined
}

/** How the place is got: a free one; one kept for the person; a place in line; as the same booking as before. */
export interface Way {
  from?: 'left' | 'held' | 'line'
  exceptBookingId?: string
}

/** Why somebody may not book the slot now; undefined when they may. */
export function mayBook(
  service: Bookable,
  slot: Timed,
  subject: Subject,
  now: string,
  { from = 'left', exceptBookingId }: Way = {},
): ActionError | undefined {
  const state = slotStateOf(service, slot, now)
  if (from === 'line' && state === 'open') return conflict('这个时段还有名额，可以直接预约')
  const refusal =
    from !== 'left' && (state === 'full' || state === 'open') ? undefined : slotRefusal(service, slot, now)
  return refusal ?? notFor(service, slot, subject, now, exceptBookingId)
}

/** The last instant at which a booking may be cancelled or changed. */
export const cancelUntil = (startsAt: string, { cancelMinutes }: Pick<ServiceSettings, 'cancelMinutes'>) =>
  plusMinutes(startsAt, -cancelMinutes)

/** Why a booking cannot be cancelled or changed now; undefined when it can. */
export function mayCancel(
  booking: { state: BookingState; startsAt: string },
  service: Pick<ServiceSettings, 'cancelMinutes'>,
  now: string,
): ActionError | undefined {
  if (booking.state !== 'booked') return conflict('这次预约已经办过了，不能再取消或改期')
  const until = cancelUntil(booking.startsAt, service)
  return now > until ? conflict(`${dayAndTime(until)}已截止取消，去不了请电话告诉站点`) : undefined
}

/** Somebody's time at a site, and which other services of the site have room in it. */
export interface Stay {
  startsAt: string
  endsAt: string
  siteId?: string
  kind?: ServiceKind
  during?: readonly ServiceKind[]
}
export interface Span extends Stay {
  bookingId: string
  slotId: string
}

/** What one may be at within a booking of the service, at its site. */
export const duringOf = ({ kind, during }: Pick<ServiceSettings, 'during'> & { kind: ServiceKind }) =>
  during ?? usualDuring[kind] ?? []

/** Whether `inner` lies within `outer` and may: lunch in the canteen of the site where one is in day care. */
const leavesRoom = (outer: Stay, inner: Stay) =>
  outer.siteId !== undefined &&
  outer.siteId === inner.siteId &&
  inner.kind !== undefined &&
  (outer.during ?? []).includes(inner.kind) &&
  outer.startsAt <= inner.startsAt &&
  inner.endsAt <= outer.endsAt

/**
 * A booking of the same holder that lies across the slot and leaves no room for it, nor the slot for it; one that ends as
 * the slot starts does not.
 */
export const clashOf = (spans: readonly Span[], slot: Stay, exceptBookingId?: string): Span | undefined =>
  spans.find(
    (span) =>
      span.bookingId !== exceptBookingId &&
      span.startsAt < slot.endsAt &&
      slot.startsAt < span.endsAt &&
      !leavesRoom(span, slot) &&
      !leavesRoom(slot, span),
  )

/** Names of the actions that somebody in this capacity may take on a booking now. */
export function allowedOn(
  booking: { state: BookingState; startsAt: string; date: string; kind: ServiceKind; pickupTurn?: number },
  as: BookerCapacity,
  service: Pick<ServiceSettings, 'cancelMinutes'>,
  now: string,
): string[] {
  const { state } = booking
  const staff = as === 'staff'
  const isToday = booking.date === dateOf(now)
  return [
    ...(mayCancel(booking, service, now) ? [] : ['booking.cancel', 'booking.change']),
    ...(as === 'guardian' && state === 'checkedIn' && booking.pickupTurn !== undefined
      ? ['booking.renewPickupCode']
      : []),
    ...(staff && state === 'booked' && isToday ? ['booking.checkIn'] : []),
    ...(staff && state === 'checkedIn' ? ['booking.checkOut'] : []),
    ...(staff && state === 'booked' && now > booking.startsAt ? ['booking.noShow'] : []),
  ]
}

/** What a question of yes or no is answered with. */
export const yesNo = ['是', '否']

/** What is wrong with answers to a service's questions, by field; undefined when nothing is. */
export function answersWrong(
  questions: readonly Question[],
  answers: Readonly<Record<string, string>>,
): FieldErrors | undefined {
  const wrong: FieldErrors = {}
  const known = new Set(questions.map(({ id }) => id))
  for (const id of Object.keys(answers)) if (!known.has(id)) wrong[`answers.${id}`] = '没有这个问题'
  for (const { id, label, kind, options, required } of questions) {
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined
    if (answer === undefined) {
      if (required) wrong[`answers.${id}`] = `请回答「${label}」`
    } else if (kind !== 'text' && !(kind === 'yesNo' ? yesNo : options).includes(answer))
      wrong[`answers.${id}`] = `请从选项里选择「${label}」`
  }
  return Object.keys(wrong).length > 0 ? wrong : undefined
}

/** A holder's record at one service. */
export interface NoShows {
  noShows: readonly { bookingId: string; startsAt: string }[]
  pausedUntil?: string
}

/** Until when the holder may not book the service; undefined when they may. */
export const pauseOf = (record: { pausedUntil?: string } | undefined, now: string): string | undefined =>
  record?.pausedUntil !== undefined && now < record.pausedUntil ? record.pausedUntil : undefined

/**
 * The record after a no-show: the third within 30 days pauses the service for 14 days from now. Those that led to a
 * pause that is over count no more, and a pause that holds is not made longer.
 */
export function afterNoShow(
  record: NoShows,
  missed: { bookingId: string; startsAt: string },
  now: string,
): { noShows: { bookingId: string; startsAt: string }[]; pausedUntil?: string } {
  const { pausedUntil } = record
  const paused = pauseOf(record, now)
  const oldest = plusMinutes(missed.startsAt, -most.noShowDays * 24 * 60)
  const counted = record.noShows.filter(
    ({ bookingId, startsAt }) =>
      bookingId !== missed.bookingId && startsAt > oldest && (paused || !pausedUntil || startsAt > pausedUntil),
  )
  const noShows = [...counted, missed]
  if (paused) return { noShows, pausedUntil: paused }
  if (noShows.length < most.noShows) return { noShows }
  return { noShows, pausedUntil: `${plusDays(now.slice(0, 10), most.pauseDays)}${now.slice(10)}` }
}
