import { poll, topicSummary } from '@/testing/deliberation'
import { inHours } from '@/testing/hazard'
import { eveningAfter } from './spans'
import { areaWords, canonicalWords, thresholdWords, topicOwedWords, topicTone } from './words'

const now = Date.now()
const street = { level: 'street', id: 's-1', name: '老虎滩街道' } as const

test('what the rung owes is said with its name, and how late it is', () => {
  const late = topicSummary({ state: 'escalated', rung: street, dueAt: inHours(-3) })
  expect(topicOwedWords(late, now)).toBe('老虎滩街道：已超时 3 小时未受理')
  expect(topicTone(late, now)).toBe('danger')
  expect(topicOwedWords(topicSummary({ state: 'accepted', rung: street, dueAt: inHours(60) }), now)).toMatch(
    /^老虎滩街道：.+ 前答复$/,
  )
  expect(topicTone(topicSummary({ state: 'accepted', rung: street, dueAt: inHours(5) }), now)).toBe('warn')
})

test('where nobody owes anything nothing is said', () => {
  expect(topicOwedWords(topicSummary(), now)).toBeUndefined()
  expect(topicTone(topicSummary(), now)).toBe('accent')
  expect(topicTone(topicSummary({ state: 'closed' }), now)).toBe('neutral')
})

test.each([
  ['consultative', 'single', ['多少人参加都可以', '看哪一项支持的人最多']],
  ['consultative', 'consent', ['多少人参加都可以', '没有人反对才通过']],
  ['covenant', 'single', ['要有过半数参加，才算数', '参加的过半数同意，才通过']],
  [
    'ownersSpecial',
    'single',
    ['人数和面积分别要有三分之二以上参加，才算数', '参加的人数和面积分别四分之三以上同意，才通过'],
  ],
] as const)('the law of %s by %s in plain words', (basis, method, words) => {
  expect(thresholdWords({ basis, method })).toEqual(words)
})

test.each([
  ['single', 'b', '不划'],
  ['multiple', 'a,c', '划、先划一半'],
  ['ranked', 'c>a', '1. 先划一半　2. 划'],
  ['score', 'a=5,b=0,c=3', '划 5 分，不划 0 分，先划一半 3 分'],
  ['consent', 'object', '反对'],
] as const)('a stored choice of a poll by %s in words', (method, text, words) => {
  expect(canonicalWords(poll({ method }), text)).toBe(words)
})

test('areas are whole hundredths of a square metre', () => {
  expect(areaWords(891205)).toBe('8912.05 平方米')
  expect(areaWords(7)).toBe('0.07 平方米')
})

test.each([
  ['2026-11-23T02:00:00.000Z', 1, '2026-11-24T10:00:00.000Z'],
  // Past midnight in China while it is still the day before in London
  ['2026-11-23T17:00:00.000Z', 3, '2026-11-27T10:00:00.000Z'],
])('from %s, %d days later at six in the evening', (from, days, until) => {
  expect(eveningAfter(Date.parse(from), days)).toBe(until)
})
