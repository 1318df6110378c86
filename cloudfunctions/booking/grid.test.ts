import { bookingStories, makeBookingWorld, serviceDoc, slotId, tuesday, verified } from '../testing/booking'
import { storiesOf } from '../testing/stories'
import type { World } from '../testing/world'

let world: World
let stories: ReturnType<typeof bookingStories>
let items: ReturnType<typeof storiesOf>
const worker = 'gridWorker@c1-g1'

beforeEach(async () => {
  world = await makeBookingWorld()
  stories = bookingStories(world)
  items = storiesOf(world)
  const topic = { id: 'topic', label: '哪里不舒服', kind: 'text' as const, options: [], required: false }
  await world.store.load('services', [
    serviceDoc('doctor', 'familyDoctor', { name: '家庭医生签约', tellsGrid: true, questions: [topic] }),
    serviceDoc('agent', 'agentService', {
      name: '代办服务',
      tellsGrid: true,
      gridSeesAnswers: true,
      questions: [topic],
    }),
  ])
  const { membershipId } = await world.call('resident', 'account.joinBuilding', {
    buildingId: 'b1',
    unit: '1-101',
    relation: 'owner',
  })
  await world.call(worker, 'account.decideMembership', { membershipId, decision: 'confirm' })
  await world.call('resident', 'account.saveProfile', { name: '演示居民', phone: '15600000001' })
})
afterEach(() => world.close())

const wednesday = '2026-11-25'
/** Takes a step of the grid's on the version that is there. */
const act = async (who: string, name: 'booking.accept' | 'booking.settle', itemId: string, input: object = {}) => {
  const { version } = await itemOf(itemId)
  const outcome = await world.outcome(who, name, { itemId, version, ...input })
  if (!outcome.ok) throw new Error(`${name}: ${outcome.error.message}`)
}
const actsOf = async (itemId: string) => (await items.view('cityStaff@2102', itemId)).timeline.map(({ act }) => act)
const itemOf = async (itemId: string) => (await items.view('cityStaff@2102', itemId)).item
/** What a person was told about an item, oldest first. */
const told = async (who: string) =>
  (await items.inbox(who))
    .filter(({ itemId }) => itemId !== undefined)
    .map(({ kind }) => kind)
    .reverse()
const book = async (over: Parameters<typeof stories.book>[2] = {}, serviceId = 'doctor') => {
  const made = await stories.book('resident', slotId(serviceId), over)
  if (!made.itemId) throw new Error('the grid was told nothing')
  return { bookingId: made.bookingId, itemId: made.itemId }
}
const queueOf = async (who: string) => (await world.call(who, 'item.queue', {})).items

