import { conflict } from '../contract/errors'
import type { CountedDoc, PollDoc, PollResult } from '../kernel/collections.deliberation'
import { sha256 } from '../kernel/node'
import { writeNotices } from '../kernel/notices'
import type { Fresh, Ports, Store } from '../kernel/ports'
import { boxId, type Cast, openBallot, shardId } from './ballots'
import { ballotsHeadOf, commitmentOf, headOf, namedWeight, tagsHeadOf } from './chain.rules'
import { entryLabel, rollEntries } from './electorate'
import { getGroup, moderatorsOf, type Within } from './group'
import { forNumbers, numbers } from './numbers'
import { invalidOutcome, outcomeOf, showsSums } from './outcome.rules'
import { counterNotices, writePollStep } from './pollStep'
import type { RollEntry } from './roll.rules'
import { gathered, tallyOf } from './tally.rules'
import { tellResult } from './tellVoters'
import { clockActor } from './topic'

/** Lines of one page of what was counted, which comes to 300 KB of tags, or 500 KB with what named ballots need. */
const perPage = { secret: 4000, named: 1000 }

/**
 * Takes a poll whose time is over to its result: closes its boxes, opens and counts them, publishes, and clears the boxes
 * away. Killed anywhere, it is taken up again by the next tick and comes to the same: nothing in it is left to chance.
 */
export async function closePoll(within: Within, seen: PollDoc): Promise<void> {
  const { store } = within.ports
  let poll = seen
  if (poll.state === 'open') {
    if (!(await store.replace('polls', { ...poll, state: 'closing' }))) throw conflict()
    poll = { ...poll, state: 'closing', version: poll.version + 1 }
  }
  if (poll.state === 'closing') poll = await publish(within, poll, await count(within.ports, poll))
  await tellResult(within, poll)
  await clear(store, poll)
}

/** Everything a poll comes to. */
interface Count {
  result: PollResult
  pages: Fresh<CountedDoc>[]
}

async function count(ports: Ports, poll: PollDoc): Promise<Count> {
  const sealed = await closeBoxes(ports.store, poll)
  const turnouts = await forNumbers(poll.shards, (n) => ports.store.get('turnouts', shardId(poll, n)))
  const votes = turnouts.reduce((sum, shard) => sum + (shard?.votes ?? 0), 0)
  const cast = sealed.map((text) => openBallot(ports.secrets, poll, text))
  const valid = cast.filter((ballot): ballot is Cast => ballot !== undefined)
  valid.sort((one, other) => (one.tag < other.tag ? -1 : 1))
  const entries = poll.secret ? undefined : await entriesByKey(ports.store, poll)
  const fault = faultOf({
    poll,
    valid,
    broken: cast.length - valid.length,
    expected: votes + poll.paperCounted,
    entries,
  })
  return counted(ports, poll, { valid, entries, fault, turnout: votes + poll.paperMarked })
}

/** Ballots of all boxes, none of which takes another from then on. */
const closeBoxes = async (store: Store, poll: PollDoc): Promise<string[]> =>
  (await forNumbers(poll.boxes, (n) => closeBox(store, boxId(poll, n)))).flat()

async function closeBox(store: Store, id: string): Promise<string[]> {
  for (;;) {
    const box = await store.get('boxes', id)
    if (!box || box.closed) return box?.sealed ?? []
    // A vote that came first changed it: read again
    if (await store.replace('boxes', { ...box, closed: true })) return box.sealed
  }
}

const entriesByKey = async (store: Store, poll: PollDoc): Promise<Map<string, RollEntry>> =>
  new Map((await rollEntries(store, poll)).map((entry) => [entry.key, entry]))

interface Found {
  poll: PollDoc
  /** By tag. */
  valid: readonly Cast[]
  broken: number
  expected: number
  entries?: Map<string, RollEntry>
}

/** Why the box cannot be believed; undefined when it can. */
function faultOf({ poll, valid, broken, expected, entries }: Found): string | undefined {
  if (broken > 0) return `有 ${broken} 张选票被改动过。`
  if (valid.some(({ tag }, i) => i > 0 && valid[i - 1].tag === tag)) return '有一张选票出现了两次。'
  if (valid.length !== expected) return `票箱里有 ${valid.length} 张选票，名册上有 ${expected} 个投票记号。`
  if (poll.secret) return undefined
  const keys = new Set(valid.map(({ key }) => key))
  if (keys.size < valid.length) return '有人的选票出现了两次。'
  return valid.some(({ key = '' }) => !entries?.has(key)) ? '有一张选票不在名册上。' : undefined
}

interface Counting {
  valid: readonly Cast[]
  entries?: Map<string, RollEntry>
  fault?: string
  turnout: number
}

