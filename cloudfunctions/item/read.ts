import { limits } from '../contract/limits'
import { action } from '../kernel/action'
import { signedIn } from '../kernel/people'
import { publicPlace, summarise, viewItem } from '../kernel/present'
import { rulesOf } from '../kinds'

/** The items a person brought or joined, newest first. */
export const mine = action({
  name: 'item.mine',
  policy: signedIn,
  async run({ caller, ports }, { cursor }) {
    const page = await ports.store.range('follows', 'byPerson', {
      eq: [caller.person?.id ?? ''],
      direction: 'desc',
      limit: limits.page,
      after: cursor,
    })
    const items = await Promise.all(
      page.rows.map(async ({ itemId, as }) => {
        const item = await ports.store.get('items', itemId)
        if (!item) return []
        return as === 'joined' ? [{ ...summarise(item), place: publicPlace(item) }] : [summarise(item)]
      }),
    )
    return { items: items.flat(), cursor: page.next }
  },
})

export const get = action({
  name: 'item.get',
  policy: signedIn,
  run: (context, { itemId }) => viewItem(context, rulesOf, itemId),
})
