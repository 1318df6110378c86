import fc from 'fast-check'
import { limits } from '../contract/limits'
import { askedRadius, type Found, isCertain, naturally, ranked } from './rules'

describe('what a search shows first', () => {
  const found = (areaId: string, level: Found['level'], match: Found['match']): Found => ({ areaId, level, match })

  test('the exact name, then names that begin so, then the rest; larger areas before smaller ones', () => {
    const all = [
      found('e', 'building', 'inside'),
      found('d', 'community', 'inside'),
      found('c', 'building', 'prefix'),
      found('b', 'street', 'prefix'),
      found('a', 'building', 'exact'),
    ]
    expect(ranked(all).map(({ areaId }) => areaId)).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('an area that matches twice is shown once, by its better match', () => {
    const twice = [found('a', 'street', 'inside'), found('b', 'street', 'prefix'), found('a', 'street', 'exact')]
    expect(ranked(twice)).toEqual([found('a', 'street', 'exact'), found('b', 'street', 'prefix')])
  })

  test('one page and no more', () => {
    const many = Array.from({ length: 50 }, (_, i) => found(`a${i}`, 'community', 'inside'))
    expect(ranked(many)).toHaveLength(limits.page)
  })
})

describe('the order in which people count', () => {
  test.each([
    ['第2网格', '第10网格'],
    ['1-201', '1-1001'],
    ['1-1001', '2-101'],
    ['2号楼', '12号楼'],
    ['1-101', '1-101甲'],
    ['甲1', '甲乙'],
  ])('%s before %s', (a, b) => {
    expect(naturally(a, b)).toBeLessThan(0)
    expect(naturally(b, a)).toBeGreaterThan(0)
  })

  test('doors come by entrance, floor and door, however they are dealt', () => {
    const doors = [1, 2, 11].flatMap((e) => [1, 2, 10].flatMap((f) => ['01', '02'].map((d) => `${e}-${f}${d}`)))
    fc.assert(
      fc.property(fc.shuffledSubarray(doors, { minLength: doors.length }), (dealt) => {
        expect([...dealt].sort(naturally)).toEqual(doors)
      }),
    )
  })
})

describe('when a person is asked which building they are at', () => {
  test.each([
    [[], false],
    [[0.89], false],
    [[0.9], true],
    [[1], true],
    [[0.5, 0.5], false],
  ])('grids with the probabilities %j are certain: %p', (probabilities, certain) => {
    expect(isCertain(probabilities.map((probability) => ({ probability })))).toBe(certain)
  })

  test.each([
    [undefined, 100],
    [0, 100],
    [20, 140],
    [250, 600],
    [100_000, 600],
  ])('with a fix good to %p m, buildings within %i m', (accuracy, metres) => {
    expect(askedRadius(accuracy)).toBe(metres)
  })
})
