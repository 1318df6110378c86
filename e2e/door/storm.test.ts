import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActionName, Answer, Outcome, Request } from '../../cloudfunctions/contract'
import type { BookingDoc, SlotDoc, WaitDoc } from '../../cloudfunctions/kernel/collections.booking'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { openStore } from '../../local/store'
import { community } from './city'
import { type RunningHost, runHost } from './process'

/**
 * 2,000 people want 300 places of three slots: they book, move, cancel, wait and take offers at random, all at once,
 * while the host is killed and started again. Whoever gets no answer sends the same request again. Afterwards every
 * counter equals what is counted, nobody has a slot twice, no place is empty while somebody waits, and everybody has
 * what they were told they have.
 */

const crowd = 2000
const places = 100
const windows = ['09:00', '10:00', '11:00']
const steps = 3
const atOnce = 48
const kills = 3

const dataDir = mkdtempSync(join(tmpdir(), 'hehe-storm-'))
let host: RunningHost
/** While the host is down: when it is up again. */
let up: Promise<unknown> = Promise.resolve()

afterAll(async () => {
  await host?.end('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

/** The same storm every time: a linear congruential generator (Numerical Recipes). */
function dice(seed: number) {
  let state = seed >>> 0
  return (sides: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/** Sends until there is an answer, with the same request id: the host may be gone in the middle. */
async function outcome<N extends ActionName>(who: string, name: N, input: Request<N>): Promise<Outcome<Answer<N>>> {
  const requestId = randomUUID()
  for (;;) {
    await up
    try {
      return await host.door.outcome(who, name, input, requestId)
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

async function call<N extends ActionName>(who: string, name: N, input: Request<N>): Promise<Answer<N>> {
  const answer = await outcome(who, name, input)
  if (!answer.ok) throw new Error(`${name} by ${who}: ${JSON.stringify(answer.error)}`)
  return answer.value
}

async function restart(signal: 'SIGTERM' | 'SIGKILL') {
  up = host.end(signal).then(async () => {
    host = await runHost(dataDir)
  })
  await up
}

/** What a person has been told that they hold: slots by booking, and lines they stand in. */
interface Person {
  id: string
  bookings: Map<string, string>
  waits: Map<string, string>
}

async function step(person: Person, roll: (sides: number) => number, slots: readonly string[]) {
  const { id, bookings, waits } = person
  const slotId = slots[roll(slots.length)]
  const [first] = bookings.keys()
  switch (roll(6)) {
    case 0: {
      if (!first) break
      await call(id, 'booking.cancel', { bookingId: first })
      bookings.delete(first)
      return
    }
    case 1: {
      if (!first) break
      const moved = await outcome(id, 'booking.change', { bookingId: first, slotId })
      if (moved.ok) bookings.set(first, slotId)
      else expectRefused(moved, 'booking.change')
      return
    }
    case 2: {
      const [wait] = waits.keys()
      if (!wait) break
      await call(id, 'booking.leaveWaitlist', { waitId: wait })
      waits.delete(wait)
      return
    }
    case 3:
      return takeOffers(person)
  }
  const made = await outcome(id, 'booking.book', { slotId })
  if (made.ok) {
    bookings.set(made.value.bookingId, slotId)
    return
  }
  expectRefused(made, 'booking.book')
  const waiting = await outcome(id, 'booking.joinWaitlist', { slotId })
  if (waiting.ok) waits.set(waiting.value.waitId, slotId)
  else expectRefused(waiting, 'booking.joinWaitlist')
}

let offersTaken = 0
async function takeOffers({ id, bookings, waits }: Person) {
  const mine = await call(id, 'booking.mine', {})
  expect(new Set(mine.bookings.map(({ bookingId }) => bookingId))).toEqual(new Set(bookings.keys()))
  for (const { waitId, slotId, state } of mine.waits) {
    if (state !== 'offered') continue
    const made = await outcome(id, 'booking.acceptOffer', { offerId: waitId })
    if (!made.ok) {
      expectRefused(made, 'booking.acceptOffer')
      continue
    }
    bookings.set(made.value.bookingId, slotId)
    waits.delete(waitId)
    offersTaken += 1
  }
}

/** A refusal is one of the rules, never a fault. */
function expectRefused(answer: Outcome<unknown>, name: string) {
  if (!answer.ok && !['CONFLICT', 'INVALID'].includes(answer.error.code))
    throw new Error(`${name}: ${JSON.stringify(answer.error)}`)
}

async function wrongCounters(): Promise<unknown[]> {
  const wrong: unknown[] = []
  let cursor: string | undefined
  do {
    const page: Answer<'booking.reconcile'> = await call('city', 'booking.reconcile', { cursor })
    wrong.push(...page.wrong)
    cursor = page.cursor
  } while (cursor)
  return wrong
}

/** A site with one service of three slots, on the day after tomorrow. */
async function openService(): Promise<string[]> {
  const now = await host.door.now()
  for (const year of [0, 1].map((more) => Number(now.slice(0, 4)) + more))
    await call('city', 'booking.editCalendar', {
      year,
      holidays: [`${year}-01-01`],
      workdays: [],
      source: '演示安排',
    })
  const { id: siteId } = await call('community-zhongxing', 'booking.editSite', {
    areaId: community.own,
    name: '风暴服务站',
    address: '中兴街1号',
    hours: '全天',
    open: true,
  })
  const { id: serviceId } = await call('community-zhongxing', 'booking.editService', {
    siteId,
    kind: 'legalClinic',
    name: '风暴法律咨询',
    hint: '三个时段，三百个名额',
    open: true,
    windows: windows.map((start, i) => ({
      id: `w${i}`,
      on: 'everyDay' as const,
      start,
      end: `${start.slice(0, 2)}:50`,
      places,
    })),
    who: {},
    daysAhead: 30,
    closeMinutes: 0,
    cancelMinutes: 0,
    mostAhead: windows.length,
    priceCents: 0,
  })
  const date = plusHours(now, 8 + 48).slice(0, 10)
  return windows.map((_, i) => `${serviceId}.${date}.w${i}`)
}

test('2,000 people, 300 places, kills in between: every counter is what is counted, and everybody has what they were told', async () => {
  host = await runHost(dataDir)
  const slots = await openService()
  const ids = (await Promise.all([0, 1, 2, 3].map(() => host.door.makePersonas({ count: crowd / 4 })))).flat()
  const people = ids.map((id): Person => ({ id, bookings: new Map(), waits: new Map() }))

  const total = crowd * steps
  let taken = 0
  let killed = 0
  async function worker(seed: number) {
    const roll = dice(seed)
    // Each person is one worker's alone: what they know is what they were answered
    for (let round = 0; round < steps; round += 1)
      for (let i = seed; i < people.length; i += atOnce) {
        await step(people[i], roll, slots)
        taken += 1
        if (killed < kills && taken > ((killed + 1) * total) / (kills + 1)) {
          killed += 1
          await restart('SIGKILL')
        }
      }
  }
  await Promise.all(Array.from({ length: atOnce }, (_, seed) => worker(seed)))
  expect(killed).toBe(kills)
  expect(offersTaken).toBeGreaterThan(0)
  expect(await wrongCounters()).toEqual([])

  // Those who are offered a place take it, and the offers that nobody took lapse
  await Promise.all(people.filter(({ waits }) => waits.size > 0).map(takeOffers))
  await host.door.clock(plusHours(await host.door.now(), 14))
  expect(await wrongCounters()).toEqual([])
  await host.end('SIGTERM')
  await look(slots, people)
}, 120_000)

/** What the store holds, counted without any help of the product. */
async function look(slots: readonly string[], people: readonly Person[]) {
  const store = openStore(join(dataDir, 'city.sqlite'))
  const stored = new Map<string, SlotDoc>()
  const bookings = new Map<string, BookingDoc>()
  const waits: WaitDoc[] = []
  for (const [collection, doc] of store.everything()) {
    if (collection === 'slots') stored.set(doc.id, doc as SlotDoc)
    if (collection === 'bookings') bookings.set(doc.id, doc as BookingDoc)
    if (collection === 'waits') waits.push(doc as WaitDoc)
  }
  await store.close()
  for (const slotId of slots) {
    const slot = stored.get(slotId)
    const held = [...bookings.values()].filter(({ placeOf }) => placeOf === slotId)
    expect(slot).toMatchObject({ capacity: places, booked: held.length })
    expect(new Set(held.map(({ holder }) => holder)).size).toBe(held.length)
    expect(new Set(held.map(({ code }) => code)).size).toBe(held.length)
    expect(waits.filter(({ offeredSlot }) => offeredSlot === slotId)).toHaveLength(slot?.held ?? -1)
    expect(new Set(waits.filter(({ waitingSlot }) => waitingSlot === slotId).map(({ id }) => id))).toEqual(
      new Set(slot?.line),
    )
    // So many want in that somebody waits for each of them to the end
    expect(slot?.line.length).toBeGreaterThan(0)
    expect((slot?.booked ?? 0) + (slot?.held ?? 0)).toBe(places)
  }
  for (const { id, bookings: told } of people)
    for (const [bookingId, slotId] of told)
      expect(bookings.get(bookingId)).toMatchObject({ holder: id, state: 'booked', placeOf: slotId })
  const live = [...bookings.values()].filter(({ placeOf }) => placeOf !== undefined && slots.includes(placeOf))
  expect(live.length).toBe(people.reduce((sum, person) => sum + person.bookings.size, 0))
}
