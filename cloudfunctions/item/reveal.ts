import { notFound } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import { takeStep } from '../kernel/items'
import { signedIn } from '../kernel/people'
import { rulesOf } from '../kinds'

/** Name and phone of the reporter in clear. The look is a step of the timeline, written before it is granted. */
export const reveal = action({
  name: 'item.reveal',
  policy: signedIn,
  perHour: 60,
  async run(context, input) {
    const item = await context.ports.store.get('items', input.itemId)
    if (!item) throw notFound('办件')
    const { version } = await takeStep(context, rulesOf(item.kind), 'reveal', input)
    return { ...(await contactOf(context, item.reporterId)), version }
  },
  // The stored answer to a request is no second place for the contact; a repeated call reads it again.
  forget: ({ version }) => ({ name: '', version }),
  async replay(context, { itemId }, stored) {
    const item = await context.ports.store.get('items', itemId)
    return { ...stored, ...(await contactOf(context, item?.reporterId)) }
  },
})

async function contactOf({ ports }: Context, personId: string | undefined) {
  const person = personId ? await ports.store.get('people', personId) : undefined
  return { name: person?.name ?? '未留姓名', phone: person?.phone }
}
