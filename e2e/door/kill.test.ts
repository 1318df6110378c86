import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer, Request } from '../../cloudfunctions/contract'
import type { ItemDoc } from '../../cloudfunctions/kernel/collections'
import { openStore } from '../../local/store'
import { community, places } from './city'
import type { Door } from './door'
import { type RunningHost, runHost } from './process'

/**
 * The host is killed amid many reports by many people, named and confidential. Whatever it acknowledged is there when
 * it starts again; whoever got no answer sends the same request again, and everything has happened exactly once.
 */

const reporters = 25
const each = 20
const killedAfter = 180

const dataDir = mkdtempSync(join(tmpdir(), 'hehe-kill-'))
let host: RunningHost | undefined

afterAll(async () => {
  await host?.end('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

interface Sent {
  who: string
  requestId: string
  input: Request<'hazard.report'>
  answer?: Answer<'hazard.report'>
}

async function allMine(door: Door, who: string): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await door.call(who, 'item.mine', { cursor })
    ids.push(...page.items.map(({ itemId }) => itemId))
    cursor = page.cursor
  } while (cursor)
  return ids
}

test('killed amid 500 reports: nothing acknowledged is lost, nothing happens twice', async () => {
  host = await runHost(dataDir)
  const [{ buildingId }] = await places(host.door, community.own)
  const people = await host.door.makePersonas({ count: reporters, buildingId })
  const sent: Sent[] = people.flatMap((who) =>
    Array.from({ length: each }, (_, i) => ({
      who,
      requestId: randomUUID(),
      input: {
        category: 'fireExit',
        description: `${who} 的第 ${i} 次报告`,
        buildingId,
        // Every fourth is confidential: its receipt must come out of the repeated request as well
        confidential: i % 4 === 0,
      },
    })),
  )

  // All at once, and the host dies in the middle
  const { door, end } = host
  let acknowledged = 0
  let dying: Promise<void> | undefined
  await Promise.allSettled(
    sent.map(async (one) => {
      one.answer = await door.call(one.who, 'hazard.report', one.input, one.requestId)
      acknowledged += 1
      if (acknowledged === killedAfter) dying = end('SIGKILL')
    }),
  )
  await dying
  const done = sent.filter(({ answer }) => answer)
  expect(done.length).toBeGreaterThanOrEqual(killedAfter)
  expect(done.length).toBeLessThan(sent.length)

  // Started again on the same folder: every acknowledged one is there, for its reporter, once
  host = await runHost(dataDir)
  const again = host.door
  const mine = new Map<string, string[]>()
  for (const who of people) mine.set(who, await allMine(again, who))
  for (const { who, input, answer } of done) {
    const itemId = answer?.itemId ?? ''
    const view = answer?.receipt
      ? await again.call(undefined, 'hazard.follow', { receipt: answer.receipt })
      : await again.call(who, 'item.get', { itemId })
    expect(view.item).toMatchObject({ itemId, description: input.description, state: 'routed', mine: true })
    expect(view.timeline.map(({ act }) => act)).toEqual(['report'])
    expect(mine.get(who)?.filter((id) => id === itemId)).toHaveLength(input.confidential ? 0 : 1)
  }

  // Everybody sends everything again, also what was answered: one effect, one answer
  await Promise.all(
    sent.map(async (one) => {
      const answer = await again.call(one.who, 'hazard.report', one.input, one.requestId)
      expect(answer).toEqual(one.answer ?? answer)
      one.answer = answer
    }),
  )
  await host.end('SIGTERM')

  const store = openStore(join(dataDir, 'city.sqlite'))
  const items = new Map<string, ItemDoc[]>()
  let events = 0
  let follows = 0
  for (const [collection, doc] of store.everything()) {
    if (collection === 'items') {
      const item = doc as ItemDoc
      items.set(item.description, [...(items.get(item.description) ?? []), item])
    }
    if (collection === 'events' && sent.some(({ answer }) => doc.id === `${answer?.itemId}:1`)) events += 1
    if (collection === 'follows' && people.some((who) => doc.id.endsWith(`:${who}`))) follows += 1
  }
  await store.close()
  for (const { who, input, answer } of sent) {
    expect(items.get(input.description)?.map(({ id }) => id)).toEqual([answer?.itemId])
    expect(items.get(input.description)?.[0].reporterId).toBe(input.confidential ? undefined : who)
  }
  expect(events).toBe(reporters * each)
  expect(follows).toBe((reporters * each * 3) / 4)
}, 60_000)
