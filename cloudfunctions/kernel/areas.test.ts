import { makeWorld } from '../testing/world'
import { areaNow, fullName, getBuilding, gridOf, isInForce, peopleAt, staffRoleOf, unitOf } from './areas'
import type { AreaDoc } from './collections'

test.each([
  ['中山区', '', '中山区'],
  ['中兴社区', '中山区 · 老虎滩街道', '中山区 · 老虎滩街道 · 中兴社区'],
  ['中兴社区第3网格', '中山区 · 老虎滩街道 · 中兴社区', '中山区 · 老虎滩街道 · 中兴社区 · 第3网格'],
  ['和合大院1号楼', '中山区 · 中兴社区 · 第3网格', '中山区 · 中兴社区 · 第3网格 · 和合大院1号楼'],
])('%s in full', (name, within, full) => {
  expect(fullName({ name, within })).toBe(full)
})

test('a building answers for nothing, so it is no unit', () => {
  const doc = { id: 'b1', version: 1, within: '', path: { cityId: '2102', districtId: 'd1' }, name: '1号楼' }
  expect(() => unitOf({ ...doc, level: 'building' } as AreaDoc)).toThrow('no unit')
  expect(unitOf({ ...doc, level: 'grid' } as AreaDoc)).toEqual({ level: 'grid', id: 'b1', name: '1号楼' })
})

test('the people of an area are those who hold just this role there', async () => {
  const world = await makeWorld()
  try {
    const found = await peopleAt(world.store, 'c1-g1', staffRoleOf('grid'))
    expect(found.map(({ personId }) => personId)).toEqual(['gridWorker@c1-g1'])
    expect(await peopleAt(world.store, 'c1', 'gridWorker')).toEqual([])
  } finally {
    await world.close()
  }
})

describe('grids that begin and end with a generation', () => {
  const [spring, autumn] = ['2027-02-28T16:00:00.000Z', '2027-08-31T16:00:00.000Z']
  const justBefore = (at: string) => new Date(Date.parse(at) - 1).toISOString()

  test.each([
    [{}, true, true, true, true],
    [{ from: spring }, false, true, true, true],
    [{ until: autumn }, true, true, true, false],
    [{ from: spring, until: autumn }, false, true, true, false],
  ])('%j', (grid, ...expected) => {
    const instants = [justBefore(spring), spring, justBefore(autumn), autumn]
    expect(instants.map((now) => isInForce(grid, now))).toEqual(expected)
  })

  test('a building is in the grid of its last change that has come', () => {
    const path = { cityId: '2102', districtId: 'd1', gridId: 'g1' }
    const grids = [
      { from: spring, gridId: 'g2' },
      { from: autumn, gridId: 'g3' },
    ]
    const instants = [justBefore(spring), spring, justBefore(autumn), autumn]
    expect(instants.map((now) => gridOf({ path, grids }, now))).toEqual(['g1', 'g2', 'g2', 'g3'])
    expect(gridOf({ path }, autumn)).toBe('g1')
  })

  test('once its grid has changed, everything above the building is that of the new grid', async () => {
    const world = await makeWorld()
    try {
      const b1 = await world.store.get('areas', 'b1')
      if (!b1) throw new Error('there is a building')
      await world.store.replace('areas', { ...b1, grids: [{ from: spring, gridId: 'c2-g1' }] })
      expect(await getBuilding(world.store, 'b1', justBefore(spring))).toMatchObject({
        parentId: 'c1-g1',
        path: { communityId: 'c1', gridId: 'c1-g1', buildingId: 'b1' },
      })
      expect(await getBuilding(world.store, 'b1', spring)).toMatchObject({
        parentId: 'c2-g1',
        path: { communityId: 'c2', gridId: 'c2-g1', buildingId: 'b1' },
        within: '乙社区第1网格',
      })
      expect(await getBuilding(world.store, 'c1-g1', spring)).toBeUndefined()
      const grid = await world.store.get('areas', 'c1-g1')
      expect(grid && (await areaNow(world.store, grid, spring))).toEqual(grid)
    } finally {
      await world.close()
    }
  })
})
