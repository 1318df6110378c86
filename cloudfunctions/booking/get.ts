import type { Answer } from '../contract'
import { conflict, notFound } from '../contract/errors'
import { action } from '../kernel/action'
import type { BookingAct, BookingDoc } from '../kernel/collections.booking'
import { signedIn } from '../kernel/people'
import { serviceOf, siteOf } from './load'
import { partyOf } from './patron'
import { withAct } from './place'
import { pickupCode, presentBooking, presentSite } from './present'
import { cancelUntil } from './rules'

/** One booking, to its person, those who may book for them, and the staff of its site. */
export const get = action({
  name: 'booking.get',
  policy: signedIn,
  async run(context, { bookingId }) {
    const { store } = context.ports
    const booking = await store.get('bookings', bookingId)
    if (!booking) throw notFound('预约')
    const service = await serviceOf(store, booking.serviceId)
    const { as } = await partyOf(store, context, booking, service, '预约')
    const handedOver = as === 'guardian' && booking.state === 'checkedIn' && booking.pickupTurn !== undefined
    return {
      booking: presentBooking(booking, as, service, context.now),
      site: presentSite(await siteOf(store, booking.siteId)),
      answers: booking.answers,
      meal: presentMeal(booking),
      pickupCode: handedOver ? pickupCode(context.ports, bookingId, booking.pickupTurn ?? 1) : undefined,
      itemId: as === 'self' || as === 'guardian' ? booking.itemId : undefined,
      cancelUntil: cancelUntil(booking.startsAt, service),
      events: booking.acts.map(presentAct),
    }
  },
})

function presentMeal({ meal }: BookingDoc): Answer<'booking.get'>['meal'] {
  return meal && { ...meal, deliverTo: meal.buildingName && `${meal.buildingName} ${meal.unit ?? ''}`.trim() }
}

const titles: Record<string, string> = {
  book: '预约成功',
  change: '改期',
  cancel: '取消预约',
  checkIn: '签到',
  checkOut: '离开',
  noShow: '记为未到',
  deliver: '已送到',
  renew: '更换接送码',
  wrongCode: '接送码输错',
}

const presentAct = ({ at, act, as, note }: BookingAct) => ({ at, act, as, title: titles[act] ?? act, note })

/** A new pick-up code for a child who is there; the one before counts no more. */
export const renewPickupCode = action({
  name: 'booking.renewPickupCode',
  policy: signedIn,
  perHour: 30,
  run: async (context, { bookingId }) => {
    await context.commit(async (tx) => {
      const booking = await tx.get('bookings', bookingId)
      if (!booking) throw notFound('预约')
      const { as, bookerId } = await partyOf(tx, context, booking, booking, '预约')
      if (as !== 'guardian') throw notFound('预约')
      const { state, pickupTurn } = booking
      if (state !== 'checkedIn' || pickupTurn === undefined) throw conflict('孩子不在站点，不需要接送码')
      const { pickupTries: _, ...renewed } = withAct(booking, context.now, 'renew', { as, personId: bookerId })
      if (!(await tx.replace('bookings', { ...renewed, pickupTurn: pickupTurn + 1 }))) throw conflict()
      return { answer: { bookingId, pickupCode: '' } }
    })
    return withCode(context, bookingId)
  },
  // The code is stored nowhere, not even with the answer
  replay: (context, { bookingId }) => withCode(context, bookingId),
})

async function withCode({ ports }: Parameters<typeof partyOf>[1], bookingId: string) {
  const booking = await ports.store.get('bookings', bookingId)
  return { bookingId, pickupCode: pickupCode(ports, bookingId, booking?.pickupTurn ?? 1) }
}
