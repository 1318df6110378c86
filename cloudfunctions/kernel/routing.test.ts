import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import gcoord from 'gcoord'
import { type LocalStore, openStore } from '../../local/store'
import { deskDocs } from './cells'
import type { AreaDoc, Desk, Place } from './collections'
import { type GridOutline, generationDocs } from './generations'
import { moved } from './geometry/distance'
import type { Fresh, Store } from './ports'
import { route } from './routing'

/**
 * Two districts side by side, west and east of the border, the west one 60 km wide. In the west: street s1 with its
 * desk, community c1 and its two grids, which share a line; street s2 is of the east, without grids.
 *
 *   west district, 60 km          | east district, 30 km
 *                     [g1][g2]    |
 *
 * From `split` on grid g1 has a hole for g3, which holds an island of g1, and g2 is in two pieces, of which g4 takes the
 * one in the north.
 */
const border: Place = { lngE7: 1_218_000_000, latE7: 390_000_000 }
const from = (east: number, north: number) => moved(border, east, north)
const box = (west: number, south: number, east: number, north: number) =>
  [from(west, south), from(east, south), from(east, north), from(west, north)].flatMap((at) => [at.lngE7, at.latE7])

const west = { id: 'west', polygons: [[box(-60_000, -5_000, 0, 5_000)]] }
const east = { id: 'east', polygons: [[box(0, -5_000, 30_000, 5_000)]] }

const now = '2026-11-23T02:00:00.000Z'
const [begin, split] = ['2021-12-31T16:00:00.000Z', '2026-12-31T16:00:00.000Z']
const justBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString()

const [g1, g2] = [box(-2_000, 0, -1_500, 500), box(-1_500, 0, -1_000, 500)]
const grids: GridOutline[] = [
  { id: 'g1', polygons: [[g1]] },
  { id: 'g2', polygons: [[g2]] },
]
const hole = box(-1_900, 100, -1_700, 300)
const island = box(-1_850, 150, -1_750, 250)
const later: GridOutline[] = [
  { id: 'g1', polygons: [[g1, hole], [island]] },
  { id: 'g2', polygons: [[box(-1_500, 0, -1_000, 200)], [box(-1_500, 300, -1_000, 500)]] },
  { id: 'g3', polygons: [[hole, island]] },
  { id: 'g4', polygons: [[box(-1_500, 200, -1_000, 300)]] },
]

const desks: Desk[] = [
  { level: 'community', id: 'c1', districtId: 'west', at: from(-1_500, 200) },
  { level: 'street', id: 's1', districtId: 'west', at: from(-3_000, 0) },
  { level: 'street', id: 's2', districtId: 'east', at: from(6_000, 0) },
]

const inWest = { cityId: '2102', districtId: 'west' }
const inC1 = { ...inWest, streetId: 's1', communityId: 'c1' }
const area = (doc: Pick<AreaDoc, 'id' | 'level' | 'name' | 'path'> & Partial<AreaDoc>): Fresh<AreaDoc> => ({
  within: '',
  ...doc,
})
const areas: Fresh<AreaDoc>[] = [
  area({ id: 'west', level: 'district', name: '西区', path: inWest }),
  area({ id: 'east', level: 'district', name: '东区', path: { ...inWest, districtId: 'east' } }),
  area({ id: 's1', level: 'street', name: '甲街道', within: '西区', path: { ...inWest, streetId: 's1' } }),
  area({
    id: 's2',
    level: 'street',
    name: '乙街道',
    within: '东区',
    path: { cityId: '2102', districtId: 'east', streetId: 's2' },
  }),
  area({ id: 'c1', level: 'community', name: '甲社区', within: '西区 · 甲街道', path: inC1 }),
  ...later.map(({ id }) =>
    area({
      id,
      level: 'grid',
      name: `甲社区第${id.slice(1)}网格`,
      within: '西区 · 甲街道 · 甲社区',
      path: { ...inC1, gridId: id },
      ...((id === 'g3' || id === 'g4') && { from: split }),
    }),
  ),
  area({
    id: 'b1',
    level: 'building',
    name: '和合大院1号楼',
    path: { ...inC1, gridId: 'g1', buildingId: 'b1' },
    centre: from(-1_510, 100),
    grids: [{ from: split, gridId: 'g3' }],
  }),
]

const gcj = ({ lngE7, latE7 }: Place) => ({ lng: lngE7 / 1e7, lat: latE7 / 1e7, system: 'gcj02' as const })

let folder: string
let store: LocalStore

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hehe-routing-'))
  store = openStore(join(folder, 'city.db'))
  const outlines = [west, east]
  await store.load('areas', areas)
  for (const [id, startsAt, outlines] of [
    ['2022-01-01-1', begin, grids],
    ['2027-01-01-1', split, later],
  ] as const) {
    const { generation, parts } = generationDocs(id, startsAt, outlines, now)
    await store.load('boundaryParts', parts)
    await store.load('generations', [generation])
  }
  await store.load('outlines', outlines)
  await store.load('desks', deskDocs(desks, outlines))
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

