import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { type ActionName, contract } from '../../cloudfunctions/contract'
import { type ErrorBody, errorCodes } from '../../cloudfunctions/contract/errors'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { openStore } from '../../local/store'
import { bookingCalls } from './bookings'
import { anything, breakage, broken, text } from './broken'
import { city, community, district, type Place, places } from './city'
import { deliberationCalls } from './deliberations'
import { type Door, openDoor } from './door'
import { mediationCalls } from './mediations'
import { make, type Players, subjects } from './subjects'

/**
 * Inputs that nobody should send, to every action: each is answered with a typed error in Chinese that says which
 * field is wrong, and nothing is stored. The same again below the calls, where a body is not even JSON.
 */

const runs = 200

let opened: Awaited<ReturnType<typeof openDoor>>
let door: Door
let own: Place
let caller: string
/** An input of each action that would go through, for the fuzz to break. */
let valid: Record<string, Record<string, unknown>>

/** Everything stored, as one hash a document. */
async function stored(): Promise<Map<string, string>> {
  const store = openStore(join(opened.dataDir, 'city.sqlite'))
  const all = new Map<string, string>()
  for (const [collection, doc] of store.everything()) {
    all.set(`${collection}/${doc.id}`, createHash('sha1').update(JSON.stringify(doc)).digest('base64'))
  }
  await store.close()
  return all
}

/** The write-ahead log: whatever is written goes through it, so that it stays as it is while nothing is. */
const log = () =>
  createHash('sha1')
    .update(readFileSync(join(opened.dataDir, 'city.sqlite-wal')))
    .digest('hex')

let everythingBefore: Map<string, string>

beforeAll(async () => {
  opened = await openDoor()
  door = opened.door
  ;[own] = await places(door, community.own)
  const persona = (role: Parameters<Door['persona']>[0], areaId: string) => door.persona(role, { areaId })
  // Somebody whom every policy lets in, so that it is the input that is refused
  caller = 'district-210202'
  const players = {
    grid: await persona('gridWorker', own.gridId),
    street: 'street-210202012',
    department: 'department-210202-fire',
    reporter: caller,
  } as Players
  const site = { buildingId: own.buildingId, departmentId: `${district.own}-fire`, target: () => '' }
  const item = await make(door, subjects[0], players, site)
  const other = await make(door, subjects[0], players, site)
  const secret = await make(
    door,
    { name: '', plays: [], facts: { ...subjects[0].facts, confidential: true } },
    players,
    site,
  )
  const { building } = await door.call(undefined, 'area.building', { buildingId: own.buildingId })
  const onItem = { itemId: item.itemId, version: item.version }
  const { categories } = await door.call(undefined, 'hazard.categories', {})
  const { id, name, hint, severity, call, acceptHours, resolveHours, departmentKind, duplicateRadius } = categories[0]
  if (!building.point) throw new Error('the building is nowhere')
  const spot = { own, point: building.point }
  const calls = Object.entries({ ...bookingCalls(spot), ...deliberationCalls(spot), ...mediationCalls(spot) })
  valid = {
    ...Object.fromEntries(calls.map(([name, { input }]) => [name, { ...input }])),
    'account.me': {},
    'account.saveProfile': { name: '演示', phone: '13000000000' },
    'account.joinBuilding': { buildingId: own.buildingId, unit: '1-101', relation: 'owner' },
    'account.leaveBuilding': { membershipId: 'home-resident-zhongxing-1' },
    'account.memberships': {},
    'account.decideMembership': { membershipId: 'home-resident-zhongxing-3', decision: 'confirm', reason: '核对过' },
    'account.inbox': {},
    'account.markRead': { messageIds: ['x'] },
    'account.allowMessages': { templates: ['itemProgress'] },
    'account.export': {},
    'account.erase': { confirm: 'ERASE' },
    'area.search': { text: '中兴', level: 'community' },
    'area.children': { parentId: city },
    'area.building': { buildingId: own.buildingId },
    'area.locate': { point: building.point },
    'area.around': { point: building.point },
    'area.coverage': { areaId: community.own },
    'area.staff': { gridId: own.gridId },
    'area.changeWorker': { gridId: own.gridId, version: 0, leavingId: 'x', phone: '13000000001', name: '演示' },
    'area.moveItems': { generationId: '2022-01-01-1', areaId: community.own },
    'item.mine': {},
    'item.get': { itemId: item.itemId },
    'item.queue': { filter: { scope: 'area', kind: 'hazard', overdue: true } },
    'item.reveal': onItem,
    'item.newUpload': {},
    'item.addPhoto': { upload: 'uploads/x' },
    'hazard.categories': {},
    'hazard.nearby': { category: 'fireExit', point: building.point },
    'hazard.report': {
      category: 'fireExit',
      description: '楼道堵了',
      point: building.point,
      buildingId: own.buildingId,
      place: '三楼',
      photos: [],
      confidential: false,
    },
    'hazard.join': { itemId: item.itemId, point: building.point },
    'hazard.follow': { receipt: secret.receipt },
    'hazard.accept': onItem,
    'hazard.handBack': { ...onItem, reason: '不是本网格' },
    'hazard.settle': { ...onItem, result: '已处理', photos: [] },
    'hazard.blow': { ...onItem, reason: '需要街道' },
    'hazard.assign': { ...onItem, departmentId: `${district.own}-fire`, note: '请处理' },
    'hazard.resolve': { ...onItem, result: '已处理', photos: [] },
    'hazard.confirm': { ...onItem, receipt: secret.receipt, score: 5, comment: '很好' },
    'hazard.reopen': { ...onItem, reason: '没有解决', photos: [] },
    'hazard.withdraw': { ...onItem, reason: '不用了' },
    'hazard.merge': { ...onItem, intoItemId: other.itemId },
    'hazard.departments': { itemId: item.itemId },
    'hazard.editCategory': {
      ...{ id, name, hint, severity, call, acceptHours, resolveHours, departmentKind, duplicateRadius },
      version: 1,
    },
  }
  // Past whatever the demo people's timers have due in the next minutes
  await door.clock(plusHours(await door.now(), 0.5))
  everythingBefore = await stored()
}, 60_000)

