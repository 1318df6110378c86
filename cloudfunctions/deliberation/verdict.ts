import type { Context } from '../kernel/action'
import type { TopicDoc } from '../kernel/collections.deliberation'
import type { Ports } from '../kernel/ports'

const most = 1000

/** The members' words on what was last said to be done, at most 1000. */
export async function countVerdicts({ store }: Pick<Ports, 'store'>, { id, doneAt }: TopicDoc) {
  if (!doneAt) return { good: 0, bad: 0 }
  const { rows } = await store.range('verdicts', 'byTopic', { eq: [id], limit: most })
  const now = rows.filter(({ about }) => about === doneAt)
  const good = now.filter((verdict) => verdict.good).length
  return { good, bad: now.length - good }
}

/** The verdict so far, and the caller's own. */
export async function verdictOf({ ports, caller }: Context, topic: TopicDoc) {
  const [counts, own] = await Promise.all([
    countVerdicts(ports, topic),
    ports.store.get('verdicts', `${topic.id}:${caller.person?.id}`),
  ])
  return { ...counts, mine: own && own.about === topic.doneAt ? own.good : undefined }
}
