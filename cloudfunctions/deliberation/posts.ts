import { conflict, forbidden, invalid, notFound } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { TopicDoc, TopicPostDoc } from '../kernel/collections.deliberation'
import { decodeCursor, encodeCursor } from '../kernel/cursor'
import { attachPhotos } from '../kernel/files'
import type { OutgoingNotice } from '../kernel/notices'
import { signedIn } from '../kernel/people'
import type { Page, Transaction } from '../kernel/ports'
import { plusHours } from '../kernel/time'
import { type Group, getGroup, moderatorsOf, seatOf, type Within } from './group'
import { checkMaySpeak } from './mutes'
import { presentPost } from './present'
import { mayBesides, topicEverAllows } from './rules'
import { dayOf, findTalk, type Seen } from './topic'

/** Characters that show which post a reply answers. */
const quoted = 40
/** News handed out at once. */
const mostNews = 100
/** Hours that a feed reaches back: a post numbered by its clock may be stored after a later one. */
const overlap = 10 / 3600

/**
 * The talk of a topic: pages back from the newest, or by support; with `after` what is new or changed since. The feed
 * hands some out again, which the page knows by their ids.
 */
export const posts = action({
  name: 'deliberation.posts',
  policy: signedIn,
  async run(context, { topicId, order = 'newest', cursor, after }) {
    const seen = await findTalk(context, topicId)
    const { rows, next, news } = after
      ? await newsSince(context, topicId, after)
      : { ...(await pageOf(context, topicId, order, cursor)), news: newsFrom(context.now) }
    const shown = await Promise.all(
      rows
        .filter((post) => post.state !== 'held' || isMine(context, post) || seen.held.includes('moderator'))
        .map((post) => presentPost(context, post, seen.topic, seen.held)),
    )
    return { posts: shown, cursor: next, news }
  },
})

const isMine = ({ caller }: Context, { authorId }: TopicPostDoc) =>
  authorId !== undefined && authorId === caller.person?.id

function pageOf({ ports: { store } }: Context, topicId: string, order: 'newest' | 'supported', cursor?: string) {
  const index = order === 'supported' ? 'bySupport' : 'byTopic'
  return store.range('topicPosts', index, { eq: [topicId], direction: 'desc', limit: limits.page, after: cursor })
}

/** Where a feed begins: an instant, from a little before which on everything is handed out; no row is named. */
const newsFrom = (at: string) => encodeCursor(at, '')

async function newsSince({ ports: { store }, now }: Context, topicId: string, after: string) {
  const [at, row] = decodeCursor(after)
  const isInstant = typeof at === 'string' && !Number.isNaN(Date.parse(at))
  if (!isInstant) throw invalid('after', '翻页位置不正确，请回到第一页')
  const from = row ? { after } : { from: plusHours(at, -overlap) }
  const page: Page<TopicPostDoc> = await store.range('topicPosts', 'byChange', {
    eq: [topicId],
    ...from,
    limit: mostNews,
  })
  // More than fits goes on behind the last row; only an end found goes back a little the next time
  return { rows: page.rows, next: undefined, news: page.next ?? newsFrom(now) }
}

export const post = action({
  name: 'deliberation.post',
  policy: signedIn,
  perHour: 60,
  async run(context, { topicId, text, replyTo, mentions, photos }) {
    const seen = await findTalk(context, topicId)
    const { home, speaker, held } = seen
    checkOpen(seen)
    await checkMaySpeak(context, home.id)
    const [answered, named, verdict] = await Promise.all([
      replyTo ? quoteOf(context, topicId, replyTo) : undefined,
      mentionedBy(context, home, mentions),
      context.checkText(text),
    ])
    if (verdict === 'refuse') throw invalid('text', '这段话里有不能发布的文字，请修改后再发')
    const doc: TopicPostDoc = {
      id: context.ports.random.id(),
      version: 1,
      topicId,
      groupId: home.id,
      authorId: context.caller.person?.id,
      authorName: speaker.name,
      memberId: speaker.memberId,
      ...(speaker.moderator && { moderates: true }),
      text,
      photos,
      mentions: named,
      ...(answered && { replyTo: answered }),
      at: context.now,
      changedAt: context.now,
      agree: 0,
      disagree: 0,
      unsure: 0,
      ...(verdict === 'review' ? { state: 'held', heldIn: home.id } : { state: 'shown', shownIn: topicId, support: 0 }),
    }
    const notices =
      doc.state === 'held' ? await heldNotices(context, seen) : await postNotices(context, seen.topic, doc)
    return context.commit(async (tx) => {
      const topic = await tx.get('topics', topicId)
      if (!topic || !mayBesides('post', topic, held)) throw conflict('这个议题已经不能再发言了，请刷新查看')
      const { version: _, ...fresh } = doc
      await tx.insert('topicPosts', fresh)
      await attachPhotos(tx, context, topicId, photos)
      if (doc.state === 'shown') await countPost(tx, topic, context.now, 1)
      return { answer: { postId: doc.id, state: doc.state }, notices }
    })
  },
})

