import { resetTaro } from '@/testing/taro'
import { transport } from './call.h5'
import { fontScale, onNetwork } from './device.h5'
import { uploadPhoto } from './files.h5'
import { identity } from './identity.h5'
import { storage } from './storage'

const fetched = jest.fn()
beforeEach(() => {
  resetTaro()
  fetched.mockReset()
  globalThis.fetch = fetched
})

const reply = (body: unknown) => ({ json: async () => body, blob: async () => new Blob(['x']) })

test('a call goes to the host with the persona that was chosen', async () => {
  identity.choose('p-1')
  fetched.mockResolvedValue(reply({ ok: true, value: 1 }))
  await expect(transport({ name: 'account.me', input: {}, requestId: 'r' })).resolves.toEqual({ ok: true, value: 1 })
  const [url, options] = fetched.mock.calls[0]
  expect(url).toBe('/call')
  expect(options.headers['x-persona']).toBe('p-1')
  expect(JSON.parse(options.body)).toEqual({ name: 'account.me', input: {}, requestId: 'r' })
})

test('nobody chosen: no header, and nobody signed in', async () => {
  fetched.mockResolvedValue(reply({ ok: true, value: 1 }))
  await transport({ name: 'account.me' })
  expect(fetched.mock.calls[0][1].headers).not.toHaveProperty('x-persona')
  expect(identity.current()).toBeUndefined()
})

test.each([
  ['no network', () => fetched.mockRejectedValue(new TypeError('Failed to fetch'))],
  [
    'a page of some proxy',
    () => fetched.mockResolvedValue({ json: () => Promise.reject(new SyntaxError('<!doctype>')) }),
  ],
  ['JSON of another kind', () => fetched.mockResolvedValue(reply({ message: 'Bad gateway' }))],
])('%s counts as no answer', async (_what, arrange) => {
  arrange()
  await expect(transport({ name: 'account.me' })).rejects.toMatchObject({ code: 'UNAVAILABLE' })
})

test('an answer that does not come counts as none after a while', async () => {
  jest.useFakeTimers()
  fetched.mockImplementation(
    (_url, { signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
  )
  const asked = transport({ name: 'account.me' }).catch((error: unknown) => error)
  await jest.advanceTimersByTimeAsync(20_000)
  await expect(asked).resolves.toMatchObject({ code: 'UNAVAILABLE' })
  jest.useRealTimers()
})

test('a photo goes up and answers its id', async () => {
  fetched.mockResolvedValueOnce(reply({})).mockResolvedValueOnce(reply({ fileId: 'f-1' }))
  await expect(uploadPhoto('blob:1')).resolves.toBe('f-1')
  expect(fetched.mock.calls[1][0]).toBe('/files')
})

test('a photo that the host refuses says why; one that is gone asks to choose again', async () => {
  const refusal = { ok: false, error: { code: 'INVALID', message: '照片不能超过 10 MB' } }
  fetched.mockResolvedValueOnce(reply({})).mockResolvedValueOnce(reply(refusal))
  await expect(uploadPhoto('blob:1')).rejects.toMatchObject({ code: 'INVALID', message: '照片不能超过 10 MB' })
  fetched.mockRejectedValueOnce(new TypeError('gone'))
  await expect(uploadPhoto('blob:1')).rejects.toMatchObject({ code: 'INVALID', message: '这张照片已失效，请重新选择' })
})

test('storage gives back what was written, and nothing for what cannot be read', () => {
  storage.write('a', { b: [1, '二'] })
  expect(storage.read('a')).toEqual({ b: [1, '二'] })
  storage.write('a', undefined)
  expect(storage.read('a')).toBeUndefined()
  expect(storage.read('never')).toBeUndefined()
})

test('the network coming and going is heard until one stops listening', () => {
  const heard: boolean[] = []
  const stop = onNetwork((online) => heard.push(online))
  window.dispatchEvent(new Event('offline'))
  window.dispatchEvent(new Event('online'))
  stop()
  window.dispatchEvent(new Event('offline'))
  expect(heard).toEqual([false, true])
})

test('a browser that says nothing of its text size counts as usual', () => {
  expect(fontScale()).toBe(1)
})
