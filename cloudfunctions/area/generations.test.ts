import { limits } from '../contract/limits'
import type { AreaDoc } from '../kernel/collections'
import { generationDocs } from '../kernel/generations'
import { nameEntries } from '../kernel/names'
import type { Fresh } from '../kernel/ports'
import { plusHours } from '../kernel/time'
import { makeWorld, pointIn, start, type World } from '../testing/world'
import { areaActions } from './actions'

/** The hour in which grid c1-g2 ends: c1-g3 takes over its ground, its buildings, and every other building of c1-g1. */
const begins = plusHours(start, 1)
const moving = (i: number) => i % 2 === 0
const number = (i: number) => String(i).padStart(2, '0')

let world: World
beforeAll(async () => {
  world = await makeWorld({ actions: areaActions })
  const { store } = world
  const [first, second] = await Promise.all(['c1-g1', 'c1-g2'].map((id) => store.get('areas', id)))
  const b2 = await store.get('areas', 'b2')
  if (!first || !second || !b2) throw new Error('the made city has them')
  const { version: _, ...grid } = second
  const third: Fresh<AreaDoc> = {
    ...grid,
    id: 'c1-g3',
    name: '甲社区第3网格',
    path: { ...grid.path, gridId: 'c1-g3' },
    from: begins,
    takesFrom: ['c1-g1', 'c1-g2'],
  }
  await store.replace('areas', { ...second, until: begins })
  await store.replace('areas', { ...b2, grids: [{ from: begins, gridId: 'c1-g3' }] })
  const many = Array.from({ length: 2 * limits.page + 6 }, (_, i): Fresh<AreaDoc> => {
    const { version: _version, ...building } = b2
    const gridId = i % 4 < 2 ? 'c1-g1' : 'c1-g2'
    return {
      ...building,
      id: `n${number(i)}`,
      name: `新村${number(i)}号楼`,
      parentId: gridId,
      path: { ...building.path, gridId, buildingId: `n${number(i)}` },
      ...((gridId === 'c1-g2' || moving(i)) && { grids: [{ from: begins, gridId: 'c1-g3' }] }),
    }
  })
  await store.load('areas', [third, ...many])
  await store.load('areaNames', [second, third, ...many].flatMap(nameEntries))
  const side = 20_000
  const [west, south] = [second.centre?.lngE7 ?? 0, second.centre?.latE7 ?? 0].map((middle) => middle - side / 2)
  const polygons = [[[west, south, west + side, south, west + side, south + side, west, south + side]]]
  const { generation, parts } = generationDocs('2026-11-23-2', begins, [{ id: 'c1-g3', polygons }], start)
  await store.load('boundaryParts', parts)
  await store.load('generations', [generation])
})
afterAll(() => world.close())

async function below(parentId: string) {
  const pages: string[][] = []
  let cursor: string | undefined
  do {
    const page = await world.call(undefined, 'area.children', { parentId, cursor })
    pages.push(page.areas.map(({ id }) => id))
    expect(page.areas.every((area) => area.parentId === parentId)).toBe(true)
    cursor = page.cursor
  } while (cursor)
  expect(pages.every((page) => page.length <= limits.page)).toBe(true)
  return pages.flat()
}
const found = async (text: string) => (await world.call(undefined, 'area.search', { text })).areas
const located = async (gridId: string) =>
  (await world.call(undefined, 'area.locate', { point: pointIn(gridId) })).candidates[0]?.gridId

const numbers = Array.from({ length: 2 * limits.page + 6 }, (_, i) => i)
const named = (wanted: (i: number) => boolean) => numbers.filter(wanted).map((i) => `n${number(i)}`)

describe('an instant before it starts', () => {
  beforeAll(() => world.clock.forward(1 - 1e-6))

  test('the old grids are listed, and nothing of the new one', async () => {
    expect(await below('c1')).toEqual(['c1-g1', 'c1-g2'])
    expect(await below('c1-g2')).toEqual(['b2', ...named((i) => i % 4 >= 2)])
    expect(await below('c1-g3')).toEqual([])
    expect(await located('c1-g2')).toBe('c1-g2')
  })

  test('search finds the old grid, and buildings within it', async () => {
    expect((await found('第2网格')).map(({ id }) => id)).toEqual(['c1-g2'])
    expect(await found('第3网格')).toEqual([])
    expect(await found('新村02号楼')).toMatchObject([{ id: 'n02', parentId: 'c1-g2' }])
  })
})

describe('from its start', () => {
  beforeAll(() => world.clock.forward(1))

  test('the new grid stands where the old one was', async () => {
    expect(await below('c1')).toEqual(['c1-g1', 'c1-g3'])
    expect(await located('c1-g2')).toBe('c1-g3')
  })

  test('each building hangs below the grid that has it by now, page by page, in order', async () => {
    expect(await below('c1-g1')).toEqual(['b1', ...named((i) => i % 4 === 1)])
    expect(await below('c1-g2')).toEqual([])
    expect(await below('c1-g3')).toEqual(['b2', ...named((i) => i % 4 !== 1)])
  })

  test('search finds the new grid, and says of a building what lies above it by now', async () => {
    expect(await found('第2网格')).toEqual([])
    expect((await found('第3网格')).map(({ id }) => id)).toEqual(['c1-g3'])
    expect(await found('新村02号楼')).toMatchObject([{ id: 'n02', parentId: 'c1-g3', within: '甲社区第3网格' }])
    expect(await world.call(undefined, 'area.building', { buildingId: 'n02' })).toMatchObject({
      gridId: 'c1-g3',
      gridName: '甲社区第3网格',
    })
  })
})
