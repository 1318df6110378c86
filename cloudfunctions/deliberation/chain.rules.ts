import { type BallotFile, type PollOutcome, type Tally, tagText } from '../contract/deliberation'
import { outcomeOf, showsSums } from './outcome.rules'
import type { Hash } from './roll.rules'
import { gathered, isCanonical, tallyOf, type Weighed } from './tally.rules'

/**
 * The hash chain of a closed poll, and how anybody checks it. Tags stand in the order of their own digits and choices in
 * that of their text, so the chain says nothing of when or by whom; `npm run verify` runs exactly this.
 */

/** What an inclusion code leaves in the box. */
export const tagOf = (hash: Hash, pollId: string, code: string) => hash(tagText(pollId, code))

/** A named ballot as its two counters read it; what `commitmentOf` seals. */
export interface NamedBallot {
  tag: string
  units: readonly string[]
  area: number
  choice: string
  salt: string
}

/** What everybody sees of a named ballot: `<tag>:<hash>`. The salt keeps others from trying the choices out. */
export const commitmentOf = (hash: Hash, { tag, units, area, choice, salt }: NamedBallot) =>
  `${tag}:${hash(`${salt}|${units.join(',')}|${area}|${choice}`)}`

/** Each link holds the one before, so that none can be changed, left out or put in alone. */
export const chainHead = (hash: Hash, start: string, links: Iterable<string>): string => {
  let head = hash(start)
  for (const link of links) head = hash(`${head}|${link}`)
  return head
}

export const tagsHeadOf = (hash: Hash, { pollId, tags }: Pick<BallotFile, 'pollId' | 'tags'>) =>
  chainHead(hash, `tags|${pollId}`, tags)

/** Of the choices one by one, begun from a salt that is published with them; of the commitments on a named poll. */
export function ballotsHeadOf(
  hash: Hash,
  { pollId, ballots = [], commitments, salt = '' }: Pick<BallotFile, 'pollId' | 'ballots' | 'commitments' | 'salt'>,
): string {
  if (commitments) return chainHead(hash, `commitments|${pollId}`, commitments)
  return chainHead(hash, `ballots|${pollId}|${salt}`, oneByOne(ballots))
}

function* oneByOne(ballots: NonNullable<BallotFile['ballots']>) {
  for (const { choice, count } of ballots) for (let i = 0; i < count; i += 1) yield choice
}

type HeadMatter = Omit<BallotFile, 'format' | 'tags' | 'ballots' | 'commitments' | 'salt' | 'head'>

/** One number for the whole poll: the question, the roll, both chains, the sums and the outcome. */
export function headOf(hash: Hash, file: HeadMatter): string {
  const { pollId, question, options, method, basis, binding, roll, tagsHead, ballotsHead, tally, outcome } = file
  return hash(
    JSON.stringify([
      [pollId, question, options.map(({ id, text }) => [id, text]), method, basis, binding],
      [roll.heads, roll.area ?? null, roll.hash],
      [tagsHead, ballotsHead],
      tally ? tallyMatter(tally) : null,
      [outcome.verdict, outcome.winner ?? null, outcome.sentences],
    ]),
  )
}

const sumsMatter = (sums: Tally['sums']) =>
  sums.map(({ option, heads, area, points }) => [option, heads, area ?? null, points ?? null])
const tallyMatter = ({ heads, area, sums, rounds }: Tally) => [
  heads,
  area ?? null,
  sumsMatter(sums),
  rounds ? rounds.map((round) => [sumsMatter(round.sums), round.out ?? null]) : null,
]

/** `fault`: one Chinese sentence that says what does not fit. */
export type Verdict = { ok: true } | { ok: false; fault: string }

/** What one may hold against the file besides itself. */
export interface Held {
  /** One's own inclusion code. */
  code?: string
  /** The head that was made known when the poll closed. */
  head?: string
  /** On a named poll its counters' ballots. */
  named?: readonly NamedBallot[]
}

/**
 * Checks a ballot file against itself, and against what its reader holds. A file that was altered and reckoned anew
 * agrees with itself; the head that everybody was told at the close then differs.
 */
export function verify(hash: Hash, file: BallotFile, { code, head, named }: Held = {}): Verdict {
  const fault = [
    tagFault(file),
    chainFault(hash, file),
    countFault(file),
    named && namedFault(hash, file, named),
    head !== undefined && head !== file.head && '校验值与结束时公布的不同，文件不是原来那一份',
    code !== undefined && !file.tags.includes(tagOf(hash, file.pollId, code)) && '票箱里没有这个回执号的选票',
  ].find((one) => one)
  return fault ? { ok: false, fault } : { ok: true }
}

function tagFault({ tags, roll }: BallotFile) {
  if (tags.some((tag, i) => i > 0 && tags[i - 1] >= tag)) return '票箱里的编号重复或次序不对'
  return tags.length > roll.heads && '选票比名册上的人还多'
}

function chainFault(hash: Hash, file: BallotFile) {
  if (file.tagsHead !== tagsHeadOf(hash, file)) return '有选票的编号被改动、去掉或添加过'
  const whole = file.ballots !== undefined || file.commitments !== undefined
  if (whole && file.ballotsHead !== ballotsHeadOf(hash, file)) return '有选票被改动、去掉或添加过'
  return file.head !== headOf(hash, file) && '题目、名册、票数或结果被改动过'
}

function countFault(file: BallotFile) {
  if (file.outcome.verdict === 'invalid') return undefined
  const { tags, ballots, commitments, tally, roll } = file
  if (tally && tally.heads !== tags.length) return '各项票数与选票的张数不符'
  if (tally && !showsSums(tally.heads)) return '票数太少，不应公布各项票数'
  if (commitments && !sameTags(commitments, tags)) return '封存的选票与编号对不上'
  if (ballots) {
    if (!ballots.every(({ choice }) => isCanonical(choice, file))) return '有一张选票不是这次投票的选票'
    if (ballots.some(({ choice, count }, i) => count < 1 || (i > 0 && ballots[i - 1].choice >= choice)))
      return '选票的次序不对'
    const counted = tallyOf(
      file,
      ballots.map(({ choice, count }) => ({ choice, heads: count })),
    )
    if (!tally || differ(tallyMatter(counted), tallyMatter(tally))) return '重新计票的结果与公布的不同'
  }
  return tally && differ(outcomeMatter(outcomeOf(file, roll, tally)), outcomeMatter(file.outcome)) && '结果与票数不符'
}

/** What an outcome comes to. Its sentences may be worded otherwise one day; the head holds them as they were. */
const outcomeMatter = ({ verdict, winner }: PollOutcome) => [verdict, winner ?? null]
const differ = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
const sameTags = (commitments: readonly string[], tags: readonly string[]) =>
  commitments.length === tags.length && commitments.every((one, i) => one.startsWith(`${tags[i]}:`))

function namedFault(hash: Hash, file: BallotFile, named: readonly NamedBallot[]) {
  const opened = named.map((ballot) => commitmentOf(hash, ballot)).sort()
  if (differ(opened, file.commitments)) return '计票人手里的选票与封存的对不上'
  const counted = tallyOf(file, gathered(named.map(namedWeight)))
  return file.tally && differ(tallyMatter(counted), tallyMatter(file.tally)) && '重新计票的结果与公布的不同'
}

/** A named ballot weighs one head, whatever it owns, and its area. */
export const namedWeight = ({ choice, area }: Pick<NamedBallot, 'choice' | 'area'>): Weighed => ({
  choice,
  heads: 1,
  area,
})
