import { bookingStories, makeBookingWorld, settingsOf, slotId, tuesday, windowOf } from '../testing/booking'
import { pointIn, type World } from '../testing/world'

let world: World
let stories: ReturnType<typeof bookingStories>
beforeEach(async () => {
  world = await makeBookingWorld()
  stories = bookingStories(world)
})
afterEach(() => world.close())

const staff = 'siteStaff@one'
const community = 'communityStaff@c1'
const words = { name: '丙服务站', address: '和合街3号', hours: '8:00 到 18:00', open: true }

describe('a site', () => {
  test('is opened by the community it stands in, or those above; not by another, and not by staff of a site', async () => {
    const input = { ...words, areaId: 'c1-g1', point: pointIn('c1-g1') }
    expect(await world.code('communityStaff@c2', 'booking.editSite', input)).toBe('FORBIDDEN')
    expect(await world.code(staff, 'booking.editSite', input)).toBe('FORBIDDEN')
    expect(await world.code('resident', 'booking.editSite', input)).toBe('FORBIDDEN')
    expect(await world.code(community, 'booking.editSite', { ...input, areaId: 's1' })).toBe('INVALID')
    expect(await world.code(community, 'booking.editSite', words)).toBe('INVALID')
    const { id } = await world.call(community, 'booking.editSite', input)
    const { site } = await world.call(undefined, 'booking.site', { siteId: id })
    expect(site).toMatchObject({ name: '丙服务站', point: pointIn('c1-g1'), version: 1 })
    expect(await world.code('streetStaff@s1', 'booking.editSite', input)).toBe('ok')
  })

  test('is changed by its staff, one after the other; its services follow and are found no more while it is closed', async () => {
    const { site } = await world.call(staff, 'booking.site', { siteId: 'one' })
    const change = { ...words, siteId: 'one', version: site.version, open: false }
    expect(await world.code('siteStaff@two', 'booking.editSite', change)).toBe('FORBIDDEN')
    expect(await world.code(staff, 'booking.editSite', { ...change, siteId: 'nothing' })).toBe('NOT_FOUND')
    const edited = await world.call(staff, 'booking.editSite', change)
    expect(await world.code(staff, 'booking.editSite', change)).toBe('CONFLICT')
    const kind = 'legalClinic' as const
    expect(await world.store.get('services', 'clinic')).toMatchObject({ siteName: '丙服务站' })
    expect((await world.call('resident', 'booking.sites', { kind, areaId: 'c1' })).sites).toEqual([])
    await world.call(staff, 'booking.editSite', { ...change, version: edited.version, open: true })
    expect((await world.call('resident', 'booking.sites', { kind, areaId: 'c1' })).sites).toMatchObject([
      { siteId: 'one', name: '丙服务站' },
    ])
  })
})

describe('a service', () => {
  const settings = settingsOf({ name: '日间照料', windows: [windowOf({ places: 5 })] })
  const input = { siteId: 'one', kind: 'dayCare' as const, ...settings }

  test('is added by the site, with sentences beside what does not go together', async () => {
    expect(await world.code('siteStaff@two', 'booking.editService', input)).toBe('FORBIDDEN')
    const broken = { ...input, windows: [windowOf({ start: '13:00' })], deliversHome: true }
    const refused = await world.outcome(staff, 'booking.editService', broken)
    expect(refused).toMatchObject({ ok: false, error: { code: 'INVALID' } })
    expect(Object.keys((refused as { error: { fields: object } }).error.fields)).toEqual(['windows', 'deliversHome'])
    const { id } = await world.call(staff, 'booking.editService', input)
    expect((await world.call(undefined, 'booking.site', { siteId: 'one' })).services.map((s) => s.serviceId)).toContain(
      id,
    )
    const days = { serviceId: id, from: tuesday, to: tuesday }
    expect((await world.call('resident', 'booking.slots', days)).slots).toMatchObject([{ left: 5 }])
  })

  test('changes for days that nobody has touched; a slot that is booked stays as it was', async () => {
    await stories.book('resident', slotId('clinic'))
    const { service } = await world.call(staff, 'booking.service', { serviceId: 'clinic' })
    const change = {
      ...settingsOf({ windows: [windowOf({ places: 7 })] }),
      serviceId: 'clinic',
      siteId: 'one',
      kind: 'legalClinic' as const,
      version: service.version,
    }
    expect(await world.code(staff, 'booking.editService', { ...change, kind: 'dayCare' })).toBe('INVALID')
    expect(await world.code(staff, 'booking.editService', { ...change, siteId: 'two' })).toBe('INVALID')
    await world.call(staff, 'booking.editService', change)
    expect(await world.code(staff, 'booking.editService', change)).toBe('CONFLICT')
    const { slots } = await world.call('other', 'booking.slots', {
      serviceId: 'clinic',
      from: tuesday,
      to: '2026-11-25',
    })
    expect(slots.map(({ left }) => left)).toEqual([1, 7])
  })

  test('that is confidential cannot be told to the grid', async () => {
    const secret = { ...input, kind: 'counselling' as const, tellsGrid: true }
    expect(await world.code(staff, 'booking.editService', secret)).toBe('INVALID')
  })
})

