import { createHash } from 'node:crypto'
import fc from 'fast-check'
import {
  boxesFor,
  type Door,
  doorsWithoutArea,
  inOrderOfDoors,
  matches,
  pagesFor,
  rollHash,
  rollOf,
  rollPage,
  rollPages,
  rollSums,
  shardsFor,
} from './roll.rules'

const hash = (text: string) => createHash('sha256').update(text).digest('hex')
const door = (n: number, over: Partial<Door> = {}): Door => ({
  householdId: `b1:1-${n}`,
  label: `1号楼 1-${n}`,
  area: 8_912,
  people: [],
  ...over,
})

test('fifteen doors of one owner are one head with the area of all of them', () => {
  const doors = Array.from({ length: 15 }, (_, i) => door(i, { ownerId: 'owner-1', area: 10_000 + i }))
  const roll = rollOf('owners', { voters: [], doors: [...doors, door(99)] })
  expect(roll).toHaveLength(2)
  expect(roll.find(({ key }) => key === 'owner-1')).toMatchObject({ area: 150_105, units: { length: 15 } })
  expect(rollSums(roll)).toEqual({ heads: 2, area: 159_017 })
})

test('the owners alone vote for a door that they own; for a household whoever lives there', () => {
  const people = [
    { personId: 'owner', owner: true },
    { personId: 'tenant', owner: false },
  ]
  const sources = { voters: [], doors: [door(1, { people })] }
  expect(rollOf('owners', sources)[0].people).toEqual(['owner'])
  expect(rollOf('households', sources)[0].people).toEqual(['owner', 'tenant'])
})

test('a household that nobody has registered in is on the roll all the same, and can vote on paper', () => {
  expect(rollOf('households', { voters: [], doors: [door(1)] })).toEqual([
    { key: 'b1:1-1', label: '1号楼 1-1', units: ['b1:1-1'], people: [] },
  ])
})

test('a person who is named twice votes once', () => {
  const voters = [
    { personId: 'p', memberId: 'm', label: '1-1', units: ['b1:1-1'] },
    { personId: 'p', memberId: 'n', label: '1-2', units: ['b1:1-2'] },
  ]
  const roll = rollOf('members', { voters, doors: [] })
  expect(roll).toEqual([{ key: 'p', label: '1-1', units: ['b1:1-1', 'b1:1-2'], people: ['p'], memberId: 'm' }])
  expect(rollSums(roll)).toEqual({ heads: 1 })
})

test('who goes from door to door has the roll in the order of the doors, and finds one by any of its owner’s', () => {
  const doors = [10, 2, 1].map((n) => door(n, { ownerId: n === 1 ? 'owner' : undefined }))
  const roll = rollOf('owners', { voters: [], doors: [...doors, door(77, { ownerId: 'owner' })] })
  const entries = inOrderOfDoors(roll)
  expect(entries.map(({ label }) => label)).toEqual(['1号楼 1-1', '1号楼 1-2', '1号楼 1-10'])
  const found = (text: string) => entries.filter((entry) => matches(entry, text)).map(({ key }) => key)
  expect(found('1-77')).toEqual(['owner'])
  expect(found('1-1')).toEqual(['owner', 'b1:1-10'])
  expect(found('9-9')).toEqual([])
})

test('doors without an area are counted before anybody votes by area', () => {
  expect(doorsWithoutArea([door(1), door(2, { area: undefined }), door(3, { area: 0 })])).toBe(2)
})

test('the hash tells every other roll apart, and no order', () => {
  const entries = rollOf('owners', { voters: [], doors: [1, 2, 3].map((n) => door(n)) })
  const own = rollHash(hash, entries)
  expect(rollHash(hash, [...entries].reverse())).toBe(own)
  expect(rollHash(hash, entries.slice(1))).not.toBe(own)
  expect(rollHash(hash, [{ ...entries[0], area: 8_913 }, ...entries.slice(1)])).not.toBe(own)
})

test('each key is on the page that its name tells, and the pages fill evenly', () => {
  for (const count of [0, 1, 40, 41, 3_000, 20_000]) {
    const entries = Array.from({ length: count }, (_, i) => ({ key: `person-${i}`, label: '', units: [], people: [] }))
    const pages = rollPages(entries, pagesFor(count))
    expect(pages.flat()).toHaveLength(count)
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(80)
    for (const [n, page] of pages.entries()) for (const { key } of page) expect(rollPage(key, pages.length)).toBe(n)
  }
})

test('a page is a number from 0, whatever the key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 1024 }), (key, pages) => {
      const page = rollPage(key, pages)
      expect(Number.isInteger(page) && page >= 0 && page < pages).toBe(true)
    }),
  )
})

test('boxes and counts grow with the roll, within bounds', () => {
  expect([0, 64, 65, 2_000, 16_384, 1e6].map(boxesFor)).toEqual([4, 4, 5, 125, 1024, 1024])
  expect([0, 64, 65, 2_000, 1e6].map(shardsFor)).toEqual([1, 1, 2, 32, 32])
})
