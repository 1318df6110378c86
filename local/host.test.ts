import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { limits } from '../cloudfunctions/contract/limits'
import { exifWithGps, jpeg, jpegSegment } from '../cloudfunctions/kernel/photo/samples'
import { type Host, startHost } from './host'
import { doorClient } from './testing/client'
import { foundSmallCity, report } from './testing/small-city'

let dataDir: string
let pageDir: string
let host: Host
let door: ReturnType<typeof doorClient>
const lines: unknown[] = []

async function open() {
  host = await startHost({ port: 0, dataDir, demo: false, pageDir, log: (line) => lines.push(line) })
  door = doorClient(host.url)
}

beforeAll(async () => {
  pageDir = mkdtempSync(join(tmpdir(), 'hehe-page-'))
  dataDir = await foundSmallCity()
  await open()
})

afterAll(async () => {
  await host.close()
  for (const folder of [dataDir, pageDir]) rmSync(folder, { recursive: true })
})

const failure = (status: number, code: string) => ({
  status,
  body: { ok: false, error: expect.objectContaining({ code, message: expect.stringMatching(/[\u4e00-\u9fff]/) }) },
})
const photo = () =>
  jpeg(40, 30, {
    notes: [jpegSegment(0xe1, Buffer.from(`Exif\0\0${String.fromCharCode(...exifWithGps())}`, 'latin1'))],
  })
const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString()

describe('calls', () => {
  test('an action answers as a cloud function would', async () => {
    const { status, body } = await door.send('POST', '/call', { body: { name: 'hazard.categories' } })
    expect(status).toBe(200)
    expect(body).toEqual({ ok: true, value: { categories: [expect.objectContaining({ id: 'passage' })] } })
  })

  test('each kind of error has its status and always a body that says so', async () => {
    const post = (body: unknown, persona?: string) => door.send('POST', '/call', { body, persona })
    const { itemId } = await door.must('resident', 'hazard.report', report)
    const accept = { name: 'hazard.accept', input: { itemId, version: 1 } }
    expect(await post({ name: 'account.me', input: { extra: 1 } }, 'resident')).toMatchObject(failure(400, 'INVALID'))
    expect(await post({ name: 'account.me' })).toMatchObject(failure(401, 'UNAUTHENTICATED'))
    expect(await post({ name: 'account.me' }, 'nobody-of-this-name')).toMatchObject(failure(401, 'UNAUTHENTICATED'))
    expect(await post(accept, 'resident')).toMatchObject(failure(403, 'FORBIDDEN'))
    expect(await post({ name: 'item.get', input: { itemId } }, 'neighbour')).toMatchObject(failure(404, 'NOT_FOUND'))
    expect(await post({ name: 'no.such' }, 'resident')).toMatchObject(failure(404, 'NOT_FOUND'))
    expect(await post(accept, 'gridWorker')).toMatchObject({ status: 200 })
    expect(await post(accept, 'gridWorker')).toMatchObject(failure(409, 'CONFLICT'))
  })

  test('what is no call at all is INVALID', async () => {
    for (const body of ['{"name":', 'null', '[]', '""', '{"name":7}', '{"__proto__":{"name":"account.me"}}', '']) {
      expect([body, await door.send('POST', '/call', { body })]).toEqual([
        body,
        expect.objectContaining(failure(400, 'INVALID')),
      ])
    }
    const long = { name: 'hazard.report', input: { description: '长'.repeat(50_000) } }
    expect(await door.send('POST', '/call', { body: long })).toMatchObject(failure(400, 'INVALID'))
  })

  test('the same request id has one effect and one answer', async () => {
    const first = await door.call('resident', 'hazard.report', report, 'twice')
    const again = await door.call('resident', 'hazard.report', report, 'twice')
    expect(again).toEqual(first)
    const { items } = await door.must('resident', 'item.mine', {})
    expect(items.filter(({ itemId }) => first.outcome.ok && itemId === first.outcome.value.itemId)).toHaveLength(1)
  })

  test('what is no address is NOT_FOUND', async () => {
    expect(await door.send('POST', '/elsewhere')).toMatchObject(failure(404, 'NOT_FOUND'))
    expect(await door.send('GET', '/../package.json')).toMatchObject(failure(404, 'NOT_FOUND'))
    expect(await door.send('GET', '/healthz')).toMatchObject({ status: 200, body: { ok: true } })
  })

  test('a line of the log names the action and how it ended, and nothing else', async () => {
    lines.length = 0
    await door.must('resident', 'hazard.report', { ...report, confidential: true })
    await door.call('nobody', 'account.me', {})
    expect(lines).toEqual([{ action: 'hazard.report', outcome: 'ok', ms: expect.any(Number) }])
  })
})

