import type { Answer } from '../contract'
import { mediationOf } from '../testing/mediation'
import { storiesOf } from '../testing/stories'
import { makeWorld, pointIn, type World } from '../testing/world'

let world: World
let ask: ReturnType<typeof mediationOf>['ask']
let act: ReturnType<typeof mediationOf>['act']
let inbox: ReturnType<typeof storiesOf>['inbox']
beforeEach(async () => {
  world = await makeWorld()
  ;({ ask, act } = mediationOf(world))
  inbox = storiesOf(world).inbox
})
afterEach(() => world.close())

const mediator = 'mediator@c1'
const view = (who: string, itemId: string) => world.call(who, 'item.get', { itemId })
const queueOf = async (who: string, filter = {}) =>
  (await world.call(who, 'item.queue', { filter })).items.map(({ itemId }) => itemId)

/** Takes everybody off a unit who could mediate there. */
async function leave(unitId: string) {
  const { rows } = await world.store.range('roles', 'byArea', { eq: [unitId], limit: 100 })
  for (const row of rows) await world.store.remove('roles', row.id, row.version)
}

describe('a resident asks for mediation', () => {
  test('and hears which community answers and by when', async () => {
    const answer = await ask()
    expect(answer).toEqual({
      itemId: expect.stringMatching(/^261123-\d{8}$/),
      number: answer.itemId,
      responsible: { level: 'community', id: 'c1', name: '甲社区' },
      dueAt: '2026-11-26T02:00:00.000Z',
    })
    expect((await world.call('resident', 'item.mine', {})).items).toMatchObject([
      { itemId: answer.itemId, kind: 'mediation', state: 'requested', title: '噪音纠纷', place: '和合大院1号楼' },
    ])
    const { item, allowed } = await view('resident', answer.itemId)
    expect(item).toMatchObject({ mine: true, areaName: '甲社区', wish: '晚上十点以后不要拖桌子' })
    expect(allowed).toEqual(['mediation.withdraw'])
  })

  test('by a point as well, outside any building', async () => {
    const { responsible } = await ask({ buildingId: undefined, point: pointIn('c2-g1') })
    expect(responsible.id).toBe('c2')
  })

  test('and it goes to whoever is nearest above, where the community has nobody', async () => {
    await leave('c1')
    expect((await ask()).responsible.id).toBe('s1')
    await leave('s1')
    expect((await ask()).responsible.id).toBe('d1')
  })

  test('of a community without a mediator, whose staff then mediate', async () => {
    const { itemId, responsible } = await ask({ buildingId: undefined, point: pointIn('c2-g1') })
    expect(responsible.id).toBe('c2')
    await act('communityStaff@c2', 'accept', itemId)
    const { timeline } = await view('resident', itemId)
    expect(timeline.at(-1)?.title).toBe('乙社区工作人员受理，开始调解')
  })

  test('once, however often the request is sent', async () => {
    const input = { matter: 'pets', description: '狗在楼道里乱叫', buildingId: 'b1' }
    const [first, second] = [
      await world.outcome('resident', 'mediation.request', input, 'same'),
      await world.outcome('resident', 'mediation.request', input, 'same'),
    ]
    expect(second).toEqual(first)
    expect((await world.call('resident', 'item.mine', {})).items).toHaveLength(1)
  })

  test('whatever words a quarrel finds; who handles it is told to read with care', async () => {
    world.outside.verdict = 'refuse'
    const { itemId } = await ask()
    expect((await view(mediator, itemId)).item.flagged).toBe(true)
    expect((await view('resident', itemId)).item.flagged).toBeUndefined()
  })

  test('with photos that are theirs, seen by those who handle it', async () => {
    const photo = await world.photo('resident')
    const { itemId } = await ask({ photos: [photo] })
    expect((await view(mediator, itemId)).item.photos).toEqual([{ fileId: photo, url: `/files/${photo}` }])
    const stolen = await world.outcome('resident2', 'mediation.request', {
      matter: 'noise',
      description: '吵得睡不着',
      buildingId: 'b1',
      photos: [await world.photo('resident')],
    })
    expect(stolen).toMatchObject({ ok: false, error: { fields: { 'photos.0': expect.any(String) } } })
  })

  test('and is told what is missing or wrong', async () => {
    const wrong = async (input: object) => {
      const outcome = await world.outcome('resident', 'mediation.request', input)
      return outcome.ok ? [] : Object.keys(outcome.error.fields ?? {})
    }
    const right = { matter: 'noise', description: '吵得睡不着', buildingId: 'b1' }
    expect(await wrong({ ...right, matter: 'war' })).toEqual(['matter'])
    expect(await wrong({ ...right, description: '' })).toEqual(['description'])
    expect(await wrong({ ...right, otherPhone: '110' })).toEqual(['otherPhone'])
    expect(await wrong({ ...right, buildingId: undefined })).toEqual(['point'])
    expect(await wrong({ ...right, buildingId: 'no-such-building' })).toEqual(['buildingId'])
    expect(await world.code(undefined, 'mediation.request', right)).toBe('UNAUTHENTICATED')
  })
})

