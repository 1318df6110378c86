import {
  type Basis,
  basisRules,
  type ConsentChoice,
  consentLabels,
  type PollOutcome,
  type Share,
  type Tally,
} from '../contract/deliberation'
import { limits } from '../contract/limits'
import { type Ballot, leastOf, reaches } from './tally.rules'

/** What a tally comes to under a legal basis: a verdict, and sentences that anybody can follow with the sums in them. */

export interface Decided extends Ballot {
  basis: Basis
  /** False: 征询, whatever the basis. */
  binding: boolean
}

interface Weight {
  heads: number
  /** In 0.01 m². */
  area?: number
}

/** `8912.05`: an area of 0.01 m² in m². */
export const squareMetres = (area: number) => `${Math.floor(area / 100)}.${String(area % 100).padStart(2, '0')}`

/** Whether so many ballots are enough for their sums to be shown: of a few, a sum would tell who voted what. */
export const showsSums = (heads: number) => heads >= limits.deliberation.sumsFrom

const voterNames = { members: '人', households: '户', owners: '名业主' } as const
const voters = (heads: number, basis: Basis) => `${heads} ${voterNames[basisRules[basis].electorate]}`

/** How the parts of a sum are read off and said, by what the law weighs. */
const measures = {
  heads: {
    name: '按人数',
    of: ({ heads }: Weight) => heads,
    say: (heads: number, basis: Basis) => voters(heads, basis),
  },
  area: { name: '按面积', of: ({ area = 0 }: Weight) => area, say: (area: number) => `${squareMetres(area)} 平方米` },
}

const digitNames: Record<number, string> = { 2: '二', 3: '三', 4: '四' }
/** A share as the law words it. */
const shareName = ({ numerator, denominator, strict }: Share) =>
  strict ? '过半数' : `${digitNames[denominator]}分之${digitNames[numerator]}以上`

/**
 * The outcome of a closed poll. With few ballots its sentences leave the sums of the options out.
 * @param roll all who might have voted
 */
export function outcomeOf(poll: Decided, roll: Weight, tally: Tally): PollOutcome {
  const { quorum, threshold } = basisRules[poll.basis]
  const opening = [
    ...(poll.binding ? [] : ['这是征询意见，结果没有法律约束力。']),
    `名册上共 ${voters(roll.heads, poll.basis)}，参加的 ${voters(tally.heads, poll.basis)}。`,
    ...(showsSums(tally.heads)
      ? []
      : [`不足 ${limits.deliberation.sumsFrom} 票，为了不让人猜出谁投了什么，不公布各项票数。`]),
  ]
  const attended = quorum && weighed(poll.basis, '参加', tally, '全体', roll, quorum)
  if (attended && !attended.reached)
    return { verdict: 'noQuorum', sentences: [...opening, ...attended.sentences, '参加的不够，表决无效。'] }
  const { sentences, ...result } = threshold ? byThreshold(poll, tally, threshold) : byLead(poll, tally)
  return { ...result, sentences: [...opening, ...(attended?.sentences ?? []), ...sentences] }
}

/** Box and roll do not agree: nothing is decided. */
export const invalidOutcome = (reason: string): PollOutcome => ({
  verdict: 'invalid',
  sentences: [reason, '票箱和名册对不上，这次投票作废。'],
})

/** Whether a part reaches its share by each measure of the basis, each for itself. */
function weighed(basis: Basis, part: string, have: Weight, whole: string, all: Weight, share: Share) {
  const lines = basisRules[basis].measures.map((measure) => {
    const { name, of, say } = measures[measure]
    const reached = reaches(of(have), of(all), share)
    const least = say(leastOf(of(all), share), basis)
    const sums = `${part} ${say(of(have), basis)}，${whole} ${say(of(all), basis)}`
    const sentence = `${name}：${sums}，${shareName(share)}要 ${least}，${reached ? '达到' : '没有达到'}。`
    return { reached, sentence: sentence.replace(/ {2,}/g, ' ') }
  })
  return { reached: lines.every(({ reached }) => reached), sentences: lines.map(({ sentence }) => sentence) }
}

const named = ({ method, options }: Ballot, id: string) =>
  `「${method === 'consent' ? consentLabels[id as ConsentChoice] : (options.find((one) => one.id === id)?.text ?? id)}」`

/** Each option for itself against its share of those who took part. */
function byThreshold(poll: Decided, tally: Tally, threshold: Share): PollOutcome {
  const checked = tally.sums.map((sum) => ({
    id: sum.option,
    ...weighed(poll.basis, named(poll, sum.option), sum, '参加', tally, threshold),
  }))
  const sums = showsSums(tally.heads) ? checked.flatMap(({ sentences }) => sentences) : []
  const passed = checked.filter(({ reached }) => reached).map(({ id }) => id)
  if (passed.length === 0) return { verdict: 'failed', sentences: [...sums, '没有一项通过。'] }
  return {
    verdict: 'passed',
    ...(passed.length === 1 && { winner: passed[0] }),
    sentences: [...sums, `${passed.map((id) => named(poll, id)).join('、')}通过。`],
  }
}

/** Where no share is asked for: by consent, whether nobody objects; otherwise who leads. */
function byLead(poll: Decided, tally: Tally): PollOutcome {
  const sums = showsSums(tally.heads) ? sumSentences(poll, tally) : []
  if (tally.heads === 0) return { verdict: 'advice', sentences: ['没有人投票。'] }
  if (poll.method === 'consent') return byConsent(tally, sums)
  const leaders = leadersOf(poll, tally)
  const names = leaders.map((id) => named(poll, id)).join('、')
  if (leaders.length > 1) return { verdict: 'tied', sentences: [...sums, `${names}并列第一。`] }
  return { verdict: 'advice', winner: leaders[0], sentences: [...sums, `${names}得到的支持最多。`] }
}

function byConsent(tally: Tally, sums: string[]): PollOutcome {
  const heads = (answer: ConsentChoice) => tally.sums.find(({ option }) => option === answer)?.heads ?? 0
  if (heads('object') > 0) return { verdict: 'failed', sentences: [...sums, '有人反对，没有通过。'] }
  if (heads('agree') === 0) return { verdict: 'failed', sentences: [...sums, '没有人表示同意，没有通过。'] }
  return { verdict: 'passed', winner: 'agree', sentences: [...sums, '没有人反对，通过。'] }
}

function leadersOf({ method }: Decided, { sums, rounds = [] }: Tally): string[] {
  const last = rounds.at(-1)?.sums ?? sums
  const support = ({ heads, points }: (typeof sums)[number]) => (method === 'score' ? (points ?? 0) : heads)
  const most = Math.max(...last.map(support))
  return last.filter((sum) => support(sum) === most).map(({ option }) => option)
}

function sumSentences(poll: Decided, { sums, rounds }: Tally): string[] {
  const line = (all: Tally['sums']) =>
    all
      .map(
        ({ option, heads, points }) =>
          `${named(poll, option)} ${points === undefined ? `${heads} 票` : `${points} 分`}`,
      )
      .join('，')
  if (!rounds) return [`${line(sums)}。`]
  return rounds.map(
    (round, i) =>
      `第 ${i + 1} 轮：${line(round.sums)}${round.out ? `；${named(poll, round.out)}退出，选它的票转给下一个选择` : ''}。`,
  )
}