describe('photos', () => {
  const attached = async (bytes: Uint8Array) => {
    const { body } = await door.upload('/files', 'resident', bytes)
    const { itemId } = await door.must('resident', 'hazard.report', { ...report, photos: [body.fileId] })
    return { fileId: body.fileId as string, itemId }
  }

  test('what is kept of an upload is the picture alone', async () => {
    const { status, body } = await door.upload('/files', 'resident', photo())
    expect({ status, body }).toEqual({ status: 200, body: { fileId: expect.stringMatching(/^[0-9a-z]{24}$/) } })
    const kept = readFileSync(join(dataDir, 'files', body.fileId))
    expect(kept.includes('Exif')).toBe(false)
    expect(readdirSync(join(dataDir, 'files')).filter((name) => name.includes('draft'))).toEqual([])
  })

  test('until it belongs to an item only its uploader sees it', async () => {
    const { body } = await door.upload('/files', 'resident', photo())
    const path = `/files/${body.fileId}`
    const own = await door.download(path, 'resident')
    expect(own.status).toBe(200)
    expect(own.headers.get('content-type')).toBe('image/jpeg')
    expect(own.headers.get('x-content-type-options')).toBe('nosniff')
    expect(own.headers.get('cache-control')).toMatch(/^private/)
    for (const persona of ['neighbour', 'gridWorker', undefined]) {
      expect([persona, (await door.download(path, persona)).status]).toEqual([persona, 404])
    }
    expect((await door.download(path, 'nobody')).status).toBe(401)
  })

  test('attached, it is seen by whoever may see the item', async () => {
    const { fileId } = await attached(photo())
    const seen = async (persona?: string) => (await door.download(`/files/${fileId}`, persona)).status
    expect(await Promise.all(['resident', 'gridWorker', 'streetStaff'].map(seen))).toEqual([200, 200, 200])
    expect(await Promise.all(['neighbour', undefined].map(seen))).toEqual([404, 404])
  })

  test('the address in an answer opens without signing in, for a while, and for this photo alone', async () => {
    const { fileId, itemId } = await attached(photo())
    const other = await attached(photo())
    const { item } = await door.must('resident', 'item.get', { itemId })
    const { url } = item.photos[0]
    expect(url).toMatch(new RegExp(`^/files/${fileId}\\?until=\\d+&mac=[0-9a-f]+$`))
    expect((await door.download(url)).status).toBe(200)
    expect((await door.download(url.replace(fileId, other.fileId))).status).toBe(404)
    expect((await door.download(url.replace(/until=(\d)/, 'until=9'))).status).toBe(404)
    expect((await door.download(url.replace(/mac=.*/, 'mac=00'))).status).toBe(404)
    await door.send('POST', '/local/clock', { body: { now: hours(30) } })
    expect((await door.download(url)).status).toBe(404)
  })

  test('a direct upload is taken in by its name, once, and leaves nothing behind', async () => {
    const { body } = await door.upload('/local/uploads', 'resident', photo())
    expect(body).toEqual({ upload: expect.stringMatching(/^uploads\/[0-9a-z]{24}$/) })
    const taken = await door.call('resident', 'item.addPhoto', body)
    expect(taken.outcome).toEqual({ ok: true, value: { fileId: expect.any(String) } })
    const again = await door.call('resident', 'item.addPhoto', body)
    expect(again).toMatchObject({ status: 400, outcome: { error: { fields: { upload: expect.any(String) } } } })
  })

  test('what is no photo, no file, several, too big or nobody’s is refused', async () => {
    const refused = expect.objectContaining(failure(400, 'INVALID'))
    const big = new Uint8Array(limits.photoBytes + 1)
    big.set(photo())
    expect(await door.upload('/files', 'resident', Buffer.from('<html>'))).toEqual(refused)
    expect(await door.upload('/files', 'resident')).toEqual(refused)
    expect(await door.upload('/files', 'resident', photo(), photo())).toEqual(refused)
    expect(await door.upload('/files', 'resident', big)).toEqual(refused)
    expect(await door.send('POST', '/files', { persona: 'resident', body: {} })).toEqual(refused)
    expect(await door.upload('/files', undefined, photo())).toMatchObject(failure(401, 'UNAUTHENTICATED'))
    expect(await door.upload('/local/uploads', undefined, photo())).toMatchObject(failure(401, 'UNAUTHENTICATED'))
    expect((await door.upload('/files', 'resident', photo().fill(0, 0, 2))).body.error.fields.photos).toMatch(/JPG/)
  })

  test('a photo of exactly the most bytes is taken', async () => {
    const whole = photo()
    const padding = jpegSegment(0xfe, new Uint8Array(60_000))
    const copies = Math.floor((limits.photoBytes - whole.length) / padding.length)
    const rest = limits.photoBytes - whole.length - copies * padding.length
    const bytes = Buffer.concat([
      whole.subarray(0, 2),
      ...Array(copies).fill(padding),
      whole.subarray(2),
      Buffer.alloc(rest),
    ])
    expect(bytes.length).toBe(limits.photoBytes)
    expect(await door.upload('/files', 'resident', bytes)).toMatchObject({ status: 200 })
  })

  test('no id leads out of the folder', async () => {
    for (const id of ['..%2Fsecret', '%2e%2e%2fcity.sqlite', 'secret', '.', '%00']) {
      const { status } = await door.download(`/files/${id}`, 'resident')
      expect([id, [400, 404].includes(status)]).toEqual([id, true])
    }
  })
})

