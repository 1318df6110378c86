import { makeWorld, pointIn, type World } from '../testing/world'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.close())

const description = '三楼楼道堆满纸箱'
const report = (over: object = {}) =>
  world.call('resident', 'hazard.report', { category: 'fireExit', description, buildingId: 'b1', ...over })

/** The item as somebody sees it. */
const view = (who: string, itemId: string) => world.call(who, 'item.get', { itemId })
const acts = async (who: string, itemId: string) => (await view(who, itemId)).timeline.map((event) => event.act)

/** Takes a step as somebody, on the version they see. */
async function act(who: string, name: string, itemId: string, input: object = {}) {
  const { item } = await view(who, itemId)
  const result = await world.outcome(who, `hazard.${name}`, { itemId, version: item.version, ...input })
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
  return result.value as { version: number; state: string; responsible: { id: string; level: string } }
}

describe('a resident reports a hazard', () => {
  test('and hears who answers, by when and why', async () => {
    const answer = await report()
    expect(answer).toMatchObject({
      grid: { id: 'c1-g1', name: '甲社区第1网格' },
      responsible: { level: 'grid', id: 'c1-g1' },
      rule: 'building',
      dueAt: '2026-11-23T06:00:00.000Z',
    })
    expect(answer.number).toMatch(/^261123-\d{8}$/)
    expect(answer.receipt).toBeUndefined()
    const { items } = await world.call('resident', 'item.mine', {})
    expect(items).toMatchObject([
      { itemId: answer.itemId, state: 'routed', title: '消防通道堵塞', place: '和合大院1号楼' },
    ])
    const inbox = await world.call('gridWorker@c1-g1', 'account.inbox', {})
    expect(inbox.messages).toMatchObject([{ itemId: answer.itemId, read: false }])
  })

  test('by a point, in either datum, and lands in the same grid', async () => {
    const { lng, lat } = pointIn('c1-g2')
    const gcj = await report({ buildingId: undefined, point: { lng, lat, system: 'gcj02' } })
    expect(gcj).toMatchObject({ rule: 'polygon', grid: { id: 'c1-g2' } })
    // The same numbers read as WGS-84 lie some 450 m away: the datum is never guessed.
    const wgs = await world.outcome('resident', 'hazard.report', {
      category: 'fireExit',
      description,
      point: { lng, lat, system: 'wgs84' },
    })
    expect(wgs).not.toMatchObject({ ok: true, value: { grid: { id: 'c1-g2' } } })
  })

  test('by a point or a building, and it keeps the generation of boundaries that it was routed by', async () => {
    for (const where of [{ point: pointIn('c1-g2'), buildingId: undefined }, { buildingId: 'b1' }]) {
      const { itemId } = await report(where)
      expect((await world.store.get('items', itemId))?.generation).toBe('2022-01-01-1')
    }
  })

  test('twice with one request id, also at once, and makes one item', async () => {
    const input = { category: 'fireExit', description, buildingId: 'b1' }
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.call('resident', 'hazard.report', input, 'same')),
    )
    answers.push(await world.call('resident', 'hazard.report', input, 'same'))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect((await world.call('resident', 'item.mine', {})).items).toHaveLength(1)
  })

  test('with photos, which only the uploader can attach and those who see the item can see', async () => {
    const fileId = await world.photo('resident')
    expect(
      await world.code('resident2', 'hazard.report', {
        category: 'road',
        description,
        buildingId: 'b1',
        photos: [fileId],
      }),
    ).toBe('INVALID')
    const { itemId } = await report({ photos: [fileId] })
    expect((await view('gridWorker@c1-g1', itemId)).item.photos).toEqual([{ fileId, url: `/files/${fileId}` }])
    expect(
      await world.code('resident', 'hazard.report', {
        category: 'road',
        description,
        buildingId: 'b1',
        photos: [fileId],
      }),
    ).toBe('INVALID')
  })

  test('that is critical, and the community hears at once and may take it', async () => {
    const { itemId } = await report({ category: 'gas' })
    const inbox = await world.call('communityStaff@c1', 'account.inbox', {})
    expect(inbox.messages).toMatchObject([{ itemId }])
    expect((await world.call('communityStaff@c1', 'item.queue', {})).items).toMatchObject([{ itemId }])
    expect(await act('communityStaff@c1', 'accept', itemId)).toMatchObject({
      state: 'accepted',
      responsible: { level: 'community', id: 'c1' },
    })
  })

  test('in words that the content check doubts, and is still heard', async () => {
    world.outside.verdict = 'refuse'
    const { itemId } = await report()
    expect((await view('gridWorker@c1-g1', itemId)).item.flagged).toBe(true)
    const near = await world.call(undefined, 'hazard.nearby', { category: 'fireExit', point: pointIn('c1-g1') })
    expect(near.items).toMatchObject([{ itemId, place: '' }])
  })
})

