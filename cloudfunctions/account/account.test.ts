import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Answer } from '../contract'
import { plusHours } from '../kernel/time'
import { madeClaims } from '../testing/claims'
import { storiesOf } from '../testing/stories'
import { jpeg, makeWorld, pointIn, start, type World } from '../testing/world'
import { normaliseUnit } from './rules'

let world: World
let stories: ReturnType<typeof storiesOf>
beforeEach(async () => {
  world = await makeWorld()
  stories = storiesOf(world)
})
afterEach(() => world.close())

const me = (who: string) => world.call(who, 'account.me', {})
const joinHome = (who: string, over: object = {}) =>
  world.call(who, 'account.joinBuilding', { buildingId: 'b1', unit: '1-101', relation: 'owner', ...over })
const decide = (who: string, membershipId: string, decision: 'confirm' | 'refuse', reason?: string) =>
  world.code(who, 'account.decideMembership', { membershipId, decision, reason })
const waiting = async (who: string) => (await world.call(who, 'account.memberships', {})).memberships

describe('a person', () => {
  test('is nobody in particular before the first step, and leaves no record by looking', async () => {
    expect(await me('resident')).toEqual({
      id: 'resident',
      name: '',
      roles: [],
      unread: 0,
      allowance: {},
      now: start,
    })
    expect(await world.store.get('people', 'resident')).toBeUndefined()
    expect(await world.code(undefined, 'account.me', {})).toBe('UNAUTHENTICATED')
  })

  test('leaves a name, and a phone if they like, which comes back masked', async () => {
    expect(await world.call('resident', 'account.saveProfile', { name: ' 演示居民甲 ', phone: '15600000001' })).toEqual(
      {
        name: '演示居民甲',
        phoneMasked: '156******01',
      },
    )
    expect(await me('resident')).toMatchObject({ name: '演示居民甲', phoneMasked: '156******01' })
    await world.call('resident', 'account.saveProfile', { name: '演示居民乙' })
    const { name, phoneMasked } = await me('resident')
    expect({ name, phoneMasked }).toEqual({ name: '演示居民乙', phoneMasked: undefined })
  })

  test.each([
    ['no name', { name: '' }, 'name'],
    ['a name too long', { name: '长'.repeat(21) }, 'name'],
    ['a phone too short', { name: '演示居民甲', phone: '1560000000' }, 'phone'],
    ['a phone abroad', { name: '演示居民甲', phone: '+8615600000001' }, 'phone'],
  ])('is not saved with %s', async (_what, input, field) => {
    const outcome = await world.outcome('resident', 'account.saveProfile', input)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'INVALID', fields: { [field]: expect.anything() } } })
    expect(await world.store.get('people', 'resident')).toBeUndefined()
  })

  test('who works here sees their roles', async () => {
    expect((await me('gridWorker@c1-g1')).roles).toEqual([
      { role: 'gridWorker', areaId: 'c1-g1', areaName: '甲社区第1网格', title: 'gridWorker@c1-g1' },
    ])
  })

  test('allows WeChat messages one at a time', async () => {
    expect(await world.call('resident', 'account.allowMessages', { templates: ['itemProgress'] })).toEqual({
      allowance: { itemProgress: 1 },
    })
    await world.call('resident', 'account.allowMessages', { templates: ['itemProgress', 'deskWork'] })
    expect((await me('resident')).allowance).toEqual({ itemProgress: 2, deskWork: 1 })
    for (const templates of [[], ['advertising']])
      expect(await world.code('resident', 'account.allowMessages', { templates })).toBe('INVALID')
  })
})

