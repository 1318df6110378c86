import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildDemoCity } from '../../local/demo/city'
import { dice } from '../../local/demo/random'
import { type LocalStore, openStore } from '../../local/store'
import type { ActionName, Answer, Outcome, Request } from '../contract'
import { limits } from '../contract/limits'
import type { AreaDoc, CollectionName, Place } from '../kernel/collections'
import { decode } from '../kernel/geometry/compiled/file'
import { areaAt, labelOf, ringsOf } from '../kernel/geometry/compiled/lookup'
import { metresBetween, moved } from '../kernel/geometry/distance'
import { toGcj } from '../kernel/geometry/gcj'
import { pipeline } from '../kernel/pipeline'
import { makeWorld } from '../testing/world'
import { areaActions } from './actions'

/** Nobody is signed in: whoever looks for a place needs no login. */
let call: <N extends ActionName>(name: N, input: Request<N>) => Promise<Answer<N>>
let outcome: (name: string, input: unknown) => Promise<Outcome<unknown>>
let store: LocalStore
let world: Awaited<ReturnType<typeof makeWorld>>

const { docs } = buildDemoCity({ seed: 7, now: '2026-11-23T02:00:00.000Z' })
const areas = new Map(docs.areas?.map((area) => [area.id, area]))
const [zhongxing, firstGrid, firstBuilding] = ['210202012004', '210202012004-g01', '210202012004-b001']
const at = (id: string): Place => (areas.get(id) as AreaDoc).centre as Place
const gcj = ({ lngE7, latE7 }: Place) => ({ lng: lngE7 / 1e7, lat: latE7 / 1e7, system: 'gcj02' as const })

beforeAll(async () => {
  world = await makeWorld()
  store = openStore(join(world.folder, 'demo.db'))
  for (const [collection, rows] of Object.entries(docs)) await store.load(collection as CollectionName, rows as never)
  const dispatch = pipeline(areaActions, { ...world.ports, store })
  outcome = (name, input) => dispatch({ name, input })
  call = async (name, input) => {
    const result = await outcome(name, input)
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    return result.value as never
  }
})
afterAll(async () => {
  await store.close()
  await world.close()
  rmSync(world.folder, { recursive: true, force: true })
})

describe('search', () => {
  const namesOf = async (text: string, level?: AreaDoc['level']) =>
    (await call('area.search', { text, level })).areas.map(({ name }) => name)

  test('by the whole name', async () => {
    const { areas: found } = await call('area.search', { text: '中兴社区' })
    expect(found[0]).toEqual({
      id: zhongxing,
      level: 'community',
      name: '中兴社区',
      within: '中山区 · 老虎滩街道',
      parentId: '210202012',
      point: gcj(at(zhongxing)),
    })
  })

  test('by any part of it: names that begin so come first, larger areas before smaller ones', async () => {
    const found = (await call('area.search', { text: '中山' })).areas
    expect(found[0]).toMatchObject({ id: '210202', name: '中山区' })
    const begins = found.map(({ name }) => name.startsWith('中山'))
    expect(begins).toEqual([...begins].sort((a, b) => Number(b) - Number(a)))
    expect(await namesOf('虎滩街')).toEqual(['老虎滩街道'])
  })

  test('a building by its name, as made up for the demonstration', async () => {
    const { areas: found } = await call('area.search', { text: '合大院1号楼' })
    expect(found[0]).toMatchObject({ id: firstBuilding, name: '和合大院1号楼', synthetic: true })
    expect(found[0].within).toBe('中山区 · 老虎滩街道 · 中兴社区 · 第1网格')
  })

  test('written with full-width digits and spaces', async () => {
    expect(await namesOf(' 和合大院 １号楼 ')).toContain('和合大院1号楼')
  })

  test('on one level only', async () => {
    const found = (await call('area.search', { text: '中山', level: 'department' })).areas
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(({ level }) => level === 'department')).toBe(true)
  })

  test('never more than a page, even where half the city matches', async () => {
    for (const text of ['社区', '村', '号楼']) expect((await namesOf(text)).length).toBe(limits.page)
  })

  test('what nothing is called finds nothing', async () => {
    expect(await namesOf('没有这样的地方')).toEqual([])
    expect(await namesOf('^')).toEqual([])
  })

  test.each([{ text: '' }, { text: '  ' }, { text: 'x'.repeat(31) }, { text: '中', level: 'planet' }, { text: 5 }])(
    '%j is refused',
    async (input) => {
      expect(await outcome('area.search', input)).toMatchObject({ ok: false, error: { code: 'INVALID' } })
    },
  )
})