/** @throws ActionError CONFLICT, FORBIDDEN when the topic takes no words of the caller now */
function checkOpen({ topic, held }: Seen) {
  if (mayBesides('post', topic, held)) return
  throw topicEverAllows('post', held) ? conflict('这个议题现在不能发言') : forbidden()
}

/**
 * What a post answers. Replies are one level deep: who answers a reply answers the statement it belongs to, and quotes
 * the reply.
 */
async function quoteOf(context: Context, topicId: string, postId: string): Promise<TopicPostDoc['replyTo']> {
  const target = await context.ports.store.get('topicPosts', postId)
  if (target?.topicId !== topicId || target.state !== 'shown') throw invalid('replyTo', '您要回复的发言已经不在了')
  return { postId: target.replyTo?.postId ?? target.id, author: target.authorName, text: target.text.slice(0, quoted) }
}

async function mentionedBy(within: Within, home: Group, memberIds: readonly string[]) {
  const seats = await Promise.all(memberIds.map((memberId) => seatOf(within, home, memberId)))
  return seats.map((seat, i) => {
    if (!seat) throw invalid(`mentions.${i}`, '您提醒的人不在本群')
    return { memberId: seat.memberId, name: seat.name }
  })
}

async function heldNotices(context: Context, { home, topic }: Seen): Promise<OutgoingNotice[]> {
  return (await moderatorsOf(context, home)).map(({ personId }) => ({
    personId,
    kind: 'topicWork',
    title: '有发言待审核',
    body: `${topic.groupName}：${topic.title}`,
    topicId: topic.id,
    template: 'deskWork' as const,
  }))
}

/** Whom a post that is shown speaks to: those it mentions, and whose statement it answers, unless they want no news. */
export async function postNotices(context: Context, topic: TopicDoc, doc: TopicPostDoc): Promise<OutgoingNotice[]> {
  const { store } = context.ports
  const [group, answered] = await Promise.all([
    getGroup(context, doc.groupId),
    doc.replyTo && store.get('topicPosts', doc.replyTo.postId),
  ])
  const seats = group ? await Promise.all(doc.mentions.map(({ memberId }) => seatOf(context, group, memberId))) : []
  const people = [...seats.map((seat) => seat?.personId), answered?.authorId].filter(
    (id): id is string => id !== undefined && id !== doc.authorId,
  )
  const loud = await Promise.all(
    [...new Set(people)].map(async (personId) =>
      (await store.get('reads', `${topic.id}:${personId}`))?.quiet ? undefined : personId,
    ),
  )
  return loud
    .filter((personId): personId is string => personId !== undefined)
    .map((personId) => ({
      personId,
      kind: 'topicTalk',
      title: `${topic.title}：有人回复或提到您`,
      body: `${doc.authorName}：${doc.text.slice(0, quoted)}`,
      topicId: topic.id,
    }))
}

/** Counts one shown post more or less, and lists the topic among those of the day. */
export async function countPost(tx: Transaction, topic: TopicDoc, now: string, by: 1 | -1) {
  const talk = await tx.get('talks', topic.id)
  if (talk && !(await tx.replace('talks', { ...talk, posts: talk.posts + by, ...(by === 1 && { lastAt: now }) })))
    throw conflict()
  if (by === 1 && topic.listedIn && topic.listedAt !== dayOf(now)) {
    if (!(await tx.replace('topics', { ...topic, listedAt: dayOf(now) }))) throw conflict()
  }
}

/** A post that the caller may read, and its topic. @throws ActionError NOT_FOUND, FORBIDDEN */
export async function findPost(context: Context, postId: string) {
  const doc = await context.ports.store.get('topicPosts', postId)
  if (!doc) throw notFound('发言')
  const seen = await findTalk(context, doc.topicId)
  if (doc.state === 'held' && !isMine(context, doc) && !seen.held.includes('moderator')) throw notFound('发言')
  return { doc, ...seen, mine: isMine(context, doc) }
}
