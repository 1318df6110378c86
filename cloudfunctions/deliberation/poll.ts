import { type PollAnswer, pollStates } from '../contract/deliberation'
import { ActionError, conflict, forbidden, notFound } from '../contract/errors'
import type { Context } from '../kernel/action'
import type { PaperEntryDoc, PollDoc, RollEntry, VoteProxyDoc } from '../kernel/collections.deliberation'
import type { Ports, Reader } from '../kernel/ports'
import { entryLabel, entryOf, ownKeys } from './electorate'
import type { Within } from './group'
import { allowedPollActions, type PollPart, pollAllows, pollEverAllows } from './poll.rules'
import type { TopicPart } from './rules'
import { findTopic } from './topic'

/** Proxies that one person holds at most, in all polls. */
const mostHeld = 1000

/** One of the caller's votes. Before the roll is frozen there is no entry. */
export interface OwnVote {
  key: string
  label: string
  units: string[]
  entry?: RollEntry
  state: PollAnswer['mine']['votes'][number]['state']
  byProxy: boolean
}

/** A poll the caller may see, what they are to it, and their votes in it. */
export interface SeenPoll {
  poll: PollDoc
  /** Whether its topic is in sight too. */
  topic: boolean
  held: PollPart[]
  votes: OwnVote[]
}

/** Sight of a poll goes with that of its topic; who is on the roll, or counts, sees it without. @throws NOT_FOUND */
export async function findPoll(context: Context, pollId: string): Promise<SeenPoll> {
  const poll = await context.ports.store.get('polls', pollId)
  if (!poll) throw notFound('投票')
  const topic = await findTopic(context, poll.topicId).catch(unseen)
  const seen = await seenAs(context, poll, topic?.held ?? [])
  if (!topic && !seen.held.includes('seer')) throw notFound('投票')
  return seen
}

/** A poll and the caller's votes in it. Who is on the roll sees it: of its topic only the others need sight. @throws NOT_FOUND */
export async function findVotes(context: Context, pollId: string): Promise<Pick<SeenPoll, 'poll' | 'votes'>> {
  const poll = await context.ports.store.get('polls', pollId)
  const votes = poll ? await votesOf(context, poll) : []
  return poll && votes.some(isOnRoll) ? { poll, votes } : findPoll(context, pollId)
}

const isOnRoll = ({ entry, byProxy }: OwnVote) => entry !== undefined || byProxy

function unseen(error: unknown) {
  if (error instanceof ActionError && error.code === 'NOT_FOUND') return undefined
  throw error
}

/** What the caller is to a poll, given what they are to its topic. */
export async function seenAs(context: Context, poll: PollDoc, topic: readonly TopicPart[]): Promise<SeenPoll> {
  const votes = await votesOf(context, poll)
  const held: PollPart[] = []
  // Who has left the post counts no more
  const counter = poll.counters.some(({ memberId }) => context.caller.roles.some(({ id }) => id === memberId))
  // The notice is for everybody who will vote; who is a member sees the topic
  const noticed = poll.state === 'announced' && poll.electorate !== 'members' && votes.length > 0
  if (topic.length > 0 || counter || noticed || votes.some(isOnRoll)) held.push('seer')
  if (votes.some(({ state }) => state === 'open')) held.push('voter')
  if (votes.some(({ state, byProxy }) => state === 'open' && !byProxy)) held.push('giver')
  if (votes.some(({ state }) => state === 'proxied')) held.push('taker')
  if (counter) held.push('counter')
  if (topic.includes('moderator')) held.push('moderator')
  return { poll, topic: topic.length > 0, held, votes }
}

/** As `findPoll`, for one who may do `act` now. @throws ActionError NOT_FOUND, FORBIDDEN, CONFLICT */
export async function findPollFor(context: Context, pollId: string, act: string): Promise<SeenPoll> {
  const seen = await findPoll(context, pollId)
  if (!pollEverAllows(act, seen.poll, seen.held)) throw forbidden()
  if (!pollAllows(act, seen.poll, seen.held)) throw wrongState(seen.poll)
  return seen
}

export const wrongState = ({ state }: PollDoc) => conflict(`这次投票现在是「${pollStates[state]}」，不能再做这一步`)

/** Whether the ballot may still be cast: the clock may be late in closing it. */
export const isOpen = ({ state, closesAt }: PollDoc, now: string) => state === 'open' && now < closesAt

