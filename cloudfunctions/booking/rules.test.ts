import fc from 'fast-check'
import type { Calendar, OpeningException, ServiceKind } from '../contract/booking'
import { ActionError } from '../contract/errors'
import { settingsOf, windowOf } from '../testing/booking'
import { ageOn, birthdayOf, dateOf, daysBetween, instantOf, plusDays, plusMinutes, weekdayOf } from './days.rules'
import { deliveries, dishTotals } from './lists.rules'
import { priceOf, subsidyAt, subsidyFor } from './price.rules'
import {
  afterNoShow,
  allowedOn,
  answersWrong,
  bookerOf,
  clashOf,
  duringOf,
  mayBook,
  mayCancel,
  pauseOf,
  proxyHolds,
  type Stay,
} from './rules'
import {
  type Counters,
  dayAndTime,
  give,
  hold,
  joinLine,
  leaveLine,
  leftOf,
  letGo,
  nextInLine,
  offerUntil,
  parseSlotId,
  placesOf,
  remindAt,
  slotIdOf,
  slotOf,
  slotStateOf,
  take,
  takeHeld,
  windowsOf,
} from './slot.rules'

const now = '2026-11-23T02:00:00.000Z'
const service = {
  ...settingsOf(),
  id: 'clinic',
  siteId: 'one',
  kind: 'legalClinic' as const,
  area: { communityId: 'c1' },
}
const plain: Calendar = (date) => (weekdayOf(date) > 5 ? 'restDay' : 'workday')
const slotOn = (date: string) => slotOf(service, date, windowOf())

describe('ages', () => {
  test.each([
    ['1966-11-24', '2026-11-23', 59],
    ['1966-11-24', '2026-11-24', 60],
    ['1966-12-31', '2026-12-31', 60],
    ['1967-01-01', '2026-12-31', 59],
    ['1956-02-29', '2026-02-28', 69],
    ['1956-02-29', '2026-03-01', 70],
    ['1956-02-29', '2028-02-28', 71],
    ['1956-02-29', '2028-02-29', 72],
  ])('born %s, on %s: %i', (birthday, date, age) => expect(ageOn(birthday, date)).toBe(age))

  test('grow by one in a year, on one day', () => {
    const days = fc.integer({ min: 0, max: 40_000 }).map((n) => plusDays('1920-01-01', n))
    fc.assert(
      fc.property(days, fc.integer({ min: 1920, max: 2100 }), (birthday, year) => {
        const steps = [...daysBetween(`${year}-01-02`, `${year + 1}-01-01`)].filter(
          (date) => ageOn(birthday, date) !== ageOn(birthday, plusDays(date, -1)),
        )
        expect(steps).toHaveLength(1)
      }),
      { numRuns: 50 },
    )
  })
})

describe('a citizen’s number', () => {
  // The example of GB 11643, and its check digit X
  test.each([
    ['11010519491231002X', '1949-12-31'],
    ['440524188001010014', '1880-01-01'],
    ['110105194912310021', undefined],
    ['11010519490231002X', undefined],
  ])('%s was born on %s', (number, birthday) => expect(birthdayOf(number)).toBe(birthday))

  test('with one digit wrong is no number', () => {
    fc.assert(
      fc.property(fc.nat({ max: 16 }), fc.integer({ min: 1, max: 9 }), (at, more) => {
        const right = '11010519491231002X'
        const wrong = right.slice(0, at) + ((Number(right[at]) + more) % 10) + right.slice(at + 1)
        expect(birthdayOf(wrong)).toBeUndefined()
      }),
    )
  })
})

