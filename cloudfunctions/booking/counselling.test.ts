import { bookingStories, makeBookingWorld, slotId, tuesday } from '../testing/booking'
import type { World } from '../testing/world'

let world: World
let stories: ReturnType<typeof bookingStories>
const counsellors = ['one', 'two', 'three']
const staff = 'siteStaff@one'

beforeEach(async () => {
  world = await makeBookingWorld()
  stories = bookingStories(world)
  await world.store.load(
    'roles',
    [...counsellors.map((name) => [name, 'one']), ['elsewhere', 'two']].map(([name, areaId]) => ({
      id: `counsellor ${name}`,
      personId: name,
      role: 'counsellor' as const,
      areaId,
      areaName: '甲服务站',
      title: '甲服务站咨询师',
      name: `${name}老师`,
    })),
  )
})
afterEach(() => world.close())

const weekdays = [1, 2, 3, 4, 5, 6, 7]
const templates = weekdays.flatMap((weekday) => [
  { id: `a${weekday}`, weekday, start: '09:00', end: '12:00' },
  { id: `p${weekday}`, weekday, start: '13:00', end: '17:00' },
])
const plan = { serviceId: 'counselling', counsellorIds: counsellors, templates, phone: '0411-1234567' }
const tuesdays = { serviceId: 'counselling', from: tuesday, to: tuesday }
const shiftId = (id: string, date = tuesday) => `counselling.${date}.${id}`
const holderOf = async (id: string) => (await world.store.get('shifts', id))?.counsellorId
const shiftsOf = async (days: object) =>
  (await world.call(staff, 'booking.roster', { serviceId: 'counselling', from: tuesday, to: tuesday, ...days })).shifts

