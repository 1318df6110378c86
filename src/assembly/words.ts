import type { Answer } from '@contract'
import type { PollAnswer, PollOutcome } from '@contract/deliberation'
import {
  basisRules,
  type ConsentChoice,
  consentLabels,
  type PollState,
  type Share,
  type TopicState,
} from '@contract/deliberation-words'
import { dueWords, type Tone, urgencyOf } from '@/ui'

export type TopicSummary = Answer<'deliberation.topics'>['topics'][number]
export type Group = Answer<'deliberation.groups'>['groups'][number]

/** `24 人`; of a forum nothing, it is not counted. */
export const membersWords = ({ members }: Group): string | undefined =>
  members === undefined ? undefined : `${members} 人`

/** What the rung owes in each state, after 前 or 未. */
const owes: Partial<Record<TopicState, string>> = {
  escalated: '受理',
  accepted: '答复',
  decided: '完成',
  underway: '完成',
  done: '评价',
}

type Owing = Pick<TopicSummary, 'state' | 'dueAt' | 'rung'>

/** `老虎滩街道：今天 18:00 前受理`, `中兴社区：已超时 3 小时未答复`. Undefined once nothing is owed. */
export function topicOwedWords({ state, dueAt, rung }: Owing, now: number): string | undefined {
  const what = owes[state]
  if (dueAt === undefined || what === undefined) return undefined
  if (state === 'done') return `请在${dueWords(dueAt, now)}评价`
  const due = dueWords(dueAt, now)
  return `${rung.name}：${urgencyOf(dueAt, now) === 'overdue' ? `${due}未${what}` : `${due}${what}`}`
}

/** The calm colour of a topic: overdue before due soon, settled in green. */
export function topicTone({ state, dueAt }: Pick<TopicSummary, 'state' | 'dueAt'>, now: number): Tone {
  if (state === 'held') return 'warn'
  if (state === 'closed') return 'neutral'
  if (state === 'done') return 'done'
  if (dueAt === undefined || owes[state] === undefined) return 'accent'
  const urgency = urgencyOf(dueAt, now)
  if (urgency === 'overdue') return 'danger'
  return urgency === 'soon' ? 'warn' : 'accent'
}

const pollTones: Record<PollState, Tone> = {
  announced: 'warn',
  open: 'accent',
  closing: 'warn',
  closed: 'done',
  cancelled: 'neutral',
}
export const pollTone = (state: PollState): Tone => pollTones[state]

const digits: Record<number, string> = { 2: '二', 3: '三', 4: '四' }
/** A share as the law words it: 过半数, 三分之二以上. */
const shareWords = ({ numerator, denominator, strict }: Share): string =>
  strict ? '过半数' : `${digits[denominator] ?? denominator}分之${digits[numerator] ?? numerator}以上`

/** What has to be reached, in one or two sentences read before voting. */
export function thresholdWords({ basis, method }: Pick<PollAnswer, 'basis' | 'method'>): string[] {
  const { quorum, threshold, measures } = basisRules[basis]
  const by = measures.length > 1 ? '人数和面积分别' : ''
  return [
    quorum ? `${by}要有${shareWords(quorum)}参加，才算数` : '多少人参加都可以',
    threshold
      ? `参加的${by}${shareWords(threshold)}同意，才通过`
      : method === 'consent'
        ? '没有人反对才通过'
        : '看哪一项支持的人最多',
  ]
}

/** Who has one vote. */
export const electorateWords = { members: '登记住址的居民每人一票', households: '每户一票', owners: '每位业主一票' }

const verdicts: Record<PollOutcome['verdict'], { title: string; tone: Tone }> = {
  passed: { title: '通过', tone: 'done' },
  failed: { title: '没有通过', tone: 'warn' },
  noQuorum: { title: '参加的人不够，表决无效', tone: 'warn' },
  tied: { title: '并列，没有分出先后', tone: 'warn' },
  advice: { title: '结果出来了', tone: 'done' },
  invalid: { title: '票数对不上，这次投票无效', tone: 'danger' },
}
export const verdictOf = ({ verdict }: PollOutcome) => verdicts[verdict]

type Named = Pick<PollAnswer, 'options' | 'method'>

/** What an option of the poll is called; in a poll by consent, an answer. */
export const optionWords = ({ options, method }: Named, id: string): string =>
  method === 'consent'
    ? (consentLabels[id as ConsentChoice] ?? id)
    : (options.find((option) => option.id === id)?.text ?? id)

/** A choice in its canonical text (`a,c`, `b>a`, `a=5,b=0`) in words. */
export function canonicalWords(poll: Named, text: string): string {
  switch (poll.method) {
    case 'multiple':
      return text
        .split(',')
        .map((id) => optionWords(poll, id))
        .join('、')
    case 'ranked':
      return text
        .split('>')
        .map((id, i) => `${i + 1}. ${optionWords(poll, id)}`)
        .join('　')
    case 'score':
      return text
        .split(',')
        .map((part) => part.split('='))
        .map(([id = '', points = '']) => `${optionWords(poll, id)} ${points} 分`)
        .join('，')
    default:
      return optionWords(poll, text)
  }
}

/** An area of 0.01 m² in square metres: `8912.05 平方米`. */
export const areaWords = (area: number): string =>
  `${Math.floor(area / 100)}.${String(area % 100).padStart(2, '0')} 平方米`
