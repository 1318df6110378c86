import * as v from 'valibot'
import type { Role } from '../../cloudfunctions/contract/account'
import { phone, id as zId } from '../../cloudfunctions/contract/fields'
import { limits } from '../../cloudfunctions/contract/limits'
import type { AreaDoc, Place } from '../../cloudfunctions/kernel/collections'
import type { GridOutline } from '../../cloudfunctions/kernel/generations'
import { boxOf } from '../../cloudfunctions/kernel/geometry/box'
import { decode } from '../../cloudfunctions/kernel/geometry/compiled/file'
import { labelOf, ringsOf } from '../../cloudfunctions/kernel/geometry/compiled/lookup'
import { metresBetween } from '../../cloudfunctions/kernel/geometry/distance'
import { holds, type Polygons } from '../../cloudfunctions/kernel/geometry/polygon'
import type { Fresh } from '../../cloudfunctions/kernel/ports'
import { buildDemoCity, demoSeed } from './city'
import { namedCommunities } from './named'
import { dice } from './random'
import { signedArea } from './seeds'
import { readDistrictShapes, shownName } from './source'

const now = '2026-11-23T02:00:00.000Z'
const { docs, personas } = buildDemoCity({ seed: demoSeed, now })
const { areas = [], boundaryParts = [], households = [], people = [], roles = [], memberships = [] } = docs
const byId = new Map(areas.map((area) => [area.id, area]))
const ofLevel = (level: AreaDoc['level']) => areas.filter((area) => area.level === level)

const index = decode(Buffer.concat(boundaryParts.map(({ bytes }) => Buffer.from(bytes, 'base64'))))
/** All rings of a grid count as of one polygon: even-odd decides. */
const grids = Array.from({ length: index.areaRings.length - 1 }, (_, area) => ({
  id: String(labelOf(index, area)),
  polygons: [ringsOf(index, area)],
}))
/** Grids by the squares of the map that their boxes touch: also those that another one answers before in the index. */
const square = 500_000
const squares = new Map<string, GridOutline[]>()
for (const grid of grids) {
  const { west, south, east, north } = boxOf(...grid.polygons.flat())
  for (let x = Math.floor(west / square); x <= Math.floor(east / square); x += 1)
    for (let y = Math.floor(south / square); y <= Math.floor(north / square); y += 1)
      squares.set(`${x}:${y}`, [...(squares.get(`${x}:${y}`) ?? []), grid])
}
const gridsAt = (place: Place) =>
  (squares.get(`${Math.floor(place.lngE7 / square)}:${Math.floor(place.latE7 / square)}`) ?? []).filter((grid) =>
    holds(grid.polygons, place),
  )

describe('the city', () => {
  test('has every real district, street and community, under the name people use', () => {
    expect(['city', 'district', 'street', 'community'].map((level) => ofLevel(level as never).length)).toEqual([
      1, 10, 152, 1832,
    ])
    expect(byId.get('210202012004')).toMatchObject({
      name: '中兴社区',
      within: '中山区 · 老虎滩街道',
      path: { cityId: '2102', districtId: '210202', streetId: '210202012', communityId: '210202012004' },
    })
  })

  test.each([
    ['中兴社区居委会', '中兴社区'],
    ['龙头村委会', '龙头村'],
    ['夏家河子村民委员会', '夏家河子村'],
    ['港建居委会', '港建居委会'],
  ])('%s is called %s', (published, shown) => {
    expect(shownName(published)).toBe(shown)
  })

  test('has at least 5,000 grids, three or more a community, six to ten in those of the plan, all said to be made up', () => {
    const found = ofLevel('grid')
    expect(found.length).toBeGreaterThanOrEqual(5000)
    expect(found.every(({ synthetic, parentId, path }) => synthetic && path.communityId === parentId)).toBe(true)
    const counts = new Map<string, number>()
    for (const { parentId = '' } of found) counts.set(parentId, (counts.get(parentId) ?? 0) + 1)
    expect(counts.size).toBe(1832)
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(3)
    for (const { id } of namedCommunities) expect([6, 7, 8, 9, 10]).toContain(counts.get(id))
    expect(byId.get('210202012004-g03')?.name).toBe('中兴社区第3网格')
  })

  test('has the departments that each category goes to, in every district', () => {
    for (const { id } of ofLevel('district')) {
      const kinds = areas.filter(({ level, parentId }) => level === 'department' && parentId === id)
      const found = kinds.map(({ departmentKind }) => departmentKind)
      for (const category of docs.categories ?? []) expect(found).toContain(category.departmentKind)
    }
  })

  test('says before everything else whom to call, for what is critical and for nothing else', () => {
    for (const { severity, call, acceptHours, resolveHours } of docs.categories ?? []) {
      expect(call.length > 0).toBe(severity === 'critical')
      expect(acceptHours).toBeLessThan(resolveHours)
    }
  })

  test('uses only ids that the contract lets through', () => {
    const told = [areas, people, docs.categories ?? [], memberships].flatMap((rows) => rows.map(({ id }) => id))
    expect(told.filter((id) => !v.safeParse(zId(), id).success)).toEqual([])
  })

  test('is the same for the same seed', () => {
    // Compared as text: the matcher takes its time over so many records
    const same = JSON.stringify(buildDemoCity({ seed: demoSeed, now })) === JSON.stringify({ docs, personas })
    expect(same).toBe(true)
  })

  test('from another seed and without inhabitants has other grids, no building and nobody', () => {
    const empty = buildDemoCity({ seed: demoSeed + 1, now, inhabited: false }).docs
    expect(empty.areas?.filter(({ level }) => level === 'building')).toEqual([])
    expect([empty.households, empty.people]).toEqual([[], undefined])
    expect(empty.outlines).toEqual(docs.outlines)
    expect(empty.generations?.[0].checksum).not.toBe(docs.generations?.[0].checksum)
  })
})

