import { moveIn, opened, residents } from '../testing/polls'
import { watched } from '../testing/watched'
import { makeWorld, type World } from '../testing/world'

/** How much a list of groups asks of the store: it is what everybody opens first. */

let world: World

beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.close())

/** A community with as many more buildings, five to a courtyard, each with a captain, all in one grid. */
async function grow(buildings: number) {
  const above = { cityId: '2102', districtId: 'd1', streetId: 's1', communityId: 'c1' }
  const areas = Array.from({ length: buildings }, (_, i) => {
    const [id, yard] = [`x${i}`, `y${Math.floor(i / 5)}`]
    const path = { ...above, gridId: 'c1-g1', buildingId: id }
    return { id, level: 'building' as const, name: id, within: '', parentId: 'c1-g1', courtyardId: yard, path }
  })
  const yards = [...new Set(areas.map(({ courtyardId }) => courtyardId))].map((id) => ({
    ...{ id, level: 'courtyard' as const, name: id, within: '', courtyardOf: 'c1', path: above },
  }))
  await world.store.load('areas', [...areas, ...yards])
  await world.store.load(
    'roles',
    areas.map(({ id }) => ({
      ...{ id: `captain:${id}`, personId: `captain@${id}`, role: 'captain' as const, areaId: id, areaName: id },
      ...{ title: `captain@${id}`, name: '楼长', workPhone: '13000000000' },
    })),
  )
}

const propose = (who: string, groupId: string) =>
  world.call(who, 'deliberation.propose', { groupId, kind: 'parking', title: '楼前停车怎么排', body: '请大家说说' })

/** What one call of the list costs: operations on the store. */
async function cost(who: string) {
  let operations = 0
  const { store } = world.ports
  world.ports.store = watched(store, async () => {
    operations += 1
  })
  const { groups } = await world.call(who, 'deliberation.groups', {})
  world.ports.store = store
  return { groups, operations }
}

test('costs the same however many live in the house, talk and have read, and however many houses there are', async () => {
  const known = ['p01', 'captain@b1', 'communityStaff@c1']
  await moveIn(world, residents(3))
  await propose('p00', 'b1')
  const before = []
  for (const who of known) before.push((await cost(who)).operations)
  expect(before).toEqual([15, 20, 9])

  await moveIn(world, residents(60).slice(3))
  await grow(40)
  for (let i = 0; i < 12; i += 1) {
    const { topicId } = await propose(`p0${i % 10}`, 'b1')
    await world.call('p01', 'deliberation.markRead', { topicId, upTo: world.clock.now() })
    await propose('captain@b1', 'c1')
  }
  const after = []
  for (const who of known) after.push((await cost(who)).operations)
  expect(after).toEqual(before)
})

test('costs a grid worker of fifty houses four reads each at most', async () => {
  await grow(50)
  const { groups, operations } = await cost('gridWorker@c1-g1')
  expect(groups).toHaveLength(60)
  expect(operations).toBeLessThanOrEqual(4 * groups.length)
})

test('costs four reads for each open poll: poll, roll, mark and whether the vote is passed on', async () => {
  await moveIn(world, residents(6))
  const without = await cost('p01')
  for (let i = 0; i < 3; i += 1) await opened(world)
  const three = await cost('p01')
  expect(three.groups[0].toVote).toBe(3)
  expect(three.operations - without.operations).toBeLessThanOrEqual(3 * 4)
})
