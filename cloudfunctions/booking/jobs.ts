import { limits } from '../contract/limits'
import type { BookingDoc, SlotDoc, WaitDoc } from '../kernel/collections.booking'
import type { ClockJob } from '../kernel/jobs'
import { type OutgoingNotice, writeNotices } from '../kernel/notices'
import type { Transaction } from '../kernel/ports'
import { justAfter } from '../kernel/time'
import { checkRosters } from './fillRoster'
import { followBooking, gridStaff } from './grid'
import { endWait, release } from './line'
import { type Here, slotAndService, writeSlot } from './load'
import { cancelBooking } from './place'
import { isConfidential, leaveLine, letGo } from './slot.rules'
import { tellOf, tellWaiter } from './tell'

/** What the clock does for the bookings. Each piece is a transaction of its own, so that two clocks do it once. */

/** Rows looked at in one tick; the next takes the rest. */
const mostRows = 200
/** People of a line whom one transaction tells. */
const batch = 8

/** Runs `work` in a transaction with the notices it answers. */
export const within = (
  here: Here,
  work: (tx: Transaction) => Promise<OutgoingNotice[] | undefined>,
): Promise<boolean> =>
  here.ports.store.transaction(async (tx) => {
    const notices = await work(tx)
    if (notices) await writeNotices(tx, here.ports, here.now, notices)
    return notices !== undefined
  })

/** Lets go of the offers that nobody accepted in time; each place goes to the next in line. */
export async function lapseOffers(here: Here): Promise<number> {
  const { rows } = await here.ports.store.range('waits', 'byOffer', {
    eq: [],
    to: justAfter(here.now),
    limit: mostRows,
  })
  let done = 0
  for (const { id } of rows) if (await within(here, (tx) => lapse(tx, here, id))) done += 1
  return done
}

async function lapse(tx: Transaction, here: Here, waitId: string) {
  const wait = await tx.get('waits', waitId)
  if (wait?.state !== 'offered' || wait.offerUntil === undefined || wait.offerUntil > here.now) return undefined
  const { slot } = await slotAndService(tx, wait.slotId)
  await endWait(tx, wait, 'lapsed')
  const released = await release(tx, here, letGo(slot))
  await writeSlot(tx, released.slot)
  return [...released.notices, ...(await tellWaiter(tx, here, wait, 'lapsed'))]
}

/** Ends the lines of slots that nobody can book any more, and empties those that were closed. */
export async function endLines(here: Here): Promise<number> {
  const { rows } = await here.ports.store.range('slots', 'byLineEnd', {
    eq: [],
    to: justAfter(here.now),
    limit: mostRows,
  })
  let done = 0
  for (const { id } of rows) if (await endSlot(here, id)) done += 1
  return done
}

/**
 * Tells everybody in the line of a slot that it was in vain, some at a time; of a closed one the offers end and the
 * bookings are cancelled too, each in a transaction of its own. What is left when the process is killed is done by the
 * clock: `lineEndsAt` goes last. False when there was nothing to end.
 */
export async function endSlot(here: Here, slotId: string, reason?: string): Promise<boolean> {
  while (await within(here, (tx) => endSomeWaits(tx, here, slotId)));
  const slot = await here.ports.store.get('slots', slotId)
  if (slot?.closed) await emptySlot(here, slot, reason)
  return within(here, async (tx) => {
    const stored = await tx.get('slots', slotId)
    if (!stored?.lineEndsAt || stored.lineEndsAt > here.now) return undefined
    const { lineEndsAt: _, ...quiet } = stored
    // Opened again meanwhile, it may have a line that has not come to its end
    await writeSlot(tx, stored.line.length > 0 ? { ...quiet, lineEndsAt: stored.closesAt } : quiet)
    return []
  })
}

async function endSomeWaits(tx: Transaction, here: Here, slotId: string) {
  const slot = await tx.get('slots', slotId)
  if (!slot || slot.line.length === 0 || (!slot.closed && here.now < slot.closesAt)) return undefined
  const ids = slot.line.slice(0, batch)
  const notices: OutgoingNotice[] = []
  for (const id of ids) {
    const wait = await tx.get('waits', id)
    if (wait?.state !== 'waiting') continue
    await endWait(tx, wait, 'over')
    notices.push(...(await tellWaiter(tx, here, wait, 'over')))
  }
  // The instant stays until the slot itself is done
  await writeSlot(tx, { ...leaveLine(slot, ...ids), lineEndsAt: slot.lineEndsAt ?? here.now })
  return notices
}