afterAll(() => opened.close())

const chinese = /[\u4e00-\u9fff]/
const foreign = /Error|undefined|null|NaN|\bat \/|node_modules|Invalid|Expected|SELECT|sqlite/i

function expectTyped(error: ErrorBody, sent: string) {
  const seen = JSON.stringify({ error, sent: sent.slice(0, 300) })
  if (!errorCodes.includes(error.code)) throw new Error(`no known code: ${seen}`)
  if (error.code === 'UNAVAILABLE') throw new Error(`a fault: ${seen}`)
  const sentences = [error.message, ...Object.values(error.fields ?? {})]
  for (const sentence of sentences)
    if (!chinese.test(sentence) || foreign.test(sentence)) throw new Error(`not for a person: ${seen}`)
}

/** Whether a wrong field has a name to be shown by: the input is an object, and the field's key is not empty. */
function canBeNamed(sent: string): boolean {
  const input = JSON.parse(sent)
  return (
    input !== null && typeof input === 'object' && !Array.isArray(input) && !('' in input) && !/"__proto__":/.test(sent)
  )
}

/** Whether the schema lets the text through: then it is no invalid input, however odd. */
function passes(name: ActionName, sent: string): boolean {
  const input = JSON.parse(sent)
  return v.safeParse(contract[name].request as v.GenericSchema, input ?? {}).success
}

describe('broken inputs', () => {
  test('there is a good input of every action to break, and each is good', () => {
    expect(Object.keys(valid).sort()).toEqual(Object.keys(contract).sort())
    for (const name of Object.keys(contract) as ActionName[])
      expect([name, passes(name, text(valid[name]))]).toEqual([name, true])
  })

  test.each(Object.keys(contract) as ActionName[])(`${runs} to %s`, async (name) => {
    const before = log()
    let refused = 0
    const property = fc.asyncProperty(breakage, async (how) => {
      const sent = broken(valid[name], how)
      fc.pre(!passes(name, sent))
      const { status, body } = await post(`{"name":"${name}","input":${sent}}`)
      if (status !== 400 || body.ok !== false)
        throw new Error(`${status} ${JSON.stringify(body)} to ${sent.slice(0, 300)}`)
      expectTyped(body.error, sent)
      expect(body.error.code).toBe('INVALID')
      if (canBeNamed(sent)) expect(Object.keys(body.error.fields ?? {})).not.toEqual([])
      refused += 1
    })
    await fc.assert(property, { numRuns: runs, seed: 20261123, maxSkipsPerRun: 1000 })
    expect(refused).toBe(runs)
    expect(log()).toBe(before)
  })
})

