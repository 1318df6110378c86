import { fakeCity, gridWorker, offline, resident, storesOf } from '@/testing/city'
import { categories, summary, view } from '@/testing/hazard'
import { resetTaro } from '@/testing/taro'
import { Queue } from './queue'

beforeEach(resetTaro)

const counts = { open: 2, overdue: 1, soon: 1 }

const busy = () =>
  fakeCity({
    'account.me': gridWorker(),
    'account.memberships': { memberships: [] },
    'hazard.categories': { categories },
    'item.queue': ({ cursor }) =>
      cursor === undefined
        ? { items: [summary({ itemId: 'i-1' })], cursor: 'next', counts }
        : { items: [summary({ itemId: 'i-2' })], counts },
    'item.get': view(),
  })

const deskOf = (city: ReturnType<typeof fakeCity>) => new Queue(storesOf(city, 'p-2'))
const ids = (queue: Queue) => queue.list.rows.map((row) => row.itemId)

test('what I owe comes first, page by page, with the counts', async () => {
  const city = busy()
  const queue = deskOf(city)
  await queue.refresh()
  expect(ids(queue)).toEqual(['i-1'])
  expect(queue.counts).toEqual(counts)
  await queue.list.more()
  expect(ids(queue)).toEqual(['i-1', 'i-2'])
  expect(city.inputsOf('item.queue')).toEqual([
    { cursor: undefined, filter: { scope: 'mine' } },
    { cursor: 'next', filter: { scope: 'mine' } },
  ])
})

test('every filter is asked of the city, and the old list goes out of sight at once', async () => {
  const city = busy()
  const queue = deskOf(city)
  await queue.refresh()
  queue.narrow({ scope: 'area', category: 'gas', state: 'routed', overdue: true })
  expect(ids(queue)).toEqual([])
  expect(queue.filtered).toBe(true)
  expect(city.inputsOf('item.queue').at(-1)).toEqual({
    cursor: undefined,
    filter: { scope: 'area', category: 'gas', state: 'routed', overdue: true },
  })
  queue.showAll()
  expect(city.inputsOf('item.queue').at(-1)).toEqual({ cursor: undefined, filter: { scope: 'area' } })
})

test('an answer to a filter that was left is dropped', async () => {
  const city = busy()
  const queue = deskOf(city)
  await queue.refresh()
  const waits: (() => void)[] = []
  city.says['item.queue'] = ({ filter }) =>
    new Promise((answer) =>
      waits.push(() =>
        answer({
          items: [summary({ itemId: filter?.overdue ? 'late' : 'any' })],
          counts,
        }),
      ),
    )
  queue.narrow({ overdue: true })
  queue.narrow({ overdue: false })
  for (const answer of waits.reverse()) answer()
  await new Promise((resolve) => setTimeout(resolve))
  expect(ids(queue)).toEqual(['any'])
})

test('a captain asks only for what a captain may', async () => {
  const city = busy()
  city.says['account.me'] = resident({
    roles: [{ role: 'captain', areaId: 'b-3', areaName: '中兴里3号楼', title: '楼长' }],
  })
  const queue = deskOf(city)
  await queue.refresh()
  expect(queue.answers).toBe(false)
  expect(city.asked.map((a) => a.name)).toEqual(['account.me', 'account.memberships'])
})

test('staff of a community see who waits in grids without a worker', async () => {
  const city = busy()
  city.says['account.me'] = resident({
    roles: [{ role: 'communityStaff', areaId: 'c-1', areaName: '中兴社区', title: '社区工作人员' }],
  })
  const queue = deskOf(city)
  await queue.refresh()
  expect(queue.memberships).toEqual({ count: 0, more: false })
})

test('staff who do not know the residents are not asked about them', async () => {
  const city = busy()
  city.says['account.me'] = resident({
    roles: [{ role: 'streetStaff', areaId: 's-1', areaName: '老虎滩街道', title: '街道工作人员' }],
  })
  const queue = deskOf(city)
  await queue.refresh()
  expect(city.inputsOf('account.memberships')).toEqual([])
  expect(queue.memberships).toBeUndefined()
})

test('without categories and memberships the desk still works', async () => {
  const city = busy()
  city.says['hazard.categories'] = offline()
  city.says['account.memberships'] = offline()
  const queue = deskOf(city)
  await queue.refresh()
  expect(ids(queue)).toEqual(['i-1'])
  expect(queue.categories).toEqual([])
})

test('an item opened beside the queue has the queue read again when it changes', async () => {
  const city = busy()
  const queue = deskOf(city)
  await queue.refresh()
  queue.show('i-1')
  await queue.open?.load()
  const before = city.inputsOf('item.queue').length
  await queue.open?.changed()
  expect(city.inputsOf('item.queue')).toHaveLength(before + 1)
  expect(queue.openId).toBe('i-1')
})
