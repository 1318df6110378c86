import { bookingStories, makeBookingWorld, slotId, tuesday } from '../testing/booking'
import type { World } from '../testing/world'

/**
 * A counselling appointment is in no answer to anybody but its person and the counsellor on duty, and no stored record
 * joins it to its person without the city's secret (精神卫生法第四条).
 */

let world: World
let stories: ReturnType<typeof bookingStories>

/** Nobody else's id, name or phone holds any of these. */
const person = 'confidante'
const chosenName = '霜叶红于二月花'
const answer = '夜里总是惊醒'
const noteText = '建议两周后复诊'
const onDuty = 'counsellor@one'
const colleague = 'colleague@one'

const appointment = slotId('counselling')
const family = 'family'

beforeEach(async () => {
  world = await makeBookingWorld()
  stories = bookingStories(world)
  await world.store.load('roles', [
    ...[onDuty, colleague].map((id) => role(id, 'counsellor', 'one')),
    role('volunteer@c1-g1', 'volunteer', 'c1-g1'),
  ])
  await world.store.load('rosters', [
    { id: 'counselling', siteId: 'one', phone: '0411-1234567', counsellors: [], templates: [], checkAt: '2027' },
  ])
  await world.store.load(
    'shifts',
    ['2026-11-24', '2026-11-25'].map((date) => ({
      id: `counselling.${date}.all`,
      serviceId: 'counselling',
      startsAt: `${date}T01:00:00.000Z`,
      endsAt: `${date}T09:00:00.000Z`,
      counsellorId: onDuty,
      counsellorTitle: '当班老师',
      source: 'rotation' as const,
      acts: [],
    })),
  )
  await world.call(person, 'account.saveProfile', { name: '何心安', phone: '13000005678' })
  await world.call(person, 'booking.savePatron', { kind: 'self', name: '何心安' })
  await world.call(family, 'account.saveProfile', { name: '何家人' })
  await world.call(person, 'booking.grantProxy', { personId: family, scope: ['canteen'], until: '2026-12-31' })
})
afterEach(() => world.close())

function role(id: string, held: 'counsellor' | 'volunteer', areaId: string) {
  return { id, personId: id, role: held, areaId, areaName: areaId, title: id, name: '演示人员' }
}

/** Everybody who might look: everybody with a role in the city, the person's family, a stranger, nobody. */
const others = [
  'siteStaff@one',
  'siteStaff@two',
  colleague,
  'volunteer@c1-g1',
  'captain@b1',
  'gridInformant@c1-g1',
  'gridWorker@c1-g1',
  'communityStaff@c1',
  'streetStaff@s1',
  'departmentStaff@d1-fire',
  'districtStaff@d1',
  'cityStaff@2102',
  family,
  'stranger',
  undefined,
]

/** Every question by which somebody might come upon it. */
const questions = (made: { bookingId: string; code: string; waitId: string }): [string, object][] => [
  ['booking.get', { bookingId: made.bookingId }],
  ['booking.cancel', { bookingId: made.bookingId }],
  ['booking.change', { bookingId: made.bookingId, slotId: slotId('counselling', '2026-11-26') }],
  ['booking.renewPickupCode', { bookingId: made.bookingId }],
  ['booking.leaveWaitlist', { waitId: made.waitId }],
  ['booking.acceptOffer', { offerId: made.waitId }],
  ['booking.mine', {}],
  ['booking.mine', { scope: 'past' }],
  ['booking.checkIn', { code: made.code }],
  ['booking.checkIn', { bookingId: made.bookingId }],
  ['booking.checkOut', { code: made.code }],
  ['booking.noShow', { bookingId: made.bookingId }],
  ['booking.deliver', { bookingId: made.bookingId }],
  ['booking.dayList', { siteId: 'one', date: tuesday }],
  ['booking.dayList', { siteId: 'one', date: tuesday, phoneTail: '5678' }],
  ['booking.rounds', { date: tuesday }],
  ['booking.rounds', { siteId: 'one', date: tuesday }],
  ['booking.appointments', { from: '2026-11-23', to: '2026-11-30' }],
  ['booking.note', { bookingId: made.bookingId }],
  ['booking.roster', { serviceId: 'counselling', from: tuesday, to: tuesday }],
  ['booking.duty', { serviceId: 'counselling' }],
  ['booking.slots', { serviceId: 'counselling', from: tuesday, to: '2026-11-26' }],
  ['booking.slots', { serviceId: 'counselling', from: tuesday, to: tuesday, forPersonId: person }],
  ['booking.service', { serviceId: 'counselling' }],
  ['booking.site', { siteId: 'one' }],
  ['booking.sites', { kind: 'counselling', areaId: 'c1' }],
  ['booking.pauses', { serviceId: 'counselling' }],
  ['booking.reconcile', {}],
  ['booking.patrons', {}],
  ['booking.proxies', {}],
  ['booking.findPatron', { phone: '13000005678' }],
  ['account.inbox', {}],
  ['account.export', {}],
  ['item.queue', {}],
  ['item.queue', { filter: { scope: 'area' } }],
  ['item.mine', {}],
]

