import { hazardStates } from '../../cloudfunctions/contract/hazard'
import type { ItemChange } from '../../cloudfunctions/contract/item'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { community, district, type Place, places, street } from './city'
import { type Door, openDoor } from './door'
import { photoOf, traces } from './photo'

/** A script plays resident, grid worker, street and department over the door, and sees every state. */

let opened: Awaited<ReturnType<typeof openDoor>>
let door: Door
let own: Place
let elsewhere: Place
/** Who plays whom. */
let cast: Record<string, string>
const seen = new Set<string>()

const parts = {
  gridWorker: () => ({ areaId: own.gridId }),
  communityStaff: () => ({ areaId: community.own }),
  streetStaff: () => ({ areaId: street.own }),
  districtStaff: () => ({ areaId: district.own }),
  departmentStaff: () => ({ areaId: `${district.own}-fire` }),
  gridInformant: () => ({ areaId: own.gridId }),
} as const

beforeAll(async () => {
  opened = await openDoor()
  door = opened.door
  ;[own, elsewhere] = await places(door, community.own)
  const { buildingId } = own
  cast = {
    resident: await door.persona('resident', { buildingId }),
    neighbour: await door.persona('resident', { buildingId }),
    otherGridWorker: await door.persona('gridWorker', { areaId: elsewhere.gridId }),
    farStreet: await door.persona('streetStaff', { areaId: street.far }),
    farResident: await door.persona('resident', { areaId: community.far }),
    captain: await door.persona('captain', { areaId: buildingId }),
    urban: await door.persona('departmentStaff', { areaId: `${district.own}-urban` }),
  }
  for (const [role, where] of Object.entries(parts))
    cast[role] = await door.persona(role as keyof typeof parts, where())
}, 60_000)

afterAll(() => opened.close())

async function report(over: object = {}, who = 'resident') {
  const answer = await door.call(cast[who], 'hazard.report', {
    category: 'fireExit',
    description: '三楼到四楼的楼道里堆满了旧家具',
    buildingId: own.buildingId,
    place: '2单元三楼',
    ...over,
  })
  seen.add('routed')
  return answer
}

const view = (who: string, itemId: string) => door.call(cast[who], 'item.get', { itemId })

/** Takes a step on the version that the person sees, and only a step that the page would offer them. */
async function act(who: string, name: string, itemId: string, input: object = {}): Promise<ItemChange> {
  const { item, allowed } = await view(who, itemId)
  expect(allowed).toContain(`hazard.${name}`)
  const change = await door.call(cast[who], `hazard.${name}` as 'hazard.accept', {
    itemId,
    version: item.version,
    ...input,
  })
  expect(change.version).toBe(item.version + 1)
  seen.add(change.state)
  return change
}

const titles = async (who: string, itemId: string) => (await view(who, itemId)).timeline.map(({ title }) => title)
const inboxAbout = async (who: string, itemId: string) =>
  (await door.call(cast[who], 'account.inbox', {})).messages.filter((message) => message.itemId === itemId)

