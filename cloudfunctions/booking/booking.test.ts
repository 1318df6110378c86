import { bookingStories, makeBookingWorld, serviceDoc, slotId, tuesday, verified, windowOf } from '../testing/booking'
import type { World } from '../testing/world'

let world: World
let stories: ReturnType<typeof bookingStories>
beforeEach(async () => {
  world = await makeBookingWorld()
  stories = bookingStories(world)
})
afterEach(async () => {
  expect(await stories.wrong()).toEqual([])
  await world.close()
})

const clinic = slotId('clinic')
const stored = (bookingId: string) => world.store.get('bookings', bookingId)
const slotsOf = async (who: string | undefined, serviceId: string, from = tuesday, to = from) =>
  (await world.call(who, 'booking.slots', { serviceId, from, to })).slots

describe('booking', () => {
  test('a place is taken, shown with its code, and found among one’s own', async () => {
    const made = await stories.book('resident', clinic)
    expect(made).toEqual({
      bookingId: expect.any(String),
      code: expect.stringMatching(/^\d{6}$/),
      priceCents: 0,
      subsidyCents: 0,
      state: 'booked',
    })
    expect(await stories.slotNow(clinic)).toMatchObject({ capacity: 2, booked: 1, held: 0, line: [] })
    const { bookings } = await world.call('resident', 'booking.mine', {})
    expect(bookings).toMatchObject([
      { bookingId: made.bookingId, serviceName: '法律咨询', allowed: ['booking.cancel', 'booking.change'] },
    ])
    expect(await slotsOf('resident', 'clinic')).toMatchObject([{ left: 1, bookingId: made.bookingId }])
    expect(await slotsOf('neighbour', 'clinic')).toMatchObject([{ left: 1, state: 'open' }])
    expect((await slotsOf('neighbour', 'clinic'))[0].bookingId).toBeUndefined()
    const view = await world.call('resident', 'booking.get', { bookingId: made.bookingId })
    expect(view.events).toMatchObject([{ act: 'book', as: 'self', title: '预约成功' }])
    expect(view.cancelUntil).toBe('2026-11-24T01:00:00.000Z')
  })

  test('is nobody else’s to see, to cancel or to move', async () => {
    const { bookingId } = await stories.book('resident', clinic)
    for (const who of ['neighbour', 'gridWorker@c1-g1', 'communityStaff@c1', 'siteStaff@two'])
      for (const [name, input] of [
        ['booking.get', { bookingId }],
        ['booking.cancel', { bookingId }],
        ['booking.change', { bookingId, slotId: slotId('clinic', '2026-11-25') }],
      ] as const)
        expect([who, name, await world.code(who, name, input)]).toEqual([who, name, 'NOT_FOUND'])
    expect(await world.code('siteStaff@one', 'booking.get', { bookingId })).toBe('ok')
  })

  test('the same request twice is one booking', async () => {
    const first = await stories.book('resident', clinic, {}, 'tap')
    expect(await stories.book('resident', clinic, {}, 'tap')).toEqual(first)
    expect((await stories.slotNow(clinic)).booked).toBe(1)
    expect(await world.code('resident', 'booking.book', { slotId: clinic }, 'another tap')).toBe('CONFLICT')
  })

  test('fifty people at once for two places: two have one, and nobody was refused while one was free', async () => {
    const codes = await Promise.all(
      Array.from({ length: 50 }, (_, i) => world.code(`p${i}`, 'booking.book', { slotId: clinic })),
    )
    expect(codes.filter((code) => code === 'ok')).toHaveLength(2)
    expect(codes.filter((code) => code === 'CONFLICT')).toHaveLength(48)
    expect(await stories.slotNow(clinic)).toMatchObject({ booked: 2, held: 0 })
  })

  test('nobody is in two places at once', async () => {
    await stories.book('resident', slotId('clinic', '2026-11-25'))
    const over = { meal: { eating: 'here' as const, dishes: [{ dishId: 'rice', portions: 1 }] } }
    expect(await world.code('resident', 'booking.book', { slotId: slotId('canteen', '2026-11-25'), ...over })).toBe(
      'CONFLICT',
    )
    expect(await world.code('resident', 'booking.book', { slotId: slotId('canteen2', '2026-11-25'), ...over })).toBe(
      'ok',
    )
  })

  test('too early, too late, on a day that has none, beyond the number one may have', async () => {
    expect(await world.code('resident', 'booking.book', { slotId: slotId('clinic', '2026-12-08') })).toBe('CONFLICT')
    expect(await world.code('resident', 'booking.book', { slotId: slotId('clinic', '2026-11-23') })).toBe('CONFLICT')
    expect(await world.code('resident', 'booking.book', { slotId: slotId('clinic', tuesday, 'w9') })).toBe('NOT_FOUND')
    expect(await world.code('resident', 'booking.book', { slotId: 'clinic' })).toBe('NOT_FOUND')
    for (const day of ['24', '25', '26', '27', '28']) await stories.book('resident', slotId('clinic', `2026-11-${day}`))
    expect(await world.code('resident', 'booking.book', { slotId: slotId('clinic', '2026-11-29') })).toBe('CONFLICT')
  })

  test('a year without holiday data refuses loudly', async () => {
    const result = await world.outcome('resident', 'booking.book', { slotId: slotId('clinic', '2027-01-01') })
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'UNAVAILABLE', message: expect.stringContaining('2027') },
    })
    const days = { serviceId: 'clinic', from: '2026-12-30', to: '2027-01-03' }
    const answer = await world.call(undefined, 'booking.slots', days)
    expect(answer.unknownFrom).toBe('2027-01-01')
    expect(answer.days.map(({ date }) => date)).toEqual(['2026-12-30', '2026-12-31'])
    expect(await world.code(undefined, 'booking.slots', { ...days, from: '2027-01-01' })).toBe('UNAVAILABLE')
    await world.store.load('calendarYears', [
      { id: '2027', holidays: ['2027-01-01'], workdays: ['2027-01-03'], source: '演示' },
    ])
    const known = await world.call(undefined, 'booking.slots', days)
    expect(known.days.map(({ kind }) => kind)).toEqual(['workday', 'workday', 'holiday', 'restDay', 'workday'])
    expect(known.unknownFrom).toBeUndefined()
  })
})

