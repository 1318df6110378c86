import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ItemDoc } from '../../cloudfunctions/kernel/collections'
import type { BookingDoc, SlotDoc } from '../../cloudfunctions/kernel/collections.booking'
import { openCity } from '../city'

/** The bookings and slots of a demo city founded at that instant. */
async function visitsAt(now: string) {
  const folder = mkdtempSync(join(tmpdir(), 'hehe-visits-'))
  const store = await openCity(folder, { demo: true, now })
  const all = [...store.everything()]
  await store.close()
  rmSync(folder, { recursive: true, force: true })
  const of = <T>(name: string) => all.flatMap(([collection, doc]) => (collection === name ? [doc as T] : []))
  return { bookings: of<BookingDoc>('bookings'), slots: of<SlotDoc>('slots'), items: of<ItemDoc>('items') }
}

test('in the morning everybody is expected; at a full clinic somebody waits', async () => {
  const { bookings, slots } = await visitsAt('2026-11-23T00:30:00.000Z')
  expect(new Set(bookings.map(({ state }) => state))).toEqual(new Set(['booked']))
  expect(new Set(bookings.map(({ kind }) => kind))).toEqual(
    new Set(['canteen', 'childcare', 'legalClinic', 'counselling', 'agentService']),
  )
  const lunch = bookings.filter(({ kind, date }) => kind === 'canteen' && date === '2026-11-23')
  expect(lunch.filter(({ roundId }) => roundId)).toHaveLength(3)
  expect(lunch.find(({ holder }) => holder === 'aged-80-zhongxing')).toMatchObject({
    bookerAs: 'proxy',
    subsidyCents: 800,
  })
  expect(lunch.find(({ holder }) => holder === 'aged-59-zhongxing')?.subsidyCents).toBe(0)
  expect(slots.find(({ kind }) => kind === 'legalClinic')).toMatchObject({ booked: 2, line: [expect.any(String)] })
}, 60_000)

test('an errand for an old person is on the desk of their grid, and says what to fetch', async () => {
  const { bookings, items } = await visitsAt('2026-11-23T00:30:00.000Z')
  const errand = bookings.find(({ kind }) => kind === 'agentService')
  expect(items.filter(({ kind }) => kind === 'booking')).toMatchObject([
    {
      id: errand?.itemId,
      state: 'booked',
      responsible: { level: 'grid' },
      description: expect.stringContaining('代取降压药'),
    },
  ])
}, 60_000)

test('in the evening those who ate were checked in, and one has still to be said', async () => {
  const { bookings } = await visitsAt('2026-11-23T12:00:00.000Z')
  const here = bookings.filter(({ date, meal }) => date === '2026-11-23' && meal?.eating === 'here')
  expect(here.map(({ state }) => state).sort()).toEqual(['booked', 'done', 'done'])
}, 60_000)

test('in a year whose holidays nobody knows the city is founded all the same, without bookings', async () => {
  expect((await visitsAt('2031-05-05T02:00:00.000Z')).bookings).toEqual([])
}, 60_000)
