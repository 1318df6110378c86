import { ActionError } from '@contract/errors'
import * as fc from 'fast-check'
import { uploadPhoto } from '@/platform/files'
import { identity } from '@/platform/identity'
import { dropPhoto, keepPhoto } from '@/platform/photos'
import { offline } from '@/testing/city'
import { resetTaro } from '@/testing/taro'
import { Outbox } from './outbox'

jest.mock('@/platform/files', () => ({ uploadPhoto: jest.fn() }))
jest.mock('@/platform/photos', () => ({ keepPhoto: jest.fn(), dropPhoto: jest.fn() }))
const upload = uploadPhoto as jest.MockedFunction<typeof uploadPhoto>
const keep = keepPhoto as jest.MockedFunction<typeof keepPhoto>
const drop = dropPhoto as jest.MockedFunction<typeof dropPhoto>

const settle = () => new Promise((resolve) => setTimeout(resolve))
const never = () => new Promise<never>(() => {})

/**
 * What becomes of one request: `fine` it is done and answered; `deaf` it never arrives; `mute` it is done and the answer
 * is lost; `killed` it may be done or not and the app is closed before an answer.
 */
type Fate = 'fine' | 'deaf' | 'mute' | 'killedBefore' | 'killedAfter' | 'refused'

/** A server that does each request id once, behind a network with a fate for each request. */
function server(fates: Fate[] = []) {
  const done = new Map<string, { input: unknown; answer: { itemId: string } }>()
  let executions = 0
  const execute = (requestId: string, input: unknown) => {
    const before = done.get(requestId)
    if (before) return before.answer
    executions += 1
    const answer = { itemId: `i-${executions}` }
    done.set(requestId, { input, answer })
    return answer
  }
  const state = { killed: false }
  const call = async (_name: string, input: unknown, options?: { requestId?: string }) => {
    const id = options?.requestId ?? ''
    const fate = fates.shift() ?? 'fine'
    if (fate === 'deaf') throw offline()
    if (fate === 'refused') throw new ActionError('INVALID', '请填写情况描述')
    if (fate === 'killedBefore' || fate === 'killedAfter') {
      if (fate === 'killedAfter') execute(id, input)
      state.killed = true
      return never()
    }
    const answer = execute(id, input)
    if (fate === 'mute') throw offline()
    return answer
  }
  return { call: call as never, done, state, executions: () => executions }
}

const report = { category: 'fire-exit', description: '楼道堆了纸箱', buildingId: 'b-3' }
const about = { title: '楼道堵塞' }

beforeEach(() => {
  resetTaro()
  identity.choose('p-1')
  upload.mockReset()
  keep.mockReset().mockImplementation(async (path) => `kept:${path}`)
  drop.mockReset()
})

test('with a network the answer comes at once and nothing is left behind', async () => {
  const outbox = new Outbox(server().call)
  await expect(outbox.submit('hazard.report', report, about)).resolves.toEqual({ answer: { itemId: 'i-1' } })
  expect(outbox.entries).toEqual([])
  expect(new Outbox(server().call).entries).toEqual([])
})

test('without a network it waits, is there after a restart, and goes out once', async () => {
  const city = server(['deaf', 'deaf'])
  const first = new Outbox(city.call)
  const submitted = await first.submit('hazard.report', report, about)
  expect(submitted).toMatchObject({ queued: { title: '楼道堵塞' } })
  const again = new Outbox(city.call)
  expect(again.entries.map((e) => e.state)).toEqual(['waiting'])
  await again.flush()
  expect(again.entries.map((e) => e.state)).toEqual(['waiting'])
  await again.flush()
  expect(again.entries).toMatchObject([{ state: 'sent', answer: { itemId: 'i-1' } }])
  await again.flush()
  expect(city.executions()).toBe(1)
})

test('the answer stays until the person has seen it, over a restart too', async () => {
  const city = server(['deaf'])
  const outbox = new Outbox(city.call)
  await outbox.submit('hazard.report', report, about)
  await outbox.flush()
  const again = new Outbox(city.call)
  expect(again.entries).toMatchObject([{ state: 'sent', answer: { itemId: 'i-1' } }])
  again.drop(again.entries[0].requestId)
  expect(new Outbox(city.call).entries).toEqual([])
})

test('what the server refuses at once is thrown and not kept', async () => {
  const outbox = new Outbox(server(['refused']).call)
  await expect(outbox.submit('hazard.report', report, about)).rejects.toMatchObject({ code: 'INVALID' })
  expect(outbox.entries).toEqual([])
})