describe('the grids', () => {
  const shapes = readDistrictShapes()
  const districtOf = (grid: GridOutline) => byId.get(grid.id)?.path.districtId

  test('are in force since the year of the plan, one outline for each', () => {
    expect(docs.generations).toMatchObject([{ id: '2022-01-01-1', startsAt: '2021-12-31T16:00:00.000Z' }])
    expect(grids.map(({ id }) => id).sort()).toEqual(
      ofLevel('grid')
        .map(({ id }) => id)
        .sort(),
    )
  })

  test('make one net: every edge belongs to two grids that run it both ways, or is the rim', () => {
    const edges = new Map<string, number>()
    for (const [ax, ay, bx, by] of grids.flatMap(edgesOf)) {
      const edge = `${ax},${ay}>${bx},${by}`
      edges.set(edge, (edges.get(edge) ?? 0) + 1)
    }
    expect([...edges.values()].filter((times) => times !== 1)).toEqual([])
    const rim = grids.flatMap(edgesOf).filter(([ax, ay, bx, by]) => !edges.has(`${bx},${by}>${ax},${ay}`))
    // Just outside the rim there is no grid, so it runs through no gap between two of them
    const inGaps = rim.filter(([ax, ay, bx, by]) => gridsAt(beside(ax, ay, bx, by)).length > 0)
    expect(inGaps).toEqual([])
  })

  const edgesOf = ({ polygons }: GridOutline) =>
    polygons.flat().flatMap((ring) =>
      Array.from({ length: ring.length / 2 }, (_, i) => {
        const next = (2 * i + 2) % ring.length
        return [ring[2 * i], ring[2 * i + 1], ring[next], ring[next + 1]]
      }),
    )

  /** A point 12 units to the right of the middle of an edge: outside, where the ring runs against the clock. */
  function beside(ax: number, ay: number, bx: number, by: number): Place {
    const length = Math.hypot(bx - ax, by - ay)
    return {
      lngE7: Math.round((ax + bx) / 2 + (12 * (by - ay)) / length),
      latE7: Math.round((ay + by) / 2 - (12 * (bx - ax)) / length),
    }
  }

  test('cover as much ground as the districts', () => {
    const ground = (polygons: readonly Polygons[]) => polygons.flat(2).reduce((sum, ring) => sum + signedArea(ring), 0)
    const [covered, real] = [ground(grids.map(({ polygons }) => polygons)), ground(shapes.map((s) => s.polygons))]
    expect(Math.abs(Math.abs(covered / real) - 1)).toBeLessThan(1e-6)
  })

  test('hold every corner of theirs in at most one of them, and every point of a district in exactly one of its own', () => {
    const shared = grids.flatMap(edgesOf).filter(([x, y]) => gridsAt({ lngE7: x, latE7: y }).length > 1)
    expect(shared).toEqual([])
    const { between } = dice(3)
    const places = Array.from({ length: 20_000 }, () => ({
      lngE7: between(1_211_000_000, 1_232_000_000),
      latE7: between(387_500_000, 401_500_000),
    }))
    const found = places.map((place) => gridsAt(place).map(districtOf))
    const real = places.map((place) => shapes.filter(({ polygons }) => holds(polygons, place)).map(({ id }) => id))
    expect(real.filter((ids) => ids.length === 1).length).toBeGreaterThan(5000)
    expect(found).toEqual(real)
  })

  test('lie where their community has its desk, and hold their own middle', () => {
    for (const grid of ofLevel('grid')) {
      expect(gridsAt(grid.centre as Place).map(({ id }) => id)).toEqual([grid.id])
    }
    const middle = (id: string) => byId.get(id)?.centre as Place
    const far = ofLevel('grid').map((grid) => metresBetween(middle(grid.id), middle(grid.parentId ?? '')))
    // Communities of the islands reach far; the others are a few kilometres wide
    expect(far.sort((a, b) => a - b)[Math.floor(0.95 * far.length)]).toBeLessThan(5000)
  })
})