describe('children', () => {
  async function allChildren(parentId: string) {
    const found: Answer<'area.children'>['areas'] = []
    let cursor: string | undefined
    do {
      const page = await call('area.children', { parentId, cursor })
      expect(page.areas.length).toBeLessThanOrEqual(limits.page)
      found.push(...page.areas)
      cursor = page.cursor
    } while (cursor)
    return found
  }

  test('page by page, down from the city: every district, street and community, each once', async () => {
    const districts = await allChildren('2102')
    const streets = (await Promise.all(districts.map(({ id }) => allChildren(id)))).flat()
    const communities = (await Promise.all(streets.map(({ id }) => allChildren(id)))).flat()
    const found = [districts, streets, communities]
    expect(found.map((level) => new Set(level.map(({ id }) => id)).size)).toEqual([10, 152, 1832])
    expect(found.map((level) => [...new Set(level.map(({ level: own }) => own))])).toEqual([
      ['district'],
      ['street'],
      ['community'],
    ])
  })

  test('in the order people count: grid 2 before grid 10', async () => {
    const named = [...areas.values()].filter(({ level }) => level === 'community')
    const largest = named.reduce((best, { id }) => (gridsOf(id) > gridsOf(best) ? id : best), zhongxing)
    const names = (await allChildren(largest)).map(({ name }) => name)
    const community = areas.get(largest)?.name
    expect(names).toEqual(Array.from({ length: gridsOf(largest) }, (_, i) => `${community}第${i + 1}网格`))
  })
  const gridsOf = (communityId: string) => [...areas.keys()].filter((id) => id.startsWith(`${communityId}-g`)).length

  test('a grid has its buildings below it', async () => {
    const found = await allChildren(firstGrid)
    expect(found.length).toBeGreaterThanOrEqual(4)
    expect(found[0]).toMatchObject({ id: firstBuilding, level: 'building', parentId: firstGrid })
  })

  test('nothing lies below what is not there', async () => {
    expect(await allChildren('nowhere')).toEqual([])
  })

  test('a position that the list did not give is refused', async () => {
    expect(await outcome('area.children', { parentId: '2102', cursor: 'zzz' })).toMatchObject({
      ok: false,
      error: { code: 'INVALID' },
    })
  })
})

describe('a building', () => {
  test('with its grid, its community and its doors in order', async () => {
    const found = await call('area.building', { buildingId: firstBuilding })
    expect(found).toMatchObject({
      building: { id: firstBuilding, name: '和合大院1号楼' },
      gridId: firstGrid,
      gridName: '中兴社区第1网格',
      communityId: zhongxing,
      communityName: '中兴社区',
    })
    expect(found.units).toHaveLength(50)
    const numbers = found.units.map((unit) => unit.split('-').map(Number))
    expect(numbers).toEqual([...numbers].sort((a, b) => a[0] - b[0] || a[1] - b[1]))
  })

  test.each([firstGrid, 'nowhere'])('%s is none', async (buildingId) => {
    expect(await outcome('area.building', { buildingId })).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } })
  })
})

