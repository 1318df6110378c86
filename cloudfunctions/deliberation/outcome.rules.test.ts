import type { Basis, Method } from '../contract/deliberation'
import { type Decided, outcomeOf, squareMetres } from './outcome.rules'
import { type Door, rollOf, rollSums } from './roll.rules'
import { tallyOf, type Weighed } from './tally.rules'

const options = ['同意', '不同意', '再议'].map((text, i) => ({ id: 'abc'[i], text }))
const poll = (basis: Basis, over: Partial<Decided> = {}): Decided => ({
  basis,
  method: 'single',
  options: options.slice(0, 2),
  binding: true,
  ...over,
})
type Line = [choice: string, heads: number, area?: number]
const cast = (lines: Line[]): Weighed[] => lines.map(([choice, heads, area]) => ({ choice, heads, area }))
const outcome = (about: Decided, roll: { heads: number; area?: number }, lines: Line[]) =>
  outcomeOf(about, roll, tallyOf(about, cast(lines)))
const verdict = (...args: Parameters<typeof outcome>) => outcome(...args).verdict

describe('owners decide an ordinary matter (Civil Code art. 278)', () => {
  const about = poll('ownersOrdinary')
  /** 300 owners with 30,000 m². */
  const roll = { heads: 300, area: 3_000_000 }

  test('two-thirds have to take part, by heads and by area apart: at, just under, just over', () => {
    expect(verdict(about, roll, [['a', 200, 2_000_000]])).toBe('passed')
    expect(verdict(about, roll, [['a', 201, 2_000_001]])).toBe('passed')
    expect(verdict(about, roll, [['a', 199, 2_000_000]])).toBe('noQuorum')
    expect(verdict(about, roll, [['a', 200, 1_999_999]])).toBe('noQuorum')
    expect(verdict(about, roll, [['a', 199, 3_000_000]])).toBe('noQuorum')
  })

  test('more than half of those taking part has to agree, by heads and by area apart', () => {
    const split = (heads: number, area: number): Line[] => [
      ['a', heads, area],
      ['b', 200 - heads, 2_000_000 - area],
    ]
    expect(verdict(about, roll, split(101, 1_000_001))).toBe('passed')
    expect(verdict(about, roll, split(100, 1_000_001))).toBe('failed')
    expect(verdict(about, roll, split(101, 1_000_000))).toBe('failed')
    expect(verdict(about, roll, split(100, 1_000_000))).toBe('failed')
    expect(verdict(about, roll, split(199, 999_999))).toBe('failed')
  })

  test('of prime totals nothing is rounded', () => {
    const prime = { heads: 2_213, area: 104_729 }
    expect(verdict(about, prime, [['a', 1_476, 69_820]])).toBe('passed')
    expect(verdict(about, prime, [['a', 1_475, 69_820]])).toBe('noQuorum')
    expect(verdict(about, prime, [['a', 1_476, 69_819]])).toBe('noQuorum')
  })

  test('of totals beyond what a float can tell apart neither', () => {
    const large = { heads: 3, area: 9_007_199_254_740_990 }
    expect(verdict(about, large, [['a', 2, 6_004_799_503_160_660]])).toBe('passed')
    expect(verdict(about, large, [['a', 2, 6_004_799_503_160_659]])).toBe('noQuorum')
  })

  test('several options may pass, each for itself', () => {
    const both = poll('ownersOrdinary', { method: 'multiple', options })
    const lines: Line[] = [
      ['a,b', 150, 1_500_000],
      ['c', 50, 500_000],
    ]
    const result = outcome(both, roll, lines)
    expect([result.verdict, result.winner]).toEqual(['passed', undefined])
    expect(result.sentences.at(-1)).toBe('「同意」、「不同意」通过。')
  })
})

