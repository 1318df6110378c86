import type { Request } from '../contract'
import { plusHours } from '../kernel/time'
import { madeItem, plant, units } from '../testing/items'
import { storiesOf } from '../testing/stories'
import { makeWorld, start, type World } from '../testing/world'

let world: World
let stories: ReturnType<typeof storiesOf>
beforeEach(async () => {
  world = await makeWorld()
  stories = storiesOf(world)
})
afterEach(() => world.close())

const staffOf = (gridId: string, who = 'communityStaff@c1') => world.call(who, 'area.staff', { gridId })
/** Changes a grid's worker as its people stand now. */
async function change(input: Omit<Request<'area.changeWorker'>, 'version'>, who = 'communityStaff@c1') {
  const { version } = await staffOf(input.gridId, who)
  return world.call(who, 'area.changeWorker', { ...input, version })
}
const [leaving, neighbour] = ['gridWorker:c1-g1', 'gridWorker:c1-g2']
const replace = () => change({ gridId: 'c1-g1', leavingId: leaving, joiningId: neighbour })
const queueOf = async (who: string) => (await world.call(who, 'item.queue', {})).items.map(({ itemId }) => itemId)
const actsOf = async (itemId: string) =>
  (await world.store.range('events', 'byItem', { eq: [itemId], limit: 100 })).rows.map((event) => event.act)
const titles = async (who: string) => (await stories.inbox(who)).map(({ title }) => title)

describe('who stands to choose from', () => {
  test('the people of the grid, and whoever works in its community', async () => {
    await stories.report()
    expect(await staffOf('c1-g1')).toMatchObject({
      gridName: '甲社区第1网格',
      version: 0,
      workers: [{ roleId: leaving, name: '演示工作人员', phone: '13000000000' }],
      informants: [{ roleId: 'gridInformant:c1-g1' }],
      known: [{ roleId: neighbour }, { roleId: 'gridInformant:c1-g1' }, { roleId: 'gridInformant:c1-g2' }],
      open: 1,
    })
  })

  test.each([
    ['communityStaff@c1', 'ok'],
    ['streetStaff@s1', 'ok'],
    ['communityStaff@c2', 'FORBIDDEN'],
    ['districtStaff@d1', 'FORBIDDEN'],
    ['gridWorker@c1-g1', 'FORBIDDEN'],
    ['resident', 'FORBIDDEN'],
    [undefined, 'UNAUTHENTICATED'],
  ])('%s: %s', async (who, code) => {
    expect(await world.code(who, 'area.staff', { gridId: 'c1-g1' })).toBe(code)
    const input = { gridId: 'c1-g1', version: 0, leavingId: leaving, joiningId: neighbour }
    expect(await world.code(who, 'area.changeWorker', input)).toBe(code)
  })

  test.each(['c1', 'b1', 'nowhere'])('%s is no grid', async (gridId) => {
    expect(await world.outcome('communityStaff@c1', 'area.staff', { gridId })).toMatchObject({
      ok: false,
      error: { code: 'INVALID', fields: { gridId: expect.any(String) } },
    })
  })
})