describe('the windows of a day', () => {
  const windows = [
    windowOf({ id: 'work', on: 'workdays', start: '08:00' }),
    windowOf({ id: 'rest', on: 'restDays', start: '09:00' }),
    windowOf({ id: 'all', on: 'everyDay', start: '10:00' }),
    windowOf({ id: 'sat', on: 'weekdays', weekdays: [6], start: '07:00' }),
  ]
  const ids = (date: string, calendar: Calendar, exceptions: OpeningException[] = []) =>
    windowsOf({ windows, exceptions }, date, calendar).map(({ id }) => id)

  test('recur by what the day is, whatever the week says, and come in order', () => {
    expect(ids('2026-11-23', () => 'workday')).toEqual(['work', 'all'])
    expect(ids('2026-11-23', () => 'holiday')).toEqual(['rest', 'all'])
    // A Saturday that is worked
    expect(ids('2026-11-28', () => 'workday')).toEqual(['sat', 'work', 'all'])
  })

  test('are those of the exception, where there is one', () => {
    const exceptions = [
      { date: '2026-11-23', windows: [windowOf({ id: 'party' })] },
      { date: '2026-11-24', windows: [] },
    ]
    expect(ids('2026-11-23', plain, exceptions)).toEqual(['party'])
    expect(ids('2026-11-24', plain, exceptions)).toEqual([])
  })

  test('are not made up for a day of an unknown year, not even by an exception', () => {
    const unknown: Calendar = () => {
      throw new ActionError('UNAVAILABLE', '还没有这一年的放假安排')
    }
    expect(() => ids('2026-11-23', unknown, [{ date: '2026-11-23', windows: [] }])).toThrow(ActionError)
  })

  test('hold as many children as the carers may watch', () => {
    expect(placesOf(windowOf({ places: 20, carers: 2 }), 8)).toBe(16)
    expect(placesOf(windowOf({ places: 10, carers: 2 }), 8)).toBe(10)
    expect(placesOf(windowOf({ places: 20, carers: 2 }))).toBe(20)
  })
})

describe('a slot', () => {
  test('has an id that says service, day and window', () => {
    const part = fc.stringMatching(/^[\w-]{1,12}$/)
    fc.assert(
      fc.property(fc.stringMatching(/^[\w:.-]{1,40}$/), part, (serviceId, windowId) => {
        const parts = { serviceId, date: '2026-11-24', windowId }
        expect(parseSlotId(slotIdOf(serviceId, '2026-11-24', windowId))).toEqual(parts)
      }),
    )
    for (const id of ['', 'clinic', 'clinic.2026-11-24', '.2026-11-24.w1', 'clinic.2026-11-24.'])
      expect(parseSlotId(id)).toBeUndefined()
  })

  test('is open from so many days before until so many minutes before', () => {
    const slot = slotOn('2026-11-24')
    expect(slot).toMatchObject({ startsAt: '2026-11-24T03:00:00.000Z', closesAt: '2026-11-24T02:00:00.000Z' })
    const stateAt = (at: string) => slotStateOf(service, slot, at)
    expect(stateAt('2026-11-09T15:59:59.999Z')).toBe('early')
    expect(stateAt('2026-11-09T16:00:00.000Z')).toBe('open')
    expect(stateAt('2026-11-24T01:59:59.999Z')).toBe('open')
    expect(stateAt(slot.closesAt)).toBe('late')
    expect(slotStateOf(service, { ...slot, booked: 1, held: 1 }, now)).toBe('full')
    expect(slotStateOf(service, { ...slot, closed: true }, now)).toBe('closed')
    expect(slotStateOf({ ...service, open: false }, slot, now)).toBe('closed')
  })

  test('is shown as people read it', () => expect(dayAndTime('2026-11-24T03:00:00.000Z')).toBe('11月24日（周二）11:00'))

  test('keeps its counters whatever is done to it, and its line has no gap', () => {
    type Doing = 'take' | 'give' | 'accept' | 'lapse' | 'join' | 'leave'
    const doing = fc.constantFrom<Doing>('take', 'give', 'accept', 'lapse', 'join', 'leave')
    /** As the transactions do it: whatever frees a place offers it on. */
    const release = (slot: Counters): Counters => {
      const next = nextInLine(slot, now)
      return next ? release(next.slot) : slot
    }
    let joined = 0
    const apply: Record<Doing, (slot: Counters) => Counters> = {
      take: (slot) => (leftOf(slot) > 0 ? take(slot) : slot),
      give: (slot) => (slot.booked > 0 ? release(give(slot)) : slot),
      accept: (slot) => (slot.held > 0 ? takeHeld(slot) : slot),
      lapse: (slot) => (slot.held > 0 ? release(letGo(slot)) : slot),
      join: (slot) => (leftOf(slot) === 0 ? joinLine(slot, `w${joined++}`) : slot),
      leave: (slot) => (slot.line.length > 0 ? leaveLine(slot, slot.line[0]) : slot),
    }
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(doing, { maxLength: 200 }), (capacity, steps) => {
        let slot: Counters = { ...slotOn('2026-11-24'), capacity }
        for (const step of steps) {
          slot = apply[step](slot)
          const { booked, held, line } = slot
          expect(booked).toBeGreaterThanOrEqual(0)
          expect(held).toBeGreaterThanOrEqual(0)
          expect(booked + held).toBeLessThanOrEqual(capacity)
          if (line.length > 0) expect(booked + held).toBe(capacity)
          expect(slot.lineEndsAt).toBe(line.length > 0 ? slot.closesAt : undefined)
        }
      }),
    )
  })

  test('never gives more than there is', () => {
    const slot = { ...slotOn('2026-11-24'), capacity: 1 }
    for (const wrong of [
      () => give(slot),
      () => letGo(slot),
      () => take(take(slot)),
      () => hold(take(slot)),
      () => takeHeld(slot),
    ])
      expect(wrong).toThrow(RangeError)
  })

  test('offers nothing once booking is over or it is closed', () => {
    const waiting = joinLine({ ...slotOn('2026-11-24'), capacity: 1 }, 'w')
    expect(nextInLine(waiting, now)?.waitId).toBe('w')
    expect(nextInLine(waiting, waiting.closesAt)).toBeUndefined()
    expect(nextInLine({ ...waiting, closed: true }, now)).toBeUndefined()
    expect(nextInLine(take(waiting), now)).toBeUndefined()
  })
})