test('owners decide a weighty matter: three-quarters of those taking part, at, just under, just over', () => {
  const about = poll('ownersSpecial')
  const roll = { heads: 300, area: 3_000_000 }
  const split = (heads: number, area: number): Line[] => [
    ['a', heads, area],
    ['b', 200 - heads, 2_000_000 - area],
  ]
  expect(verdict(about, roll, split(150, 1_500_000))).toBe('passed')
  expect(verdict(about, roll, split(151, 1_500_001))).toBe('passed')
  expect(verdict(about, roll, split(149, 1_500_000))).toBe('failed')
  expect(verdict(about, roll, split(150, 1_499_999))).toBe('failed')
  expect(verdict(about, { heads: 301, area: 3_000_000 }, split(200, 2_000_000))).toBe('noQuorum')
})

test('the owner of fifteen flats is one head: 406 and he do not outvote 414', () => {
  const doors: Door[] = [
    ...Array.from({ length: 406 }, (_, i) => ({ householdId: `for-${i}`, label: '', area: 10_000, people: [] })),
    ...Array.from({ length: 15 }, (_, i) => ({
      householdId: `his-${i}`,
      label: '',
      area: 10_000,
      ownerId: 'one owner',
      people: [],
    })),
    ...Array.from({ length: 414 }, (_, i) => ({ householdId: `against-${i}`, label: '', area: 10_000, people: [] })),
  ]
  const roll = rollOf('owners', { voters: [], doors })
  expect(rollSums(roll)).toEqual({ heads: 821, area: 8_350_000 })
  const ballots = roll.map(({ key, area }) => ({ choice: key.startsWith('against') ? 'b' : 'a', heads: 1, area }))
  const about = poll('ownersOrdinary')
  const tally = tallyOf(about, ballots)
  expect(tally.sums).toEqual([
    { option: 'a', heads: 407, area: 4_210_000 },
    { option: 'b', heads: 414, area: 4_140_000 },
  ])
  const result = outcomeOf(about, rollSums(roll), tally)
  expect(result.verdict).toBe('failed')
  expect(result.sentences).toEqual([
    '名册上共 821 名业主，参加的 821 名业主。',
    '按人数：参加 821 名业主，全体 821 名业主，三分之二以上要 548 名业主，达到。',
    '按面积：参加 83500.00 平方米，全体 83500.00 平方米，三分之二以上要 55666.67 平方米，达到。',
    '按人数：「同意」 407 名业主，参加 821 名业主，过半数要 411 名业主，没有达到。',
    '按面积：「同意」 42100.00 平方米，参加 83500.00 平方米，过半数要 41750.01 平方米，达到。',
    '按人数：「不同意」 414 名业主，参加 821 名业主，过半数要 411 名业主，达到。',
    '按面积：「不同意」 41400.00 平方米，参加 83500.00 平方米，过半数要 41750.01 平方米，没有达到。',
    '没有一项通过。',
  ])
  // As they were counted by doors, before the court annulled it: 421 of 835
  const byDoors = outcome(about, { heads: 835, area: 8_350_000 }, [
    ['a', 421, 4_210_000],
    ['b', 414, 4_140_000],
  ])
  expect(byDoors).toMatchObject({ verdict: 'passed', winner: 'a' })
})

test('a covenant needs more than half of the households, and more than half of those taking part', () => {
  const about = poll('covenant')
  const split = (yes: number, no: number): Line[] => [
    ['a', yes],
    ['b', no],
  ]
  expect(verdict(about, { heads: 100 }, split(50, 0))).toBe('noQuorum')
  expect(verdict(about, { heads: 100 }, split(51, 0))).toBe('passed')
  expect(verdict(about, { heads: 100 }, split(30, 30))).toBe('failed')
  expect(verdict(about, { heads: 100 }, split(31, 30))).toBe('passed')
})