describe('locate', () => {
  test('a point without error is in one grid', async () => {
    expect(await call('area.locate', { point: gcj(at(firstGrid)) })).toEqual({
      rule: 'polygon',
      candidates: [
        {
          gridId: firstGrid,
          gridName: '中兴社区第1网格',
          communityId: zhongxing,
          communityName: '中兴社区',
          probability: 1,
        },
      ],
      buildings: [],
    })
  })

  test('a fix near a line may be in either grid, likeliest first; the shares are those that chance gives', async () => {
    const accuracy = 40
    const point = { ...gcj(cornerOf(firstGrid)), accuracy }
    const answer = await call('area.locate', { point })
    const { candidates, rule } = answer
    expect(rule).toBe('polygon')
    const shares = candidates.map(({ probability }) => probability)
    expect(shares.length).toBeGreaterThanOrEqual(2)
    expect(shares).toEqual([...shares].sort((a, b) => b - a))
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 5)
    const chance = byChance(toGcj(point), accuracy)
    for (const { gridId, probability } of candidates) {
      expect(Math.abs(probability - (chance.get(gridId) ?? 0))).toBeLessThan(0.03)
    }
    expect(await call('area.locate', { point })).toEqual(answer)
  })

  test.each([3000, 100_000])('a fix %i m vague knows nothing for certain', async (accuracy) => {
    const { candidates } = await call('area.locate', { point: { ...gcj(at(firstGrid)), accuracy } })
    expect(candidates.length).toBeLessThanOrEqual(5)
    expect(candidates.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThan(0.5)
  })

  test('at sea no grid is near, and a desk answers', async () => {
    const { candidates, rule } = await call('area.locate', { point: { lng: 121.75, lat: 38.83, system: 'gcj02' } })
    expect(candidates).toEqual([])
    expect(rule).toMatch(/Desk$/)
  })

  test('another city is none of ours', async () => {
    expect(await outcome('area.locate', { point: { lng: 116.4, lat: 39.9, system: 'gcj02' } })).toMatchObject({
      ok: false,
      error: { code: 'INVALID', fields: { point: expect.any(String) } },
    })
  })

  test('a point without its coordinate system is refused', async () => {
    expect(await outcome('area.locate', { point: { lng: 121.6, lat: 38.9 } })).toMatchObject({
      ok: false,
      error: { code: 'INVALID', fields: { 'point.system': expect.any(String) } },
    })
  })

  test('well inside a grid nothing is asked', async () => {
    const point = { ...gcj(at(firstGrid)), accuracy: 10 }
    expect((await call('area.locate', { point })).buildings).toEqual([])
  })

  test('in doubt the nearest buildings are asked about, with their distance', async () => {
    const point = { ...gcj(cornerOf(firstGrid)), accuracy: 150 }
    const { candidates, buildings } = await call('area.locate', { point })
    expect(candidates[0].probability).toBeLessThan(0.9)
    const distances = [...areas.values()]
      .filter(({ level }) => level === 'building')
      .map(({ id, name, centre }) => ({ id, name, metres: metresBetween(toGcj(point), centre as Place) }))
      .filter(({ metres }) => metres <= 400)
      .sort((a, b) => a.metres - b.metres)
    expect(distances.length).toBeGreaterThan(0)
    expect(buildings).toEqual(
      distances.slice(0, 5).map(({ id, name, metres }) => ({ id, name, metres: Math.round(metres) })),
    )
  })

  test('in doubt far from every building nothing can be asked', async () => {
    const { candidates, buildings } = await call('area.locate', {
      point: { lng: 122.9, lat: 39.9, system: 'gcj02', accuracy: 3000 },
    })
    expect(candidates[0].probability).toBeLessThan(0.9)
    expect(buildings).toEqual([])
  })

  const index = () => decode(Buffer.concat((docs.boundaryParts ?? []).map(({ bytes }) => Buffer.from(bytes, 'base64'))))

  function cornerOf(gridId: string): Place {
    const boundaries = index()
    const area = areaAt(boundaries, at(gridId).lngE7, at(gridId).latE7)
    const [[lngE7, latE7]] = ringsOf(boundaries, area)
    return { lngE7, latE7 }
  }

  /** The shares of the grids round a fix, by throwing dice. */
  function byChance(fix: Place, accuracy: number): Map<string, number> {
    const boundaries = index()
    const { next } = dice(1)
    const throws = 10_000
    const sigma = accuracy / Math.sqrt(-2 * Math.log(0.32))
    const shares = new Map<string, number>()
    for (let i = 0; i < throws; i += 1) {
      const radius = sigma * Math.sqrt(-2 * Math.log(1 - next()))
      const angle = 2 * Math.PI * next()
      const { lngE7, latE7 } = moved(fix, radius * Math.cos(angle), radius * Math.sin(angle))
      const area = areaAt(boundaries, lngE7, latE7)
      const gridId = area < 0 ? '' : String(labelOf(boundaries, area))
      shares.set(gridId, (shares.get(gridId) ?? 0) + 1 / throws)
    }
    return shares
  }
})

describe('around a point', () => {
  test('its grid and the buildings within 600 m', async () => {
    const centre = at(firstBuilding)
    const found = await call('area.around', { point: gcj(centre) })
    expect(found.centre).toEqual(gcj(centre))
    expect(found.grids.map(({ id }) => id)).toContain(firstGrid)
    const near = [...areas.values()].filter(
      (area) => area.level === 'building' && metresBetween(area.centre as Place, centre) <= 600,
    )
    expect(found.buildings.map(({ id }) => id).sort()).toEqual(near.map(({ id }) => id).sort())
    for (const { rings } of found.grids) for (const ring of rings) expect(ring.length).toBeGreaterThanOrEqual(6)
  })

  test.each([
    [116.4, 39.9],
    [0, 90],
    [180, -90],
  ])('nothing of ours is around %f, %f', async (lng, lat) => {
    const found = await call('area.around', { point: { lng, lat, system: 'gcj02' } })
    expect(found).toMatchObject({ buildings: [], grids: [] })
  })
})
