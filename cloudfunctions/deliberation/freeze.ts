import { conflict } from '../contract/errors'
import type { PollDoc, RollDoc } from '../kernel/collections.deliberation'
import { sha256 } from '../kernel/node'
import type { Fresh, Transaction } from '../kernel/ports'
import { plusHours } from '../kernel/time'
import { emptyBoxes, emptyShards } from './ballots'
import { rollSources } from './electorate'
import { needGroup, type Within } from './group'
import { inBatches } from './inBatches'
import { clearBeyond } from './leftovers'
import { type PollWords, writePollStep } from './pollStep'
import {
  boxesFor,
  doorsWithoutArea,
  pagesFor,
  type RollEntry,
  rollHash,
  rollOf,
  rollPages,
  rollSums,
  shardsFor,
} from './roll.rules'
import { tellVoters } from './tellVoters'
import { clockActor, type TopicActor } from './topic'

/** Hours after which another tick takes over from one that was killed while it wrote. */
const leaseHours = 1 / 30
/**
 * Opens an announced poll whose time has come. A tick that was killed half way is followed by one that writes anew.
 * @throws ActionError CONFLICT when another tick is at it
 */
export async function freezePoll(within: Within, seen: PollDoc): Promise<void> {
  const { ports, now } = within
  const claimed: PollDoc = { ...seen, timerAt: claimUntil(now) }
  if (!(await ports.store.replace('polls', claimed))) throw conflict()
  const poll = { ...claimed, version: seen.version + 1 }
  const sources = await rollSources(within, await needGroup(within, poll.groupId), poll.electorate)
  const missing = poll.electorate === 'owners' ? doorsWithoutArea(sources.doors) : 0
  const entries = rollOf(poll.electorate, sources)
  if (missing > 0) await giveUp(within, poll, `还有 ${missing} 套房子没有登记面积，不能按面积投票`)
  else if (entries.length === 0) await giveUp(within, poll, '名册上没有人，不能投票')
  else await openClaimed(within, poll, entries, clockActor)
}

/** Until when whoever opens a poll has it to themselves: the clock looks at it again then. */
export const claimUntil = (now: string) => plusHours(now, leaseHours)

const giveUp = ({ ports, now }: Within, poll: PollDoc, note: string) =>
  ports.store.transaction((tx) => cancel(tx, poll, { act: 'cancelPoll', at: now, actor: clockActor, note }))

/** Takes an announced poll back; the clock clears what its opening may have written. @throws ActionError CONFLICT */
export async function cancel(tx: Transaction, poll: PollDoc, words: PollWords) {
  if (!(await tx.replace('polls', { ...poll, state: 'cancelled', timerAt: words.at }))) throw conflict()
  const topic = await tx.get('topics', poll.topicId)
  if (!topic) return
  const live = topic.livePolls.filter((id) => id !== poll.id)
  await writePollStep(tx, topic, live, words)
}

/**
 * Writes roll, boxes and counts of a poll that the caller has claimed, however many, and then lets them be voted with:
 * nobody votes before the last of it stands.
 */
export async function openClaimed(
  within: Within,
  poll: PollDoc,
  entries: readonly RollEntry[],
  actor: TopicActor,
): Promise<void> {
  const { ports, now } = within
  const pages = rollPages(entries, pagesFor(entries.length))
  const ready: PollDoc = {
    ...poll,
    roll: { ...rollSums(entries), hash: rollHash(sha256, entries), pages: pages.length },
    boxes: boxesFor(entries.length),
    shards: shardsFor(entries.length),
  }
  await inBatches(within, poll, [...pages.entries()], (tx, [n, page]) =>
    writePage(tx, { id: `${poll.id}:${n}`, pollId: poll.id, entries: page }),
  )
  await inBatches(within, poll, emptyBoxes(ready), (tx, box) => tx.insert('boxes', box))
  await inBatches(within, poll, emptyShards(ready), (tx, shard) => tx.insert('turnouts', shard))
  await clearBeyond(within, poll, { rolls: pages.length, boxes: ready.boxes, turnouts: ready.shards })
  if (poll.electorate !== 'members') await tellVoters(within, poll, entries)
  await ports.store.transaction(async (tx) => {
    const opened: PollDoc = { ...ready, state: 'open', timerAt: poll.closesAt }
    if (!(await tx.replace('polls', opened))) throw conflict()
    const topic = await tx.get('topics', poll.topicId)
    if (topic) await writePollStep(tx, topic, topic.livePolls, { act: 'openPoll', at: now, actor, note: poll.question })
  })
}

/** The page, over one that a killed tick left: who lives where may have changed since. */
async function writePage(tx: Transaction, page: Fresh<RollDoc>) {
  if (await tx.insert('rolls', page)) return
  const stored = await tx.get('rolls', page.id)
  if (stored) await tx.replace('rolls', { ...page, version: stored.version })
}