describe('cancelling and changing', () => {
  test('gives the place back, once', async () => {
    const { bookingId } = await stories.book('resident', clinic)
    const answer = { bookingId, state: 'cancelled' }
    expect(await world.call('resident', 'booking.cancel', { bookingId, reason: '有事去不了' })).toEqual(answer)
    expect(await world.call('resident', 'booking.cancel', { bookingId })).toEqual(answer)
    expect(await stories.slotNow(clinic)).toMatchObject({ booked: 0 })
    expect((await world.call('resident', 'booking.mine', {})).bookings).toEqual([])
    expect((await world.call('resident', 'booking.mine', { scope: 'past' })).bookings).toMatchObject([
      { bookingId, state: 'cancelled', allowed: [] },
    ])
    expect(await world.code('resident', 'booking.book', { slotId: clinic })).toBe('ok')
  })

  test('ends so long before the slot', async () => {
    const { bookingId } = await stories.book('resident', clinic)
    world.clock.forward(23)
    expect(await world.code('resident', 'booking.cancel', { bookingId })).toBe('ok')
    const again = await stories.book('resident', clinic)
    world.clock.forward(0.01)
    expect(await world.code('resident', 'booking.cancel', { bookingId: again.bookingId })).toBe('CONFLICT')
  })

  test('a change keeps booking and code, and moves the place', async () => {
    const { bookingId, code } = await stories.book('resident', clinic)
    const wednesday = slotId('clinic', '2026-11-25')
    expect(await world.call('resident', 'booking.change', { bookingId, slotId: wednesday })).toMatchObject({
      bookingId,
      code,
      state: 'booked',
    })
    expect((await stories.slotNow(clinic)).booked).toBe(0)
    expect((await stories.slotNow(wednesday)).booked).toBe(1)
    expect(await stored(bookingId)).toMatchObject({ placeOf: wednesday, siteDay: 'one:2026-11-25', date: '2026-11-25' })
  })

  test('a change that cannot be keeps the old place', async () => {
    const { bookingId } = await stories.book('resident', clinic)
    const wednesday = slotId('clinic', '2026-11-25')
    await stories.book('a', wednesday)
    await stories.book('b', wednesday)
    for (const [to, code] of [
      [wednesday, 'CONFLICT'],
      [clinic, 'INVALID'],
      [slotId('canteen'), 'INVALID'],
      [slotId('clinic', '2026-12-20'), 'CONFLICT'],
    ])
      expect([to, await world.code('resident', 'booking.change', { bookingId, slotId: to })]).toEqual([to, code])
    expect(await stored(bookingId)).toMatchObject({ placeOf: clinic, state: 'booked' })
    expect((await stories.slotNow(clinic)).booked).toBe(1)
  })
})

