import { limits } from '../contract/limits'
import { action } from '../kernel/action'
import { signedIn } from '../kernel/people'
import type { Store } from '../kernel/ports'

/** Unread messages counted at most; beyond it the page says «99+». */
const mostUnread = 100

export const unreadOf = async (store: Store, personId: string) =>
  (await store.range('messages', 'byUnread', { eq: [personId], limit: mostUnread })).rows.length

/** What changed in what concerns the person, newest first. */
export const inbox = action({
  name: 'account.inbox',
  policy: signedIn,
  async run({ caller, ports }, { cursor }) {
    const personId = caller.person?.id ?? ''
    const [page, unread] = await Promise.all([
      ports.store.range('messages', 'byPerson', {
        eq: [personId],
        direction: 'desc',
        limit: limits.page,
        after: cursor,
      }),
      unreadOf(ports.store, personId),
    ])
    return {
      messages: page.rows.map((message) => ({
        ...message,
        messageId: message.id,
        read: message.unreadBy === undefined,
      })),
      cursor: page.next,
      unread,
    }
  },
})

/** Marks the person's own messages as read; others' ids are passed over in silence. */
export const markRead = action({
  name: 'account.markRead',
  policy: signedIn,
  async run(context, { messageIds }) {
    const personId = context.caller.person?.id ?? ''
    const before = await unreadOf(context.ports.store, personId)
    return context.commit(async (tx) => {
      let marked = 0
      for (const id of messageIds) {
        const message = await tx.get('messages', id)
        if (message?.unreadBy !== personId) continue
        const { unreadBy: _, ...read } = message
        if (await tx.replace('messages', read)) marked += 1
      }
      return { answer: { unread: Math.max(0, before - marked) } }
    })
  },
})