describe('a home', () => {
  test('is where a resident says, to be confirmed, with whom to turn to', async () => {
    const { membershipId, state } = await joinHome('resident')
    expect(state).toBe('pending')
    expect((await me('resident')).home).toEqual({
      membershipId,
      version: 1,
      state: 'pending',
      buildingId: 'b1',
      buildingName: '和合大院1号楼',
      unit: '1-101',
      relation: 'owner',
      communityId: 'c1',
      communityName: '甲社区',
      gridId: 'c1-g1',
      gridName: '甲社区第1网格',
      point: pointIn('c1-g1'),
      gridWorkers: [{ name: '演示工作人员', phone: '13000000000' }],
    })
  })

  test('in a building whose place nobody entered is shown in the middle of its grid', async () => {
    const [building, grid] = await Promise.all([world.store.get('areas', 'b1'), world.store.get('areas', 'c1-g1')])
    const { centre: _, ...placeless } = building!
    await world.store.replace('areas', placeless)
    await joinHome('resident')
    const { lngE7 = 0, latE7 = 0 } = grid?.centre ?? {}
    expect((await me('resident')).home?.point).toEqual({ lng: lngE7 / 1e7, lat: latE7 / 1e7, system: 'gcj02' })
  })

  test('once the building is in another grid, turns to the worker of that one', async () => {
    await joinHome('resident')
    const b1 = await world.store.get('areas', 'b1')
    if (!b1) throw new Error('there is a building')
    await world.store.replace('areas', { ...b1, grids: [{ from: plusHours(start, 1), gridId: 'c2-g1' }] })
    expect((await me('resident')).home).toMatchObject({ gridId: 'c1-g1', communityName: '甲社区' })
    world.clock.forward(1)
    expect((await me('resident')).home).toMatchObject({
      gridId: 'c2-g1',
      gridName: '乙社区第1网格',
      communityId: 'c2',
      communityName: '乙社区',
    })
    await joinHome('neighbour')
    expect(await waiting('gridWorker@c2-g1')).toHaveLength(1)
  })

  test.each([
    ['no such building', { buildingId: 'b9' }, 'buildingId'],
    ['a grid for a building', { buildingId: 'c1-g1' }, 'buildingId'],
    ['no such door', { unit: '1-103' }, 'unit'],
    ['the beginning of a door', { unit: '1-10' }, 'unit'],
    ['no tie to it', { relation: 'guest' }, 'relation'],
  ])('is not taken with %s', async (_what, over, field) => {
    const input = { buildingId: 'b1', unit: '1-101', relation: 'owner', ...over }
    const outcome = await world.outcome('resident', 'account.joinBuilding', input)
    expect(outcome).toMatchObject({ ok: false, error: { code: 'INVALID', fields: { [field]: expect.anything() } } })
    expect((await me('resident')).home).toBeUndefined()
  })

  test.each(['2-301', ' 2 - 301 ', '2单元301', '2单元301室', '２－３０１', '2—301', '2门洞301', '2号-301室', '2_301'])(
    '«%s» is door 2-301 of the register',
    async (written) => {
      expect(normaliseUnit(written)).toBe('2-301')
      await joinHome('resident', { unit: written })
      expect((await me('resident')).home?.unit).toBe('2-301')
    },
  )

  test('is one: choosing another leaves the first, also at the desk', async () => {
    const first = await joinHome('resident')
    await joinHome('resident', { buildingId: 'b2', relation: 'tenant' })
    expect((await me('resident')).home).toMatchObject({ buildingId: 'b2', state: 'pending', relation: 'tenant' })
    expect(await world.store.get('memberships', first.membershipId)).toMatchObject({ state: 'left' })
    expect(await waiting('captain@b1')).toEqual([])
    expect(await decide('captain@b1', first.membershipId, 'confirm')).toBe('CONFLICT')
    expect(await waiting('captain@b2')).toHaveLength(1)
  })

  test('chosen twice at once is still one', async () => {
    await world.call('resident', 'account.saveProfile', { name: '演示居民甲' })
    const codes = await Promise.all(
      ['b1', 'b2', 'b1'].map((buildingId) =>
        world.code('resident', 'account.joinBuilding', { buildingId, unit: '1-101', relation: 'owner' }),
      ),
    )
    expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'ok'])
    expect((await waiting('captain@b1')).length + (await waiting('captain@b2')).length).toBe(1)
  })

  test('is left, once and for all, by whose it is', async () => {
    const { membershipId } = await joinHome('resident')
    await decide('captain@b1', membershipId, 'confirm')
    expect(await world.code('resident2', 'account.leaveBuilding', { membershipId })).toBe('NOT_FOUND')
    for (let i = 0; i < 2; i += 1)
      expect(await world.call('resident', 'account.leaveBuilding', { membershipId })).toEqual({
        membershipId,
        state: 'left',
      })
    expect((await me('resident')).home).toBeUndefined()
    expect(await decide('captain@b1', membershipId, 'confirm')).toBe('CONFLICT')
  })
})