describe('a slot', () => {
  const slot = slotId('clinic')

  test('with more places offers them to those who wait, in their order', async () => {
    for (const who of ['a', 'b']) await stories.book(who, slot)
    for (let i = 0; i < 14; i += 1) await stories.join(`w${i}`, slot)
    expect(await world.code('siteStaff@two', 'booking.editSlot', { slotId: slot, places: 15 })).toBe('FORBIDDEN')
    const edited = await world.call(staff, 'booking.editSlot', { slotId: slot, places: 15 })
    expect(edited).toMatchObject({ capacity: 15, left: 0, waiting: 1 })
    for (const [who, kinds] of [
      ['w0', ['wait.offer']],
      ['w12', ['wait.offer']],
      ['w13', []],
    ] as const)
      expect(await stories.kinds(who)).toEqual(kinds)
    expect(await stories.wrong()).toEqual([])
  })

  test('never has fewer places than are taken', async () => {
    for (const who of ['a', 'b']) await stories.book(who, slot)
    expect(await world.code(staff, 'booking.editSlot', { slotId: slot, places: 1 })).toBe('CONFLICT')
    expect(await world.call(staff, 'booking.editSlot', { slotId: slot, places: 2 })).toMatchObject({ capacity: 2 })
    const untouched = slotId('clinic', '2026-11-26')
    expect(await world.call(staff, 'booking.editSlot', { slotId: untouched, places: 0 })).toMatchObject({ left: 0 })
    expect(await world.code('c', 'booking.book', { slotId: untouched })).toBe('CONFLICT')
  })

  test('that is closed cancels everything in it and says why; asked again it goes on', async () => {
    for (const who of ['a', 'b']) await stories.book(who, slot)
    await stories.join('c', slot)
    await stories.join('d', slot)
    await world.call('a', 'booking.cancel', {
      bookingId: (await world.call('a', 'booking.mine', {})).bookings[0].bookingId,
    })
    expect(await world.code(staff, 'booking.editSlot', { slotId: slot, closed: true })).toBe('INVALID')
    const close = { slotId: slot, closed: true, reason: '律师生病' }
    expect(await world.call(staff, 'booking.editSlot', close)).toMatchObject({ state: 'closed', waiting: 0 })
    await world.call(staff, 'booking.editSlot', close)
    expect(await stories.slotNow(slot)).toMatchObject({ booked: 0, held: 0, line: [], closed: true })
    expect((await stories.told('b'))[0]).toMatchObject({
      kind: 'booking.closed',
      body: expect.stringContaining('律师生病'),
    })
    for (const who of ['c', 'd']) expect(await stories.kinds(who)).toContain('wait.over')
    expect(await world.code('e', 'booking.book', { slotId: slot })).toBe('CONFLICT')
    await world.call(staff, 'booking.editSlot', { slotId: slot, closed: false })
    expect(await world.code('e', 'booking.book', { slotId: slot })).toBe('ok')
    expect(await stories.wrong()).toEqual([])
  })
})

