import { bookingStates } from '../contract/booking'
import { conflict } from '../contract/errors'
import { limits } from '../contract/limits'
import { action } from '../kernel/action'
import type { BookingDoc } from '../kernel/collections.booking'
import type { Transaction } from '../kernel/ports'
import { asOf, bookingAt, counter, counterPerHour, leaveRound } from './counter'
import { followBooking, gridStaff } from './grid'
import { change } from './load'
import { withAct } from './place'
import { afterNoShow, pauseOf } from './rules'
import { dayAndTime, eveningAfter, isConfidential } from './slot.rules'
import { tellOf } from './tell'

const { noShows: mostNoShows, noShowDays } = limits.booking

/** Somebody did not come. The third time within a month pauses the service for them, which they are told and why. */
export const noShow = action({
  name: 'booking.noShow',
  policy: counter,
  perHour: counterPerHour,
  async run(context, { bookingId }) {
    const { id, itemId } = await bookingAt(context, { bookingId })
    const { now, caller } = context
    const staff = await gridStaff(context, itemId)
    return context.commit(async (tx) => {
      const booking = await tx.get('bookings', id)
      if (!booking) throw conflict()
      if (booking.state === 'noShow') return { answer: { bookingId, state: booking.state } }
      if (booking.state !== 'booked') throw conflict(`这个预约现在是「${bookingStates[booking.state]}」，不能记为未到`)
      if (now <= booking.startsAt) throw conflict('还没到时间，不能记为未到')
      const { remindAt: _, ...missed } = await leaveRound(tx, booking)
      const as = asOf(booking)
      const hidden = isConfidential(booking.kind)
      const next: BookingDoc = {
        ...withAct(missed, now, 'noShow', { as, personId: caller.person?.id }),
        state: 'noShow',
        // A message of this minute would tie its person to the appointment: they hear in the evening, with all others.
        ...(hidden && { remindAt: eveningAfter(now) }),
      }
      if (!(await tx.replace('bookings', next))) throw conflict()
      const note = await count(tx, next, now)
      const toGrid = await followBooking(tx, context, next, 'miss', { staff })
      return {
        answer: { bookingId, state: next.state },
        notices: hidden ? [] : [...(await tellOf(tx, context, next, 'noShow', { as, note })), ...toGrid],
      }
    })
  },
})

/** Counts it on the holder's record at the service and answers what that leads to, in words. */
async function count(tx: Transaction, { holder, serviceId, id, startsAt }: BookingDoc, now: string): Promise<string> {
  let note = ''
  await change(tx, 'holderServices', `${holder}:${serviceId}`, (stored) => {
    const { pausedUntil: _u, pausedService: _s, ...record } = stored ?? { ahead: [], noShows: [] }
    const after = afterNoShow(
      { noShows: stored?.noShows ?? [], pausedUntil: stored?.pausedUntil },
      { bookingId: id, startsAt },
      now,
    )
    const until = pauseOf(after, now)
    note = until
      ? `${noShowDays} 天内 ${mostNoShows} 次未到，${dayAndTime(until)}前暂停预约这项服务，可请站点工作人员恢复`
      : `${noShowDays} 天内满 ${mostNoShows} 次会暂停预约，去不了请提前取消`
    return {
      ...record,
      ahead: record.ahead.filter(({ bookingId }) => bookingId !== id),
      ...after,
      ...(until && { pausedService: serviceId }),
    }
  })
  return note
}
