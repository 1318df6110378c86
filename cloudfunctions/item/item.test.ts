import { type Answer, contract, type Request } from '../contract'
import type { ItemDoc } from '../kernel/collections'
import { receiptMac } from '../kernel/items'
import { plusHours } from '../kernel/time'
import { madeItem, plant, units } from '../testing/items'
import { madeMediation } from '../testing/mediation'
import { storiesOf } from '../testing/stories'
import { jpeg, makeWorld, pointIn, start, type World } from '../testing/world'

let world: World
let stories: ReturnType<typeof storiesOf>
beforeEach(async () => {
  world = await makeWorld()
  stories = storiesOf(world)
})
afterEach(() => world.close())

type Filter = Request<'item.queue'>['filter']
const queue = (who: string, filter?: Filter, cursor?: string) => world.call(who, 'item.queue', { filter, cursor })
const idsOf = ({ items }: { items: { itemId: string }[] }) => items.map((item) => item.itemId)
const ids = async (who: string, filter?: Filter) => idsOf(await queue(who, filter))

/** Every page of a list, each with its ids. */
async function pages(page: (cursor?: string) => Promise<{ items: { itemId: string }[]; cursor?: string }>) {
  const all: string[][] = []
  let cursor: string | undefined
  do {
    const answer = await page(cursor)
    all.push(idsOf(answer))
    cursor = answer.cursor
    if (all.length > 100) throw new Error('the list has no end')
  } while (cursor)
  return all
}

const due = (hours: number) => ({ dueAt: plusHours(start, hours), timerAt: plusHours(start, hours) })
const inGrid2 = {
  responsible: { level: 'grid', id: 'c1-g2', name: '甲社区第2网格' },
  area: { cityId: '2102', districtId: 'd1', streetId: 's1', communityId: 'c1', gridId: 'c1-g2' },
} as const