describe('who is responsible for a point', () => {
  test.each([
    ['in a grid', -1_800, 250, 'polygon', 'g1'],
    ['in the grid next to it', -1_200, 250, 'polygon', 'g2'],
    ['on the line between two grids', -1_500, 250, 'polygon', 'g2'],
    ['150 m outside a grid', -1_800, -150, 'nearest', 'g1'],
    ['150 m outside, beside the other grid', -1_200, 650, 'nearest', 'g2'],
    ['250 m outside every grid', -1_800, -250, 'communityDesk', 'c1'],
    ['1.9 km from the community', -1_500, 2_100, 'communityDesk', 'c1'],
    ['2.1 km from the community', -3_600, 200, 'streetDesk', 's1'],
    ['19 km from the street', -22_000, 0, 'streetDesk', 's1'],
    ['21 km from every street, inside the district', -24_000, 0, 'districtDesk', 'west'],
    ['across the border from the community', 100, 200, 'streetDesk', 's2'],
    ['over 20 km from the desks of the other district', 27_000, 0, 'districtDesk', 'east'],
    ['outside every outline, 10 km from a street: at sea', -3_000, -10_000, 'streetDesk', 's1'],
  ])('%s', async (_, east, north, rule, id) => {
    const found = await route(store, { point: gcj(from(east, north)) }, now)
    expect(found).toMatchObject({ rule, responsible: { id }, at: from(east, north) })
    expect(found.grid?.id).toBe(rule === 'polygon' || rule === 'nearest' ? id : undefined)
  })

  test('the answer names the way down to the unit', async () => {
    expect(await route(store, { point: gcj(from(-1_800, 250)) }, now)).toEqual({
      rule: 'polygon',
      path: { ...inC1, gridId: 'g1' },
      areaName: '西区 · 甲街道 · 甲社区 · 第1网格',
      grid: { level: 'grid', id: 'g1', name: '甲社区第1网格' },
      responsible: { level: 'grid', id: 'g1', name: '甲社区第1网格' },
      at: from(-1_800, 250),
      generation: '2022-01-01-1',
    })
  })

  test('a WGS-84 fix is taken to where it is on the map', async () => {
    const at = gcj(from(-1_800, 250))
    const [lng, lat] = gcoord.transform([at.lng, at.lat], gcoord.GCJ02, gcoord.WGS84)
    expect(await route(store, { point: { lng, lat, system: 'wgs84' } }, now)).toMatchObject({
      responsible: { id: 'g1' },
    })
    expect((await route(store, { point: { lng, lat, system: 'gcj02' } }, now)).responsible.id).not.toBe('g1')
  })

  test.each([
    ['a sea away', 121, 38],
    ['in another city', 116.4, 39.9],
    ['at the other end of the world', -180, -90],
  ])('%s nobody is', async (_, lng, lat) => {
    await expect(route(store, { point: { lng, lat, system: 'gcj02' } }, now)).rejects.toMatchObject({
      code: 'INVALID',
      fields: { point: expect.stringContaining('不在大连市范围内') },
    })
  })

  test('it takes one small range, the grid and its post, once the boundaries are there', async () => {
    const asked: string[] = []
    const counted: Store = {
      ...store,
      get(collection, id) {
        asked.push(collection)
        return store.get(collection, id)
      },
      range(collection, index, query) {
        asked.push(collection)
        return store.range(collection, index, query)
      },
    }
    await route(counted, { point: gcj(from(-1_800, 250)) }, now)
    asked.length = 0
    await route(counted, { point: gcj(from(-1_200, 250)) }, now)
    expect(asked).toEqual(['generations', 'areas', 'posts'])
  })

  test('in a city without boundaries the desks answer', async () => {
    const found = await route(store, { point: gcj(from(-1_800, 250)) }, justBefore(begin))
    expect(found).toMatchObject({ rule: 'communityDesk', responsible: { id: 'c1' } })
    expect(found.generation).toBeUndefined()
  })
})

