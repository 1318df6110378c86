import { plusHours } from '../kernel/time'
import { madeItem, plant, units } from '../testing/items'
import { storiesOf } from '../testing/stories'
import { jpeg, makeWorld, start, type World } from '../testing/world'

let world: World
let stories: ReturnType<typeof storiesOf>
beforeEach(async () => {
  world = await makeWorld()
  stories = storiesOf(world)
})
afterEach(() => world.close())

const nothing = { warned: 0, escalated: 0, closed: 0, handed: 0, jobs: 0, sent: 0, pruned: 0 }
/** Moves the clock on and lets the timer ring; answers what it did, without what only tidies up. */
async function wait(hours: number) {
  world.clock.forward(hours)
  const { pruned: _, ...done } = await world.tick()
  return Object.fromEntries(Object.entries(done).filter(([, count]) => count > 0))
}
const stored = (itemId: string) => world.store.get('items', itemId)
const actsOf = async (itemId: string) =>
  (await world.store.range('events', 'byItem', { eq: [itemId], limit: 100 })).rows.map((event) => event.act)
/** What a person was told of an item, oldest first. */
const told = async (who: string, itemId: string) =>
  (await stories.inbox(who))
    .filter((message) => message.itemId === itemId)
    .map(({ kind }) => kind)
    .reverse()

describe('a deadline', () => {
  test('is warned of once, to those who owe it, while there is time', async () => {
    const { itemId } = await stories.report()
    expect(await wait(2.99)).toEqual({})
    expect(await wait(0.01)).toEqual({ warned: 1 })
    expect(await wait(0)).toEqual({})
    expect(await wait(0.9)).toEqual({})
    expect(await told('gridWorker@c1-g1', itemId)).toEqual(['report', 'warn'])
    const [warning] = await stories.inbox('gridWorker@c1-g1')
    expect(warning).toMatchObject({ title: '消防通道堵塞：待接单' })
    expect(warning.body).toMatch(/^快到时限了.*11月23日 14:00/)
    expect(await told('resident', itemId)).toEqual(['report'])
    expect(await stored(itemId)).toMatchObject({ seq: 1, responsible: { id: 'c1-g1' } })
  })

  test('is not warned of when it was kept', async () => {
    const { itemId } = await stories.report()
    await stories.act('gridWorker@c1-g1', 'accept', itemId)
    expect(await wait(4)).toEqual({})
    expect(await wait(31.9)).toEqual({})
    expect(await wait(0.1)).toEqual({ warned: 1 })
  })

  test('that is missed moves the report one level up, and says so to everyone concerned', async () => {
    const { itemId } = await stories.report()
    expect(await wait(4)).toEqual({ escalated: 1 })
    const { item, timeline } = await stories.view('resident', itemId)
    expect(item).toMatchObject({
      state: 'routed',
      version: 2,
      responsible: units.community,
      answerable: units.grid,
      dueAt: plusHours(start, 8),
    })
    expect(timeline.at(-1)).toMatchObject({
      seq: 2,
      act: 'escalate',
      actor: '系统',
      at: plusHours(start, 4),
      title: '超过时限，责任上移到甲社区',
    })
    expect(await told('communityStaff@c1', itemId)).toEqual(['escalate'])
    expect(await told('gridWorker@c1-g1', itemId)).toEqual(['report', 'escalate'])
    expect(await told('resident', itemId)).toEqual(['report', 'escalate'])
    expect((await world.call('communityStaff@c1', 'item.queue', {})).items).toMatchObject([{ itemId }])
    expect((await world.call('gridWorker@c1-g1', 'item.queue', {})).items).toEqual([])
    expect(await stories.act('communityStaff@c1', 'accept', itemId)).toMatchObject({ dueAt: plusHours(start, 52) })
  })

  test('missed again and again climbs to the city, and stays there, late', async () => {
    const { itemId } = await stories.report()
    const climbed = []
    for (let level = 0; level < 4; level += 1) {
      expect(await wait(4)).toEqual({ escalated: 1 })
      climbed.push((await stored(itemId))?.responsible.level)
    }
    expect(climbed).toEqual(['community', 'street', 'district', 'city'])
    expect(await wait(3)).toEqual({ warned: 1 })
    for (const hours of [1, 0, 4, 1000]) expect(await wait(hours)).toEqual({})
    const item = await stored(itemId)
    expect(item).toMatchObject({ responsible: units.city, dueAt: plusHours(start, 20), queue: '2102' })
    expect(item).not.toHaveProperty('timerAt')
    expect(await actsOf(itemId)).toEqual(['report', 'escalate', 'escalate', 'escalate', 'escalate'])
    const { counts } = await world.call('cityStaff@2102', 'item.queue', {})
    expect(counts).toEqual({ open: 1, overdue: 1, soon: 0 })
    await stories.act('cityStaff@2102', 'settle', itemId, { result: '市里派人清走' })
    expect((await stored(itemId))?.timerAt).toBeDefined()
  })

  test('of work that was accepted moves up too, and whoever has it then can accept it', async () => {
    const { itemId } = await stories.report()
    await stories.act('gridWorker@c1-g1', 'blow', itemId, { reason: '需要消防部门' })
    await stories.act('streetStaff@s1', 'assign', itemId)
    await stories.act('departmentStaff@d1-fire', 'accept', itemId)
    expect(await wait(48)).toEqual({ escalated: 1 })
    expect(await stories.act('districtStaff@d1', 'accept', itemId)).toMatchObject({
      state: 'accepted',
      responsible: units.district,
      dueAt: plusHours(start, 96),
    })
  })

  test('is nobody’s any more once the report is closed or withdrawn', async () => {
    const closed = await stories.report()
    await stories.act('gridWorker@c1-g1', 'settle', closed.itemId, { result: '已清走' })
    await stories.act('resident', 'confirm', closed.itemId, { score: 5 })
    const withdrawn = await stories.report({ category: 'road' })
    await stories.act('resident', 'withdraw', withdrawn.itemId)
    for (const { itemId } of [closed, withdrawn]) expect(await stored(itemId)).not.toHaveProperty('timerAt')
    expect(await wait(1000)).toEqual({})
  })
})