describe('the line', () => {
  beforeEach(async () => {
    await stories.book('a', clinic)
    await stories.book('b', clinic)
  })
  const cancelOf = async (who: string) => {
    const [{ bookingId }] = (await world.call(who, 'booking.mine', {})).bookings
    return world.call(who, 'booking.cancel', { bookingId })
  }

  test('a freed place is kept for the first in line, who is told and takes it', async () => {
    const first = await stories.join('c', clinic)
    const second = await stories.join('d', clinic)
    expect([first.position, second.position]).toEqual([1, 2])
    await cancelOf('a')
    expect(await stories.slotNow(clinic)).toMatchObject({ booked: 1, held: 1, line: [second.waitId] })
    expect(await stories.kinds('c')).toEqual(['wait.offer'])
    expect(await stories.kinds('d')).toEqual([])
    // The place is kept: nobody passes by the line
    expect(await world.code('e', 'booking.book', { slotId: clinic })).toBe('CONFLICT')
    expect(await world.code('d', 'booking.acceptOffer', { offerId: second.waitId })).toBe('CONFLICT')
    expect(await world.code('d', 'booking.acceptOffer', { offerId: first.waitId })).toBe('NOT_FOUND')
    expect((await world.call('c', 'booking.mine', {})).waits).toMatchObject([
      { waitId: first.waitId, state: 'offered', offerUntil: '2026-11-23T04:00:00.000Z' },
    ])
    const made = await world.call('c', 'booking.acceptOffer', { offerId: first.waitId })
    expect(await stored(made.bookingId)).toMatchObject({ holder: 'c', state: 'booked' })
    expect(await stories.slotNow(clinic)).toMatchObject({ booked: 2, held: 0, line: [second.waitId] })
    expect((await world.call('c', 'booking.mine', {})).waits).toEqual([])
  })

  test('an offer that nobody takes goes on to the next, and at the end the place is free', async () => {
    await stories.join('c', clinic)
    await stories.join('d', clinic)
    await cancelOf('a')
    world.clock.forward(2)
    expect((await world.tick()).jobs).toBeGreaterThan(0)
    expect(await stories.kinds('c')).toEqual(['wait.lapsed', 'wait.offer'])
    expect(await stories.kinds('d')).toEqual(['wait.offer'])
    world.clock.forward(2)
    await world.tick()
    expect(await stories.slotNow(clinic)).toMatchObject({ booked: 1, held: 0, line: [] })
    expect(await world.code('e', 'booking.book', { slotId: clinic })).toBe('ok')
  })

  test('an offer that is declined goes on to the next; who leaves the line makes room behind', async () => {
    const c = await stories.join('c', clinic)
    const d = await stories.join('d', clinic)
    const e = await stories.join('e', clinic)
    await world.call('d', 'booking.leaveWaitlist', { waitId: d.waitId })
    await cancelOf('b')
    await world.call('c', 'booking.leaveWaitlist', { waitId: c.waitId })
    expect(await stories.slotNow(clinic)).toMatchObject({ booked: 1, held: 1, line: [] })
    expect(await stories.kinds('e')).toEqual(['wait.offer'])
    await world.call('e', 'booking.acceptOffer', { offerId: e.waitId })
    expect(await world.code('c', 'booking.leaveWaitlist', { waitId: c.waitId })).toBe('ok')
  })

  test('is for a full slot only, once each, and not for who has a place', async () => {
    expect(await world.code('a', 'booking.joinWaitlist', { slotId: clinic })).toBe('CONFLICT')
    await stories.join('c', clinic)
    expect(await world.code('c', 'booking.joinWaitlist', { slotId: clinic })).toBe('CONFLICT')
    expect(await world.code('c', 'booking.joinWaitlist', { slotId: slotId('clinic', '2026-11-25') })).toBe('CONFLICT')
  })

  test('ends with the booking: everybody in it is told', async () => {
    for (let i = 0; i < 25; i += 1) await stories.join(`w${i}`, clinic)
    world.clock.forward(24)
    await world.tick()
    expect(await stories.slotNow(clinic)).toMatchObject({ booked: 2, held: 0, line: [] })
    expect(await stories.slotNow(clinic)).not.toHaveProperty('lineEndsAt')
    expect(await stories.kinds('w24')).toEqual(['wait.over'])
    expect((await world.tick()).jobs).toBe(0)
  })

  test('what stands against the booking leaves the offer open', async () => {
    const c = await stories.join('c', clinic)
    await cancelOf('a')
    await stories.lunchOf('c')
    expect(await world.code('c', 'booking.acceptOffer', { offerId: c.waitId })).toBe('CONFLICT')
    expect(await stories.slotNow(clinic)).toMatchObject({ booked: 1, held: 1 })
    await cancelOf('c')
    expect(await world.code('c', 'booking.acceptOffer', { offerId: c.waitId })).toBe('ok')
  })
})

