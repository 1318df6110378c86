import fc from 'fast-check'
import { type Choice, highestScore, type Method, methods, type Share } from '../contract/deliberation'
import { type Ballot, canonical, gathered, isCanonical, leastOf, reaches, tallyOf, type Weighed } from './tally.rules'

const half: Share = { numerator: 1, denominator: 2, strict: true }
const twoThirds: Share = { numerator: 2, denominator: 3, strict: false }
const threeQuarters: Share = { numerator: 3, denominator: 4, strict: false }

const options = ['甲', '乙', '丙', '丁'].map((text, i) => ({ id: 'abcd'[i], text }))
const ballot = (method: Method, count = 4): Ballot => ({ method, options: options.slice(0, count) })
const cast = (...lines: [choice: string, heads: number][]): Weighed[] =>
  lines.map(([choice, heads]) => ({ choice, heads }))

describe('a share of the law', () => {
  /** Whole, the least part that reaches, by hand. */
  const fixtures: [string, Share, [whole: number, least: number][]][] = [
    [
      'two-thirds or more',
      twoThirds,
      [
        [3, 2],
        [4, 3],
        [5, 4],
        [6, 4],
        [7, 5],
        [421, 281],
        [2219, 1480],
        [104_729, 69_820],
        [999_999_937, 666_666_625],
        [9_000_000_000_000_000, 6_000_000_000_000_000],
      ],
    ],
    [
      'three-quarters or more',
      threeQuarters,
      [
        [3, 3],
        [4, 3],
        [5, 4],
        [8, 6],
        [421, 316],
        [2219, 1665],
        [104_729, 78_547],
        [999_999_937, 749_999_953],
        [9_007_199_254_740_988, 6_755_399_441_055_741],
      ],
    ],
    [
      'more than half',
      half,
      [
        [1, 1],
        [2, 2],
        [3, 2],
        [4, 3],
        [821, 411],
        [835, 418],
        [104_729, 52_365],
        [1_000_000, 500_001],
        [9_007_199_254_740_991, 4_503_599_627_370_496],
      ],
    ],
  ]
  test.each(fixtures)('%s: at it, just under, just over', (_, share, rows) => {
    for (const [whole, least] of rows) {
      expect([whole, leastOf(whole, share)]).toEqual([whole, least])
      expect([whole, reaches(least - 1, whole, share)]).toEqual([whole, false])
      expect([whole, reaches(least, whole, share)]).toEqual([whole, true])
      if (least < whole) expect([whole, reaches(least + 1, whole, share)]).toEqual([whole, true])
    }
  })

  test('以上 holds at the bound itself, 过半数 does not', () => {
    expect(reaches(200, 300, twoThirds)).toBe(true)
    expect(reaches(300, 400, threeQuarters)).toBe(true)
    expect(reaches(150, 300, half)).toBe(false)
  })

  test('of nothing nothing is reached', () => {
    for (const share of [half, twoThirds, threeQuarters]) expect(reaches(0, 0, share)).toBe(false)
  })

  test('more never reaches less, and the least part is the least', () => {
    const share = fc.constantFrom(half, twoThirds, threeQuarters)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), fc.nat(), share, (whole, n, one) => {
        const part = n % (whole + 1)
        const least = leastOf(whole, one)
        expect(reaches(part, whole, one)).toBe(part >= least)
      }),
    )
  })
})

