import type { Answer } from '../contract'
import { conflict, invalid, notFound } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import { areaNow, getArea } from '../kernel/areas'
import type { TopicDoc } from '../kernel/collections.deliberation'
import { attachPhotos } from '../kernel/files'
import { holds, signedIn, withRole } from '../kernel/people'
import { readOnce } from '../kernel/readOnce'
import { justAfter } from '../kernel/time'
import { rowsOf } from './electorate'
import {
  findGroup,
  type Group,
  getGroup,
  homeOf,
  moderatorsOf,
  type Seat,
  seatOfModerator,
  seatPage,
  speakerOfHome,
  standingIn,
} from './group'
import { moderatedGroups } from './ladder'
import { mutedUntil } from './mutes'
import { waitingPolls, waitsForVote } from './topicPolls'

/** Topics of a group looked through for news and open polls. */
const mostLooked = 20
/** Groups of one person at most; a grid worker has some dozens. */
const mostGroups = 60
const pageSize = 1000

type GroupAnswer = Answer<'deliberation.groups'>['groups'][number]

/** The groups the caller is in or moderates, from the building up. A few reads for all of them, and a few for each. */
export const groups = action({
  name: 'deliberation.groups',
  policy: signedIn,
  async run(outer) {
    const context: Context = { ...outer, ports: { ...outer.ports, store: readOnce(outer.ports.store) } }
    const ids = (await groupIdsOf(context)).slice(0, mostGroups)
    const [found, own] = await Promise.all([Promise.all(ids.map((id) => getGroup(context, id))), ownOf(context)])
    const answers = await Promise.all(
      found.filter((group): group is Group => group !== undefined).map((group) => present(context, group, own)),
    )
    const mine = answers.filter((group): group is GroupAnswer => group !== undefined)
    return { groups: mine, votes: await votesAbove(context, new Set(mine.map(({ groupId }) => groupId))) }
  },
})

/** Polls of forums above the caller's home that wait for their vote, and that they find in no group of theirs. */
async function votesAbove(context: Context, inGroups: ReadonlySet<string>) {
  const home = await homeOf(context)
  const house = home?.livesIn === undefined ? undefined : await getGroup(context, home.livesIn)
  if (!house) return []
  const above = [house.area.courtyardId, house.area.path.communityId]
  const pages = await Promise.all(
    above
      .filter((id): id is string => id !== undefined && !inGroups.has(id))
      .map((id) => context.ports.store.range('topics', 'byGroup', latestOf(id))),
  )
  const topics = pages.flatMap(({ rows }) => rows)
  const waiting = await Promise.all(topics.map((topic) => waitingPolls(context, topic)))
  return topics.flatMap(({ groupName }, i) =>
    waiting[i].map(({ id, question }) => ({ pollId: id, question, groupName })),
  )
}

/** The first page of a group's topics, those with the latest news first. */
const latestOf = (groupId: string) => ({ eq: [groupId], direction: 'desc' as const, limit: mostLooked })

/** What the caller has of all groups together. */
interface Own {
  /** Until when they may not speak, by group. */
  mutes: Map<string, string>
  /** How far they have read, by topic. */
  reads: Map<string, string>
}

async function ownOf({ caller, ports: { store }, now }: Context): Promise<Own> {
  const personId = caller.person?.id ?? ''
  const mutes = await store.range('mutes', 'byPerson', { eq: [personId], from: justAfter(now), limit: pageSize })
  const reads = new Map<string, string>()
  for await (const { topicId, upTo } of rowsOf(store, 'reads', 'byPerson', [personId])) reads.set(topicId, upTo)
  return { mutes: new Map(mutes.rows.map(({ groupId, until }) => [groupId, until])), reads }
}

/** Ids of the groups that the caller may have to do with. */
async function groupIdsOf(context: Context): Promise<string[]> {
  const { store } = context.ports
  const [home, moderates] = await Promise.all([homeOf(context), moderatedGroups(context)])
  const sits = await Promise.all(
    context.caller.roles.map(async ({ role, areaId }) => {
      const building = role === 'captain' ? await getArea(store, areaId) : undefined
      const now = building && (await areaNow(store, building, context.now))
      return now ? [now.courtyardId, now.path.communityId] : []
    }),
  )
  const named = await store.range('delegates', 'byPerson', { eq: [context.caller.person?.id ?? ''], limit: 100 })
  const ids = [home?.livesIn, ...moderates, ...sits.flat(), ...named.rows.map(({ groupId }) => groupId)]
  return [...new Set(ids.filter((id): id is string => id !== undefined))]
}

async function present(context: Context, group: Group, own: Own): Promise<GroupAnswer | undefined> {
  const { member, moderator, speaker } = await standingIn(context, group)
  if (!member && !moderator) return undefined
  const [moderators, members, news] = await Promise.all([
    // Who moderates it need not be told who does
    moderator ? [speaker?.name ?? ''] : moderatorsOf(context, group).then((roles) => roles.map(({ title }) => title)),
    countMembers(context, group),
    newsOf(context, group.id, own),
  ])
  return {
    groupId: group.id,
    level: group.level,
    name: group.name,
    within: group.area.within,
    abandoned: group.area.abandoned === true,
    members,
    moderators: [...new Set(moderators)],
    moderator,
    member,
    mutedUntil: own.mutes.get(group.id),
    ...news,
  }
}