/** Has an appointment on Tuesday that was changed, noted and missed or kept, and a place in Wednesday's line. */
async function live() {
  const { bookingId, code } = await stories.book(person, slotId('counselling', '2026-11-25'), { chosenName })
  await world.call(person, 'booking.change', { bookingId, slotId: appointment })
  await stories.book('somebody', slotId('counselling', '2026-11-25'), { chosenName: '别人' })
  const { waitId } = await world.call(person, 'booking.joinWaitlist', {
    slotId: slotId('counselling', '2026-11-25'),
    chosenName,
    answers: { topic: answer },
  })
  await world.call(onDuty, 'booking.saveNote', { bookingId, text: noteText })
  return { bookingId, code, waitId }
}

/** Whatever of it would give it away in an answer. */
const tracesOf = (made: { bookingId: string; waitId: string }) => [
  made.bookingId,
  made.waitId,
  chosenName,
  answer,
  noteText,
]

async function nobodyElseSees(made: { bookingId: string; code: string; waitId: string }) {
  for (const who of others)
    for (const [name, input] of questions(made)) {
      const said = JSON.stringify(await world.outcome(who, name, input))
      for (const trace of tracesOf(made)) expect([who, name, said.includes(trace)]).toEqual([who, name, false])
    }
}

test('nobody else is answered a word of it, before, on the day, and after', async () => {
  const made = await live()
  await nobodyElseSees(made)
  // The evening before, when people are reminded; the hour; the next day
  for (const hours of [9, 20, 20]) {
    world.clock.forward(hours)
    await world.tick()
    await nobodyElseSees(made)
  }
})

test('its person and the counsellor on duty see it, each what is theirs', async () => {
  const made = await live()
  const own = await world.call(person, 'booking.get', { bookingId: made.bookingId })
  expect(own.booking).toMatchObject({ patronName: chosenName, serviceName: '心理咨询' })
  expect(JSON.stringify(own)).not.toContain(noteText)
  expect((await world.call(person, 'booking.mine', {})).waits).toMatchObject([{ waitId: made.waitId }])
  const { appointments } = await world.call(onDuty, 'booking.appointments', { from: tuesday, to: tuesday })
  expect(appointments).toMatchObject([{ bookingId: made.bookingId, chosenName, hasNote: true }])
  expect(JSON.stringify(appointments)).not.toContain(person)
})

/** Every stored document but who holds which role, as text. */
const documents = () =>
  (JSON.parse(world.everything()) as [string, object][]).map(([collection, doc]) => ({
    collection,
    text: JSON.stringify(doc),
  }))

test('no stored record joins it to its person, whatever happens to it', async () => {
  const made = await live()
  const [{ bookingId }] = (await world.call('somebody', 'booking.mine', {})).bookings
  await world.call('somebody', 'booking.cancel', { bookingId })
  await world.call(person, 'booking.acceptOffer', { offerId: made.waitId })
  world.clock.forward(9)
  await world.tick()
  world.clock.forward(19.5)
  await world.call(onDuty, 'booking.checkIn', { bookingId: made.bookingId })
  await world.call(onDuty, 'booking.checkOut', { code: made.code })
  const next = (await world.call(person, 'booking.mine', {})).bookings.find((one) => one.date === '2026-11-25')
  world.clock.forward(24)
  await world.call(onDuty, 'booking.noShow', { bookingId: next?.bookingId ?? '' })
  world.clock.forward(12)
  await world.tick()
  expect((await stories.kinds(person))[0]).toBe('booking.noShow')

  const about = [...tracesOf(made), next?.bookingId ?? '', appointment, slotId('counselling', '2026-11-25')]
  const naming = documents().filter(({ text }) => [person, '何心安', '13000005678'].some((name) => text.includes(name)))
  expect(naming.length).toBeGreaterThan(0)
  for (const { collection, text } of naming)
    for (const trace of about) expect([collection, text.includes(trace)]).toEqual([collection, false])
  // Not by the hour of an appointment either, nor by a message that says what kind it was
  for (const { collection, text } of naming.filter((one) => one.collection === 'messages'))
    expect([collection, /14:00|心理|咨询|T06:00/.test(text)]).toEqual([collection, false])
  expect(JSON.stringify(world.logs)).not.toMatch(new RegExp(`${person}|${chosenName}`))
})

test('the grid is told nothing: there is no item, and no message to anybody who answers for one', async () => {
  await live()
  expect(documents().filter(({ collection }) => collection === 'items' || collection === 'events')).toEqual([])
  for (const who of others) if (who && who !== family) expect(await stories.kinds(who)).toEqual([])
})