describe('the buildings', () => {
  const buildings = ofLevel('building')

  test('stand in the grid they belong to, and are said to be made up', () => {
    for (const { id, parentId, path, centre, synthetic } of buildings) {
      expect(gridsAt(centre as Place).map((grid) => grid.id)).toEqual([parentId])
      expect([path.gridId, path.buildingId, synthetic]).toEqual([parentId, id, true])
    }
  })

  test('stand apart from each other', () => {
    const gaps = buildings.flatMap((one, i) =>
      buildings.slice(i + 1).map((other) => metresBetween(one.centre as Place, other.centre as Place)),
    )
    expect(Math.min(...gaps)).toBeGreaterThan(10)
  })

  test('give every grid of the five communities its 200 to 300 households', () => {
    const counts = new Map<string, number>()
    for (const { buildingId } of households) {
      const gridId = byId.get(buildingId)?.parentId ?? ''
      counts.set(gridId, (counts.get(gridId) ?? 0) + 1)
    }
    const named = ofLevel('grid').filter(({ parentId }) => namedCommunities.some(({ id }) => id === parentId))
    for (const { id, households: stated } of named) {
      expect(counts.get(id)).toBe(stated)
      expect(stated).toBeGreaterThanOrEqual(200)
      expect(stated).toBeLessThanOrEqual(300)
    }
    expect(new Set(households.map(({ id }) => id)).size).toBe(households.length)
  })

  test('have names that no other building of the community has', () => {
    const full = buildings.map(({ name, path }) => `${path.communityId} ${name}`)
    expect(new Set(full).size).toBe(full.length)
  })
})

describe('the people', () => {
  const held = (role: string, areaId: string) =>
    roles.filter((each) => each.role === role && each.areaId === areaId).map(({ personId }) => personId)

  test('every grid of the five communities has its worker, every desk above it its staff', () => {
    for (const { id } of namedCommunities) {
      const { path } = byId.get(id) as Fresh<AreaDoc>
      for (const grid of ofLevel('grid').filter(({ parentId }) => parentId === id)) {
        expect(held('gridWorker', grid.id)).toHaveLength(1)
      }
      expect(held('communityStaff', id)).toHaveLength(1)
      expect(held('streetStaff', path.streetId ?? '')).toHaveLength(1)
      expect(held('districtStaff', path.districtId)).toHaveLength(1)
      for (const { id: departmentId } of ofLevel('department').filter(({ parentId }) => parentId === path.districtId)) {
        expect(held('departmentStaff', departmentId)).toHaveLength(1)
      }
    }
    expect(held('cityStaff', '2102')).toHaveLength(1)
  })

  test('two communities have every role that a report meets', () => {
    const wanted = ['resident', 'captain', 'gridInformant', 'gridWorker', 'communityStaff', 'streetStaff']
    for (const { id } of namedCommunities.filter(({ full }) => full)) {
      const { path } = byId.get(id) as Fresh<AreaDoc>
      const inside = (areaId: string) => byId.get(areaId)?.path.communityId === id || areaId === path.streetId
      const found = new Set(personas.flatMap((each) => each.roles).flatMap((r) => (inside(r.areaId) ? [r.role] : [])))
      expect(wanted.filter((role) => !found.has(role as Role))).toEqual([])
    }
  })

  test('whoever lives in a building has a door of it, and is confirmed or waits for its captain', () => {
    const doors = new Set(households.map(({ id }) => id))
    for (const { buildingId, unit } of memberships) expect(doors).toContain(`${buildingId}:${unit}`)
    const living = personas.filter(({ buildingId }) => buildingId)
    for (const { id, buildingId } of living) {
      expect(memberships.find(({ personId }) => personId === id)).toMatchObject({ buildingId, state: 'confirmed' })
    }
    const waiting = memberships.filter(({ state }) => state === 'pending')
    expect(waiting.length).toBeGreaterThan(0)
    for (const { pendingBuilding } of waiting) expect(held('captain', pendingBuilding ?? '')).toHaveLength(1)
  })

  test('play parts and are nobody: names say demo, numbers are valid and never given out', () => {
    expect(new Set(people.map(({ id }) => id)).size).toBe(personas.length)
    for (const { name = '', phone: number = '' } of people) {
      expect(name).toContain('演示')
      expect(name.length).toBeLessThanOrEqual(limits.name.max)
      expect(v.safeParse(phone, number).success).toBe(true)
      expect(number).toMatch(/^1300000/)
    }
  })
})