function counted(ports: Ports, poll: PollDoc, { valid, entries, fault, turnout }: Counting): Count {
  const { heads, area, hash } = poll.roll ?? { heads: 0, hash: '' }
  const roll = { heads, area, hash }
  const named = entries && !fault ? valid.map((ballot) => namedOf(ports, poll, ballot, entries)) : undefined
  const lines = gathered(named ? named.map(namedWeight) : valid.map(({ choice }) => ({ choice, heads: 1 })))
  const whole = tallyOf(poll, fault ? [] : lines)
  const outcome = fault ? invalidOutcome(fault) : outcomeOf(poll, roll, whole)
  const shown = !fault && showsSums(whole.heads)
  const tags = valid.map(({ tag }) => tag)
  const commitments = poll.secret ? undefined : (named ?? []).map((ballot) => commitmentOf(sha256, ballot))
  const ballots = poll.secret ? lines.map((line) => ({ choice: line.choice, count: line.heads })) : undefined
  // The same when it is counted again, and nobody's to try out while the choices are withheld
  const salt = ports.secrets.mac('ballot-chain', poll.id)
  const tagsHead = tagsHeadOf(sha256, { pollId: poll.id, tags })
  const ballotsHead = ballotsHeadOf(sha256, { pollId: poll.id, ballots, commitments, salt })
  const tally = shown ? whole : undefined
  const head = headOf(sha256, { ...poll, pollId: poll.id, roll, tagsHead, ballotsHead, tally, outcome })
  const pages = pagesOf(poll, { tags, ballots: shown ? ballots : undefined, commitments, named })
  const published = { outcome, turnout, tagsHead, ballotsHead, head, pages: pages.length }
  return { pages, result: { ...published, ...(tally && { tally }), ...(shown && poll.secret && { salt }) } }
}

/** A named ballot with what opens its commitment. */
function namedOf(
  { secrets }: Ports,
  poll: PollDoc,
  { tag, choice, key = '', way = 'online' }: Cast,
  entries: Map<string, RollEntry>,
) {
  const { label = '', units = [], area = 0 } = entries.get(key) ?? {}
  const salt = secrets.mac('ballot-commitment', `${poll.id}|${tag}`)
  return { key, label: entryLabel({ label, units }), way, units, area, choice, tag, salt }
}

type Lists = { [K in 'tags' | 'ballots' | 'commitments' | 'named']?: CountedDoc[K] }

/** What was counted in pages, there is one at least. */
function pagesOf({ id, secret }: PollDoc, lists: Lists): Fresh<CountedDoc>[] {
  const most = secret ? perPage.secret : perPage.named
  const longest = Math.max(...Object.values(lists).map((list) => list?.length ?? 0))
  return numbers(Math.max(1, Math.ceil(longest / most))).map((page) => {
    const part = <T>(list: T[] | undefined) => list?.slice(page * most, (page + 1) * most)
    const { tags, ballots, commitments, named } = lists
    return {
      id: `${id}:${page}`,
      pollId: id,
      page,
      tags: part(tags) ?? [],
      ...(ballots && { ballots: part(ballots) }),
      ...(commitments && { commitments: part(commitments) }),
      ...(named && { named: part(named) }),
    }
  })
}

/** Writes the pages, then in one transaction result, topic and messages. @throws ActionError CONFLICT */
async function publish(within: Within, poll: PollDoc, { result, pages }: Count): Promise<PollDoc> {
  const { ports, now } = within
  // One that is there already is of a tick that was killed, and the same
  for (const page of pages) await ports.store.insert('counted', page)
  const group = await getGroup(within, poll.groupId)
  const moderators = group ? await moderatorsOf(within, group) : []
  return ports.store.transaction(async (tx) => {
    const next: PollDoc = { ...poll, state: 'closed', result }
    if (!(await tx.replace('polls', next))) throw conflict()
    const topic = await tx.get('topics', poll.topicId)
    if (topic) {
      const live = topic.livePolls.filter((id) => id !== poll.id)
      const note = `${poll.question} ${result.outcome.sentences.at(-1)} 校验值 ${result.head}`
      await writePollStep(tx, topic, live, { act: 'closePoll', at: now, actor: clockActor, note })
      const title = `${topic.title}：投票结束`
      const message = { kind: 'closePoll', title, body: note, topicId: topic.id, template: 'deskWork' as const }
      const toModerators = moderators.map(({ personId }) => ({ ...message, personId }))
      // Who does both is told once, as a counter
      await writeNotices(tx, ports, now, [...counterNotices(poll, message), ...toModerators])
    }
    return { ...next, version: poll.version + 1 }
  })
}

/** Removes what only an open poll needs, and lets the clock rest. */
async function clear(store: Store, poll: PollDoc): Promise<void> {
  const remove = async (collection: 'boxes' | 'turnouts', id: string) => {
    const doc = await store.get(collection, id)
    if (doc) await store.remove(collection, doc.id, doc.version)
  }
  await forNumbers(poll.boxes, (n) => remove('boxes', boxId(poll, n)))
  await forNumbers(poll.shards, (n) => remove('turnouts', shardId(poll, n)))
  const { timerAt: _, ...quiet } = poll
  await store.replace('polls', quiet)
}
