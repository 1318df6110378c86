import type {
  Calendar,
  DayKind,
  DayWindow,
  MealTime,
  OpeningWindow,
  Recurrence,
  ServiceKind,
  ServiceSettings,
  SlotState,
} from '../contract/booking'
import { confidentialKinds } from '../contract/booking'
import { dateOf, instantOf, plusDays, plusMinutes, timeOf, weekdayOf } from './days.rules'

/** The slots of a service: which there are, who is next, and how many places are left. */

/** What the rules look at of a service. */
export interface SlotService extends Pick<ServiceSettings, 'windows' | 'exceptions' | 'childrenPerCarer'> {
  id: string
  siteId: string
  kind: ServiceKind
  open: boolean
  daysAhead: number
  closeMinutes: number
}

/** The counters and times of a slot. */
export interface Counters {
  startsAt: string
  capacity: number
  booked: number
  held: number
  line: string[]
  closed?: true
  closesAt: string
  lineEndsAt?: string
}

/** A slot as the rules make it, before anybody has touched it. */
export interface NewSlot extends Counters {
  id: string
  serviceId: string
  siteId: string
  kind: ServiceKind
  date: string
  endsAt: string
  mealTime?: MealTime
}

export const isConfidential = (kind: ServiceKind) => confidentialKinds.includes(kind)

const recurs: Record<Recurrence, (day: DayKind, weekday: number, window: OpeningWindow) => boolean> = {
  workdays: (day) => day === 'workday',
  restDays: (day) => day !== 'workday',
  everyDay: () => true,
  weekdays: (_, weekday, window) => window.weekdays.includes(weekday),
}

/**
 * The windows open on a day: those of its exception where it has one, else those that recur on it, earliest first.
 * @throws ActionError UNAVAILABLE for a year that the calendar does not know, whatever the windows say
 */
export function windowsOf(
  service: Pick<SlotService, 'windows' | 'exceptions'>,
  date: string,
  calendar: Calendar,
): OpeningWindow[] {
  const day = calendar(date)
  const exception = service.exceptions.find((one) => one.date === date)
  const windows = exception
    ? exception.windows
    : service.windows.filter((window) => recurs[window.on](day, weekdayOf(date), window))
  return [...windows].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.id < b.id ? -1 : 1))
}

/** A stretch of a day, by the id of the window that makes it. */
type Stretch = Pick<OpeningWindow, 'id' | 'start' | 'end'>

/** One date's own hours as windows. A time that is there already keeps its id, and so its slot and who has booked it. */
export function windowsOfDay(wanted: readonly DayWindow[], known: readonly Stretch[]): OpeningWindow[] {
  const digits = (time: string) => time.replace(':', '')
  return wanted.map((window) => {
    const { start, end } = window
    const same = known.find((one) => one.start === start && one.end === end)
    return { on: 'everyDay', weekdays: [], ...window, id: same?.id ?? `x${digits(start)}${digits(end)}` }
  })
}

/** Places of a window; the carers present limit them where the service has a ratio. */
export const placesOf = ({ places, carers }: OpeningWindow, childrenPerCarer?: number): number =>
  carers !== undefined && childrenPerCarer !== undefined ? Math.min(places, carers * childrenPerCarer) : places

export const slotIdOf = (serviceId: string, date: string, windowId: string) => `${serviceId}.${date}.${windowId}`

/** The parts of a slot's id; undefined when it is none. */
export function parseSlotId(id: string): { serviceId: string; date: string; windowId: string } | undefined {
  const [, serviceId, date, windowId] = /^(.+)\.(\d{4}-\d{2}-\d{2})\.([\w-]{1,12})$/.exec(id) ?? []
  return serviceId ? { serviceId, date, windowId } : undefined
}

/** The slot that a window makes on a day. */
export function slotOf(service: SlotService, date: string, window: OpeningWindow): NewSlot {
  const startsAt = instantOf(date, window.start)
  return {
    id: slotIdOf(service.id, date, window.id),
    serviceId: service.id,
    siteId: service.siteId,
    kind: service.kind,
    date,
    startsAt,
    endsAt: instantOf(window.end > window.start ? date : plusDays(date, 1), window.end),
    ...(window.mealTime && { mealTime: window.mealTime }),
    capacity: placesOf(window, service.childrenPerCarer),
    booked: 0,
    held: 0,
    line: [],
    closesAt: plusMinutes(startsAt, -service.closeMinutes),
  }
}

/** Places that one can book now. */
export const leftOf = ({ capacity, booked, held }: Counters) => Math.max(0, capacity - booked - held)

/** When booking opens: 00:00 of the day so many days before. */
export const opensAt = ({ daysAhead }: Pick<SlotService, 'daysAhead'>, slot: Pick<Counters, 'startsAt'>) =>
  instantOf(plusDays(dateOf(slot.startsAt), -daysAhead))

