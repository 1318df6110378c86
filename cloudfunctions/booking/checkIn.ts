import { bookingStates } from '../contract/booking'
import { conflict } from '../contract/errors'
import { action } from '../kernel/action'
import type { BookingDoc } from '../kernel/collections.booking'
import { asOf, bookingAt, childCard, counter, counterPerHour, leaveRound, linesOf } from './counter'
import { dateOf } from './days.rules'
import { followBooking } from './grid'
import { withAct } from './place'
import { dayAndTime } from './slot.rules'
import { tellOf } from './tell'

/** Somebody is here. A meal is done with that; a child stays until it is handed over, which its guardian is told. */
export const checkIn = action({
  name: 'booking.checkIn',
  policy: counter,
  perHour: counterPerHour,
  async run(context, input) {
    const { id } = await bookingAt(context, input)
    const me = context.caller.person?.id
    return context.commit(async (tx) => {
      const booking = await tx.get('bookings', id)
      if (!booking) throw conflict()
      checkDue(booking, context.now)
      const card = await childCard(tx, booking)
      const { remindAt: _, ...here } = await leaveRound(tx, booking)
      const as = asOf(booking)
      const next: BookingDoc = {
        ...withAct(here, context.now, 'checkIn', { as, personId: me }),
        state: booking.kind === 'canteen' ? 'done' : 'checkedIn',
        ...(card?.kind === 'child' && { pickupTurn: 1, pickupTries: 0 }),
      }
      if (!(await tx.replace('bookings', next))) throw conflict()
      await followBooking(tx, context, next, 'keep')
      return {
        answer: {
          bookingId: next.id,
          state: next.state,
          name: next.chosenName ?? next.patronName ?? '',
          serviceName: next.serviceName,
          startsAt: next.startsAt,
          lines: linesOf(next, card),
        },
        notices: card?.kind === 'child' ? await tellOf(tx, context, next, 'checkIn', { but: me, as }) : [],
      }
    })
  },
})

/** @throws ActionError CONFLICT that says what the booking is by now, or for when */
function checkDue({ state, date, startsAt }: BookingDoc, now: string) {
  if (state !== 'booked') throw conflict(`这个预约现在是「${bookingStates[state]}」，不能再签到`)
  if (date !== dateOf(now)) throw conflict(`这个预约是${dayAndTime(startsAt)}的，不是今天`)
}
