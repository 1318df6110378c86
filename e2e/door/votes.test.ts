import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer } from '../../cloudfunctions/contract'
import type { BallotFile } from '../../cloudfunctions/contract/deliberation'
import { tagOf, verify } from '../../cloudfunctions/deliberation/chain.rules'
import { sha256 } from '../../cloudfunctions/kernel/node'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { community, places } from './city'
import type { Door } from './door'
import { type RunningHost, runHost } from './process'

/**
 * Two thousand people of one building vote at once, some with two taps, some on two devices; the host is killed amid it,
 * and again while it counts. Every vote that was acknowledged is counted once, and the box verifies.
 */

const crowds = 2
const each = 1000
const killedAfter = 700

const dataDir = mkdtempSync(join(tmpdir(), 'hehe-votes-'))
let host: RunningHost | undefined

afterAll(async () => {
  await host?.end('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

interface Tap {
  who: string
  option: 'a' | 'b' | 'c'
  requestId: string
  code?: string
  refused?: string
}

const optionOf = (i: number) => (['a', 'a', 'b', 'c', 'a'] as const)[i % 5]

/** The taps of one voter: every seventh taps twice, every eleventh has a second device. */
function tapsOf(who: string, i: number): Tap[] {
  const tap = { who, option: optionOf(i), requestId: randomUUID() }
  const again = i % 7 === 0 ? [{ ...tap }] : []
  const device = i % 11 === 0 ? [{ ...tap, requestId: randomUUID() }] : []
  return [tap, ...again, ...device]
}

async function send(door: Door, pollId: string, tap: Tap) {
  const choice = { method: 'single', option: tap.option }
  const outcome = await door.outcome(tap.who, 'deliberation.vote', { pollId, choice }, tap.requestId)
  if (!outcome.ok) tap.refused = `${outcome.error.code} ${outcome.error.message}`
  else {
    // What was answered once is answered for good
    expect(outcome.value.inclusionCode).toBe(tap.code ?? outcome.value.inclusionCode)
    tap.code = outcome.value.inclusionCode
  }
}

async function openPoll(door: Door, buildingId: string) {
  const captain = await door.persona('captain', { buildingId })
  const { topicId } = await door.call(captain, 'deliberation.propose', {
    groupId: buildingId,
    kind: 'parking',
    title: '楼前要不要划停车位',
    body: '大家看看怎么停',
  })
  const closesAt = plusHours(await door.now(), 24)
  const { pollId } = await door.call(captain, 'deliberation.openPoll', {
    topicId,
    question: '楼前的空地怎么用',
    options: ['划停车位', '种树', '都不要'],
    method: 'single',
    basis: 'consultative',
    closesAt,
  })
  return { captain, pollId, closesAt }
}

async function ballotBox(door: Door, who: string, pollId: string): Promise<BallotFile> {
  let file: BallotFile | undefined
  let cursor: string | undefined
  do {
    const page: Answer<'deliberation.ballotBox'> = await door.call(who, 'deliberation.ballotBox', { pollId, cursor })
    file ??= { ...page.file, tags: [], ballots: [] }
    file.tags.push(...page.file.tags)
    file.ballots?.push(...(page.file.ballots ?? []))
    cursor = page.cursor
  } while (cursor)
  return file
}

test('2,000 at once on one poll, killed twice: each is counted once, none is lost, and the chain verifies', async () => {
  host = await runHost(dataDir)
  const [{ buildingId }] = await places(host.door, community.own)
  const people: string[] = []
  for (let i = 0; i < crowds; i += 1) people.push(...(await host.door.makePersonas({ count: each, buildingId })))
  const { captain, pollId, closesAt } = await openPoll(host.door, buildingId)
  const taps = people.flatMap(tapsOf)

  // All at once, and the host dies in the middle
  const { door, end } = host
  let acknowledged = 0
  let dying: Promise<void> | undefined
  await Promise.allSettled(
    taps.map(async (tap) => {
      await send(door, pollId, tap)
      acknowledged += 1
      if (acknowledged === killedAfter) dying = end('SIGKILL')
    }),
  )
  await dying
  const answered = taps.filter(({ code }) => code !== undefined)
  expect(answered.length).toBeGreaterThan(killedAfter / 2)
  expect(answered.length).toBeLessThan(taps.length)

  // Everybody taps again, also who was answered
  host = await runHost(dataDir)
  const again = host.door
  await Promise.all(taps.map((tap) => send(again, pollId, tap)))
  const byVoter = new Map<string, Set<string>>()
  for (const { who, code } of taps) if (code !== undefined) byVoter.set(who, (byVoter.get(who) ?? new Set()).add(code))
  expect(byVoter.size).toBe(people.length)
  for (const [who, own] of byVoter) expect([who, own.size]).toEqual([who, 1])
  for (const { code, refused } of taps) if (code === undefined) expect(refused).toBe('CONFLICT 已经投过票')
  const { poll } = await again.call(captain, 'deliberation.result', { pollId })
  expect(poll).toMatchObject({ state: 'open', turnout: people.length })

  // Killed once more while the votes are counted
  const counting = again.clock(closesAt).catch(() => undefined)
  await new Promise((resolve) => setTimeout(resolve, 40))
  await host.end('SIGKILL')
  await counting
  host = await runHost(dataDir)
  await host.door.clock(plusHours(closesAt, 0.1))

  const { outcome, tally, head } = await host.door.call(captain, 'deliberation.result', { pollId })
  const sum = (option: string) => people.filter((_, i) => optionOf(i) === option).length
  expect(tally).toMatchObject({
    heads: people.length,
    sums: [
      { option: 'a', heads: sum('a') },
      { option: 'b', heads: sum('b') },
      { option: 'c', heads: sum('c') },
    ],
  })
  expect(outcome).toMatchObject({ verdict: 'advice', winner: 'a' })
  const file = await ballotBox(host.door, captain, pollId)
  expect(verify(sha256, file, { head })).toEqual({ ok: true })
  const codes = [...byVoter.values()].flatMap((own) => [...own])
  expect(verify(sha256, file, { code: codes[0] })).toEqual({ ok: true })
  expect(codes.map((code) => tagOf(sha256, pollId, code)).sort()).toEqual(file.tags)
  const [line, ...lines] = file.ballots ?? []
  const changed = { ...file, ballots: [{ ...line, count: line.count - 1 }, ...lines] }
  expect(verify(sha256, changed).ok).toBe(false)
}, 120_000)