describe('the desk', () => {
  test('has what is owed, the earliest deadline first', async () => {
    await plant(world, [
      madeItem({ id: 'late', ...due(9) }),
      madeItem({ id: 'early', ...due(1) }),
      madeItem({ id: 'middle', ...due(5) }),
      madeItem({ id: 'waits-for-the-reporter', state: 'resolved', ...due(2) }),
      madeItem({ id: 'is-over', state: 'closed', ...due(3) }),
    ])
    const answer = await queue('gridWorker@c1-g1')
    expect(idsOf(answer)).toEqual(['early', 'middle', 'late'])
    expect(answer.cursor).toBeUndefined()
    expect(answer.items[0]).toEqual({
      itemId: 'early',
      number: 'early',
      kind: 'hazard',
      version: 1,
      title: '消防通道堵塞',
      state: 'routed',
      severity: 'urgent',
      place: '和合大院1号楼',
      confidential: false,
      responsible: units.grid,
      dueAt: '2026-11-23T03:00:00.000Z',
      createdAt: start,
    })
  })

  test('of several units is one list', async () => {
    await world.store.load('roles', [
      { id: 'r1', personId: 'two', role: 'gridWorker', areaId: 'c1-g1', areaName: '', title: '', name: '' },
      { id: 'r2', personId: 'two', role: 'gridWorker', areaId: 'c1-g2', areaName: '', title: '', name: '' },
    ])
    await plant(world, [
      madeItem({ id: 'a', ...due(3) }),
      madeItem({ id: 'b', ...inGrid2, ...due(2) }),
      madeItem({ id: 'c', ...due(1) }),
    ])
    expect(await ids('two')).toEqual(['c', 'b', 'a'])
    expect((await queue('two')).counts).toEqual({ open: 3, overdue: 0, soon: 3 })
    expect(await ids('gridWorker@c1-g2')).toEqual(['b'])
  })

  test('of a community has the critical reports it was woken for, once each', async () => {
    await plant(world, [
      madeItem({ id: 'gas', severity: 'critical', ...due(1) }),
      madeItem({ id: 'gas-handed-up', severity: 'critical', responsible: units.community, ...due(2) }),
      madeItem({ id: 'fire-exit', ...due(3) }),
    ])
    const answer = await queue('communityStaff@c1')
    expect(idsOf(answer)).toEqual(['gas', 'gas-handed-up'])
    expect(answer.counts.open).toBe(2)
    expect(await ids('communityStaff@c2')).toEqual([])
  })

  test('shows each their own, and everything open in their area when they ask', async () => {
    await plant(world, [
      madeItem({ id: 'a-grid', ...due(1) }),
      madeItem({ id: 'b-grid2', ...inGrid2, ...due(2) }),
      madeItem({ id: 'c-community', responsible: units.community, ...due(3) }),
      madeItem({ id: 'd-street', responsible: units.street, state: 'whistled', ...due(4) }),
      madeItem({ id: 'e-fire', responsible: units.fire, state: 'assigned', ...due(5) }),
      madeItem({ id: 'f-district', responsible: units.district, ...due(6) }),
      madeItem({ id: 'g-city', responsible: units.city, ...due(7) }),
      madeItem({ id: 'h-resolved', state: 'resolved', ...due(8) }),
      madeItem({ id: 'i-closed', state: 'closed', ...due(9) }),
    ])
    const inGrid = ['a-grid', 'c-community', 'd-street', 'e-fire', 'f-district', 'g-city', 'h-resolved']
    const inCity = ['a-grid', 'b-grid2', ...inGrid.slice(1)]
    const expected: Record<string, [mine: string[], area: string[]]> = {
      'gridWorker@c1-g1': [['a-grid'], inGrid],
      'gridWorker@c1-g2': [['b-grid2'], ['b-grid2']],
      'gridWorker@c2-g1': [[], []],
      'communityStaff@c1': [['c-community'], inCity],
      'communityStaff@c2': [[], []],
      'streetStaff@s1': [['d-street'], inCity],
      'districtStaff@d1': [['f-district'], inCity],
      'cityStaff@2102': [['g-city'], inCity],
      'departmentStaff@d1-fire': [['e-fire'], ['e-fire']],
      'departmentStaff@d1-urban': [[], []],
    }
    for (const [who, [mine, area]] of Object.entries(expected)) {
      expect([who, await ids(who), await ids(who, { scope: 'area' })]).toEqual([who, mine, area])
      expect(await ids(who, { scope: 'mine' })).toEqual(mine)
    }
    for (const who of ['resident', 'captain@b1', 'gridInformant@c1-g1'])
      expect([who, await world.code(who, 'item.queue', {})]).toEqual([who, 'FORBIDDEN'])
    expect(await world.code(undefined, 'item.queue', {})).toBe('UNAUTHENTICATED')
  })

  test('is narrowed by category, state, kind and lateness', async () => {
    await plant(world, [
      madeItem({ id: 'a', ...due(1) }),
      madeItem({ id: 'b', category: 'road', ...due(2) }),
      madeItem({ id: 'c', category: 'road', state: 'accepted', ...due(3) }),
      madeItem({ id: 'd', state: 'accepted', ...due(4) }),
    ])
    const who = 'gridWorker@c1-g1'
    expect(await ids(who, { category: 'road' })).toEqual(['b', 'c'])
    expect(await ids(who, { state: 'accepted' })).toEqual(['c', 'd'])
    expect(await ids(who, { category: 'road', state: 'accepted' })).toEqual(['c'])
    expect(await ids(who, { kind: 'hazard' })).toEqual(['a', 'b', 'c', 'd'])
    expect(await ids(who, { category: 'lift' })).toEqual([])
    world.clock.forward(2)
    expect(await ids(who, { overdue: true })).toEqual(['a', 'b'])
    expect(await ids(who, { overdue: true, category: 'road' })).toEqual(['b'])
    expect(await ids(who, { overdue: false })).toEqual(['a', 'b', 'c', 'd'])
    expect(await world.code(who, 'item.queue', { filter: { kind: 'meal' } })).toBe('INVALID')
    expect(await world.code(who, 'item.queue', { filter: { color: 'red' } })).toBe('INVALID')
  })

  test('counts what is open, overdue and due within a day, whatever is shown of it', async () => {
    await plant(
      world,
      [0.5, 1, 2, 24, 24.5, 26, 60].map((hours) => madeItem({ id: `at-${hours}`, ...due(hours) })),
    )
    world.clock.forward(1)
    const counts = { open: 7, overdue: 2, soon: 3 }
    expect((await queue('gridWorker@c1-g1')).counts).toEqual(counts)
    const late = await queue('gridWorker@c1-g1', { overdue: true })
    expect(idsOf(late)).toEqual(['at-0.5', 'at-1'])
    expect(late.counts).toEqual(counts)
    expect((await queue('streetStaff@s1', { scope: 'area' })).counts).toEqual({ open: 0, overdue: 0, soon: 0 })
  })
})