describe('a booking of a service that tells the grid', () => {
  test('is an item of the grid where the person lives: service, day and door', async () => {
    const { bookingId, itemId } = await book({ answers: { topic: '腰疼' } })
    expect(await queueOf(worker)).toMatchObject([
      {
        itemId,
        kind: 'booking',
        title: '家庭医生签约，11月24日（周二）11:00',
        place: '和合大院1号楼 1-101',
        state: 'booked',
        responsible: { id: 'c1-g1' },
      },
    ])
    expect(await queueOf('gridWorker@c1-g2')).toEqual([])
    const { item, timeline, allowed } = await items.view(worker, itemId)
    expect(item.description).toBe('11月24日（周二）11:00，甲服务站')
    expect(item.reporter).toEqual({ name: '演**民', phone: '156******01' })
    expect(timeline.map(({ title }) => title)).toEqual(['收到预约，转到甲社区第1网格'])
    expect(allowed).toEqual(['booking.accept', 'booking.settle', 'item.reveal'])
    expect(await told(worker)).toEqual(['book'])
    expect((await world.call('resident', 'booking.get', { bookingId })).itemId).toBe(itemId)
    expect((await world.call('siteStaff@one', 'booking.get', { bookingId })).itemId).toBeUndefined()
    expect((await world.call('resident', 'item.mine', {})).items.map((one) => one.itemId)).toEqual([itemId])
    expect(await world.code('resident2', 'item.get', { itemId })).toBe('NOT_FOUND')
  })

  test('tells what was answered where its setting says so, and nowhere else', async () => {
    const { itemId } = await book({ answers: { topic: '腰疼' } }, 'agent')
    expect((await itemOf(itemId)).description).toBe('11月24日（周二）11:00，甲服务站\n哪里不舒服：腰疼')
  })

  test('is taken on by the grid, which its person hears, and is over when it is used', async () => {
    const { bookingId, itemId } = await book()
    await act(worker, 'booking.accept', itemId)
    expect(await told('resident')).toEqual(['accept'])
    expect(await itemOf(itemId)).toMatchObject({ state: 'accepted', dueAt: '2026-11-24T04:30:00.000Z' })
    world.clock.forward(25)
    await world.call('siteStaff@one', 'booking.checkIn', { bookingId })
    expect(await itemOf(itemId)).toMatchObject({ state: 'closed' })
    expect(await actsOf(itemId)).toEqual(['book', 'accept', 'keep'])
    expect(await queueOf(worker)).toEqual([])
  })

  test('can be done early, with what was done', async () => {
    const { itemId } = await book()
    await act(worker, 'booking.settle', itemId, { result: '已上门陪同' })
    expect(await itemOf(itemId)).toMatchObject({ state: 'closed', result: '已上门陪同' })
    expect(await world.code('resident', 'booking.settle', { itemId, version: 2, result: '好了' })).toBe('FORBIDDEN')
  })

  test('follows its booking to another day, settled or not, and ends when it is given up', async () => {
    const { bookingId, itemId } = await book()
    await act(worker, 'booking.settle', itemId, { result: '已上门陪同' })
    world.clock.forward(0.1)
    await world.call('resident', 'booking.change', { bookingId, slotId: slotId('doctor', wednesday) })
    expect(await itemOf(itemId)).toMatchObject({ state: 'booked', title: '家庭医生签约，11月25日（周三）11:00' })
    expect((await itemOf(itemId)).result).toBeUndefined()
    expect((await world.call('resident', 'booking.get', { bookingId })).itemId).toBe(itemId)
    world.clock.forward(0.1)
    await world.call('resident', 'booking.cancel', { bookingId })
    await world.call('resident', 'booking.cancel', { bookingId })
    expect(await itemOf(itemId)).toMatchObject({ state: 'withdrawn' })
    expect(await actsOf(itemId)).toEqual(['book', 'settle', 'change', 'cancel'])
    expect(await told(worker)).toEqual(['book', 'change', 'cancel'])
  })

  test('goes up by the clock while nobody takes it on, and is closed at its own end', async () => {
    const made = await stories.book('resident', slotId('doctor', wednesday))
    const itemId = made.itemId ?? ''
    world.clock.forward(24)
    await world.tick()
    expect(await itemOf(itemId)).toMatchObject({ state: 'booked', responsible: { id: 'c1' } })
    world.clock.forward(24)
    await world.tick()
    expect(await itemOf(itemId)).toMatchObject({ state: 'booked', responsible: { id: 's1' } })
    world.clock.forward(2.5)
    await world.tick()
    expect(await itemOf(itemId)).toMatchObject({ state: 'closed' })
    expect(await actsOf(itemId)).toEqual(['book', 'escalate', 'escalate', 'close'])
  })

  test('stays open at the city until its end, however late the city is', async () => {
    const made = await stories.book('resident', slotId('doctor', '2026-12-01'))
    const itemId = made.itemId ?? ''
    for (let day = 0; day < 6; day += 1) {
      world.clock.forward(24)
      await world.tick()
    }
    expect(await itemOf(itemId)).toMatchObject({ state: 'booked', responsible: { id: '2102' } })
    world.clock.forward(24 * 2 + 3)
    await world.tick()
    expect(await itemOf(itemId)).toMatchObject({ state: 'closed' })
  })

  test('that its person missed is told to the grid, also when the clock was faster', async () => {
    const { bookingId, itemId } = await book()
    world.clock.forward(27)
    await world.tick()
    expect(await itemOf(itemId)).toMatchObject({ state: 'closed' })
    await world.call('siteStaff@one', 'booking.noShow', { bookingId })
    expect((await told(worker)).at(-1)).toBe('miss')
    expect(await actsOf(itemId)).toEqual(['book', 'close', 'miss'])
  })

  test('ends with the slot that its site closes', async () => {
    const { itemId } = await book()
    world.clock.forward(0.1)
    await world.call('siteStaff@one', 'booking.editSlot', { slotId: slotId('doctor'), closed: true, reason: '停电' })
    expect(await itemOf(itemId)).toMatchObject({ state: 'withdrawn' })
    expect(await told(worker)).toEqual(['book', 'cancel'])
  })

  test('from a line is told when the place is taken', async () => {
    for (const who of ['a', 'b']) await stories.book(who, slotId('doctor'))
    const { waitId } = await stories.join('resident', slotId('doctor'))
    const { bookings } = await world.call('a', 'booking.mine', {})
    await world.call('a', 'booking.cancel', { bookingId: bookings[0].bookingId })
    expect(await queueOf(worker)).toEqual([])
    const { itemId } = await world.call('resident', 'booking.acceptOffer', { offerId: waitId })
    expect(await queueOf(worker)).toMatchObject([{ itemId }])
  })

  test('of an elder who has only a phone goes where they were registered, and names them to whoever looks', async () => {
    const { patronId } = await world.call(worker, 'booking.registerElder', {
      name: '演示老人',
      phone: '13000000009',
      buildingId: 'b1',
      unit: '2-202',
      diets: [],
      allergies: [],
    })
    const made = await stories.book(worker, slotId('doctor'), { forPersonId: patronId })
    const itemId = made.itemId ?? ''
    // Whoever booked it knows
    expect(await told(worker)).toEqual([])
    expect((await items.view(worker, itemId)).item).toMatchObject({
      place: '和合大院1号楼 2-202',
      reporter: { name: '演**人' },
    })
    const { name, phone } = await world.call(worker, 'item.reveal', { itemId, version: 1 })
    expect({ name, phone }).toEqual({ name: '演示老人', phone: '13000000009' })
    expect(await actsOf(itemId)).toEqual(['book', 'reveal'])
  })
})

