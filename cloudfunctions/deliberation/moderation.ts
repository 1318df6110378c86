import type { LogAct } from '../contract/deliberation'
import { conflict, forbidden, invalid, notFound } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { TopicDoc } from '../kernel/collections.deliberation'
import { signedIn } from '../kernel/people'
import type { Transaction } from '../kernel/ports'
import { plusHours } from '../kernel/time'
import { findGroup, type Group, type Standing, seatOf } from './group'
import { countPost, findPost, postNotices } from './posts'
import { mayBesides, mayModerate, postSteps, topicEverAllows } from './rules'
import { changeOf, checkVersion, findTopic, freshTopic, takeTopicStep } from './topic'

/** Acts of one moderator in one hour. */
const perHour = 300

interface LogEntry {
  groupId: string
  act: LogAct
  about: string
  actor: string
  topicId?: string
  postId?: string
  reason?: string
}

/** Writes one act of moderation into the log that the group reads. */
export const logAct = (tx: Transaction, { now, ports }: Context, { actor, ...entry }: LogEntry) =>
  tx.insert('moderations', {
    ...entry,
    id: ports.random.id(),
    at: now,
    actorTitle: actor,
  })

/** Holds a post back, lets it into the talk, or hides it with a reason that its author reads. */
export const moderate = action({
  name: 'deliberation.moderate',
  policy: signedIn,
  perHour,
  async run(context, { postId, act, reason }) {
    const { doc, topic, home, held, speaker } = await findPost(context, postId)
    if (!held.includes('moderator')) throw forbidden()
    const news = act === 'release' && doc.state === 'held' ? await postNotices(context, topic, doc) : []
    return context.commit(async (tx) => {
      const [fresh, now] = [await tx.get('topicPosts', postId), context.now]
      if (!fresh) throw notFound('发言')
      if (!mayModerate(act, fresh)) throw conflict('这条发言已经处理过了，请刷新查看')
      const { to } = postSteps[act]
      const { shownIn: _, support: __, heldIn: ___, reason: ____, ...bare } = fresh
      const next = {
        ...bare,
        state: to,
        changedAt: now,
        ...(to === 'shown' && { shownIn: topic.id, support: fresh.agree - fresh.disagree }),
        // It enters the talk only now
        ...(to === 'shown' && fresh.state === 'held' && { at: now }),
        ...(to === 'held' && { heldIn: home.id }),
        ...(to === 'hidden' && reason && { reason }),
      }
      if (!(await tx.replace('topicPosts', next))) throw conflict()
      const latest = await tx.get('topics', topic.id)
      if (latest && to === 'shown') await countPost(tx, latest, now, 1)
      if (latest && fresh.state === 'shown') await countPost(tx, latest, now, -1)
      const about = '一条发言'
      await logAct(tx, context, {
        groupId: home.id,
        act,
        about,
        actor: speaker.name,
        topicId: topic.id,
        postId,
        reason,
      })
      return {
        answer: { postId, state: to },
        notices: [...news, ...toAuthor(context, fresh.authorId, topic, act, reason)],
      }
    })
  },
})

const sentences = {
  hold: '您的发言转为待审核',
  release: '您的发言已发布',
  hide: '您的发言被隐藏，不同意可以向社区申诉',
}

function toAuthor(
  { caller }: Context,
  personId: string | undefined,
  topic: TopicDoc,
  act: keyof typeof sentences,
  reason?: string,
) {
  if (!personId || personId === caller.person?.id) return []
  const body = [topic.title, reason && `原因：${reason}`].filter(Boolean).join('。')
  return [{ personId, kind: 'topicTalk', title: sentences[act], body, topicId: topic.id }]
}

/** Lets a topic that the content check held into the group, or closes it. */
export const admit = action({
  name: 'deliberation.admit',
  policy: signedIn,
  perHour,
  run: (context, { admit: isAdmitted, reason, ...input }) =>
    takeTopicStep(context, isAdmitted ? 'admit' : 'decline', input, ({ topic, speaker }) => {
      if (!isAdmitted && !reason) throw invalid('reason', '请写明不发布的原因')
      return {
        note: reason,
        also: async (tx) => {
          const entry = { groupId: topic.groupId, about: topic.title, actor: speaker?.name ?? '', topicId: topic.id }
          await logAct(tx, context, { ...entry, act: isAdmitted ? 'release' : 'close', reason })
        },
      }
    }),
})

