import { bookingStories, makeBookingWorld, slotId, tuesday, verified } from '../testing/booking'
import type { World } from '../testing/world'

let world: World
let stories: ReturnType<typeof bookingStories>
beforeEach(async () => {
  world = await makeBookingWorld()
  stories = bookingStories(world)
})
afterEach(() => world.close())

const staff = 'siteStaff@one'
/** From Monday 10:00, when the world begins, to Tuesday 11:00, 12:00 and 16:40 in China. */
const toLunch = 25
const toNoon = 26
const toSchool = 30 + 40 / 60

const guardianAndChild = () =>
  world.store.load('patrons', [
    {
      id: 'child',
      kind: 'child',
      name: '小演示',
      birthday: '2019-05-01',
      guardianId: 'guardian',
      diets: [],
      allergies: ['peanut'],
      emergencyName: '姥姥',
      emergencyPhone: '13000000001',
      fetchers: [{ name: '舅舅', phone: '13000000002', relation: '舅舅' }],
    },
  ])

describe('the counter', () => {
  test('a meal is done with its code, once, at its own site and on its own day', async () => {
    const { code, bookingId } = await stories.lunchOf('elder')
    expect(await world.code(staff, 'booking.checkIn', { bookingId })).toBe('CONFLICT')
    world.clock.forward(toLunch)
    expect(await world.code('siteStaff@two', 'booking.checkIn', { code })).toBe('NOT_FOUND')
    expect(await world.code('elder', 'booking.checkIn', { code })).toBe('FORBIDDEN')
    const seen = await world.call(staff, 'booking.checkIn', { code })
    expect(seen).toMatchObject({ bookingId, state: 'done', serviceName: '老年食堂', lines: ['堂食：米饭'] })
    expect(await world.code(staff, 'booking.checkIn', { code })).toBe('CONFLICT')
    expect(await stories.wrong()).toEqual([])
  })

  test('two at the counter at once let in one', async () => {
    const { code } = await stories.lunchOf('elder')
    world.clock.forward(toLunch)
    const codes = await Promise.all([1, 2].map(() => world.code(staff, 'booking.checkIn', { code })))
    expect(codes.sort()).toEqual(['CONFLICT', 'ok'])
  })

  test('a child is told to its guardian, and leaves only with the code of the day', async () => {
    await guardianAndChild()
    const { code, bookingId } = await stories.book('guardian', slotId('childcare'), { forPersonId: 'child' })
    world.clock.forward(toSchool)
    const arrived = await world.call(staff, 'booking.checkIn', { code })
    expect(arrived).toMatchObject({ state: 'checkedIn', name: '小演示' })
    expect(arrived.lines).toEqual(['过敏：花生', '紧急联系人：姥姥 13000000001'])
    expect(await stories.kinds('guardian')).toContain('booking.checkIn')

    const { pickupCode = '' } = await world.call('guardian', 'booking.get', { bookingId })
    expect(pickupCode).toMatch(/^\d{6}$/)
    expect(world.everything()).not.toContain(pickupCode)
    expect(await world.code(staff, 'booking.checkOut', { code })).toBe('INVALID')
    const wrongCode = pickupCode === '000000' ? '000001' : '000000'
    const refused = await world.call(staff, 'booking.checkOut', { code, pickupCode: wrongCode })
    expect(refused).toMatchObject({ released: false, state: 'checkedIn', triesLeft: 4 })
    expect(refused.fetchers).toEqual([{ name: '舅舅', relation: '舅舅', phoneMasked: '130******02' }])
    const released = await world.call(staff, 'booking.checkOut', { code, pickupCode })
    expect(released).toMatchObject({ released: true, state: 'done' })
    expect(await stories.kinds('guardian')).toContain('booking.checkOut')
    expect((await world.call('guardian', 'booking.get', { bookingId })).pickupCode).toBeUndefined()
  })

  test('five wrong pick-up codes end with the guardian, who renews it; the old one is worth nothing', async () => {
    await guardianAndChild()
    const { code, bookingId } = await stories.book('guardian', slotId('childcare'), { forPersonId: 'child' })
    world.clock.forward(toSchool)
    await world.call(staff, 'booking.checkIn', { code })
    const { pickupCode: old = '' } = await world.call('guardian', 'booking.get', { bookingId })
    const wrongCode = old === '000000' ? '000001' : '000000'
    const tries: (number | undefined)[] = []
    for (let i = 0; i < 5; i += 1)
      tries.push((await world.call(staff, 'booking.checkOut', { code, pickupCode: wrongCode })).triesLeft)
    expect(tries).toEqual([4, 3, 2, 1, 0])
    expect(await stories.kinds('guardian')).toContain('booking.wrongCode')
    expect(await world.code(staff, 'booking.checkOut', { code, pickupCode: old })).toBe('CONFLICT')
    const { pickupCode } = await world.call('guardian', 'booking.renewPickupCode', { bookingId })
    expect(pickupCode).not.toBe(old)
    expect((await world.call(staff, 'booking.checkOut', { code, pickupCode: old })).released).toBe(false)
    expect((await world.call(staff, 'booking.checkOut', { code, pickupCode })).released).toBe(true)
  })
})

