import { conflict, invalid, notFound } from '../contract/errors'
import { action } from '../kernel/action'
import type { BookingDoc } from '../kernel/collections.booking'
import { signedIn } from '../kernel/people'
import { withHandover } from './book'
import { followBooking, gridStaff } from './grid'
import { slotAndService } from './load'
import { partyOf } from './patron'
import { occupy, vacate, type Wish } from './place'
import { mayCancel } from './rules'
import { tellOf } from './tell'

/** Moves a booking to another slot of its service: the old place is kept if anything stands against the new one. */
export const changeBooking = action({
  name: 'booking.change',
  policy: signedIn,
  perHour: 300,
  async run(context, { bookingId, slotId }) {
    const seen = await context.ports.store.get('bookings', bookingId)
    const staff = await gridStaff(context, seen?.itemId)
    return context.commit(async (tx) => {
      const booking = await tx.get('bookings', bookingId)
      if (!booking) throw notFound('预约')
      const wanted = await slotAndService(tx, slotId)
      const party = await partyOf(tx, context, booking, booking, '预约')
      if (wanted.service.id !== booking.serviceId) throw invalid('slotId', '只能改到同一项服务的其他时段')
      if (slotId === booking.slotId) throw invalid('slotId', '已经是这个时段，请选择其他时段')
      const refusal = mayCancel(booking, wanted.service, context.now)
      if (refusal) throw refusal
      const toLine = await vacate(tx, context, booking)
      const next = await occupy(tx, context, { ...wanted, party, wish: wishOf(booking), before: booking })
      if (!(await tx.replace('bookings', next))) throw conflict()
      const told = await tellOf(tx, context, next, 'change', { but: party.bookerId, as: party.as })
      const toGrid = await followBooking(tx, context, next, 'change', { staff, but: party.bookerId })
      return { answer: withHandover(next, party.patron.kind), notices: [...toLine, ...told, ...toGrid] }
    })
  },
})

/** What was asked for with the booking, to be asked for again. */
function wishOf({ answers, meal, chosenName }: BookingDoc): Wish {
  return {
    answers: Object.fromEntries(answers.map(({ id, answer }) => [id, answer])),
    ...(chosenName && { chosenName }),
    ...(meal && {
      meal: {
        eating: meal.eating,
        dishes: meal.dishes.map(({ dishId, portions }) => ({ dishId, portions })),
        diets: meal.diets,
        allergies: meal.allergies,
        ...(meal.buildingId && { buildingId: meal.buildingId }),
        ...(meal.unit && { unit: meal.unit }),
        ...(meal.note && { note: meal.note }),
      },
    }),
  }
}