describe('a successor', () => {
  test('takes over what is open, and everybody concerned is told', async () => {
    const { itemId } = await stories.report()
    await stories.act('gridWorker@c1-g1', 'accept', itemId)
    expect(await replace()).toMatchObject({ version: 1, workers: [{ name: '演示工作人员' }], open: 1, standIn: false })
    expect(await queueOf('gridWorker@c1-g2')).toEqual([itemId])
    expect(await world.code('gridWorker@c1-g1', 'item.get', { itemId })).toBe('NOT_FOUND')
    expect((await world.tick()).handed).toBe(1)
    const { item, timeline } = await stories.view('resident', itemId)
    expect(item).toMatchObject({ version: 3, state: 'accepted', responsible: { id: 'c1-g1' } })
    expect(timeline.at(-1)).toMatchObject({
      act: 'replace',
      actor: '甲社区工作人员',
      title: '所在网格换了网格员，接着办理',
    })
    expect(await stories.inbox('resident')).toContainEqual(expect.objectContaining({ itemId, kind: 'replace' }))
    expect(await stories.inbox('gridWorker@c1-g2')).toMatchObject([
      { title: '您现在是甲社区第1网格网格员', body: '在办的事有 1 件，请到工作台查看' },
    ])
    expect(await titles('gridWorker@c1-g1')).toContain('您不再负责甲社区第1网格')
    await stories.act('gridWorker@c1-g2', 'resolve', itemId, { result: '已清走', photos: [] })
  })

  test('may be whoever registered this name with this phone', async () => {
    await world.call('newcomer', 'account.saveProfile', { name: '演示新人', phone: '13000000099' })
    const byPhone = { gridId: 'c1-g1', leavingId: leaving, phone: '13000000099' }
    await expect(change({ ...byPhone, name: '演示别人' })).rejects.toMatchObject({
      code: 'INVALID',
      fields: { phone: expect.stringContaining('没有找到') },
    })
    expect(await change({ ...byPhone, name: '演示新人' })).toMatchObject({
      workers: [{ name: '演示新人', title: '甲社区第1网格网格员', phone: '13000000099' }],
    })
    expect((await world.call('newcomer', 'account.me', {})).roles).toMatchObject([
      { role: 'gridWorker', areaId: 'c1-g1', title: '甲社区第1网格网格员' },
    ])
  })

  test('is nobody where two registered the same name and phone', async () => {
    for (const who of ['one', 'another'])
      await world.call(who, 'account.saveProfile', { name: '演示新人', phone: '13000000099' })
    await expect(change({ gridId: 'c1-g1', phone: '13000000099', name: '演示新人' })).rejects.toMatchObject({
      code: 'INVALID',
    })
  })

  test('comes from the community, and is not there already', async () => {
    for (const joiningId of ['gridWorker:c2-g1', leaving])
      await expect(change({ gridId: 'c1-g1', joiningId })).rejects.toMatchObject({
        code: 'INVALID',
        fields: { joiningId: expect.any(String) },
      })
  })

  test('who only joins takes nothing over: nothing is said of the open items', async () => {
    const { itemId } = await stories.report()
    expect(await change({ gridId: 'c1-g1', joiningId: neighbour })).toMatchObject({ open: 0 })
    expect((await world.tick()).handed).toBe(0)
    expect(await queueOf('gridWorker@c1-g1')).toEqual([itemId])
    expect(await queueOf('gridWorker@c1-g2')).toEqual([itemId])
    expect(await actsOf(itemId)).toEqual(['report'])
  })
})

describe('a grid without anybody', () => {
  const vacate = () => change({ gridId: 'c1-g1', leavingId: leaving }, 'streetStaff@s1')

  test('is answered for by its community, which is told', async () => {
    const [untaken, accepted] = [await stories.report(), await stories.report()]
    await stories.act('gridWorker@c1-g1', 'accept', accepted.itemId)
    expect(await vacate()).toMatchObject({ workers: [], open: 2, standIn: true })
    expect((await stories.inbox('communityStaff@c1'))[0]).toMatchObject({
      title: '甲社区第1网格没有网格员了',
      body: '在办的事有 2 件，和新来的报告、住址登记一起先由社区负责，请尽快安排网格员',
    })
    expect((await world.tick()).handed).toBe(2)
    expect((await queueOf('communityStaff@c1')).sort()).toEqual([untaken.itemId, accepted.itemId].sort())
    const { timeline } = await stories.view('resident', untaken.itemId)
    expect(timeline.at(-1)?.title).toBe('所在网格暂时没有网格员，由甲社区负责')
    await stories.act('communityStaff@c1', 'resolve', accepted.itemId, { result: '已清走', photos: [] })
  })

  test('new reports go to the community at once, and it is told', async () => {
    await vacate()
    const { itemId, responsible } = await stories.report()
    expect(responsible).toMatchObject({ id: 'c1' })
    expect(await queueOf('communityStaff@c1')).toEqual([itemId])
    expect(await stories.inbox('communityStaff@c1')).toContainEqual(expect.objectContaining({ itemId, kind: 'report' }))
  })

  test('who comes again takes back what nobody has begun, and leaves the community what it began', async () => {
    const [untaken, begun] = [await stories.report(), await stories.report()]
    await vacate()
    await world.tick()
    const late = await stories.report()
    await stories.act('communityStaff@c1', 'accept', begun.itemId)
    expect((await staffOf('c1-g1')).open).toBe(2)
    expect(await change({ gridId: 'c1-g1', joiningId: neighbour })).toMatchObject({ open: 2, standIn: false })
    await world.tick()
    expect((await queueOf('gridWorker@c1-g2')).sort()).toEqual([untaken.itemId, late.itemId].sort())
    expect(await queueOf('communityStaff@c1')).toEqual([begun.itemId])
    expect((await stories.report()).responsible).toMatchObject({ id: 'c1-g1' })
  })

  test('what the grid was still answerable for, its community is', async () => {
    const { itemId } = await stories.report()
    await stories.act('gridWorker@c1-g1', 'blow', itemId, { reason: '需要街道' })
    await vacate()
    await world.tick()
    const { item } = await stories.view('streetStaff@s1', itemId)
    expect(item).toMatchObject({ responsible: { id: 's1' }, answerable: { id: 'c1' } })
  })
})

