import type { ItemSummary, ItemView } from '@contract/item'
import { fakeCity, resident, storesOf } from '@/testing/city'
import { resetTaro } from '@/testing/taro'

beforeEach(resetTaro)

const item = (itemId: string, dueAt?: string): ItemSummary => ({
  itemId,
  number: itemId,
  kind: 'hazard',
  version: 1,
  title: '楼道堵塞',
  state: dueAt ? 'routed' : 'closed',
  place: '中兴里3号楼',
  confidential: false,
  responsible: { level: 'grid', id: 'g-3', name: '中兴社区第3网格' },
  dueAt,
  createdAt: '2026-11-01T00:00:00.000Z',
})

test('what is still owed comes with the nearest deadline first; what is closed is left out', async () => {
  const items = [item('late', '2026-11-09T00:00:00.000Z'), item('done'), item('next', '2026-11-02T00:00:00.000Z')]
  const stores = storesOf(fakeCity({ 'item.mine': { items } }), 'p-1')
  await stores.items.mine.refresh()
  expect(stores.items.open.map((i) => i.itemId)).toEqual(['next', 'late'])
  expect(stores.items.mine.rows.map((i) => i.itemId)).toEqual(['late', 'done', 'next'])
})

test('an item that was opened is there at once the next time', async () => {
  const view = { item: { itemId: 'a' }, timeline: [], allowed: ['hazard.withdraw'] } as unknown as ItemView
  const stores = storesOf(fakeCity({ 'item.get': view, 'account.me': resident() }), 'p-1')
  expect(stores.items.seen('a')).toBeUndefined()
  await expect(stores.items.read('a')).resolves.toEqual(view)
  expect(stores.items.seen('a')).toEqual(view)
  await stores.become('p-2')
  expect(stores.items.seen('a')).toBeUndefined()
})