describe('the grid worker', () => {
  test('accepts and settles on the spot; the reporter confirms with a score', async () => {
    const { itemId } = await report()
    await act('gridWorker@c1-g1', 'accept', itemId)
    const fileId = await world.photo('gridWorker@c1-g1')
    expect(await act('gridWorker@c1-g1', 'settle', itemId, { result: '已清走', photos: [fileId] })).toMatchObject({
      state: 'resolved',
    })
    await act('resident', 'confirm', itemId, { score: 5, comment: '很快' })
    const { item, timeline, allowed } = await view('resident', itemId)
    expect(item).toMatchObject({ state: 'closed', score: 5, result: '已清走', mine: true })
    expect(item.dueAt).toBeUndefined()
    expect(allowed).toEqual([])
    expect(timeline.map((event) => event.title)).toEqual([
      '收到报告，转到甲社区第1网格',
      '甲社区第1网格网格员接单，开始处理',
      '甲社区第1网格网格员当场处理完毕，等报告人确认',
      '报告人确认已解决',
    ])
    expect(timeline[2].photos).toEqual([{ fileId, url: `/files/${fileId}` }])
  })

  test('blows the whistle; the street assigns, the department accepts, hands back, is assigned again and resolves', async () => {
    const { itemId } = await report()
    expect(await act('gridWorker@c1-g1', 'blow', itemId, { reason: '需要消防部门' })).toMatchObject({
      state: 'whistled',
      responsible: { level: 'street', id: 's1' },
    })
    expect(await act('streetStaff@s1', 'assign', itemId)).toMatchObject({
      state: 'assigned',
      responsible: { level: 'department', id: 'd1-fire' },
    })
    expect(await act('departmentStaff@d1-fire', 'handBack', itemId, { reason: '属于城管' })).toMatchObject({
      state: 'whistled',
      responsible: { id: 's1' },
    })
    await act('streetStaff@s1', 'assign', itemId, { departmentId: 'd1-urban' })
    await act('departmentStaff@d1-urban', 'accept', itemId)
    await act('departmentStaff@d1-urban', 'resolve', itemId, { result: '已拆除' })
    expect(await acts('departmentStaff@d1-fire', itemId)).toEqual([
      'report',
      'blow',
      'assign',
      'handBack',
      'assign',
      'accept',
      'resolve',
    ])
  })

  test('who handed a report up stays answerable until somebody accepts', async () => {
    const { itemId } = await report()
    await act('gridWorker@c1-g1', 'handBack', itemId, { reason: '不会处理' })
    const { item, allowed } = await view('gridWorker@c1-g1', itemId)
    expect(item).toMatchObject({ responsible: { id: 'c1' }, answerable: { id: 'c1-g1' } })
    expect(allowed).toContain('hazard.accept')
    await act('communityStaff@c1', 'accept', itemId)
    expect((await view('gridWorker@c1-g1', itemId)).item.answerable).toBeUndefined()
    expect(await world.code('gridWorker@c1-g1', 'hazard.accept', { itemId, version: 2 })).toBe('CONFLICT')
    expect(await world.code('gridWorker@c1-g1', 'hazard.accept', { itemId, version: 3 })).toBe('FORBIDDEN')
  })

  test('is told when a colleague was faster', async () => {
    const { itemId } = await report()
    const { version } = await act('gridWorker@c1-g1', 'accept', itemId)
    expect(version).toBe(2)
    const late = await world.outcome('gridWorker@c1-g1', 'hazard.accept', { itemId, version: 1 })
    expect(late).toMatchObject({ ok: false, error: { code: 'CONFLICT', message: expect.stringContaining('处理中') } })
  })

  test('two at once on one version: one succeeds', async () => {
    const { itemId } = await report({ category: 'gas' })
    const codes = await Promise.all(
      ['gridWorker@c1-g1', 'communityStaff@c1', 'gridWorker@c1-g1'].map((who) =>
        world.code(who, 'hazard.accept', { itemId, version: 1 }),
      ),
    )
    expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'ok'])
  })

  test('merges a double; its reporter hears the outcome of the other', async () => {
    const first = await report()
    const second = await world.call('resident2', 'hazard.report', {
      category: 'fireExit',
      description,
      buildingId: 'b1',
    })
    expect(
      await world.code('gridWorker@c1-g1', 'hazard.merge', {
        itemId: second.itemId,
        version: 1,
        intoItemId: second.itemId,
      }),
    ).toBe('INVALID')
    await act('gridWorker@c1-g1', 'merge', second.itemId, { intoItemId: first.itemId })
    expect((await view('resident', first.itemId)).item.mergedCount).toBe(1)
    await act('gridWorker@c1-g1', 'settle', first.itemId, { result: '已清走' })
    const { messages } = await world.call('resident2', 'account.inbox', {})
    expect(messages.map((message) => message.itemId)).toContain(first.itemId)
    const joined = await view('resident2', first.itemId)
    expect(joined.item).toMatchObject({ description: '', result: '已清走', mine: false })
    expect(joined.item.reporter).toBeUndefined()
    expect(joined.allowed).toEqual([])
    expect((await view('resident2', second.itemId)).item).toMatchObject({
      mergedInto: first.itemId,
      mergedState: 'resolved',
      mergedResult: '已清走',
    })
  })

  test('sees the reporter masked; looking behind the mask is a step of the timeline', async () => {
    await world.call('resident', 'account.saveProfile', { name: '王小四', phone: '15612345677' })
    const { itemId } = await report()
    const { item } = await view('gridWorker@c1-g1', itemId)
    expect(item.reporter).toEqual({ name: '王*四', phone: '156******77' })
    const clear = await world.call('gridWorker@c1-g1', 'item.reveal', { itemId, version: item.version }, 'look')
    expect(clear).toEqual({ name: '王小四', phone: '15612345677', version: 2 })
    expect(await world.call('gridWorker@c1-g1', 'item.reveal', { itemId, version: item.version }, 'look')).toEqual(
      clear,
    )
    expect((await view('resident', itemId)).timeline.at(-1)?.title).toBe('甲社区第1网格网格员查看了报告人的联系方式')
    for (const who of ['communityStaff@c1', 'gridInformant@c1-g1', 'streetStaff@s1'])
      expect((await view(who, itemId)).item.reporter).toBeUndefined()
  })
})

