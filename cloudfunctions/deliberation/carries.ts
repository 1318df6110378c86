import type { Answer } from '../contract'
import { carryTargetLabels } from '../contract/deliberation'
import { conflict, forbidden, invalid, notFound } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import type { CarryDoc } from '../kernel/collections.deliberation'
import { signedIn } from '../kernel/people'
import { mayBesides } from './rules'
import { addTopicEvent, findTalk, findTopic } from './topic'

/**
 * A topic on its way to a hazard report or a mediation request. What was said in the group goes along only where its
 * author agrees; the report itself is made by whoever asked, on the page of its own kind.
 */
type Carry = Answer<'deliberation.carry'>

/** Carries of one topic shown at most. */
const mostCarries = 50

export const askCarry = action({
  name: 'deliberation.askCarry',
  policy: signedIn,
  perHour: 20,
  async run(context, { topicId, to, postIds }) {
    const { topic, held, speaker } = await findTalk(context, topicId)
    if (!held.includes('author') && !held.includes('moderator')) throw forbidden()
    if (!mayBesides('askCarry', topic, held)) throw conflict('这个议题现在不能转办')
    const me = context.caller.person?.id ?? ''
    const posts = await Promise.all(postIds.map((id) => context.ports.store.get('topicPosts', id)))
    const statements = posts.map((post, i): CarryDoc['statements'][number] => {
      if (post?.topicId !== topicId || post.state !== 'shown' || !post.authorId)
        throw invalid(`postIds.${i}`, '这条发言已经不在了，请重新选择')
      return { postId: post.id, authorId: post.authorId, consent: post.authorId === me ? 'given' : 'asked' }
    })
    const doc: CarryDoc = {
      id: context.ports.random.id(),
      version: 1,
      topicId,
      to,
      askedBy: me,
      askedName: speaker.name,
      statements,
    }
    const answer = await present(context, doc)
    return context.commit(async (tx) => {
      const { version: _, ...fresh } = doc
      await tx.insert('carries', fresh)
      const asked = statements.filter(({ consent }) => consent === 'asked').map(({ authorId }) => authorId)
      const notices = [...new Set(asked)].map((personId) => ({
        personId,
        kind: 'carry',
        title: `${topic.title}：想带上您的发言，请您决定`,
        body: `${speaker.name}想把这个议题转为${carryTargetLabels[to]}，您同意的发言才会一起带去`,
        topicId,
      }))
      return { answer, notices }
    })
  },
})

/** A carry that the caller asked for, or whose words it asks for. @throws ActionError NOT_FOUND */
async function findCarry(context: Context, carryId: string): Promise<CarryDoc> {
  const doc = await context.ports.store.get('carries', carryId)
  if (!doc || !isPartOf(doc, context.caller.person?.id)) throw notFound('转办')
  await findTopic(context, doc.topicId)
  return doc
}

/** The carries of a topic that the caller has a part in. */
export async function carriesOf(context: Context, topicId: string): Promise<Carry[]> {
  const { rows } = await context.ports.store.range('carries', 'byTopic', { eq: [topicId], limit: mostCarries })
  const own = rows.filter((doc) => isPartOf(doc, context.caller.person?.id))
  return Promise.all(own.map((doc) => present(context, doc)))
}

const isPartOf = ({ askedBy, statements }: CarryDoc, personId: string | undefined) =>
  personId !== undefined && (askedBy === personId || statements.some(({ authorId }) => authorId === personId))

async function present({ caller, ports }: Context, doc: CarryDoc): Promise<Carry> {
  const me = caller.person?.id
  const asker = doc.askedBy === me
  const statements = await Promise.all(
    doc.statements.map(async ({ postId, authorId, consent }) => {
      const mine = authorId === me
      const post = mine || (asker && consent === 'given') ? await ports.store.get('topicPosts', postId) : undefined
      return { postId, consent, mine, text: post && (mine || post.state === 'shown') ? post.text : undefined }
    }),
  )
  const { id: carryId, topicId, to, askedName: askedBy, itemId } = doc
  return { carryId, topicId, to, askedBy, mine: asker, statements, itemId }
}

export const carry = action({
  name: 'deliberation.carry',
  policy: signedIn,
  run: async (context, { carryId }) => present(context, await findCarry(context, carryId)),
})

/** Whoever said it lets their words go along, or does not. */
export const consentCarry = action({
  name: 'deliberation.consentCarry',
  policy: signedIn,
  perHour: 60,
  async run(context, { carryId, agree }) {
    const seen = await findCarry(context, carryId)
    const me = context.caller.person?.id ?? ''
    if (!seen.statements.some(({ authorId }) => authorId === me)) throw forbidden('没有您的发言')
    if (seen.itemId) throw conflict('这个议题已经转办了')
    const next = { ...seen, statements: decided(seen, me, agree) }
    const answer = await present(context, next)
    return context.commit(async (tx) => {
      const fresh = await tx.get('carries', carryId)
      if (!fresh || fresh.itemId) throw conflict('这个议题已经转办了')
      if (!(await tx.replace('carries', { ...fresh, statements: decided(fresh, me, agree) }))) throw conflict()
      const title = agree ? '有居民同意带上发言' : '有居民不同意带上发言'
      const body = `转为${carryTargetLabels[fresh.to]}`
      const kind = 'carry'
      const notices =
        fresh.askedBy === me ? [] : [{ personId: fresh.askedBy, kind, title, body, topicId: fresh.topicId }]
      return { answer, notices }
    })
  },
})

const decided = ({ statements }: CarryDoc, personId: string, agree: boolean): CarryDoc['statements'] =>
  statements.map((one) => (one.authorId === personId ? { ...one, consent: agree ? 'given' : 'refused' } : one))

/** The asker has reported it: the item's number goes into the topic's timeline. */
export const linkCarry = action({
  name: 'deliberation.linkCarry',
  policy: signedIn,
  perHour: 20,
  async run(context, { carryId, itemId }) {
    const seen = await findCarry(context, carryId)
    const me = context.caller.person?.id ?? ''
    if (seen.askedBy !== me) throw forbidden('由提出转办的人关联')
    const item = await context.ports.store.get('items', itemId)
    if (!item || item.reporterId !== me || item.kind !== seen.to)
      throw invalid('itemId', '没有找到您实名提交的这件事，保密的报告不能关联')
    const answer = await present(context, { ...seen, itemId })
    return context.commit(async (tx) => {
      const [fresh, topic] = [await tx.get('carries', carryId), await tx.get('topics', seen.topicId)]
      if (!fresh || fresh.itemId || !topic) throw conflict('这个议题已经转办了')
      const next = { ...topic, seq: topic.seq + 1 }
      if (!(await tx.replace('carries', { ...fresh, itemId })) || !(await tx.replace('topics', next))) throw conflict()
      // Of what only its parties may see, the group learns that it is on its way and not its number
      const note = item.private ? carryTargetLabels[seen.to] : `${carryTargetLabels[seen.to]} ${itemId}`
      await addTopicEvent(tx, next, {
        act: 'carry',
        at: context.now,
        actor: { role: 'staff', name: seen.askedName },
        note,
      })
      return { answer }
    })
  },
})