describe('a claim to live somewhere', () => {
  test.each(['captain@b1', 'gridWorker@c1-g1'])('waits at the desk of %s, who confirms it', async (who) => {
    await world.call('resident', 'account.saveProfile', { name: '演示居民甲' })
    const { membershipId } = await joinHome('resident')
    expect((await stories.inbox(who))[0]).toMatchObject({ kind: 'membershipWork', body: '和合大院1号楼 1-101，业主' })
    expect(await waiting(who)).toEqual([
      {
        membershipId,
        version: 1,
        personName: '演***甲',
        buildingId: 'b1',
        buildingName: '和合大院1号楼',
        unit: '1-101',
        relation: 'owner',
        state: 'pending',
        at: start,
      },
    ])
    expect(await world.call(who, 'account.decideMembership', { membershipId, decision: 'confirm' })).toEqual({
      membershipId,
      version: 2,
      state: 'confirmed',
    })
    expect((await me('resident')).home).toMatchObject({ state: 'confirmed', version: 2 })
    expect(await waiting(who)).toEqual([])
    expect(await stories.inbox('resident')).toMatchObject([
      { kind: 'membership', title: '您的住址已确认', body: '和合大院1号楼 1-101', read: false },
    ])
  })

  test('is refused with a reason, which the resident reads', async () => {
    const { membershipId } = await joinHome('resident')
    expect(await decide('captain@b1', membershipId, 'refuse')).toBe('INVALID')
    expect(await decide('captain@b1', membershipId, 'refuse', '房号登记的是别人')).toBe('ok')
    expect((await me('resident')).home).toMatchObject({ state: 'refused', reason: '房号登记的是别人' })
    expect((await stories.inbox('resident'))[0]).toMatchObject({
      title: '您的住址没有确认',
      body: '和合大院1号楼 1-101。房号登记的是别人',
    })
    await joinHome('resident', { unit: '1-102' })
    const { home } = await me('resident')
    expect(home).toMatchObject({ state: 'pending', unit: '1-102' })
    expect(home).not.toHaveProperty('reason')
  })

  test('is decided once, also by two at once', async () => {
    const first = await joinHome('resident')
    expect(await decide('captain@b1', first.membershipId, 'confirm')).toBe('ok')
    expect(await decide('gridWorker@c1-g1', first.membershipId, 'confirm')).toBe('CONFLICT')
    expect(await decide('captain@b1', first.membershipId, 'refuse', '记错了')).toBe('CONFLICT')
    const second = await joinHome('resident2')
    const codes = await Promise.all([
      decide('captain@b1', second.membershipId, 'confirm'),
      decide('gridWorker@c1-g1', second.membershipId, 'refuse', '不住这里'),
    ])
    expect(codes.sort()).toEqual(['CONFLICT', 'ok'])
    expect(await stories.inbox('resident2')).toHaveLength(1)
  })

  test('is nobody else’s business', async () => {
    const { membershipId } = await joinHome('resident')
    for (const [who, code] of [
      ['captain@b2', 'NOT_FOUND'],
      ['gridWorker@c1-g2', 'NOT_FOUND'],
      ['communityStaff@c1', 'NOT_FOUND'],
      ['gridInformant@c1-g1', 'FORBIDDEN'],
      ['resident2', 'FORBIDDEN'],
      ['resident', 'FORBIDDEN'],
      [undefined, 'UNAUTHENTICATED'],
    ] as const)
      expect([who, await world.code(who, 'account.decideMembership', { membershipId, decision: 'confirm' })]).toEqual([
        who,
        code,
      ])
    expect(await decide('captain@b1', 'none', 'confirm')).toBe('NOT_FOUND')
    expect(await waiting('captain@b2')).toEqual([])
    expect(await waiting('gridWorker@c1-g2')).toEqual([])
    expect(await waiting('communityStaff@c1')).toEqual([])
    for (const who of ['resident', 'streetStaff@s1'])
      expect(await world.code(who, 'account.memberships', {})).toBe('FORBIDDEN')
  })

  test('of the captain is decided by the grid worker, and the captain is not told of it', async () => {
    const { membershipId } = await joinHome('captain@b1')
    expect(await stories.inbox('captain@b1')).toEqual([])
    expect(await decide('captain@b1', membershipId, 'confirm')).toBe('FORBIDDEN')
    expect(await decide('gridWorker@c1-g1', membershipId, 'confirm')).toBe('ok')
  })

  test('carries the name that the resident gives afterwards', async () => {
    await joinHome('resident')
    expect(await waiting('captain@b1')).toMatchObject([{ personName: '未留姓名' }])
    await world.call('resident', 'account.saveProfile', { name: '演示居民甲' })
    expect(await waiting('captain@b1')).toMatchObject([{ personName: '演***甲' }])
  })

  test('is one of many, page by page, the oldest first and each once', async () => {
    await world.store.load('roles', [
      { id: 'r1', personId: 'both', role: 'captain', areaId: 'b1', areaName: '', title: '', name: '' },
      { id: 'r2', personId: 'both', role: 'gridWorker', areaId: 'c1-g1', areaName: '', title: '', name: '' },
    ])
    const claims = madeClaims(45, (i) => ({
      at: plusHours(start, Math.floor(i / 4)),
      ...(i % 3 > 0 && { pendingBuilding: 'b1' }),
    }))
    await world.store.load('memberships', claims)
    const pages: Answer<'account.memberships'>['memberships'][] = []
    let cursor: string | undefined
    do {
      const page = await world.call('both', 'account.memberships', { cursor })
      pages.push(page.memberships)
      cursor = page.cursor
    } while (cursor)
    expect(pages.map((page) => page.length)).toEqual([20, 20, 5])
    expect(pages.flat().map((one) => one.membershipId)).toEqual(claims.map((claim) => claim.id))
    expect(await world.code('both', 'account.memberships', { cursor: 'x' })).toBe('INVALID')
  })
})

