import { action, type Context } from '../kernel/action'
import type { ReadDoc } from '../kernel/collections.deliberation'
import { signedIn } from '../kernel/people'
import type { Fresh, Transaction } from '../kernel/ports'
import { findTopic } from './topic'

/** Writes what the caller keeps of a topic, making it when this is the first of it. */
async function keep(
  tx: Transaction,
  { caller }: Context,
  topicId: string,
  change: (doc: Fresh<ReadDoc>) => Fresh<ReadDoc>,
) {
  const personId = caller.person?.id ?? ''
  const id = `${topicId}:${personId}`
  const stored = await tx.get('reads', id)
  // Two phones of one person at once: the later look will say so again
  if (stored) await tx.replace('reads', { ...change(stored), version: stored.version })
  else await tx.insert('reads', change({ id, personId, topicId, upTo: '' }))
}

export const markRead = action({
  name: 'deliberation.markRead',
  policy: signedIn,
  async run(context, { topicId, upTo }) {
    await findTopic(context, topicId)
    const until = new Date(Math.min(Date.parse(upTo), Date.parse(context.now))).toISOString()
    return context.commit(async (tx) => {
      await keep(tx, context, topicId, (doc) => (doc.upTo < until ? { ...doc, upTo: until } : doc))
      return { answer: { topicId } }
    })
  },
})

export const setQuiet = action({
  name: 'deliberation.setQuiet',
  policy: signedIn,
  async run(context, { topicId, quiet }) {
    await findTopic(context, topicId)
    return context.commit(async (tx) => {
      await keep(tx, context, topicId, ({ quiet: _, ...doc }) => ({ ...doc, ...(quiet && { quiet: true }) }))
      return { answer: { topicId, quiet } }
    })
  },
})
