import type { WaitState } from '../contract/booking'
import { conflict } from '../contract/errors'
import type { SlotDoc, WaitDoc } from '../kernel/collections.booking'
import type { OutgoingNotice } from '../kernel/notices'
import type { Transaction } from '../kernel/ports'
import { dateOf } from './days.rules'
import { change, type Here } from './load'
import { isConfidential, leaveLine, nextInLine, offerUntil } from './slot.rules'
import { tellWaiter } from './tell'

/** The line of a full slot. */

/** Offers of one transaction at most; it may do about a hundred operations in all. */
const mostOffers = 10

/**
 * Offers the free places of a slot to those first in its line, at most ten. Answers the slot as it is then, which the
 * caller writes in the same transaction.
 */
export async function release(
  tx: Transaction,
  here: Here,
  slot: SlotDoc,
): Promise<{ slot: SlotDoc; notices: OutgoingNotice[] }> {
  const notices: OutgoingNotice[] = []
  for (let offers = 0; offers < mostOffers; ) {
    const next = nextInLine(slot, here.now)
    if (!next) break
    const wait = await tx.get('waits', next.waitId)
    if (wait?.state !== 'waiting') {
      slot = leaveLine(slot, next.waitId)
      continue
    }
    const { waitingSlot: _, ...rest } = wait
    const offered: WaitDoc = {
      ...rest,
      state: 'offered',
      offerUntil: offerUntil(here.now, slot.closesAt, isConfidential(slot.kind)),
      offeredSlot: slot.id,
    }
    if (!(await tx.replace('waits', offered))) throw conflict()
    notices.push(...(await tellWaiter(tx, here, offered, 'offer')))
    slot = next.slot
    offers += 1
  }
  return { slot, notices }
}

/** Ends somebody's wait; the slot is the caller's to write. */
export async function endWait(
  tx: Transaction,
  wait: WaitDoc,
  state: Extract<WaitState, 'taken' | 'lapsed' | 'left' | 'over'>,
  bookingId?: string,
): Promise<void> {
  const { waitingSlot: _w, offeredSlot: _o, offerUntil: _u, ...rest } = wait
  if (!(await tx.replace('waits', { ...rest, state, ...(bookingId && { bookingId }) }))) throw conflict()
  await change(tx, 'holderDays', `${wait.holder}:${dateOf(wait.startsAt)}`, (stored) => ({
    spans: stored?.spans ?? [],
    waits: (stored?.waits ?? []).filter(({ waitId }) => waitId !== wait.id),
    expiresAt: stored?.expiresAt ?? wait.startsAt,
  }))
}