describe('the inbox', () => {
  /** Puts messages into a person's inbox, three at each instant. */
  const receive = (personId: string, count: number) =>
    world.store.load(
      'messages',
      Array.from({ length: count }, (_, i) => ({
        id: `${personId}-${String(i).padStart(3, '0')}`,
        personId,
        at: plusHours(start, Math.floor(i / 3)),
        kind: 'test',
        title: '有新进展',
        body: '',
        unreadBy: personId,
      })),
    )

  test('holds what concerns one person, newest first, page by page', async () => {
    await receive('resident', 45)
    await receive('resident2', 3)
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page: Answer<'account.inbox'> = await world.call('resident', 'account.inbox', { cursor })
      expect(page.unread).toBe(45)
      all.push(...page.messages.map((message) => message.messageId))
      cursor = page.cursor
    } while (cursor)
    expect(all).toEqual(Array.from({ length: 45 }, (_, i) => `resident-${String(44 - i).padStart(3, '0')}`))
    expect((await me('resident')).unread).toBe(45)
  })

  test('is marked as read by whose it is alone, as often as they like', async () => {
    await receive('resident', 3)
    await receive('resident2', 1)
    const messageIds = ['resident-000', 'resident-000', 'resident2-000', 'none']
    for (let i = 0; i < 2; i += 1)
      expect(await world.call('resident', 'account.markRead', { messageIds })).toEqual({ unread: 2 })
    expect((await stories.inbox('resident')).map(({ read }) => read)).toEqual([false, false, true])
    expect((await me('resident2')).unread).toBe(1)
    expect((await me('resident')).unread).toBe(2)
  })
})