describe('who does not come', () => {
  /** Misses the lunch of a day: the clock stands behind its start already. */
  const miss = async (bookingId: string) => world.call(staff, 'booking.noShow', { bookingId })

  test('is noted after the start, by staff, once', async () => {
    const { bookingId } = await stories.lunchOf('elder')
    expect(await world.code(staff, 'booking.noShow', { bookingId })).toBe('CONFLICT')
    world.clock.forward(toNoon)
    expect(await world.code('siteStaff@two', 'booking.noShow', { bookingId })).toBe('NOT_FOUND')
    await miss(bookingId)
    expect((await miss(bookingId)).state).toBe('noShow')
    expect((await world.store.get('holderServices', 'elder:canteen'))?.noShows).toHaveLength(1)
    expect((await stories.told('elder'))[0].body).toContain('30 天内满 3 次')
    expect(await stories.wrong()).toEqual([])
  })

  test('three times within a month pauses the service, with a reason, until staff lift it', async () => {
    for (const day of ['2026-11-24', '2026-11-25', '2026-11-26']) {
      const { bookingId } = await stories.book('late', slotId('clinic', day))
      world.clock.forward(toNoon - (day === tuesday ? 0 : 2))
      await miss(bookingId)
    }
    expect((await stories.told('late'))[0].body).toContain('暂停预约')
    expect(await world.code('late', 'booking.book', { slotId: slotId('clinic', '2026-11-30') })).toBe('FORBIDDEN')
    const { pauses } = await world.call(staff, 'booking.pauses', { serviceId: 'clinic' })
    expect(pauses).toMatchObject([{ noShows: expect.arrayContaining([expect.any(String)]) }])
    await world.call(staff, 'booking.liftPause', { pauseId: pauses[0].pauseId, reason: '住院了' })
    expect(await world.code('late', 'booking.book', { slotId: slotId('clinic', '2026-11-30') })).toBe('ok')
  })
})