/** Every row of an index of one slot, a page at a time: those handled leave it. */
async function emptySlot(here: Here, slot: SlotDoc, reason: string | undefined) {
  const { store } = here.ports
  const each = async <T extends { id: string }>(
    read: (after?: string) => Promise<{ rows: T[]; next?: string }>,
    work: (row: T) => Promise<unknown>,
  ) => {
    let after: string | undefined
    do {
      const page = await read(after)
      for (const row of page.rows) await work(row)
      after = page.next
    } while (after)
  }
  await each<WaitDoc>(
    (after) => store.range('waits', 'byOfferedSlot', { eq: [slot.id], limit: mostRows, after }),
    ({ id }) => within(here, (tx) => dropOffer(tx, here, id)),
  )
  await each<BookingDoc>(
    (after) => store.range('bookings', 'byPlace', { eq: [slot.id], limit: mostRows, after }),
    async ({ id, itemId }) => {
      const staff = await gridStaff(here, itemId)
      await within(here, (tx) => dropBooking(tx, here, id, { reason, staff }))
    },
  )
}

async function dropOffer(tx: Transaction, here: Here, waitId: string) {
  const wait = await tx.get('waits', waitId)
  if (wait?.state !== 'offered') return undefined
  const { slot } = await slotAndService(tx, wait.slotId)
  await endWait(tx, wait, 'over')
  await writeSlot(tx, letGo(slot))
  return tellWaiter(tx, here, wait, 'over')
}

async function dropBooking(
  tx: Transaction,
  here: Here,
  bookingId: string,
  { reason, staff }: { reason: string | undefined; staff: readonly string[] },
) {
  const booking = await tx.get('bookings', bookingId)
  if (booking?.state !== 'booked') return undefined
  const toLine = await cancelBooking(tx, here, booking, { as: 'staff' }, reason)
  const told = await tellOf(tx, here, booking, 'closed', { note: reason })
  return [...toLine, ...told, ...(await followBooking(tx, here, booking, 'cancel', { staff }))]
}

/** Reminds people of what they have booked, and tells those of a confidential booking that they missed it. */
export async function remind(here: Here): Promise<number> {
  const { rows } = await here.ports.store.range('bookings', 'byReminder', {
    eq: [],
    to: justAfter(here.now),
    limit: mostRows,
  })
  let done = 0
  for (const { id } of rows)
    done += Number(
      await within(here, async (tx) => {
        const booking = await tx.get('bookings', id)
        if (!booking?.remindAt || booking.remindAt > here.now) return undefined
        const { remindAt: _, ...reminded } = booking
        if (!(await tx.replace('bookings', reminded))) return undefined
        if (booking.state === 'noShow') return tellOf(tx, here, booking, 'noShow', { note: missedNote })
        return booking.state === 'booked' ? tellOf(tx, here, booking, 'remind', { note: remindNote(booking) }) : []
      }),
    )
  return done
}

const remindNote = ({ code, kind }: BookingDoc) =>
  isConfidential(kind) ? '去不了请提前取消' : `预约码 ${code}，去不了请提前取消`

const missedNote = `${limits.booking.noShowDays} 天内满 ${limits.booking.noShows} 次会暂停预约，去不了请提前取消`

/** Deletes the guards and codes of days that are over. */
export async function prune({ ports: { store }, now }: Here): Promise<number> {
  const query = { eq: [], to: now, limit: mostRows }
  let pruned = 0
  for (const collection of ['holderDays', 'bookingCodes'] as const)
    for (const row of (await store.range(collection, 'byExpiry', query)).rows)
      if (await store.remove(collection, row.id, row.version)) pruned += 1
  return pruned
}

/** Each in its own order: a place that an offer lets go may still be offered to somebody before the line ends. */
export const clockJobs: readonly ClockJob[] = [lapseOffers, endLines, remind, prune, checkRosters]
