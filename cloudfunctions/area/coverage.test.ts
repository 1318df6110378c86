import type { CoverageRow } from '../contract/area'
import { coverageDocs, coverageOfGrid, plusCoverage, sumCoverage } from '../kernel/coverage'
import type { Store } from '../kernel/ports'
import { makeWorld, type World } from '../testing/world'

let world: World
beforeEach(async () => {
  world = await makeWorld()
  await settle({ 'c1-g1': 260, 'c1-g2': 620, 'c2-g1': 90 })
})
afterEach(() => world.close())

/** Gives the grids their households, and counts the city as an import does. */
async function settle(households: Record<string, number>) {
  for (const [id, count] of Object.entries(households)) {
    const grid = await world.store.get('areas', id)
    if (grid) await world.store.replace('areas', { ...grid, households: count })
  }
  await forget()
  await world.store.load('coverage', await counted())
}
async function forget() {
  for (const { id } of await counted()) {
    const doc = await world.store.get('coverage', id)
    if (doc) await world.store.remove('coverage', id, doc.version)
  }
}
/** The sums as they are when everything is counted anew. */
async function counted() {
  const all = [...world.store.everything()]
  const of = (name: string) => all.filter(([collection]) => collection === name).map(([, doc]) => doc)
  return coverageDocs(of('areas') as never, of('roles') as never, world.clock.now())
}
const ask = (who: string, areaId?: string, cursor?: string) => world.call(who, 'area.coverage', { areaId, cursor })
const vacate = (gridId: string) =>
  world.call('streetStaff@s1', 'area.changeWorker', { gridId, version: 0, leavingId: `gridWorker:${gridId}` })

test('a community sees its grids, the one that is short first', async () => {
  const { area, rows, allowed, generation } = await ask('communityStaff@c1')
  expect(rows.map(({ areaId }) => areaId)).toEqual(['c1-g2', 'c1-g1'])
  expect(rows[0].sums).toEqual({
    grids: 1,
    households: 620,
    workers: 1,
    informants: 1,
    workersNeeded: 3,
    informantsNeeded: 7,
    workersShort: 2,
    informantsShort: 6,
    vacant: 0,
  })
  expect(area).toMatchObject({ areaId: 'c1', name: '甲社区', sums: { grids: 2, households: 880, workersShort: 2 } })
  expect(generation).toEqual({ id: '2022-01-01-1', startsAt: '2021-12-31T16:00:00.000Z' })
  expect(allowed).toEqual(['area.changeWorker', 'area.moveItems'])
})

test('whoever oversees more drills down, each level the sums of those below', async () => {
  const city = await ask('cityStaff@2102')
  expect(city.rows.map(({ areaId }) => areaId)).toEqual(['d1'])
  const district = await ask('cityStaff@2102', 'd1')
  expect(district.rows.map(({ level }) => level)).toEqual(['street'])
  const street = await ask('streetStaff@s1')
  expect(street.rows.map(({ areaId }) => areaId)).toEqual(['c1', 'c2'])
  for (const { area, rows } of [city, district, street])
    expect(area.sums).toEqual(sumCoverage(rows.map(({ sums }) => sums as NonNullable<CoverageRow['sums']>)))
  expect(city.area.sums).toMatchObject({ grids: 3, households: 970, workers: 3, informants: 3 })
  expect(city.allowed).toEqual(['area.moveItems'])
  expect((await ask('districtStaff@d1', 'c1')).allowed).toEqual(['area.moveItems'])
  expect((await ask('streetStaff@s1', 'c1')).allowed).toContain('area.changeWorker')
})

test('a grid whose last worker goes is first, and every sum above says so at once', async () => {
  await vacate('c1-g1')
  const { rows } = await ask('communityStaff@c1')
  expect(rows[0]).toMatchObject({ areaId: 'c1-g1', standIn: true, sums: { workers: 0, vacant: 1, workersShort: 1 } })
  for (const areaId of ['s1', 'd1', '2102'])
    expect((await ask('cityStaff@2102', areaId)).area.sums).toMatchObject({ workers: 2, vacant: 1, workersShort: 3 })
  expect(await stored(world.store)).toEqual(await recounted())
})

test('the timer corrects sums that other hands made untrue', async () => {
  const informant = await world.store.get('roles', 'gridInformant:c1-g2')
  if (informant) await world.store.remove('roles', informant.id, informant.version)
  const before = await stored(world.store)
  await world.tick()
  expect(await stored(world.store)).toEqual(before)
  world.clock.forward(6.1)
  await world.tick()
  expect((await ask('cityStaff@2102')).area.sums).toMatchObject({ informants: 2, informantsShort: 9 })
  expect(await stored(world.store)).toEqual(await recounted())
})