describe('what the city holds of a person', () => {
  const name = '演示居民甲'
  const phone = '15600000001'

  /** A life with everything in it that leaves a record. */
  async function live(who: string) {
    await world.call(who, 'account.saveProfile', { name, phone }, 'profile')
    await joinHome(who)
    await world.call(who, 'account.allowMessages', { templates: ['itemProgress'] })
    const fileId = await world.photo(who)
    const named = await stories.report({ photos: [fileId] }, who)
    await stories.act('gridWorker@c1-g1', 'settle', named.itemId, { result: '已清走' })
    await stories.act(who, 'reopen', named.itemId, { reason: '还堵着半边' })
    const reveal = { itemId: named.itemId, version: 3 }
    await world.call('gridWorker@c1-g1', 'item.reveal', reveal, 'look')
    const others = await stories.report({ category: 'road' }, 'resident2')
    await world.call(who, 'hazard.join', { itemId: others.itemId, point: pointIn('c1-g1') })
    const secret = await stories.report({ confidential: true, description: '保密的情况' }, who)
    world.uploads.set('uploads/orphan', jpeg)
    await world.call(who, 'item.addPhoto', { upload: 'uploads/orphan' })
    return { named, others, secret }
  }

  test('is handed to them whole, without their confidential reports', async () => {
    const { named, others, secret } = await live('resident')
    const { exportedAt, data } = await world.call('resident', 'account.export', {})
    expect(exportedAt).toBe(start)
    expect(data).toMatchObject({
      person: { id: 'resident', openid: 'openid-resident', name, phone, allowance: { itemProgress: 1 } },
      roles: [],
      memberships: [{ buildingName: '和合大院1号楼', unit: '1-101', state: 'pending' }],
      reports: [
        {
          number: named.number,
          title: '消防通道堵塞',
          description: '三楼楼道堆满纸箱',
          place: '和合大院1号楼',
          state: 'reopened',
          createdAt: start,
          photos: [{ url: expect.any(String) }],
          written: [{ act: 'report' }, { act: 'reopen', note: '还堵着半边' }],
        },
      ],
      joined: [others.number],
    })
    const inbox = await stories.inbox('resident')
    expect((data.messages as { body: string }[]).map(({ body }) => body).sort()).toEqual(
      inbox.map(({ body }) => body).sort(),
    )
    expect(inbox.length).toBeGreaterThan(1)
    expect(JSON.stringify(data)).not.toContain(secret.number)
    expect(JSON.stringify(data)).not.toContain('保密的情况')
    expect(await world.code(undefined, 'account.export', {})).toBe('UNAUTHENTICATED')
  })

  test('is empty of a person who never did anything', async () => {
    const { data } = await world.call('resident', 'account.export', {})
    const nothing = { topics: [], posts: [], stances: [], verdicts: [], proxies: [], delegate: [] }
    const unbooked = { cards: [], held: [], forOthers: [], waits: [], rounds: [], proxies: [] }
    expect(data).toEqual({
      person: null,
      roles: [],
      memberships: [],
      reports: [],
      joined: [],
      messages: [],
      deliberation: nothing,
      bookings: unbooked,
    })
  })

  /** All that is on the disk: the database and its log. */
  const bytesOnDisk = () =>
    Buffer.concat(readdirSync(world.folder).map((file) => readFileSync(join(world.folder, file)))).toString('latin1')
  const asBytes = (text: string) => Buffer.from(text).toString('latin1')

  test('is erased when they ask, down to the bytes on the disk; the reports stay without the name', async () => {
    const who = 'a-resident-who-leaves'
    const { named, others } = await live(who)
    const traces = [who, name, phone, `openid-${who}`, '156******01']
    expect(traces.filter((trace) => world.everything().includes(trace))).toEqual(traces.slice(0, 4))
    await world.store.settle()
    expect(bytesOnDisk()).toContain(asBytes(name))

    const answer = await world.call(who, 'account.erase', { confirm: 'ERASE' })
    expect(answer).toEqual({ erased: true, kept: expect.stringContaining('1 件事') })

    expect(traces.filter((trace) => world.everything().includes(trace))).toEqual([])
    await world.store.settle()
    expect(traces.filter((trace) => bytesOnDisk().includes(asBytes(trace)))).toEqual([])

    const { item, timeline } = await stories.view('gridWorker@c1-g1', named.itemId)
    expect(item).toMatchObject({ state: 'reopened', description: '三楼楼道堆满纸箱', reporter: undefined })
    expect(timeline.map((event) => event.act)).toEqual(['report', 'settle', 'reopen', 'reveal'])
    for (const { itemId } of [named, others]) expect(await world.code(who, 'item.get', { itemId })).toBe('NOT_FOUND')
    expect(await me(who)).toMatchObject({ name: '', home: undefined, unread: 0 })
    expect(await waiting('captain@b1')).toEqual([])
  })

  test('stays erased when the report goes on', async () => {
    const who = 'a-resident-who-leaves'
    const { named } = await live(who)
    await world.call(who, 'account.erase', { confirm: 'ERASE' })
    await stories.act('gridWorker@c1-g1', 'settle', named.itemId, { result: '已清走' })
    world.clock.forward(8 * 24)
    await world.tick()
    expect((await stories.view('gridWorker@c1-g1', named.itemId)).item.state).toBe('closed')
    expect(world.everything()).not.toContain(who)
  })

  test('does not come back with a step that was under way', async () => {
    const who = 'a-resident-who-leaves'
    const { itemId } = await stories.report({}, who)
    const transaction = world.store.transaction
    world.store.transaction = async (work) => {
      world.store.transaction = transaction
      await world.call(who, 'account.erase', { confirm: 'ERASE' })
      return transaction(work)
    }
    expect(await world.code('gridWorker@c1-g1', 'hazard.accept', { itemId, version: 1 })).toBe('CONFLICT')
    expect(world.everything()).not.toContain(who)
    expect(await world.code('gridWorker@c1-g1', 'hazard.accept', { itemId, version: 1 })).toBe('ok')
  })

  test('is erased though a message is on its way', async () => {
    const who = 'a-resident-who-leaves'
    await world.call(who, 'account.allowMessages', { templates: ['itemProgress'] })
    await stories.report({}, who)
    const { send } = world.ports.messages
    world.ports.messages.send = async (message) => {
      await world.call(who, 'account.erase', { confirm: 'ERASE' })
      return send(message)
    }
    expect((await world.tick()).sent).toBe(1)
    expect(world.everything()).not.toContain(who)
  })

  test('is erased though a message changes under the hand', async () => {
    const who = 'a-resident-who-leaves'
    await stories.report({}, who)
    const { range } = world.store
    world.store.range = async (collection, index, query) => {
      const page = await range(collection, index, query)
      if (collection === 'messages') for (const row of page.rows) await world.store.replace(collection, row)
      return page
    }
    await world.call(who, 'account.erase', { confirm: 'ERASE' })
    expect(world.everything()).not.toContain(who)
  })

  test('is erased again without harm, and of a captain with the office', async () => {
    await joinHome('captain@b1')
    for (let i = 0; i < 2; i += 1)
      expect(await world.call('captain@b1', 'account.erase', { confirm: 'ERASE' })).toEqual({
        erased: true,
        kept: '没有保留任何记录',
      })
    expect(world.everything()).not.toContain('captain@b1')
  })

  test('is not erased by mistake, by nobody, or while they hold an office', async () => {
    await live('resident')
    expect(await world.code('resident', 'account.erase', {})).toBe('INVALID')
    expect(await world.code('resident', 'account.erase', { confirm: 'yes' })).toBe('INVALID')
    expect(await world.code(undefined, 'account.erase', { confirm: 'ERASE' })).toBe('UNAUTHENTICATED')
    const before = world.everything()
    expect(await world.code('gridWorker@c1-g1', 'account.erase', { confirm: 'ERASE' })).toBe('CONFLICT')
    expect(world.everything()).toBe(before)
  })
})
