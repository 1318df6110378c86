import type { Answer } from '../contract'
import type {
  BookerCapacity,
  BookingSummary,
  ServiceAnswer,
  SiteAnswer,
  SlotAnswer,
  SlotState,
  WaitSummary,
} from '../contract/booking'
import { serviceSettings } from '../contract/booking'
import { limits } from '../contract/limits'
import type { BookingDoc, ServiceDoc, SiteDoc, SlotDoc, WaitDoc } from '../kernel/collections.booking'
import type { Ports } from '../kernel/ports'
import { presentPlace } from '../kernel/present'
import { allowedOn } from './rules'
import { isConfidential, leftOf } from './slot.rules'

/** Bookings, services and sites as answers show them. */

export const presentSite = (site: SiteDoc): SiteAnswer => ({
  siteId: site.id,
  version: site.version,
  name: site.name,
  address: site.address,
  phone: site.phone,
  hours: site.hours,
  notice: site.notice,
  areaName: site.areaName,
  point: presentPlace(site.at),
  open: site.open,
})

export function presentService(service: ServiceDoc): ServiceAnswer {
  const settings = Object.fromEntries(
    Object.keys(serviceSettings).map((key) => [key, service[key as keyof ServiceDoc]]),
  ) as unknown as ServiceAnswer
  return {
    ...settings,
    serviceId: service.id,
    version: service.version,
    siteId: service.siteId,
    kind: service.kind,
    confidential: isConfidential(service.kind),
  }
}

/** A slot as anybody sees it. */
export const presentSlot = (slot: SlotDoc, state: SlotState): SlotAnswer => ({
  slotId: slot.id,
  date: slot.date,
  startsAt: slot.startsAt,
  endsAt: slot.endsAt,
  mealTime: slot.mealTime,
  capacity: slot.capacity,
  left: leftOf(slot),
  waiting: slot.line.length,
  state,
})

export const presentBooking = (
  booking: BookingDoc,
  as: BookerCapacity,
  service: Pick<ServiceDoc, 'cancelMinutes'>,
  now: string,
): BookingSummary => ({
  bookingId: booking.id,
  state: booking.state,
  kind: booking.kind,
  serviceId: booking.serviceId,
  serviceName: booking.serviceName,
  siteId: booking.siteId,
  siteName: booking.siteName,
  slotId: booking.slotId,
  date: booking.date,
  startsAt: booking.startsAt,
  endsAt: booking.endsAt,
  patronId: isConfidential(booking.kind) ? undefined : booking.holder,
  patronName: booking.chosenName ?? booking.patronName ?? '',
  code: booking.code,
  priceCents: booking.priceCents,
  subsidyCents: booking.subsidyCents,
  allowed: allowedOn(booking, as, service, now),
})

export const presentWait = (wait: WaitDoc, service: ServiceDoc, slot: SlotDoc | undefined): WaitSummary => {
  const ahead = slot?.line.indexOf(wait.id) ?? -1
  return {
    waitId: wait.id,
    state: wait.state,
    slotId: wait.slotId,
    kind: wait.kind,
    serviceId: wait.serviceId,
    serviceName: service.name,
    siteName: service.siteName,
    startsAt: wait.startsAt,
    patronName: wait.chosenName ?? wait.patronName ?? '',
    position: ahead >= 0 ? ahead + 1 : undefined,
    offerUntil: wait.offerUntil,
  }
}

/** What a booking is answered with when it has just been made. */
export const presentMade = ({ id, ...booking }: BookingDoc): Answer<'booking.book'> => ({
  bookingId: id,
  itemId: booking.itemId,
  code: booking.code,
  priceCents: booking.priceCents,
  subsidyCents: booking.subsidyCents,
  state: booking.state,
})

/** The one-time code by which a child is handed over: made of the booking and its turn, and stored nowhere. */
export const pickupCode = ({ secrets }: Pick<Ports, 'secrets'>, bookingId: string, turn: number): string =>
  (BigInt(`0x${secrets.mac('pickup', `${bookingId}|${turn}`)}`) % 10n ** BigInt(limits.booking.pickupDigits))
    .toString()
    .padStart(limits.booking.pickupDigits, '0')
