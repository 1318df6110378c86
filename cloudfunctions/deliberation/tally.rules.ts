import {
  type Choice,
  consentChoices,
  highestScore,
  type Method,
  type Share,
  type Tally,
} from '../contract/deliberation'
import { invalid } from '../contract/errors'

/**
 * How ballots are read, written and added up. Pure and in whole numbers alone, so that a server, a phone and the
 * published script come to the same.
 */

/** One choice in its canonical text, for so many heads, and so much area (0.01 m²) where the basis weighs by it. */
export interface Weighed {
  choice: string
  heads: number
  area?: number
}

export interface Ballot {
  method: Method
  options: readonly { id: string; text: string }[]
}

/**
 * Whether `part` of `whole` comes to the share. 以上 reaches it (Civil Code art. 1259), 过半数 passes it. Multiplied out,
 * never divided; of nothing nothing is reached.
 */
export function reaches(part: number, whole: number, { numerator, denominator, strict }: Share): boolean {
  if (whole === 0) return false
  const have = BigInt(part) * BigInt(denominator)
  const need = BigInt(whole) * BigInt(numerator)
  return strict ? have > need : have >= need
}

/** The least part of `whole` that comes to the share. */
export function leastOf(whole: number, { numerator, denominator, strict }: Share): number {
  const product = BigInt(whole) * BigInt(numerator)
  const below = product / BigInt(denominator)
  return Number(strict || product % BigInt(denominator) !== 0n ? below + 1n : below)
}

const idsOf = ({ method, options }: Ballot): string[] =>
  method === 'consent' ? [...consentChoices] : options.map(({ id }) => id)

/** A choice as it is stored, counted and chained: `a`; `a,c`; `b>a>c`; `a=5,b=0`; `object`. @throws INVALID on `choice` */
export function canonical(choice: Choice, ballot: Ballot): string {
  if (choice.method !== ballot.method) throw invalid('choice', '这次投票不是这样投的，请刷新后再投')
  const ids = idsOf(ballot)
  switch (choice.method) {
    case 'single':
      return known([choice.option], ids)[0]
    case 'multiple':
      if (choice.options.length === 0) throw invalid('choice', '请至少选一项')
      return inOrder(known(choice.options, ids), ids).join(',')
    case 'ranked':
      return known(choice.order, ids).join('>')
    case 'score': {
      const scored = inOrder(known(Object.keys(choice.scores), ids), ids)
      if (scored.length < ids.length) throw invalid('choice', '请给每一项打分')
      return scored.map((id) => `${id}=${choice.scores[id]}`).join(',')
    }
    case 'consent':
      return choice.answer
  }
}

function known(chosen: readonly string[], ids: readonly string[]) {
  if (!chosen.every((id) => ids.includes(id))) throw invalid('choice', '没有这个选项，请刷新后再投')
  if (new Set(chosen).size < chosen.length) throw invalid('choice', '同一个选项只能选一次')
  return chosen
}

const inOrder = (chosen: readonly string[], ids: readonly string[]) => ids.filter((id) => chosen.includes(id))

/** Whether a text is a choice that `canonical` writes: what a file or a box holds may have been changed. */
export function isCanonical(text: string, ballot: Ballot): boolean {
  const ids = idsOf(ballot)
  switch (ballot.method) {
    case 'single':
    case 'consent':
      return ids.includes(text)
    case 'multiple':
      return text !== '' && inOrder(text.split(','), ids).join(',') === text
    case 'ranked': {
      const order = text.split('>')
      return order.every((id) => ids.includes(id)) && new Set(order).size === order.length
    }
    case 'score': {
      const scores = scoresIn(text)
      return ids.map((id) => `${id}=${scores.get(id)}`).join(',') === text && [...scores.values()].every(isScore)
    }
  }
}

const isScore = (points: number) => Number.isInteger(points) && points >= 0 && points <= highestScore

/** Whom a choice of a poll by `single`, `multiple` or `consent` is for. */
const chosenIn = (choice: string) => choice.split(',')
const orderIn = (choice: string) => choice.split('>')
const scoresIn = (choice: string) =>
  new Map(
    choice.split(',').map((pair): [string, number] => {
      const [id, points] = pair.split('=')
      return [id, Number(points)]
    }),
  )