describe('a result that nobody confirms', () => {
  const resolved = async (over: object = {}) => {
    const { itemId } = await stories.report(over)
    world.clock.forward(0.1)
    await stories.act('gridWorker@c1-g1', 'settle', itemId, { result: '已清走' })
    return itemId
  }

  test('is asked for once more, and taken for good after seven days', async () => {
    const itemId = await resolved()
    expect(await wait(5 * 24)).toEqual({})
    expect(await wait(6)).toEqual({ warned: 1 })
    expect(await told('resident', itemId)).toEqual(['report', 'settle', 'warn'])
    expect((await stories.inbox('resident'))[0].body).toMatch(/到期将自动办结/)
    expect(await wait(2 * 24 - 6.01)).toEqual({})
    expect(await wait(0.01)).toEqual({ closed: 1 })
    expect(await wait(1000)).toEqual({})
    const { item, timeline, allowed } = await stories.view('resident', itemId)
    expect(item).toMatchObject({ state: 'closed', result: '已清走' })
    expect(item.score).toBeUndefined()
    expect(allowed).toEqual([])
    expect(timeline.at(-1)).toMatchObject({ act: 'close', title: '七天内没有不同意见，自动办结' })
    expect((await told('resident', itemId)).at(-1)).toBe('close')
    expect((await told('gridWorker@c1-g1', itemId)).at(-1)).toBe('close')
  })

  test('of a confidential report is closed without asking anyone', async () => {
    const itemId = await resolved({ confidential: true })
    expect(await wait(7 * 24)).toEqual({ closed: 1 })
    expect((await stored(itemId))?.state).toBe('closed')
    expect(world.everything()).not.toContain('"resident"')
  })
})

