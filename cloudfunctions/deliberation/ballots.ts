import { conflict, notFound } from '../contract/errors'
import type { Context } from '../kernel/action'
import type { BallotWay, PollDoc } from '../kernel/collections.deliberation'
import type { Random, Secrets, Transaction } from '../kernel/ports'
import { isOpen, wrongState } from './poll'
import type { Ballot } from './tally.rules'
import { isCanonical } from './tally.rules'

/** A ballot as it lies sealed in a box: `key` and `way` on named polls alone. */
export interface Cast {
  tag: string
  choice: string
  key?: string
  way?: BallotWay
}

const purposeOf = (pollId: string) => `ballot:${pollId}`

export function sealBallot(secrets: Secrets, { id, secret }: PollDoc, { tag, choice, key, way }: Cast): string {
  const parts = secret ? [tag, choice] : [tag, choice, key, way]
  return secrets.seal(purposeOf(id), JSON.stringify(parts))
}

/** The ballot that a box holds; undefined when it was changed, or is none of this poll. */
export function openBallot(secrets: Secrets, poll: PollDoc & Ballot, sealed: string): Cast | undefined {
  const opened = secrets.open(purposeOf(poll.id), sealed)
  if (opened === undefined) return undefined
  const [tag, choice, key, way] = JSON.parse(opened)
  return isCanonical(choice, poll) ? { tag, choice, key, way } : undefined
}

/** A number below `most`; four bytes favour none of at most 1024 noticeably. */
export const anyOf = (random: Random, most: number): number => Buffer.from(random.bytes(4)).readUInt32BE() % most

export const boxId = ({ id }: PollDoc, n: number) => `${id}:${n}`
export const shardId = boxId

/** Puts sealed ballots into a box; in it they lie by their text, not in the order they came. @throws CONFLICT once it is closed */
export async function putInto(tx: Transaction, id: string, sealed: readonly string[]) {
  const box = await tx.get('boxes', id)
  if (!box || box.closed) throw over()
  if (!(await tx.replace('boxes', { ...box, sealed: [...box.sealed, ...sealed].sort() }))) throw conflict()
}

/** Adds to one share of the turnout. */
export async function addTurnout(tx: Transaction, id: string) {
  const shard = await tx.get('turnouts', id)
  if (!shard || !(await tx.replace('turnouts', { ...shard, votes: shard.votes + 1 }))) throw conflict()
}

/** The poll as it is in the transaction, still open. @throws ActionError CONFLICT */
export async function openPollIn(tx: Transaction, { now }: Pick<Context, 'now'>, pollId: string): Promise<PollDoc> {
  const poll = await tx.get('polls', pollId)
  if (!poll) throw notFound('投票')
  if (!isOpen(poll, now)) throw poll.state === 'open' ? over() : wrongState(poll)
  return poll
}

const over = () => conflict('投票刚刚结束，不能再投了')

/** Empty boxes and shares of the turnout of a poll that is about to open. */
export const emptyBoxes = (poll: PollDoc) =>
  Array.from({ length: poll.boxes }, (_, n) => ({ id: boxId(poll, n), pollId: poll.id, sealed: [], closed: false }))
export const emptyShards = (poll: PollDoc) =>
  Array.from({ length: poll.shards }, (_, n) => ({ id: shardId(poll, n), pollId: poll.id, votes: 0 }))
