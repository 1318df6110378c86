import { stepAction } from '../kernel/stepAction'
import { bookingItemRules } from './item.rules'

/** The grid knows of a booking, and is ready for it. */
const accept = stepAction(bookingItemRules, 'booking.accept')

/** The grid has done its part before the booking is over. */
const settle = stepAction(bookingItemRules, 'booking.settle', ({ result }) => ({ note: result, patch: { result } }))

export const stepActions = [accept, settle]
