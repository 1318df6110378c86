import type { CoverageRow, CoverageSums } from '@contract/area'
import { againstWords, householdWords, standingOf, worstOf } from './coverage-words'

const full: CoverageSums = {
  grids: 1,
  households: 250,
  workers: 1,
  informants: 3,
  workersNeeded: 1,
  informantsNeeded: 3,
  workersShort: 0,
  informantsShort: 0,
  vacant: 0,
}
const row = (name: string, change: Partial<CoverageSums> = {}, over: Partial<CoverageRow> = {}): CoverageRow => ({
  areaId: name,
  level: 'grid',
  name,
  sums: { ...full, ...change },
  ...over,
})

test.each([
  [row('g'), 'done', '人手够'],
  [row('g', { households: 180 }), 'done', '人手够，不到 200 户'],
  [row('g', { workersShort: 2, informantsShort: 6 }), 'warn', '差 2 名网格员、6 名信息员'],
  [row('g', { informantsShort: 1 }), 'warn', '差 1 名信息员'],
  [row('g', { vacant: 1, workersShort: 1 }), 'danger', '没有网格员'],
  [
    row('g', { vacant: 1, workersShort: 1, informantsShort: 3 }, { standIn: true }),
    'danger',
    '没有网格员，由社区负责，差 3 名信息员',
  ],
  [
    row('c', { grids: 9, vacant: 2, workersShort: 3, informantsShort: 8 }, { level: 'community' }),
    'danger',
    '2 个网格没有网格员，一共差 3 名网格员、8 名信息员',
  ],
  [row('c', { grids: 9, households: 100 }, { level: 'community' }), 'done', '人手够'],
  [row('c', { grids: 0 }, { level: 'community' }), 'neutral', '还没有划分网格'],
  [row('c', {}, { level: 'community', sums: undefined }), 'neutral', '还没有统计，过几个小时再看'],
])('%j: %s, %s', (of, tone, words) => {
  expect(standingOf(of)).toMatchObject({ tone, words })
})

test('the worst are named, three at most, and nobody where nobody is short', () => {
  const short = ['甲', '乙', '丙', '丁'].map((name) => row(name, { workersShort: 1 }))
  expect(worstOf([...short, row('戊')])).toEqual(['甲：差 1 名网格员', '乙：差 1 名网格员', '丙：差 1 名网格员'])
  expect(worstOf([row('甲')])).toEqual([])
})

test('how many there are, and how many there should be where they are too few', () => {
  expect(againstWords(1, 3)).toBe('1 名，应有 3 名')
  expect(againstWords(3, 3)).toBe('3 名')
})

test('households as people say them', () => {
  expect([620, 9999, 10_000, 1_375_345].map(householdWords)).toEqual(['620 户', '9999 户', '1.0 万户', '137.5 万户'])
})