describe('on and about a line', () => {
  const along = fc.integer({ min: 1, max: 499 })
  const gridOf = async (at: Place) => (await route(store, { point: gcj(at) }, now)).responsible.id

  test('whoever walks across it changes grid exactly once, wherever they cross and however they stride', async () => {
    const strides = fc.array(fc.integer({ min: 1, max: 2_500 }), { minLength: 5, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(along, fc.integer({ min: -3, max: 3 }), strides, async (north, slant, strides) => {
        const line = from(-1_500, north)
        // Beginning so far west that the line lies in the middle of the way.
        const start = line.lngE7 - Math.round(strides.reduce((a, b) => a + b) / 2)
        let [lngE7, latE7] = [start, line.latE7]
        const passed = [await gridOf({ lngE7, latE7 })]
        for (const stride of strides) {
          lngE7 += stride
          latE7 += slant
          passed.push(await gridOf({ lngE7, latE7 }))
        }
        const changes = passed.filter((id, i) => i > 0 && id !== passed[i - 1])
        const crosses = start < line.lngE7 && lngE7 >= line.lngE7
        expect(changes).toEqual(crosses ? ['g2'] : [])
      }),
      { numRuns: 30 },
    )
  })

  test('a unit to the west of it and on it are two grids', async () => {
    await fc.assert(
      fc.asyncProperty(along, async (north) => {
        const line = from(-1_500, north)
        expect(await gridOf({ ...line, lngE7: line.lngE7 - 1 })).toBe('g1')
        expect(await gridOf(line)).toBe('g2')
      }),
    )
  })

  test('a fix in WGS-84 goes where its twin in GCJ-02 goes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -2_150, max: -850 }), fc.integer({ min: -150, max: 650 }), async (x, y) => {
        // Half a metre off every line, which is what the conversion there and back may cost.
        const at = gcj(from(x + 0.5, y + 0.5))
        const [lng, lat] = gcoord.transform([at.lng, at.lat], gcoord.GCJ02, gcoord.WGS84)
        const [twin, own] = await Promise.all([
          route(store, { point: { lng, lat, system: 'wgs84' } }, now),
          route(store, { point: at }, now),
        ])
        expect([twin.rule, twin.responsible.id]).toEqual([own.rule, own.responsible.id])
      }),
      { numRuns: 200 },
    )
  })
})

describe('when a new generation starts', () => {
  test.each([
    ['in what became a hole', -1_880, 200, 'g1', 'g3'],
    ['on the island in it', -1_800, 200, 'g1', 'g1'],
    ['in the southern piece', -1_200, 100, 'g2', 'g2'],
    ['in the northern piece', -1_200, 400, 'g2', 'g2'],
    ['between the pieces', -1_200, 250, 'g2', 'g4'],
  ])('%s', async (_, east, north, before, after) => {
    const point = gcj(from(east, north))
    expect(await route(store, { point }, justBefore(split))).toMatchObject({
      responsible: { id: before },
      generation: '2022-01-01-1',
    })
    expect(await route(store, { point }, split)).toMatchObject({
      rule: 'polygon',
      responsible: { id: after },
      generation: '2027-01-01-1',
    })
  })

  test('a building goes to the grid it was given', async () => {
    const [before, after] = [justBefore(split), split]
    expect((await route(store, { buildingId: 'b1' }, before)).responsible.id).toBe('g1')
    expect(await route(store, { buildingId: 'b1' }, after)).toMatchObject({
      rule: 'building',
      responsible: { id: 'g3' },
      path: { gridId: 'g3', buildingId: 'b1' },
      areaName: '西区 · 甲街道 · 甲社区 · 第3网格',
      generation: '2027-01-01-1',
    })
  })

  test('a building whose grid has ended, and which was given no other, goes by where it stands', async () => {
    const g1 = await store.get('areas', 'g1')
    if (!g1) throw new Error('there is a grid')
    await store.insert('areas', {
      ...g1,
      id: 'g0',
      name: '甲社区旧网格',
      until: split,
      path: { ...g1.path, gridId: 'g0' },
    })
    const at = from(-1_200, 100)
    await store.insert('areas', {
      ...area({ id: 'b0', level: 'building', name: '和合大院2号楼', centre: at, path: { ...inC1, gridId: 'g0' } }),
    })
    expect((await route(store, { buildingId: 'b0' }, now)).responsible.id).toBe('g0')
    expect(await route(store, { buildingId: 'b0' }, split)).toMatchObject({
      rule: 'polygon',
      responsible: { id: 'g2' },
      path: { gridId: 'g2', buildingId: 'b0' },
      building: { id: 'b0', name: '和合大院2号楼' },
      at,
    })
  })
})

describe('who is responsible for a building', () => {
  test('its grid, whatever the point says', async () => {
    const elsewhere = gcj(from(-1_200, 250))
    for (const point of [undefined, elsewhere]) {
      expect(await route(store, { buildingId: 'b1', point }, now)).toMatchObject({
        rule: 'building',
        responsible: { level: 'grid', id: 'g1' },
        path: { gridId: 'g1', buildingId: 'b1' },
        building: { id: 'b1', name: '和合大院1号楼' },
        at: from(-1_510, 100),
      })
    }
  })

  test.each(['b2', 'g1', '2102'])('there is no building %s', async (buildingId) => {
    await expect(route(store, { buildingId, point: gcj(from(-1_800, 250)) }, now)).rejects.toMatchObject({
      code: 'INVALID',
      fields: { buildingId: expect.any(String) },
    })
  })
})

test('without a place nobody can be found', async () => {
  await expect(route(store, {}, now)).rejects.toMatchObject({ code: 'INVALID', fields: { point: expect.any(String) } })
})
