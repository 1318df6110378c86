import fc from 'fast-check'
import { limits } from '../contract/limits'
import { type Found, gaussianSpread, naturally, ranked } from './rules'

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

describe('the spread of a fix', () => {
  const count = 600

  test('68 % of it lie within the accuracy', () => {
    for (const accuracy of [5, 30, 250]) {
      const within = gaussianSpread(accuracy, count).filter(({ east, north }) => Math.hypot(east, north) <= accuracy)
      expect(Math.abs(within.length / count - 0.68)).toBeLessThan(0.01)
    }
  })

  test('every direction gets its share, at every distance', () => {
    const spread = gaussianSpread(30, count)
    for (const part of [spread, spread.slice(0, count / 2), spread.slice(count / 2)]) {
      const northeast = part.filter(({ east, north }) => east > 0 && north > 0)
      const west = part.filter(({ east }) => east < 0)
      expect(Math.abs(northeast.length / part.length - 1 / 4)).toBeLessThan(0.02)
      expect(Math.abs(west.length / part.length - 1 / 2)).toBeLessThan(0.02)
    }
  })

  test('it is the same every time', () => {
    expect(gaussianSpread(30, count)).toEqual(gaussianSpread(30, count))
  })
})
