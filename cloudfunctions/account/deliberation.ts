import { conflict } from '../contract/errors'
import type { CarryDoc, TopicDoc, TopicPostDoc } from '../kernel/collections.deliberation'
import { presentPhotos } from '../kernel/files'
import type { Ports, Store, Transaction } from '../kernel/ports'
import { collect, remove, rowsOf } from './rows'

/** What a person proposed, said and thought in their groups. Whether and how they voted in secret nothing tells. */
export async function saidBy({ store, files }: Ports, personId: string) {
  const [topics, posts, stances, verdicts, given, held, delegate] = await Promise.all([
    collect(rowsOf(store, 'topics', 'byAuthor', personId)),
    collect(rowsOf(store, 'topicPosts', 'byAuthor', personId)),
    collect(rowsOf(store, 'stances', 'byPerson', personId)),
    collect(rowsOf(store, 'verdicts', 'byPerson', personId)),
    collect(rowsOf(store, 'voteProxies', 'byGiver', personId)),
    collect(rowsOf(store, 'voteProxies', 'byHolder', personId)),
    collect(rowsOf(store, 'delegates', 'byPerson', personId)),
  ])
  return {
    topics: await Promise.all(
      topics.map(async ({ id, groupName, title, body, state, createdAt, photos }) => ({
        ...{ id, groupName, title, body, state, createdAt },
        photos: await presentPhotos(files, photos),
      })),
    ),
    posts: await Promise.all(
      posts.map(async ({ topicId, text, state, at, photos }) => ({
        ...{ topicId, text, state, at },
        photos: await presentPhotos(files, photos),
      })),
    ),
    stances: stances.map(({ postId, stance }) => ({ postId, stance })),
    verdicts: verdicts.map(({ topicId, good, comment }) => ({ topicId, good, comment })),
    proxies: [...given, ...held].map(({ pollId, units, at, revokedAt }) => ({ pollId, units, at, revokedAt })),
    delegate: delegate.map(({ groupId }) => groupId),
  }
}

/** Stands where a member's id stood. */
const nobody = '-'
const left = '已注销的邻居'

/**
 * Takes the person off what they said in their groups and removes what is theirs alone. Rolls and marks of polls stay:
 * without them nobody could verify the count.
 * @returns how many topics and posts stay, without the name
 */
export async function forgetWords(store: Store, personId: string): Promise<number> {
  let kept = 0
  const topicIds = new Set<string>()
  for await (const { id, topicId } of rowsOf(store, 'topicPosts', 'byAuthor', personId)) {
    topicIds.add(topicId)
    await store.transaction((tx) => forgetPost(tx, id))
    kept += 1
  }
  for await (const { id } of rowsOf(store, 'topics', 'byAuthor', personId)) {
    await store.transaction((tx) => forgetTopic(tx, id))
    kept += 1
  }
  for await (const { id } of rowsOf(store, 'carries', 'byAsker', personId)) await forgetCarry(store, id, personId)
  for (const topicId of topicIds)
    for await (const { id } of rowsOf(store, 'carries', 'byTopic', topicId)) await forgetCarry(store, id, personId)
  for (const collection of ['stances', 'reads', 'verdicts', 'delegates', 'mutes'] as const)
    for await (const { id } of rowsOf(store, collection, 'byPerson', personId)) await remove(store, collection, id)
  for (const index of ['byGiver', 'byHolder'] as const)
    for await (const { id } of rowsOf(store, 'voteProxies', index, personId)) await remove(store, 'voteProxies', id)
  return kept
}

async function forgetPost(tx: Transaction, id: string) {
  const stored = await tx.get('topicPosts', id)
  if (!stored) return
  const { authorId: _, ...nameless } = stored
  const next: TopicPostDoc = { ...nameless, authorName: left, memberId: nobody }
  if (!(await tx.replace('topicPosts', next))) throw conflict()
}

async function forgetTopic(tx: Transaction, id: string) {
  const stored = await tx.get('topics', id)
  if (!stored) return
  const { authorId: _, ...nameless } = stored
  const next: TopicDoc = { ...nameless, authorName: left, memberId: nobody }
  if (!(await tx.replace('topics', next))) throw conflict()
}

/** Words that were asked for do not travel any more; who asked is nobody. */
const forgetCarry = (store: Store, id: string, personId: string) =>
  store.transaction(async (tx) => {
    const stored = await tx.get('carries', id)
    if (!stored) return
    const next: CarryDoc = {
      ...stored,
      askedBy: stored.askedBy === personId ? nobody : stored.askedBy,
      statements: stored.statements.filter(({ authorId }) => authorId !== personId),
    }
    if (!(await tx.replace('carries', next))) throw conflict()
  })
