import fc from 'fast-check'
import { limits } from '../contract/limits'
import { noCoverage } from '../kernel/coverage'
import {
  askedRadius,
  type Found,
  isCertain,
  naturally,
  oversees,
  postChange,
  ranked,
  shortestFirst,
  staffingRole,
} from './rules'

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

describe('who oversees what', () => {
  const community = { cityId: '2102', districtId: 'd1', streetId: 's1', communityId: 'c1' }
  const street = { cityId: '2102', districtId: 'd1', streetId: 's1' }
  const city = { cityId: '2102' }
  test.each([
    ['communityStaff', 'c1', [true, false, false], true],
    ['communityStaff', 'c2', [false, false, false], false],
    ['streetStaff', 's1', [true, true, false], true],
    ['streetStaff', 's2', [false, false, false], false],
    ['districtStaff', 'd1', [true, true, false], false],
    ['cityStaff', '2102', [true, true, true], false],
    ['gridWorker', 'c1', [false, false, false], false],
    ['departmentStaff', 'd1', [false, false, false], false],
  ])('%s at %s', (role, areaId, looks, staffs) => {
    const held = [{ role, areaId }]
    expect([community, street, city].map((path) => oversees(held, path))).toEqual(looks)
    expect(staffingRole(held, community) !== undefined).toBe(staffs)
  })

  test('nobody oversees a place whose path does not say where it lies', () => {
    expect(oversees([{ role: 'streetStaff', areaId: '' }], {})).toBe(false)
    expect(staffingRole([{ role: 'communityStaff', areaId: 'c1' }], {})).toBeUndefined()
  })
})

test.each([
  [{ before: 1, left: true, after: 1 }, 'replace'],
  [{ before: 2, left: true, after: 1 }, 'replace'],
  [{ before: 1, left: true, after: 0 }, 'vacate'],
  [{ before: 0, left: false, after: 1 }, 'fill'],
  [{ before: 1, left: false, after: 2 }, undefined],
])('a change of workers, %j, is to the post: %s', (workers, change) => {
  expect(postChange(workers)).toBe(change)
})

test('short of people, in the order in which somebody should look: no worker, too few workers, too few informants', () => {
  const row = (areaId: string, short?: Partial<typeof noCoverage>) => ({
    areaId,
    level: 'grid' as const,
    name: areaId,
    ...(short && { sums: { ...noCoverage, ...short } }),
  })
  const rows = [
    row('never counted'),
    row('b full', {}),
    row('a full', {}),
    row('one informant', { informantsShort: 1 }),
    row('nine informants', { informantsShort: 9 }),
    row('one worker', { workersShort: 1 }),
    row('nobody', { vacant: 1, workersShort: 1 }),
  ]
  expect(rows.sort(shortestFirst).map(({ areaId }) => areaId)).toEqual([
    'nobody',
    'one worker',
    'nine informants',
    'one informant',
    'a full',
    'b full',
    'never counted',
  ])
})
