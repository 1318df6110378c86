import { conflict } from '../contract/errors'
import type { PollDoc, TopicDoc } from '../kernel/collections.deliberation'
import type { OutgoingNotice } from '../kernel/notices'
import type { Transaction } from '../kernel/ports'
import { topicStory } from './rules'
import { actorText, addTopicEvent, type TopicActor, withTopicIndexes } from './topic'

/** What happened to a poll, as the topic's timeline and the members are told. */
export interface PollWords {
  act: 'announcePoll' | 'openPoll' | 'cancelPoll' | 'closePoll'
  at: string
  actor: TopicActor
  note: string
}

/**
 * Writes the topic with another list of live polls, one step of its timeline, and the message to its members.
 * @throws ActionError CONFLICT
 */
export async function writePollStep(tx: Transaction, topic: TopicDoc, livePolls: readonly string[], words: PollWords) {
  const next = withTopicIndexes({ ...topic, livePolls: [...livePolls], seq: topic.seq + 1 }, words.at)
  if (!(await tx.replace('topics', next))) throw conflict()
  await addTopicEvent(tx, next, words)
  const { act, at, actor, note } = words
  const story = topicStory({ act, actor: actorText(actor.role, actor.name), rung: next.rung })
  await tx.insert('announcements', {
    id: `${next.id}:${next.seq}`,
    groupId: next.groupId,
    topicId: next.id,
    kind: act,
    title: `${next.title}：${story}`,
    body: note,
    told: actor.personId ? [actor.personId] : [],
    dueAt: at,
  })
}

/** Kind of a message that leads to the poll itself: not everybody who votes or counts may see its topic. */
export const pollKind = (pollId: string) => `poll:${pollId}`

/** To the two who count. */
export const counterNotices = (
  { id, topicId, counters }: PollDoc,
  { title, body }: Pick<OutgoingNotice, 'title' | 'body'>,
): OutgoingNotice[] =>
  counters.map(({ personId }) => ({ personId, kind: pollKind(id), title, body, topicId, template: 'deskWork' }))