describe('the list of a day', () => {
  test('has what was ordered, who booked for whom, and the totals of the kitchen', async () => {
    await world.store.load('patrons', [{ ...verified('elder', '1946-01-01'), phone: '13000000077' }])
    await world.call('helper', 'account.saveProfile', { name: '李小四', phone: '13000000099' })
    await world.call('elder', 'account.saveProfile', { name: '演示老人', phone: '13000000077' })
    await world.call('elder', 'booking.grantProxy', { personId: 'helper', scope: ['canteen'], until: '2026-12-31' })
    const over = { forPersonId: 'elder', meal: { eating: 'here' as const, dishes: [{ dishId: 'fish', portions: 2 }] } }
    await stories.book('helper', slotId('canteen'), over)
    await stories.lunchOf('other')
    const { bookingId } = await stories.lunchOf('third')
    await world.call('third', 'booking.cancel', { bookingId })

    const day = await world.call(staff, 'booking.dayList', { siteId: 'one', date: tuesday })
    expect(day.bookings).toHaveLength(2)
    expect(day.totals).toMatchObject({
      people: 2,
      arrived: 0,
      noShows: 0,
      dishes: [
        { mealTime: 'lunch', name: '清蒸鱼', here: 2, delivery: 0 },
        { mealTime: 'lunch', name: '米饭', here: 1, delivery: 0 },
      ],
      subsidyCents: 800,
    })
    const found = await world.call(staff, 'booking.dayList', { siteId: 'one', date: tuesday, phoneTail: '0077' })
    expect(found.bookings).toMatchObject([{ patronName: '演示老人', bookedBy: '李*四 代约人', phoneTail: '0077' }])
    expect(found.totals.people).toBe(2)
    expect(await world.code('siteStaff@two', 'booking.dayList', { siteId: 'one', date: tuesday })).toBe('FORBIDDEN')
  })

  test('goes on behind its first page, and counts the whole day on each', async () => {
    for (let i = 0; i < 23; i += 1) await stories.lunchOf(`guest${i}`)
    const first = await world.call(staff, 'booking.dayList', { siteId: 'one', date: tuesday })
    const second = await world.call(staff, 'booking.dayList', { siteId: 'one', date: tuesday, cursor: first.cursor })
    expect([first.bookings.length, second.bookings.length, second.cursor]).toEqual([20, 3, undefined])
    expect(new Set([...first.bookings, ...second.bookings].map(({ bookingId }) => bookingId)).size).toBe(23)
    expect([first.totals.people, second.totals.people]).toEqual([23, 23])
  })
})