describe('many at once', () => {
  let printed: jest.SpyInstance
  beforeEach(() => {
    printed = jest.spyOn(console, 'error').mockImplementation(() => {})
  })
  afterEach(() => printed.mockRestore())

  const due = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      madeItem({ id: `n${String(i).padStart(3, '0')}`, reporterId: `p${i % 7}`, dueAt: plusHours(start, i / 1000) }),
    ).map((item) => ({ ...item, timerAt: item.dueAt }))

  test('500 that are due are all done over several ticks, each once', async () => {
    await plant(world, due(500))
    world.clock.forward(1)
    const counts = []
    for (let done = -1; done !== 0; counts.push(done)) done = (await world.tick()).escalated
    expect(counts).toEqual([200, 200, 100, 0])
    const { rows } = await world.store.range('items', 'byQueue', { eq: ['c1'], limit: 1000 })
    expect(rows).toHaveLength(500)
    expect(rows.every((item) => item.seq === 2)).toBe(true)
  })

  test('two ticks at the same time do each thing once', async () => {
    const items = due(20)
    await plant(world, items)
    await plant(world, [madeItem({ id: 'soon', dueAt: plusHours(start, 2), timerAt: plusHours(start, 1) })])
    await plant(world, [madeItem({ id: 'done', state: 'resolved', dueAt: plusHours(start, 1), timerAt: start })])
    world.clock.forward(1)
    const [one, other] = await Promise.all([world.tick(), world.tick()])
    expect([one.escalated + other.escalated, one.warned + other.warned, one.closed + other.closed]).toEqual([20, 1, 1])
    for (const { id } of items) expect(await actsOf(id)).toEqual(['escalate'])
    const messages = await world.store.range('messages', 'byPerson', { eq: ['communityStaff@c1'], limit: 1000 })
    expect(messages.rows).toHaveLength(20)
    expect(await world.tick()).toEqual(nothing)
    expect(printed).not.toHaveBeenCalled()
  })

  test('a step taken while the timer looks is not undone by it', async () => {
    const { itemId } = await stories.report()
    world.clock.forward(4)
    const { range } = world.store
    world.store.range = async (collection, index, query) => {
      const page = await range(collection, index, query)
      if (index === 'byTimer') {
        world.store.range = range
        await stories.act('gridWorker@c1-g1', 'accept', itemId)
      }
      return page
    }
    expect((await world.tick()).escalated).toBe(0)
    expect(await actsOf(itemId)).toEqual(['report', 'accept'])
    expect((await stored(itemId))?.responsible).toEqual(units.grid)
    expect(printed).not.toHaveBeenCalled()
  })

  test('one that cannot be done does not hold up the others', async () => {
    const broken = { ...madeItem({ id: 'broken' }), kind: 'of-another-city' as never, timerAt: start }
    await plant(world, [broken, ...due(3)])
    world.clock.forward(1)
    expect((await world.tick()).escalated).toBe(3)
    expect(printed).toHaveBeenCalledWith(expect.stringMatching(/^\[fault\] timer TypeError/))
  })
})

