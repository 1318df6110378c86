import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome } from '../cloudfunctions/contract'
import { doorClient } from './testing/client'
import { type HostProcess, runHost, spawnHost } from './testing/process'
import { foundSmallCity, report } from './testing/small-city'

/** The host as a process of its own: how it starts, stops and is killed. */

const folders: string[] = []
let running: HostProcess | undefined

async function run(...args: Parameters<typeof runHost>) {
  running = await runHost(...args)
  return running
}

afterEach(async () => {
  await running?.end('SIGKILL')
  running = undefined
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const smallCity = async () => {
  const folder = await foundSmallCity()
  folders.push(folder)
  return folder
}
const emptyFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'hehe-host-'))
  folders.push(folder)
  return folder
}

test('killed amid 500 reports, it has every acknowledged one when it starts again, once', async () => {
  const dataDir = await smallCity()
  const before = await run(dataDir)
  const requestIds = Array.from({ length: 500 }, (_, i) => `report-${i}`)
  const acknowledged = new Map<string, Outcome<{ number: string }>>()
  const killed = new Promise<void>((resolve) => {
    const door = doorClient(before.url)
    const sent = requestIds.map(async (requestId) => {
      const { outcome } = await door.call('resident', 'hazard.report', report, requestId)
      acknowledged.set(requestId, outcome)
      if (acknowledged.size === 200) before.child.kill('SIGKILL')
    })
    Promise.allSettled(sent).then(() => resolve())
  })
  await killed
  expect(acknowledged.size).toBeGreaterThanOrEqual(200)
  expect(acknowledged.size).toBeLessThan(500)

  const door = doorClient((await run(dataDir)).url)
  const found = [...acknowledged.values()].map(async (outcome) => {
    const number = outcome.ok ? outcome.value.number : 'refused'
    expect((await door.must('resident', 'item.get', { itemId: number })).item.number).toBe(number)
  })
  await Promise.all(found)
  // Whoever got no answer sends the same request again
  const sentAgain = requestIds.map(async (requestId) => {
    const { outcome } = await door.call('resident', 'hazard.report', report, requestId)
    expect(outcome).toEqual(acknowledged.get(requestId) ?? { ok: true, value: expect.anything() })
  })
  await Promise.all(sentAgain)
  const mine = new Set<string>()
  let cursor: string | undefined
  do {
    const page = await door.must('resident', 'item.mine', { cursor })
    for (const { number } of page.items) mine.add(number)
    cursor = page.cursor
  } while (cursor)
  expect(mine.size).toBe(500)
}, 60_000)

test('told to stop, it answers what was asked already and ends well', async () => {
  const host = await run(await smallCity())
  const { port, hostname } = new URL(host.url)
  const body = JSON.stringify({ name: 'hazard.report', input: report })
  const socket = connect(Number(port), hostname)
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.write(
    `POST /call HTTP/1.1\r\nhost: ${hostname}\r\nx-persona: resident\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body.slice(0, 10)}`,
  )
  // The door answers somebody else, so it has read this one's beginning too
  expect((await doorClient(host.url).send('GET', '/healthz')).status).toBe(200)
  const ended = host.end('SIGTERM')
  await refusesNewCallers(host.url)
  socket.write(body.slice(10))
  expect(await ended).toBe(0)
  expect(answer).toMatch(/^HTTP\/1\.1 200/)
  expect(answer).toMatch('"ok":true')
}, 30_000)

async function refusesNewCallers(url: string) {
  for (;;) {
    const refused = await fetch(`${url}/healthz`).then(
      (response) => response.status === 503,
      () => true,
    )
    if (refused) return
  }
}

test('a city is open in one host at a time; the next waits for the one before to finish', async () => {
  const dataDir = await smallCity()
  const first = await run(dataDir)
  const second = runHost(dataDir)
  await doorClient(first.url).must('resident', 'hazard.report', report)
  expect(await first.end('SIGTERM')).toBe(0)
  running = await second
  const { items } = await doorClient(running.url).must('resident', 'item.mine', {})
  expect(items).toHaveLength(1)
}, 60_000)

test('killed while it founds the demo city, it leaves none behind and founds it anew', async () => {
  const dataDir = emptyFolder()
  const child = spawnHost(dataDir, { EMPTY: '0' })
  const exited = once(child, 'exit')
  while (!existsSync(join(dataDir, 'city.sqlite.draft'))) await new Promise((resolve) => setTimeout(resolve, 10))
  child.kill('SIGKILL')
  await exited
  expect(existsSync(join(dataDir, 'city.sqlite'))).toBe(false)

  const door = doorClient((await run(dataDir, { EMPTY: '0' })).url)
  const { home } = await door.must('resident-zhongxing-1', 'account.me', {})
  expect(home).toMatchObject({ state: 'confirmed', communityName: '中兴社区' })
}, 60_000)

describe('in the demo city', () => {
  test('anybody on the list can be played, and more can be made up', async () => {
    const dataDir = emptyFolder()
    const first = await run(dataDir, { EMPTY: '0' })
    const door = doorClient(first.url)
    const personas = async () => (await door.send('GET', '/local/personas')).body as { id: string; roles: any[] }[]
    const add = (body: unknown) => door.send('POST', '/local/personas', { body })

    const listed = await personas()
    const held = new Set(listed.flatMap((persona) => persona.roles.map(({ role }) => role)))
    const wanted = ['resident', 'captain', 'gridInformant', 'gridWorker', 'communityStaff', 'streetStaff']
    expect([...held]).toEqual(expect.arrayContaining([...wanted, 'departmentStaff', 'districtStaff']))
    for (const { id } of listed) expect(await door.must(id, 'account.me', {})).toMatchObject({ id })

    const crowd = await add({ count: 30 })
    expect(crowd.body).toHaveLength(30)
    const buildingId = (await door.must('resident-zhongxing-1', 'account.me', {})).home?.buildingId
    const [neighbour] = (await add({ count: 1, buildingId })).body
    expect((await door.must(neighbour.id, 'account.me', {})).home).toMatchObject({ buildingId, state: 'confirmed' })
    const [worker] = (
      await add({
        count: 1,
        role: 'gridWorker',
        areaId: listed.find((p) => p.id === 'grid-zhongxing-1')?.roles[0].areaId,
      })
    ).body
    expect((await door.must(worker.id, 'account.me', {})).roles).toMatchObject([{ role: 'gridWorker' }])
    for (const body of [
      {},
      { count: 0 },
      { count: 1.5 },
      { count: 10_001 },
      { count: 1, role: 'king' },
      { count: 1, areaId: 'nowhere' },
      { count: 1, more: 1 },
    ]) {
      expect([body, (await add(body)).status]).toEqual([body, 400])
    }

    expect(await first.end('SIGTERM')).toBe(0)
    const again = doorClient((await run(dataDir, { EMPTY: '0' })).url)
    const later = (await again.send('GET', '/local/personas')).body
    expect(later).toHaveLength(listed.length + 32)
    expect((await again.send('POST', '/local/personas', { body: { count: 1 } })).body[0].id).not.toBe(later.at(-1).id)
    await again.must(later.at(-1).id, 'account.erase', { confirm: 'ERASE' }).catch(() => {})
  }, 60_000)
})