describe('rounds', () => {
  const deliver = (who: string, unit: string, buildingId = 'b1') =>
    stories.lunchOf(who, 'canteen', {
      meal: { eating: 'delivery', dishes: [{ dishId: 'rice', portions: 1 }], buildingId, unit },
    })
  const roundId = `${slotId('canteen')}.c1-g1`

  beforeEach(() =>
    world.store.load(
      'roles',
      ['c1-g1', 'c1-g2'].flatMap((areaId) =>
        ['a', 'b'].map((name) => ({
          id: `${name}@${areaId}`,
          personId: `${name}@${areaId}`,
          role: 'volunteer' as const,
          areaId,
          areaName: areaId,
          title: '第1网格志愿者',
          name: '演示志愿者',
        })),
      ),
    ),
  )

  test('are by grid; doors and names show only to who took it and to the site', async () => {
    await deliver('elder', '2-301')
    await deliver('other', '1-101')
    await deliver('third', '1-101', 'b2')
    const { rounds } = await world.call('a@c1-g1', 'booking.rounds', { date: tuesday })
    expect(rounds).toMatchObject([{ roundId, state: 'open', stops: 2, takenByMe: false, buildings: [] }])
    expect((await world.call('a@c1-g2', 'booking.rounds', { date: tuesday })).rounds).toMatchObject([{ stops: 1 }])
    expect(await world.code('a@c1-g2', 'booking.takeRound', { roundId })).toBe('NOT_FOUND')

    const taken = await world.call('a@c1-g1', 'booking.takeRound', { roundId }, 'mine')
    expect(taken.buildings).toMatchObject([
      { buildingName: '和合大院1号楼', stops: [{ unit: '1-101' }, { unit: '2-301' }] },
    ])
    expect(await world.call('a@c1-g1', 'booking.takeRound', { roundId }, 'mine')).toEqual(taken)
    expect(JSON.stringify(await requestsStored())).not.toContain('2-301')
    expect(await world.code('b@c1-g1', 'booking.takeRound', { roundId })).toBe('CONFLICT')
    const others = await world.call('b@c1-g1', 'booking.rounds', { date: tuesday })
    expect(others.rounds).toMatchObject([{ state: 'taken', takenBy: '第1网格志愿者', buildings: [] }])
    const site = await world.call(staff, 'booking.rounds', { siteId: 'one', date: tuesday })
    expect(site.rounds.map(({ buildings }) => buildings.length)).toEqual([1, 1])
  })

  const requestsStored = async () =>
    (JSON.parse(world.everything()) as [string, object][]).filter(([collection]) => collection === 'requests')

  test('are put back by who took them, and end when the last meal is handed over', async () => {
    const { bookingId } = await deliver('elder', '2-301')
    await world.call('a@c1-g1', 'booking.takeRound', { roundId })
    expect(await world.code('b@c1-g1', 'booking.dropRound', { roundId })).toBe('FORBIDDEN')
    await world.call('a@c1-g1', 'booking.dropRound', { roundId })
    await world.call('b@c1-g1', 'booking.takeRound', { roundId })
    expect(await world.code('b@c1-g1', 'booking.deliver', { bookingId })).toBe('CONFLICT')
    world.clock.forward(toLunch)
    expect(await world.code('a@c1-g1', 'booking.deliver', { bookingId })).toBe('NOT_FOUND')
    for (let i = 0; i < 2; i += 1)
      expect(await world.call('b@c1-g1', 'booking.deliver', { bookingId })).toEqual({ bookingId, state: 'done' })
    const { rounds } = await world.call('b@c1-g1', 'booking.rounds', { date: tuesday })
    expect(rounds).toMatchObject([{ state: 'delivered', stops: 1 }])
    const acts = ['take', 'drop', 'take'].map((act) => expect.objectContaining({ act }))
    expect(await world.store.get('rounds', roundId)).toMatchObject({ stops: 1, delivered: 1, acts })
  })

  test('are in the export of who carried them, and lose their name when they leave', async () => {
    const first = await deliver('elder', '2-301')
    await deliver('other', '1-101')
    await world.call('a@c1-g1', 'booking.takeRound', { roundId })
    await world.call('a@c1-g1', 'booking.dropRound', { roundId })
    await world.call('b@c1-g1', 'booking.takeRound', { roundId })
    world.clock.forward(toLunch)
    await world.call('b@c1-g1', 'booking.deliver', { bookingId: first.bookingId })
    const { data } = await world.call('b@c1-g1', 'account.export', {})
    expect((data.bookings as { rounds: object[] }).rounds).toEqual([
      {
        siteName: '甲服务站',
        gridName: '甲社区第1网格',
        startsAt: '2026-11-24T03:00:00.000Z',
        stops: 2,
        acts: [{ at: expect.any(String), act: 'take' }],
      },
    ])
    expect(JSON.stringify(data)).not.toMatch(/elder|2-301/)
    for (const who of ['a@c1-g1', 'b@c1-g1']) {
      await world.call(who, 'account.erase', { confirm: 'ERASE' })
      expect(world.everything()).not.toContain(`"${who}"`)
    }
    // What is left of it waits for somebody else
    expect((await world.call(staff, 'booking.rounds', { siteId: 'one', date: tuesday })).rounds).toMatchObject([
      { state: 'open', stops: 2, takenByMe: false },
    ])
    expect((await world.store.get('rounds', roundId))?.acts).toMatchObject([
      { act: 'take' },
      { act: 'drop' },
      { act: 'take' },
    ])
  })

  test('lose the stop of whoever cancels, or comes to the counter after all', async () => {
    const first = await deliver('elder', '2-301')
    const second = await deliver('other', '1-101')
    await world.call('elder', 'booking.cancel', { bookingId: first.bookingId })
    world.clock.forward(toLunch)
    await world.call(staff, 'booking.checkIn', { code: second.code })
    expect((await world.store.get('rounds', roundId))?.stops).toBe(0)
    expect((await world.call('a@c1-g1', 'booking.rounds', { date: tuesday })).rounds).toEqual([])
  })
})
