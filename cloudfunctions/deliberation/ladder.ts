import type { Role } from '../contract/account'
import { conflict, forbidden, invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { TopicDoc } from '../kernel/collections.deliberation'
import { decodeCursor, encodeCursor } from '../kernel/cursor'
import { signedIn, withRole } from '../kernel/people'
import { plusHours } from '../kernel/time'
import { buildingsOfGrid } from './group'
import { logAct } from './moderation'
import { agendaOf, summarise } from './present'
import { mayBesides, topicEverAllows } from './rules'
import { doerOf, findTopic, takeTopicStep } from './topic'
import { countVerdicts } from './verdict'

/** Steps of one person in one hour. Who may take one is the table's word: first whether they see the topic at all. */
const perHour = 300
/** A date further away than two years is a slip of the finger. */
const furthestTask = 2 * 366 * 24

const moderatingRoles: Role[] = ['captain', 'gridWorker', 'communityStaff', 'streetStaff']

/** Topics that wait for the groups the caller moderates, by their dates, the earliest first. */
export const queue = action({
  name: 'deliberation.queue',
  policy: withRole(...moderatingRoles),
  async run(context, { cursor }) {
    if (cursor !== undefined) decodeCursor(cursor)
    const { store } = context.ports
    const limit = limits.page + 1
    const groupIds = await moderatedGroups(context)
    const pages = await Promise.all(
      groupIds.map((id) => store.range('topics', 'byQueue', { eq: [id], limit, after: cursor })),
    )
    const rows = pages.flatMap((page) => page.rows).sort(byDate)
    const last = rows[limits.page - 1]
    return {
      topics: await Promise.all(rows.slice(0, limits.page).map((topic) => queued(context, topic))),
      cursor: rows.length > limits.page ? encodeCursor(last.dueAt ?? '', last.id) : undefined,
    }
  },
})

const byDate = (a: TopicDoc, b: TopicDoc) => {
  const [one, other] = [`${a.dueAt} ${a.id}`, `${b.dueAt} ${b.id}`]
  return one < other ? -1 : Number(one > other)
}

/** What the talk brought is the group's own; a queue shows the topic alone. */
const queued = async (context: Context, topic: TopicDoc) =>
  summarise(context, topic, { agenda: await agendaOf(context, topic.groupId), talks: false })

/** Ids of the groups that the caller moderates: a grid worker the buildings of the grid and their courtyards. */
export async function moderatedGroups(context: Context): Promise<string[]> {
  const own = context.caller.roles.map(async ({ role, areaId }) => {
    if (role === 'gridWorker') return groupsOfGrid(context, areaId)
    return moderatingRoles.includes(role) ? [areaId] : []
  })
  return [...new Set((await Promise.all(own)).flat())]
}

async function groupsOfGrid(context: Context, gridId: string): Promise<string[]> {
  const buildings = await buildingsOfGrid(context, gridId)
  return buildings.flatMap(({ id, courtyardId }) => (courtyardId ? [id, courtyardId] : [id]))
}

export const escalate = action({
  name: 'deliberation.escalate',
  policy: signedIn,
  perHour,
  run: (context, { reason, ...input }) => takeTopicStep(context, 'escalate', input, () => ({ note: reason })),
})

export const accept = action({
  name: 'deliberation.accept',
  policy: signedIn,
  perHour,
  run: (context, input) => takeTopicStep(context, 'accept', input),
})

export const answer = action({
  name: 'deliberation.answer',
  policy: signedIn,
  perHour,
  run: (context, { text, photos, ...input }) =>
    takeTopicStep(context, 'answer', input, () => ({ note: text, photos, patch: { answer: text } })),
})

export const handBack = action({
  name: 'deliberation.handBack',
  policy: signedIn,
  perHour,
  run: (context, { reason, ...input }) => takeTopicStep(context, 'handBack', input, () => ({ note: reason })),
})

/** Says what was decided, who sees to it, and by when. */
export const decide = action({
  name: 'deliberation.decide',
  policy: signedIn,
  perHour,
  run: (context, { text, who, memberId, dueAt, ...input }) =>
    takeTopicStep(context, 'decide', input, async ({ topic }) => {
      const by = new Date(dueAt).toISOString()
      if (by <= context.now || by > plusHours(context.now, furthestTask))
        throw invalid('dueAt', '完成日期要在今天以后、两年以内')
      const task = { who, dueAt: by, text, ...(memberId !== undefined && { memberId }) }
      if (memberId !== undefined && !(await doerOf(context, { ...topic, task })))
        throw invalid('memberId', '负责人要是本群或承办方的人')
      return { note: `${text}（负责人：${who}）`, patch: { task } }
    }),
})

export const progress = action({
  name: 'deliberation.progress',
  policy: signedIn,
  perHour,
  run: (context, { text, photos, done, ...input }) =>
    takeTopicStep(context, done ? 'finish' : 'progress', input, () => ({ note: text, photos })),
})

/** A member says whether what was done is good; once more is another word, not a second one. */
export const giveVerdict = action({
  name: 'deliberation.giveVerdict',
  policy: signedIn,
  perHour: 60,
  async run(context, { topicId, good, comment }) {
    const { topic, held } = await findTopic(context, topicId)
    if (!topicEverAllows('giveVerdict', held)) throw forbidden('只有本群成员能评价')
    const personId = context.caller.person?.id ?? ''
    const id = `${topicId}:${personId}`
    const [counts, own] = await Promise.all([
      countVerdicts(context.ports, topic),
      context.ports.store.get('verdicts', id),
    ])
    return context.commit(async (tx) => {
      const fresh = await tx.get('topics', topicId)
      if (!fresh?.doneAt || !mayBesides('giveVerdict', fresh, held)) throw conflict('这个议题现在不能评价，请刷新查看')
      const stored = await tx.get('verdicts', id)
      const doc = { id, topicId, personId, good, about: fresh.doneAt, ...(comment && { comment }) }
      const written = stored
        ? await tx.replace('verdicts', { ...doc, version: stored.version })
        : await tx.insert('verdicts', doc)
      if (!written) throw conflict()
      const before = own?.about === fresh.doneAt ? own.good : undefined
      const plus = (side: boolean) => Number(good === side) - Number(before === side)
      return { answer: { good: counts.good + plus(true), bad: counts.bad + plus(false) } }
    })
  },
})

export const close = action({
  name: 'deliberation.close',
  policy: signedIn,
  perHour,
  run: (context, { reason, ...input }) =>
    takeTopicStep(context, 'close', input, ({ topic, held, speaker }) => ({
      note: reason,
      also: async (tx) => {
        if (!held.includes('moderator')) return
        const entry = { groupId: topic.groupId, about: topic.title, actor: speaker?.name ?? '', topicId: topic.id }
        await logAct(tx, context, { ...entry, act: 'close', reason })
      },
    })),
})
