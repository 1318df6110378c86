import { bookingStories, makeBookingWorld, slotId, tuesday, verified } from '../testing/booking'
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

const card = { name: '演示老人', diets: ['soft' as const], allergies: ['egg' as const] }
const elderOf = (phone = '13000000009', over: object = {}) => ({
  ...card,
  phone,
  buildingId: 'b1',
  unit: '1-101',
  ...over,
})
const register = (who = 'gridWorker@c1-g1', phone?: string) => world.call(who, 'booking.registerElder', elderOf(phone))
const until = '2026-12-31'
const idNumber = '11010519491231002X'

describe('an elder who has only a phone', () => {
  test('is registered by the grid, the community or a site, each for their own; the same phone is the same card', async () => {
    const first = await register()
    expect(first.handover).toMatch(/^【和合】演示老人您好/)
    const again = await world.call('communityStaff@c1', 'booking.registerElder', elderOf(undefined, { unit: '2-301' }))
    expect(again).toMatchObject({ patronId: first.patronId, version: first.version + 1 })
    expect(first.patronId).not.toContain('13000000009')
    expect(await world.code('gridWorker@c1-g2', 'booking.registerElder', elderOf())).toBe('FORBIDDEN')
    expect(
      await world.code('gridWorker@c1-g2', 'booking.registerElder', elderOf(undefined, { buildingId: 'b2' })),
    ).toBe('CONFLICT')
    expect(await world.code('resident', 'booking.registerElder', elderOf())).toBe('FORBIDDEN')
  })

  test('is found by phone by those who care for them, and by nobody else', async () => {
    const { patronId } = await register()
    const find = async (who: string) =>
      (await world.call(who, 'booking.findPatron', { phone: '13000000009' })).patrons.map((one) => one.patronId)
    for (const who of ['gridWorker@c1-g1', 'communityStaff@c1', 'siteStaff@one'])
      expect([who, await find(who)]).toEqual([who, [patronId]])
    for (const who of ['gridWorker@c1-g2', 'communityStaff@c2']) expect([who, await find(who)]).toEqual([who, []])
  })

  test('gets a text to keep with each booking, and who made it is recorded', async () => {
    const { patronId } = await register()
    const made = await stories.lunchOf('gridWorker@c1-g1', 'canteen', { forPersonId: patronId })
    expect(made.handover).toContain(`预约码 ${made.code}`)
    expect(await world.store.get('bookings', made.bookingId)).toMatchObject({
      holder: patronId,
      patronName: '演示老人',
      phoneTail: '0009',
      bookerId: 'gridWorker@c1-g1',
      bookerAs: 'gridWorker',
      meal: { diets: ['soft'], allergies: ['egg'] },
    })
    const view = await world.call('siteStaff@one', 'booking.get', { bookingId: made.bookingId })
    expect(view.events).toMatchObject([{ act: 'book', as: 'gridWorker' }])
    expect(
      await world.code('gridWorker@c1-g2', 'booking.book', { slotId: slotId('clinic'), forPersonId: patronId }),
    ).toBe('FORBIDDEN')
    // Staff at the counter pass the same checks, at the last step too
    expect(await world.code('siteStaff@one', 'booking.book', { slotId: slotId('clinic'), forPersonId: patronId })).toBe(
      'CONFLICT',
    )
    await world.call('siteStaff@one', 'booking.cancel', { bookingId: made.bookingId })
    expect(await stories.kinds('gridWorker@c1-g1')).toEqual(['booking.cancel'])
  })
})

