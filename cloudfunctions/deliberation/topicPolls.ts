import type { PollAnswer } from '../contract/deliberation'
import type { Context } from '../kernel/action'
import type { PollDoc, TopicDoc } from '../kernel/collections.deliberation'
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

/** Polls of the topic that are open and that the caller may vote in and has not. */
export async function waitingPolls(context: Context, { livePolls }: TopicDoc): Promise<PollDoc[]> {
  const polls = await Promise.all(livePolls.map((id) => context.ports.store.get('polls', id)))
  const open = polls.filter((poll): poll is PollDoc => poll !== undefined && isOpen(poll, context.now))
  const votes = await Promise.all(open.map((poll) => votesOf(context, poll)))
  return open.filter((_, i) => votes[i].some(({ state }) => state === 'open'))
}

export const waitsForVote = async (context: Context, topic: TopicDoc): Promise<boolean> =>
  (await waitingPolls(context, topic)).length > 0