describe('an offer', () => {
  const far = '2026-12-24T00:00:00.000Z'
  test.each([
    ['by day: two hours', '2026-11-23T02:00:00.000Z', '2026-11-23T04:00:00.000Z'],
    ['late: the night does not count', '2026-11-23T12:00:00.000Z', '2026-11-24T01:00:00.000Z'],
    ['at night: from eight on', '2026-11-23T18:00:00.000Z', '2026-11-24T02:00:00.000Z'],
    ['to the minute', '2026-11-23T12:30:00.000Z', '2026-11-24T01:30:00.000Z'],
  ])('%s', (_, at, until) => expect(offerUntil(at, far)).toBe(until))

  test('never goes past the end of booking', () =>
    expect(offerUntil(now, '2026-11-23T02:30:00.000Z')).toBe('2026-11-23T02:30:00.000Z'))

  test('of a confidential service ends on the full hour', () => {
    expect(offerUntil('2026-11-23T02:17:05.123Z', far, true)).toBe('2026-11-23T05:00:00.000Z')
    expect(offerUntil(now, far, true)).toBe('2026-11-23T04:00:00.000Z')
  })
})

test.each([
  ['the evening before', '2026-11-25T03:00:00.000Z', '2026-11-24T10:00:00.000Z'],
  ['two hours before, where the evening is over', '2026-11-23T06:00:00.000Z', '2026-11-23T04:00:00.000Z'],
  ['not at all, where that is over too', '2026-11-23T03:00:00.000Z', undefined],
])('a reminder comes %s', (_, startsAt, at) => expect(remindAt(startsAt, now)).toBe(at))
test('a reminder of a confidential service comes in the evening or not at all', () =>
  expect(remindAt('2026-11-23T06:00:00.000Z', now, true)).toBeUndefined())