describe('a mediation', () => {
  test('from the request to the agreement that is confirmed', async () => {
    const { itemId } = await ask()
    await act(mediator, 'accept', itemId)
    const photo = await world.photo(mediator)
    await act(mediator, 'progress', itemId, { note: '周六上午十点在社区调解室见面', photos: [photo] })
    expect(await act(mediator, 'settle', itemId, { result: '晚上十点以后不拖桌子，垫上桌脚' })).toMatchObject({
      state: 'agreed',
    })
    const { item, allowed, timeline } = await view('resident', itemId)
    expect(item.result).toBe('晚上十点以后不拖桌子，垫上桌脚')
    expect(allowed).toEqual(['mediation.confirm', 'mediation.object', 'mediation.withdraw'])
    expect(timeline.map(({ act: name, actor }) => [name, actor])).toEqual([
      ['request', '申请人'],
      ['accept', '甲社区调解员'],
      ['progress', '甲社区调解员'],
      ['settle', '甲社区调解员'],
    ])
    expect(timeline[2]).toMatchObject({ note: '周六上午十点在社区调解室见面', photos: [{ fileId: photo }] })
    expect(await act('resident', 'confirm', itemId)).toMatchObject({ state: 'closed' })
    expect((await view(mediator, itemId)).allowed).toEqual([])
  })

  test('that is simple is settled on the spot by whoever receives it', async () => {
    const { itemId } = await ask()
    expect(await act('communityStaff@c1', 'settle', itemId, { result: '当场说和了' })).toMatchObject({
      state: 'agreed',
    })
  })

  test('whose agreement is not what was agreed goes on, and nothing stands as its result', async () => {
    const { itemId } = await ask()
    await act(mediator, 'settle', itemId, { result: '每月赔两百元' })
    expect(await act('resident', 'object', itemId, { reason: '说好的是一百元' })).toMatchObject({ state: 'accepted' })
    expect((await view('resident', itemId)).item.result).toBeUndefined()
    await act(mediator, 'settle', itemId, { result: '每月赔一百元' })
    expect((await view('resident', itemId)).item.result).toBe('每月赔一百元')
  })

  test('that fails says what is open to the parties', async () => {
    const { itemId } = await ask()
    await act(mediator, 'accept', itemId)
    expect(await act(mediator, 'end', itemId, { reason: '对方不愿意调解' })).toMatchObject({ state: 'failed' })
    const last = (await view('resident', itemId)).timeline.at(-1)
    expect(last?.title).toContain('12348')
    expect(last?.note).toBe('对方不愿意调解')
  })

  test('that is too much for the community goes up, and the community answers for it until it is taken on', async () => {
    const { itemId } = await ask()
    await act(mediator, 'handUp', itemId, { reason: '牵涉三个社区' })
    expect(await world.code(mediator, 'item.get', { itemId })).toBe('ok')
    await act('mediator@s1', 'accept', itemId)
    expect(await world.code(mediator, 'item.get', { itemId })).toBe('NOT_FOUND')
    expect(await queueOf('mediator@s1')).toEqual([itemId])
    await act('mediator@s1', 'handUp', itemId, { reason: '要区里协调' })
    await act('districtStaff@d1', 'accept', itemId)
    expect(await world.code('districtStaff@d1', 'mediation.handUp', { itemId, version: 5, reason: '再上报' })).toBe(
      'CONFLICT',
    )
  })

  test('is stopped by whoever asked, at any time', async () => {
    const { itemId } = await ask()
    await act(mediator, 'settle', itemId, { result: '说和了' })
    expect(await act('resident', 'withdraw', itemId, { reason: '我们自己谈' })).toMatchObject({ state: 'withdrawn' })
  })

  test('that nobody takes on in three days goes up, and one that nobody objects to is closed in a week', async () => {
    const { itemId } = await ask()
    world.clock.forward(73)
    await world.tick()
    expect((await view('resident', itemId)).item).toMatchObject({
      state: 'requested',
      responsible: { id: 's1' },
      answerable: { id: 'c1' },
    })
    await act('mediator@s1', 'settle', itemId, { result: '说和了' })
    world.clock.forward(24 * 7 + 1)
    await world.tick()
    expect((await view('resident', itemId)).item.state).toBe('closed')
  })

  test('is not handled by the one who brought it, even where they mediate', async () => {
    const { itemId } = await ask({}, mediator)
    const { item, allowed } = await view(mediator, itemId)
    expect(allowed).toEqual(['mediation.withdraw'])
    expect(item.reporter).toBeUndefined()
    expect(await world.code(mediator, 'mediation.accept', { itemId, version: 1 })).toBe('FORBIDDEN')
    await act('communityStaff@c1', 'accept', itemId)
  })

  test('takes no step of another kind, and no other kind takes its', async () => {
    const { itemId } = await ask()
    await act(mediator, 'accept', itemId)
    for (const [name, input] of [
      ['hazard.blow', { reason: '请街道派单' }],
      ['hazard.settle', { result: '处理了' }],
      ['hazard.withdraw', {}],
    ] as const)
      expect([name, await world.code(mediator, name, { itemId, version: 2, ...input })]).toEqual([name, 'NOT_FOUND'])
    const { itemId: hazard } = await storiesOf(world).report()
    const step = { itemId: hazard, version: 1 }
    expect(await world.code('gridWorker@c1-g1', 'mediation.accept', step)).toBe('NOT_FOUND')
  })

  test('of two who take it on at once the second is told', async () => {
    const { itemId } = await ask()
    const both = await Promise.all(
      [mediator, 'communityStaff@c1'].map((who) => world.code(who, 'mediation.accept', { itemId, version: 1 })),
    )
    expect(both.sort()).toEqual(['CONFLICT', 'ok'])
  })
})