/** The slot as somebody who looks at it now may use it. */
export function slotStateOf(service: Pick<SlotService, 'open' | 'daysAhead'>, slot: Counters, now: string): SlotState {
  if (slot.closed || !service.open) return 'closed'
  if (now >= slot.closesAt) return 'late'
  if (now < opensAt(service, slot)) return 'early'
  return leftOf(slot) > 0 ? 'open' : 'full'
}

// The counters. Each answers the slot after one change; a change that cannot be is a mistake in the code.

function counted<S extends Counters>(slot: S): S {
  const { booked, held, capacity } = slot
  if (booked < 0 || held < 0 || booked + held > capacity)
    throw new RangeError(`a slot of ${capacity} places with ${booked} booked and ${held} held`)
  return slot
}

/** A free place is booked. */
export const take = <S extends Counters>(slot: S): S => counted({ ...slot, booked: slot.booked + 1 })
/** A booked place is free. */
export const give = <S extends Counters>(slot: S): S => counted({ ...slot, booked: slot.booked - 1 })
/** A free place is kept for an offer. */
export const hold = <S extends Counters>(slot: S): S => counted({ ...slot, held: slot.held + 1 })
/** A place kept for an offer is free. */
export const letGo = <S extends Counters>(slot: S): S => counted({ ...slot, held: slot.held - 1 })
/** A place kept for an offer is booked. */
export const takeHeld = <S extends Counters>(slot: S): S =>
  counted({ ...slot, held: slot.held - 1, booked: slot.booked + 1 })

/** The slot with another line; without anybody in it, it has no end. What is closed is the clock's to end. */
function withLine<S extends Counters>(slot: S, line: string[]): S {
  const { lineEndsAt, ...rest } = slot
  const end = slot.closed ? lineEndsAt : line.length > 0 ? slot.closesAt : undefined
  return { ...rest, line, ...(end && { lineEndsAt: end }) } as S
}

/** The slot with somebody more, at the end of its line. */
export const joinLine = <S extends Counters>(slot: S, waitId: string): S => withLine(slot, [...slot.line, waitId])

/** The slot without some of its line. */
export const leaveLine = <S extends Counters>(slot: S, ...waitIds: string[]): S =>
  withLine(
    slot,
    slot.line.filter((id) => !waitIds.includes(id)),
  )

/** Whom a free place goes to, and the slot that keeps it for them; undefined while nobody waits or can book any more. */
export function nextInLine<S extends Counters>(slot: S, now: string): { slot: S; waitId: string } | undefined {
  const [waitId] = slot.line
  if (waitId === undefined || slot.closed || now >= slot.closesAt || leftOf(slot) === 0) return undefined
  return { slot: hold(leaveLine(slot, waitId)), waitId }
}

const offerMinutes = 120
const dayStart = '08:00'
const dayEnd = '21:00'

/**
 * Until when an offer holds: two hours, counted from 08:00 to 21:00 only, and never past the end of booking. At a
 * confidential service up to the next full hour, so that the minute ties the offer to nothing else written then.
 */
export function offerUntil(now: string, closesAt: string, confidential = false): string {
  let at = now
  for (let left = offerMinutes; left > 0; ) {
    const date = dateOf(at)
    const opens = instantOf(date, dayStart)
    const closes = instantOf(date, dayEnd)
    if (at < opens) at = opens
    const awake = Math.max(0, (Date.parse(closes) - Date.parse(at)) / 60_000)
    if (awake >= left) {
      at = plusMinutes(at, left)
      left = 0
    } else {
      left -= awake
      at = instantOf(plusDays(date, 1), dayStart)
    }
  }
  const until = confidential && !at.endsWith(':00:00.000Z') ? `${plusMinutes(at, 60).slice(0, 13)}:00:00.000Z` : at
  return until < closesAt ? until : closesAt
}

/** When somebody is reminded: at 18:00 of the evening before, else two hours before; undefined when both are over. */
export function remindAt(startsAt: string, now: string, confidential = false): string | undefined {
  const evening = instantOf(plusDays(dateOf(startsAt), -1), '18:00')
  if (now < evening) return evening
  const late = plusMinutes(startsAt, -120)
  // One batch for all: a message of its own minute would name whose appointment it is about.
  return !confidential && now < late ? late : undefined
}

/** The next 18:00, when everybody is told at once what must not be told of one alone. */
export function eveningAfter(now: string): string {
  const evening = instantOf(dateOf(now), '18:00')
  return now < evening ? evening : instantOf(plusDays(dateOf(now), 1), '18:00')
}

/** `11月24日（周二）11:00` */
export function dayAndTime(startsAt: string): string {
  const date = dateOf(startsAt)
  const weekday = '一二三四五六日'[weekdayOf(date) - 1]
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日（周${weekday}）${timeOf(startsAt)}`
}
