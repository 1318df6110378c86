import { identity } from '@/platform/identity'
import type { OutboxEntry } from '@/stores'
import { fakeCity, storesOf } from '@/testing/city'
import { reportAnswer } from '@/testing/hazard'
import Taro, { resetTaro } from '@/testing/taro'
import { SentReports } from './sent-reports'

const receipt = '1234567890123456'

beforeEach(resetTaro)

const device = (personId = 'p-1') => new SentReports(storesOf(fakeCity(), personId).outbox)

/** Everything on the device, as one text. */
const stored = () =>
  Taro.getStorageInfoSync()
    .keys.map((key) => String(Taro.getStorageSync(key)))
    .join('\n')

test('a receipt is there after a restart until its holder says that it is written down', () => {
  device().add('k-1', reportAnswer(receipt))
  const again = device()
  expect(again.unsaved.map((r) => r.answer.receipt)).toEqual([receipt])
  again.settle('k-1', false)
  expect(device().find('k-1')).toBeUndefined()
  expect(stored()).not.toContain(receipt)
})

test('it stays on the phone only by choice', () => {
  const sent = device()
  sent.add('k-1', reportAnswer(receipt))
  expect(sent.kept).toEqual([])
  sent.settle('k-1', true)
  expect(device().kept.map((r) => r.answer.receipt)).toEqual([receipt])
  expect(device().unsaved).toEqual([])
})

test('of named reports only the last is kept, and it never pushes out a receipt', () => {
  const sent = device()
  sent.add('k-1', reportAnswer(receipt))
  sent.add('k-2', reportAnswer())
  sent.add('k-3', reportAnswer())
  expect([sent.find('k-1'), sent.find('k-2'), sent.find('k-3')].map(Boolean)).toEqual([true, false, true])
})

test("another person on the same device does not see the first one's receipts", () => {
  device('p-1').add('k-1', reportAnswer(receipt))
  const other = device('p-2')
  expect(other.unsaved).toEqual([])
  expect(other.find('k-1')).toBeUndefined()
  expect(device('p-1').unsaved).toHaveLength(1)
})

test('the answer to a report that had waited is taken over, and leaves the outbox', () => {
  identity.choose('p-1')
  const entry = { requestId: 'r-1', answer: reportAnswer(receipt) } as unknown as OutboxEntry
  const outbox = { owner: 'p-1', drop: jest.fn() }
  const sent = new SentReports(outbox as never)
  sent.adopt(entry)
  expect(sent.find('r-1')?.answer.receipt).toBe(receipt)
  expect(outbox.drop).toHaveBeenCalledWith('r-1')
})

test('an entry without an answer is left where it is', () => {
  const outbox = { owner: 'p-1', drop: jest.fn() }
  new SentReports(outbox as never).adopt({ requestId: 'r-1' } as unknown as OutboxEntry)
  expect(outbox.drop).not.toHaveBeenCalled()
})