describe('a WeChat message', () => {
  const allow = (who: string, ...templates: ('itemProgress' | 'deskWork')[]) =>
    world.call(who, 'account.allowMessages', { templates })
  const allowance = async (who: string) => (await world.call(who, 'account.me', {})).allowance

  /** When and how often the resident's waiting messages are tried. */
  const unsent = async () => {
    const { rows } = await world.store.range('messages', 'bySend', { eq: [], limit: 10 })
    return rows.filter((row) => row.personId === 'resident').map(({ sendAt, tries }) => ({ sendAt, tries }))
  }

  test('goes out only to those who allowed it, and spends what they allowed', async () => {
    await allow('resident', 'itemProgress')
    await allow('gridWorker@c1-g1', 'itemProgress')
    const { itemId } = await stories.report()
    expect(await wait(0)).toEqual({ sent: 1 })
    expect(world.sent).toEqual([
      {
        openid: 'openid-resident',
        template: 'itemProgress',
        page: `hazard/pages/item/index?id=${itemId}`,
        title: '消防通道堵塞：待接单',
        body: '您的报告已转到甲社区第1网格',
        at: start,
      },
    ])
    expect(await allowance('resident')).toEqual({ itemProgress: 0 })
    expect(await allowance('gridWorker@c1-g1')).toEqual({ itemProgress: 1 })
    await stories.act('gridWorker@c1-g1', 'accept', itemId)
    expect(await wait(0)).toEqual({})
    expect(await wait(30)).toEqual({})
    expect(world.sent).toHaveLength(1)
  })

  test('goes out once for each that was allowed, the earliest first', async () => {
    await allow('resident', 'itemProgress')
    await allow('resident', 'itemProgress')
    const { itemId } = await stories.report()
    world.clock.forward(0.1)
    await stories.act('gridWorker@c1-g1', 'accept', itemId)
    world.clock.forward(0.1)
    await stories.act('gridWorker@c1-g1', 'resolve', itemId, { result: '已清走' })
    expect(await wait(0)).toEqual({ sent: 2 })
    expect(world.sent.map(({ title }) => title)).toEqual(['消防通道堵塞：待接单', '消防通道堵塞：处理中'])
    expect(await allowance('resident')).toEqual({ itemProgress: 0 })
    expect(await told('resident', itemId)).toEqual(['report', 'accept', 'resolve'])
  })

  test('that the person refuses clears what they allowed', async () => {
    for (let i = 0; i < 3; i += 1) await allow('resident', 'itemProgress')
    world.outside.send = 'refused'
    await stories.report()
    expect(await wait(0)).toEqual({})
    expect(await allowance('resident')).toEqual({ itemProgress: 0 })
    world.outside.send = 'sent'
    expect(await wait(100)).toEqual({ escalated: 1 })
    expect(world.sent).toHaveLength(1)
  })

  test('that fails is tried three times, each later, and spends nothing', async () => {
    await allow('resident', 'itemProgress')
    world.outside.send = 'failed'
    const { itemId } = await stories.report({ category: 'road' })
    await world.store.replace('items', { ...(await stored(itemId))!, timerAt: undefined })
    const tries = []
    for (const hours of [0, 0.9, 0.1, 1.9, 0.1, 10, 100]) {
      await wait(hours)
      tries.push(world.sent.length)
    }
    expect(tries).toEqual([1, 1, 2, 2, 3, 3, 3])
    expect(await allowance('resident')).toEqual({ itemProgress: 1 })
    expect(await unsent()).toEqual([])
    expect(await told('resident', itemId)).toEqual(['report'])
  })

  test('that fails at first is sent in the end, once', async () => {
    await allow('resident', 'itemProgress')
    world.outside.send = 'failed'
    await stories.report()
    await wait(0)
    world.outside.send = 'sent'
    expect(await wait(1)).toEqual({ sent: 1 })
    expect(await wait(2)).toEqual({ warned: 1 })
    expect(world.sent).toHaveLength(2)
  })

  test('is claimed before it goes out, so that two ticks at once send it once', async () => {
    await allow('resident', 'itemProgress')
    await stories.report()
    const { send } = world.ports.messages
    const claims: unknown[] = []
    world.ports.messages.send = async (message) => {
      claims.push(await unsent())
      return send(message)
    }
    const ticks = await Promise.all([world.tick(), world.tick()])
    expect(ticks.map(({ sent }) => sent).sort()).toEqual([0, 1])
    expect(claims).toEqual([[{ sendAt: plusHours(start, 1), tries: 1 }]])
    expect(await unsent()).toEqual([])
    expect(await allowance('resident')).toEqual({ itemProgress: 0 })
  })

  test('is not lost when the timer is killed while it goes out', async () => {
    await allow('resident', 'itemProgress')
    await stories.report()
    const { send } = world.ports.messages
    world.ports.messages.send = () => Promise.reject(new Error('killed'))
    await expect(world.tick()).rejects.toThrow('killed')
    world.ports.messages.send = send
    expect(await wait(0.9)).toEqual({})
    expect(await wait(0.1)).toEqual({ sent: 1 })
    expect(await wait(0.5)).toEqual({})
    expect(world.sent).toHaveLength(1)
  })
})