describe('the identity card', () => {
  test('gives a birthday that stays, and is one person’s in the whole city; its number is stored nowhere', async () => {
    const { patronId } = await register()
    await world.call('communityStaff@c1', 'booking.verifyPatron', { patronId, idNumber })
    expect(await stories.lunchOf('siteStaff@one', 'canteen', { forPersonId: patronId })).toMatchObject({
      priceCents: 700,
      subsidyCents: 500,
    })
    const other = await register('gridWorker@c1-g1', '13000000008')
    const twice = { patronId: other.patronId, idNumber }
    expect(await world.code('siteStaff@one', 'booking.verifyPatron', twice)).toBe('CONFLICT')
    expect(
      await world.code('siteStaff@one', 'booking.verifyPatron', { ...twice, idNumber: '110105194912310021' }),
    ).toBe('INVALID')
    expect(await world.code('gridWorker@c1-g1', 'booking.verifyPatron', { patronId, idNumber })).toBe('FORBIDDEN')
    expect(world.everything()).not.toContain(idNumber)
    const moved = elderOf(undefined, { birthday: '1930-01-01' })
    await world.call('gridWorker@c1-g1', 'booking.registerElder', moved)
    expect(await world.store.get('patrons', patronId)).toMatchObject({ birthday: '1949-12-31' })
  })

  test('once seen, its birthday is not the person’s to change', async () => {
    await world.store.load('patrons', [verified('aged', '1950-01-01')])
    const own = { kind: 'self' as const, name: '演示老人' }
    expect(await world.code('aged', 'booking.savePatron', { ...own, birthday: '1930-01-01' })).toBe('INVALID')
    expect(await world.code('aged', 'booking.savePatron', own)).toBe('ok')
    expect(await world.store.get('patrons', 'aged')).toMatchObject({ birthday: '1950-01-01' })
  })
})

