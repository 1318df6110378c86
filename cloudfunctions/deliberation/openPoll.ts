import type { Input } from '../contract'
import { basisRules } from '../contract/deliberation'
import { conflict, forbidden, invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { RoleDoc } from '../kernel/collections'
import type { PollDoc, TopicDoc } from '../kernel/collections.deliberation'
import { signedIn } from '../kernel/people'
import { plusHours } from '../kernel/time'
import { rollSources } from './electorate'
import { cancel, claimUntil, openClaimed } from './freeze'
import { type Group, ladderFrom, moderatorsOf } from './group'
import { findPollFor, wrongState } from './poll'
import { holdsBasis } from './poll.rules'
import { counterNotices, writePollStep } from './pollStep'
import { doorsWithoutArea, type RollEntry, rollOf } from './roll.rules'
import { mayBesides, topicEverAllows } from './rules'
import { findTopic, type TopicActor } from './topic'

type PollInput = Input<'deliberation.openPoll'>

export const openPoll = action({
  name: 'deliberation.openPoll',
  policy: signedIn,
  perHour: 20,
  async run(context, input) {
    const { topic, held, home, speaker } = await findTopic(context, input.topicId)
    if (!topicEverAllows('openPoll', held)) throw forbidden()
    if (!mayBesides('openPoll', topic, held)) throw conflict('这个议题现在不能发起投票')
    checkBasis(input, home)
    const times = timesOf(input, context.now)
    const verdict = await context.checkText([input.question, ...input.options].join('\n'))
    if (verdict === 'refuse') throw invalid('question', '内容里有不能发布的文字，请修改后再提交')
    const atOnce = times.opensAt === context.now
    const poll: PollDoc = {
      id: context.ports.random.id(),
      version: 1,
      topicId: topic.id,
      groupId: topic.groupId,
      question: input.question,
      options: input.options.map((text, i) => ({ id: optionId(i), text })),
      method: input.method,
      basis: input.basis,
      binding: await binds(context, home, input.basis),
      state: 'announced',
      electorate: basisRules[input.basis].electorate,
      secret: basisRules[input.basis].secret,
      announcedAt: context.now,
      ...times,
      // Who will vote is told of it by the clock: they are more than one transaction tells
      timerAt: atOnce ? claimUntil(context.now) : context.now,
      counters: await countersOf(context, home, input),
      boxes: 0,
      shards: 0,
      paperMarked: 0,
      paperCounted: 0,
      confirmations: [],
    }
    const entries = await readRoll(context, home, poll)
    const actor: TopicActor = { role: 'staff', name: speaker?.name, personId: context.caller.person?.id }
    // Who was not asked to is told by the first paper vote alone
    const told = input.counters !== undefined || !poll.secret ? poll.counters : []
    const announced = await announce(context, topic, poll, { told, actor: atOnce ? undefined : actor })
    if (!atOnce) return announced
    // What a roll of thousands takes is more than one transaction holds; killed here, the clock goes on
    await openClaimed(context, poll, entries, actor)
    return { ...announced, state: 'open' }
  },
  async replay({ ports }, _input, stored) {
    const poll = await ports.store.get('polls', stored.pollId)
    return { ...stored, state: poll?.state ?? stored.state }
  },
})

const optionId = (i: number) => 'abcdefghijklmnopqrstuvwxyz'[i]

function checkBasis({ basis, method }: PollInput, home: Group) {
  const rule = basisRules[basis]
  if (!holdsBasis(basis, home.level)) throw invalid('basis', '街道议事会只能征询意见')
  if (!rule.methods.includes(method)) throw invalid('method', `${rule.label}不能用这种投票方式`)
}

/** @throws ActionError INVALID on `opensAt` or `closesAt` */
function timesOf({ basis, opensAt, closesAt }: PollInput, now: string) {
  const { noticeDays } = basisRules[basis]
  const earliest = plusHours(now, noticeDays * 24)
  const opens = opensAt ?? earliest
  if (opens < earliest) {
    const sentence = noticeDays > 0 ? `要先公示 ${noticeDays} 天才能开始投票` : '开始时间已经过去'
    throw invalid('opensAt', sentence)
  }
  if (closesAt <= opens) throw invalid('closesAt', '截止时间要晚于开始时间')
  if (closesAt > plusHours(opens, limits.deliberation.pollDays * 24))
    throw invalid('closesAt', `投票最长 ${limits.deliberation.pollDays} 天`)
  return { opensAt: opens, closesAt }
}

/** Whether the community, or whoever is above it, has it on record that polls here bind. */
async function binds(context: Context, home: Group, basis: PollInput['basis']): Promise<boolean> {
  if (basis === 'consultative') return false
  const ladder = await ladderFrom(context, home)
  const records = await Promise.all(ladder.map(({ id }) => context.ports.store.get('groups', id)))
  return records.some((record) => record?.authorised)
}

/**
 * The two who were chosen, or else the two nearest to the place. A named poll needs them; a secret one only for paper,
 * which it does without where there are not two.
 */
async function countersOf(context: Context, home: Group, { basis, counters }: PollInput): Promise<PollDoc['counters']> {
  const candidates = await counterCandidates(context, home)
  const enough = candidates.length >= 2
  if (!basisRules[basis].secret && !enough) throw conflict('这里还没有两名可以计票的工作人员')
  const nearest = enough ? candidates.slice(0, 2).map(({ id }) => id) : []
  const wanted = counters ?? nearest
  const chosen = wanted.map((id) => candidates.find((role) => role.id === id))
  if (chosen.some((role) => !role) || new Set(wanted).size < chosen.length)
    throw invalid('counters', '请从名单里选两名不同的计票人')
  return chosen.flatMap((role) => (role ? [{ personId: role.personId, memberId: role.id, title: role.title }] : []))
}

/** Staff of the place, each once; never somebody who speaks for a building. */
async function counterCandidates(context: Context, home: Group): Promise<RoleDoc[]> {
  // Of a courtyard above a building the other grids' workers are no staff of the place
  const groups = (await ladderFrom(context, home)).filter(({ id, level }) => id === home.id || level !== 'courtyard')
  const roles = (await Promise.all(groups.map((group) => moderatorsOf(context, group)))).flat()
  const byPerson = new Map<string, RoleDoc>()
  for (const role of roles) if (!byPerson.has(role.personId)) byPerson.set(role.personId, role)
  const { store } = context.ports
  const candidates = await Promise.all(
    [...byPerson.values()].map(async (role) => {
      const captaincies = { eq: [role.personId], from: 'captain', to: 'captain ', limit: 1 }
      return (await store.range('roles', 'byPerson', captaincies)).rows.length > 0 ? undefined : role
    }),
  )
  return candidates.filter((role): role is RoleDoc => role !== undefined)
}

export const counters = action({
  name: 'deliberation.counters',
  policy: signedIn,
  async run(context, { topicId }) {
    const { held, home } = await findTopic(context, topicId)
    if (!topicEverAllows('openPoll', held)) throw forbidden()
    const roles = await counterCandidates(context, home)
    return { counters: roles.map(({ id, title }) => ({ memberId: id, name: title })) }
  },
})

/** The roll as it is now. @throws ActionError CONFLICT where a vote by area could not weigh each door, or nobody may vote */
async function readRoll(context: Context, home: Group, { electorate }: PollDoc): Promise<RollEntry[]> {
  const sources = await rollSources(context, home, electorate)
  const missing = electorate === 'owners' ? doorsWithoutArea(sources.doors) : 0
  if (missing > 0) throw conflict(`还有 ${missing} 套房子没有登记面积，补齐后才能按面积投票`)
  const entries = rollOf(electorate, sources)
  if (entries.length === 0) throw conflict('名册上还没有人，不能发起投票')
  return entries
}

/** Writes the poll and lets the topic wait for it; `actor` says so in its timeline, unless it opens at once. `told`: counters. */
const announce = (
  context: Context,
  seen: TopicDoc,
  poll: PollDoc,
  { actor, told }: { actor?: TopicActor; told: PollDoc['counters'] },
) =>
  context.commit(async (tx) => {
    const topic = await tx.get('topics', seen.id)
    if (!topic || !mayBesides('openPoll', topic, ['moderator'])) throw conflict('这个议题现在不能发起投票')
    await tx.insert('polls', poll)
    const live = [...topic.livePolls, poll.id]
    if (actor)
      await writePollStep(tx, topic, live, { act: 'announcePoll', at: context.now, actor, note: poll.question })
    else if (!(await tx.replace('topics', { ...topic, livePolls: live }))) throw conflict()
    const notices = counterNotices(
      { ...poll, counters: told },
      { title: `${topic.title}：请您担任计票人`, body: poll.question },
    )
    return {
      answer: { pollId: poll.id, state: poll.state, opensAt: poll.opensAt },
      notices: notices.filter(({ personId }) => personId !== context.caller.person?.id),
    }
  })

export const cancelPoll = action({
  name: 'deliberation.cancelPoll',
  policy: signedIn,
  async run(context, { pollId, reason }) {
    const { poll } = await findPollFor(context, pollId, 'cancelPoll')
    const { speaker } = await findTopic(context, poll.topicId)
    const actor: TopicActor = { role: 'staff', name: speaker?.name, personId: context.caller.person?.id }
    return context.commit(async (tx) => {
      const fresh = await tx.get('polls', pollId)
      if (fresh?.state !== 'announced') throw wrongState(fresh ?? poll)
      await cancel(tx, fresh, { act: 'cancelPoll', at: context.now, actor, note: reason })
      return { answer: { pollId, state: 'cancelled' as const } }
    })
  },
})
