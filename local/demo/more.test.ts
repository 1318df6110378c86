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

test('residents of a crowd come of age for a subsidy; staff of a site hold their role there', async () => {
  const { patrons, citizens } = await makePersonas(world.store, { count: 2, buildingId: 'b1' }, 60, now)
  expect(patrons).toMatchObject([
    { id: 'resident-60', kind: 'self', birthday: '1966-11-22', citizenMac: citizens[0].id },
    { id: 'resident-61', kind: 'self', birthday: '1965-11-22', citizenMac: citizens[1].id },
  ])
  const site = { address: '和合大院1号楼一层', hours: '每天', areaName: '甲社区', open: true, services: [] }
  const at = { lngE7: 1_216_500_000, latE7: 389_100_000 }
  const area = { cityId: '2102', districtId: 'd1', streetId: 's1', communityId: 'c1' }
  await world.store.insert('sites', { id: 'c1-s1', name: '甲社区服务站', at, area, ...site })
  const made = await makePersonas(world.store, { count: 1, role: 'siteStaff', areaId: 'c1-s1' }, 62, now)
  expect(made.personas).toMatchObject([{ title: '甲社区服务站工作人员', roles: [{ areaId: 'c1-s1' }] }])
  expect(made.patrons).toEqual([])
})

test('a captain of a building needs no other area', async () => {
  const { personas } = await makePersonas(world.store, { count: 1, role: 'captain', buildingId: 'b1' }, 1, now)
  expect(personas[0]).toMatchObject({ roles: [{ role: 'captain', areaId: 'b1' }], buildingId: 'b1' })
})

test.each([
  ['areaId', { count: 1 }],
  ['areaId', { count: 1, role: 'gridWorker', areaId: 'c1' }],
  ['areaId', { count: 1, role: 'streetStaff', areaId: 'nowhere' }],
  ['areaId', { count: 1, role: 'counsellor', areaId: 'c1' }],
  ['buildingId', { count: 1, buildingId: 'c1-g1' }],
  ['role', { count: 1, role: 'mayor' }],
])('%s is wrong in %j', async (field, request) => {
  await expect(makePersonas(world.store, request as never, 1, now)).rejects.toMatchObject({
    code: 'INVALID',
    fields: { [field]: expect.any(String) },
  })
})
