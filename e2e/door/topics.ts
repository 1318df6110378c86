import type { GroupLevel, TopicState } from '../../cloudfunctions/contract/deliberation'
import { besides, topicSteps } from '../../cloudfunctions/deliberation/rules'
import type { Somebody } from './reading'

/**
 * A second reading of the table of topics, for the matrix: what every person may do with a topic of a building, reckoned
 * from who they are and how it came about, without the functions by which the server decides.
 */

/** What the tests know of a topic without asking the host. */
export interface TopicFacts {
  state: TopicState
  rung: GroupLevel
  /** Groups it was before, besides its own and the present one. */
  been?: readonly GroupLevel[]
  /** Never let into the group. */
  unlisted?: true
}
export interface TopicSubject {
  name: string
  plays: readonly TopicPlay[]
  facts: TopicFacts
}
export type TopicPlay = readonly [by: 'author' | GroupLevel, act: string]

const up: TopicPlay[] = [['building', 'escalate']]
const atCommunity: TopicPlay[] = [...up, ['courtyard', 'escalate']]
const atStreet: TopicPlay[] = [...atCommunity, ['community', 'escalate']]

export const topicSubjects: readonly TopicSubject[] = [
  { name: 'held', plays: [], facts: { state: 'held', rung: 'building', unlisted: true } },
  {
    name: 'declined',
    plays: [['building', 'decline']],
    facts: { state: 'closed', rung: 'building', unlisted: true },
  },
  { name: 'talked about', plays: [], facts: { state: 'talking', rung: 'building' } },
  { name: 'before the courtyard', plays: up, facts: { state: 'escalated', rung: 'courtyard' } },
  {
    name: 'accepted by the courtyard',
    plays: [...up, ['courtyard', 'accept']],
    facts: { state: 'accepted', rung: 'courtyard' },
  },
  {
    name: 'before the community',
    plays: atCommunity,
    facts: { state: 'escalated', rung: 'community', been: ['courtyard'] },
  },
  {
    name: 'accepted by the street',
    plays: [...atStreet, ['street', 'accept']],
    facts: { state: 'accepted', rung: 'street', been: ['courtyard', 'community'] },
  },
  {
    name: 'handed back by the community',
    plays: [...atCommunity, ['community', 'handBack']],
    facts: { state: 'escalated', rung: 'courtyard', been: ['community'] },
  },
  {
    name: 'answered by the community',
    plays: [...atCommunity, ['community', 'answer']],
    facts: { state: 'answered', rung: 'building', been: ['courtyard', 'community'] },
  },
  { name: 'decided', plays: [['building', 'decide']], facts: { state: 'decided', rung: 'building' } },
  {
    name: 'being done by the community',
    plays: [...atCommunity, ['community', 'decide'], ['community', 'progress']],
    facts: { state: 'underway', rung: 'community', been: ['courtyard'] },
  },
  {
    name: 'done',
    plays: [
      ['building', 'decide'],
      ['building', 'finish'],
    ],
    facts: { state: 'done', rung: 'building' },
  },
  { name: 'over', plays: [['author', 'close']], facts: { state: 'closed', rung: 'building' } },
]

const sentence = '这是演示用的说明'

/** The action of each act of the table and besides it, and what it needs besides the topic. */
export const topicActs: Record<string, { action: string; input: object; versioned: boolean }> = {
  admit: { action: 'admit', input: { admit: true }, versioned: true },
  decline: { action: 'admit', input: { admit: false, reason: sentence }, versioned: true },
  escalate: { action: 'escalate', input: { reason: sentence }, versioned: true },
  accept: { action: 'accept', input: {}, versioned: true },
  answer: { action: 'answer', input: { text: sentence }, versioned: true },
  handBack: { action: 'handBack', input: { reason: sentence }, versioned: true },
  decide: {
    action: 'decide',
    input: { text: sentence, who: '楼长', dueAt: new Date(Date.now() + 30 * 86_400_000).toISOString() },
    versioned: true,
  },
  progress: { action: 'progress', input: { text: sentence }, versioned: true },
  finish: { action: 'progress', input: { text: sentence, done: true }, versioned: true },
  summarise: { action: 'summarise', input: { text: sentence }, versioned: true },
  close: { action: 'close', input: { reason: sentence }, versioned: true },
  pin: { action: 'pin', input: { pinned: true }, versioned: true },
  post: { action: 'post', input: { text: sentence }, versioned: false },
  giveVerdict: { action: 'giveVerdict', input: { good: true }, versioned: false },
  askCarry: { action: 'askCarry', input: { to: 'hazard' }, versioned: false },
}

