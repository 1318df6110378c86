import type { Answer } from '../contract'
import { forbidden } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import type { SlotDoc } from '../kernel/collections.booking'
import { holds } from '../kernel/people'
import type { Page, Store } from '../kernel/ports'
import { instantOf, plusDays } from './days.rules'
import { siteOf } from './load'
import { leftOf } from './slot.rules'
import { managers, manages, ownSites } from './workplace'

type Wrong = Answer<'booking.reconcile'>['wrong'][number]

/** Slots counted in one call. */
const pageOfSlots = 50
const countedAtOnce = 1000

/** Counts the bookings, offers and waits of slots, and names every counter that says otherwise. */
export const reconcile = action({
  name: 'booking.reconcile',
  policy: managers,
  async run(context, { siteId: asked, from, to, cursor }) {
    const { store } = context.ports
    const siteId = asked ?? ownSite(context)
    await checkReach(context, siteId)
    const bounds = {
      ...(from && { from: instantOf(from) }),
      ...(to && { to: instantOf(plusDays(to, 1)) }),
      limit: pageOfSlots,
      after: cursor,
    }
    const page =
      siteId === undefined
        ? await store.range('slots', 'byStart', { eq: [], ...bounds })
        : await store.range('slots', 'bySite', { eq: [siteId], ...bounds })
    const sums = { slots: 0, bookings: 0, offers: 0 }
    const wrong: Wrong[] = []
    for (const slot of page.rows) {
      let count = await countOf(store, slot)
      // Somebody may have booked between the two readings
      if (count.wrong.length > 0) count = await countOf(store, (await store.get('slots', slot.id)) ?? slot)
      sums.slots += 1
      sums.bookings += count.bookings
      sums.offers += count.offers
      wrong.push(...count.wrong.map((one) => ({ slotId: slot.id, ...one })))
    }
    return { ...sums, wrong, cursor: page.next }

    async function countOf(store: Store, slot: SlotDoc) {
      const [bookings, offers, waits] = await Promise.all([
        countRows((after) => store.range('bookings', 'byPlace', { eq: [slot.id], limit: countedAtOnce, after })),
        countRows((after) => store.range('waits', 'byOfferedSlot', { eq: [slot.id], limit: countedAtOnce, after })),
        countRows((after) => store.range('waits', 'byWaitingSlot', { eq: [slot.id], limit: countedAtOnce, after })),
      ])
      return { bookings, offers, wrong: compare(slot, { bookings, offers, waits }, context.now) }
    }
  },
})

/** Staff of one site need not say which; whoever oversees the city means all of it. */
function ownSite({ caller }: Context): string | undefined {
  const own = ownSites(caller, 'siteStaff')
  return own.length === 1 && !holds(caller, 'cityStaff') ? own[0] : undefined
}

/** Staff count their own site; whoever oversees the whole city counts all of it. */
async function checkReach({ caller, ports }: Context, siteId: string | undefined) {
  const may = siteId === undefined ? holds(caller, 'cityStaff') : manages(caller, await siteOf(ports.store, siteId))
  if (!may) throw forbidden('只能核对自己管理的站点')
}

async function countRows(read: (after?: string) => Promise<Page<unknown>>): Promise<number> {
  let count = 0
  let after: string | undefined
  do {
    const page = await read(after)
    count += page.rows.length
    after = page.next
  } while (after)
  return count
}

function compare(slot: SlotDoc, counted: { bookings: number; offers: number; waits: number }, now: string) {
  const { booked, held, line, capacity } = slot
  const wrong: Omit<Wrong, 'slotId'>[] = []
  const expect = (what: Wrong['what'], stored: number, count: number) => {
    if (stored !== count) wrong.push({ what, stored, counted: count })
  }
  expect('booked', booked, counted.bookings)
  expect('held', held, counted.offers)
  expect('line', line.length, counted.waits)
  if (counted.bookings + counted.offers > capacity)
    wrong.push({ what: 'over', stored: capacity, counted: counted.bookings + counted.offers })
  if (!slot.closed && now < slot.closesAt && line.length > 0 && leftOf(slot) > 0)
    wrong.push({ what: 'idle', stored: leftOf(slot), counted: line.length })
  return wrong
}