describe('no item is made', () => {
  test('of a service that does not tell the grid', async () => {
    expect((await stories.book('resident', slotId('clinic'))).itemId).toBeUndefined()
    expect(await queueOf(worker)).toEqual([])
  })

  test('of somebody of whom nobody knows where they live', async () => {
    expect((await stories.book('stranger', slotId('doctor'))).itemId).toBeUndefined()
  })

  test('of an appointment with a counsellor, whatever its service says', async () => {
    await world.store.load('services', [serviceDoc('talk', 'counselling', { tellsGrid: true })])
    const made = await stories.book('resident', slotId('talk'), { chosenName: '小雨' })
    expect(made.itemId).toBeUndefined()
    world.clock.forward(1)
    expect(await queueOf(worker)).toEqual([])
    expect(JSON.parse(world.everything()).map(([name]: [string]) => name)).not.toContain('items')
  })
})

test('the steps of one kind of item are none of another’s', async () => {
  const { itemId } = await book()
  await act(worker, 'booking.accept', itemId)
  for (const act of ['hazard.resolve', 'hazard.settle'] as const)
    expect(await world.code(worker, act, { itemId, version: 2, result: '好了', photos: [] })).toBe('NOT_FOUND')
})

test('a booking and its item are made together, or neither is', async () => {
  await world.store.load('patrons', [verified('sixty', '1966-01-01')])
  for (const who of ['a', 'b']) await stories.book(who, slotId('doctor'))
  expect(await world.code('resident', 'booking.book', { slotId: slotId('doctor', tuesday) })).toBe('CONFLICT')
  expect(await queueOf(worker)).toEqual([])
})

test('an erasure takes name and door off the item', async () => {
  const { bookingId, itemId } = await book({}, 'agent')
  await world.call('resident', 'booking.cancel', { bookingId })
  await world.call('resident', 'account.erase', { confirm: 'ERASE' })
  const stored = await world.store.get('items', itemId)
  expect(stored).toMatchObject({ state: 'withdrawn', place: stored?.areaName, description: '' })
  expect(JSON.stringify(stored)).not.toMatch(/resident|1-101/)
})