/** Well-formed inputs about what is not there. */
const elsewhere = fc.constantFrom(
  'nothing',
  'resident-zhongxing-1',
  '210202012004',
  '0',
  'A'.repeat(64),
  '261123-00000000',
)

test(`${runs} well-formed inputs about nothing that exists`, async () => {
  const before = log()
  const names = fc.constantFrom(
    ...([
      'item.get',
      'item.reveal',
      'hazard.join',
      'hazard.departments',
      'hazard.follow',
      'hazard.report',
      'area.building',
      'account.leaveBuilding',
      'account.joinBuilding',
      'hazard.accept',
      'hazard.settle',
      'hazard.confirm',
      'hazard.merge',
      'hazard.withdraw',
    ] as const),
  )
  const receipts = fc.stringMatching(/^[0-9]{16}$/)
  await fc.assert(
    fc.asyncProperty(names, elsewhere, receipts, async (name, id, receipt) => {
      const input = { ...valid[name] }
      for (const key of ['itemId', 'membershipId', 'buildingId', 'category']) if (key in input) input[key] = id
      if ('receipt' in input) input.receipt = receipt
      const { body } = await post(text({ name, input }))
      if (body.ok) throw new Error(`${name} ${text(input)} went through`)
      expectTyped(body.error, text({ name, input }))
    }),
    { numRuns: runs, seed: 20261123 },
  )
  expect(log()).toBe(before)
})

test(`${runs} envelopes that are no call`, async () => {
  const before = log()
  const envelope = fc.oneof(
    anything,
    fc.record({ name: anything, input: fc.constant({}) }),
    fc.record({ name: fc.constant('hazard.accept'), requestId: anything, input: fc.constant({}) }),
    fc.record({ name: fc.constant('account.export.'), input: anything }),
  )
  await fc.assert(
    fc.asyncProperty(envelope, async (sent) => {
      const { status, body } = await post(text(sent))
      if (status !== 400 && status !== 404) throw new Error(`${status} to ${text(sent).slice(0, 300)}`)
      expectTyped(body.error, text(sent))
    }),
    { numRuns: runs, seed: 20261123 },
  )
  expect(log()).toBe(before)
})

/** Sends bytes as they are, with any headers. */
function post(
  body: string | Buffer,
  headers: Record<string, string> = { 'content-type': 'application/json' },
  path = '/call',
  method = 'POST',
): Promise<{ status: number; body: any }> {
  return new Promise((resolve, reject) => {
    const bytes = Buffer.from(body)
    const sending = request(
      door.url + path,
      { method, headers: { 'x-persona': caller, 'content-length': bytes.length, ...headers } },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part) => parts.push(part))
        response.on('end', () => {
          const answer = Buffer.concat(parts).toString()
          resolve({ status: response.statusCode ?? 0, body: answer.startsWith('{') ? JSON.parse(answer) : answer })
        })
      },
    )
    sending.on('error', reject)
    sending.end(bytes)
  })
}

