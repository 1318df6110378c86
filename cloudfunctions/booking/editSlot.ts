import { conflict, invalid } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import type { Transaction } from '../kernel/ports'
import { endSlot, within } from './jobs'
import { release } from './line'
import { slotAndService, writeSlot } from './load'
import { presentSlot } from './present'
import { slotStateOf } from './slot.rules'
import { managers, manages, notManager } from './workplace'

/** Places added by one transaction, each of which may be an offer to somebody in line. */
const mostAdded = 10

/**
 * Changes one slot: its places, never below those taken; or closes it, which cancels its bookings one by one. Each part
 * is a transaction of its own and says where to arrive, not how far to go: asked again after a fault it goes on.
 */
export const editSlot = action({
  name: 'booking.editSlot',
  policy: managers,
  perHour: 300,
  async run(context, input) {
    const { slotId, places, closed, reason } = input
    const { slot, service } = await slotAndService(context.ports.store, slotId)
    if (!manages(context.caller, { id: service.siteId, area: service.area })) throw notManager()
    if (slot.endsAt <= context.now) throw conflict('这个时段已经过去了')
    if (closed && !reason) throw invalid('reason', '请填写停开的原因，会告诉已预约的人')
    if (places !== undefined) await resize(context, slotId, places)
    if (closed !== undefined) await within(context, (tx) => setClosed(tx, context, slotId, closed))
    if (closed) await endSlot(context, slotId, reason)
    return context.commit(async (tx) => {
      const after = await slotAndService(tx, slotId)
      return { answer: presentSlot(after.slot, slotStateOf(after.service, after.slot, context.now)) }
    })
  },
})

/** Brings the slot to so many places, some at a time: each place more goes to whoever waits. */
export async function resize(here: Context, slotId: string, places: number) {
  let there = false
  while (!there) {
    await within(here, async (tx) => {
      const { slot } = await slotAndService(tx, slotId)
      const taken = slot.booked + slot.held
      if (places < taken) throw conflict(`已有 ${taken} 个名额约出或留着等人确认，不能比这更少`)
      const capacity = Math.min(places, slot.capacity + mostAdded)
      there = capacity === places
      if (capacity === slot.capacity) return undefined
      const released = await release(tx, here, { ...slot, capacity })
      await writeSlot(tx, released.slot)
      return released.notices
    })
  }
}

/** Closes a slot, or opens it again; undefined when it is so already. */
export async function setClosed(tx: Transaction, { now }: Context, slotId: string, closed: boolean) {
  const { slot } = await slotAndService(tx, slotId)
  const { closed: was = false, ...rest } = slot
  if (was === closed) return undefined
  // The clock empties what was closed, should this process end before it has.
  await writeSlot(tx, closed ? { ...rest, closed, lineEndsAt: now } : rest)
  return []
}
