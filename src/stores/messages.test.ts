import { fakeCity, offline, resident, storesOf } from '@/testing/city'
import { resetTaro } from '@/testing/taro'
import type { Message } from './messages'

beforeEach(resetTaro)

const message = (messageId: string, read = false): Message => ({
  messageId,
  at: '2026-11-01T00:00:00.000Z',
  title: messageId,
  body: '',
  kind: 'report',
  read,
})

async function inbox(...messages: Message[]) {
  const city = fakeCity({ 'account.me': resident({ unread: 9 }), 'account.inbox': { messages, unread: 2 } })
  const stores = storesOf(city, 'p-1')
  await stores.session.load()
  await stores.messages.list.refresh()
  return { city, ...stores, session: stores.session, messages: stores.messages }
}

test('the inbox says how many are unread', async () => {
  const { session } = await inbox(message('a'), message('b'))
  expect(session.unread).toBe(2)
})

test('a message that is opened is read, here at once and then on the server', async () => {
  const { city, messages, session } = await inbox(message('a'), message('b'))
  city.says['account.markRead'] = { unread: 1 }
  const marking = messages.markRead(['a'])
  expect(messages.list.rows.map((m) => m.read)).toEqual([true, false])
  await marking
  expect(city.inputsOf('account.markRead')).toEqual([{ messageIds: ['a'] }])
  expect(session.unread).toBe(1)
})

test('what was read before is not sent again', async () => {
  const { city, messages } = await inbox(message('a', true))
  await messages.markRead(['a'])
  expect(city.inputsOf('account.markRead')).toEqual([])
})

test('without a network it stays unread', async () => {
  const { city, messages } = await inbox(message('a'))
  city.says['account.markRead'] = offline()
  await messages.markRead(['a'])
  expect(messages.list.rows.map((m) => m.read)).toEqual([false])
})