test('the counters of one’s own site are counted without saying which; a city’s only by the city', async () => {
  await stories.book('a', slotId('clinic'))
  await stories.lunchOf('b', 'canteen2')
  expect(await world.call(staff, 'booking.reconcile', {})).toMatchObject({ slots: 1, bookings: 1, wrong: [] })
  expect(await world.call('cityStaff@2102', 'booking.reconcile', {})).toMatchObject({
    slots: 2,
    bookings: 2,
    wrong: [],
  })
  expect(await world.code(community, 'booking.reconcile', {})).toBe('FORBIDDEN')
})

describe('a menu', () => {
  const dishes = [{ id: 'soup', name: '冬瓜汤', cents: 300 }]
  const menu = { serviceId: 'canteen', date: '2026-11-27', mealTime: 'lunch' as const, dishes }

  test('is written once and changed by version; what was ordered keeps its dishes', async () => {
    expect(await world.code('siteStaff@two', 'booking.editMenu', menu)).toBe('FORBIDDEN')
    expect(await world.code(staff, 'booking.editMenu', { ...menu, serviceId: 'clinic' })).toBe('INVALID')
    expect(await world.code(staff, 'booking.editMenu', { ...menu, dishes: [dishes[0], dishes[0]] })).toBe('INVALID')
    const { version } = await world.call(staff, 'booking.editMenu', menu)
    expect(await world.code(staff, 'booking.editMenu', menu)).toBe('CONFLICT')
    const { bookingId } = await stories.book('elder', slotId('canteen', '2026-11-27'), {
      meal: { eating: 'here', dishes: [{ dishId: 'soup', portions: 1 }] },
    })
    await world.call(staff, 'booking.editMenu', { ...menu, version, dishes: [{ ...dishes[0], name: '紫菜汤' }] })
    const { meal } = await world.call('elder', 'booking.get', { bookingId })
    expect(meal?.dishes).toEqual([{ dishId: 'soup', name: '冬瓜汤', portions: 1 }])
  })
})

describe('the calendar of a year that the library does not know', () => {
  const notice = { year: 2027, holidays: ['2027-01-01'], workdays: ['2027-01-03'], source: '国办发明电〔2026〕7号' }

  test('is entered by the city, and its days open', async () => {
    world.clock.forward(33 * 24)
    const days = { serviceId: 'childcare', from: '2027-01-01', to: '2027-01-05' }
    expect(await world.code('resident', 'booking.slots', days)).toBe('UNAVAILABLE')
    expect(await world.code('districtStaff@d1', 'booking.editCalendar', notice)).toBe('FORBIDDEN')
    expect(await world.code('cityStaff@2102', 'booking.editCalendar', { ...notice, workdays: ['2027-01-04'] })).toBe(
      'INVALID',
    )
    const { version } = await world.call('cityStaff@2102', 'booking.editCalendar', notice)
    expect(await world.code('cityStaff@2102', 'booking.editCalendar', notice)).toBe('CONFLICT')
    const { days: known, slots } = await world.call('resident', 'booking.slots', days)
    expect(known.map(({ kind }) => kind)).toEqual(['holiday', 'restDay', 'workday', 'workday', 'workday'])
    expect(slots.map(({ date }) => date)).toEqual(['2027-01-03', '2027-01-04', '2027-01-05'])
    expect(await world.code('cityStaff@2102', 'booking.editCalendar', { ...notice, version })).toBe('ok')
  })

  test('is read by the city before it is entered, and to be corrected', async () => {
    const read = (year: number) => world.call('cityStaff@2102', 'booking.calendar', { year })
    expect(await read(2026)).toEqual({ known: true })
    expect(await read(2027)).toEqual({ known: false })
    await world.call('cityStaff@2102', 'booking.editCalendar', notice)
    const { year: _, ...entered } = notice
    expect(await read(2027)).toEqual({ known: true, entry: { version: 1, ...entered } })
    expect(await world.code(staff, 'booking.calendar', { year: 2027 })).toBe('FORBIDDEN')
  })
})
