import type { ItemDoc } from '../kernel/collections'
import { plusHours } from '../kernel/time'
import { madeItem, plant, units } from '../testing/items'
import { storiesOf } from '../testing/stories'
import { addGeneration, makeWorld, pointIn, start, type World } from '../testing/world'

/** From 2027 on, what was grid c1-g1 belongs to grid c2-g1 of the other community; c1-g2 stays as it is. */
const generationId = '2027-01-01-1'
const startsAt = '2026-12-31T16:00:00.000Z'
const other = { level: 'grid', id: 'c2-g1', name: '乙社区第1网格' } as const

let world: World
let stories: ReturnType<typeof storiesOf>
beforeEach(async () => {
  world = await makeWorld()
  stories = storiesOf(world)
  await addGeneration(world.store, generationId, startsAt, [
    { id: 'c2-g1', column: 0 },
    { id: 'c1-g2', column: 1 },
  ])
  const b1 = await world.store.get('areas', 'b1')
  if (b1) await world.store.replace('areas', { ...b1, grids: [{ from: startsAt, gridId: 'c2-g1' }] })
})
afterEach(() => world.close())

const newYear = () => world.clock.forward((Date.parse(startsAt) - Date.parse(start)) / 3_600_000)
const move = (who = 'cityStaff@2102', input = {}) => world.call(who, 'area.moveItems', { generationId, ...input })
async function moveAll(who?: string, input = {}) {
  const total = { looked: 0, moved: 0, calls: 0 }
  let cursor: string | undefined
  do {
    const done = await move(who, { ...input, cursor })
    total.looked += done.looked
    total.moved += done.moved
    total.calls += 1
    cursor = done.cursor
  } while (cursor)
  return total
}
const stored = async (id: string) => (await world.store.get('items', id)) as ItemDoc
const queueOf = async (who: string) => (await world.call(who, 'item.queue', {})).items.map(({ itemId }) => itemId)

describe('an item of older boundaries', () => {
  test('stays where it is until somebody moves it, and then goes with everything that names its place', async () => {
    const { itemId } = await stories.report({ buildingId: undefined, point: pointIn('c1-g1') })
    newYear()
    expect(await stored(itemId)).toMatchObject({ generation: '2022-01-01-1', responsible: units.grid })
    expect(await moveAll()).toEqual({ looked: 1, moved: 1, calls: 1 })
    expect(await stored(itemId)).toMatchObject({
      seq: 2,
      state: 'routed',
      generation: generationId,
      rule: 'polygon',
      area: { communityId: 'c2', gridId: 'c2-g1' },
      areaName: '乙社区第1网格',
      responsible: other,
      ladder: [other, { id: 'c2' }, { id: 's1' }, { id: 'd1' }, { id: '2102' }],
      queue: 'c2-g1',
      openGrid: 'c2-g1',
      openCommunity: 'c2',
      openStreet: 's1',
      dueAt: plusHours(start, 4),
    })
    expect(await queueOf('gridWorker@c2-g1')).toEqual([itemId])
    expect(await queueOf('gridWorker@c1-g1')).toEqual([])
    const { timeline } = await stories.view('resident', itemId)
    expect(timeline.at(-1)).toMatchObject({
      act: 'rezone',
      actor: '大连市工作人员',
      title: '网格范围调整，由乙社区第1网格负责',
      note: '从甲社区第1网格到乙社区第1网格',
    })
  })

  test('its reporter, the grid that has it now and the one that had it are told', async () => {
    const { itemId } = await stories.report()
    newYear()
    await move()
    expect(await stories.inbox('resident')).toContainEqual(expect.objectContaining({ itemId, kind: 'rezone' }))
    const rezoned = async (who: string) =>
      (await stories.inbox(who)).filter(({ kind }) => kind === 'gridWork').map(({ title }) => title)
    expect(await rezoned('gridWorker@c2-g1')).toEqual(['1 件在办的事转到乙社区第1网格'])
    expect(await rezoned('gridWorker@c1-g1')).toEqual(['1 件在办的事从甲社区第1网格转出'])
    expect(await rezoned('gridWorker@c1-g2')).toEqual([])
  })

  test('by its building, also where the point would say otherwise', async () => {
    const { itemId } = await stories.report({ buildingId: 'b1', point: pointIn('c1-g2') })
    newYear()
    await move()
    expect(await stored(itemId)).toMatchObject({ rule: 'building', area: { gridId: 'c2-g1', buildingId: 'b1' } })
  })

  test('that lies where nothing changed only learns its generation', async () => {
    const { itemId } = await stories.report({ buildingId: 'b2' })
    newYear()
    expect(await moveAll()).toMatchObject({ looked: 1, moved: 0 })
    expect(await stored(itemId)).toMatchObject({ seq: 1, generation: generationId, responsible: { id: 'c1-g2' } })
  })

  test('into a grid without anybody goes to its community', async () => {
    const { itemId } = await stories.report()
    await world.call('communityStaff@c2', 'area.changeWorker', {
      gridId: 'c2-g1',
      version: 0,
      leavingId: 'gridWorker:c2-g1',
    })
    newYear()
    await move()
    expect(await stored(itemId)).toMatchObject({ area: { gridId: 'c2-g1' }, responsible: { id: 'c2' }, queue: 'c2' })
  })
})

