import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CollectionName, ItemDoc } from '../../cloudfunctions/kernel/collections'
import { hmacSecrets } from '../../cloudfunctions/kernel/node'
import type { Ports } from '../../cloudfunctions/kernel/ports'
import { openStore } from '../store'
import { buildDemoCity } from './city'
import { demoDisputes } from './disputes'
import { seededRandom, taleClock } from './items'
import { dice } from './random'

const folder = mkdtempSync(join(tmpdir(), 'hehe-disputes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('residents of the demo city have mediations in three states, none of them overdue', async () => {
  const now = '2026-11-23T02:00:00.000Z'
  const { docs, personas } = buildDemoCity({ seed: 1, now })
  const { households: _, areaNames: __, ...loaded } = docs
  const store = openStore(join(folder, 'city.sqlite'))
  for (const [collection, rows] of Object.entries(loaded)) await store.load(collection as CollectionName, rows as never)
  const clock = taleClock(now)
  const ports: Ports = {
    store,
    clock,
    random: seededRandom(dice(1)),
    secrets: hmacSecrets('a secret of the test that is long enough'),
    moderation: { checkText: async () => 'pass' },
    messages: { send: async () => 'sent' },
    files: {} as Ports['files'],
  }
  await demoDisputes(ports, clock, personas, now)
  const items = [...store.everything()].flatMap(([name, doc]) => (name === 'items' ? [doc as ItemDoc] : []))
  expect(items.map(({ state }) => state).sort()).toEqual(['accepted', 'agreed', 'requested'])
  for (const item of items) {
    expect(item).toMatchObject({ kind: 'mediation', private: true, responsible: { level: 'community' } })
    expect((item.dueAt ?? '') > now).toBe(true)
  }
  expect(clock.now()).toBe(now)
  await store.close()
})
