import { hazardStates } from '@contract/hazard'
import { bookingItemStates, mediationStates } from '@contract/words'
import { inHours, item } from '@/testing/hazard'
import { deadlineWords, standingOf } from './standing'

const now = () => Date.now()

test('every state is said in a sentence of its own', () => {
  const titles = Object.keys(hazardStates).map((state) => standingOf(item({ state }), now()).title)
  expect(new Set(titles).size).toBe(titles.length)
})

test('every state of a booking is said in a sentence of its own, and what comes after it', () => {
  const booked = (state: string) => standingOf(item({ kind: 'booking', state, dueAt: inHours(2) }), now())
  const titles = Object.keys(bookingItemStates).map((state) => booked(state).title)
  expect(new Set(titles).size).toBe(titles.length)
  expect(booked('booked').title).toMatch(/^中兴社区第3网格还没有接单，(今天|明天\S+) \d+:\d\d 前接单$/)
  expect(booked('accepted').next).toContain('自动办结')
})

test('every state of a mediation is said in a sentence of its own, which says whose it is', () => {
  const titles = Object.keys(mediationStates).map(
    (state) => standingOf(item({ kind: 'mediation', state }), now()).title,
  )
  expect(new Set(titles).size).toBe(titles.length)
  const [requested, agreed] = ['requested', 'agreed'].map((state) => item({ kind: 'mediation', state, mine: true }))
  expect(standingOf(requested as never, now()).title).toMatch(/^由中兴社区第3网格负责，.+ 前受理$/)
  expect(standingOf(agreed as never, now()).title).toContain('请您看看')
})

test('who is responsible and by when stand in the first sentence', () => {
  const standing = standingOf(item({ dueAt: inHours(2) }), now())
  expect(standing.title).toMatch(/^由中兴社区第3网格负责，(今天|明天\S+) \d+:\d\d 前接单$/)
  expect(standing.tone).toBe('warn')
})

test('a missed deadline is said in red, with how long it is past', () => {
  const standing = standingOf(item({ dueAt: inHours(-3) }), now())
  expect(standing).toMatchObject({ tone: 'danger', title: '由中兴社区第3网格负责，已超时 3 小时未接单' })
})

test('until somebody accepts, whoever had it first is named as still answerable', () => {
  const answerable = { level: 'grid', id: 'g-3', name: '中兴社区第3网格' } as const
  const responsible = { level: 'street', id: 's-1', name: '老虎滩街道' } as const
  const standing = standingOf(item({ state: 'whistled', responsible, answerable }), now())
  expect(standing.next).toContain('老虎滩街道接单之前，仍由中兴社区第3网格负责')
})

test('the reporter is asked to look, everybody else is told that the reporter is asked', () => {
  expect(standingOf(item({ state: 'resolved', mine: true }), now()).title).toContain('请您看看')
  expect(standingOf(item({ state: 'resolved' }), now()).title).toBe('已处理，等报告人确认')
})

test('a merged report says how the other one stands', () => {
  const { next } = standingOf(
    item({
      state: 'merged',
      dueAt: undefined,
      mergedInto: '261124-00000009',
      mergedState: 'closed',
      mergedResult: '已清走',
    }),
    now(),
  )
  expect(next).toBe('并入 261124-00000009，现在已办结。处理结果：已清走')
})

test('what is closed owes nothing any more', () => {
  expect(standingOf(item({ state: 'closed', dueAt: undefined, score: 5 }), now())).toEqual({
    tone: 'done',
    title: '已办结，评了 5 分',
  })
})

test('the queue says deadlines in words', () => {
  expect(deadlineWords(inHours(-3), now())).toBe('超时 3 小时')
  expect(deadlineWords(inHours(2), now())).toMatch(/ \d+:\d\d 到期$/)
})
