import { makeWorld } from '../../cloudfunctions/testing/world'
import { makePersonas } from './more'

const now = '2026-11-23T02:00:00.000Z'
let world: Awaited<ReturnType<typeof makeWorld>>

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

test('a crowd lives in a building, one to a door as long as there are doors', async () => {
  const { personas, people, roles, memberships } = await makePersonas(
    world.store,
    { count: 4, buildingId: 'b1' },
    200,
    now,
  )
  expect(personas.map(({ id, buildingId, roles: held }) => [id, buildingId, held])).toEqual(
    [200, 201, 202, 203].map((n) => [`resident-${n}`, 'b1', [{ role: 'resident', areaId: 'c1' }]]),
  )
  expect(new Set(memberships.slice(0, 3).map(({ unit }) => unit)).size).toBe(3)
  expect(memberships.every(({ state, gridId }) => state === 'confirmed' && gridId === 'c1-g1')).toBe(true)
  expect(people.map(({ homeMembershipId }) => homeMembershipId)).toEqual(memberships.map(({ id }) => id))
  expect(roles).toEqual([])
})

test('staff hold their role at the area', async () => {
  const { personas, roles } = await makePersonas(world.store, { count: 1, role: 'gridWorker', areaId: 'c1-g2' }, 9, now)
  expect(personas).toEqual([
    { id: 'gridWorker-9', title: '甲社区第2网格网格员', roles: [{ role: 'gridWorker', areaId: 'c1-g2' }] },
  ])
  expect(roles).toMatchObject([{ personId: 'gridWorker-9', role: 'gridWorker', areaId: 'c1-g2' }])
})

test('a captain of a building needs no other area', async () => {
  const { personas } = await makePersonas(world.store, { count: 1, role: 'captain', buildingId: 'b1' }, 1, now)
  expect(personas[0]).toMatchObject({ roles: [{ role: 'captain', areaId: 'b1' }], buildingId: 'b1' })
})

test.each([
  ['areaId', { count: 1 }],
  ['areaId', { count: 1, role: 'gridWorker', areaId: 'c1' }],
  ['areaId', { count: 1, role: 'streetStaff', areaId: 'nowhere' }],
  ['buildingId', { count: 1, buildingId: 'c1-g1' }],
  ['role', { count: 1, role: 'mayor' }],
])('%s is wrong in %j', async (field, request) => {
  await expect(makePersonas(world.store, request as never, 1, now)).rejects.toMatchObject({
    code: 'INVALID',
    fields: { [field]: expect.any(String) },
  })
})
