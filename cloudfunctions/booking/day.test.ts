import type { Request } from '../contract'
import { bookingStories, makeBookingWorld, serviceDoc, slotId, tuesday, windowOf } from '../testing/booking'
import type { World } from '../testing/world'

let world: World
let stories: ReturnType<typeof bookingStories>
beforeEach(async () => {
  world = await makeBookingWorld()
  stories = bookingStories(world)
})
afterEach(() => world.close())

const staff = 'siteStaff@one'

describe('one date', () => {
  const friday = '2026-11-27'
  const version = async () => (await world.store.get('services', 'clinic'))?.version ?? 0
  const edit = async (over: Partial<Request<'booking.editDay'>> = {}) =>
    world.call(staff, 'booking.editDay', {
      serviceId: 'clinic',
      version: await version(),
      date: tuesday,
      plan: 'special',
      ...over,
    })
  const slotsOn = async (date = tuesday) =>
    (await world.call('resident', 'booking.slots', { serviceId: 'clinic', from: date, to: date })).slots
  const short = { start: '10:00', end: '12:00', places: 3 }

  test('has hours and places of its own; those who had booked a time that is no more are told, and free', async () => {
    const { bookingId } = await stories.book('a', slotId('clinic'))
    await stories.book('b', slotId('clinic'))
    await stories.join('c', slotId('clinic'))
    expect(await world.code(staff, 'booking.editDay', await dayOf())).toBe('INVALID')
    expect(await edit({ windows: [short], reason: '律师下午有事' })).toMatchObject({ cancelled: 2 })
    expect((await stories.told('a'))[0]).toMatchObject({
      kind: 'booking.closed',
      body: expect.stringContaining('律师下午有事'),
    })
    expect(await stories.kinds('c')).toEqual(['wait.over'])
    expect((await world.call('a', 'booking.get', { bookingId })).booking.state).toBe('cancelled')
    expect((await slotsOn()).filter(({ state }) => state === 'open')).toMatchObject([
      { startsAt: '2026-11-24T02:00:00.000Z', endsAt: '2026-11-24T04:00:00.000Z', capacity: 3, left: 3 },
    ])
    await stories.book('a', slotId('clinic', tuesday, 'x10001200'))
    expect(await world.code('d', 'booking.book', { slotId: slotId('clinic') })).toBe('CONFLICT')
    expect(await stories.wrong()).toEqual([])

    async function dayOf() {
      return { serviceId: 'clinic', version: await version(), date: tuesday, plan: 'special', windows: [short] }
    }
  })

  test('keeps who booked a time that stays, with other places', async () => {
    for (const who of ['a', 'b']) await stories.book(who, slotId('clinic'))
    await stories.join('c', slotId('clinic'))
    const same = { start: '11:00', end: '12:30', places: 3 }
    const fewer = { ...same, places: 1 }
    await expect(edit({ windows: [fewer] })).rejects.toMatchObject({ code: 'INVALID' })
    expect(await edit({ windows: [same, short] })).toMatchObject({ cancelled: 0 })
    expect(await stories.kinds('a')).toEqual([])
    expect(await stories.kinds('c')).toEqual(['wait.offer'])
    expect((await slotsOn()).map(({ capacity, left }) => [capacity, left])).toEqual([
      [3, 3],
      [3, 0],
    ])
    expect(await stories.wrong()).toEqual([])
  })

  test('is closed, or open on a day of rest, and as any other again', async () => {
    const saturday = '2026-11-28'
    await world.store.load('services', [
      serviceDoc('weekdays', 'legalClinic', { windows: [windowOf({ on: 'workdays' })] }),
    ])
    const at = { serviceId: 'weekdays', version: 1, date: saturday }
    const { version: v2 } = await world.call(staff, 'booking.editDay', {
      ...at,
      plan: 'special',
      windows: [short],
      note: '周末加开',
    })
    const shown = await world.call('resident', 'booking.slots', { serviceId: 'weekdays', from: saturday, to: saturday })
    expect(shown.days).toMatchObject([{ note: '周末加开' }])
    expect(shown.slots).toMatchObject([{ left: 3 }])
    await stories.book('a', slotId('weekdays', saturday, 'x10001200'))
    const usual = { ...at, version: v2, plan: 'usual' as const, reason: '不加开了' }
    expect(await world.call(staff, 'booking.editDay', usual)).toMatchObject({ cancelled: 1 })
    expect((await stories.kinds('a'))[0]).toBe('booking.closed')

    await stories.book('b', slotId('clinic', friday))
    expect(await edit({ date: friday, reason: '停电' })).toMatchObject({ cancelled: 1 })
    expect(await world.code('c', 'booking.book', { slotId: slotId('clinic', friday) })).toBe('CONFLICT')
    await edit({ date: friday, plan: 'usual' })
    expect(await world.code('c', 'booking.book', { slotId: slotId('clinic', friday) })).toBe('ok')
    expect((await world.store.get('services', 'clinic'))?.exceptions).toEqual([])
    expect(await stories.wrong()).toEqual([])
  })

  test('asked for again goes on, and by a page that is behind changes nothing', async () => {
    await stories.book('a', slotId('clinic'))
    const wanted = { serviceId: 'clinic', version: 1, date: tuesday, plan: 'special' as const, reason: '停电' }
    await world.call(staff, 'booking.editDay', wanted)
    await world.call(staff, 'booking.editDay', wanted)
    expect(await stories.kinds('a')).toEqual(['booking.closed'])
    const behind = { ...wanted, date: friday }
    expect(await world.code(staff, 'booking.editDay', behind)).toBe('CONFLICT')
    expect(await world.code('siteStaff@two', 'booking.editDay', wanted)).toBe('FORBIDDEN')
  })

  test('refuses a day that is over, hours that cross, and a year nobody knows', async () => {
    const code = async (over: object) =>
      edit(over).then(
        () => 'ok',
        (error) => error.code,
      )
    expect(await code({ date: '2026-11-22' })).toBe('INVALID')
    expect(await code({ windows: [{ ...short, end: '09:00' }] })).toBe('INVALID')
    expect(await code({ windows: [short, short] })).toBe('INVALID')
    expect(await code({ date: '2027-03-01', windows: [short] })).toBe('UNAVAILABLE')
    expect(await version()).toBe(1)
  })
})