test('what the server refuses later stays with the reason and does not hold up the rest', async () => {
  const city = server(['deaf', 'deaf', 'refused', 'fine'])
  const outbox = new Outbox(city.call)
  await outbox.submit('hazard.report', report, { title: '一' })
  await outbox.submit('hazard.report', report, { title: '二' })
  await outbox.flush()
  expect(outbox.entries.map((e) => [e.title, e.state, e.error?.message])).toEqual([
    ['一', 'refused', '请填写情况描述'],
    ['二', 'sent', undefined],
  ])
})

test('two flushes at once send each entry once', async () => {
  const city = server(['deaf'])
  const outbox = new Outbox(city.call)
  await outbox.submit('hazard.report', report, about)
  await Promise.all([outbox.flush(), outbox.flush()])
  expect(city.executions()).toBe(1)
})

test("another person on the same device neither sees nor sends the first one's", async () => {
  const city = server(['deaf'])
  const outbox = new Outbox(city.call)
  await outbox.submit('hazard.report', report, about)
  outbox.setOwner('p-2')
  await outbox.flush()
  expect([outbox.entries, city.executions()]).toEqual([[], 0])
  outbox.setOwner('p-1')
  await outbox.flush()
  expect([outbox.entries.length, city.executions()]).toEqual([1, 1])
})

describe('photos', () => {
  test('are uploaded first, in their order, and each once', async () => {
    upload.mockResolvedValueOnce('f-2').mockRejectedValueOnce(offline()).mockResolvedValueOnce('f-3')
    const city = server()
    const outbox = new Outbox(city.call)
    const photos = [{ fileId: 'f-1' }, { path: 'blob:2' }, { path: 'blob:3' }]
    const submitted = await outbox.submit('hazard.report', report, { ...about, photos })
    expect(submitted).toHaveProperty('queued')
    await outbox.flush()
    expect([...city.done.values()].map((d) => d.input)).toEqual([{ ...report, photos: ['f-1', 'f-2', 'f-3'] }])
    expect(upload.mock.calls.flat()).toEqual(['blob:2', 'blob:3', 'kept:blob:3'])
  })

  test('that wait are moved to where they outlive the launch, and freed once sent', async () => {
    upload.mockRejectedValueOnce(offline()).mockResolvedValueOnce('f-1')
    const outbox = new Outbox(server().call)
    await outbox.submit('hazard.report', report, { ...about, photos: [{ path: 'blob:1' }] })
    expect(new Outbox(server().call).entries[0].photos).toEqual([{ path: 'kept:blob:1' }])
    await outbox.flush()
    expect(drop.mock.calls.flat()).toEqual(['kept:blob:1'])
  })

  test('that cannot be kept stay where they are', async () => {
    keep.mockRejectedValue(new Error('no room'))
    upload.mockRejectedValueOnce(offline()).mockResolvedValueOnce('f-1')
    const outbox = new Outbox(server().call)
    await outbox.submit('hazard.report', report, { ...about, photos: [{ path: 'blob:1' }] })
    expect(outbox.entries[0]).toMatchObject({ state: 'waiting', photos: [{ path: 'blob:1' }] })
  })
})

test('whatever the network does and however often the app is killed, each write happens exactly once', async () => {
  const fate = fc.constantFrom<Fate>('fine', 'deaf', 'mute', 'killedBefore', 'killedAfter')
  const step = fc.constantFrom('submit', 'flush', 'restart')
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { maxLength: 12 }), fc.array(step, { maxLength: 12 }), async (fates, steps) => {
      resetTaro()
      identity.choose('p-1')
      const city = server(fates)
      let outbox = new Outbox(city.call)
      let submits = 0
      let answered = 0
      for (const what of steps) {
        if (what === 'restart') outbox = new Outbox(city.call)
        if (what === 'flush') void outbox.flush()
        if (what === 'submit') {
          submits += 1
          void outbox.submit('hazard.report', { ...report, description: `第 ${submits} 件` }, about).then((s) => {
            if ('answer' in s) answered += 1
          })
        }
        await settle()
        if (city.state.killed) {
          city.state.killed = false
          outbox = new Outbox(city.call)
        }
      }
      fates.length = 0
      outbox = new Outbox(city.call)
      await outbox.flush()
      const texts = [...city.done.values()].map((d) => (d.input as typeof report).description)
      expect(new Set(texts).size).toBe(submits)
      expect(texts).toHaveLength(submits)
      // Each write was either answered on the spot or waits here with its answer
      expect(outbox.entries.every((e) => e.state === 'sent' && e.answer !== undefined)).toBe(true)
      expect(outbox.entries.length + answered).toBe(submits)
    }),
    { numRuns: 200 },
  )
})
