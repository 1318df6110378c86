import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCloudBase } from '../../e2e/cloudbase'
import { type LocalStore, openStore } from '../../local/store'
import { openCloud } from './cloud/sdk'
import { cloudStore } from './cloud/store'
import { boundariesAt, boundariesOf, type GridOutline, generationAt, generationDocs } from './generations'
import { areaAt, labelOf } from './geometry/compiled/lookup'
import type { Polygons } from './geometry/polygon'
import { cryptoRandom } from './node'
import type { Store } from './ports'

const side = 20_000
const square = (column: number): Polygons => {
  const [west, east] = [column * side, (column + 1) * side]
  return [[[west, 0, east, 0, east, side, west, side]]]
}
const madeAt = '2026-11-01T00:00:00.000Z'
const [first, second] = ['2026-11-22T16:00:00.000Z', '2026-12-31T16:00:00.000Z']
const justBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString()

const old = generationDocs('2026-11-23-1', first, [{ id: 'g1', polygons: square(0) }], madeAt)
const split = generationDocs(
  '2027-01-01-1',
  second,
  [
    { id: 'g3', polygons: square(1) },
    { id: 'g2', polygons: square(0) },
  ],
  madeAt,
)

let folder: string
let stored: LocalStore
let reads: string[]
/** The store, which notes what is read. */
let store: Store

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hehe-generations-'))
  stored = openStore(join(folder, 'city.db'))
  reads = []
  store = {
    ...stored,
    get(collection, id) {
      reads.push(id)
      return stored.get(collection, id)
    },
    range(collection, index, query) {
      reads.push(collection)
      return stored.range(collection, index, query)
    },
  }
  for (const { generation, parts } of [old, split]) {
    await stored.load('generations', [generation])
    await stored.load('boundaryParts', parts)
  }
})
afterEach(async () => {
  await stored.close()
  rmSync(folder, { recursive: true })
})

/** The grid that holds the middle of a column, by the boundaries in force. */
async function gridAt(now: string, column: number) {
  const boundaries = await boundariesAt(store, now)
  if (!boundaries) return undefined
  const area = areaAt(boundaries.index, (column + 0.5) * side, side / 2)
  return area < 0 ? null : labelOf(boundaries.index, area)
}

describe('the generation in force', () => {
  test.each([
    ['before the first one there is none', justBefore(first), undefined, undefined],
    ['the first one from its very start', first, '2026-11-23-1', 'g1'],
    ['until the next one starts', justBefore(second), '2026-11-23-1', 'g1'],
    ['and from then on that one', second, '2027-01-01-1', 'g2'],
    ['however late', '2040-01-01T00:00:00.000Z', '2027-01-01-1', 'g2'],
  ])('%s', async (_, now, id, grid) => {
    expect((await generationAt(store, now))?.id).toBe(id)
    expect(await gridAt(now, 0)).toBe(grid)
  })

  test('of two that start together the later number replaces the other', async () => {
    const better = generationDocs('2027-01-01-2', second, [{ id: 'g4', polygons: square(0) }], madeAt)
    await stored.load('generations', [better.generation])
    await stored.load('boundaryParts', better.parts)
    expect(await gridAt(second, 0)).toBe('g4')
  })

  test('one that is not in force yet can be looked at', async () => {
    const boundaries = await boundariesOf(store, '2027-01-01-1')
    expect(boundaries?.generation).toMatchObject({ grids: 2, startsAt: second, madeAt })
    expect(boundaries && labelOf(boundaries.index, areaAt(boundaries.index, 1.5 * side, 0))).toBe('g3')
    expect(await boundariesOf(store, 'nowhere')).toBeUndefined()
  })

  test('a generation is never the one of another city in the same process', async () => {
    await gridAt(first, 0)
    const other = openStore(join(folder, 'other.db'))
    expect(await boundariesAt(other, first)).toBeUndefined()
    await other.close()
  })
})