describe('who may book', () => {
  const slot = { ...slotOn('2026-11-24'), capacity: 1 }
  const nobody = { ahead: [] }
  const code = (over: Partial<typeof service>, subject: Parameters<typeof mayBook>[2] = nobody) =>
    mayBook({ ...service, ...over }, slot, subject, now)?.code

  test('everybody, where nothing is asked', () => expect(code({})).toBeUndefined())

  test('by age on the day of the slot', () => {
    const who = { minAge: 60, maxAge: 69, confirmedHome: false }
    expect(code({ who })).toBe('INVALID')
    expect(code({ who }, { ...nobody, birthday: '1966-11-25' })).toBe('FORBIDDEN')
    expect(code({ who }, { ...nobody, birthday: '1966-11-24' })).toBeUndefined()
    expect(code({ who }, { ...nobody, birthday: '1956-11-25' })).toBeUndefined()
    expect(code({ who }, { ...nobody, birthday: '1956-11-24' })).toBe('FORBIDDEN')
  })

  test('by home', () => {
    const who = { within: 'community' as const, confirmedHome: true }
    const home = { area: { communityId: 'c1' }, confirmed: true }
    expect(code({ who })).toBe('INVALID')
    expect(code({ who }, { ...nobody, home })).toBeUndefined()
    expect(code({ who }, { ...nobody, home: { ...home, confirmed: false } })).toBe('FORBIDDEN')
    expect(code({ who }, { ...nobody, home: { ...home, area: { communityId: 'c2' } } })).toBe('FORBIDDEN')
    expect(code({ who }, { ...nobody, home: { ...home, area: {} } })).toBe('FORBIDDEN')
  })

  test('not while paused, nor beyond the number one may have ahead', () => {
    expect(code({}, { ahead: [], pausedUntil: '2026-11-24T00:00:00.000Z' })).toBe('FORBIDDEN')
    expect(code({}, { ahead: [], pausedUntil: now })).toBeUndefined()
    const ahead = [{ bookingId: 'x', startsAt: '2026-11-24T00:00:00.000Z' }]
    expect(code({ mostAhead: 1 }, { ahead })).toBe('CONFLICT')
    expect(code({ mostAhead: 1 }, { ahead: [{ bookingId: 'x', startsAt: now }] })).toBeUndefined()
    expect(mayBook({ ...service, mostAhead: 1 }, slot, { ahead }, now, { exceptBookingId: 'x' })).toBeUndefined()
  })

  test('a place that is kept may be taken of a full slot, and only a full one has a line', () => {
    const full = take(slot)
    expect(mayBook(service, full, nobody, now)?.code).toBe('CONFLICT')
    expect(mayBook(service, full, nobody, now, { from: 'held' })).toBeUndefined()
    expect(mayBook(service, full, nobody, now, { from: 'line' })).toBeUndefined()
    expect(mayBook(service, slot, nobody, now, { from: 'line' })?.code).toBe('CONFLICT')
    for (const from of ['held', 'line'] as const) {
      expect(mayBook(service, full, nobody, full.closesAt, { from })?.code).toBe('CONFLICT')
      expect(mayBook(service, { ...full, closed: true }, nobody, now, { from })?.code).toBe('CONFLICT')
    }
  })
})