describe('the wall round a mediation', () => {
  const outsiders = [
    'resident2',
    'captain@b1',
    'gridInformant@c1-g1',
    'gridWorker@c1-g1',
    'communityStaff@c2',
    'mediator@s1',
    'streetStaff@s1',
    'districtStaff@d1',
    'cityStaff@2102',
    'departmentStaff@d1-fire',
  ]

  test('those who handle it see it, and whoever oversees the place does not', async () => {
    const { itemId } = await ask()
    for (const who of [mediator, 'communityStaff@c1', 'resident'])
      expect([who, await world.code(who, 'item.get', { itemId })]).toEqual([who, 'ok'])
    for (const who of outsiders) {
      expect([who, await world.code(who, 'item.get', { itemId })]).toEqual([who, 'NOT_FOUND'])
      expect([who, await world.code(who, 'mediation.accept', { itemId, version: 1 })]).toEqual([who, 'NOT_FOUND'])
      expect([who, await world.code(who, 'item.reveal', { itemId, version: 1 })]).toEqual([who, 'NOT_FOUND'])
    }
  })

  test('is on the desk of those who handle it, and in nobody’s list of an area', async () => {
    const { itemId } = await ask()
    const { itemId: hazard } = await storiesOf(world).report()
    await storiesOf(world).act('gridWorker@c1-g1', 'handBack', hazard, { reason: '要社区协调' })
    expect(await queueOf('communityStaff@c1')).toEqual([hazard, itemId])
    expect(await queueOf('communityStaff@c1', { kind: 'mediation' })).toEqual([itemId])
    expect(await queueOf(mediator)).toEqual([itemId])
    expect((await world.call(mediator, 'item.queue', {})).counts.open).toBe(1)
    for (const who of ['communityStaff@c1', 'streetStaff@s1', 'districtStaff@d1', 'cityStaff@2102'])
      expect([who, await queueOf(who, { scope: 'area' })]).toEqual([who, [hazard]])
    expect(await queueOf('gridWorker@c1-g1', { scope: 'area' })).toEqual([hazard])
  })

  test('is not opened by a mediator’s seat to anything else of the community', async () => {
    const { itemId } = await storiesOf(world).report()
    await storiesOf(world).act('gridWorker@c1-g1', 'handBack', itemId, { reason: '要社区协调' })
    expect(await world.code(mediator, 'item.get', { itemId })).toBe('NOT_FOUND')
    expect(await queueOf(mediator, { scope: 'area' })).toEqual([])
  })

  test('tells nobody but its parties, and in their messages neither what it is about nor what was said', async () => {
    const { itemId } = await ask()
    await act(mediator, 'accept', itemId)
    await act(mediator, 'progress', itemId, { note: '周六见面' })
    await act('resident', 'withdraw', itemId, { reason: '我们自己谈' })
    for (const who of outsiders) expect([who, await inbox(who)]).toEqual([who, []])
    const told = [...(await inbox('resident')), ...(await inbox(mediator)), ...(await inbox('communityStaff@c1'))]
    expect(told.length).toBeGreaterThan(3)
    expect(JSON.stringify(told)).not.toMatch(/噪音|拖桌子|302的|周六|自己谈|和合大院/)
    expect((await inbox('resident')).map(({ title }) => title)).toEqual(
      expect.arrayContaining(['调解申请：待受理', '调解申请：调解中']),
    )
  })

  test('masks both sides until they are asked for, and the look is in the timeline', async () => {
    await world.call('resident', 'account.saveProfile', { name: '演示居民甲', phone: '15600000001' })
    const { itemId } = await ask()
    const { item } = await view(mediator, itemId)
    expect(item.reporter).toEqual({ name: '演***甲', phone: '156******01' })
    expect(item.otherSide).toEqual({ name: '楼******户', phone: '156******09' })
    expect((await view('resident', itemId)).item.otherSide).toEqual({ name: '楼上302的住户', phone: '15600000009' })
    const seen = await world.call(mediator, 'item.reveal', { itemId, version: 1 }, 'look')
    expect(seen).toEqual({
      name: '演示居民甲',
      phone: '15600000001',
      otherSide: { name: '楼上302的住户', phone: '15600000009' },
      version: 2,
    })
    expect(await world.call(mediator, 'item.reveal', { itemId, version: 1 }, 'look')).toEqual(seen)
    const stored = [...world.store.everything()].filter(([name]) => name === 'requests')
    expect(JSON.stringify(stored)).not.toMatch(/302|15600000009|演示居民甲/)
    expect((await view('resident', itemId)).timeline.at(-1)?.title).toBe('甲社区调解员查看了双方的联系方式')
  })

  test('stands when the grid’s worker is changed', async () => {
    const { itemId } = await ask()
    const staff = await world.call('communityStaff@c1', 'area.staff', { gridId: 'c1-g1' })
    await world.call('communityStaff@c1', 'area.changeWorker', {
      gridId: 'c1-g1',
      version: staff.version,
      leavingId: 'gridWorker:c1-g1',
    })
    await world.tick()
    expect((await view('resident', itemId)).timeline.map((event) => event.act)).toEqual(['request'])
  })
})

describe('what a person takes along', () => {
  test('has the request with every word of it', async () => {
    await ask()
    const { data } = (await world.call('resident', 'account.export', {})) as Answer<'account.export'>
    expect(JSON.stringify(data)).toContain('楼上302的住户')
  })

  test('is not erased while somebody mediates for them, and afterwards no name of either side is left', async () => {
    const { itemId } = await ask()
    expect(await world.code('resident', 'account.erase', { confirm: 'ERASE' })).toBe('CONFLICT')
    await act('resident', 'withdraw', itemId)
    expect(await world.code('resident', 'account.erase', { confirm: 'ERASE' })).toBe('ok')
    expect(world.everything()).not.toMatch(/楼上302的住户|15600000009/)
    expect(JSON.stringify(await world.store.get('items', itemId))).not.toContain('resident')
  })
})