describe('the roster', () => {
  test('is written by the site, for its own counsellors, and gives turns out in rotation', async () => {
    expect(await world.code('siteStaff@two', 'booking.editRoster', plan)).toBe('FORBIDDEN')
    expect(await world.code('one', 'booking.editRoster', plan)).toBe('FORBIDDEN')
    expect(await world.code(staff, 'booking.editRoster', { ...plan, counsellorIds: ['elsewhere'] })).toBe('INVALID')
    expect(await world.code(staff, 'booking.editRoster', { ...plan, serviceId: 'clinic' })).toBe('INVALID')
    await world.call(staff, 'booking.editRoster', plan)
    expect(await world.code(staff, 'booking.editRoster', plan)).toBe('CONFLICT')
    const { shifts, gaps, counsellors: known, allowed } = await world.call('one', 'booking.roster', tuesdays)
    // Monday afternoon was the first turn still to come
    expect(shifts.map(({ counsellor, mine }) => [counsellor, mine])).toEqual([
      ['two老师', false],
      ['three老师', false],
    ])
    // Monday morning has begun already: nobody is put on it any more, and it is said
    expect(gaps).toEqual([{ startsAt: '2026-11-23T02:00:00.000Z', endsAt: '2026-11-23T04:00:00.000Z' }])
    expect(known.map(({ active }) => active)).toEqual([true, true, true])
    expect(allowed).toEqual(['booking.askSwap', 'booking.answerSwap'])
    // For those who set it, so that it is not typed again with each change
    expect((await world.call(staff, 'booking.roster', tuesdays)).phone).toBe(plan.phone)
    expect((await world.call('one', 'booking.roster', tuesdays)).phone).toBeUndefined()
    expect(await world.code('elsewhere', 'booking.roster', tuesdays)).toBe('FORBIDDEN')
  })

  test('is filled further day by day; who leaves it is replaced, who was set by hand stays', async () => {
    const { version } = await world.call(staff, 'booking.editRoster', plan)
    const far = { from: '2026-12-21', to: '2026-12-21' }
    expect((await shiftsOf(far)).every(({ counsellor }) => counsellor === undefined)).toBe(true)
    world.clock.forward(24)
    await world.tick()
    expect((await shiftsOf(far)).every(({ counsellor }) => counsellor !== undefined)).toBe(true)
    const own = shiftId('a4', '2026-11-26')
    await world.call(staff, 'booking.editShift', { shiftId: own, counsellorId: 'one', reason: '专场' })
    const { version: now = version } = await world.call(staff, 'booking.roster', tuesdays)
    await world.call(staff, 'booking.editRoster', { ...plan, counsellorIds: ['one', 'two'], version: now })
    const days = await shiftsOf({ from: '2026-11-25', to: '2026-12-09' })
    expect(days.map(({ counsellorId }) => counsellorId)).not.toContain('three')
    expect(days.every(({ counsellorId }) => counsellorId !== undefined)).toBe(true)
    expect(await world.store.get('shifts', own)).toMatchObject({ counsellorId: 'one', source: 'override' })
  })

  test('warns of a gap within two weeks, once', async () => {
    await world.call(staff, 'booking.editRoster', plan)
    const empty = { shiftId: shiftId('p4', '2026-12-03'), reason: '外出培训' }
    await world.call(staff, 'booking.editShift', empty)
    world.clock.forward(24)
    await world.tick()
    const gaps = async () => (await stories.told(staff)).filter(({ kind }) => kind === 'roster.gap')
    expect(await gaps()).toMatchObject([{ body: expect.stringContaining('12月3日（周四）13:00') }])
    world.clock.forward(24)
    await world.tick()
    expect(await gaps()).toHaveLength(1)
    expect((await world.call(staff, 'booking.roster', tuesdays)).gaps).toMatchObject([
      { startsAt: '2026-12-03T05:00:00.000Z' },
    ])
  })

  test('puts nobody on two turns at once, and tells who is put on one or taken off', async () => {
    const double = [...templates, { id: 'x2', weekday: 2, start: '11:00', end: '14:00' }]
    await world.call(staff, 'booking.editRoster', { ...plan, templates: double })
    const holders = await Promise.all(['a2', 'x2', 'p2'].map((id) => holderOf(shiftId(id))))
    expect(holders[1]).not.toBe(holders[0])
    expect(holders[1]).not.toBe(holders[2])
    const other = { shiftId: shiftId('x2'), counsellorId: holders[0], reason: '调整' }
    expect(await world.code(staff, 'booking.editShift', other)).toBe('INVALID')
    const free = counsellors.find((name) => !holders.slice(0, 2).includes(name)) ?? ''
    await world.call(staff, 'booking.editShift', { ...other, shiftId: shiftId('a2'), counsellorId: free })
    expect(await stories.kinds(free)).toContain('roster.shift')
    expect(await stories.kinds(holders[0] ?? '')).toContain('roster.shift')
    // Two who plan at once: the second is told, and nobody has two turns
    const codes = await Promise.all(
      ['x2', 'p2'].map((id) =>
        world.code(staff, 'booking.editShift', { shiftId: shiftId(id), counsellorId: free, reason: '调整' }),
      ),
    )
    expect(codes.filter((code) => code === 'ok').length).toBeLessThanOrEqual(1)
  })
})

describe('a swap', () => {
  const asked = async () => {
    await world.call(staff, 'booking.editRoster', plan)
    const id = shiftId('a2')
    const { version } = (await shiftsOf({}))[0]
    const shift = await world.call('two', 'booking.askSwap', { shiftId: id, version, counsellorId: 'one' })
    return { id, version: shift.version }
  }

  test('is asked by who has the turn, agreed to by the colleague asked, and moves the turn', async () => {
    const { id, version } = await asked()
    expect(await stories.kinds('one')).toContain('roster.shift')
    expect((await world.call('one', 'booking.roster', tuesdays)).shifts[0]).toMatchObject({
      counsellor: 'two老师',
      swap: { state: 'asked', from: 'two老师', to: 'one老师', toMe: true },
    })
    const agree = { shiftId: id, version, answer: 'agree' as const }
    for (const who of ['two', 'three']) expect(await world.code(who, 'booking.answerSwap', agree)).toBe('FORBIDDEN')
    expect(await world.call('one', 'booking.answerSwap', agree)).toMatchObject({
      counsellor: 'one老师',
      source: 'swap',
      swap: { state: 'agreed' },
    })
    expect(await world.code('one', 'booking.answerSwap', agree)).toBe('CONFLICT')
  })

  test('is refused, or withdrawn, and nothing has moved', async () => {
    const { id, version } = await asked()
    const refused = await world.call('one', 'booking.answerSwap', { shiftId: id, version, answer: 'refuse' })
    expect(refused).toMatchObject({ counsellor: 'two老师', swap: { state: 'refused' } })
    const again = await world.call('two', 'booking.askSwap', {
      shiftId: id,
      version: refused.version,
      counsellorId: 'one',
    })
    const withdrawn = { shiftId: id, version: again.version, answer: 'withdraw' as const }
    expect(await world.code('one', 'booking.answerSwap', withdrawn)).toBe('FORBIDDEN')
    expect((await world.call('two', 'booking.answerSwap', withdrawn)).swap?.state).toBe('withdrawn')
  })

  test('is over when the site has moved the turn meanwhile', async () => {
    const { id, version } = await asked()
    await world.call(staff, 'booking.editShift', { shiftId: id, counsellorId: 'three', reason: '临时调整' })
    expect(await world.code('one', 'booking.answerSwap', { shiftId: id, version, answer: 'agree' })).toBe('FORBIDDEN')
    expect(await holderOf(id)).toBe('three')
  })

  test('is not asked for somebody else’s turn, nor of who is on duty then', async () => {
    await world.call(staff, 'booking.editRoster', plan)
    const { version } = (await shiftsOf({}))[0]
    const ask = { shiftId: shiftId('a2'), version, counsellorId: 'three' }
    expect(await world.code('one', 'booking.askSwap', ask)).toBe('FORBIDDEN')
    expect(await world.code('two', 'booking.askSwap', { ...ask, counsellorId: 'elsewhere' })).toBe('INVALID')
    expect(await world.code('two', 'booking.askSwap', { ...ask, counsellorId: 'two' })).toBe('INVALID')
  })
})

