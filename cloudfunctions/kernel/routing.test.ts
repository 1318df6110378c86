import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import gcoord from 'gcoord'
import { type LocalStore, openStore } from '../../local/store'
import { boundaryDocs, deskDocs } from './boundaries'
import type { AreaDoc, BoundaryGrid, Desk, Place } from './collections'
import { moved } from './geometry/distance'
import type { Fresh, Reader } from './ports'
import { route } from './routing'

/**
 * Two districts side by side, west and east of `origin`, the west one 60 km wide. In the west: street s1 with its
 * desk at the origin's west, community c1 and its two grids, which share the line `origin` lies on; street s2 is of
 * the east, without grids.
 *
 *   west district, 60 km          | east district, 30 km
 *                     [g1][g2]    |
 */
const border: Place = { lngE7: 1_218_000_000, latE7: 390_000_000 }
const from = (east: number, north: number) => moved(border, east, north)
const box = (west: number, south: number, east: number, north: number) =>
  [from(west, south), from(east, south), from(east, north), from(west, north)].flatMap((at) => [at.lngE7, at.latE7])

const west = { id: 'west', polygons: [[box(-60_000, -5_000, 0, 5_000)]] }
const east = { id: 'east', polygons: [[box(0, -5_000, 30_000, 5_000)]] }

const grid = (id: string, ring: number[]): BoundaryGrid => ({
  id,
  name: `甲社区第${id.slice(1)}网格`,
  communityId: 'c1',
  communityName: '甲社区',
  polygons: [[ring]],
})
const grids = [grid('g1', box(-2_000, 0, -1_500, 500)), grid('g2', box(-1_500, 0, -1_000, 500))]

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
  ...grids.map(({ id, name }) =>
    area({ id, level: 'grid', name, within: '西区 · 甲街道 · 甲社区', path: { ...inC1, gridId: id } }),
  ),
  area({
    id: 'b1',
    level: 'building',
    name: '和合大院1号楼',
    path: { ...inC1, gridId: 'g1', buildingId: 'b1' },
    centre: from(-1_510, 100),
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
  await store.load('boundaries', boundaryDocs(grids, []))
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
    const found = await route(store, { point: gcj(from(east, north)) })
    expect(found).toMatchObject({ rule, responsible: { id }, at: from(east, north) })
    expect(found.grid?.id).toBe(rule === 'polygon' || rule === 'nearest' ? id : undefined)
  })

  test('the answer names the way down to the unit', async () => {
    expect(await route(store, { point: gcj(from(-1_800, 250)) })).toEqual({
      rule: 'polygon',
      path: { ...inC1, gridId: 'g1' },
      areaName: '西区 · 甲街道 · 甲社区 · 第1网格',
      grid: { level: 'grid', id: 'g1', name: '甲社区第1网格' },
      responsible: { level: 'grid', id: 'g1', name: '甲社区第1网格' },
      at: from(-1_800, 250),
    })
  })

  test('a WGS-84 fix is taken to where it is on the map', async () => {
    const at = gcj(from(-1_800, 250))
    const [lng, lat] = gcoord.transform([at.lng, at.lat], gcoord.GCJ02, gcoord.WGS84)
    expect(await route(store, { point: { lng, lat, system: 'wgs84' } })).toMatchObject({ responsible: { id: 'g1' } })
    expect((await route(store, { point: { lng, lat, system: 'gcj02' } })).responsible.id).not.toBe('g1')
  })

  test.each([
    ['a sea away', 121, 38],
    ['in another city', 116.4, 39.9],
    ['at the other end of the world', -180, -90],
  ])('%s nobody is', async (_, lng, lat) => {
    await expect(route(store, { point: { lng, lat, system: 'gcj02' } })).rejects.toMatchObject({
      code: 'INVALID',
      fields: { point: expect.stringContaining('不在大连市范围内') },
    })
  })

  test('it takes single documents, two for a point in a grid', async () => {
    const asked: string[] = []
    const reader: Reader = {
      get(collection, id) {
        asked.push(collection)
        return store.get(collection, id)
      },
    }
    await route(reader, { point: gcj(from(-1_800, 250)) })
    expect(asked).toEqual(['boundaries', 'areas'])
  })
})

describe('who is responsible for a building', () => {
  test('its grid, whatever the point says', async () => {
    const elsewhere = gcj(from(-1_200, 250))
    for (const point of [undefined, elsewhere]) {
      expect(await route(store, { buildingId: 'b1', point })).toMatchObject({
        rule: 'building',
        responsible: { level: 'grid', id: 'g1' },
        path: { gridId: 'g1', buildingId: 'b1' },
        building: { id: 'b1', name: '和合大院1号楼' },
        at: from(-1_510, 100),
      })
    }
  })

  test.each(['b2', 'g1', '2102'])('there is no building %s', async (buildingId) => {
    await expect(route(store, { buildingId, point: gcj(from(-1_800, 250)) })).rejects.toMatchObject({
      code: 'INVALID',
      fields: { buildingId: expect.any(String) },
    })
  })
})

test('without a place nobody can be found', async () => {
  await expect(route(store, {})).rejects.toMatchObject({ code: 'INVALID', fields: { point: expect.any(String) } })
})