describe('the reporter', () => {
  const resolved = async () => {
    const { itemId } = await report()
    await act('gridWorker@c1-g1', 'settle', itemId, { result: '看过了' })
    return itemId
  }

  test('reopens twice; the third time the street decides, and that is final', async () => {
    const itemId = await resolved()
    for (const count of [1, 2]) {
      expect(await act('resident', 'reopen', itemId, { reason: '还堵着' })).toMatchObject({ state: 'reopened' })
      await act('gridWorker@c1-g1', 'resolve', itemId, { result: `第${count}次处理` })
    }
    expect(await act('resident', 'reopen', itemId, { reason: '还堵着' })).toMatchObject({
      state: 'arbitration',
      responsible: { level: 'street', id: 's1' },
    })
    expect(await act('streetStaff@s1', 'settle', itemId, { result: '街道裁定已达标' })).toMatchObject({
      state: 'closed',
    })
    expect((await view('resident', itemId)).allowed).toEqual([])
  })

  test('withdraws while it is open, not after', async () => {
    const { itemId } = await report()
    await act('resident', 'withdraw', itemId)
    expect(await world.code('resident', 'hazard.withdraw', { itemId, version: 2 })).toBe('CONFLICT')
    expect((await world.call('gridWorker@c1-g1', 'item.queue', {})).items).toEqual([])
  })

  test('is offered open reports nearby of the same category, without words or names, and may join one', async () => {
    const { itemId } = await report({ place: '3单元5楼' })
    const near = { category: 'fireExit', point: pointIn('c1-g1') }
    expect((await world.call(undefined, 'hazard.nearby', near)).items).toEqual([
      {
        itemId,
        title: '消防通道堵塞',
        place: '3单元5楼',
        metres: 0,
        state: 'routed',
        createdAt: '2026-11-23T02:00:00.000Z',
      },
    ])
    expect((await world.call(undefined, 'hazard.nearby', { ...near, category: 'road' })).items).toEqual([])
    expect((await world.call(undefined, 'hazard.nearby', { ...near, point: pointIn('c1-g2') })).items).toEqual([])
    expect(await world.code('resident2', 'hazard.join', { itemId, point: pointIn('c1-g2') })).toBe('NOT_FOUND')
    await world.call('resident2', 'hazard.join', { itemId, point: pointIn('c1-g1') })
    expect((await world.call('resident2', 'item.mine', {})).items).toMatchObject([{ itemId }])
  })

  test('nobody outside sees it', async () => {
    const { itemId } = await report()
    for (const who of ['resident2', 'captain@b1', 'gridWorker@c1-g2', 'communityStaff@c2', 'departmentStaff@d1-fire'])
      expect(await world.code(who, 'item.get', { itemId })).toBe('NOT_FOUND')
    expect(await world.code(undefined, 'item.get', { itemId })).toBe('UNAUTHENTICATED')
  })
})