/** Silences somebody in the group for some hours, or lets them speak again. Who moderates it cannot be silenced. */
export const mute = action({
  name: 'deliberation.mute',
  policy: signedIn,
  perHour,
  async run(context, { groupId, memberId, hours, reason }) {
    const { group, speaker } = await moderated(context, groupId)
    const seat = await seatOf(context, group, memberId)
    if (!seat || seat.moderator) throw invalid('memberId', '请选择本群的一名成员')
    const id = `${groupId}:${seat.personId}`
    const until = hours > 0 ? plusHours(context.now, hours) : undefined
    return context.commit(async (tx) => {
      const stored = await tx.get('mutes', id)
      if (stored && !until) await tx.remove('mutes', id, stored.version)
      else if (stored && until) await tx.replace('mutes', { ...stored, until })
      else if (until) await tx.insert('mutes', { id, groupId, personId: seat.personId, until })
      const act = until ? 'mute' : 'unmute'
      await logAct(tx, context, { groupId, act, about: '一名成员', actor: speaker, reason })
      const title = until ? `您在${group.name}暂停发言 ${hours} 小时` : `您在${group.name}可以发言了`
      const notices = [{ personId: seat.personId, kind: 'topicTalk', title, body: reason }]
      return { answer: { memberId, ...(until && { mutedUntil: until }) }, notices }
    })
  },
})

/** A group that the caller moderates. @throws ActionError NOT_FOUND, FORBIDDEN */
export async function moderated(context: Context, groupId: string): Promise<{ group: Group; speaker: string }> {
  const { group, standing } = await findGroup(context, groupId)
  if (!standing.moderator) throw forbidden()
  return { group, speaker: nameOf(standing) }
}
const nameOf = ({ speaker }: Standing) => speaker?.name ?? ''

/** Keeps a topic on top of the list, or not any more. It is no step: the topic's version stays. */
export const pin = action({
  name: 'deliberation.pin',
  policy: signedIn,
  perHour,
  async run(context, { pinned, ...input }) {
    const { topic, held, speaker } = await findTopic(context, input.topicId)
    checkVersion(topic, input.version)
    if (!topicEverAllows('pin', held)) throw forbidden()
    return context.commit(async (tx) => {
      const fresh = await freshTopic(tx, input)
      if (!mayBesides('pin', fresh, held)) throw conflict('这个议题现在不能置顶')
      const { pinnedIn: _, ...bare } = fresh
      const next = { ...bare, ...(pinned && { pinnedIn: fresh.groupId }) }
      if (!(await tx.replace('topics', next))) throw conflict()
      const entry = { groupId: fresh.groupId, about: fresh.title, actor: speaker?.name ?? '', topicId: fresh.id }
      await logAct(tx, context, { ...entry, act: pinned ? 'pin' : 'unpin' })
      return { answer: changeOf(next) }
    })
  },
})

/** What the group is to talk about, in this order. */
export const setAgenda = action({
  name: 'deliberation.setAgenda',
  policy: signedIn,
  perHour,
  async run(context, { groupId, topicIds }) {
    const { speaker } = await moderated(context, groupId)
    const chosen = await Promise.all(topicIds.map((id) => context.ports.store.get('topics', id)))
    for (const [i, topic] of chosen.entries())
      if (topic?.listedIn !== groupId || topic.state === 'closed' || topicIds.indexOf(topicIds[i]) !== i)
        throw invalid(`topicIds.${i}`, '议程里只能放本群正在进行的议题，每个一次')
    return context.commit(async (tx) => {
      const stored = await tx.get('groups', groupId)
      const written = stored
        ? await tx.replace('groups', { ...stored, agenda: topicIds })
        : await tx.insert('groups', { id: groupId, agenda: topicIds })
      if (!written) throw conflict()
      await logAct(tx, context, { groupId, act: 'agenda', about: chosen[0]?.title ?? '议程', actor: speaker })
      return { answer: { groupId, topicIds } }
    })
  },
})

export const summarise = action({
  name: 'deliberation.summarise',
  policy: signedIn,
  perHour,
  run: (context, { text, ...input }) =>
    takeTopicStep(context, 'summarise', input, ({ topic, speaker }) => ({
      note: text,
      patch: { summary: text },
      also: async (tx) => {
        const entry = { groupId: topic.groupId, about: topic.title, actor: speaker?.name ?? '', topicId: topic.id }
        await logAct(tx, context, { ...entry, act: 'summarise' })
      },
    })),
})

/** Every act of moderation in the group, for all of it to read, the latest first. */
export const moderationLog = action({
  name: 'deliberation.moderationLog',
  policy: signedIn,
  async run(context, { groupId, cursor }) {
    await findGroup(context, groupId)
    const { rows, next } = await context.ports.store.range('moderations', 'byGroup', {
      eq: [groupId],
      direction: 'desc',
      limit: limits.page,
      after: cursor,
    })
    return { entries: rows.map((row) => ({ ...row, actor: row.actorTitle })), cursor: next }
  },
})
