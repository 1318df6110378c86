import type { CallBody, Outcome } from '@contract'
import { ActionError } from '@contract/errors'
import { transport } from './call'
import { call, newRequestId } from './client'

jest.mock('./call', () => ({ transport: jest.fn() }))
const carried = transport as jest.MockedFunction<typeof transport>

const bodies = () => carried.mock.calls.map(([body]) => body as CallBody)
const answers = (...outcomes: (Outcome<unknown> | Error)[]) => {
  for (const outcome of outcomes) {
    if (outcome instanceof Error) carried.mockRejectedValueOnce(outcome)
    else carried.mockResolvedValueOnce(outcome)
  }
}
const lost = () => new ActionError('UNAVAILABLE', '连不上服务，请检查网络后再试')

beforeEach(() => carried.mockReset())

test('an answer comes back as the value', async () => {
  answers({ ok: true, value: { unread: 2 } })
  await expect(call('account.markRead', { messageIds: ['a'] })).resolves.toEqual({ unread: 2 })
})

test("the server's refusal is thrown as the same error, with its fields", async () => {
  answers({ ok: false, error: { code: 'INVALID', message: '请填写姓名', fields: { name: '请填写姓名' } } })
  const refusal = await call('account.saveProfile', { name: '' }).catch((e: unknown) => e)
  expect(refusal).toBeInstanceOf(ActionError)
  expect(refusal).toMatchObject({ code: 'INVALID', message: '请填写姓名', fields: { name: '请填写姓名' } })
})

test('each intent has its own request id, and one given is kept', async () => {
  answers({ ok: true, value: {} }, { ok: true, value: {} }, { ok: true, value: {} })
  await call('account.markRead', { messageIds: ['a'] })
  await call('account.markRead', { messageIds: ['a'] })
  await call('account.markRead', { messageIds: ['a'] }, { requestId: 'kept' })
  const [first, second, third] = bodies().map((b) => b.requestId)
  expect(first).toMatch(/^[0-9a-z]{24}$/)
  expect(second).not.toBe(first)
  expect(third).toBe('kept')
})

test('a read that finds no answer is asked once more, with the same request id', async () => {
  answers(lost(), { ok: true, value: { items: [] } })
  await expect(call('item.mine', {})).resolves.toEqual({ items: [] })
  expect(bodies()).toHaveLength(2)
  expect(bodies()[0].requestId).toBe(bodies()[1].requestId)
})

test('a read asked twice in vain fails', async () => {
  answers({ ok: false, error: { code: 'UNAVAILABLE', message: '忙' } }, lost())
  await expect(call('item.mine', {})).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(bodies()).toHaveLength(2)
})

test('a read that is refused is not asked again', async () => {
  answers({ ok: false, error: { code: 'NOT_FOUND', message: '没有' } })
  await expect(call('item.get', { itemId: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(bodies()).toHaveLength(1)
})

test('a write that finds no answer is left to whoever asked', async () => {
  answers(lost())
  await expect(call('hazard.accept', { itemId: 'x', version: 1 })).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(bodies()).toHaveLength(1)
})

test('request ids do not repeat', () => {
  const ids = new Set(Array.from({ length: 2000 }, newRequestId))
  expect(ids.size).toBe(2000)
})
