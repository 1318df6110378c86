import type { Role } from '../contract/account'
import { conflict, forbidden, notFound } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import { peopleAt } from '../kernel/areas'
import type { TopicPostDoc } from '../kernel/collections.deliberation'
import { decodeCursor, encodeCursor } from '../kernel/cursor'
import { signedIn, withRole } from '../kernel/people'
import type { Store } from '../kernel/ports'
import type { Group } from './group'
import { logAct } from './moderation'
import { countPost, findPost } from './posts'
import { presentPost } from './present'

/** Who decides what the moderators of a group have hidden: the community, and for its own forum whoever is above. */
const judges: Role[] = ['communityStaff', 'streetStaff', 'districtStaff']

function judgeOf({ level, area }: Group): { role: Role; areaId?: string } {
  if (level === 'street') return { role: 'districtStaff', areaId: area.path.districtId }
  if (level === 'community') return { role: 'streetStaff', areaId: area.path.streetId }
  return { role: 'communityStaff', areaId: area.path.communityId }
}

/** The author of a hidden post asks the community to look at it, once. */
export const appeal = action({
  name: 'deliberation.appeal',
  policy: signedIn,
  perHour: 20,
  async run(context, { postId, reason }) {
    const { topic, home, mine } = await findPost(context, postId)
    if (!mine) throw forbidden('只有发言的人能申诉')
    const { role, areaId } = judgeOf(home)
    if (!areaId) throw conflict('这里没有可以申诉的上级')
    const staff = await peopleAt(context.ports.store, areaId, role)
    return context.commit(async (tx) => {
      const fresh = await tx.get('topicPosts', postId)
      if (fresh?.state !== 'hidden' || fresh.appeal) throw conflict('这条发言现在不能申诉')
      const next: TopicPostDoc = {
        ...fresh,
        appeal: { text: reason, state: 'open' },
        appealTo: areaId,
        changedAt: context.now,
      }
      if (!(await tx.replace('topicPosts', next))) throw conflict()
      const entry = { groupId: home.id, about: '一条发言', actor: '作者', topicId: topic.id, postId }
      await logAct(tx, context, { ...entry, act: 'appeal' })
      const notices = staff.map(({ personId }) => ({
        personId,
        kind: 'appealWork',
        title: '有居民对隐藏发言提出申诉',
        body: `${topic.groupName}：${topic.title}`,
        template: 'deskWork' as const,
      }))
      return { answer: { postId }, notices }
    })
  },
})

const areasOf = ({ caller }: Context) => caller.roles.filter(({ role }) => judges.includes(role)).map((r) => r.areaId)

/** Appeals that wait for the caller, oldest first. */
export const appeals = action({
  name: 'deliberation.appeals',
  policy: withRole(...judges),
  async run(context, { cursor }) {
    const { rows, next } = await waiting(context.ports.store, areasOf(context), cursor)
    return {
      appeals: await Promise.all(rows.map((doc) => presentAppeal(context, doc))),
      cursor: next,
    }
  },
})

async function waiting(store: Store, areaIds: readonly string[], cursor?: string) {
  if (cursor !== undefined) decodeCursor(cursor)
  const limit = limits.page + 1
  const pages = await Promise.all(
    areaIds.map((id) => store.range('topicPosts', 'byAppeal', { eq: [id], limit, after: cursor })),
  )
  const rows = pages
    .flatMap((page) => page.rows)
    .sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1))
  const last = rows[limits.page - 1]
  return {
    rows: rows.slice(0, limits.page),
    next: rows.length > limits.page ? encodeCursor(last.at, last.id) : undefined,
  }
}

async function presentAppeal(context: Context, doc: TopicPostDoc) {
  const topic = await context.ports.store.get('topics', doc.topicId)
  if (!topic) throw notFound('议题')
  const post = await presentPost(context, doc, topic, ['moderator'])
  return {
    // Whoever decides the appeal has no other part in the talk
    post: { ...post, allowed: ['deliberation.decideAppeal'] },
    groupName: topic.groupName,
    topicTitle: topic.title,
    appeal: doc.appeal?.text ?? '',
  }
}

export const decideAppeal = action({
  name: 'deliberation.decideAppeal',
  policy: withRole(...judges),
  perHour: 300,
  async run(context, { postId, restore, reason }) {
    const doc = await context.ports.store.get('topicPosts', postId)
    const by = context.caller.roles.find(({ role, areaId }) => judges.includes(role) && areaId === doc?.appealTo)
    if (!doc || !by) throw notFound('申诉')
    return context.commit(async (tx) => {
      const fresh = await tx.get('topicPosts', postId)
      const topic = await tx.get('topics', doc.topicId)
      if (!fresh?.appeal || fresh.appealTo !== by.areaId || !topic) throw conflict('这份申诉已经处理过了')
      const { appealTo: _, reason: hidden, ...bare } = fresh
      const appeal = { ...fresh.appeal, state: restore ? ('restored' as const) : ('upheld' as const), reason }
      const next: TopicPostDoc = restore
        ? {
            ...bare,
            appeal,
            state: 'shown',
            shownIn: topic.id,
            support: fresh.agree - fresh.disagree,
            changedAt: context.now,
          }
        : { ...bare, appeal, ...(hidden && { reason: hidden }), changedAt: context.now }
      if (!(await tx.replace('topicPosts', next))) throw conflict()
      if (restore) await countPost(tx, topic, context.now, 1)
      const entry = { groupId: doc.groupId, about: '一条发言', actor: by.title, topicId: topic.id, postId, reason }
      await logAct(tx, context, { ...entry, act: restore ? 'restore' : 'uphold' })
      const title = restore ? '您的申诉通过，发言已恢复' : '您的申诉没有通过，发言维持隐藏'
      const notices = doc.authorId
        ? [{ personId: doc.authorId, kind: 'topicTalk', title, body: reason, topicId: topic.id }]
        : []
      return { answer: { postId, state: next.state }, notices }
    })
  },
})