describe('a meal', () => {
  beforeEach(() =>
    world.store.load('patrons', [
      verified('sixty', '1966-11-24'),
      verified('fiftyNine', '1966-11-25'),
      verified('leap', '1956-02-29'),
      verified('eighty', '1946-01-01'),
    ]),
  )

  test('is priced by dishes, and subsidised by the age on its day', async () => {
    const dear = { meal: { eating: 'here' as const, dishes: [{ dishId: 'fish', portions: 2 }] } }
    expect(await stories.lunchOf('sixty', 'canteen', dear)).toMatchObject({ priceCents: 2100, subsidyCents: 300 })
    expect(await stories.lunchOf('fiftyNine')).toMatchObject({ priceCents: 1200, subsidyCents: 0 })
    expect(await stories.lunchOf('eighty')).toMatchObject({ priceCents: 400, subsidyCents: 800 })
    expect(await stories.lunchOf('unverified')).toMatchObject({ priceCents: 1200, subsidyCents: 0 })
  })

  test('is said before it is booked, for whoever it is for, as it will be', async () => {
    const asked = async (who: string | undefined, forPersonId?: string, serviceId = 'canteen') =>
      (await world.call(who, 'booking.slots', { serviceId, from: tuesday, to: tuesday, forPersonId })).slots[0].price
    expect(await asked('sixty')).toEqual({ cents: 1200, subsidyCents: 300 })
    expect(await asked('fiftyNine')).toEqual({ cents: 1200, subsidyCents: 0, noSubsidy: 'young' })
    expect(await asked('unverified')).toEqual({ cents: 1200, subsidyCents: 0, noSubsidy: 'unverified' })
    expect(await asked(undefined)).toEqual({ cents: 1200, subsidyCents: 0 })
    expect(await asked('sixty', undefined, 'clinic')).toBeUndefined()
    await world.call('sixty', 'account.saveProfile', { name: '演示邻居' })
    await world.call('eighty', 'booking.grantProxy', { personId: 'sixty', scope: ['canteen'], until: '2026-12-31' })
    expect(await asked('sixty', 'eighty')).toEqual({ cents: 1200, subsidyCents: 800 })
    await stories.lunchOf('sixty', 'canteen', { forPersonId: 'eighty' })
    // Their own booking has its price; at the other canteen the meal is subsidised already
    expect(await asked('sixty', 'eighty')).toBeUndefined()
    expect(await asked('sixty', 'eighty', 'canteen2')).toEqual({ cents: 1200, subsidyCents: 0, noSubsidy: 'used' })
    expect(await asked('sixty')).toEqual({ cents: 1200, subsidyCents: 300 })
  })

  test('is had where one is in day care, and nowhere else meanwhile', async () => {
    const window = windowOf({ start: '08:30', end: '16:30' })
    await world.store.load('services', [serviceDoc('dayCare', 'dayCare', { name: '日间照料', windows: [window] })])
    await stories.book('eighty', slotId('dayCare'))
    const [slot] = (await world.call('eighty', 'booking.slots', { serviceId: 'canteen', from: tuesday, to: tuesday }))
      .slots
    expect(slot.why).toBeUndefined()
    expect(await stories.lunchOf('eighty')).toMatchObject({ state: 'booked' })
    await expect(stories.lunchOf('eighty', 'canteen2')).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await world.code('eighty', 'booking.book', { slotId: clinic })).toBe('CONFLICT')
  })

  test('at two canteens in the same second: one subsidy, which comes back with the meal', async () => {
    const both = await Promise.all([stories.lunchOf('leap'), stories.lunchOf('leap', 'canteen2')])
    expect(both.map(({ subsidyCents }) => subsidyCents).sort()).toEqual([0, 500])
    const subsidised = both.find(({ subsidyCents }) => subsidyCents > 0)
    await world.call('leap', 'booking.cancel', { bookingId: subsidised?.bookingId ?? '' })
    const again = subsidised === both[0] ? 'canteen' : 'canteen2'
    expect(await stories.lunchOf('leap', again)).toMatchObject({ subsidyCents: 500 })
  })

  test('is of the menu, at home only with an address', async () => {
    const code = (meal: object | undefined) =>
      world.outcome('sixty', 'booking.book', { slotId: slotId('canteen'), meal }).then((one) => !one.ok && one.error)
    expect(await code(undefined)).toMatchObject({ code: 'INVALID' })
    expect(await code({ eating: 'here', dishes: [{ dishId: 'soup', portions: 1 }] })).toMatchObject({
      code: 'INVALID',
      fields: { 'meal.dishes': expect.any(String) },
    })
    const rice = [{ dishId: 'rice', portions: 1 }]
    expect(await code({ eating: 'delivery', dishes: rice })).toMatchObject({
      fields: { 'meal.buildingId': expect.any(String) },
    })
    const meal = { eating: 'delivery' as const, dishes: rice, buildingId: 'b1', unit: '1-101' }
    const { bookingId } = await stories.lunchOf('sixty', 'canteen', { meal })
    const round = () => world.store.get('rounds', `${slotId('canteen')}.c1-g1`)
    expect(await round()).toMatchObject({ stops: 1, gridName: '甲社区第1网格' })
    expect((await world.call('sixty', 'booking.get', { bookingId })).meal?.deliverTo).toBe('和合大院1号楼 1-101')
    await world.call('sixty', 'booking.cancel', { bookingId })
    expect(await round()).toMatchObject({ stops: 0 })
  })
})

