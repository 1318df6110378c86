import { createHash, createHmac, randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Request } from '../../cloudfunctions/contract'
import type { ItemDoc, MessageDoc } from '../../cloudfunctions/kernel/collections'
import { ownerMac } from '../../cloudfunctions/kernel/files'
import { hmacSecrets } from '../../cloudfunctions/kernel/node'
import type { Stored } from '../../cloudfunctions/kernel/ports'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { openStore } from '../../local/store'
import { community, district, type Place, places, street } from './city'
import type { Door } from './door'
import { photoOf, traces } from './photo'
import { type RunningHost, runHost } from './process'

/**
 * Named and confidential reports by the same people and by others, followed to their end; then everything the host has
 * kept, sent or printed is searched for whatever could tie a confidential one to its author.
 */

/** Somebody who reports. `quiet`: only ever confidentially. `staff`: works in the very grid they report in. */
interface Author {
  id: string
  openid: string
  name: string
  phone: string
  kind: 'quiet' | 'mixed' | 'staff'
}

interface Secret {
  author: Author
  itemId: string
  receipt: string
  requestId: string
  files: string[]
}

interface Kept {
  collection: string
  doc: Stored
  text: string
}
type Docs = Map<string, Kept>
/** What the host keeps, at one moment: bytes of each file by its path. */
type Bytes = Map<string, Buffer>

const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'hehe-secret-'))
  folders.push(folder)
  return folder
}
const dataDir = newFolder()

let host: RunningHost
let door: Door
let own: Place
let worker: string
let authors: Author[]
const secrets: Secret[] = []
const named: string[] = []
/** All that anybody but the author was answered, as text. */
const answers: string[] = []
let printed = ''

let before: { docs: Docs; bytes: Bytes }
/** Amid the work; after a kill; and after an orderly end. */
let running: { bytes: Bytes }
let killed: { docs: Docs; bytes: Bytes }
let ended: { docs: Docs; bytes: Bytes }
/** Documents that were not there, or not like this, before the reports. */
let news: Kept[]

async function start() {
  host = await runHost(dataDir)
  door = host.door
}
async function end(signal: 'SIGTERM' | 'SIGKILL') {
  await host.end(signal)
  printed += host.printed()
}