/** Alike ballots as one of more heads, by the text of their choice: a hundred thousand of them are a handful of lines. */
export function gathered(ballots: Iterable<Weighed>): Weighed[] {
  const lines = new Map<string, Weighed>()
  for (const { choice, heads, area } of ballots) {
    const line = lines.get(choice)
    if (!line) lines.set(choice, { choice, heads, ...(area !== undefined && { area }) })
    else {
      line.heads += heads
      if (area !== undefined) line.area = (line.area ?? 0) + area
    }
  }
  return [...lines.values()].sort((one, other) => (one.choice < other.choice ? -1 : 1))
}

/** Adds ballots up. Alike ones may come as one of more heads. */
export function tallyOf(ballot: Ballot, ballots: readonly Weighed[]): Tally {
  const ids = idsOf(ballot)
  const all = weigh(ballots)
  if (ballot.method === 'ranked') {
    const rounds = runOff(ids, ballots)
    return { ...all, sums: rounds[0].sums, rounds }
  }
  if (ballot.method === 'score') {
    const scores = ballots.map(({ choice, heads }) => ({ scored: scoresIn(choice), heads }))
    const sums = ids.map((option) => ({
      option,
      heads: all.heads,
      points: scores.reduce((sum, { scored, heads }) => sum + (scored.get(option) ?? 0) * heads, 0),
    }))
    return { ...all, sums }
  }
  return { ...all, sums: ids.map((option) => sumOf(option, ballots, (choice) => chosenIn(choice).includes(option))) }
}

/** Heads and area of ballots; no area where none has one. */
function weigh(ballots: readonly Weighed[]): { heads: number; area?: number } {
  const heads = ballots.reduce((sum, ballot) => sum + ballot.heads, 0)
  if (!ballots.some(({ area }) => area !== undefined)) return { heads }
  return { heads, area: ballots.reduce((sum, ballot) => sum + (ballot.area ?? 0), 0) }
}

const sumOf = (option: string, ballots: readonly Weighed[], has: (choice: string) => boolean) => {
  const part = weigh(ballots.filter(({ choice }) => has(choice)))
  const weighed = ballots.some(({ area }) => area !== undefined)
  return { option, heads: part.heads, ...(weighed && { area: part.area ?? 0 }) }
}

type Round = NonNullable<Tally['rounds']>[number]

/**
 * Instant run-off: until an option has more than half of the ballots that still name one, the last goes out and its
 * ballots pass to the next on them. Of equally last ones the one goes that had fewer in the latest earlier round in which
 * they differ; if they never do, the one listed later.
 */
function runOff(ids: readonly string[], ballots: readonly Weighed[]): Round[] {
  const rounds: Round[] = []
  const papers = ballots.map(({ choice, heads }) => ({ order: orderIn(choice), heads }))
  let left = [...ids]
  for (;;) {
    const firsts = new Map(left.map((id) => [id, 0]))
    for (const { order, heads } of papers) {
      const first = order.find((id) => firsts.has(id))
      if (first !== undefined) firsts.set(first, (firsts.get(first) ?? 0) + heads)
    }
    const sums = left.map((option) => ({ option, heads: firsts.get(option) ?? 0 }))
    const total = sums.reduce((sum, { heads }) => sum + heads, 0)
    const most = Math.max(...sums.map(({ heads }) => heads))
    if (total === 0 || most * 2 > total || left.length === 1) return [...rounds, { sums }]
    const out = lastOf(sums, rounds)
    rounds.push({ sums, out })
    left = left.filter((id) => id !== out)
  }
}

function lastOf(sums: Round['sums'], earlier: readonly Round[]): string {
  let last = fewest(sums)
  for (let i = earlier.length - 1; i >= 0 && last.length > 1; i -= 1)
    last = fewest(earlier[i].sums.filter(({ option }) => last.some((one) => one.option === option)))
  return last[last.length - 1].option
}

const fewest = (sums: Round['sums']) => {
  const least = Math.min(...sums.map(({ heads }) => heads))
  return sums.filter(({ heads }) => heads === least)
}
