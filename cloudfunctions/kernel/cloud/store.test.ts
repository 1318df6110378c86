import { type CloudBase, startCloudBase, WireError } from '../../../e2e/cloudbase'
import { cryptoRandom } from '../node'
import { type FillableStore, storeContract } from '../store.contract'
import { openCloud } from './sdk'
import { cloudStore } from './store'

// Thousands of requests over the wire, on a machine that may be busy with other tests.
jest.setTimeout(60_000)

const before = { ...process.env }
afterAll(() => {
  process.env = before
})

let fault: WireError | 'break' | undefined
let faulty = ''
let requests: string[] = []
let cloudBase: CloudBase

async function open(): Promise<FillableStore> {
  cloudBase = await startCloudBase({
    fault(action) {
      requests.push(action)
      return action === faulty ? fault : undefined
    },
  })
  Object.assign(process.env, cloudBase.env)
  const store = cloudStore(openCloud().database({ throwOnNotFound: false }), cryptoRandom())
  return { ...store, load: cloudBase.load, close: () => cloudBase.close() }
}

storeContract('CloudBase', open, 25)

describe('the store on CloudBase, when the service does not do its part', () => {
  const rate = (id: string, count = 1) => ({ id, count, expiresAt: '2026-01-01' })
  let store: FillableStore
  let log: jest.SpyInstance
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(() => {
    log = jest.spyOn(console, 'error').mockImplementation()
    requests = []
  })
  afterEach(() => {
    faulty = ''
    log.mockRestore()
  })
  const failWith = (action: string, how: WireError | 'break') => {
    faulty = action
    fault = how
  }

  test('a failed read is UNAVAILABLE with a Chinese sentence, and the log names the fault but nobody', async () => {
    failWith(
      'database.getDocument',
      new WireError(
        'DATABASE_REQUEST_FAILED',
        'no answer for { openid: "oSECRET1234567890" } of 13800001234 oABCDEF1234567',
      ),
    )
    await expect(store.get('people', 'x')).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(/[\u4e00-\u9fff]/),
    })
    const line = String(log.mock.calls[0])
    expect(line).toContain('-502001')
    expect(line).toContain('no answer')
    expect(line).not.toMatch(/SECRET|138000|oABCDEF/)
  })

  test('a broken connection is UNAVAILABLE', async () => {
    // When a connection breaks, the SDK leaves its warning timer of 3 s running, into the tests that follow.
    const timers = jest.spyOn(global, 'setTimeout')
    failWith('database.getDocument', 'break')
    await expect(store.get('people', 'x')).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    failWith('database.startTransaction', 'break')
    await expect(store.transaction((tx) => tx.get('people', 'x'))).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    for (const { value } of timers.mock.results) clearTimeout(value)
    timers.mockRestore()
  })

  test('a commit that fails is UNAVAILABLE, is not tried again, and leaves no document held', async () => {
    failWith('database.commitTransaction', new WireError('SYS_ERR', 'down'))
    let runs = 0
    const failed = store.transaction((tx) => {
      runs += 1
      return tx.insert('rates', rate('held'))
    })
    await expect(failed).rejects.toMatchObject({ code: 'UNAVAILABLE' })
    expect(runs).toBe(1)
    expect(requests.at(-1)).toBe('database.abortTransaction')
    faulty = ''
    expect(await store.insert('rates', rate('held'))).toBe(true)
  })

  test('a transaction that meets a conflict every time gives up with CONFLICT', async () => {
    await store.insert('rates', rate('contested'))
    failWith('database.modifyDocument', new WireError('DATABASE_TRANSACTION_CONFLICT', 'Transaction is conflict'))
    const failed = store.transaction((tx) => tx.replace('rates', { ...rate('contested', 2), version: 1 }))
    await expect(failed).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(requests.filter((action) => action === 'database.startTransaction')).toHaveLength(8)
    expect(requests.filter((action) => action === 'database.commitTransaction')).toHaveLength(0)
  })

  test('a conflict is met by running the whole transaction again', async () => {
    await store.insert('rates', rate('again'))
    let runs = 0
    await store.transaction(async (tx) => {
      runs += 1
      const now = await tx.get('rates', 'again')
      if (!now) throw new Error('gone')
      if (runs === 1) await store.replace('rates', { ...now, count: 10 })
      await tx.replace('rates', { ...now, count: now.count + 1 })
    })
    expect(runs).toBe(2)
    expect((await store.get('rates', 'again'))?.count).toBe(11)
  })

  test('a conflict that the work swallows still stores nothing of that attempt', async () => {
    await store.insert('rates', rate('swallowed'))
    let runs = 0
    await store.transaction(async (tx) => {
      runs += 1
      await tx.insert('rates', rate(`attempt-${runs}`))
      const now = await tx.get('rates', 'swallowed')
      if (!now) throw new Error('gone')
      if (runs === 1) await store.replace('rates', { ...now, count: 10 })
      await tx.replace('rates', { ...now, count: now.count + 1 }).catch(() => {})
    })
    expect(await store.get('rates', 'attempt-1')).toBeUndefined()
    expect(await store.get('rates', 'attempt-2')).toBeDefined()
  })

  test('documents lie in CloudBase as they are, with `_id` for `id`', async () => {
    await store.insert('rates', rate('plain', 3))
    expect(cloudBase.dump().rates).toContainEqual({ _id: 'plain', count: 3, expiresAt: '2026-01-01', version: 1 })
  })
})
