import { clockWords, dayAt, dayWords, dueWords, exactWords, spanWords, urgencyOf, whenWords } from './time'

/** Wall clock in +08:00 to ISO UTC. */
const at = (wall: string) => new Date(`${wall}+08:00`).toISOString()
const ms = (wall: string) => Date.parse(at(wall))

describe('words people use', () => {
  const now = '2026-11-24T10:30:00' // a Tuesday
  test.each([
    ['2026-11-24T18:00:00', '今天 18:00'],
    ['2026-11-24T09:05:00', '今天 9:05'],
    ['2026-11-24T00:00:00', '今天 0:00'],
    ['2026-11-24T23:59:59', '今天 23:59'],
    ['2026-11-25T00:00:00', '明天凌晨 0:00'],
    ['2026-11-25T09:00:00', '明天上午 9:00'],
    ['2026-11-25T12:30:00', '明天中午 12:30'],
    ['2026-11-25T14:00:00', '明天下午 14:00'],
    ['2026-11-25T18:00:00', '明天晚上 18:00'],
    ['2026-11-26T09:00:00', '周四 9:00'],
    ['2026-11-30T23:59:00', '周一 23:59'],
    ['2026-12-01T00:00:00', '12月1日 0:00'],
    ['2026-11-23T23:59:59', '昨天 23:59'],
    ['2026-11-22T09:00:00', '11月22日 9:00'],
    ['2027-01-02T09:00:00', '2027年1月2日'],
    ['2025-11-24T10:30:00', '2025年11月24日'],
  ])('%s is %s', (then, words) => {
    expect(whenWords(at(then), ms(now))).toBe(words)
  })
})

describe('midnight is +08:00, not UTC', () => {
  test.each([
    // 16:00 UTC is midnight in China
    ['2026-11-23T15:59:59.999Z', '2026-11-23T15:00:00.000Z', '今天 23:59'],
    ['2026-11-23T16:00:00.000Z', '2026-11-23T15:59:59.999Z', '明天凌晨 0:00'],
    ['2026-11-23T15:59:59.999Z', '2026-11-23T16:00:00.000Z', '昨天 23:59'],
    // The year ends at 16:00 UTC on 31 December
    ['2026-12-31T16:00:00.000Z', '2026-12-31T15:59:59.999Z', '明天凌晨 0:00'],
    ['2026-12-31T15:59:59.999Z', '2026-12-31T16:00:00.000Z', '昨天 23:59'],
    ['2027-01-02T01:00:00.000Z', '2026-12-31T01:00:00.000Z', '周六 9:00'],
    ['2026-12-25T01:00:00.000Z', '2026-12-31T16:00:00.000Z', '2026年12月25日'],
    // 29 February
    ['2028-02-29T01:00:00.000Z', '2028-02-28T15:00:00.000Z', '明天上午 9:00'],
    ['2028-02-29T01:00:00.000Z', '2028-02-20T15:00:00.000Z', '2月29日 9:00'],
  ])('%s seen from %s is %s', (then, now, words) => {
    expect(whenWords(then, Date.parse(now))).toBe(words)
  })
})

test.each([
  ['2026-11-03T01:00:00.000Z', '2026年11月3日 星期二 9:00'],
  ['2026-12-31T16:00:00.000Z', '2027年1月1日 星期五 0:00'],
  ['2026-12-31T15:59:00.000Z', '2026年12月31日 星期四 23:59'],
])('%s is exactly %s', (then, words) => {
  expect(exactWords(then)).toBe(words)
})

const minute = 60_000
test.each([
  [0, '1 分钟'],
  [25 * minute, '25 分钟'],
  [59.4 * minute, '59 分钟'],
  [60 * minute, '1 小时'],
  [47 * 60 * minute, '47 小时'],
  [48 * 60 * minute, '2 天'],
  [10 * 24 * 60 * minute, '10 天'],
])('%s ms last %s', (span, words) => {
  expect(spanWords(span)).toBe(words)
})

describe('a deadline', () => {
  const now = ms('2026-11-24T10:30:00')
  test.each([
    ['2026-11-24T10:29:59', 'overdue', '已超时 1 分钟'],
    ['2026-11-24T07:30:00', 'overdue', '已超时 3 小时'],
    ['2026-11-24T10:30:00', 'soon', '今天 10:30 前'],
    ['2026-11-24T18:00:00', 'soon', '今天 18:00 前'],
    ['2026-11-25T10:30:00', 'soon', '明天上午 10:30 前'],
    ['2026-11-25T10:30:01', 'later', '明天上午 10:30 前'],
    ['2026-11-26T09:00:00', 'later', '周四 9:00 前'],
  ])('%s is %s: %s', (due, urgency, words) => {
    expect([urgencyOf(at(due), now), dueWords(at(due), now)]).toEqual([urgency, words])
  })
})

describe('days in China', () => {
  const now = ms('2026-11-24T23:30:00')
  test('end at its own midnight', () => {
    expect(dayAt(now)).toBe('2026-11-24')
    expect(dayAt(now, 1)).toBe('2026-11-25')
    expect(dayAt(ms('2026-12-31T12:00:00'), 1)).toBe('2027-01-01')
    expect(clockWords(at('2026-11-24T09:05:00'))).toBe('9:05')
  })
  test.each([
    ['2026-11-23', '昨天'],
    ['2026-11-24', '今天'],
    ['2026-11-25', '明天'],
    ['2026-11-26', '周四'],
    ['2026-12-01', '周二'],
  ])('%s is %s', (date, words) => expect(dayWords(date, now)).toBe(words))
  test('are said with their date where that is not clear', () =>
    expect(dayWords('2026-12-01', now, true)).toBe('周二 12月1日'))
})