/** The caller's own votes, and those that others passed on to them. */
export async function votesOf(context: Context, poll: PollDoc): Promise<OwnVote[]> {
  const { store } = context.ports
  const me = context.caller.person?.id
  const own = await Promise.all(
    (await ownKeys(context, poll)).map(async ({ key, label, units }) => {
      const entry = await entryOf(store, poll, key)
      if (poll.roll && !entry?.people.includes(me ?? '')) return undefined
      const given = await proxyOf(store, poll, key)
      const state = await stateOf(context, poll, key)
      const called = entry && poll.electorate !== 'members' ? entry : { label, units }
      return {
        key,
        label: entryLabel(called),
        units: entry?.units ?? units,
        entry,
        state: state === 'open' && given ? ('proxied' as const) : state,
        byProxy: false,
      }
    }),
  )
  const passedOn = await Promise.all(
    (await proxiesHeld(context, poll)).map(async ({ rollKey }) => {
      const entry = await entryOf(store, poll, rollKey)
      return (
        entry && {
          key: rollKey,
          label: entryLabel(entry),
          units: entry.units,
          entry,
          state: await stateOf(context, poll, rollKey),
          byProxy: true,
        }
      )
    }),
  )
  return [...own, ...passedOn].filter((one): one is NonNullable<typeof one> => one !== undefined)
}

async function proxiesHeld({ caller, ports: { store } }: Context, poll: PollDoc): Promise<VoteProxyDoc[]> {
  if (poll.electorate !== 'owners' || !caller.person) return []
  const { rows } = await store.range('voteProxies', 'byHolder', { eq: [caller.person.id], limit: mostHeld })
  return rows.filter((proxy) => proxy.pollId === poll.id && proxy.revokedAt === undefined)
}

export const proxyId = (pollId: string, key: string) => `${pollId}:${key}`
export const markId = proxyId

/** The authorisation that is in force for a key: owners alone pass votes on. */
export async function proxyOf(reader: Reader, poll: PollDoc, key: string): Promise<VoteProxyDoc | undefined> {
  const proxy = poll.electorate === 'owners' ? await reader.get('voteProxies', proxyId(poll.id, key)) : undefined
  return proxy?.revokedAt === undefined ? proxy : undefined
}

/** What became of a key: cast, held for a vote on paper that waits for its second person, or open. */
async function stateOf({ ports, now }: Within, poll: PollDoc, key: string): Promise<OwnVote['state']> {
  const { mark, held } = await readMark(ports.store, poll, key, now)
  if (held) return 'held'
  return mark && !mark.entryId ? 'voted' : 'open'
}

/** The mark of a key; `held` while a vote on paper waits, `expired` when nobody confirmed it in time. */
export async function readMark(reader: Reader, poll: PollDoc, key: string, now: string) {
  const mark = await reader.get('marks', markId(poll.id, key))
  const entry = mark?.entryId ? await reader.get('paperEntries', mark.entryId) : undefined
  const holds = (one: PaperEntryDoc) => one.heldUntil !== undefined && now < one.heldUntil
  return { mark, held: entry && holds(entry) ? entry : undefined, expired: entry && !holds(entry) ? entry : undefined }
}

/** Votes cast so far, on paper those confirmed. */
export async function turnoutOf({ store }: Pick<Ports, 'store'>, poll: PollDoc): Promise<number> {
  if (poll.result) return poll.result.turnout
  if (!poll.roll) return 0
  const { rows } = await store.range('turnouts', 'byPoll', { eq: [poll.id], limit: 100 })
  return rows.reduce((sum, { votes }) => sum + votes, 0) + poll.paperMarked
}

/** A poll as the caller may see it. */
export async function presentPoll(context: Context, { poll, topic, held, votes }: SeenPoll): Promise<PollAnswer> {
  const { heads, area, hash } = poll.roll ?? {}
  const late = poll.state === 'open' && !isOpen(poll, context.now)
  const state = late ? 'closing' : poll.state
  return {
    pollId: poll.id,
    topicId: poll.topicId,
    question: poll.question,
    options: poll.options,
    method: poll.method,
    basis: poll.basis,
    binding: poll.binding,
    secret: poll.secret,
    state,
    announcedAt: poll.announcedAt,
    opensAt: poll.opensAt,
    closesAt: poll.closesAt,
    roll: heads !== undefined && hash !== undefined ? { heads, area, hash } : undefined,
    turnout: await turnoutOf(context.ports, poll),
    counters: poll.counters.map(({ title }) => title),
    mine: {
      votes: votes.map(({ key, label, state: vote, byProxy }) => ({ rollKey: key, label, state: vote, byProxy })),
      counter: held.includes('counter'),
      topic,
    },
    allowed: allowedPollActions({ ...poll, state }, held),
  }
}