describe('two at once', () => {
  test('the one who saw the older state is told so, and nothing is half done', async () => {
    const { version } = await staffOf('c1-g1')
    const input = { gridId: 'c1-g1', version, leavingId: leaving }
    const codes = await Promise.all([
      world.code('communityStaff@c1', 'area.changeWorker', { ...input, joiningId: neighbour }),
      world.code('streetStaff@s1', 'area.changeWorker', input),
    ])
    expect(codes.sort()).toEqual(['CONFLICT', 'ok'])
    expect(await world.code('communityStaff@c1', 'area.changeWorker', input)).toBe('CONFLICT')
    const { workers } = await staffOf('c1-g1')
    expect(workers.length).toBe((await world.store.get('posts', 'c1-g1'))?.vacant ? 0 : 1)
  })

  test('the same tap twice changes the worker once', async () => {
    const input = { gridId: 'c1-g1', version: 0, leavingId: leaving, joiningId: neighbour }
    const first = await world.call('communityStaff@c1', 'area.changeWorker', input, 'tap')
    expect(await world.call('communityStaff@c1', 'area.changeWorker', input, 'tap')).toEqual(first)
    expect((await staffOf('c1-g1')).version).toBe(1)
  })
})

describe('many open items', () => {
  const many = 50
  const crowd = () =>
    Array.from({ length: many }, (_, i) =>
      madeItem({ id: `261123-${10_000_000 + i}`, reporterId: `resident-${i}`, dueAt: plusHours(start, 4 + i) }),
    )
  const ids = crowd().map(({ id }) => id)

  test('are handed over batch by batch, each once, also by two timers at once', async () => {
    await plant(world, crowd())
    await replace()
    let handed = 0
    for (let rounds = 0; rounds < 20; rounds += 1) {
      const done = await Promise.all([world.tick(), world.tick()])
      for (const one of done) {
        expect(one.handed).toBeLessThan(many / 2)
        handed += one.handed
      }
    }
    expect(handed).toBe(many)
    for (const id of ids) expect(await actsOf(id)).toEqual(['replace'])
    expect(await titles('resident-0')).toHaveLength(1)
    expect([...world.store.everything()].filter(([collection]) => collection === 'handovers')).toEqual([])
  })

  test('what is closed or moved on before its turn is left as it is', async () => {
    await plant(world, crowd())
    await replace()
    const last = ids.at(-1) as string
    await stories.act('gridWorker@c1-g2', 'blow', ids[many - 2], { reason: '需要街道' })
    await stories.act(`resident-${many - 1}`, 'withdraw', last)
    for (let rounds = 0; rounds < 10; rounds += 1) await world.tick()
    expect(await actsOf(last)).toEqual(['withdraw'])
    // The grid is still answerable for it
    expect(await actsOf(ids[many - 2])).toEqual(['blow', 'replace'])
    expect(await world.store.get('items', ids[many - 2])).toMatchObject({
      responsible: units.street,
      answerable: units.grid,
    })
  })
})