describe('leave to book for somebody', () => {
  const grant = (over: object = {}) => ({ phone: '13000000007', scope: ['canteen' as const], until, ...over })

  test('is given to a phone by a code, which whoever has it takes once', async () => {
    await world.call('elder', 'account.saveProfile', { name: '演示老人' })
    await world.call('kin', 'account.saveProfile', { name: '演示亲属' })
    const given = await world.call('elder', 'booking.grantProxy', grant(), 'tap')
    expect(given).toMatchObject({ state: 'invited', code: expect.stringMatching(/^\d{8}$/) })
    expect(await world.call('elder', 'booking.grantProxy', grant(), 'tap')).toEqual(given)
    expect(world.everything()).not.toContain(given.code)
    expect(await world.code('elder', 'booking.acceptProxy', { code: given.code })).toBe('INVALID')
    expect(await world.code('kin', 'booking.book', { slotId: slotId('clinic'), forPersonId: 'elder' })).toBe(
      'FORBIDDEN',
    )
    await world.call('kin', 'booking.acceptProxy', { code: given.code ?? '' })
    expect(await world.code('stranger', 'booking.acceptProxy', { code: given.code })).toBe('INVALID')
    expect(await stories.kinds('elder')).toEqual(['proxy.accept'])

    const { bookingId } = await stories.lunchOf('kin', 'canteen', { forPersonId: 'elder' })
    expect((await world.call('kin', 'booking.mine', {})).bookings).toMatchObject([
      { bookingId, patronName: '演示老人' },
    ])
    expect((await world.call('elder', 'booking.mine', {})).bookings).toMatchObject([{ bookingId }])
    expect(await stories.kinds('elder')).toContain('booking.book')
    // Within its scope only
    expect(await world.code('kin', 'booking.book', { slotId: slotId('clinic'), forPersonId: 'elder' })).toBe(
      'FORBIDDEN',
    )
    expect((await world.call('kin', 'booking.patrons', {})).patrons).toMatchObject([
      { patronId: 'kin', as: 'self' },
      { patronId: 'elder', as: 'proxy', scope: ['canteen'], verified: false },
    ])
  })

  test('ends when it is taken back, also for what was booked under it, and by itself', async () => {
    await world.call('kin', 'account.saveProfile', { name: '演示亲属' })
    const lasting = grant({ phone: undefined, personId: 'kin' })
    const { proxyId, state } = await world.call('elder', 'booking.grantProxy', lasting)
    expect(state).toBe('active')
    const { bookingId } = await stories.lunchOf('kin', 'canteen', { forPersonId: 'elder' })
    expect(await world.code('stranger', 'booking.revokeProxy', { proxyId })).toBe('NOT_FOUND')
    await world.call('elder', 'booking.revokeProxy', { proxyId })
    await world.call('elder', 'booking.revokeProxy', { proxyId })
    for (const name of ['booking.get', 'booking.cancel'])
      expect(await world.code('kin', name, { bookingId })).toBe('NOT_FOUND')
    expect((await world.call('kin', 'booking.mine', {})).bookings).toEqual([])
    expect((await world.call('elder', 'booking.proxies', {})).proxies).toMatchObject([
      { proxyId, side: 'given', state: 'revoked', name: '演**属' },
    ])

    await world.call('elder', 'booking.grantProxy', { ...lasting, until: tuesday })
    world.clock.forward(24 + 14 + 0.1)
    expect((await world.call('kin', 'booking.proxies', {})).proxies).toMatchObject([
      { side: 'received', state: 'ended' },
    ])
    expect(
      await world.code('kin', 'booking.book', { slotId: slotId('clinic', '2026-11-26'), forPersonId: 'elder' }),
    ).toBe('FORBIDDEN')
  })

  test('by phone is a number to the giver until its code is entered, and then a name, behind a mask', async () => {
    const { code } = await world.call('elder', 'booking.grantProxy', grant({}))
    const name = async () => (await world.call('elder', 'booking.proxies', {})).proxies.map((leave) => leave.name)
    expect(await name()).toEqual(['手机尾号 0007'])
    await world.call('kin', 'booking.acceptProxy', { code: code ?? '' })
    expect(await name()).toEqual(['手机尾号 0007'])
    expect((await stories.told('elder'))[0]).toMatchObject({ kind: 'proxy.accept' })
    await world.call('kin', 'account.saveProfile', { name: '演示亲属' })
    expect(await name()).toEqual(['演**属，手机尾号 0007'])
  })

  test('is never for counselling, never over a year, never for the past', async () => {
    for (const wrong of [
      { scope: ['counselling'] },
      { until: '2027-12-01' },
      { until: '2026-11-22' },
      { personId: 'x' },
    ])
      expect(await world.code('elder', 'booking.grantProxy', grant(wrong))).toBe('INVALID')
  })

  test('of an elder with only a phone is recorded by who cares for them', async () => {
    await world.call('kin', 'account.saveProfile', { name: '演示亲属' })
    const { patronId } = await register()
    const given = grant({ phone: undefined, personId: 'kin', patronId })
    expect(await world.code('gridWorker@c1-g2', 'booking.grantProxy', given)).toBe('NOT_FOUND')
    await world.call('gridWorker@c1-g1', 'booking.grantProxy', given)
    expect((await world.call('kin', 'booking.proxies', {})).proxies).toMatchObject([
      { patronId, recordedBy: 'gridWorker@c1-g1', state: 'active' },
    ])
    expect(await stories.lunchOf('kin', 'canteen', { forPersonId: patronId })).toHaveProperty('handover')
  })

  test('revoked while a booking under it is on its way: one or the other, never both', async () => {
    await world.call('kin', 'account.saveProfile', { name: '演示亲属' })
    const { proxyId } = await world.call('elder', 'booking.grantProxy', grant({ phone: undefined, personId: 'kin' }))
    const meal = { eating: 'here', dishes: [{ dishId: 'rice', portions: 1 }] }
    const order = { slotId: slotId('canteen'), forPersonId: 'elder', meal }
    await Promise.all([
      world.call('elder', 'booking.revokeProxy', { proxyId }),
      world.code('kin', 'booking.book', order),
    ])
    const acts = JSON.parse(world.everything()).filter(([collection]: [string]) => collection === 'bookings').length
    expect(acts).toBeLessThanOrEqual(1)
    expect(await world.code('kin', 'booking.book', { ...order, slotId: slotId('canteen', '2026-11-25') })).toBe(
      'FORBIDDEN',
    )
  })
})