describe('in what capacity', () => {
  const patron = { id: 'elder', kind: 'elder' as const, gridId: 'g1', communityId: 'c1' }
  const canteen = { kind: 'canteen' as const, siteId: 'one' }
  const counselling = { kind: 'counselling' as const, siteId: 'one' }
  const proxy = { proxyPersonId: 'me', scope: ['canteen' as const], until: '2026-12-01T00:00:00.000Z' }
  const as = (over: Partial<Parameters<typeof bookerOf>[0]>) =>
    bookerOf({ personId: 'me', patron, roles: [], service: canteen, ...over }, now)

  test('oneself, guardian, proxy, grid worker, staff; else not at all', () => {
    expect(as({})).toBeUndefined()
    expect(as({ patron: { id: 'me', kind: 'self' } })).toBe('self')
    expect(as({ patron: { id: 'x', kind: 'child', guardianId: 'me' } })).toBe('guardian')
    expect(as({ proxy })).toBe('proxy')
    expect(as({ roles: [{ role: 'gridWorker', areaId: 'g1' }] })).toBe('gridWorker')
    expect(as({ roles: [{ role: 'gridWorker', areaId: 'g2' }] })).toBeUndefined()
    expect(as({ roles: [{ role: 'siteStaff', areaId: 'one' }] })).toBe('staff')
    expect(as({ roles: [{ role: 'siteStaff', areaId: 'two' }] })).toBeUndefined()
    expect(as({ roles: [{ role: 'communityStaff', areaId: 'c1' }] })).toBe('staff')
    // A resident who signs in is not their grid's to book for
    expect(as({ patron: { ...patron, kind: 'self' }, roles: [{ role: 'gridWorker', areaId: 'g1' }] })).toBeUndefined()
  })

  test('at a confidential service nobody but the person', () => {
    expect(as({ service: counselling, patron: { id: 'me', kind: 'self' } })).toBe('self')
    for (const over of [
      { proxy: { ...proxy, scope: ['counselling' as const] } },
      { patron: { id: 'x', kind: 'child' as const, guardianId: 'me' } },
      { roles: [{ role: 'siteStaff', areaId: 'one' }] },
    ])
      expect(as({ ...over, service: counselling })).toBeUndefined()
  })

  test('a leave holds within its scope, until its end, unless taken back', () => {
    expect(proxyHolds(proxy, 'canteen', now)).toBe(true)
    expect(proxyHolds(proxy, 'childcare', now)).toBe(false)
    expect(proxyHolds(proxy, 'canteen', proxy.until)).toBe(false)
    expect(proxyHolds({ ...proxy, revokedAt: now }, 'canteen', now)).toBe(false)
    expect(proxyHolds({ ...proxy, proxyPersonId: undefined }, 'canteen', now)).toBe(false)
    expect(proxyHolds(undefined, 'canteen', now)).toBe(false)
  })
})

test('two stretches clash when they share a moment', () => {
  const span = (from: string, to: string, bookingId = 'b') => ({
    bookingId,
    slotId: 's',
    startsAt: instantOf('2026-11-24', from),
    endsAt: instantOf('2026-11-24', to),
  })
  const slot = span('10:00', '11:00')
  for (const [from, to, clashes] of [
    ['09:00', '10:00', false],
    ['11:00', '12:00', false],
    ['09:00', '10:01', true],
    ['10:30', '10:40', true],
    ['09:00', '12:00', true],
  ] as const)
    expect([from, clashOf([span(from, to)], slot) !== undefined]).toEqual([from, clashes])
  expect(clashOf([span('09:00', '12:00')], slot, 'b')).toBeUndefined()
})

describe('a stay that leaves room', () => {
  const stay = (kind: ServiceKind, from: string, to: string, over: Partial<Stay> = {}): Stay => ({
    startsAt: instantOf('2026-11-24', from),
    endsAt: instantOf('2026-11-24', to),
    siteId: 'one',
    kind,
    during: duringOf({ kind }),
    ...over,
  })
  const clashes = (a: Stay, b: Stay) =>
    [
      [a, b],
      [b, a],
    ].map(([held, wanted]) => clashOf([{ ...held, bookingId: 'b', slotId: 's' }], wanted) !== undefined)
  const day = stay('dayCare', '08:30', '16:30')
  const lunch = stay('canteen', '11:00', '12:30')

  test.each<[string, Stay, Stay, boolean]>([
    ['lunch within day care, at its site', day, lunch, false],
    ['lunch at another site', day, { ...lunch, siteId: 'two' }, true],
    ['lunch that is not over when day care is', day, stay('canteen', '16:00', '17:00'), true],
    ['the clinic, for which day care leaves no room', day, stay('legalClinic', '10:00', '11:00'), true],
    [
      'the clinic, where the service says that it does',
      { ...day, during: ['legalClinic'] },
      stay('legalClinic', '10:00', '11:00'),
      false,
    ],
    ['lunch, where the service says that there is none', { ...day, during: [] }, lunch, true],
    ['two lunches', lunch, lunch, true],
    [
      'what was booked before anybody wrote where it is',
      { ...day, siteId: undefined, kind: undefined, during: undefined },
      lunch,
      true,
    ],
  ])('%s', (_what, a, b, expected) => expect(clashes(a, b)).toEqual([expected, expected]))
})

