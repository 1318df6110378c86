import type { Answer } from '../contract'
import type { Post } from '../contract/deliberation'
import type { Context } from '../kernel/action'
import type { TopicDoc, TopicEventDoc, TopicPostDoc } from '../kernel/collections.deliberation'
import { presentPhotos } from '../kernel/files'
import { justAfter } from '../kernel/time'
import { mayBesides, postActsFor, type TopicPart, topicStory } from './rules'
import { actorText, talksAlong } from './topic'
import { waitsForVote } from './topicPolls'

export type TopicSummary = Answer<'deliberation.topics'>['topics'][number]

/** Unread posts counted at most. */
const mostUnread = 100

const me = ({ caller }: Context) => caller.person?.id ?? ''

/** How far the caller has read a topic. */
export const readingOf = (context: Context, topicId: string) =>
  context.ports.store.get('reads', `${topicId}:${me(context)}`)

/** Posts of others that are new to the caller. */
export async function unreadIn(context: Context, topic: TopicDoc): Promise<number> {
  const { store } = context.ports
  const [reading, talk] = await Promise.all([readingOf(context, topic.id), store.get('talks', topic.id)])
  if (!talk || talk.posts === 0 || (reading && reading.upTo >= talk.lastAt)) return 0
  const from = reading?.upTo ? justAfter(reading.upTo) : undefined
  const { rows } = await store.range('topicPosts', 'byTopic', { eq: [topic.id], from, limit: mostUnread })
  return rows.filter(({ state, authorId }) => state === 'shown' && authorId !== me(context)).length
}

/** A topic as a list shows it. `agenda` names the topics of the group's agenda in their order; `talks`: what is new in its talk counts. */
export async function summarise(
  context: Context,
  topic: TopicDoc,
  { agenda, talks }: { agenda: readonly string[]; talks: boolean },
): Promise<TopicSummary> {
  const { store } = context.ports
  const [talk, unread, toVote] = await Promise.all([
    store.get('talks', topic.id),
    talks ? unreadIn(context, topic) : 0,
    talks ? waitsForVote(context, topic) : false,
  ])
  const place = agenda.indexOf(topic.id)
  return {
    ...topic,
    topicId: topic.id,
    version: topic.seq,
    pinned: topic.pinnedIn !== undefined,
    agenda: place < 0 ? undefined : place + 1,
    posts: talk?.posts ?? 0,
    unread,
    toVote,
    lastAt: talk && talk.lastAt > topic.createdAt ? talk.lastAt : topic.createdAt,
  }
}

export const agendaOf = async ({ ports }: Context, groupId: string): Promise<readonly string[]> =>
  (await ports.store.get('groups', groupId))?.agenda ?? []

export async function presentEvent({ ports }: Context, event: TopicEventDoc) {
  const actor = actorText(event.actorRole, event.actorUnit)
  return {
    seq: event.seq,
    at: event.at,
    act: event.act,
    actor,
    title: topicStory({ act: event.act, actor, rung: event.rung }),
    note: event.note,
    photos: await presentPhotos(ports.files, event.photos),
  }
}

/** A post as the caller may read it: what is held or hidden has no text but for its author and the moderators. */
export async function presentPost(
  context: Context,
  post: TopicPostDoc,
  topic: Pick<TopicDoc, 'state'>,
  held: readonly TopicPart[],
): Promise<Post> {
  const { store, files } = context.ports
  const mine = post.authorId !== undefined && post.authorId === me(context)
  const inside = mine || held.includes('moderator')
  const readable = post.state === 'shown' || inside
  const stance = await store.get('stances', `${post.id}:${me(context)}`)
  const acts = postActsFor(post, { mine, moderator: held.includes('moderator') })
  const reacts = post.state === 'shown' && talksAlong(held) && mayBesides('post', topic, held)
  return {
    postId: post.id,
    replyTo: post.replyTo && { ...post.replyTo, text: readable ? post.replyTo.text : '' },
    author: { memberId: post.memberId, name: post.authorName, moderator: post.moderates === true },
    mine,
    text: readable ? post.text : '',
    photos: readable ? await presentPhotos(files, post.photos) : [],
    mentions: readable ? post.mentions : [],
    state: post.state,
    reason: inside ? post.reason : undefined,
    appeal: inside ? post.appeal?.state : undefined,
    agree: post.agree,
    disagree: post.disagree,
    unsure: post.unsure,
    stance: stance?.stance,
    at: post.at,
    allowed: [...(reacts ? ['deliberation.react', 'deliberation.post'] : []), ...acts],
  }
}
