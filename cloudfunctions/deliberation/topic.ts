import { type Rung, topicStates } from '../contract/deliberation'
import { conflict, forbidden, notFound } from '../contract/errors'
import type { Committed, Context } from '../kernel/action'
import type { TopicDoc } from '../kernel/collections.deliberation'
import { attachPhotos } from '../kernel/files'
import type { OutgoingNotice } from '../kernel/notices'
import type { Fresh, Transaction } from '../kernel/ports'
import { plusHours, warningAt } from '../kernel/time'
import {
  type Group,
  getGroup,
  moderatorsOf,
  needGroup,
  type Seat,
  type Speaker,
  type Standing,
  seatOf,
  standingIn,
  type Within,
} from './group'
import {
  owedStates,
  redoHours,
  rungAbove,
  rungBelow,
  rungHours,
  seesTopic,
  type TopicPart,
  type TopicStep,
  topicEverAllows,
  topicStepFor,
  topicStory,
  verdictHours,
} from './rules'

/** A topic the caller may see, what they are to it, and as what they speak in its own group and before the present one. */
export interface Seen {
  topic: TopicDoc
  held: TopicPart[]
  home: Group
  speaker?: Speaker
  officer?: Speaker
}

/** @throws ActionError NOT_FOUND */
export async function findTopic(context: Context, topicId: string): Promise<Seen> {
  const topic = await context.ports.store.get('topics', topicId)
  if (!topic) throw notFound('议题')
  const home = await needGroup(context, topic.groupId)
  const own = await standingIn(context, home)
  const rung = topic.rung.id === home.id ? own : await standingAt(context, topic.rung.id)
  const held: TopicPart[] = []
  if (topic.authorId && topic.authorId === context.caller.person?.id) held.push('author')
  if (own.member) held.push('member')
  if (own.moderator) held.push('moderator')
  if (rung.moderator) held.push('responsible')
  if (rung.member && rung !== own) held.push('seated')
  if (held.length === 0 && (await wasBefore(context, topic))) held.push('past')
  if (!seesTopic({ listed: topic.listedIn !== undefined }, held)) throw notFound('议题')
  return { topic, held, home, speaker: own.speaker, officer: rung.moderator ? rung.speaker : undefined }
}

async function standingAt(context: Context, groupId: string): Promise<Standing> {
  const group = await getGroup(context, groupId)
  return group ? standingIn(context, group) : { member: false, moderator: false }
}

/** Whether the topic was once before a group that the caller moderates. */
async function wasBefore(context: Context, { rungs, rung, groupId }: TopicDoc): Promise<boolean> {
  const earlier = rungs.filter((id) => id !== rung.id && id !== groupId)
  return (await Promise.all(earlier.map((id) => standingAt(context, id)))).some(({ moderator }) => moderator)
}

/** Whether the caller belongs to the talk: what is said there stays in the group, whatever rung the topic is on. */
export const talksAlong = (held: readonly TopicPart[]) => held.includes('member') || held.includes('moderator')

/** As `findTopic`, for those who belong to the talk. @throws ActionError NOT_FOUND, FORBIDDEN */
export async function findTalk(context: Context, topicId: string): Promise<Seen & { speaker: Speaker }> {
  const seen = await findTopic(context, topicId)
  const { speaker } = seen
  if (!talksAlong(seen.held) || !speaker) throw forbidden('讨论的内容只有本群成员能看')
  return { ...seen, speaker }
}

/** What an action adds to its row of the table. */
export interface TopicOptions {
  note?: string
  photos?: readonly string[]
  patch?: Partial<TopicDoc>
  /** Further writes of the same transaction. */
  also?(tx: Transaction, topic: TopicDoc): Promise<void>
}

export interface OnTopic {
  topicId: string
  version: number
}

/**
 * Takes one step of the table of topics for the caller: checks sight, version, right and state in that order, then
 * writes topic, event and notices in one transaction.
 * @throws ActionError NOT_FOUND, FORBIDDEN, CONFLICT
 */
