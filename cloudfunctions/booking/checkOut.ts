import type { Answer } from '../contract'
import { bookingStates } from '../contract/booking'
import { conflict, invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { action } from '../kernel/action'
import type { BookingDoc, PatronDoc } from '../kernel/collections.booking'
import { maskPhone } from '../kernel/people'
import { asOf, bookingAt, childCard, counter, counterPerHour } from './counter'
import { withAct } from './place'
import { pickupCode } from './present'
import { tellOf } from './tell'

const mostTries = limits.booking.pickupTries

/**
 * Ends a stay. A child is handed over against the one-time code alone: a wrong one is counted, and after five the
 * guardian has to renew it before anybody tries again.
 */
export const checkOut = action({
  name: 'booking.checkOut',
  policy: counter,
  perHour: counterPerHour,
  async run(context, input) {
    const { id } = await bookingAt(context, { code: input.code })
    const me = context.caller.person?.id
    return context.commit<Answer<'booking.checkOut'>>(async (tx) => {
      const booking = await tx.get('bookings', id)
      if (!booking) throw conflict()
      if (booking.state !== 'checkedIn')
        throw conflict(`这个预约现在是「${bookingStates[booking.state]}」，不能办理离开`)
      const as = asOf(booking)
      const card = await childCard(tx, booking)
      const told = { bookingId: booking.id, fetchers: presentFetchers(card) }
      const { pickupTurn, pickupTries = 0 } = booking
      if (pickupTurn !== undefined) {
        if (!input.pickupCode) throw invalid('pickupCode', '请输入接送码')
        if (pickupTries >= mostTries) throw conflict('接送码多次输错，请家长在「我的预约」里换一个新的')
        if (pickupCode(context.ports, booking.id, pickupTurn) !== input.pickupCode) {
          const tried: BookingDoc = { ...booking, pickupTries: pickupTries + 1 }
          if (!(await tx.replace('bookings', tried))) throw conflict()
          const triesLeft = mostTries - pickupTries - 1
          return {
            answer: { ...told, state: booking.state, released: false, triesLeft },
            notices: triesLeft === 0 ? await tellOf(tx, context, booking, 'wrongCode', { as }) : [],
          }
        }
      }
      const next: BookingDoc = { ...withAct(booking, context.now, 'checkOut', { as, personId: me }), state: 'done' }
      if (!(await tx.replace('bookings', next))) throw conflict()
      return {
        answer: { ...told, state: next.state, released: true },
        notices: pickupTurn === undefined ? [] : await tellOf(tx, context, next, 'checkOut', { but: me, as }),
      }
    })
  },
})

const presentFetchers = (card: PatronDoc | undefined) =>
  (card?.fetchers ?? []).map(({ name, relation, phone }) => ({ name, relation, phoneMasked: maskPhone(phone) }))
