import { bookingActions } from '../../cloudfunctions/booking/actions'
import type { ActionName, Answer, Outcome, Request } from '../../cloudfunctions/contract'
import type { BookingDoc, SlotDoc, WaitDoc } from '../../cloudfunctions/kernel/collections.booking'
import { pipeline } from '../../cloudfunctions/kernel/pipeline'
import { makeBookingWorld, slotId } from '../../cloudfunctions/testing/booking'
import type { World } from '../../cloudfunctions/testing/world'
import { tick } from '../../cloudfunctions/timer/tick'
import { type OnCloudBase, onCloudBase } from './ports'

/**
 * Bookings on CloudBase's database, by the real SDK: its transactions see a snapshot and fail when another has written
 * what they write. Forty people want six places of three slots, all at once, while the clock ticks.
 */

// Thousands of requests over the wire, on a machine that may be busy with other tests.
jest.setTimeout(120_000)

let world: World
let cloud: OnCloudBase
let dispatch: ReturnType<typeof pipeline>

beforeAll(async () => {
  world = await makeBookingWorld()
  cloud = await onCloudBase(world.ports)
  for (const [name, doc] of world.store.everything()) cloud.cloudBase.load(name, [doc as never])
  dispatch = pipeline(bookingActions, cloud.ports, { rateFactor: 1000 })
})
afterAll(async () => {
  await cloud.close()
  await world.close()
})

let requests = 0
const busy = '请稍后再试'
/** Whoever met too many others is told so, and comes again with the same request. */
async function outcome<N extends ActionName>(who: string, name: N, input: Request<N>): Promise<Outcome<Answer<N>>> {
  requests += 1
  const requestId = `r${requests}`
  for (;;) {
    const answer = (await dispatch({ name, input, requestId }, { personId: who, openid: who })) as Outcome<Answer<N>>
    if (answer.ok || !answer.error.message.includes(busy)) return answer
  }
}
const stored = <T>(collection: string) =>
  (cloud.cloudBase.dump()[collection] ?? []) as unknown as (T & { _id: string })[]

const slots = ['2026-11-24', '2026-11-25', '2026-11-26'].map((date) => slotId('clinic', date))
const people = Array.from({ length: 40 }, (_, n) => `p${n}`)

/** Books, waits, moves and gives back, a different mixture for each; answers what the person holds in the end. */
async function live(who: string, n: number): Promise<Set<string>> {
  const held = new Set<string>()
  for (let round = 0; round < 3; round += 1) {
    const slot = slots[(n + round) % slots.length]
    const [first] = held
    if (first && (n + round) % 2 === 0) {
      expect((await outcome(who, 'booking.cancel', { bookingId: first })).ok).toBe(true)
      held.delete(first)
    } else if (first) await outcome(who, 'booking.change', { bookingId: first, slotId: slot })
    else {
      const made = await outcome(who, 'booking.book', { slotId: slot })
      if (made.ok) held.add(made.value.bookingId)
      else if (n % 3 > 0) await outcome(who, 'booking.joinWaitlist', { slotId: slot })
    }
    const mine = await outcome(who, 'booking.mine', {})
    if (!mine.ok) throw new Error(JSON.stringify(mine.error))
    for (const { waitId, state } of mine.value.waits) {
      if (state !== 'offered') continue
      const made = await outcome(who, 'booking.acceptOffer', { offerId: waitId })
      if (made.ok) held.add(made.value.bookingId)
    }
  }
  return held
}

/** The counters against what is counted, by the product and without its help. */
async function expectAllCounted() {
  const answer = await outcome('cityStaff@2102', 'booking.reconcile', {})
  expect(answer).toMatchObject({ ok: true, value: { slots: slots.length, wrong: [] } })
  const bookings = stored<BookingDoc>('bookings').filter(({ placeOf }) => placeOf !== undefined)
  const waits = stored<WaitDoc>('waits')
  for (const slot of stored<SlotDoc>('slots')) {
    const taken = bookings.filter(({ placeOf }) => placeOf === slot._id)
    expect(slot.booked).toBe(taken.length)
    expect(new Set(taken.map(({ holder }) => holder)).size).toBe(taken.length)
    expect(slot.held).toBe(waits.filter(({ offeredSlot }) => offeredSlot === slot._id).length)
    expect(slot.booked + slot.held).toBeLessThanOrEqual(slot.capacity)
    if (slot.line.length > 0) expect(slot.booked + slot.held).toBe(slot.capacity)
  }
  return bookings
}

test('forty people at once: every counter is what is counted, and everybody has what they were told', async () => {
  let living = true
  const clock = (async () => {
    while (living) {
      await tick(cloud.ports)
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  })()
  const held = await Promise.all(people.map(live))
  living = false
  await clock
  const bookings = await expectAllCounted()
  expect(new Set(bookings.map(({ _id }) => _id))).toEqual(new Set(held.flatMap((ids) => [...ids])))
  expect(bookings.length).toBeGreaterThan(0)

  // What is offered and not taken goes on, until the lines have come to their end
  for (let hours = 0; hours < 72; hours += 3) {
    world.clock.forward(3)
    await tick(cloud.ports)
  }
  await expectAllCounted()
  for (const slot of stored<SlotDoc>('slots')) expect(slot).toMatchObject({ held: 0, line: [] })
  expect(cloud.mostInOne()).toBeLessThanOrEqual(100)
})
