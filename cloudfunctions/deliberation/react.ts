import { conflict } from '../contract/errors'
import { limits } from '../contract/limits'
import { action } from '../kernel/action'
import type { TopicPostDoc } from '../kernel/collections.deliberation'
import { signedIn } from '../kernel/people'
import { findPost } from './posts'
import { division, mayBesides, unity } from './rules'

/** Says what one thinks of a statement, otherwise than before, or nothing any more. */
export const react = action({
  name: 'deliberation.react',
  policy: signedIn,
  perHour: 600,
  async run(context, { postId, stance }) {
    const { topic, held } = await findPost(context, postId)
    if (!mayBesides('post', topic, held)) throw conflict('这个议题现在不能表态')
    const personId = context.caller.person?.id ?? ''
    const id = `${postId}:${personId}`
    return context.commit(async (tx) => {
      const [doc, before] = [await tx.get('topicPosts', postId), await tx.get('stances', id)]
      if (doc?.state !== 'shown') throw conflict('这条发言现在不能表态，请刷新查看')
      const counts = { agree: doc.agree, disagree: doc.disagree, unsure: doc.unsure }
      if (before?.stance !== (stance === 'none' ? undefined : stance)) {
        if (before) counts[before.stance] -= 1
        if (stance !== 'none') counts[stance] += 1
        const written =
          stance === 'none'
            ? await tx.remove('stances', id, before?.version ?? 0)
            : before
              ? await tx.replace('stances', { ...before, stance })
              : await tx.insert('stances', { id, postId, personId, stance })
        if (!written || !(await tx.replace('topicPosts', weighed(doc, counts, context.now)))) throw conflict()
      }
      return { answer: { postId, ...counts } }
    })
  },
})

/** The post with what people think of it by now, and how far that unites or divides them, once enough have said so. */
function weighed(doc: TopicPostDoc, counts: Pick<TopicPostDoc, 'agree' | 'disagree' | 'unsure'>, now: string) {
  const { unity: _, division: __, ...bare } = doc
  const isEnough = counts.agree + counts.disagree + counts.unsure >= limits.deliberation.opinionsFrom
  return {
    ...bare,
    ...counts,
    changedAt: now,
    support: counts.agree - counts.disagree,
    ...(isEnough && { unity: unity(counts), division: division(counts) }),
  }
}
