import { ActionError } from '@contract/errors'
import Taro from '@tarojs/taro'
import { fakeCity, gridWorker, offline, resident, storesOf } from '@/testing/city'
import { resetTaro } from '@/testing/taro'

beforeEach(resetTaro)

test('who I am is read once, however many pages ask at the same time', async () => {
  const city = fakeCity({ 'account.me': resident({ unread: 3 }) })
  const { session } = storesOf(city, 'p-1')
  await Promise.all([session.load(), session.load()])
  expect(city.asked).toHaveLength(1)
  expect([session.me?.name, session.unread, session.home?.communityName]).toEqual(['演示居民甲', 3, '中兴社区'])
})

test('with nobody chosen nothing is asked, and that is no error', async () => {
  const city = fakeCity()
  const { session } = storesOf(city, undefined)
  await session.load()
  expect([session.signedOut, session.error, city.asked.length]).toEqual([true, undefined, 0])
})

test('a slow or broken network is not the same as not being signed in', async () => {
  const city = fakeCity({ 'account.me': offline() })
  const { session } = storesOf(city, 'p-1')
  const loading = session.load()
  expect(session.signedOut).toBe(false)
  await loading
  expect([session.signedOut, session.error?.code]).toEqual([false, 'UNAVAILABLE'])
})

test('a person the city does not know is signed out', async () => {
  const city = fakeCity({ 'account.me': new ActionError('UNAUTHENTICATED', '没有这个身份') })
  const { session } = storesOf(city, 'gone')
  await session.load()
  expect([session.signedOut, session.error]).toEqual([true, undefined])
})

test('what was known stays in sight when reading again fails', async () => {
  const city = fakeCity({ 'account.me': resident() })
  const { session } = storesOf(city, 'p-1')
  await session.load()
  city.says['account.me'] = offline()
  await session.load()
  expect([session.me?.name, session.error?.code]).toEqual(['演示居民甲', 'UNAVAILABLE'])
})

test("time is the server's, whatever this device believes", async () => {
  const city = fakeCity({ 'account.me': resident({ now: '2030-01-01T00:00:00.000Z' }) })
  const { session } = storesOf(city, 'p-1')
  await session.load()
  expect(Math.abs(session.now() - Date.parse('2030-01-01T00:00:00.000Z'))).toBeLessThan(5000)
})

test('staff have a desk, residents do not', async () => {
  const city = fakeCity({ 'account.me': gridWorker() })
  const { session } = storesOf(city, 'p-2')
  await session.load()
  expect([session.isStaff, session.has('gridWorker'), session.has('captain')]).toEqual([true, true, false])
  city.says['account.me'] = resident({ roles: [{ role: 'resident', areaId: 'c', areaName: '', title: '' }] })
  await session.load()
  expect(session.isStaff).toBe(false)
})

test('another person starts with nothing of the last one', async () => {
  const city = fakeCity({ 'account.me': resident(), 'item.mine': { items: [] } })
  const stores = storesOf(city, 'p-1')
  await stores.session.load()
  await stores.items.mine.refresh()
  city.says['account.me'] = gridWorker()
  await stores.become('p-2')
  expect([stores.session.me?.id, stores.items.mine.loaded, stores.outbox.owner]).toEqual(['p-2', false, 'p-2'])
  await stores.become(undefined)
  expect(stores.session.signedOut).toBe(true)
})

test('an answer about the last person does not arrive after the change', async () => {
  let give: (me: ReturnType<typeof resident>) => void = () => {}
  const city = fakeCity({ 'account.me': () => new Promise((resolve) => (give = resolve)) })
  const stores = storesOf(city, 'p-1')
  void stores.session.load()
  await stores.become(undefined)
  give(resident())
  await new Promise((resolve) => setTimeout(resolve))
  expect(stores.session.me).toBeUndefined()
})

describe('text size', () => {
  test.each([
    [1, 'standard'],
    [1.1, 'standard'],
    [1.2, 'elder'],
    [1.5, 'elder'],
    [1.6, 'largest'],
    [2, 'largest'],
  ] as const)('follows a device scale of %s: %s', (scale, size) => {
    const { session } = storesOf(fakeCity(), 'p-1')
    session.scale = scale
    expect(session.textSize).toBe(size)
  })

  test('a choice of the person counts more than the device, and lasts', () => {
    const { session } = storesOf(fakeCity(), 'p-1')
    session.scale = 2
    session.setMode('standard')
    expect(session.textSize).toBe('standard')
    expect(storesOf(fakeCity(), 'p-1').session.mode).toBe('standard')
  })

  test('a stored choice that no longer exists counts as none', () => {
    Taro.setStorageSync('hehe.textMode', '"huge"')
    expect(storesOf(fakeCity(), 'p-1').session.mode).toBe('auto')
  })
})