describe('below the calls', () => {
  const bodies: [string, string | Buffer][] = [
    ['nothing', ''],
    ['half of one', '{"name":"account.me","input":{'],
    ['no JSON', 'name=account.me'],
    ['a number', '7'],
    ['null', 'null'],
    ['a list of calls', '[{"name":"account.me"}]'],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3])],
    ['a prototype', '{"name":"account.me","input":{},"__proto__":{"admin":true}}'],
    ['a constructor', '{"name":"account.me","input":{"constructor":{"prototype":{"admin":true}}}}'],
    ['a thousand brackets', `${'['.repeat(1_000)}${']'.repeat(1_000)}`],
    ['fifty thousand brackets', '['.repeat(50_000)],
    ['a megabyte', JSON.stringify({ name: 'account.me', input: { text: 'x'.repeat(1_000_000) } })],
    ['two names', '{"name":"account.me","name":["account.me"]}'],
    ['a number beyond all', '{"name":"item.mine","input":{"cursor":1e999}}'],
  ]
  test.each(bodies)('a body that is %s', async (_, body) => {
    const { status, body: answer } = await post(body)
    expect(status).toBe(400)
    expectTyped(answer.error, String(body))
  })

  test('another kind of content, another method, another path', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const { status, body } = await post('{"name":"account.me"}', { 'content-type': type })
      expect([type, status >= 400 && status < 500]).toEqual([type, true])
      expectTyped(body.error, type)
    }
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const { status, body } = await post('{}', undefined, '/call', method)
      expect([method, status]).toEqual([method, 404])
      expectTyped(body.error, method)
    }
    for (const path of [
      '/files/nothing',
      '/files/..%2fsecret',
      '/files/%00',
      `/files/${'x'.repeat(300)}`,
      '/local/nothing',
    ]) {
      const { status, body } = await post('', {}, path, 'GET')
      expect([path, status]).toEqual([path, 404])
      if (body.error) expectTyped(body.error, path)
    }
    expect(text((await post('', {}, '/../secret', 'GET')).body)).not.toContain(
      readFileSync(join(opened.dataDir, 'secret'), 'utf8').trim(),
    )
  })

  test('a persona that is no name', async () => {
    for (const persona of ['nobody', '__proto__', 'toString', '../x', ' ', '%00', "' OR 1=1", 'x'.repeat(4_000)]) {
      const { status, body } = await post('{"name":"account.me"}', {
        'content-type': 'application/json',
        'x-persona': persona,
      })
      expect([persona.slice(0, 20), status]).toEqual([persona.slice(0, 20), 401])
      expectTyped(body.error, persona)
    }
  })

  test('files that are no photo', async () => {
    const boundary = 'xxxx'
    const form = (content: Buffer | string) =>
      Buffer.concat([
        Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
        ),
        Buffer.from(content),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ])
    const type = { 'content-type': `multipart/form-data; boundary=${boundary}` }
    const contents = [
      '',
      'no photo',
      '<svg onload="alert(1)"/>',
      'GIF89a',
      Buffer.from([0xff, 0xd8, 0xff]),
      Buffer.alloc(200_000, 0xff),
    ]
    for (const content of contents) {
      const { status, body } = await post(form(content), type, '/files')
      expect(status).toBe(400)
      expectTyped(body.error, 'a file')
    }
    for (const cut of ['', '--xxxx', '--xxxx--\r\n', form('x').subarray(0, 60)]) {
      const { status, body } = await post(cut, type, '/files')
      expect(status).toBe(400)
      expectTyped(body.error, 'half a form')
    }
  })

  test('wishes to the demonstration that make no sense', async () => {
    const wishes: [string, unknown][] = [
      ['/local/personas', {}],
      ['/local/personas', { count: -1 }],
      ['/local/personas', { count: 1e9 }],
      ['/local/personas', { count: 1, role: 'king' }],
      ['/local/personas', { count: 1, role: 'gridWorker', areaId: 'nowhere' }],
      ['/local/personas', { count: 1, buildingId: '__proto__' }],
      ['/local/clock', {}],
      ['/local/clock', { now: 'tomorrow' }],
      ['/local/clock', { now: 7 }],
      ['/local/clock', { now: '+275760-09-13T00:00:00.000Z' }],
    ]
    for (const [path, wish] of wishes) {
      const { status, body } = await post(text(wish), undefined, path)
      expect([path, wish, status]).toEqual([path, wish, 400])
      expectTyped(body.error, text(wish))
    }
    const { body } = await post(text({ now: '1999-01-01T00:00:00.000Z' }), undefined, '/local/clock')
    expect(body.error).toMatchObject({ code: 'CONFLICT' })
  })

  test('noise on the wire; the next caller is served all the same', async () => {
    const { hostname, port } = new URL(door.url)
    const noise = [
      '\r\n\r\n',
      'GET\r\n\r\n',
      'POST /call HTTP/9.9\r\n\r\n',
      `POST /call HTTP/1.1\r\nhost: x\r\ncontent-length: 99999\r\n\r\n{`,
      `GET / HTTP/1.1\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
    ]
    for (const bytes of noise) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), hostname, () => socket.end(bytes))
        socket.on('error', () => {})
        socket.on('close', () => resolve())
        socket.resume()
      })
    }
    expect(await door.code(caller, 'account.me', {})).toBe('ok')
  })
})

test('after all of it the city is what it was', async () => {
  const now = await stored()
  const different = [...now].filter(([key, hash]) => everythingBefore.get(key) !== hash).map(([key]) => key)
  expect(different).toEqual([])
  expect(now.size).toBe(everythingBefore.size)
})