test('from the whistle to the last word: every hand it passes through, in order, and nobody outside sees it', async () => {
  await door.call(cast.resident, 'account.saveProfile', { name: '演示王小四', phone: '13000001234' })
  const before = await door.photo(cast.resident, photoOf('Wang Xiaosi', 'SN-0001'))
  const { itemId, number, responsible, rule, grid, dueAt } = await report({ photos: [before] })
  const now = await door.now()
  expect(number).toMatch(/^\d{6}-\d{8}$/)
  expect({ responsible, rule, grid }).toMatchObject({
    responsible: { level: 'grid', id: own.gridId },
    rule: 'building',
    grid: { id: own.gridId },
  })
  expect(dueAt > now && dueAt <= plusHours(now, 4)).toBe(true)

  const queue = await door.call(cast.gridWorker, 'item.queue', {})
  expect(queue.items.map((item) => item.itemId)).toContain(itemId)
  expect(await inboxAbout('gridWorker', itemId)).toMatchObject([{ read: false }])
  expect(await inboxAbout('resident', itemId)).toMatchObject([{ read: false }])
  expect((await view('gridWorker', itemId)).item.reporter).toEqual({ name: '演***四', phone: '130******34' })

  await act('gridWorker', 'accept', itemId)
  await act('gridWorker', 'blow', itemId, { reason: '需要消防部门到场' })
  await act('streetStaff', 'assign', itemId, { note: '请今天到场' })
  await act('departmentStaff', 'accept', itemId)
  const after = await door.photo(cast.departmentStaff, photoOf('Li Gong', 'SN-0002'))
  await act('departmentStaff', 'resolve', itemId, { result: '已清走并张贴告示', photos: [after] })
  const still = await door.photo(cast.resident, photoOf('Wang Xiaosi', 'SN-0001'))
  await act('resident', 'reopen', itemId, { reason: '第二天又堆上了', photos: [still] })
  await act('departmentStaff', 'resolve', itemId, { result: '已再次清走' })
  await act('resident', 'reopen', itemId, { reason: '四楼的还在' })
  await act('departmentStaff', 'settle', itemId, { result: '四楼也已清走' })
  expect(await act('resident', 'reopen', itemId, { reason: '门口又放了鞋柜' })).toMatchObject({
    state: 'arbitration',
    responsible: { level: 'street', id: street.own },
  })
  await act('streetStaff', 'settle', itemId, { result: '鞋柜在户门内侧，不影响通行，予以办结' })

  const { item, timeline, allowed } = await view('resident', itemId)
  expect(item).toMatchObject({ number, state: 'closed', reopens: 3, result: '鞋柜在户门内侧，不影响通行，予以办结' })
  expect(item.dueAt).toBeUndefined()
  expect(allowed).toEqual([])
  const gridName = grid?.name
  expect(timeline.map(({ seq, title }) => `${seq} ${title}`)).toEqual([
    `1 收到报告，转到${gridName}`,
    `2 ${gridName}网格员接单，开始处理`,
    `3 ${gridName}网格员吹哨，请老虎滩街道派单`,
    '4 老虎滩街道工作人员派单给中山区消防救援大队',
    '5 中山区消防救援大队接单，开始处理',
    '6 中山区消防救援大队处理完毕，等报告人确认',
    '7 报告人认为没有解决，退回重办',
    '8 中山区消防救援大队处理完毕，等报告人确认',
    '9 报告人认为没有解决，退回重办',
    '10 中山区消防救援大队当场处理完毕，等报告人确认',
    '11 报告人仍不认可，请老虎滩街道裁定',
    '12 老虎滩街道工作人员作出裁定，办结',
  ])
  expect(timeline.map(({ at }) => at)).toEqual(timeline.map(({ at }) => at).sort())
  expect(timeline[5]).toMatchObject({ note: '已清走并张贴告示', photos: [{ fileId: after }] })
  expect(timeline[6]).toMatchObject({ note: '第二天又堆上了', photos: [{ fileId: still }] })

  for (const who of ['gridWorker', 'communityStaff', 'streetStaff', 'departmentStaff', 'districtStaff'])
    expect(await titles(who, itemId)).toHaveLength(12)
  const outsiders = ['neighbour', 'otherGridWorker', 'farStreet', 'farResident', 'captain', 'urban']
  for (const who of outsiders) {
    expect([who, await door.code(cast[who], 'item.get', { itemId })]).toEqual([who, 'NOT_FOUND'])
    expect(JSON.stringify(await door.call(cast[who], 'account.inbox', {}))).not.toContain(itemId)
    expect(JSON.stringify(await door.call(cast[who], 'item.mine', {}))).not.toContain(itemId)
  }
  expect(await door.code(undefined, 'item.get', { itemId })).toBe('UNAUTHENTICATED')

  // Photos: for whoever sees the item, and with nothing in them but the picture
  for (const fileId of [before, after, still]) {
    for (const who of ['resident', 'gridWorker', 'streetStaff', 'departmentStaff'])
      expectBarePicture(await door.look(cast[who], `/files/${fileId}`))
    for (const who of [...outsiders, 'nobody'])
      expect([who, await door.look(cast[who], `/files/${fileId}`)]).toEqual([who, undefined])
  }
  const [{ url }] = item.photos
  expectBarePicture(await door.look(undefined, url))
  expect(await door.look(undefined, url.replace(/mac=\w{4}/, 'mac=0000'))).toBeUndefined()
})