describe('a choice in its canonical text', () => {
  const cases: [Choice, string][] = [
    [{ method: 'single', option: 'b' }, 'b'],
    [{ method: 'multiple', options: ['c', 'a'] }, 'a,c'],
    [{ method: 'ranked', order: ['b', 'a', 'c'] }, 'b>a>c'],
    [{ method: 'ranked', order: ['d'] }, 'd'],
    [{ method: 'score', scores: { d: 1, a: 5, c: 0, b: 3 } }, 'a=5,b=3,c=0,d=1'],
    [{ method: 'consent', answer: 'object' }, 'object'],
  ]
  test.each(cases)('%j is written %s', (choice, text) => {
    expect(canonical(choice, ballot(choice.method))).toBe(text)
    expect(isCanonical(text, ballot(choice.method))).toBe(true)
  })

  const refused: [string, Method, Choice][] = [
    ['of another method', 'multiple', { method: 'single', option: 'a' }],
    ['for what is not there', 'single', { method: 'single', option: 'e' }],
    ['of nothing', 'multiple', { method: 'multiple', options: [] }],
    ['for the same twice', 'multiple', { method: 'multiple', options: ['a', 'a'] }],
    ['that ranks the same twice', 'ranked', { method: 'ranked', order: ['a', 'b', 'a'] }],
    ['that ranks what is not there', 'ranked', { method: 'ranked', order: ['a', 'z'] }],
    ['that leaves a score out', 'score', { method: 'score', scores: { a: 1, b: 2, c: 3 } }],
    ['that scores what is not there', 'score', { method: 'score', scores: { a: 1, b: 2, c: 3, d: 4, e: 5 } }],
  ]
  test.each(refused)('one %s is refused beside the field', (_, method, choice) => {
    expect(() => canonical(choice, ballot(method))).toThrow(
      expect.objectContaining({ code: 'INVALID', fields: { choice: expect.stringMatching(/[一-鿿]/) } }),
    )
  })

  const strange: [Method, string[]][] = [
    ['single', ['', 'e', 'a,b', 'A', ' a']],
    ['multiple', ['', 'c,a', 'a,a', 'a,', 'a,e']],
    ['ranked', ['', 'a>a', 'a>e', 'a>', 'a,b']],
    ['score', ['', 'a=1,b=1,c=1', 'b=1,a=1,c=1,d=1', 'a=6,b=0,c=0,d=0', 'a=01,b=0,c=0,d=0', 'a=-1,b=0,c=0,d=0']],
    ['score', ['a=1=1,b=0,c=0,d=0', 'a=1,b=0,c=0,d=0,d=0', 'a=,b=0,c=0,d=0', 'a=1.5,b=0,c=0,d=0']],
    ['consent', ['', 'a', 'agree,object']],
  ]
  test.each(strange)('what nobody could have cast by %s is known as such', (method, texts) => {
    expect(texts.filter((text) => isCanonical(text, ballot(method)))).toEqual([])
  })

  test('what is written is read again as what it is, for every choice there is', () => {
    fc.assert(
      fc.property(anyChoice, (choice) => {
        expect(isCanonical(canonical(choice, ballot(choice.method)), ballot(choice.method))).toBe(true)
      }),
    )
  })
})

const ids = fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 1 })
const score = fc.integer({ min: 0, max: highestScore })
const choices: Record<Method, fc.Arbitrary<Choice>> = {
  single: fc.constantFrom('a', 'b', 'c', 'd').map((option) => ({ method: 'single', option })),
  multiple: ids.map((chosen) => ({ method: 'multiple', options: chosen })),
  ranked: ids.map((order) => ({ method: 'ranked', order })),
  score: fc.record({ a: score, b: score, c: score, d: score }).map((scores) => ({ method: 'score', scores })),
  consent: fc.constantFrom('agree', 'abstain', 'object').map((answer) => ({ method: 'consent', answer })),
}
const anyChoice = fc.oneof(...Object.values(choices))