describe('a confidential report', () => {
  const secretly = (requestId?: string) =>
    world.call(
      'resident',
      'hazard.report',
      { category: 'fireExit', description, buildingId: 'b1', confidential: true },
      requestId,
    )

  test('is followed, confirmed and reopened by its receipt without signing in', async () => {
    const { itemId, receipt } = await secretly()
    expect(receipt).toMatch(/^\d{16}$/)
    await act('gridWorker@c1-g1', 'settle', itemId, { result: '已清走' })
    const seen = await world.call(undefined, 'hazard.follow', { receipt: receipt ?? '' })
    expect(seen.item).toMatchObject({ state: 'resolved', mine: true, confidential: true })
    expect(seen.allowed).toEqual(['hazard.confirm', 'hazard.reopen'])
    const step = { itemId, version: seen.item.version, receipt }
    expect(await world.code(undefined, 'hazard.confirm', { ...step, receipt: '0'.repeat(16), score: 5 })).toBe(
      'NOT_FOUND',
    )
    expect(await world.code(undefined, 'hazard.reopen', { ...step, reason: '还堵着' })).toBe('ok')
    expect(await world.code(undefined, 'hazard.confirm', { itemId, version: 3, score: 5 })).toBe('UNAUTHENTICATED')
  })

  test('is answered alike to a repeated request, the receipt included', async () => {
    const first = await secretly('same')
    expect(await secretly('same')).toEqual(first)
    const other = await world.call(
      'resident2',
      'hazard.report',
      { category: 'fireExit', description, buildingId: 'b1', confidential: true },
      'same',
    )
    expect(other.receipt).not.toBe(first.receipt)
    expect(other.itemId).not.toBe(first.itemId)
  })

  test('without a request id is followed by its receipt all the same', async () => {
    const input = { category: 'fireExit', description, buildingId: 'b1', confidential: true }
    const answer = await world.dispatch(
      { name: 'hazard.report', input },
      { personId: 'resident', openid: 'openid-resident' },
    )
    const { receipt } = (answer as { value: { receipt: string } }).value
    expect(await world.code(undefined, 'hazard.follow', { receipt })).toBe('ok')
  })

  test('leaves nothing behind that ties it to its author, and its receipt nowhere', async () => {
    const fileId = await world.photo('resident')
    const before = world.everything()
    expect(before).not.toContain('resident')
    const { receipt, itemId } = await world.call('resident', 'hazard.report', {
      category: 'fireExit',
      description,
      buildingId: 'b1',
      confidential: true,
      photos: [fileId],
    })
    const after = world.everything() + JSON.stringify(world.logs)
    expect(after).not.toContain('resident')
    expect(after).not.toContain('openid-')
    expect(after).not.toContain(receipt)
    expect(after).not.toContain('ownerMac')
    expect(await world.code('resident', 'item.get', { itemId })).toBe('NOT_FOUND')
    expect((await world.call('resident', 'item.mine', {})).items).toEqual([])
    expect((await world.call('gridWorker@c1-g1', 'item.get', { itemId })).item.reporter).toBeUndefined()
  })
})

describe('categories', () => {
  test('are data that the district edits; two at once do not overwrite each other', async () => {
    const { categories } = await world.call(undefined, 'hazard.categories', {})
    expect(categories.map((one) => one.id)).toEqual(['fireExit', 'gas', 'road'])
    const { version, ...edited } = { ...categories[0], name: '消防通道被堵' } as Record<string, unknown> & {
      version: number
    }
    expect(await world.code('streetStaff@s1', 'hazard.editCategory', { ...edited, version })).toBe('FORBIDDEN')
    expect(await world.code('districtStaff@d1', 'hazard.editCategory', { ...edited, version })).toBe('ok')
    expect(await world.code('cityStaff@2102', 'hazard.editCategory', { ...edited, version })).toBe('CONFLICT')
    expect(await world.code('cityStaff@2102', 'hazard.editCategory', { ...edited, id: 'ice', name: '路面结冰' })).toBe(
      'ok',
    )
    const after = await world.call(undefined, 'hazard.categories', {})
    expect(after.categories.map((one) => one.name)).toEqual(['消防通道被堵', '燃气异味', '道路井盖', '路面结冰'])
  })
})
