import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hazardStates } from '../../cloudfunctions/contract/hazard'
import type { CollectionName, ItemDoc } from '../../cloudfunctions/kernel/collections'
import { hmacSecrets } from '../../cloudfunctions/kernel/node'
import type { Ports } from '../../cloudfunctions/kernel/ports'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { type LocalStore, openStore } from '../store'
import { buildDemoCity } from './city'
import { demoItems, seededRandom, taleClock } from './items'
import { dice } from './random'

const folder = mkdtempSync(join(tmpdir(), 'hehe-tales-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const city = buildDemoCity({ seed: 1, now: '2026-11-23T02:00:00.000Z' })
const founded = join(folder, 'founded.sqlite')
let cities = 0

beforeAll(async () => {
  const { households: _, areaNames: __, ...docs } = city.docs
  const store = openStore(founded)
  for (const [collection, rows] of Object.entries(docs)) await store.load(collection as CollectionName, rows as never)
  await store.close()
})

/** Opens the demo city, lets its people live up to `now`, hands the store to `look`, and closes it again. */
async function livedUpTo<T>(now: string, look: (store: LocalStore) => T): Promise<T> {
  const file = join(folder, `${cities++}.sqlite`)
  copyFileSync(founded, file)
  const store = openStore(file)
  const clock = taleClock(now)
  const ports: Ports = {
    store,
    clock,
    random: seededRandom(dice(1)),
    secrets: hmacSecrets('a secret of the test that is long enough'),
    moderation: { checkText: async () => 'pass' },
    messages: { send: async () => 'sent' },
    files: {
      put: async () => {},
      get: async () => undefined,
      remove: async () => {},
      url: async () => '',
      takeUpload: async () => undefined,
      removeUploads: async () => [],
    },
  }
  await demoItems(ports, clock, city.personas, now)
  const seen = look(store)
  await store.close()
  return seen
}

const all = (store: LocalStore, collection: CollectionName) =>
  [...store.everything()].flatMap(([name, doc]) => (name === collection ? [doc] : []))
const items = (store: LocalStore) => all(store, 'items') as ItemDoc[]

// Every four hours of a day in China, so that no tale depends on when the host is started
describe.each(Array.from({ length: 6 }, (_, i) => plusHours('2026-11-23T01:17:00.000Z', i * 4)))('at %s', (now) => {
  let stored: ItemDoc[]
  beforeAll(async () => {
    stored = await livedUpTo(now, items)
  })

  test('there are items in every state, named and confidential, in two communities', () => {
    expect(new Set(stored.map(({ state }) => state))).toEqual(new Set(Object.keys(hazardStates)))
    for (const confidential of [false, true])
      for (const communityId of ['210202012004', '210211014012'])
        expect(
          stored.filter((item) => item.confidential === confidential && item.area.communityId === communityId).length,
        ).toBeGreaterThan(2)
  })

  test('some have escalated, one is overdue with nobody above, and none waits for a timer in the past', () => {
    const open = stored.filter(({ queue }) => queue)
    expect(open.some(({ responsible, state }) => state === 'routed' && responsible.level === 'community')).toBe(true)
    expect(open.filter(({ dueAt }) => dueAt && dueAt < now)).toMatchObject([{ responsible: { level: 'city' } }])
    expect(stored.filter(({ timerAt }) => timerAt && timerAt <= now)).toEqual([])
  })

  test('nothing is dated after now, and nothing before twelve days ago', () => {
    const times = stored.flatMap(({ createdAt, closedAt }) => [createdAt, ...(closedAt ? [closedAt] : [])])
    for (const at of times) expect(at >= plusHours(now, -12 * 24) && at <= now).toBe(true)
  })
})

test('the same seed and the same now make the same items, events and messages', async () => {
  const now = '2026-11-23T02:00:00.000Z'
  const look = (store: LocalStore) =>
    JSON.stringify(['items', 'events', 'messages'].map((name) => all(store, name as CollectionName)))
  expect(await livedUpTo(now, look)).toBe(await livedUpTo(now, look))
})
