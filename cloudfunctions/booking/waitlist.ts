import { conflict, notFound } from '../contract/errors'
import { limits } from '../contract/limits'
import { action } from '../kernel/action'
import type { WaitDoc } from '../kernel/collections.booking'
import { signedIn } from '../kernel/people'
import type { Fresh, Reader } from '../kernel/ports'
import { withHandover } from './book'
import { tellGrid, wayFor } from './grid'
import { endWait, release } from './line'
import { change, slotAndService, writeSlot } from './load'
import { keepContact, type Party, partyFor, partyOf } from './patron'
import { checkParty, checkWish, occupy } from './place'
import { isConfidential, joinLine, leaveLine, letGo } from './slot.rules'
import { tellOf } from './tell'

/** Takes a place at the end of a full slot's line, with all that is needed to book when one's turn comes. */
export const joinWaitlist = action({
  name: 'booking.joinWaitlist',
  policy: signedIn,
  perHour: 100,
  run: (context, { slotId, forPersonId, answers, meal, chosenName }) =>
    context.commit(async (tx) => {
      const { slot, service } = await slotAndService(tx, slotId)
      const party = await partyFor(tx, context, service, forPersonId)
      checkWish(service, { answers, chosenName })
      await checkParty(tx, context.now, service, slot, party, { from: 'line' })
      if (slot.line.length >= limits.booking.line) throw conflict('排队的人太多了，请选择其他时段')
      const dayId = `${party.holder}:${slot.date}`
      const day = await tx.get('holderDays', dayId)
      if (day?.spans.some((span) => span.slotId === slotId)) throw conflict('已经预约过这个时段，不用再排队')
      if (day?.waits.some((wait) => wait.slotId === slotId)) throw conflict('已经在这个时段排队，不用再排')

      const wait: Fresh<WaitDoc> = {
        id: context.ports.random.id(),
        slotId,
        serviceId: service.id,
        kind: service.kind,
        startsAt: slot.startsAt,
        holder: party.holder,
        ...(isConfidential(service.kind) ? { chosenName } : nameOf(party)),
        answers,
        ...(meal && { meal }),
        state: 'waiting',
        waitingSlot: slotId,
      }
      await tx.insert('waits', wait)
      if (isConfidential(service.kind)) await keepContact(tx, context.ports, wait.id, party.bookerId)
      await change(tx, 'holderDays', dayId, (stored) => ({
        spans: stored?.spans ?? [],
        waits: [...(stored?.waits ?? []), { waitId: wait.id, slotId }],
        expiresAt: stored?.expiresAt ?? slot.endsAt,
      }))
      await writeSlot(tx, joinLine(slot, wait.id))
      return { answer: { waitId: wait.id, position: slot.line.length + 1 } }
    }),
})

const nameOf = ({ patron, bookerId, as }: Party) => ({
  patronName: patron.name || '未留姓名',
  bookerId,
  bookerAs: as,
})

/** A wait with its slot and service, and the caller as they may act on it. @throws ActionError NOT_FOUND */
async function waitFor(tx: Reader, context: Parameters<typeof partyOf>[1], waitId: string) {
  const wait = await tx.get('waits', waitId)
  if (!wait) throw notFound('排队')
  const { slot, service } = await slotAndService(tx, wait.slotId)
  const party = await partyOf(tx, context, wait, service, '排队')
  return { wait, slot, service, party }
}

/** Leaves a line, or declines an offer: the place goes to the next. Left once more nothing happens. */
export const leaveWaitlist = action({
  name: 'booking.leaveWaitlist',
  policy: signedIn,
  perHour: 100,
  run: (context, { waitId }) =>
    context.commit(async (tx) => {
      const { wait, slot } = await waitFor(tx, context, waitId)
      if (wait.state !== 'waiting' && wait.state !== 'offered') return { answer: { waitId } }
      await endWait(tx, wait, 'left')
      const left = wait.state === 'offered' ? letGo(slot) : leaveLine(slot, waitId)
      const released = await release(tx, context, left)
      await writeSlot(tx, released.slot)
      return { answer: { waitId }, notices: released.notices }
    }),
})

/** Books the place that is kept for somebody. All that booking asks is asked again; what stands against it leaves the offer open. */
export const acceptOffer = action({
  name: 'booking.acceptOffer',
  policy: signedIn,
  perHour: 100,
  async run(context, { offerId }) {
    const offered = await context.ports.store.get('waits', offerId)
    const way = await wayFor(context, offered?.serviceId, offered?.holder)
    return context.commit(async (tx) => {
      const { wait, slot, service, party } = await waitFor(tx, context, offerId)
      if (wait.state !== 'offered' || wait.offerUntil === undefined || context.now >= wait.offerUntil)
        throw conflict(wait.state === 'taken' ? '这个名额已经约上了' : '名额已经过了确认时间，或者还没有轮到')
      const { answers, meal, chosenName } = wait
      const wish = { answers, meal, chosenName }
      const { version: _, ...fresh } = await occupy(tx, context, { service, slot, party, wish, from: 'held' })
      const grid = await tellGrid(tx, context, { booking: fresh, service, way })
      await tx.insert('bookings', grid.booking)
      await endWait(tx, wait, 'taken', fresh.id)
      const made = { ...grid.booking, version: 1 }
      const told = await tellOf(tx, context, made, 'book', { but: party.bookerId, as: party.as })
      return { answer: withHandover(made, party.patron.kind), notices: [...told, ...grid.notices] }
    })
  },
})