describe('a child', () => {
  const child = { kind: 'child' as const, name: '演示儿童', birthday: '2019-05-01' }

  test('is booked for by the guardian, within the ages and the carers’ number', async () => {
    const { id } = await world.call('parent', 'booking.savePatron', { ...child, allergies: ['peanut'] })
    const { id: baby } = await world.call('parent', 'booking.savePatron', { ...child, birthday: '2025-05-01' })
    const slot = slotId('childcare')
    await stories.book('parent', slot, { forPersonId: id })
    expect(await world.code('parent', 'booking.book', { slotId: slot, forPersonId: baby })).toBe('FORBIDDEN')
    expect(await world.code('neighbour', 'booking.book', { slotId: slot, forPersonId: id })).toBe('FORBIDDEN')
    expect(await world.code('parent', 'booking.savePatron', { ...child, patronId: id, version: 9 })).toBe('CONFLICT')
    expect(await world.code('neighbour', 'booking.savePatron', { ...child, patronId: id })).toBe('NOT_FOUND')
    expect(await stories.slotNow(slot)).toMatchObject({ capacity: 8, booked: 1 })
    // On a Saturday that is no working day there is none
    expect(
      await world.code('parent', 'booking.book', { slotId: slotId('childcare', '2026-11-28'), forPersonId: id }),
    ).toBe('NOT_FOUND')
  })
})

describe('what is one’s own', () => {
  const erase = (who: string) => world.outcome(who, 'account.erase', { confirm: 'ERASE' })

  async function aYearOfLunch() {
    await world.store.load('patrons', [verified('aged', '1950-01-01')])
    await world.store.load('citizens', [{ id: 'citizen of aged', patronId: 'aged' }])
    await world.call('aged', 'account.saveProfile', { name: '演示老人', phone: '13000000006' })
    const meal = {
      eating: 'delivery' as const,
      dishes: [{ dishId: 'rice', portions: 1 }],
      buildingId: 'b1',
      unit: '1-101',
    }
    const lunch = await stories.lunchOf('aged', 'canteen', { meal: { ...meal, note: '放门口' } })
    const talk = await stories.book('aged', slotId('counselling'), { chosenName: '小雨', answers: { topic: '睡不着' } })
    await world
      .call('aged', 'booking.grantProxy', { personId: 'siteStaff@one', scope: ['canteen'], until })
      .catch(() => {})
    return { lunch, talk }
  }

  test('can be taken home', async () => {
    await aYearOfLunch()
    const { data } = await world.call('aged', 'account.export', {})
    expect(data.bookings).toMatchObject({
      cards: [{ name: '演示老人', verified: true }],
      held: expect.arrayContaining([
        expect.objectContaining({ serviceName: '老年食堂', subsidyCents: 500 }),
        expect.objectContaining({ name: '小雨', answers: [expect.objectContaining({ answer: '睡不着' })] }),
      ]),
    })
    expect(JSON.stringify(data)).not.toContain('citizen of aged')
  })

  test('is not erased while a place is still theirs', async () => {
    await aYearOfLunch()
    expect(await erase('aged')).toMatchObject({ ok: false, error: { code: 'CONFLICT' } })
    expect(await world.store.get('patrons', 'aged')).toBeDefined()
  })

  test('is erased: what was cooked and paid stays, and nothing leads to the person', async () => {
    const { lunch, talk } = await aYearOfLunch()
    world.clock.forward(48)
    const answer = await erase('aged')
    expect(answer).toMatchObject({ ok: true, value: { kept: expect.stringContaining('2 次预约') } })
    expect(await world.store.get('bookings', lunch.bookingId)).toMatchObject({
      holder: '-',
      priceCents: 700,
      subsidyCents: 500,
      meal: { dishes: [expect.objectContaining({ name: '米饭' })] },
    })
    const rows: [string, object][] = JSON.parse(world.everything())
    const hidden = world.ports.secrets.mac('holder', 'aged')
    const traces = new RegExp(`"aged|aged"|aged:|演示老人|小雨|睡不着|放门口|citizen of|${hidden}`)
    expect(rows.filter(([, doc]) => traces.test(JSON.stringify(doc)))).toEqual([])
    expect(rows.filter(([collection]) => collection === 'privateContacts')).toEqual([])
    expect((await world.store.get('bookings', lunch.bookingId))?.meal).not.toHaveProperty('unit')
    expect(await world.store.get('bookings', talk.bookingId)).toMatchObject({ holder: '-', answers: [] })
  })
})
