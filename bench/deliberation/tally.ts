import { createHash } from 'node:crypto'
import type { BallotFile } from '../../cloudfunctions/contract/deliberation'
import { emptyBoxes, emptyShards, sealBallot } from '../../cloudfunctions/deliberation/ballots'
import { tagOf, verify } from '../../cloudfunctions/deliberation/chain.rules'
import { closePoll } from '../../cloudfunctions/deliberation/count'
import type { PollDoc } from '../../cloudfunctions/kernel/collections.deliberation'
import type { House } from '../../local/house'
import { callAs } from '../report/story'
import type { Neighbours } from './neighbours'

const ballots = 100_000

/** Milliseconds from the close of a ranked poll of 100,000 ballots to its result, and of the check of its whole file. */
export async function measureTally(house: House, { buildingId, captain, captaincy }: Neighbours) {
  const { ports } = house
  const poll = pollOf(
    buildingId,
    { personId: captain.personId, memberId: captaincy, title: '计票人' },
    ports.clock.now(),
  )
  const boxes = emptyBoxes(poll).map((box) => ({ ...box, sealed: [] as string[] }))
  for (let i = 0; i < ballots; i += 1) {
    const ballot = { tag: tagOf(hash, poll.id, String(i)), choice: orderOf(i) }
    boxes[i % boxes.length].sealed.push(sealBallot(ports.secrets, poll, ballot))
  }
  await ports.store.load('polls', [poll])
  await ports.store.load('boxes', boxes)
  await ports.store.load(
    'turnouts',
    emptyShards(poll).map((shard) => ({ ...shard, votes: ballots / poll.shards })),
  )

  let started = performance.now()
  await closePoll({ ports, now: ports.clock.now() }, poll)
  const tallyMs = performance.now() - started
  const file = await ballotBox(house, captain, poll.id)
  started = performance.now()
  const verdict = verify(hash, file, { code: '7' })
  const verifyMs = performance.now() - started
  if (!verdict.ok || file.tags.length !== ballots) throw new Error(JSON.stringify(verdict))
  return { tallyMs, verifyMs }
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

const ids = ['a', 'b', 'c', 'd', 'e']
/** One of the orders of five options, no two neighbours alike. */
function orderOf(i: number): string {
  const left = [...ids]
  const order: string[] = []
  for (let rest = i * 7919; left.length > 0; rest = Math.floor(rest / 5))
    order.push(...left.splice(rest % left.length, 1))
  return order.join('>')
}

const pollOf = (groupId: string, counter: PollDoc['counters'][number], now: string): PollDoc => ({
  id: 'bench-poll',
  version: 1,
  topicId: 'bench-topic',
  groupId,
  question: '先修哪一样',
  options: ids.map((id) => ({ id, text: id })),
  method: 'ranked',
  basis: 'consultative',
  binding: false,
  state: 'open',
  electorate: 'members',
  secret: true,
  announcedAt: now,
  opensAt: now,
  closesAt: now,
  counters: [counter],
  roll: { heads: ballots, hash: 'bench', pages: 0 },
  boxes: 1024,
  shards: 32,
  paperMarked: 0,
  paperCounted: 0,
  timerAt: now,
  confirmations: [],
})

async function ballotBox({ dispatch }: House, who: Neighbours['captain'], pollId: string): Promise<BallotFile> {
  const call = callAs(dispatch, who)
  let page = await call('deliberation.ballotBox', { pollId })
  const { file } = page
  while (page.cursor) {
    page = await call('deliberation.ballotBox', { pollId, cursor: page.cursor })
    file.tags.push(...page.file.tags)
    file.ballots?.push(...(page.file.ballots ?? []))
  }
  return file
}
