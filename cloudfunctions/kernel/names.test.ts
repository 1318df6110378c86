import { behind, fromStart, nameEntries, searchable } from './names'

const building = { id: 'b1', level: 'building' as const, name: '中兴街 12号楼' }

test('a name is found from any of its letters on, and known from its start', () => {
  expect(nameEntries(building).map(({ suffix }) => suffix)).toEqual([
    fromStart('中兴街12号楼'),
    '中兴街12号楼',
    '兴街12号楼',
    '街12号楼',
    '12号楼',
    '2号楼',
    '号楼',
    '楼',
  ])
})

test('every entry has its own id', () => {
  const ids = nameEntries(building).map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('full-width letters, capitals and spaces make no difference', () => {
  expect(searchable(' 中兴街 12Ａ号')).toBe('中兴街12a号')
})

test('a rare character comes before the end of its range', () => {
  const wanted = searchable('红')
  for (const name of ['红旗', '红𠮷', '红\uffee'])
    expect(Buffer.compare(Buffer.from(name), Buffer.from(behind(wanted)))).toBe(-1)
})
