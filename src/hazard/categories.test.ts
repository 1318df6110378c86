import { fakeCity, offline } from '@/testing/city'
import { categories, gas } from '@/testing/hazard'
import { resetTaro } from '@/testing/taro'
import { Categories } from './categories'

beforeEach(resetTaro)

test('the list is there without a network, as it was read last', async () => {
  const city = fakeCity({ 'hazard.categories': { categories } })
  await new Categories(city.call).load()
  const later = new Categories(fakeCity().call)
  await later.load()
  expect(later.list).toEqual(categories)
  expect(later.error?.code).toBe('UNAVAILABLE')
})

test('what the city changed replaces what was kept', async () => {
  const city = fakeCity({ 'hazard.categories': { categories } })
  await new Categories(city.call).load()
  city.says['hazard.categories'] = { categories: [gas] }
  const later = new Categories(city.call)
  await later.load()
  expect(later.list).toEqual([gas])
  expect(later.find('fireExit')).toBeUndefined()
})

test('on the first visit without a network it says so', async () => {
  const list = new Categories(fakeCity({ 'hazard.categories': offline() }).call)
  await list.load()
  expect(list.list).toEqual([])
  expect(list.error?.code).toBe('UNAVAILABLE')
})