describe('what nobody needs any more', () => {
  const rowsOf = async (collection: 'requests' | 'rates') =>
    (await world.store.range(collection, 'byExpiry', { eq: [], limit: 10 })).rows.length

  test('goes: request records after a day, rates after the hour', async () => {
    await stories.report()
    expect([await rowsOf('requests'), await rowsOf('rates')]).toEqual([1, 1])
    world.clock.forward(2)
    expect((await world.tick()).pruned).toBe(0)
    world.clock.forward(0.1)
    expect((await world.tick()).pruned).toBe(1)
    expect([await rowsOf('requests'), await rowsOf('rates')]).toEqual([1, 0])
    world.clock.forward(23)
    expect((await world.tick()).pruned).toBe(1)
    expect(await rowsOf('requests')).toBe(0)
    expect((await world.tick()).pruned).toBe(0)
  })

  test('goes: photos that were attached to nothing, with their bytes', async () => {
    const kept = await world.photo('resident')
    const orphan = await world.photo('resident')
    await stories.report({ photos: [kept] })
    expect([...world.bytes.keys()].sort()).toEqual([kept, orphan].sort())
    world.clock.forward(47)
    await world.tick()
    expect(world.bytes.has(orphan)).toBe(true)
    world.clock.forward(2.1)
    await world.tick()
    expect([...world.bytes.keys()]).toEqual([kept])
    expect(await world.store.get('files', orphan)).toBeUndefined()
    expect(await world.store.get('files', kept)).toMatchObject({ mime: 'image/jpeg', bytes: jpeg.length })
    expect(
      await world.code('resident', 'hazard.report', {
        category: 'road',
        description: '井盖松动',
        buildingId: 'b1',
        photos: [orphan],
      }),
    ).toBe('INVALID')
  })
})

describe('an upload', () => {
  const begin = async () => {
    const { path } = await world.call('resident', 'item.newUpload', {})
    world.uploads.set(path, jpeg)
    return path
  }
  const known = async () => (await world.store.range('uploads', 'byDelete', { eq: [], limit: 1000 })).rows.length

  test('that nobody has taken in is deleted after a day; one that was is a photo by then', async () => {
    const [left, taken] = [await begin(), await begin()]
    await world.call('resident', 'item.addPhoto', { upload: taken })
    await wait(23.9)
    expect([...world.uploads.keys()]).toEqual([left])
    world.clock.forward(1.1)
    expect((await world.tick()).pruned).toBe(1)
    expect([world.uploads.size, world.bytes.size, await known()]).toEqual([0, 1, 0])
    expect((await world.tick()).pruned).toBe(0)
  })

  test('that was never begun is forgotten as well, as many as there are', async () => {
    for (let i = 0; i < 120; i += 1) await world.call('resident', 'item.newUpload', {})
    world.clock.forward(26)
    const counts = []
    for (let done = -1; done !== 0; counts.push(done)) done = (await world.tick()).pruned
    expect(counts).toEqual([50, 50, 20, 0])
  })

  test('that the storage keeps is tried again a day later, and holds up no other', async () => {
    const [stuck] = [await begin(), await begin()]
    const { removeUploads } = world.ports.files
    world.ports.files.removeUploads = async (paths) => removeUploads(paths.filter((path) => path !== stuck))
    await wait(26)
    expect([[...world.uploads.keys()], await known()]).toEqual([[stuck], 1])
    world.ports.files.removeUploads = removeUploads
    await wait(20)
    expect(world.uploads.size).toBe(1)
    await wait(5)
    expect([world.uploads.size, await known()]).toEqual([0, 0])
  })

  test('stays known while the storage is down', async () => {
    const printed = jest.spyOn(console, 'error').mockImplementation(() => {})
    const path = await begin()
    const { removeUploads } = world.ports.files
    world.ports.files.removeUploads = () => Promise.reject(new Error('down'))
    await wait(26)
    expect(printed).toHaveBeenCalledWith('[fault] timer Error')
    printed.mockRestore()
    expect([world.uploads.has(path), await known()]).toEqual([true, 1])
    world.ports.files.removeUploads = removeUploads
    await wait(0)
    expect(await known()).toBe(0)
  })
})

test('when nothing is due nothing happens', async () => {
  await stories.report()
  const before = world.everything()
  const { sent: _, ...done } = await world.tick()
  expect(done).toEqual({ warned: 0, escalated: 0, closed: 0, handed: 0, jobs: 0, pruned: 0 })
  await world.tick()
  expect(JSON.parse(world.everything()).length).toBe(JSON.parse(before).length)
})