function copyOf(folder: string): string {
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

function bytesIn(folder: string, under = ''): Bytes {
  const found: Bytes = new Map()
  for (const name of readdirSync(join(folder, under))) {
    const path = join(under, name)
    if (statSync(join(folder, path)).isDirectory()) for (const [p, b] of bytesIn(folder, path)) found.set(p, b)
    else found.set(path, readFileSync(join(folder, path)))
  }
  return found
}

/** Every stored document, out of a copy, because opening the store changes its files. */
async function docsIn(folder: string): Promise<Docs> {
  const store = openStore(join(copyOf(folder), 'city.sqlite'))
  const docs: Docs = new Map()
  for (const [collection, doc] of store.everything())
    docs.set(`${collection}/${doc.id}`, { collection, doc, text: JSON.stringify(doc) })
  await store.close()
  return docs
}

const kept = async () => ({ docs: await docsIn(dataDir), bytes: bytesIn(dataDir) })

async function gatherAuthors(): Promise<Author[]> {
  const kinds = ['quiet', 'quiet', 'quiet', 'mixed', 'mixed', 'staff'] as const
  return Promise.all(
    kinds.map(async (kind, i) => {
      const id =
        kind === 'staff'
          ? await door.persona('gridWorker', { areaId: own.gridId })
          : await door.persona('resident', { buildingId: own.buildingId })
      const author = { id, openid: `demo-${id}`, name: `演示举报人${i}`, phone: `1390000777${i}`, kind }
      await door.call(id, 'account.saveProfile', { name: author.name, phone: author.phone })
      return author
    }),
  )
}

/** Apart from every other call, so that an instant belongs to one of them. */
const apart = () => new Promise((resolve) => setTimeout(resolve, 3))

async function reportBy(author: Author, confidential: boolean, i: number) {
  const photo = () => door.photo(author.id, photoOf(`Camera of ${author.id}`, `SERIAL-${author.id}`))
  const files = i % 2 ? [await photo(), await photo()] : []
  const requestId = randomUUID()
  const input: Request<'hazard.report'> = {
    category: (['fireExit', 'gas', 'order'] as const)[i % 3],
    description: `第${i}次报告，楼道里有人堆放易燃物`,
    buildingId: own.buildingId,
    confidential,
    photos: files,
  }
  await apart()
  const answer = await door.call(author.id, 'hazard.report', input, requestId)
  await apart()
  if (!confidential) return named.push(answer.itemId)
  // A tap repeated, and one that fails
  expect(await door.call(author.id, 'hazard.report', input, requestId)).toEqual(answer)
  expect(await door.code(author.id, 'hazard.report', { ...input, category: 'nothing' })).toBe('INVALID')
  return secrets.push({ author, itemId: answer.itemId, receipt: answer.receipt ?? '', requestId, files })
}

async function asStaff(name: 'accept' | 'resolve' | 'settle', itemId: string, input = {}) {
  const view = await door.call(worker, 'item.get', { itemId })
  answers.push(JSON.stringify(view))
  const step = { itemId, version: view.item.version, ...input }
  answers.push(JSON.stringify(await door.call(worker, `hazard.${name}` as 'hazard.accept', step)))
}

/** Follows a report up by its receipt: signed in as its author, or not. */
async function followUp({ author, itemId, receipt, files }: Secret, i: number) {
  const who = i % 2 ? author.id : undefined
  const version = async () => (await door.call(who, 'hazard.follow', { receipt })).item.version
  const onItem = async () => ({ itemId, version: await version(), receipt: receipt.replace(/(.{4})/g, '$1-') })
  if (i % 4 === 3) {
    await door.call(who, 'hazard.withdraw', { ...(await onItem()), reason: '已经解决' }, randomUUID())
    return
  }
  await asStaff('accept', itemId)
  await asStaff('resolve', itemId, { result: '已清理' })
  await apart()
  if (i % 4 === 1) {
    const photo = await door.photo(author.id, photoOf(`Camera of ${author.id}`, `SERIAL-${author.id}`))
    files.push(photo)
    const again = { ...(await onItem()), reason: '还有一堆', photos: [photo] }
    await door.call(who, 'hazard.reopen', again, randomUUID())
    await apart()
    await asStaff('settle', itemId, { result: '全部清理' })
    await apart()
  }
  await door.call(who, 'hazard.confirm', { ...(await onItem()), score: 4 }, randomUUID())
  await apart()
}

/** What everybody round the reports can read. */
async function lookAround() {
  const others = [
    worker,
    await door.persona('communityStaff', { areaId: community.own }),
    await door.persona('streetStaff', { areaId: street.own }),
    await door.persona('districtStaff', { areaId: district.own }),
    await door.persona('gridInformant', { areaId: own.gridId }),
    await door.persona('resident', { buildingId: own.buildingId }),
  ]
  const { building } = await door.call(undefined, 'area.building', { buildingId: own.buildingId })
  const point = building.point as NonNullable<typeof building.point>
  for (const who of others) {
    for (const { itemId } of secrets) answers.push(JSON.stringify(await door.outcome(who, 'item.get', { itemId })))
    for (const name of ['account.inbox', 'item.queue', 'item.mine'])
      answers.push(JSON.stringify(await door.outcome(who, name, {})))
    answers.push(JSON.stringify(await door.outcome(who, 'item.queue', { filter: { scope: 'area' } })))
    answers.push(JSON.stringify(await door.outcome(who, 'hazard.nearby', { category: 'fireExit', point })))
  }
}

beforeAll(async () => {
  await start()
  ;[own] = await places(door, community.own)
  worker = await door.persona('gridWorker', { areaId: own.gridId })
  authors = await gatherAuthors()
  await end('SIGTERM')
  before = await kept()

  await start()
  for (let i = 0; i < 6; i += 1)
    for (const author of authors) {
      if (author.kind !== 'quiet') await reportBy(author, false, i)
      await reportBy(author, true, i)
    }
  for (const [i, secret] of secrets.entries()) await followUp(secret, i)
  for (const itemId of named.slice(0, 4)) await asStaff('accept', itemId)
  await lookAround()
  // The host tidies up every few seconds; told so, it does at once
  await door.clock(plusHours(await door.now(), 0.001))
  running = { bytes: bytesIn(dataDir) }
  await reportBy(authors[0], true, 7)
  await end('SIGKILL')
  killed = await kept()
  await start()
  await door.personas()
  await end('SIGTERM')
  ended = await kept()
  news = [...ended.docs].filter(([key, { text }]) => before.docs.get(key)?.text !== text).map(([, one]) => one)
}, 90_000)

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const tokensOf = ({ id, openid, name, phone }: Author) => [id, openid, name, phone]
const mentions = (text: string, tokens: readonly string[]) => tokens.some((token) => text.includes(token))
/** A token as a word: `resident-1` is not in `resident-12`. */
const says = (text: string, { id, openid, name, phone }: Author) =>
  mentions(text, [id, openid, name, phone]) &&
  (new RegExp(`(^|[^\\w-])(${id}|${openid})($|[^\\w-])`).test(text) || mentions(text, [name, phone]))
const idsOf = ({ itemId, files }: Secret) => [itemId, ...files]

const about = (itemId: string) => news.filter(({ text }) => text.includes(itemId))

function itemOf(itemId: string): ItemDoc {
  const found = ended.docs.get(`items/${itemId}`)
  if (!found) throw new Error(`${itemId} is gone`)
  return found.doc as ItemDoc
}

test('the play was as long as it should be', () => {
  expect(secrets).toHaveLength(37)
  expect(named).toHaveLength(18)
  expect(new Set(secrets.map(({ receipt }) => receipt)).size).toBe(37)
  const states = secrets.map(({ itemId }) => itemOf(itemId).state)
  expect(new Set(states)).toEqual(new Set(['closed', 'withdrawn', 'routed']))
  expect(secrets.filter(({ files }) => files.length > 0).length).toBeGreaterThan(15)
  expect([...ended.docs.keys()].filter((key) => key.startsWith('requests/')).length).toBeGreaterThan(50)
})

test('of those who only ever report confidentially there is nothing but what was there before', () => {
  for (const author of authors.filter(({ kind }) => kind === 'quiet')) {
    const saying = (docs: Docs) =>
      [...docs].filter(([, { text }]) => says(text, author)).map(([key, { text }]) => key + text)
    expect(saying(before.docs).length).toBeGreaterThan(0)
    for (const { docs } of [killed, ended]) expect(saying(docs)).toEqual(saying(before.docs))
  }
})

test('of the others no record has them and a confidential report, nor leads from one to the other', () => {
  for (const author of authors.filter(({ kind }) => kind === 'mixed')) {
    const hidden = secrets.filter((secret) => secret.author === author).flatMap(idsOf)
    const theirs = news.filter(({ text }) => says(text, author))
    // One step further: what stands beside their named reports
    const reports = theirs.flatMap(({ collection, doc }) => (collection === 'items' ? [doc.id] : []))
    expect(reports).toHaveLength(6)
    const beside = news.filter(({ text }) => mentions(text, reports))
    expect(beside.length).toBeGreaterThan(theirs.length)
    for (const { text } of [...theirs, ...beside]) expect(mentions(text, hidden) ? text : '').toBe('')
  }
})

test('staff who report are told of it exactly as their colleagues are', () => {
  const author = authors.find(({ kind }) => kind === 'staff') as Author
  const told = (personId: string, itemId: string) =>
    about(itemId).filter(
      ({ collection, doc }) => collection === 'messages' && (doc as MessageDoc).personId === personId,
    ).length
  for (const { itemId } of secrets.filter((secret) => secret.author === author)) {
    // What the colleague did on the desk they are not told of; what came from the reporter, both are
    expect(told(author.id, itemId)).toBeGreaterThan(0)
    const strangers = secrets.filter((secret) => secret.author.kind === 'quiet')
    const usual = new Set(strangers.map((secret) => told(author.id, secret.itemId)))
    expect(usual).toContain(told(author.id, itemId))
    for (const { collection, text } of about(itemId))
      if (collection !== 'messages') expect([collection, says(text, author)]).toEqual([collection, false])
  }
})

test('no other record carries the instant of a confidential step, but for the messages to whoever handles it', () => {
  let looked = 0
  for (const { itemId, author } of secrets) {
    const item = itemOf(itemId)
    const events = news.filter(({ doc }) => doc.id.startsWith(`${itemId}:`))
    // What staff did carries staff, and the instant of their deed
    const byReporter = events.filter(({ text }) => text.includes('"actorRole":"reporter"'))
    const instants = new Set([item.createdAt, ...byReporter.map(({ doc }) => (doc as unknown as { at: string }).at)])
    for (const { collection, text, doc } of news) {
      if (![...instants].some((at) => text.includes(at))) continue
      looked += 1
      expect(['items', 'events', 'messages']).toContain(collection)
      expect(text).toContain(itemId)
      if (author.kind !== 'staff') expect(says(text, author)).toBe(false)
      if (collection === 'messages')
        expect((doc as MessageDoc).personId).toMatch(/^(gridWorker|grid|communityStaff|community)-/)
    }
  }
  expect(looked).toBeGreaterThan(secrets.length * 2)
})

/** `token` as somebody might hide it: hashed, or under the city's own secret. */
function disguises(token: string, secret: string): string[] {
  const hashes = ['md5', 'sha1', 'sha256', 'sha512'].map((kind) => createHash(kind).update(token).digest())
  const macs = [secret, Buffer.from(secret, 'hex')].map((key) => createHmac('sha256', key).update(token).digest())
  const { mac } = hmacSecrets(secret)
  const purposes = ['', 'person', 'owner', 'file-owner', 'request', 'rate', 'digits', 'receipt', 'reporter', 'file-url']
  return [
    ...[...hashes, ...macs].flatMap((bytes) => [bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')]),
    ...purposes.map((purpose) => mac(purpose, token)),
  ]
}

const cityOf = ({ bytes }: { bytes: Bytes }) => (bytes.get('secret')?.toString() ?? '').trim()

const pageSize = 4096
/** The pages of a file that are not what they were before the reports: what was there before cannot know of them. */
function changed(path: string, bytes: Buffer): Buffer {
  const old = before.bytes.get(path)
  if (!old) return bytes
  const pages: Buffer[] = []
  for (let at = 0; at < bytes.length; at += pageSize) {
    const page = bytes.subarray(at, at + pageSize)
    if (!page.equals(old.subarray(at, at + pageSize))) pages.push(page)
  }
  return Buffer.concat(pages)
}

/** Which needles are where, in the files of these moments. */
function found(needles: readonly string[], moments = [running, killed, ended]) {
  const files = moments.flatMap(({ bytes }) =>
    [...bytes].map(([path, content]) => [path, changed(path, content)] as const),
  )
  return files.flatMap(([path, bytes]) => needles.filter((needle) => bytes.includes(needle)).map((one) => [path, one]))
}

test('no hash of an author is anywhere, and no count of what they reported in secret', () => {
  const secret = cityOf(ended)
  expect(secret.length).toBeGreaterThanOrEqual(32)
  expect(found(authors.flatMap((author) => tokensOf(author).flatMap((token) => disguises(token, secret))))).toEqual([])
  const { mac } = hmacSecrets(secret)
  const hours = new Set(secrets.map(({ itemId }) => itemOf(itemId).createdAt.slice(0, 13)))
  const counted = (author: Author, action: string) =>
    [...hours].some((hour) => ended.docs.has(`rates/${mac('rate', `${author.id}|${action}|${hour}`)}`))
  // The same search finds what may be counted: the name in the formula is the right one
  expect(authors.map((author) => [author.kind, counted(author, 'hazard.report')])).toEqual(
    authors.map(({ kind }) => [kind, kind !== 'quiet']),
  )
  for (const author of authors)
    for (const action of ['hazard.reopen', 'hazard.confirm', 'hazard.withdraw', 'hazard.follow'])
      expect([author.kind, action, counted(author, action)]).toEqual([author.kind, action, false])
})

test('the mark of whoever put a photo up is gone from every file, once it belongs to a report', () => {
  const { mac } = hmacSecrets(cityOf(ended))
  const marks = secrets.flatMap(({ author, files }) => files.map((file) => ownerMac({ mac }, author.id, file)))
  expect(marks.length).toBeGreaterThan(30)
  // Right after a kill the log may still hold the last seconds; the next start and the tidying up wipe it
  expect(found(marks, [running, ended])).toEqual([])
})

test('the bytes on the disk say no more of the quiet ones than before', () => {
  const countIn = (bytes: Bytes, needle: string) => {
    let count = 0
    for (const content of bytes.values())
      for (let at = content.indexOf(needle); at >= 0; at = content.indexOf(needle, at + 1)) count += 1
    return count
  }
  for (const author of authors.filter(({ kind }) => kind === 'quiet'))
    for (const token of tokensOf(author)) {
      expect(countIn(before.bytes, token)).toBeGreaterThan(0)
      expect([token, countIn(ended.bytes, token)]).toEqual([token, countIn(before.bytes, token)])
    }
})

test('the receipt is nowhere: not as digits, not in groups, not hashed, not printed', () => {
  const forms = secrets.flatMap(({ receipt }) => [
    ...['', ' ', '-', '.'].map((between) => receipt.match(/\d{4}/g)?.join(between) ?? ''),
    ...['md5', 'sha1', 'sha256'].map((kind) => createHash(kind).update(receipt).digest('hex')),
  ])
  expect(forms.every((form) => form.length >= 16)).toBe(true)
  expect(found(forms)).toEqual([])
  expect(mentions(printed, forms)).toBe(false)
  expect(mentions(answers.join('\n'), forms)).toBe(false)
})

test('no file and no answer holds what the phone wrote into the photos', () => {
  const notes = [...traces, ...authors.flatMap(({ id }) => [`Camera of ${id}`, `SERIAL-${id}`])]
  const pictures = [...running.bytes].filter(([path]) => path.startsWith('files'))
  expect(pictures.length).toBeGreaterThan(30)
  expect(found(notes.filter((note) => note !== 'Exif\0'))).toEqual([])
})

test('the log tells how calls went, and neither who nor what nor when', () => {
  const lines = printed.split('\n').filter((line) => line.startsWith('{'))
  expect(lines.length).toBeGreaterThan(300)
  for (const line of lines) {
    const { action, outcome, ms } = JSON.parse(line)
    expect(Object.keys(JSON.parse(line)).sort()).toEqual(['action', 'ms', 'outcome'])
    expect([typeof action, typeof outcome, typeof ms]).toEqual(['string', 'string', 'number'])
  }
  for (const author of authors) expect(says(printed, author)).toBe(false)
  expect(mentions(printed, secrets.flatMap(idsOf))).toBe(false)
  expect(
    mentions(
      printed,
      secrets.map(({ requestId }) => requestId),
    ),
  ).toBe(false)
  expect(printed).not.toContain('[fault]')
})

test('nobody is answered anything of an author, and the author nothing of the report without its receipt', () => {
  const shown = answers.join('\n')
  expect(answers.length).toBeGreaterThan(200)
  for (const author of authors.filter(({ kind }) => kind === 'quiet')) expect(says(shown, author)).toBe(false)
  for (const line of answers.filter((one) =>
    mentions(
      one,
      secrets.map(({ itemId }) => itemId),
    ),
  ))
    for (const author of authors) expect(mentions(line, [author.name, author.phone, author.openid])).toBe(false)
})
