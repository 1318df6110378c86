import type { BallotFile } from '../contract/deliberation'
import {
  ballotsHeadOf,
  commitmentOf,
  headOf,
  type NamedBallot,
  namedWeight,
  tagOf,
  tagsHeadOf,
} from '../deliberation/chain.rules'
import { outcomeOf } from '../deliberation/outcome.rules'
import { gathered, tallyOf } from '../deliberation/tally.rules'
import { sha256 } from '../kernel/node'

/** Ballot files of made-up polls, as the city publishes them. */

export const options = ['同意', '不同意', '再议'].map((text, i) => ({ id: 'abc'[i], text }))
/** Inclusion codes of the ballots. */
export const codes = (count: number) => Array.from({ length: count }, (_, i) => String(i).padStart(16, '0'))
const about = { pollId: 'p1', question: '装不装门禁', options, method: 'single', binding: false } as const
const tagsOf = (count: number) =>
  codes(count)
    .map((code) => tagOf(sha256, 'p1', code))
    .sort()

/** All heads reckoned anew, as somebody would who changed the file and knows the script. */
export function chained(file: Omit<BallotFile, 'tagsHead' | 'ballotsHead' | 'head'>): BallotFile {
  const heads = { ...file, tagsHead: tagsHeadOf(sha256, file), ballotsHead: ballotsHeadOf(sha256, file) }
  return { ...heads, head: headOf(sha256, heads) }
}

/** The file of a secret poll with these ballots. */
export function secretFile(choices: string[]): BallotFile {
  const lines = gathered(choices.map((choice) => ({ choice, heads: 1 })))
  const poll = { ...about, basis: 'consultative' as const }
  const roll = { heads: 40, hash: 'roll' }
  const tally = tallyOf(poll, lines)
  return chained({
    format: 'hehe-ballots-1',
    ...poll,
    roll,
    tags: tagsOf(choices.length),
    ballots: lines.map(({ choice, heads }) => ({ choice, count: heads })),
    salt: 'salt',
    tally,
    outcome: outcomeOf(poll, roll, tally),
  })
}

/** What the counters of the named poll read. */
export const named: NamedBallot[] = tagsOf(6).map((tag, i) => ({
  tag,
  units: [`b1:1-${i}`],
  area: 9_000 + i,
  choice: i < 4 ? 'a' : 'b',
  salt: `salt ${i}`,
}))
/** The file of a named poll with those ballots. */
export function namedFile(): BallotFile {
  const poll = { ...about, basis: 'ownersOrdinary' as const }
  const roll = { heads: 8, area: 72_000, hash: 'roll' }
  const tally = tallyOf(poll, gathered(named.map(namedWeight)))
  return chained({
    format: 'hehe-ballots-1',
    ...poll,
    roll,
    tags: named.map(({ tag }) => tag),
    commitments: named.map((ballot) => commitmentOf(sha256, ballot)),
    tally,
    outcome: outcomeOf(poll, roll, tally),
  })
}
