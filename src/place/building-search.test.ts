import type { Answer } from '@contract'
import { fakeCity, offline } from '@/testing/city'
import { building } from '@/testing/hazard'
import { BuildingSearch } from './building-search'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

const found: Answer<'area.search'> = { areas: [building.building] }

test('it asks once one stops typing, and not for every letter', async () => {
  const city = fakeCity({ 'area.search': found })
  const search = new BuildingSearch(city.call)
  search.type('中')
  search.type('中兴')
  search.type('中兴里')
  expect(search.loading).toBe(true)
  await jest.runAllTimersAsync()
  expect(city.inputsOf('area.search')).toEqual([{ text: '中兴里', level: 'building' }])
  expect(search.found).toEqual(found.areas)
  expect(search.loading).toBe(false)
})

test('an answer to an older question does not replace the newer one', async () => {
  const slow: { answer?: (answer: Answer<'area.search'>) => void } = {}
  const city = fakeCity({
    'area.search': ({ text }) =>
      text === '旧' ? new Promise<Answer<'area.search'>>((answer) => (slow.answer = answer)) : found,
  })
  const search = new BuildingSearch(city.call)
  search.type('旧')
  const older = search.ask()
  search.type('新')
  await search.ask()
  slow.answer?.({ areas: [] })
  await older
  expect(search.found).toEqual(found.areas)
})

test('an emptied box asks nothing and shows nothing', async () => {
  const city = fakeCity({ 'area.search': found })
  const search = new BuildingSearch(city.call)
  search.type('中兴')
  await search.ask()
  search.type(' ')
  await jest.runAllTimersAsync()
  await search.ask()
  expect(search.found).toBeUndefined()
  expect(city.asked).toHaveLength(1)
})

test('a failure is said and mends with the next try', async () => {
  const city = fakeCity({ 'area.search': offline() })
  const search = new BuildingSearch(city.call)
  search.type('中兴')
  await search.ask()
  expect(search.error?.code).toBe('UNAVAILABLE')
  city.says['area.search'] = found
  await search.ask()
  expect(search.error).toBeUndefined()
  expect(search.found).toEqual(found.areas)
})
