import { makeWorld } from '../testing/world'
import { fullName, peopleAt, staffRoleOf, unitOf } from './areas'
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