test('what was never counted is shown as such, not as nothing', async () => {
  const c2 = await world.store.get('coverage', 'c2')
  if (c2) await world.store.remove('coverage', 'c2', c2.version)
  expect((await ask('streetStaff@s1')).rows[1]).toEqual({ areaId: 'c2', level: 'community', name: '乙社区' })
  await vacate('c2-g1')
  expect((await world.store.get('coverage', 's1'))?.vacant).toBe(0)
})

test('a city whose areas came without sums is counted by the timer, and so is what comes later', async () => {
  await forget()
  expect((await ask('streetStaff@s1')).rows.map(({ sums }) => sums)).toEqual([undefined, undefined])
  for (let ticks = 0; ticks < 3; ticks += 1) await world.tick()
  expect(await stored(world.store)).toEqual(await recounted())
  const c2 = await world.store.get('areas', 'c2')
  const grid = await world.store.get('areas', 'c2-g1')
  if (!c2 || !grid) throw new Error('there is a community')
  await world.store.load('areas', [
    { ...c2, id: 'c3', path: { ...c2.path, communityId: 'c3' } },
    { ...grid, id: 'c3-g1', parentId: 'c3', path: { ...grid.path, communityId: 'c3', gridId: 'c3-g1' } },
  ])
  world.clock.forward(6.1)
  for (let ticks = 0; ticks < 2; ticks += 1) await world.tick()
  expect((await ask('cityStaff@2102')).area.sums).toMatchObject({ grids: 4, vacant: 1 })
})

test('a long list comes page by page, in one order', async () => {
  const grid = await world.store.get('areas', 'c1-g1')
  if (!grid) throw new Error('there is a grid')
  const more = Array.from({ length: 43 }, (_, i) => ({ ...grid, id: `c1-h${100 + i}`, households: 210 + i }))
  await world.store.load('areas', more)
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await ask('communityStaff@c1', undefined, cursor)
    expect(page.rows.length).toBeLessThanOrEqual(20)
    ids.push(...page.rows.map(({ areaId }) => areaId))
    cursor = page.cursor
  } while (cursor)
  expect(ids).toHaveLength(45)
  expect(new Set(ids).size).toBe(45)
  // Without a worker first, then the one that lacks two
  expect(ids.slice(-2)).toEqual(['c1-g2', 'c1-g1'])
})

test('a grid that has ended, or not begun, is not counted', async () => {
  const grid = await world.store.get('areas', 'c1-g1')
  if (grid) await world.store.replace('areas', { ...grid, until: world.clock.now() })
  expect((await ask('communityStaff@c1')).rows.map(({ areaId }) => areaId)).toEqual(['c1-g2'])
})

test.each([
  ['communityStaff@c2', 'c1', 'FORBIDDEN'],
  ['communityStaff@c1', 's1', 'FORBIDDEN'],
  ['streetStaff@s1', 'c2', 'ok'],
  ['cityStaff@2102', 'b1', 'NOT_FOUND'],
  ['cityStaff@2102', 'c1-g1', 'NOT_FOUND'],
  ['cityStaff@2102', 'd1-fire', 'NOT_FOUND'],
  ['cityStaff@2102', 'nowhere', 'NOT_FOUND'],
  ['gridWorker@c1-g1', 'c1', 'FORBIDDEN'],
  ['departmentStaff@d1-fire', 'd1', 'FORBIDDEN'],
  [undefined, 'c1', 'UNAUTHENTICATED'],
])('%s at %s: %s', async (who, areaId, code) => {
  expect(await world.code(who, 'area.coverage', { areaId })).toBe(code)
})

describe('the standard: one worker for 200 to 300 households, one informant for 50 to 100', () => {
  test.each([
    [0, 1, 0],
    [1, 1, 1],
    [100, 1, 1],
    [101, 1, 2],
    [300, 1, 3],
    [301, 2, 4],
    [600, 2, 6],
  ])('%i households need %i and %i', (households, workers, informants) => {
    expect(coverageOfGrid(households, 0, 0)).toMatchObject({
      workersNeeded: workers,
      informantsNeeded: informants,
      workersShort: workers,
      informantsShort: informants,
      vacant: 1,
    })
    const full = coverageOfGrid(households, workers, informants)
    expect(full).toMatchObject({ workersShort: 0, informantsShort: 0, vacant: 0 })
  })

  test('too many in one grid do not make up for another', () => {
    const sum = plusCoverage(coverageOfGrid(250, 3, 3), coverageOfGrid(250, 0, 0))
    expect(sum).toMatchObject({ workers: 3, workersNeeded: 2, workersShort: 1, informantsShort: 3 })
  })
})

const plain = (docs: readonly { id: string; version?: number; countedAt?: string }[]) =>
  docs.map(({ version: _, countedAt: __, ...sums }) => sums).sort((a, b) => (a.id < b.id ? -1 : 1))
const recounted = async () => plain(await counted())
async function stored(store: Store) {
  const ids = ['2102', 'c1', 'c2', 'd1', 's1']
  return plain((await Promise.all(ids.map((id) => store.get('coverage', id)))).flatMap((doc) => (doc ? [doc] : [])))
}