describe('adding up', () => {
  test('one option each', () => {
    expect(tallyOf(ballot('single'), cast(['a', 3], ['c', 2]))).toEqual({
      heads: 5,
      sums: [
        { option: 'a', heads: 3 },
        { option: 'b', heads: 0 },
        { option: 'c', heads: 2 },
        { option: 'd', heads: 0 },
      ],
    })
  })

  test('heads and area each for themselves', () => {
    const ballots = [
      { choice: 'a', heads: 1, area: 8_912 },
      { choice: 'a,b', heads: 1, area: 120_050 },
    ]
    expect(tallyOf(ballot('multiple', 2), ballots)).toEqual({
      heads: 2,
      area: 128_962,
      sums: [
        { option: 'a', heads: 2, area: 128_962 },
        { option: 'b', heads: 1, area: 120_050 },
      ],
    })
  })

  test('scores', () => {
    expect(tallyOf(ballot('score', 2), cast(['a=5,b=0', 2], ['a=1,b=4', 3])).sums).toEqual([
      { option: 'a', heads: 5, points: 13 },
      { option: 'b', heads: 5, points: 12 },
    ])
  })

  test('consent', () => {
    const { sums } = tallyOf({ method: 'consent', options: [] }, cast(['agree', 4], ['object', 1]))
    expect(sums.map(({ option, heads }) => [option, heads])).toEqual([
      ['agree', 4],
      ['abstain', 0],
      ['object', 1],
    ])
  })

  test.each(methods)('neither the order nor how %s ballots are put together changes anything', (method) => {
    const many = fc.array(choices[method], { maxLength: 30 })
    fc.assert(
      fc.property(many, fc.infiniteStream(fc.nat()), (made, order) => {
        const one = made.map((choice) => ({ choice: canonical(choice, ballot(method)), heads: 1 }))
        const shuffled = [...one]
          .map((entry) => [order.next().value, entry] as const)
          .sort(([x], [y]) => x - y)
          .map(([, entry]) => entry)
        const tally = tallyOf(ballot(method), one)
        expect(tallyOf(ballot(method), shuffled)).toEqual(tally)
        expect(tallyOf(ballot(method), gathered(one))).toEqual(tally)
        expect(tally.heads).toBe(made.length)
      }),
    )
  })
})

describe('instant run-off', () => {
  const rounds = (count: number, ...lines: [string, number][]) =>
    tallyOf(ballot('ranked', count), cast(...lines)).rounds?.map(({ sums, out }) => [
      Object.fromEntries(sums.map(({ option, heads }) => [option, heads])),
      out,
    ])

  test('more than half at once ends it', () => {
    expect(rounds(3, ['a>b', 3], ['b', 1], ['c', 1])).toEqual([[{ a: 3, b: 1, c: 1 }, undefined]])
  })

  test('the last goes out and its ballots pass on', () => {
    expect(rounds(3, ['a', 4], ['b>a', 3], ['c>b', 2])).toEqual([
      [{ a: 4, b: 3, c: 2 }, 'c'],
      [{ a: 4, b: 5 }, undefined],
    ])
  })

  test('exhausted ballots count no more: more than half of those left is enough', () => {
    expect(rounds(3, ['a', 4], ['b', 3], ['c', 2])).toEqual([
      [{ a: 4, b: 3, c: 2 }, 'c'],
      [{ a: 4, b: 3 }, undefined],
    ])
  })

  test('of two equally last the one goes that had fewer in the latest earlier round in which they differ', () => {
    // b and c are level in the second round; in the first b had fewer
    expect(rounds(4, ['a', 5], ['b', 2], ['c', 3], ['d>b', 1])).toEqual([
      [{ a: 5, b: 2, c: 3, d: 1 }, 'd'],
      [{ a: 5, b: 3, c: 3 }, 'b'],
      [{ a: 5, c: 3 }, undefined],
    ])
  })

  test('if they never differ, the one listed later', () => {
    expect(rounds(2, ['a', 1], ['b', 1])).toEqual([
      [{ a: 1, b: 1 }, 'b'],
      [{ a: 1 }, undefined],
    ])
  })

  test('nobody voted: nobody leads', () => {
    expect(rounds(2)).toEqual([[{ a: 0, b: 0 }, undefined]])
  })

  test('every run-off ends with more than half of what is left, or with one, each round one fewer', () => {
    fc.assert(
      fc.property(fc.array(choices.ranked, { minLength: 1, maxLength: 40 }), (made) => {
        const lines = made.map((choice) => ({ choice: canonical(choice, ballot('ranked')), heads: 1 }))
        const all = tallyOf(ballot('ranked'), lines).rounds ?? []
        all.forEach(({ sums, out }, i) => {
          expect(sums).toHaveLength(4 - i)
          const least = Math.min(...sums.map(({ heads }) => heads))
          if (i < all.length - 1) expect(sums.find(({ option }) => option === out)?.heads).toBe(least)
          else expect(out).toBeUndefined()
        })
        const last = all[all.length - 1].sums.map(({ heads }) => heads)
        const left = last.reduce((sum, heads) => sum + heads, 0)
        expect(last.length === 1 || Math.max(...last) * 2 > left).toBe(true)
      }),
    )
  })
})