describe('paging through the desk', () => {
  /** 130 reports of two grids, five to a deadline, every third about the road. */
  const many = () =>
    Array.from({ length: 130 }, (_, i) =>
      madeItem({
        id: `n${String((i * 37) % 130).padStart(3, '0')}`,
        category: i % 3 === 0 ? 'road' : 'fireExit',
        ...(i % 2 === 0 ? inGrid2 : {}),
        ...due(1 + Math.floor(i / 5)),
      }),
    )
  const inOrder = (items: ItemDoc[]) =>
    items.sort((a, b) => `${a.dueAt} ${a.id}`.localeCompare(`${b.dueAt} ${b.id}`)).map((item) => item.id)

  test.each<[string, Filter, (item: ItemDoc) => boolean]>([
    ['everything in the area', { scope: 'area' }, () => true],
    ['one category', { scope: 'area', category: 'road' }, (item) => item.category === 'road'],
    ['what is late', { scope: 'area', overdue: true }, (item) => (item.dueAt ?? '') <= plusHours(start, 13)],
  ])('%s comes without gap or double', async (_what, filter, wanted) => {
    await plant(world, many())
    world.clock.forward(13)
    const all = await pages((cursor) => queue('streetStaff@s1', filter, cursor))
    expect(all.flat()).toEqual(inOrder(many().filter(wanted)))
    expect(all.slice(0, -1).every((page) => page.length === 20)).toBe(true)
  })

  test('two units merged come without gap or double', async () => {
    await world.store.load('roles', [
      { id: 'r1', personId: 'two', role: 'gridWorker', areaId: 'c1-g1', areaName: '', title: '', name: '' },
      { id: 'r2', personId: 'two', role: 'gridWorker', areaId: 'c1-g2', areaName: '', title: '', name: '' },
    ])
    await plant(world, many())
    expect((await pages((cursor) => queue('two', undefined, cursor))).flat()).toEqual(inOrder(many()))
  })

  test('a list of whole pages ends with its last row', async () => {
    await plant(world, many().slice(0, 40))
    const all = await pages((cursor) => queue('streetStaff@s1', { scope: 'area' }, cursor))
    expect(all.map((page) => page.length)).toEqual([20, 20])
  })

  test('goes on behind a row that was done meanwhile', async () => {
    await plant(world, many())
    const first = await queue('streetStaff@s1', { scope: 'area' })
    const done = (await world.store.get('items', idsOf(first).at(-1) as string)) as ItemDoc
    await world.store.remove('items', done.id, done.version)
    const second = await queue('streetStaff@s1', { scope: 'area' }, first.cursor)
    expect(idsOf(second)).toEqual(inOrder(many()).slice(20, 40))
  })

  test('finds a rare kind behind a great many others', async () => {
    const others = Array.from({ length: 1300 }, (_, i) => madeItem({ id: `n${i}`, ...due(1 + i / 100) }))
    await plant(world, [...others, madeItem({ id: 'rare', category: 'road', ...due(99) })])
    const all = await pages((cursor) => queue('gridWorker@c1-g1', { category: 'road' }, cursor))
    expect(all.flat()).toEqual(['rare'])
  })

  test('refuses a position that the list never gave', async () => {
    for (const cursor of ['x', 'eyJhIjoxfQ', Buffer.from('["a"]').toString('base64url')]) {
      const outcome = await world.outcome('gridWorker@c1-g1', 'item.queue', { cursor })
      expect(outcome).toMatchObject({ ok: false, error: { code: 'INVALID', fields: { cursor: expect.anything() } } })
    }
  })
})