describe('cancelling', () => {
  const booking = {
    state: 'booked' as const,
    startsAt: '2026-11-24T03:00:00.000Z',
    date: '2026-11-24',
    kind: 'canteen' as const,
  }
  test('is open until the cut-off, the minute itself included', () => {
    expect(mayCancel(booking, service, '2026-11-24T01:00:00.000Z')).toBeUndefined()
    expect(mayCancel(booking, service, '2026-11-24T01:00:00.001Z')?.code).toBe('CONFLICT')
    expect(mayCancel({ ...booking, state: 'checkedIn' }, service, now)?.code).toBe('CONFLICT')
  })

  test('what each may do now', () => {
    expect(allowedOn(booking, 'self', service, now)).toEqual(['booking.cancel', 'booking.change'])
    expect(allowedOn(booking, 'self', service, booking.startsAt)).toEqual([])
    expect(allowedOn(booking, 'staff', service, plusMinutes(booking.startsAt, 1))).toEqual([
      'booking.checkIn',
      'booking.noShow',
    ])
    const child = { ...booking, state: 'checkedIn' as const, pickupTurn: 1 }
    expect(allowedOn(child, 'guardian', service, booking.startsAt)).toEqual(['booking.renewPickupCode'])
    expect(allowedOn(child, 'staff', service, booking.startsAt)).toEqual(['booking.checkOut'])
  })
})

describe('no-shows', () => {
  const missed = (day: number) => ({ bookingId: `b${day}`, startsAt: instantOf(plusDays('2026-11-01', day), '11:00') })
  const at = (day: number) => instantOf(plusDays('2026-11-01', day), '20:00')
  const missing = (...days: number[]) =>
    days.reduce<Parameters<typeof afterNoShow>[0]>((record, day) => afterNoShow(record, missed(day), at(day)), {
      noShows: [],
    })

  test('the third within thirty days pauses for fourteen', () => {
    expect(missing(0, 1).pausedUntil).toBeUndefined()
    expect(missing(0, 1, 29).pausedUntil).toBe(at(29 + 14))
    expect(missing(0, 1, 30).pausedUntil).toBeUndefined()
    expect(pauseOf(missing(0, 1, 2), at(15))).toBe(at(16))
    expect(pauseOf(missing(0, 1, 2), at(16))).toBeUndefined()
  })

  test('those that led to a pause count no more after it, and none makes it longer', () => {
    expect(missing(0, 1, 2, 3).pausedUntil).toBe(at(16))
    expect(pauseOf(missing(0, 1, 2, 17), at(17))).toBeUndefined()
    expect(missing(0, 1, 2, 17, 18, 19).pausedUntil).toBe(at(33))
  })

  test('the same one counts once', () => expect(missing(0, 0, 0).noShows).toHaveLength(1))
})

