import { conflict } from '@contract/errors'
import { fakeCity, offline } from '@/testing/city'
import { inHours } from '@/testing/hazard'
import { resetTaro } from '@/testing/taro'
import { type Membership, Memberships } from './memberships'

beforeEach(resetTaro)

const neighbour: Membership = {
  membershipId: 'm-7',
  version: 1,
  personName: '居**乙',
  buildingId: 'b-3',
  buildingName: '中兴里3号楼',
  unit: '2-302',
  relation: 'tenant',
  state: 'pending',
  at: inHours(-5),
}

async function waiting() {
  const city = fakeCity({
    'account.memberships': { memberships: [neighbour] },
    'account.decideMembership': { membershipId: 'm-7', version: 2, state: 'confirmed' },
  })
  const store = new Memberships(city.call)
  await store.list.refresh()
  return { city, store }
}

test('a confirmed neighbour leaves the list', async () => {
  const { city, store } = await waiting()
  city.says['account.memberships'] = { memberships: [] }
  await store.confirm(neighbour)
  expect(city.inputsOf('account.decideMembership')).toEqual([{ membershipId: 'm-7', decision: 'confirm' }])
  expect(store.list.empty).toBe(true)
})

test('refusing asks for the reason, which stays while it is typed and is sent', async () => {
  const { city, store } = await waiting()
  store.askReason(neighbour)
  await store.refuse()
  expect(store.reasonError).toMatch(/[\u4e00-\u9fff]/)
  expect(city.inputsOf('account.decideMembership')).toEqual([])
  store.setReason('这栋楼没有 3 单元')
  store.closeReason()
  store.askReason(neighbour)
  expect(store.refusing?.draft.value.reason).toBe('这栋楼没有 3 单元')
  await store.refuse()
  expect(city.inputsOf('account.decideMembership')).toEqual([
    { membershipId: 'm-7', decision: 'refuse', reason: '这栋楼没有 3 单元' },
  ])
  expect(store.refusing).toBeUndefined()
})

test('somebody else has decided: it is said, and the list shows what is left', async () => {
  const { city, store } = await waiting()
  city.says['account.decideMembership'] = conflict('这项登记已经处理过了')
  city.says['account.memberships'] = { memberships: [] }
  await store.confirm(neighbour)
  expect(store.failure?.message).toBe('这项登记已经处理过了')
  expect(store.list.rows).toEqual([])
})

test('without an answer the neighbour stays, and so do the words', async () => {
  const { city, store } = await waiting()
  city.says['account.decideMembership'] = offline()
  store.askReason(neighbour)
  store.setReason('房号写错了')
  await store.refuse()
  expect(store.failure?.code).toBe('UNAVAILABLE')
  expect(store.refusing?.draft.value.reason).toBe('房号写错了')
  expect(store.list.rows).toEqual([neighbour])
})

test('taps while a decision is on its way do nothing', async () => {
  const { city, store } = await waiting()
  await Promise.all([store.confirm(neighbour), store.confirm(neighbour)])
  expect(city.inputsOf('account.decideMembership')).toHaveLength(1)
})