describe('my items', () => {
  test('are those I reported or joined, newest first, page by page', async () => {
    const reported = Array.from({ length: 50 }, (_, i) =>
      madeItem({
        id: `n${String(i).padStart(2, '0')}`,
        reporterId: 'resident',
        createdAt: plusHours(start, Math.floor(i / 4)),
      }),
    )
    await plant(world, [...reported, madeItem({ id: 'of-another', reporterId: 'resident2' })])
    const all = await pages((cursor) => world.call('resident', 'item.mine', { cursor }))
    expect(all.map((page) => page.length)).toEqual([20, 20, 10])
    expect(all.flat()).toEqual(reported.map((item) => item.id).reverse())
  })

  test('have a joined one among them, without the words of who reported it', async () => {
    const { itemId } = await stories.report({ place: '3单元门口', confidential: true })
    await world.call('resident2', 'hazard.join', { itemId, point: pointIn('c1-g1') })
    expect((await world.call('resident2', 'item.mine', {})).items).toMatchObject([{ itemId, place: '' }])
    const { item, timeline, allowed } = await stories.view('resident2', itemId)
    expect(item).toMatchObject({ description: '', place: '', photos: [], mine: false })
    expect(timeline.map((event) => event.act)).toEqual(['report'])
    expect(allowed).toEqual([])
  })

  test('need somebody signed in', async () => {
    expect(await world.code(undefined, 'item.mine', {})).toBe('UNAUTHENTICATED')
  })
})

describe('an item', () => {
  /** What each of the people sees of a report with a name, a phone, a photo and a word to read with care. */
  const seen = async (who: string, itemId: string) => {
    const outcome = await world.outcome(who, 'item.get', { itemId })
    if (!outcome.ok) return outcome.error.code
    const { item } = outcome.value as Answer<'item.get'>
    return { words: item.description !== '', who: item.reporter?.name, flagged: item.flagged, mine: item.mine }
  }

  test('is masked for those who must act, and names nobody to others', async () => {
    await world.call('resident', 'account.saveProfile', { name: '演示居民甲', phone: '15600000001' })
    world.outside.verdict = 'review'
    const { itemId } = await stories.report()
    await stories.act('gridWorker@c1-g1', 'handBack', itemId, { reason: '需要社区协调' })
    await world.call('resident2', 'hazard.join', { itemId, point: pointIn('c1-g1') })
    const acts = { words: true, who: '演***甲', flagged: true, mine: false }
    const looks = { words: true, who: undefined, flagged: undefined, mine: false }
    const expected = {
      'communityStaff@c1': acts,
      'gridWorker@c1-g1': acts,
      'streetStaff@s1': looks,
      'districtStaff@d1': looks,
      'cityStaff@2102': looks,
      'gridInformant@c1-g1': looks,
      resident: { ...looks, mine: true },
      resident2: { ...looks, words: false },
      resident3: 'NOT_FOUND',
      'captain@b1': 'NOT_FOUND',
      'gridWorker@c1-g2': 'NOT_FOUND',
      'gridInformant@c1-g2': 'NOT_FOUND',
      'communityStaff@c2': 'NOT_FOUND',
      'departmentStaff@d1-fire': 'NOT_FOUND',
    }
    for (const [who, view] of Object.entries(expected)) expect([who, await seen(who, itemId)]).toEqual([who, view])
    const { item } = await stories.view('communityStaff@c1', itemId)
    expect(item.reporter).toEqual({ name: '演***甲', phone: '156******01' })
  })

  test('that is confidential names nobody, and the informant next door does not see it', async () => {
    const { itemId } = await stories.report({ confidential: true })
    expect(await seen('gridWorker@c1-g1', itemId)).toMatchObject({ words: true, who: undefined })
    expect(await seen('gridInformant@c1-g1', itemId)).toBe('NOT_FOUND')
    expect(await seen('resident', itemId)).toBe('NOT_FOUND')
    const look = { itemId, version: 1 }
    expect(await world.code('gridWorker@c1-g1', 'item.reveal', look)).toBe('CONFLICT')
  })

  test('that is not there, and one that is not theirs, look the same', async () => {
    const { itemId } = await stories.report()
    const [hidden, missing] = await Promise.all(
      [itemId, '261123-00000000'].map((id) => world.outcome('resident2', 'item.get', { itemId: id })),
    )
    expect(hidden).toEqual(missing)
  })

  test('whose reporter works in the grid is confirmed by them as a reporter', async () => {
    const worker = 'gridWorker@c1-g1'
    const { itemId } = await stories.report({}, worker)
    await stories.act(worker, 'settle', itemId, { result: '已清走' })
    await stories.act(worker, 'confirm', itemId, { score: 5, comment: '自己人' })
    const { timeline } = await stories.view(worker, itemId)
    expect(timeline.map(({ act, actor }) => [act, actor])).toEqual([
      ['report', '报告人'],
      ['settle', '甲社区第1网格网格员'],
      ['confirm', '报告人'],
    ])
    expect(await world.store.get('events', `${itemId}:3`)).not.toHaveProperty('actorId')
  })
})