describe('the parts of a generation', () => {
  test('are read once, and again only for another generation', async () => {
    await gridAt(first, 0)
    expect(reads).toEqual(['generations', '2026-11-23-1:0'])
    await gridAt(first, 0)
    expect(reads.slice(2)).toEqual(['generations'])
    await gridAt(second, 0)
    expect(reads.slice(3)).toEqual(['generations', '2027-01-01-1:0'])
    await gridAt(first, 0)
    await gridAt(second, 0)
    expect(reads.slice(5)).toEqual(['generations', 'generations'])
  })

  test('are read once by many who come first together, and all get the same boundaries', async () => {
    const found = await Promise.all(Array.from({ length: 20 }, () => boundariesAt(store, first)))
    expect(new Set(found.map((one) => one?.index)).size).toBe(1)
    expect(reads.filter((read) => read === '2026-11-23-1:0')).toHaveLength(1)
  })

  test('only two generations are kept ready', async () => {
    const third = generationDocs(
      '2027-02-01-1',
      '2027-01-31T16:00:00.000Z',
      [{ id: 'g5', polygons: square(5) }],
      madeAt,
    )
    await stored.load('generations', [third.generation])
    await stored.load('boundaryParts', third.parts)
    await boundariesOf(store, '2026-11-23-1')
    await boundariesOf(store, '2027-01-01-1')
    await boundariesOf(store, '2027-02-01-1')
    reads = []
    await boundariesOf(store, '2026-11-23-1')
    expect(reads).toEqual(['2026-11-23-1', '2026-11-23-1:0'])
  })

  test('a failed read is tried again by the next call', async () => {
    const failing: Store = {
      ...store,
      get: (collection, id) => (fails ? Promise.reject(new Error('no answer')) : stored.get(collection, id)),
    }
    let fails = true
    await expect(boundariesAt(failing, first)).rejects.toThrow('no answer')
    fails = false
    expect((await boundariesAt(failing, first))?.generation.id).toBe('2026-11-23-1')
  })

  test.each([
    ['missing', undefined],
    ['those of another generation', split.parts[0].bytes],
    ['cut short', old.parts[0].bytes.slice(0, -8)],
  ])('that are %s are refused', async (_, bytes) => {
    const part = await stored.get('boundaryParts', '2026-11-23-1:0')
    if (!part) throw new Error('there is a part')
    if (bytes === undefined) await stored.remove('boundaryParts', part.id, part.version)
    else await stored.replace('boundaryParts', { ...part, bytes })
    await expect(boundariesAt(store, first)).rejects.toThrow('2026-11-23-1')
  })
})

test('on the cloud the generation in force and its parts are found all the same', async () => {
  const before = { ...process.env }
  const cloudBase = await startCloudBase()
  Object.assign(process.env, cloudBase.env)
  try {
    for (const { generation, parts } of [split, old]) {
      await cloudBase.load('boundaryParts', parts)
      await cloudBase.load('generations', [generation])
    }
    const cloud = cloudStore(openCloud().database({ throwOnNotFound: false }), cryptoRandom())
    const found = await Promise.all(
      [justBefore(first), first, justBefore(second), second].map((now) => boundariesAt(cloud, now)),
    )
    expect(found.map((one) => one?.generation.id)).toEqual([undefined, '2026-11-23-1', '2026-11-23-1', '2027-01-01-1'])
    expect(found[3] && labelOf(found[3].index, areaAt(found[3].index, 1.5 * side, side / 2))).toBe('g3')
  } finally {
    await cloudBase.close()
    process.env = before
  }
})

test('a large city comes in several small documents, which are put together again', async () => {
  const grids: GridOutline[] = Array.from({ length: 16_000 }, (_, column) => ({
    id: `g${String(column).padStart(5, '0')}`,
    polygons: square(column),
  }))
  const { generation, parts } = generationDocs('2028-01-01-1', '2027-12-31T16:00:00.000Z', grids, madeAt)
  expect(parts.length).toBeGreaterThan(6)
  expect(generation).toMatchObject({ grids: 16_000, parts: parts.length })
  for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(610_000)
  await stored.load('generations', [generation])
  await stored.load('boundaryParts', parts)
  for (const column of [0, 1, 6_999, 15_999])
    expect(await gridAt('2028-01-01T00:00:00.000Z', column)).toBe(grids[column].id)
  expect(await gridAt('2028-01-01T00:00:00.000Z', 16_000)).toBeNull()
})

test('where grids overlap the one with the smallest id answers, in whatever order they come', () => {
  const both = ['g2', 'g1'].map((id) => ({ id, polygons: square(0) }))
  expect(generationDocs('a', first, both, madeAt)).toEqual(generationDocs('a', first, both.reverse(), madeAt))
})
