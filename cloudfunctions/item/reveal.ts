import { notFound } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import type { ItemDoc } from '../kernel/collections'
import { takeStep } from '../kernel/items'
import { contactOf, signedIn } from '../kernel/people'
import { rulesOf } from '../kinds'

/**
 * Name and phone of the reporter, and of the other side, in clear. The look is a step of the timeline, written before it
 * is granted.
 */
export const reveal = action({
  name: 'item.reveal',
  policy: signedIn,
  perHour: 60,
  async run(context, input) {
    const item = await context.ports.store.get('items', input.itemId)
    if (!item) throw notFound('办件')
    const { version } = await takeStep(context, rulesOf(item.kind), 'reveal', input)
    return { ...(await contactsOf(context, item)), version }
  },
  // The stored answer to a request is no second place for the contact; a repeated call reads it again.
  forget: ({ version }) => ({ name: '', version }),
  async replay(context, { itemId }, stored) {
    const item = await context.ports.store.get('items', itemId)
    return { ...stored, ...(await contactsOf(context, item)) }
  },
})

async function contactsOf({ ports }: Context, item: ItemDoc | undefined) {
  const { name = '未留姓名', phone } = item ? await contactOf(ports.store, item) : {}
  return { name, phone, otherSide: item?.otherSide }
}