export async function takeTopicStep(
  context: Context,
  act: string,
  input: OnTopic,
  prepare: (seen: Seen) => TopicOptions | Promise<TopicOptions> = () => ({}),
) {
  const seen = await findTopic(context, input.topicId)
  const { topic, held } = seen
  checkVersion(topic, input.version)
  if (!topicEverAllows(act, held)) throw forbidden()
  const step = topicStepFor(act, topic, held)
  if (!step) throw wrongState(topic)
  const options = await prepare(seen)
  const actor = actorOf(context, seen, step)
  const after = { ...moved(step, topic), task: options.patch?.task ?? topic.task }
  const { notices, announcement } = await newsOf(context, step, topic, after, actor, options.note)

  return context.commit(async (tx) => {
    const fresh = await freshTopic(tx, input)
    // A poll may have been announced meanwhile, which is no step
    if (!topicStepFor(act, fresh, held)) throw wrongState(fresh)
    const next = advanceTopic(step, fresh, context.now, options.patch)
    if (options.photos) await attachPhotos(tx, context, topic.id, options.photos)
    await writeTopic(tx, next, { act, at: context.now, actor, ...options })
    await options.also?.(tx, next)
    if (announcement) await tx.insert('announcements', { ...announcement, id: `${next.id}:${next.seq}` })
    return { answer: changeOf(next), notices } satisfies Committed<ReturnType<typeof changeOf>>
  })
}

const wrongState = (topic: TopicDoc) =>
  topic.livePolls.length > 0
    ? conflict('投票还没有结束，请等结果出来再做这一步')
    : conflict(`这个议题现在是「${topicStates[topic.state]}」，不能再做这一步，请刷新查看`)

export function checkVersion(topic: TopicDoc, version: number) {
  if (topic.seq !== version)
    throw conflict(`这个议题刚刚有了新进展，现在是「${topicStates[topic.state]}」，请看过再处理`)
}

/** The topic as it is in the transaction, still in the version the caller saw. @throws ActionError CONFLICT */
export async function freshTopic(tx: Transaction, { topicId, version }: OnTopic): Promise<TopicDoc> {
  const fresh = await tx.get('topics', topicId)
  if (!fresh) throw notFound('议题')
  checkVersion(fresh, version)
  return fresh
}

export interface TopicActor {
  role: 'author' | 'staff' | 'system'
  name?: string
  personId?: string
}
export const clockActor: TopicActor = { role: 'system' }

/** In what capacity the caller takes the step: the first that its row names. */
function actorOf({ caller }: Context, { topic, held, speaker, officer }: Seen, step: TopicStep): TopicActor {
  const personId = caller.person?.id
  const as = step.who.find((who) => held.includes(who))
  if (as === 'author') return { role: 'author', name: topic.authorName, personId }
  return { role: 'staff', name: (as === 'responsible' ? officer : speaker)?.name, personId }
}

export const actorText = (role: string, name = '') => (role === 'system' ? '系统' : name)

/** Where the step leads: state and group. */
function moved(step: TopicStep, topic: TopicDoc): Pick<TopicDoc, 'state' | 'rung'> {
  return { state: step.to === 'same' ? topic.state : step.to, rung: destination(step, topic) }
}

function destination({ move }: TopicStep, topic: TopicDoc): Rung {
  if (move === 'up') return rungAbove(topic) ?? topic.rung
  if (move === 'down') return rungBelow(topic) ?? topic.rung
  return move === 'home' ? topic.ladder[0] : topic.rung
}

/** The topic after a step: state, group, dates and the fields it is found by. Pure. */
export function advanceTopic(step: TopicStep, topic: TopicDoc, now: string, patch: Partial<TopicDoc> = {}): TopicDoc {
  const { state, rung } = moved(step, topic)
  const next: TopicDoc = {
    ...topic,
    ...patch,
    seq: topic.seq + 1,
    state,
    rung,
    rungs: topic.rungs.includes(rung.id) ? topic.rungs : [...topic.rungs, rung.id],
    ...(state === 'closed' && { closedAt: now }),
    ...(step.act === 'finish' && { doneAt: now }),
  }
  if (step.deadline === 'keep') return withTopicIndexes(next, now)
  if (step.deadline === 'over') return withTopicIndexes({ ...next, timerAt: undefined }, now)
  const dueAt = dueAfter(step, next, now)
  // What is to be done anew has its new date in the task itself
  const task = step.deadline === 'redo' && next.task && dueAt ? { task: { ...next.task, dueAt } } : undefined
  const timerAt = dueAt && owedStates.includes(state) ? warningAt(now, dueAt) : dueAt
  return withTopicIndexes({ ...next, ...task, dueAt, timerAt }, now)
}

function dueAfter({ deadline }: TopicStep, { rung, task }: TopicDoc, now: string): string | undefined {
  switch (deadline) {
    case 'accept':
    case 'answer':
      return plusHours(now, rungHours[rung.level][deadline])
    case 'verdict':
      return plusHours(now, verdictHours)
    case 'redo':
      return plusHours(now, redoHours)
    case 'task':
      return task?.dueAt
    default:
      return undefined
  }
}