describe('those who joined a report', () => {
  test('hear how it ends, whoever ends it, and not what the reporter wrote', async () => {
    const joined = async () => {
      const { itemId } = await stories.report()
      await world.call('resident2', 'hazard.join', { itemId, point: pointIn('c1-g1') })
      return itemId
    }
    const withdrawn = await joined()
    await stories.act('resident', 'withdraw', withdrawn, { reason: '我家自己清了' })
    const reopened = await joined()
    await stories.act('gridWorker@c1-g1', 'settle', reopened, { result: '已清走' })
    await stories.act('resident', 'reopen', reopened, { reason: '我家门口还有' })
    const told = await stories.inbox('resident2')
    expect(told.map(({ itemId, kind }) => [itemId, kind])).toEqual(
      expect.arrayContaining([
        [withdrawn, 'withdraw'],
        [reopened, 'settle'],
        [reopened, 'reopen'],
      ]),
    )
    expect(JSON.stringify(told)).not.toContain('我家')
    expect((await stories.inbox('resident')).map(({ kind }) => kind)).not.toContain('withdraw')
    expect(JSON.stringify(await stories.inbox('gridWorker@c1-g1'))).toContain('我家门口还有')
  })
})

describe('a photo', () => {
  const add = (content: Uint8Array) => {
    world.uploads.set('uploads/a', content)
    return world.outcome('resident', 'item.addPhoto', { upload: 'uploads/a' })
  }

  test('is taken in, stripped, and the upload is gone', async () => {
    const outcome = await add(jpeg)
    expect(outcome).toEqual({ ok: true, value: { fileId: expect.stringMatching(/^[0-9a-z]{24}$/) } })
    expect(world.uploads.size).toBe(0)
    expect(world.bytes.size).toBe(1)
  })

  test.each([
    ['a text with a picture’s name', Buffer.from('not a picture')],
    ['nothing', Buffer.alloc(0)],
    ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
    ['a gif', Buffer.from('R0lGODlhAQABAAAAACw=', 'base64')],
    ['a picture cut short', jpeg.subarray(0, 30)],
    [
      'one of more than 10 MB',
      Buffer.concat([jpeg.subarray(0, -2), Buffer.alloc(10 * 1024 * 1024), jpeg.subarray(-2)]),
    ],
  ])('is not %s', async (_what, content) => {
    expect(await add(content)).toMatchObject({
      ok: false,
      error: { code: 'INVALID', message: expect.stringMatching(/照片|图片/) },
    })
    expect(world.bytes.size).toBe(0)
    expect(world.uploads.size).toBe(0)
    expect(world.everything()).not.toContain('ownerMac')
  })

  test('goes under a path handed out for it, which is forgotten with it and names nobody', async () => {
    const { path } = await world.call('resident', 'item.newUpload', {})
    expect(path).toMatch(/^uploads\/[0-9a-z]{24}$/)
    const id = path.slice('uploads/'.length)
    expect(await world.store.get('uploads', id)).toEqual({ id, version: 1, deleteAt: '2026-11-24T03:00:00.000Z' })
    world.uploads.set(path, jpeg)
    expect(await world.code('resident', 'item.addPhoto', { upload: path })).toBe('ok')
    expect(await world.store.get('uploads', id)).toBeUndefined()
    expect(await world.code(undefined, 'item.newUpload', {})).toBe('UNAUTHENTICATED')
  })

  test('must have been put up, by somebody signed in', async () => {
    expect(await world.code('resident', 'item.addPhoto', { upload: 'uploads/none' })).toBe('INVALID')
    expect(await world.code(undefined, 'item.addPhoto', { upload: 'uploads/none' })).toBe('UNAUTHENTICATED')
  })
})

