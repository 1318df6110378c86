import { action } from '../kernel/action'
import { takeStep } from '../kernel/items'
import { signedIn } from '../kernel/people'
import { bookingItemRules } from './item.rules'

/** Steps of one person in one hour. Who may take one is the table's word: first whether they see the item at all. */
const perHour = 300

/** The grid knows of a booking, and is ready for it. */
const accept = action({
  name: 'booking.accept',
  policy: signedIn,
  perHour,
  run: (context, input) => takeStep(context, bookingItemRules, 'accept', input),
})

/** The grid has done its part before the booking is over. */
const settle = action({
  name: 'booking.settle',
  policy: signedIn,
  perHour,
  run: (context, input) =>
    takeStep(context, bookingItemRules, 'settle', input, () => ({
      note: input.result,
      patch: { result: input.result },
    })),
})

export const stepActions = [accept, settle]