describe('a price', () => {
  const bands = [
    { fromAge: 70, cents: 500 },
    { fromAge: 60, cents: 300 },
  ]
  const priced = {
    service: { priceCents: 1200, subsidies: bands },
    dishes: [],
    verified: true,
    alreadySubsidised: false,
  }

  test.each([
    [59, 0],
    [60, 300],
    [69, 300],
    [70, 500],
    [100, 500],
  ])('at %i is subsidised by %i cents', (age, cents) => expect(subsidyAt(bands, age)).toBe(cents))

  test('is subsidised once, and only with a birthday that staff have seen', () => {
    expect(priceOf({ ...priced, age: 60 })).toEqual({ priceCents: 900, subsidyCents: 300 })
    for (const over of [{ age: undefined }, { verified: false }, { alreadySubsidised: true }])
      expect(priceOf({ ...priced, age: 60, ...over })).toEqual({ priceCents: 1200, subsidyCents: 0 })
  })

  test('that is not subsidised says why, where others are', () => {
    const { dishes: _, ...asked } = priced
    expect(subsidyFor({ ...asked, age: 70 })).toEqual({ cents: 500 })
    expect(subsidyFor({ ...asked, age: 59 })).toEqual({ cents: 0, why: 'young' })
    expect(subsidyFor({ ...asked, age: 59, alreadySubsidised: true })).toEqual({ cents: 0, why: 'young' })
    expect(subsidyFor({ ...asked, age: 70, verified: false })).toEqual({ cents: 0, why: 'unverified' })
    expect(subsidyFor(asked)).toEqual({ cents: 0, why: 'unverified' })
    expect(subsidyFor({ ...asked, age: 70, alreadySubsidised: true })).toEqual({ cents: 0, why: 'used' })
    expect(subsidyFor({ ...asked, service: { priceCents: 1200, subsidies: [] }, age: 70 })).toEqual({ cents: 0 })
  })

  test('is whole cents, never below nothing, and the two parts are the whole', () => {
    const money = fc.nat({ max: 100_000 })
    const dish = fc.record({ cents: money, portions: fc.integer({ min: 1, max: 5 }) })
    fc.assert(
      fc.property(
        money,
        fc.array(dish, { maxLength: 10 }),
        money,
        fc.nat({ max: 120 }),
        (base, dishes, subsidy, age) => {
          const { priceCents, subsidyCents } = priceOf({
            ...priced,
            service: { priceCents: base, subsidies: [{ fromAge: 60, cents: subsidy }] },
            dishes,
            age,
          })
          const total = dishes.reduce((sum, { cents, portions }) => sum + cents * portions, base)
          expect(priceCents + subsidyCents).toBe(total)
          expect(priceCents).toBeGreaterThanOrEqual(0)
          expect(subsidyCents).toBe(age < 60 ? 0 : Math.min(subsidy, total))
          expect([priceCents, subsidyCents].every(Number.isInteger)).toBe(true)
        },
      ),
    )
  })
})

test('answers are checked against the questions', () => {
  const questions = [
    { id: 'topic', label: '想聊什么', kind: 'text' as const, options: [], required: true },
    { id: 'how', label: '方式', kind: 'choice' as const, options: ['电话', '当面'], required: false },
    { id: 'first', label: '第一次来', kind: 'yesNo' as const, options: [], required: false },
  ]
  expect(answersWrong(questions, { topic: '睡不着', how: '电话', first: '是' })).toBeUndefined()
  expect(answersWrong(questions, { topic: '睡不着' })).toBeUndefined()
  expect(Object.keys(answersWrong(questions, { how: '写信', first: '也许', other: '？' }) ?? {}).sort()).toEqual([
    'answers.first',
    'answers.how',
    'answers.other',
    'answers.topic',
  ])
  expect(answersWrong([{ ...questions[0], id: 'toString' }], {})).toHaveProperty(['answers.toString'])
})

describe('lists', () => {
  test('dishes are summed by meal time, eaten here and delivered', () => {
    const order = (eating: 'here' | 'delivery', portions: number, mealTime: 'lunch' | 'supper' = 'lunch') => ({
      mealTime,
      eating,
      dishes: [{ name: '米饭', portions }],
    })
    expect(dishTotals([order('here', 1, 'supper'), order('here', 2), order('delivery', 3), order('here', 1)])).toEqual([
      { mealTime: 'lunch', name: '米饭', here: 3, delivery: 3 },
      { mealTime: 'supper', name: '米饭', here: 1, delivery: 0 },
    ])
  })

  test('deliveries go from house to house and from door to door', () => {
    const stop = (buildingName: string, unit: string) => ({ meal: { buildingId: buildingName, buildingName, unit } })
    const list = deliveries([
      stop('10号楼', '1-101'),
      stop('2号楼', '10-101'),
      stop('2号楼', '2-301'),
      stop('2号楼', '2-1101'),
      { meal: undefined },
    ])
    expect(list.map(({ buildingName, stops }) => [buildingName, stops.map(({ meal }) => meal?.unit)])).toEqual([
      ['2号楼', ['2-301', '2-1101', '10-101']],
      ['10号楼', ['1-101']],
    ])
  })
})

test('a day in China begins at 16:00 UTC of the day before', () => {
  expect(instantOf('2026-11-24')).toBe('2026-11-23T16:00:00.000Z')
  expect(dateOf('2026-11-23T16:00:00.000Z')).toBe('2026-11-24')
  expect(dateOf('2026-11-23T15:59:59.999Z')).toBe('2026-11-23')
})
