import type { Context } from '../kernel/action'
import { peopleAt } from '../kernel/areas'
import type { BookingDoc } from '../kernel/collections.booking'
import type { OutgoingNotice } from '../kernel/notices'
import { maskName } from '../kernel/people'
import { callersCard, findCard, homeOf } from './patron'
import { dayAndTime, isConfidential } from './slot.rules'

/** What the grid of whoever comes is told of a booking, where the service says so. */

const words = { book: '约了', change: '改约了', cancel: '取消了' } as const

/**
 * Tells the workers of the grid where the person lives; nobody, where the service does not tell the grid. They are looked
 * up ahead of the transaction, in which nothing is ranged over.
 */
export async function gridTeller(
  context: Context,
  serviceId: string | undefined,
  patronId: string | undefined,
): Promise<(booking: BookingDoc, news: keyof typeof words) => OutgoingNotice[]> {
  const workers = serviceId === undefined ? [] : await workersFor(context, serviceId, patronId)
  return (booking, news) =>
    isConfidential(booking.kind)
      ? []
      : workers.map((personId) => ({
          personId,
          kind: `gridBooking.${news}`,
          title: `网格居民${words[news]}${booking.serviceName}`,
          body: `${maskName(booking.patronName ?? '')}，${dayAndTime(booking.startsAt)}，${booking.siteName}`,
        }))
}

/** The same for a booking that is there already. */
export async function gridTellerOf(context: Context, bookingId: string) {
  const booking = await context.ports.store.get('bookings', bookingId)
  return gridTeller(context, booking?.serviceId, booking?.holder)
}

async function workersFor(context: Context, serviceId: string, patronId: string | undefined): Promise<string[]> {
  const { store } = context.ports
  const service = await store.get('services', serviceId)
  if (!service?.tellsGrid) return []
  const card = patronId === undefined ? await callersCard(store, context) : await findCard(store, patronId)
  const gridId = card && (await homeOf(store, card, context.now))?.area.gridId
  if (!gridId) return []
  const workers = await peopleAt(store, gridId, 'gridWorker')
  return workers.map(({ personId }) => personId).filter((id) => id !== context.caller.person?.id)
}