describe('clock', () => {
  const now = async () => (await door.must('resident', 'account.me', {})).now
  const move = (to: unknown) => door.send('POST', '/local/clock', { body: { now: to } })

  test('goes forward only', async () => {
    const before = await now()
    expect(await move(new Date(Date.parse(before) - 1).toISOString())).toMatchObject(failure(409, 'CONFLICT'))
    for (const nonsense of ['tomorrow', '', 7, null, '2026', '+012026-01-01T00:00:00.000Z']) {
      expect([nonsense, await move(nonsense)]).toEqual([nonsense, expect.objectContaining(failure(400, 'INVALID'))])
    }
    expect(Date.parse(await now()) - Date.parse(before)).toBeLessThan(60_000)
  })

  test('does what is due before it answers, and tells who must know', async () => {
    const { itemId, dueAt } = await door.must('resident', 'hazard.report', report)
    const { status, body } = await move(dueAt)
    expect(status).toBe(200)
    expect(body.done.escalated).toBeGreaterThan(0)
    const { item, timeline } = await door.must('resident', 'item.get', { itemId })
    expect(item.responsible.level).toBe('community')
    expect(timeline.map((event) => event.act)).toEqual(['report', 'escalate'])
    const outbox = (await door.send('GET', '/local/outbox')).body
    expect(outbox).toContainEqual({
      personId: 'communityStaff',
      at: expect.any(String),
      title: expect.stringMatching('消防通道'),
      body: expect.any(String),
      itemId,
      template: 'deskWork',
      sent: true,
    })
  })

  test('does all that is due, though it be more than one round of the timer does', async () => {
    for (let i = 0; i < 60; i += 1) await door.must('neighbour', 'hazard.report', report)
    await move(hours(24 * 30))
    const { items } = await door.must('gridWorker', 'item.queue', {})
    expect(items).toEqual([])
    const late = (await door.send('GET', '/local/outbox')).body.filter((m: any) => m.personId === 'neighbour')
    expect(late.length).toBeGreaterThanOrEqual(120)
    expect(late.filter((m: any) => !m.sent)).toEqual([])
  })

  test('does not go back when the host starts anew', async () => {
    const before = await now()
    await host.close()
    await open()
    expect((await now()) >= before).toBe(true)
  })
})

describe('the page', () => {
  test('says how to build it while it is not built', async () => {
    const { status, body } = await door.send('GET', '/')
    expect(status).toBe(503)
    expect(body).toMatch('npm run build:h5')
  })

  test('is served once it is built, without starting anew', async () => {
    mkdirSync(join(pageDir, 'js'))
    writeFileSync(join(pageDir, 'index.html'), '<title>built</title>')
    writeFileSync(join(pageDir, 'js', 'app.12345678.js'), '1')
    const page = await door.send('GET', '/')
    expect(page.body).toBe('<title>built</title>')
    expect(page.headers.get('cache-control')).toMatch('max-age=0')
    const script = await door.send('GET', '/js/app.12345678.js')
    expect(script.headers.get('cache-control')).toMatch('immutable')
    expect((await door.send('GET', '/js/none.js')).status).toBe(404)
  })
})

test('the secret is made once and readable by its owner alone', async () => {
  const file = join(dataDir, 'secret')
  const made = readFileSync(file, 'utf8')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await host.close()
  await open()
  expect(readFileSync(file, 'utf8')).toBe(made)
})