describe('who is on duty', () => {
  test('is told to anybody, with the number to call; 12356 always', async () => {
    expect(await world.call(undefined, 'booking.duty', { serviceId: 'counselling' })).toEqual({ fallback: '12356' })
    await world.call(staff, 'booking.editRoster', plan)
    world.clock.forward(4)
    expect(await world.call(undefined, 'booking.duty', { serviceId: 'counselling' })).toEqual({
      onDuty: { counsellor: 'one老师', phone: '0411-1234567', until: '2026-11-23T09:00:00.000Z' },
      nextFrom: '2026-11-24T01:00:00.000Z',
      fallback: '12356',
    })
    world.clock.forward(4)
    expect((await world.call(undefined, 'booking.duty', { serviceId: 'counselling' })).onDuty).toBeUndefined()
  })
})

describe('an appointment', () => {
  const days = { from: tuesday, to: tuesday }
  const made = async () => {
    await world.call(staff, 'booking.editRoster', plan)
    return stories.book('resident', slotId('counselling'), { chosenName: '小雨', answers: { topic: '睡不着' } })
  }

  test('is seen by the counsellor whose turn it is, and follows the turn', async () => {
    const { bookingId } = await made()
    const onDuty = (await holderOf(shiftId('p2'))) ?? ''
    const { appointments } = await world.call(onDuty, 'booking.appointments', days)
    expect(appointments).toMatchObject([
      { bookingId, chosenName: '小雨', answers: [{ label: '想聊什么', answer: '睡不着' }], hasNote: false },
    ])
    const next = counsellors.find((name) => name !== onDuty) ?? ''
    expect((await world.call(next, 'booking.appointments', days)).appointments).toEqual([])
    await world.call(staff, 'booking.editShift', { shiftId: shiftId('p2'), counsellorId: next, reason: '换人' })
    expect((await world.call(onDuty, 'booking.appointments', days)).appointments).toEqual([])
    expect((await world.call(next, 'booking.appointments', days)).appointments).toHaveLength(1)
  })

  test('is not taken while nobody is on duty then, and the page says so', async () => {
    await world.call(staff, 'booking.editRoster', plan)
    await world.call(staff, 'booking.editShift', { shiftId: shiftId('p2'), reason: '外出培训' })
    const { slots } = await world.call('resident', 'booking.slots', tuesdays)
    expect(slots).toMatchObject([{ state: 'closed', why: expect.stringContaining('值班') }])
    const wish = { slotId: slotId('counselling'), chosenName: '小雨' }
    expect(await world.code('resident', 'booking.book', wish)).toBe('CONFLICT')
    await world.call(staff, 'booking.editShift', { shiftId: shiftId('p2'), counsellorId: 'one', reason: '有人了' })
    expect(await world.code('resident', 'booking.book', wish)).toBe('ok')
  })

  test('has a note that its counsellor alone writes and reads', async () => {
    const { bookingId } = await made()
    const onDuty = (await holderOf(shiftId('p2'))) ?? ''
    const other = counsellors.find((name) => name !== onDuty) ?? ''
    expect(await world.call(onDuty, 'booking.note', { bookingId })).toEqual({ bookingId, text: '' })
    const { version } = await world.call(onDuty, 'booking.saveNote', { bookingId, text: '下周再谈' })
    expect(await world.code(onDuty, 'booking.saveNote', { bookingId, text: '覆盖' })).toBe('CONFLICT')
    await world.call(onDuty, 'booking.saveNote', { bookingId, version, text: '约了下周' })
    expect(await world.call(onDuty, 'booking.note', { bookingId })).toEqual({ bookingId, version: 2, text: '约了下周' })
    for (const who of [other, 'elsewhere']) {
      expect(await world.code(who, 'booking.note', { bookingId })).toBe('NOT_FOUND')
      expect(await world.code(who, 'booking.saveNote', { bookingId, text: '偷看' })).toBe('NOT_FOUND')
    }
    expect(await world.code(staff, 'booking.note', { bookingId })).toBe('FORBIDDEN')
  })

  test('is received by the counsellor on duty alone, by its code or from their list', async () => {
    const { bookingId, code } = await made()
    const onDuty = (await holderOf(shiftId('p2'))) ?? ''
    world.clock.forward(28)
    for (const who of [staff, ...counsellors.filter((name) => name !== onDuty), 'elsewhere']) {
      expect(await world.code(who, 'booking.checkIn', { code })).toBe('NOT_FOUND')
      expect(await world.code(who, 'booking.checkIn', { bookingId })).toBe('NOT_FOUND')
      expect(await world.code(who, 'booking.noShow', { bookingId })).toBe('NOT_FOUND')
    }
    expect(await world.call(onDuty, 'booking.checkIn', { code })).toMatchObject({ state: 'checkedIn', name: '小雨' })
    expect(await world.code(staff, 'booking.checkOut', { code })).toBe('NOT_FOUND')
    expect(await world.call(onDuty, 'booking.checkOut', { code })).toMatchObject({ state: 'done', released: true })
  })

  test('missed three times pauses, and is lifted by a code in place of a name, without a word of when', async () => {
    await world.call(staff, 'booking.editRoster', plan)
    const onDay = async (day: number) => {
      const date = `2026-11-${day}`
      const { bookingId } = await stories.book('resident', slotId('counselling', date), { chosenName: '小雨' })
      world.clock.forward(day === 24 ? 29 : 24)
      await world.call((await holderOf(shiftId(`p${day - 22}`, date))) ?? '', 'booking.noShow', { bookingId })
    }
    for (const day of [24, 25, 26]) await onDay(day)
    const { pause } = await world.call('resident', 'booking.service', { serviceId: 'counselling' })
    expect(pause?.code).toMatch(/^\d{6}$/)
    const { pauses } = await world.call(staff, 'booking.pauses', { serviceId: 'counselling' })
    expect(pauses).toMatchObject([{ name: `恢复码 ${pause?.code}`, noShows: [] }])
    await world.call(staff, 'booking.liftPause', { pauseId: pauses[0].pauseId, reason: '当时住院了' })
    expect((await world.call('resident', 'booking.service', { serviceId: 'counselling' })).pause).toBeUndefined()
  })

  test('missed, is said in the evening, without a word of what it was, and counts as any other', async () => {
    const { bookingId } = await made()
    const onDuty = (await holderOf(shiftId('p2'))) ?? ''
    world.clock.forward(29)
    await world.call(onDuty, 'booking.noShow', { bookingId })
    await world.tick()
    // A message of that minute would name its person
    expect(await stories.kinds('resident')).toEqual([])
    world.clock.forward(3)
    await world.tick()
    await world.tick()
    const body = '请打开「我的预约」查看。30 天内满 3 次会暂停预约，去不了请提前取消'
    expect(await stories.told('resident')).toEqual([{ kind: 'booking.noShow', body }])
    const records = JSON.parse(world.everything()).filter(([name]: [string]) => name === 'holderServices')
    expect(records).toMatchObject([['holderServices', { noShows: [{ bookingId }] }]])
  })
})