describe('asking for opinions', () => {
  const about = poll('consultative', { options, binding: false })

  test('says that it binds nobody, and who leads with the sums', () => {
    expect(
      outcome(about, { heads: 40 }, [
        ['a', 5],
        ['b', 9],
      ]),
    ).toEqual({
      verdict: 'advice',
      winner: 'b',
      sentences: [
        '这是征询意见，结果没有法律约束力。',
        '名册上共 40 人，参加的 14 人。',
        '「同意」 5 票，「不同意」 9 票，「再议」 0 票。',
        '「不同意」得到的支持最多。',
      ],
    })
  })

  test('equal at the top is a tie, in heads and in points', () => {
    const level = outcome(about, { heads: 40 }, [
      ['a', 5],
      ['b', 5],
    ])
    expect([level.verdict, level.winner]).toEqual(['tied', undefined])
    const scores = poll('consultative', { method: 'score', binding: false })
    expect(
      verdict(scores, { heads: 40 }, [
        ['a=2,b=3', 4],
        ['a=3,b=2', 4],
      ]),
    ).toBe('tied')
    expect(
      outcome(scores, { heads: 40 }, [
        ['a=2,b=3', 5],
        ['a=3,b=2', 4],
      ]),
    ).toMatchObject({ winner: 'b' })
  })

  test('nobody voted: nobody leads', () => {
    const methods: Method[] = ['single', 'multiple', 'ranked', 'score', 'consent']
    for (const method of methods) {
      const result = outcome({ ...about, method }, { heads: 40 }, [])
      expect([method, result.verdict, result.winner]).toEqual([method, 'advice', undefined])
    }
  })

  test('a ranked one tells each round', () => {
    const ranked = poll('consultative', { method: 'ranked', options, binding: false })
    const result = outcome(ranked, { heads: 40 }, [
      ['a', 4],
      ['b>a', 3],
      ['c>b', 2],
    ])
    expect(result).toMatchObject({ verdict: 'advice', winner: 'b' })
    expect(result.sentences.slice(2)).toEqual([
      '第 1 轮：「同意」 4 票，「不同意」 3 票，「再议」 2 票；「再议」退出，选它的票转给下一个选择。',
      '第 2 轮：「同意」 4 票，「不同意」 5 票。',
      '「不同意」得到的支持最多。',
    ])
  })

  test('consent passes when somebody agrees and nobody objects', () => {
    const consent = poll('consultative', { method: 'consent', options: [], binding: false })
    expect(
      verdict(consent, { heads: 40 }, [
        ['agree', 1],
        ['abstain', 8],
      ]),
    ).toBe('passed')
    expect(verdict(consent, { heads: 40 }, [['abstain', 8]])).toBe('failed')
    expect(
      verdict(consent, { heads: 40 }, [
        ['agree', 30],
        ['object', 1],
      ]),
    ).toBe('failed')
  })
})

test('without an authorisation of the community a vote under the law too is called 征询', () => {
  const lines: Line[] = [['a', 9, 90_000]]
  const told = (binding: boolean) =>
    outcome(poll('ownersOrdinary', { binding }), { heads: 9, area: 90_000 }, lines).sentences.join('')
  expect(told(false)).toContain('征询')
  expect(told(true)).not.toContain('征询')
})

test('of fewer than five ballots no sentence tells a sum of an option', () => {
  for (const basis of ['consultative', 'covenant', 'ownersOrdinary'] as const) {
    const few = outcome(poll(basis), { heads: 4, area: 400 }, [
      ['a', 3, 300],
      ['b', 1, 100],
    ])
    const five = outcome(poll(basis), { heads: 5, area: 500 }, [
      ['a', 4, 400],
      ['b', 1, 100],
    ])
    expect(few.sentences.join('')).not.toMatch(/「不?同意」 \d/)
    expect(five.sentences.join('')).toMatch(/「同意」 4/)
    expect(few.winner).toBe('a')
  }
})

test('areas are said in square metres to the hundredth', () => {
  expect([0, 5, 100, 8_912, 123_456_789].map(squareMetres)).toEqual(['0.00', '0.05', '1.00', '89.12', '1234567.89'])
})
