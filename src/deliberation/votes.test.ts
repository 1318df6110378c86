import { conflict } from '@contract/errors'
import { fakeCity, offline, storesOf } from '@/testing/city'
import { resetTaro } from '@/testing/taro'
import { Votes } from './votes'

beforeEach(resetTaro)

const choice = { method: 'single', option: 'a' } as const
const code = '1234567890123456'

function open(person = 'p-1') {
  const city = fakeCity({ 'deliberation.vote': { inclusionCode: code } })
  const stores = storesOf(city, person)
  return { city, votes: new Votes(city.call, stores.outbox) }
}

test('the code of a ballot stays on the phone, its choice does not', async () => {
  const { votes } = open()
  await expect(votes.cast('v-1', choice, 'k-1')).resolves.toBe(code)
  expect(votes.codesOf('v-1')).toEqual([{ owner: 'p-1', pollId: 'v-1', rollKey: 'k-1', code }])
  const again = open().votes
  expect(again.codesOf('v-1')).toHaveLength(1)
  expect(again.isPending('v-1')).toBe(false)
  expect(JSON.stringify(again)).not.toContain('option')
})

test('a ballot that found no answer is sent again as it was, after a restart too', async () => {
  const first = open()
  first.city.says['deliberation.vote'] = offline()
  await expect(first.votes.cast('v-1', choice)).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(first.votes.isPending('v-1')).toBe(true)

  const second = open()
  expect(second.votes.isPending('v-1')).toBe(true)
  await expect(second.votes.resend('v-1')).resolves.toBe(code)
  const [lost, sent] = [first.city.asked[0], second.city.asked[0]]
  expect(sent?.requestId).toBe(lost?.requestId)
  expect(sent?.input).toEqual(lost?.input)
  expect(second.votes.isPending('v-1')).toBe(false)
})

test('a ballot that the city refused is not sent again', async () => {
  const { city, votes } = open()
  city.says['deliberation.vote'] = conflict('已经投过票')
  await expect(votes.cast('v-1', choice)).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(votes.isPending('v-1')).toBe(false)
  await expect(votes.resend('v-1')).resolves.toBeUndefined()
  expect(city.asked).toHaveLength(1)
})

test('somebody else on the same phone sees neither code nor ballot', async () => {
  await open().votes.cast('v-1', choice)
  const mine = open()
  mine.city.says['deliberation.vote'] = offline()
  await mine.votes.cast('v-2', choice).catch(() => undefined)
  const { city, votes } = open('p-2')
  expect(votes.codesOf('v-1')).toEqual([])
  expect(votes.isPending('v-2')).toBe(false)
  await votes.resend('v-2')
  expect(city.asked).toEqual([])
})
