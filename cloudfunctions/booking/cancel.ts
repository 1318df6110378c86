import { notFound } from '../contract/errors'
import { action } from '../kernel/action'
import { signedIn } from '../kernel/people'
import { followBooking, gridStaff } from './grid'
import { serviceOf } from './load'
import { partyOf } from './patron'
import { cancelBooking } from './place'
import { mayCancel } from './rules'
import { tellOf } from './tell'

/** Gives a place back, which goes to the next in line. Cancelled once more it stays cancelled. */
export const cancel = action({
  name: 'booking.cancel',
  policy: signedIn,
  perHour: 300,
  async run(context, { bookingId, reason }) {
    const seen = await context.ports.store.get('bookings', bookingId)
    const staff = await gridStaff(context, seen?.itemId)
    return context.commit(async (tx) => {
      const booking = await tx.get('bookings', bookingId)
      if (!booking) throw notFound('预约')
      const service = await serviceOf(tx, booking.serviceId)
      const { as, bookerId } = await partyOf(tx, context, booking, service, '预约')
      const answer = { bookingId, state: 'cancelled' as const }
      if (booking.state === 'cancelled') return { answer }
      const refusal = mayCancel(booking, service, context.now)
      if (refusal) throw refusal
      const toLine = await cancelBooking(tx, context, booking, { as, personId: bookerId }, reason)
      const told = await tellOf(tx, context, booking, 'cancel', { but: bookerId, note: reason, as })
      const toGrid = await followBooking(tx, context, booking, 'cancel', { staff, but: bookerId })
      return { answer, notices: [...toLine, ...told, ...toGrid] }
    })
  },
})
