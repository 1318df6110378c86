import type { BookerCapacity } from '../contract/booking'
import { bookerCapacities } from '../contract/booking'
import type { BookingDoc, SlotDoc, WaitDoc } from '../kernel/collections.booking'
import type { OutgoingNotice } from '../kernel/notices'
import type { Reader } from '../kernel/ports'
import { dateOf, instantOf } from './days.rules'
import type { Here } from './load'
import { peopleOf } from './patron'
import { dayAndTime, isConfidential } from './slot.rules'

/** What people are told about their bookings. At a confidential service no word says which service it is. */

/** The hour of an appointment beside its person's name, in a message, would tell whose it is. */
const seeOwn = '请打开「我的预约」查看'

const what = (booking: Pick<BookingDoc, 'kind' | 'serviceName' | 'siteName' | 'startsAt'>) =>
  isConfidential(booking.kind) ? seeOwn : `${dayAndTime(booking.startsAt)}，${booking.siteName}${booking.serviceName}`

/** Who it is for, where the reader may have booked for several. */
const whose = ({ patronName }: Pick<BookingDoc, 'patronName'>) => (patronName ? `${patronName}：` : '')

/** What happened to a booking, as its people read it. */
export type BookingNews =
  | 'book'
  | 'change'
  | 'cancel'
  | 'closed'
  | 'remind'
  | 'checkIn'
  | 'checkOut'
  | 'noShow'
  | 'wrongCode'

const titles: Record<BookingNews, string> = {
  book: '已为您预约',
  change: '预约已改期',
  cancel: '预约已取消',
  closed: '站点停开，预约已取消',
  remind: '提醒：您有一个预约',
  checkIn: '孩子已签到',
  checkOut: '孩子已接走',
  noShow: '预约未到',
  wrongCode: '接送码多次输错，请更换',
}

/**
 * Tells the people of a booking, all but whoever did it. Nothing is said at the making of a confidential one: a message
 * of that minute would name its person.
 */
export async function tellOf(
  reader: Reader,
  here: Here,
  booking: BookingDoc,
  news: BookingNews,
  { but, note, as }: { but?: string; note?: string; as?: BookerCapacity } = {},
): Promise<OutgoingNotice[]> {
  const hidden = isConfidential(booking.kind)
  if (hidden && (news === 'book' || news === 'change')) return []
  const people = await peopleOf(reader, here, booking)
  const by = as && as !== 'self' && as !== 'system' ? `由${bookerCapacities[as]}办理` : undefined
  return people
    .filter((personId) => personId !== but)
    .map((personId) => ({
      personId,
      kind: `booking.${news}`,
      title: titles[news],
      body: [whose(booking) + what(booking), hidden ? undefined : by, note].filter(Boolean).join('。'),
      ...(!hidden && { bookingId: booking.id }),
      template: 'reminder',
    }))
}

/** What happened to somebody's place in a line. */
export type LineNews = 'offer' | 'lapsed' | 'over'

export async function tellWaiter(reader: Reader, here: Here, wait: WaitDoc, news: LineNews): Promise<OutgoingNotice[]> {
  const service = isConfidential(wait.kind) ? undefined : await reader.get('services', wait.serviceId)
  const place = service ? `${whose(wait)}${dayAndTime(wait.startsAt)}，${service.siteName}${service.name}` : seeOwn
  const until = service && wait.offerUntil ? `在 ${dayAndTime(wait.offerUntil)} 前` : '尽快'
  const words: Record<LineNews, [title: string, body: string]> = {
    offer: ['轮到您了：有空位', `${place}。请${until}确认，过时让给下一位`],
    lapsed: ['空位没有确认，已让给下一位', place],
    over: ['排队结束，没有等到空位', place],
  }
  const [title, body] = words[news]
  const people = await peopleOf(reader, here, wait)
  return people.map((personId) => ({ personId, kind: `wait.${news}`, title, body, template: 'reminder' as const }))
}

/** When something was done, as the booking keeps it: at a confidential service the day alone. */
export const actAt = ({ kind }: Pick<SlotDoc, 'kind'>, now: string) =>
  isConfidential(kind) ? instantOf(dateOf(now)) : now