/** The day of an instant, which is enough to sort a list by. */
export const dayOf = (at: string) => at.slice(0, 10)

/** Sets the fields by which a topic is found, by state. `listedAt` moves with the day of its news. */
export function withTopicIndexes(topic: TopicDoc, now: string): TopicDoc {
  const { queue: _q, heldIn: _h, timerAt, dueAt, pinnedIn, listedIn: listed, listedKind, ...rest } = topic
  const { listedState: _s, ...bare } = rest
  const { groupId, kind, state } = topic
  const isListed = listed !== undefined || state === 'talking'
  return {
    ...bare,
    ...(dueAt && { dueAt }),
    ...(timerAt && { timerAt }),
    ...(isListed && {
      listedIn: groupId,
      listedKind: `${groupId}:${kind}`,
      listedState: `${groupId}:${state}`,
      listedAt: dayOf(now),
    }),
    ...(state === 'held' && { heldIn: groupId }),
    ...(dueAt && owedStates.includes(state) && { queue: topic.rung.id }),
    ...(pinnedIn && state !== 'closed' && { pinnedIn }),
  }
}

interface TopicWords {
  act: string
  at: string
  actor: TopicActor
  note?: string
  photos?: readonly string[]
}

/** Writes the topic over the one it was made from, and its event. @throws ActionError CONFLICT */
export async function writeTopic(tx: Transaction, next: TopicDoc, words: TopicWords) {
  if (!(await tx.replace('topics', next))) throw conflict()
  await addTopicEvent(tx, next, words)
}

/** Adds one step to the topic's timeline. */
export async function addTopicEvent(
  tx: Transaction,
  { id, seq, state, rung }: Fresh<TopicDoc>,
  { act, at, actor, note, photos = [] }: TopicWords,
) {
  const added = await tx.insert('topicEvents', {
    id: `${id}:${seq}`,
    topicId: id,
    seq,
    at,
    act,
    actorRole: actor.role,
    ...(actor.name && { actorUnit: actor.name }),
    state,
    rung,
    ...(note && { note }),
    photos: [...photos],
  })
  if (!added) throw conflict()
}

export const changeOf = ({ id, seq, state, rung, dueAt }: TopicDoc) => ({
  topicId: id,
  version: seq,
  state,
  rung,
  ...(dueAt && { dueAt }),
})

/** Whom a decision names, while they sit in the topic's group or the one it is before. */
export async function doerOf(
  within: Within,
  { groupId, rung, task }: Pick<TopicDoc, 'groupId' | 'rung' | 'task'>,
): Promise<Seat | undefined> {
  if (task?.memberId === undefined) return undefined
  for (const id of new Set([groupId, rung.id])) {
    const group = await getGroup(within, id)
    const seat = group && (await seatOf(within, group, task.memberId))
    if (seat) return seat
  }
  return undefined
}

/** Who is to hear of the step: a few at once, and the members of the group by the clock. */
export async function newsOf(
  within: Within,
  step: TopicStep,
  before: TopicDoc,
  after: Pick<TopicDoc, 'state' | 'rung' | 'task'>,
  actor: TopicActor,
  note?: string,
) {
  const people = new Map<string, 'itemProgress' | 'deskWork'>()
  const moderators = async (groupId: string) => {
    const group = await getGroup(within, groupId)
    for (const { personId } of group ? await moderatorsOf(within, group) : []) people.set(personId, 'deskWork')
  }
  if (step.tell.includes('author') && before.authorId) people.set(before.authorId, 'itemProgress')
  if (step.tell.includes('moderators')) await moderators(before.groupId)
  if (step.tell.includes('responsible')) await moderators(after.rung.id)
  if (step.tell.includes('previous')) await moderators(before.rung.id)
  const doer = step.tell.includes('doer') ? await doerOf(within, { ...before, ...after }) : undefined
  if (doer && !people.has(doer.personId)) people.set(doer.personId, 'itemProgress')
  if (actor.personId) people.delete(actor.personId)
  const sentence = topicStory({ act: step.act, actor: actorText(actor.role, actor.name), rung: after.rung })
  const message = {
    kind: step.act,
    title: `${before.title}：${topicStates[after.state]}`,
    body: [sentence, note].filter(Boolean).join('。'),
    topicId: before.id,
  }
  const notices: OutgoingNotice[] = [...people].map(([personId, template]) => ({ ...message, personId, template }))
  const known = [...people.keys(), ...(actor.personId ? [actor.personId] : [])]
  const announcement = step.tell.includes('members')
    ? { ...message, groupId: before.groupId, told: known, dueAt: within.now }
    : undefined
  return { notices, announcement }
}