/** Residents of a building. In a forum sit the captains of many, whom nobody counts for a list. */
async function countMembers({ ports: { store } }: Context, { id, level }: Group): Promise<number | undefined> {
  if (level !== 'building') return undefined
  return (await store.range('memberships', 'byLiving', { eq: [id], limit: pageSize })).rows.length
}

/** Topics of the group's first page with something new to the caller, and those that wait for their vote. */
async function newsOf(context: Context, groupId: string, { reads }: Own) {
  const { store } = context.ports
  const [topics, talks] = await Promise.all([
    store.range('topics', 'byGroup', latestOf(groupId)),
    // Of one day the list of topics tells no order
    store.range('talks', 'byGroup', { ...latestOf(groupId), limit: 2 * mostLooked }),
  ])
  const lastAt = new Map(talks.rows.map((talk) => [talk.id, talk.lastAt]))
  const isNew = ({ id, authorId, state }: TopicDoc) => {
    if (state === 'closed') return false
    const upTo = reads.get(id)
    return upTo === undefined ? authorId !== context.caller.person?.id : (lastAt.get(id) ?? '') > upTo
  }
  const waits = await Promise.all(topics.rows.map((topic) => waitsForVote(context, topic)))
  return { unread: topics.rows.filter(isNew).length, toVote: waits.filter(Boolean).length }
}

export const members = action({
  name: 'deliberation.members',
  policy: signedIn,
  async run(context, { groupId, cursor }) {
    const { group } = await findGroup(context, groupId)
    const [moderators, page] = await Promise.all([
      cursor === undefined ? moderatorsOf(context, group) : [],
      seatPage(context, group, cursor, limits.page),
    ])
    const seats = [...moderators.map(seatOfModerator), ...page.seats]
    return { members: await Promise.all(seats.map((seat) => presentSeat(context, group.id, seat))), cursor: page.next }
  },
})

const presentSeat = async (context: Context, groupId: string, { personId, ...seat }: Seat) => ({
  ...seat,
  mutedUntil: await mutedUntil(context, groupId, personId),
})

/**
 * Names a member of a building to the forum of a courtyard, community or street that it lies in, or takes them off: by
 * whoever moderates the forum or the building.
 */
export const setDelegate = action({
  name: 'deliberation.setDelegate',
  policy: withRole('captain', 'gridWorker', 'communityStaff', 'streetStaff'),
  perHour: 100,
  async run(context, { groupId, memberId, delegate }) {
    const { store } = context.ports
    const [forum, home] = await Promise.all([getGroup(context, groupId), store.get('memberships', memberId)])
    if (!forum || forum.level === 'building') throw notFound('议事会')
    const building = home?.livesIn ? await getGroup(context, home.livesIn) : undefined
    const may = await Promise.all([forum, building].map((group) => group && standingIn(context, group)))
    if (!may.some((standing) => standing?.moderator)) throw notFound('议事会')
    const { courtyardId, path } = building?.area ?? {}
    if (!home || ![courtyardId, path?.communityId, path?.streetId].includes(groupId))
      throw invalid('memberId', '请选择住在这里、住址已确认的居民')
    const id = `${groupId}:${memberId}`
    return context.commit(async (tx) => {
      const stored = await tx.get('delegates', id)
      if (delegate && !stored) {
        const { name } = speakerOfHome(home)
        const doc = { id, groupId, personId: home.personId, membershipId: memberId }
        await tx.insert('delegates', { ...doc, name: `${home.buildingName} ${name}` })
      }
      if (!delegate && stored && !(await tx.remove('delegates', id, stored.version))) throw conflict()
      const title = delegate ? `您成为${forum.name}议事代表` : `您不再是${forum.name}议事代表`
      const notices = [{ personId: home.personId, kind: 'delegate', title, body: home.buildingName }]
      return { answer: { groupId, memberId, delegate }, notices: Boolean(stored) === delegate ? [] : notices }
    })
  },
})

/** The community records that polls of an area of its own may bind. */
export const recordAuthorisation = action({
  name: 'deliberation.recordAuthorisation',
  policy: withRole('communityStaff'),
  perHour: 100,
  async run(context, { areaId, note, photos }) {
    const group = await getGroup(context, areaId)
    const { communityId } = group?.area.path ?? {}
    if (!group || group.level === 'street' || !communityId || !holds(context.caller, 'communityStaff', communityId))
      throw notFound('议事群')
    const authorised = { at: context.now, by: titleAt(context, communityId), note, photos }
    return context.commit(async (tx) => {
      const stored = await tx.get('groups', areaId)
      const written = stored
        ? await tx.replace('groups', { ...stored, authorised })
        : await tx.insert('groups', { id: areaId, agenda: [], authorised })
      if (!written) throw conflict()
      await attachPhotos(tx, context, areaId, photos)
      return { answer: { areaId, at: context.now } }
    })
  },
})

const titleAt = ({ caller }: Context, areaId: string) =>
  caller.roles.find((held) => held.areaId === areaId)?.title ?? ''
