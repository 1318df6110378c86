import type { PollAnswer } from '../contract/deliberation'
import type { Context } from '../kernel/action'
import type { TopicDoc } from '../kernel/collections.deliberation'

/** The polls of a topic, the latest first, as the caller may see them. */
export async function pollsOf(_context: Context, _topic: TopicDoc): Promise<PollAnswer[]> {
  return []
}

/** Whether a poll of the topic is open that the caller may vote in and has not. */
export async function waitsForVote(_context: Context, _topic: TopicDoc): Promise<boolean> {
  return false
}