describe('responsibility', () => {
  const community = { level: 'community', id: 'c2', name: '乙社区' } as const
  test.each([
    ['of the old grid goes to the new one', { responsible: units.grid }, { responsible: other }],
    ['of the old community goes to the new one', { responsible: units.community }, { responsible: community }],
    ['of a unit above both stays', { responsible: units.street }, { responsible: units.street }],
    ['of a department stays', { responsible: units.fire }, { responsible: units.fire }],
    [
      'of who is still answerable goes with it',
      { state: 'whistled', responsible: units.street, answerable: units.grid },
      { responsible: units.street, answerable: other },
    ],
  ])('%s', async (_, before, after) => {
    const point = pointIn('c1-g1')
    const at = { lngE7: Math.round(point.lng * 1e7), latE7: Math.round(point.lat * 1e7) }
    await plant(world, [madeItem({ id: '261123-00000001', at, ...before })])
    newYear()
    await move()
    const item = await stored('261123-00000001')
    expect(item).toMatchObject({ ...after, openCommunity: 'c2', queue: after.responsible.id })
    expect(item.units).toContain(after.responsible.id)
  })
})

describe('the command', () => {
  const crowd = () => {
    const point = pointIn('c1-g1')
    const at = { lngE7: Math.round(point.lng * 1e7), latE7: Math.round(point.lat * 1e7) }
    return Array.from({ length: 70 }, (_, i) =>
      madeItem({ id: `261123-${10_000_000 + i}`, at, reporterId: `r${i}`, dueAt: plusHours(start, 5000 + i) }),
    )
  }

  test('moves many a few at a time, and again moves none', async () => {
    await plant(world, crowd())
    newYear()
    const first = await moveAll()
    expect(first).toMatchObject({ looked: 70, moved: 70 })
    expect(first.calls).toBeGreaterThan(3)
    expect(await moveAll()).toEqual({ looked: 70, moved: 0, calls: 2 })
    const { rows } = await world.store.range('events', 'byItem', { eq: ['261123-10000000'], limit: 10 })
    expect(rows.map(({ act }) => act)).toEqual(['rezone'])
  })

  test('two people at once, and somebody who works meanwhile: each item moves once, nothing is lost', async () => {
    await plant(world, crowd())
    newYear()
    const closing = stories.act('r0', 'withdraw', '261123-10000000')
    const moving = await Promise.all([moveAll(), moveAll('districtStaff@d1')])
    await closing
    const moved = moving.reduce((sum, one) => sum + one.moved, 0)
    expect(moved).toBeGreaterThanOrEqual(69)
    for (const { id } of crowd()) {
      const { rows } = await world.store.range('events', 'byItem', { eq: [id], limit: 10 })
      expect(rows.filter(({ act }) => act === 'rezone').length).toBeLessThanOrEqual(1)
      const item = await stored(id)
      expect(item.closedAt ? 'closed' : item.generation).toBe(item.closedAt ? 'closed' : generationId)
    }
    expect((await stored('261123-10000000')).state).toBe('withdrawn')
  })

  test('is for the boundaries in force', async () => {
    expect(await world.code('cityStaff@2102', 'area.moveItems', { generationId })).toBe('CONFLICT')
    newYear()
    const before = { generationId: '2022-01-01-1' }
    expect(await world.code('cityStaff@2102', 'area.moveItems', before)).toBe('CONFLICT')
  })

  test.each([
    ['cityStaff@2102', {}, 'ok'],
    ['districtStaff@d1', {}, 'ok'],
    ['streetStaff@s1', { areaId: 'c1' }, 'ok'],
    ['communityStaff@c1', {}, 'ok'],
    ['communityStaff@c2', { areaId: 'c1' }, 'FORBIDDEN'],
    ['streetStaff@s1', { areaId: 'd1' }, 'FORBIDDEN'],
    ['cityStaff@2102', { areaId: 'b1' }, 'NOT_FOUND'],
    ['cityStaff@2102', { cursor: 'zzz' }, 'INVALID'],
    ['gridWorker@c1-g1', {}, 'FORBIDDEN'],
    [undefined, {}, 'UNAUTHENTICATED'],
  ])('%s %j: %s', async (who, input, code) => {
    newYear()
    expect(await world.code(who, 'area.moveItems', { generationId, ...input })).toBe(code)
  })

  test('moves what lies in the own area only', async () => {
    const { itemId } = await stories.report()
    newYear()
    expect(await moveAll('communityStaff@c2')).toMatchObject({ looked: 0 })
    expect(await moveAll('communityStaff@c1')).toMatchObject({ moved: 1 })
    expect((await stored(itemId)).area.communityId).toBe('c2')
  })
})
