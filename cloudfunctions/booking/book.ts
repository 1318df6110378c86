import type { Answer } from '../contract'
import { action } from '../kernel/action'
import type { BookingDoc } from '../kernel/collections.booking'
import { signedIn } from '../kernel/people'
import { tellGrid, wayFor } from './grid'
import { slotAndService } from './load'
import { partyFor } from './patron'
import { occupy } from './place'
import { presentMade } from './present'
import { dayAndTime, parseSlotId } from './slot.rules'
import { tellOf } from './tell'

/** Takes a place of a slot, with everything that hangs on it, in one transaction. */
export const book = action({
  name: 'booking.book',
  policy: signedIn,
  perHour: 300,
  async run(context, input) {
    const way = await wayFor(context, parseSlotId(input.slotId)?.serviceId, input.forPersonId)
    return context.commit(async (tx) => {
      const { slot, service } = await slotAndService(tx, input.slotId)
      const party = await partyFor(tx, context, service, input.forPersonId)
      const { version: _, ...fresh } = await occupy(tx, context, { service, slot, party, wish: input })
      const grid = await tellGrid(tx, context, { booking: fresh, service, way })
      await tx.insert('bookings', grid.booking)
      const booking = { ...grid.booking, version: 1 }
      const told = await tellOf(tx, context, booking, 'book', { but: party.bookerId, as: party.as })
      return { answer: withHandover(booking, party.patron.kind), notices: [...told, ...grid.notices] }
    })
  },
})

/** An elder who has only a phone gets a text to keep. */
export function withHandover(booking: BookingDoc, kind: 'self' | 'child' | 'elder'): Answer<'booking.book'> {
  const made = presentMade(booking)
  return kind === 'elder' ? { ...made, handover: handoverOf(booking) } : made
}

const yuan = (cents: number) => (cents / 100).toFixed(2)

function handoverOf(booking: BookingDoc): string {
  const { patronName, startsAt, siteName, serviceName, code, priceCents, meal } = booking
  const where = meal?.eating === 'delivery' ? `，送到${meal.buildingName ?? ''}${meal.unit ?? ''}` : ''
  const price = priceCents > 0 ? `，应付 ${yuan(priceCents)} 元` : ''
  return `【和合】${patronName}您好，已为您预约${dayAndTime(startsAt)}，${siteName}${serviceName}${where}${price}。预约码 ${code}，到时报这个号码就行。`
}