function expectBarePicture(bytes: Buffer | undefined) {
  expect(bytes?.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
  const text = bytes?.toString('latin1') ?? ''
  for (const trace of [...traces.filter((one) => one !== 'Exif\0'), 'Wang Xiaosi', 'Li Gong', 'SN-000'])
    expect(text).not.toContain(trace)
  // The place: 38 degrees, 55 minutes as EXIF's fractions
  expect(text).not.toContain('\0\0\0\x26\0\0\0\x01\0\0\0\x37')
}

test('settled on the spot, and confirmed with a score', async () => {
  const { itemId } = await report()
  await act('gridWorker', 'settle', itemId, { result: '当场搬走' })
  await act('resident', 'confirm', itemId, { score: 5, comment: '很快' })
  const { item, timeline } = await view('resident', itemId)
  expect(item).toMatchObject({ state: 'closed', score: 5 })
  expect(timeline.at(-1)).toMatchObject({ title: '报告人确认已解决', note: expect.stringContaining('很快') })
})

test('taken back by the reporter: nobody owes anything any more', async () => {
  const { itemId } = await report()
  await act('gridWorker', 'accept', itemId)
  await act('resident', 'withdraw', itemId, { reason: '邻居自己搬走了' })
  const { items } = await door.call(cast.gridWorker, 'item.queue', {})
  expect(items.map((item) => item.itemId)).not.toContain(itemId)
  expect(await inboxAbout('gridWorker', itemId)).toMatchObject([{ title: expect.stringContaining('已撤回') }, {}])
  expect((await view('gridWorker', itemId)).allowed).toEqual([])
})

test('handed back with a reason, to whoever is above', async () => {
  const { itemId } = await report({ category: 'other' })
  await act('gridWorker', 'handBack', itemId, { reason: '不在本网格的公共部位' })
  await act('communityStaff', 'handBack', itemId, { reason: '需要街道协调' })
  expect((await view('gridWorker', itemId)).item).toMatchObject({
    responsible: { level: 'street' },
    answerable: { level: 'grid' },
  })
  await act('streetStaff', 'accept', itemId)
  const { timeline, item } = await view('resident', itemId)
  expect(timeline.map(({ note }) => note)).toEqual([undefined, '不在本网格的公共部位', '需要街道协调', undefined])
  expect(item.answerable).toBeUndefined()
})

test('two reports of one thing: offered before sending, joined, merged; everybody hears the outcome', async () => {
  const first = await report({ category: 'road', place: '正门口的井盖' })
  const { building } = await door.call(undefined, 'area.building', { buildingId: own.buildingId })
  const point = building.point as NonNullable<typeof building.point>
  const near = await door.call(cast.neighbour, 'hazard.nearby', { category: 'road', point })
  expect(near.items.map(({ itemId }) => itemId)).toContain(first.itemId)
  expect(JSON.stringify(near)).not.toContain('旧家具')

  const second = await report({ category: 'road' }, 'neighbour')
  await act('gridWorker', 'merge', second.itemId, { intoItemId: first.itemId })
  const third = await door.persona('resident', { areaId: community.own })
  await door.call(third, 'hazard.join', { itemId: first.itemId, point })
  await act('gridWorker', 'settle', first.itemId, { result: '井盖已更换' })

  expect((await view('neighbour', second.itemId)).item).toMatchObject({
    state: 'merged',
    mergedInto: first.itemId,
    mergedResult: '井盖已更换',
  })
  for (const who of [cast.resident, cast.neighbour, third]) {
    const { messages } = await door.call(who, 'account.inbox', {})
    expect(messages[0]).toMatchObject({ itemId: first.itemId, title: expect.stringContaining('已处理') })
  }
})

test('a missed deadline warns, then moves up level by level to the city, each told once; nobody accepted it', async () => {
  await door.call(cast.gridWorker, 'account.allowMessages', { templates: ['deskWork'] })
  const { itemId } = await report({ category: 'water' })
  const [{ at: reported }] = (await view('resident', itemId)).timeline
  await door.clock(plusHours(reported, 23))
  const warnings = (await inboxAbout('gridWorker', itemId)).filter(({ kind }) => kind === 'warn')
  expect(warnings).toHaveLength(1)
  for (const [hours, level] of [
    [24.01, 'community'],
    [48.02, 'street'],
    [72.03, 'district'],
    [96.04, 'city'],
  ] as const) {
    await door.clock(plusHours(reported, hours))
    const { item } = await view('districtStaff', itemId)
    expect(item).toMatchObject({ state: 'routed', responsible: { level }, answerable: { level: 'grid' } })
  }
  await door.clock(plusHours(reported, 200))
  const { item, timeline } = await view('resident', itemId)
  expect(timeline.map(({ act, title }) => `${act}: ${title}`).slice(1)).toEqual([
    expect.stringMatching(/^escalate: 超过时限，责任上移到中兴社区$/),
    'escalate: 超过时限，责任上移到老虎滩街道',
    'escalate: 超过时限，责任上移到中山区',
    'escalate: 超过时限，责任上移到大连市',
  ])
  expect(item.responsible.level).toBe('city')
  for (const who of ['communityStaff', 'streetStaff', 'districtStaff'])
    expect((await inboxAbout(who, itemId)).filter(({ kind }) => kind === 'escalate').length).toBeGreaterThan(0)
  const { counts } = await door.call(await door.persona('cityStaff', { areaId: '2102' }), 'item.queue', {})
  expect(counts.overdue).toBeGreaterThan(0)
  // The first to receive it may still take it on
  await act('gridWorker', 'accept', itemId)
})

test('what nobody objects to for a week is closed by the clock, and the reporter is reminded before', async () => {
  const { itemId } = await report()
  await act('gridWorker', 'settle', itemId, { result: '已清走' })
  const settled = (await view('resident', itemId)).timeline[1].at
  await door.clock(plusHours(settled, 167))
  expect((await view('resident', itemId)).item.state).toBe('resolved')
  expect((await inboxAbout('resident', itemId)).filter(({ kind }) => kind === 'warn')).toHaveLength(1)
  await door.clock(plusHours(settled, 168.01))
  const { item, timeline } = await view('resident', itemId)
  expect(item.state).toBe('closed')
  expect(timeline.at(-1)).toMatchObject({ act: 'close', actor: '系统' })
})

test('a confidential report is followed to its end by its receipt, by somebody who is not signed in', async () => {
  const { itemId, receipt = '' } = await report({ confidential: true })
  expect(receipt).toMatch(/^\d{16}$/)
  await act('gridWorker', 'accept', itemId)
  await act('gridWorker', 'resolve', itemId, { result: '已劝离' })
  const spoken = receipt.replace(/(\d{4})(?=\d)/g, '$1 ')
  const { item, allowed } = await door.call(undefined, 'hazard.follow', { receipt: spoken })
  expect(item).toMatchObject({ itemId, state: 'resolved', mine: true })
  expect(allowed).toEqual(['hazard.confirm', 'hazard.reopen'])
  const step = { itemId, version: item.version, receipt: spoken }
  await door.call(undefined, 'hazard.confirm', { ...step, score: 4 })
  expect((await door.call(undefined, 'hazard.follow', { receipt })).item).toMatchObject({ state: 'closed', score: 4 })
  expect(await door.code(cast.resident, 'item.get', { itemId })).toBe('NOT_FOUND')
})

test('the outbox shows what was sent to whom; to a phone only as often as its holder allowed', async () => {
  await door.call(cast.neighbour, 'account.allowMessages', { templates: ['itemProgress'] })
  const { itemId } = await report({}, 'neighbour')
  await act('gridWorker', 'accept', itemId)
  await door.clock(plusHours(await door.now(), 0.01))
  const { body } = await door.send('GET', '/local/outbox')
  const outbox = body as { personId: string; itemId?: string; title: string; sent: boolean }[]
  const theirs = outbox.filter((message) => message.personId === cast.neighbour && message.itemId === itemId)
  expect(theirs.map(({ sent }) => sent).sort()).toEqual([false, true])
  expect(outbox.some((message) => message.personId === cast.gridWorker && message.itemId === itemId)).toBe(true)
})

test('between them the stories see every state', () => {
  expect([...seen].sort()).toEqual(Object.keys(hazardStates).sort())
})
