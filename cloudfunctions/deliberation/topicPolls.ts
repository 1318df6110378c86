import type { PollAnswer } from '../contract/deliberation'
import type { Context } from '../kernel/action'
import type { TopicDoc } from '../kernel/collections.deliberation'
import { isOpen, presentPoll, seenAs, votesOf } from './poll'
import type { TopicPart } from './rules'

/** Polls of one topic shown at most. */
const mostPolls = 50

/** The polls of a topic, the latest first, as the caller may see them who is `held` to the topic. */
export async function pollsOf(context: Context, topic: TopicDoc, held: readonly TopicPart[]): Promise<PollAnswer[]> {
  const query = { eq: [topic.id], direction: 'desc' as const, limit: mostPolls }
  const { rows } = await context.ports.store.range('polls', 'byTopic', query)
  return Promise.all(rows.map(async (poll) => presentPoll(context, await seenAs(context, poll, held))))
}

/** Whether a poll of the topic is open that the caller may vote in and has not. */
export async function waitsForVote(context: Context, { livePolls }: TopicDoc): Promise<boolean> {
  const polls = await Promise.all(livePolls.map((id) => context.ports.store.get('polls', id)))
  for (const poll of polls)
    if (poll && isOpen(poll, context.now) && (await votesOf(context, poll)).some(({ state }) => state === 'open'))
      return true
  return false
}
