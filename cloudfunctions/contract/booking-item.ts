import * as v from 'valibot'
import { text } from './fields'
import { itemChange, onItem } from './item'
import { limits } from './limits'

/** What the grid does about a booking that its service tells it of. A page of its own schemas: the desk needs no others. */
export const bookingItemContract = {
  'booking.accept': { request: v.strictObject({ ...onItem }), answer: itemChange },
  /** Done before the booking itself is over. */
  'booking.settle': {
    request: v.strictObject({ ...onItem, result: text('处理结果', limits.note) }),
    answer: itemChange,
  },
}