/** Acts that only those who talk along may know more of. */
const ofTheTalk = new Set(['post', 'askCarry'])

const staffOf = { courtyard: 'gridWorker', community: 'communityStaff', street: 'streetStaff' } as const

/** Everything the person is to the topic. `author` proposed it; all live and work round one building of 中兴. */
export function partsOf(who: Somebody, author: string, { rung, been = [] }: TopicFacts): Set<string> {
  const is = new Set<string>()
  const here = who.nearness === 'own'
  if (who.id === author) is.add('author')
  if (here && who.role === 'resident') is.add('member')
  if (here && (who.role === 'captain' || who.role === 'gridWorker')) is.add('moderator')
  if (rung === 'building' ? is.has('moderator') : here && who.role === staffOf[rung]) is.add('responsible')
  // The next grid lies in another courtyard of the same community
  if (rung === 'community' && who.role === 'captain' && who.nearness !== 'far') is.add('seated')
  if (rung === 'courtyard' && who.role === 'captain' && here) is.add('seated')
  const before = been.filter((level) => level !== 'building') as (keyof typeof staffOf)[]
  if (is.size === 0 && here && before.some((level) => who.role === staffOf[level])) is.add('past')
  return is
}

/** Whether the person sees the topic. */
export function seesIt(who: Somebody, author: string, facts: TopicFacts): string {
  if (!who.id) return 'UNAUTHENTICATED'
  const is = partsOf(who, author, facts)
  const sees = facts.unlisted ? is.has('author') || is.has('moderator') : is.size > 0
  return sees ? 'ok' : 'NOT_FOUND'
}

/** Whether the person may read the talk. */
export function hears(who: Somebody, author: string, facts: TopicFacts): string {
  const seen = seesIt(who, author, facts)
  if (seen !== 'ok') return seen
  const is = partsOf(who, author, facts)
  return is.has('member') || is.has('moderator') ? 'ok' : 'FORBIDDEN'
}

/** What happens when the person does it, knowing the topic's version. */
export function mayDo(who: Somebody, act: string, author: string, facts: TopicFacts): { verdict: string; to?: string } {
  const seen = ofTheTalk.has(act) ? hears(who, author, facts) : seesIt(who, author, facts)
  if (seen !== 'ok') return { verdict: seen }
  const is = partsOf(who, author, facts)
  const permits = ({ who: named }: { who: readonly string[] }) => named.some((one) => is.has(one))
  const other = besides.find((row) => row.act === act)
  if (other) {
    if (!permits(other)) return { verdict: 'FORBIDDEN' }
    return { verdict: other.in.includes(facts.state) ? 'ok' : 'CONFLICT' }
  }
  const mine = topicSteps.filter((row) => row.act === act && permits(row))
  if (mine.length === 0) return { verdict: 'FORBIDDEN' }
  const [row] = mine.filter(
    ({ from, levels, homeBelow }) =>
      from.includes(facts.state) &&
      (!levels || levels.includes(facts.rung)) &&
      (homeBelow === undefined || homeBelow === (facts.rung === 'courtyard')),
  )
  if (!row) return { verdict: 'CONFLICT' }
  return { verdict: 'ok', to: row.to === 'same' ? facts.state : row.to }
}