describe('what is allowed', () => {
  const receipts: Record<string, string> = { confidential: '1'.repeat(16), 'confidential-resolved': '2'.repeat(16) }
  const base = { reporterId: 'resident', units: ['c1-g1', 'c1', 's1', 'd1', 'd1-fire'] }
  const made = (id: string, over: Partial<ItemDoc>) => madeItem({ id, ...base, ...over })
  /** One item in every state, and in every hand where that makes a difference. */
  const items = () => [
    made('routed-grid', {}),
    made('routed-critical', { severity: 'critical' }),
    made('routed-community', { responsible: units.community, answerable: units.grid }),
    made('routed-street', { responsible: units.street, answerable: units.grid }),
    made('routed-district', { responsible: units.district }),
    made('routed-city', { responsible: units.city }),
    made('accepted-grid', { state: 'accepted' }),
    made('accepted-street', { state: 'accepted', responsible: units.street }),
    made('accepted-fire', { state: 'accepted', responsible: units.fire }),
    made('whistled-street', { state: 'whistled', responsible: units.street, answerable: units.grid }),
    made('whistled-district', { state: 'whistled', responsible: units.district }),
    made('assigned-fire', { state: 'assigned', responsible: units.fire, answerable: units.street }),
    made('resolved', { state: 'resolved' }),
    made('resolved-for-the-third-time', { state: 'resolved', reopens: 2 }),
    made('reopened-grid', { state: 'reopened', reopens: 1 }),
    made('reopened-fire', { state: 'reopened', responsible: units.fire, answerable: units.grid, severity: 'critical' }),
    made('arbitration', { state: 'arbitration', responsible: units.street, answerable: units.grid, reopens: 3 }),
    made('closed', { state: 'closed' }),
    made('withdrawn', { state: 'withdrawn' }),
    made('merged', { state: 'merged', mergedInto: 'target' }),
    ...mediations(),
    made('booking', { kind: 'booking', state: 'booked', endsAt: plusHours(start, 20) }),
    made('booking-community', {
      kind: 'booking',
      state: 'booked',
      responsible: units.community,
      answerable: units.grid,
    }),
    made('booking-accepted', { kind: 'booking', state: 'accepted', responsible: units.street }),
    made('booking-closed', { kind: 'booking', state: 'closed' }),
    made('confidential', { confidential: true, reporterId: undefined }),
    made('confidential-resolved', { confidential: true, reporterId: undefined, state: 'resolved' }),
  ]
  const mediations = () =>
    [
      ['requested', {}],
      ['requested', { responsible: units.street, answerable: units.community }],
      ['requested', { responsible: units.district, reporterId: 'mediator@s1' }],
      ['accepted', {}],
      ['accepted', { responsible: units.street }],
      ['agreed', {}],
      ['closed', {}],
      ['failed', {}],
      ['withdrawn', {}],
    ].map(([state, over], i) =>
      madeMediation({ id: `mediation-${i}`, reporterId: 'resident', state: state as string, ...(over as object) }),
    )
  const inputs: Record<string, object> = {
    'hazard.accept': {},
    'hazard.handBack': { reason: '不属于我们' },
    'hazard.settle': { result: '已清走' },
    'hazard.blow': { reason: '需要消防部门' },
    'hazard.assign': { departmentId: 'd1-urban' },
    'hazard.resolve': { result: '已清走' },
    'hazard.confirm': { score: 4 },
    'hazard.reopen': { reason: '还堵着' },
    'hazard.withdraw': {},
    'hazard.merge': { intoItemId: 'target' },
    'mediation.accept': {},
    'mediation.settle': { result: '说和了' },
    'mediation.progress': { note: '周六见面' },
    'mediation.end': { reason: '对方不来' },
    'mediation.handUp': { reason: '牵涉几个社区' },
    'mediation.confirm': {},
    'mediation.object': { reason: '说好的不是这样' },
    'mediation.withdraw': {},
    'booking.accept': {},
    'booking.settle': { result: '已上门陪同' },
    'item.reveal': {},
  }
  const people = [
    undefined,
    'resident',
    'joined',
    'stranger',
    'captain@b1',
    'gridInformant@c1-g1',
    'gridWorker@c1-g1',
    'gridWorker@c1-g2',
    'gridWorker@c2-g1',
    'communityStaff@c1',
    'communityStaff@c2',
    'streetStaff@s1',
    'mediator@c1',
    'mediator@s1',
    'districtStaff@d1',
    'cityStaff@2102',
    'departmentStaff@d1-fire',
    'departmentStaff@d1-urban',
  ]

  const follow = (itemId: string) =>
    world.store.insert('follows', { id: `${itemId}:joined`, personId: 'joined', itemId, at: start, as: 'joined' })
  const target = () => made('target', { reporterId: 'stranger2', units: ['c1-g1', 'd1-fire', 'd1-urban'] })

  const allowedTo = async (who: string | undefined, name: 'item.get' | 'hazard.follow', input: object) => {
    const outcome = await world.outcome(who, name, input)
    return outcome.ok ? (outcome.value as Answer<'item.get'>).allowed : []
  }

  let copies = 0
  /** What is wrong about an act that is offered or not: one offered works on a copy, one not offered is refused. */
  async function wrongness(who: string | undefined, item: ItemDoc, name: string, offered: boolean, credential = {}) {
    const itemId = offered ? `${item.id}-${copies++}` : item.id
    if (offered) {
      await plant(world, [{ ...item, id: itemId }])
      await follow(itemId)
    }
    const code = await world.code(who, name, { itemId, version: 1, ...inputs[name], ...credential })
    const right = offered ? ['ok'] : ['FORBIDDEN', 'CONFLICT', 'NOT_FOUND', 'UNAUTHENTICATED']
    return right.includes(code) ? [] : [`${who} ${name} on ${item.id}: ${offered ? '' : 'not '}offered, ${code}`]
  }

  test('to each of the people is what works, and nothing else works', async () => {
    await plant(world, [...items(), target()])
    const wrong: string[] = []
    for (const item of items()) {
      await follow(item.id)
      for (const who of people) {
        const offered = await allowedTo(who, 'item.get', { itemId: item.id })
        for (const name of Object.keys(inputs))
          wrong.push(...(await wrongness(who, item, name, offered.includes(name))))
      }
    }
    expect(wrong).toEqual([])
    expect(copies).toBeGreaterThan(80)
    for (const { id } of items()) expect((await world.store.get('items', id))?.seq).toBe(1)
  })

  test('to the holder of a receipt is what works, whoever they are', async () => {
    const confidential = items().flatMap((item) =>
      receipts[item.id] ? [{ ...item, receiptMac: receiptMac(world.ports, receipts[item.id]) }] : [],
    )
    await plant(world, confidential)
    const offers = []
    const wrong: string[] = []
    for (const item of confidential)
      for (const who of [undefined, 'stranger', 'resident', 'gridWorker@c1-g1']) {
        const receipt = receipts[item.id]
        const offered = await allowedTo(who, 'hazard.follow', { receipt })
        offers.push([item.id, offered.join()])
        for (const name of ['hazard.confirm', 'hazard.reopen', 'hazard.withdraw'])
          wrong.push(...(await wrongness(who, item, name, offered.includes(name), { receipt })))
      }
    expect(wrong).toEqual([])
    expect(new Set(offers.map((offer) => offer.join(': ')))).toEqual(
      new Set(['confidential: hazard.withdraw', 'confidential-resolved: hazard.confirm,hazard.reopen']),
    )
  })

  test('is asked of every act that the contract has on an item', () => {
    const onItems = Object.entries(contract).filter(
      ([, { request }]) => 'itemId' in request.entries && 'version' in request.entries,
    )
    expect(Object.keys(inputs).sort()).toEqual(onItems.map(([name]) => name).sort())
  })
})