describe('reminders', () => {
  test('come the evening before, once, and not to who has cancelled', async () => {
    await stories.book('a', slotId('clinic', '2026-11-25'))
    const { bookingId } = await stories.book('b', slotId('clinic', '2026-11-25'))
    await world.call('b', 'booking.cancel', { bookingId })
    world.clock.forward(31.9)
    await world.tick()
    expect(await stories.kinds('a')).toEqual([])
    world.clock.forward(0.1)
    await world.tick()
    await world.tick()
    expect(await stories.kinds('a')).toEqual(['booking.remind'])
    expect(await stories.kinds('b')).toEqual([])
  })
})

test('guards and codes of days that are over go', async () => {
  await stories.book('a', clinic)
  world.clock.forward(24 * 4)
  await world.tick()
  const left = JSON.parse(world.everything()).map(([collection]: [string]) => collection)
  expect(left).not.toContain('holderDays')
  expect(left).not.toContain('bookingCodes')
})

describe('counselling', () => {
  const appointment = slotId('counselling')

  test('is under a chosen name, and no stored record joins it to its person', async () => {
    expect(await world.code('resident', 'booking.book', { slotId: appointment })).toBe('INVALID')
    const made = await stories.book('resident', appointment, { chosenName: '小雨', answers: { topic: '睡不着' } })
    expect(made.state).toBe('booked')
    const rows: [string, object][] = JSON.parse(world.everything())
    const about = rows.filter(([, doc]) => JSON.stringify(doc).includes(made.bookingId))
    expect(about.map(([collection]) => collection).sort()).toEqual([
      'bookingCodes',
      'bookings',
      'holderDays',
      'holderServices',
      'requests',
    ])
    for (const [, doc] of about) expect(JSON.stringify(doc)).not.toMatch(/resident/)
    const naming = rows.filter(
      ([collection, doc]) => collection !== 'roles' && JSON.stringify(doc).includes('resident"'),
    )
    expect(naming.map(([collection]) => collection).sort()).toEqual(['people', 'privateContacts'])
    expect(await stories.kinds('resident')).toEqual([])
    expect((await world.call('resident', 'booking.mine', {})).bookings).toMatchObject([
      { bookingId: made.bookingId, patronName: '小雨' },
    ])
    for (const who of ['neighbour', 'siteStaff@one', 'gridWorker@c1-g1', 'captain@b1', 'cityStaff@2102'])
      expect(await world.code(who, 'booking.get', { bookingId: made.bookingId })).toBe('NOT_FOUND')
  })

  test('nobody books it for somebody else', async () => {
    await world.store.load('patrons', [verified('elder', '1946-01-01')])
    for (const who of ['siteStaff@one', 'neighbour'])
      expect(
        await world.code(who, 'booking.book', { slotId: appointment, forPersonId: 'elder', chosenName: '小雨' }),
      ).toBe('FORBIDDEN')
  })

  test('its line and its reminder name no service', async () => {
    await stories.book('a', appointment, { chosenName: '甲' })
    const { waitId } = await world.call('b', 'booking.joinWaitlist', { slotId: appointment, chosenName: '乙' })
    const [{ bookingId }] = (await world.call('a', 'booking.mine', {})).bookings
    await world.call('a', 'booking.cancel', { bookingId })
    expect(await stories.kinds('b')).toEqual(['wait.offer'])
    await world.call('b', 'booking.acceptOffer', { offerId: waitId })
    world.clock.forward(8)
    await world.tick()
    const said = await stories.told('b')
    expect(said.map(({ kind }) => kind)).toEqual(['booking.remind', 'wait.offer'])
    expect(JSON.stringify(said)).not.toMatch(/心理|咨询|乙/)
  })
})
