import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildSync } from 'esbuild'
import Database from 'libsql'
import { type CollectionName, collections } from '../cloudfunctions/kernel/collections'
import { planRange } from '../cloudfunctions/kernel/range'
import { storeContract } from '../cloudfunctions/kernel/store.contract'
import { rangeSql } from './sql'
import { openStore, viewStore } from './store'

// A process is started and killed, on a machine that may be busy with other tests.
jest.setTimeout(60_000)

const folder = mkdtempSync(join(tmpdir(), 'hehe-store-'))
const fileOf = (name: string) => join(folder, name, 'hehe.db')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

storeContract('SQLite', async () => openStore(fileOf('contract')), 150)

const household = (n: number) => ({ id: `h${n}`, buildingId: `b${n % 7}`, unit: `1-${n}` })
/** Everything in the store's files, as it lies on the disk. */
const bytesOf = (name: string) => {
  const place = join(folder, name)
  return Buffer.concat(readdirSync(place).map((file) => readFileSync(join(place, file)))).toString('latin1')
}

describe('the store in a file', () => {
  test('what was written is there after closing and opening again', async () => {
    const first = openStore(fileOf('again'))
    await first.insert('households', household(1))
    await first.close()
    const second = openStore(fileOf('again'))
    expect(await second.get('households', 'h1')).toEqual({ ...household(1), version: 1 })
    await second.close()
  })

  test('a killed process has lost nothing that it acknowledged', async () => {
    const file = fileOf('killed')
    const acknowledged = await writeUntilKilled(file, 300)
    expect(acknowledged.length).toBeGreaterThanOrEqual(300)
    const store = openStore(file)
    const found = (collection: CollectionName) =>
      [...store.everything()].flatMap(([name, { id }]) => (name === collection ? [id] : []))
    expect(found('households')).toEqual(expect.arrayContaining(acknowledged))
    // Each was written in one transaction with its rate: both are there, or neither.
    expect(found('rates')).toEqual(found('households'))
    await store.close()
  })

  test('loading fills a collection in one go, with version 1, and ranges find it', async () => {
    const store = openStore(fileOf('load'))
    await store.load(
      'households',
      Array.from({ length: 500 }, (_, n) => household(n)),
    )
    expect(await store.get('households', 'h499')).toEqual({ ...household(499), version: 1 })
    const page = await store.range('households', 'byBuilding', { eq: ['b3'], limit: 1000 })
    expect(page.rows).toHaveLength(71)
    await store.close()
  })

  test('loading an id that is taken loads nothing at all', async () => {
    const store = openStore(fileOf('load-twice'))
    await store.load('households', [household(1)])
    await expect(store.load('households', [household(2), household(1)])).rejects.toThrow('h1')
    expect(await store.get('households', 'h2')).toBeUndefined()
    await store.close()
  })

  test('everything can be walked, collection by collection', async () => {
    const store = openStore(fileOf('everything'))
    await store.load(
      'households',
      Array.from({ length: 2500 }, (_, n) => household(n)),
    )
    await store.insert('rates', { id: 'r', count: 1, expiresAt: '2026' })
    const all = [...store.everything()]
    expect(all).toHaveLength(2501)
    expect(new Set(all.map(([, doc]) => doc.id)).size).toBe(2501)
    expect(all).toContainEqual(['rates', { id: 'r', count: 1, expiresAt: '2026', version: 1 }])
    await store.close()
  })

  test('what was removed or overwritten is in no file any more, once the store has settled', async () => {
    const store = openStore(fileOf('erased'))
    await store.load(
      'households',
      Array.from({ length: 50 }, (_, n) => household(n)),
    )
    await store.insert('people', { id: 'p', openid: 'marker-openid', name: 'marker-name', allowance: {} })
    await store.insert('people', { id: 'q', openid: 'marker-removed', allowance: {} })
    expect(bytesOf('erased')).toContain('marker-openid')
    await store.replace('people', { id: 'p', openid: 'kept', allowance: {}, version: 1 })
    await store.remove('people', 'q', 1)
    await store.settle()
    expect(bytesOf('erased')).not.toContain('marker-')
    expect(bytesOf('erased')).toContain('kept')
    await store.close()
  })

  test('a store call that was not awaited cannot write after its transaction', async () => {
    const store = openStore(fileOf('late'))
    let late: Promise<unknown> | undefined
    await store.transaction(async (tx) => {
      late = new Promise((done) => setImmediate(done)).then(() => tx.insert('households', household(1)))
    })
    await expect(late).rejects.toThrow('end of its transaction')
    expect(await store.get('households', 'h1')).toBeUndefined()
    await store.close()
  })

  test('opening brings the indexes up to the declaration', async () => {
    await openStore(fileOf('indexes')).close()
    const db = new Database(fileOf('indexes'))
    const indexes = () =>
      db
        .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name")
        .all() as { name: string; sql: string }[]
    const made = indexes()
    db.exec('DROP INDEX items_byQueue; DROP INDEX items_byTimer; CREATE INDEX items_byTimer ON items (version)')
    db.exec('CREATE INDEX items_byNothing ON items (version)')
    await openStore(fileOf('indexes')).close()
    expect(indexes()).toEqual(made)
    db.close()
  })
})

describe('every declared index', () => {
  let db: Database.Database
  beforeAll(async () => {
    await openStore(fileOf('plans')).close()
    db = new Database(fileOf('plans'))
  })
  afterAll(() => db.close())
  const declared = Object.entries(collections).flatMap(([collection, indexes]) =>
    Object.entries<readonly string[]>(indexes).map(([index, fields]) => ({ collection, index, fields })),
  )

  test.each(declared)(
    '$collection, $index: walked in order, without a scan or a sort',
    ({ collection, index, fields }) => {
      const cursor = Buffer.from(JSON.stringify(['v', 'id'])).toString('base64url')
      const queries = [{}, { from: 'a' }, { to: 'z' }, { after: cursor }, { from: 'a', to: 'z', after: cursor }]
      for (const direction of ['asc', 'desc'] as const) {
        for (const query of queries) {
          const eq = fields.slice(1).map(() => 'e')
          const plan = planRange(collection as CollectionName, index, { eq, direction, limit: 20, ...query })
          const { sql, values } = rangeSql(collection as CollectionName, plan)
          const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]
          const details = steps.map(({ detail }) => detail).join('; ')
          expect(details).toContain(`USING INDEX ${collection}_${index}`)
          expect(details).not.toContain('TEMP B-TREE')
          // A page after the first enters the index at the cursor, it does not walk there.
          if (plan.after) expect(details).toMatch(/[<>]\?\)/)
        }
      }
    },
  )
})

/** Starts a process that writes one household after another, kills it after `count`; the ids it acknowledged. */
async function writeUntilKilled(file: string, count: number): Promise<string[]> {
  const script = join(folder, 'writer.cjs')
  buildSync({
    stdin: {
      contents: `
        import { writeSync } from 'node:fs'
        import { openStore, viewStore } from './store'
        const store = openStore(process.argv[2])
        const write = async (n) => {
          const id = 'k' + n
          await store.transaction(async (tx) => {
            await tx.insert('households', { id, buildingId: 'b', unit: '1' })
            await tx.insert('rates', { id, count: n, expiresAt: '2026' })
          })
          writeSync(1, id + '\\n')
        }
        const run = async () => { for (let n = 0; ; n++) await write(n) }
        run()`,
      resolveDir: __dirname,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    external: ['libsql'],
    outfile: script,
  })
  const child = spawn(process.execPath, [script, file], { env: { ...process.env, NODE_PATH: resolve('node_modules') } })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
    if (output.split('\n').length > count) child.kill('SIGKILL')
  })
  await new Promise((done) => child.on('close', done))
  return output.split('\n').slice(0, -1)
}

describe('an import', () => {
  test('puts over what is there, with the next version, and removes; or does nothing at all', async () => {
    const store = openStore(fileOf('rewrite'))
    await store.load('households', [household(1), household(2)])
    const moved = { ...household(1), unit: '2-1' }
    await store.rewrite({ households: { put: [moved, household(3)], remove: ['h2'] } })
    const all = () => [...store.everything()].map(([, doc]) => doc)
    expect(all()).toEqual([
      { ...moved, version: 2 },
      { ...household(3), version: 1 },
    ])
    const broken = {
      id: 'h5',
      buildingId: 'b',
      get unit(): string {
        throw new Error('unreadable')
      },
    }
    await expect(store.rewrite({ households: { put: [household(4), broken], remove: ['h3'] } })).rejects.toThrow(
      'unreadable',
    )
    expect(all()).toHaveLength(2)
    await store.close()
  })

  test('looks at a store that is closed, and at one that a host has open, as it is at that moment', async () => {
    const file = fileOf('view')
    const store = openStore(file)
    await store.load('households', [household(1)])
    const open = viewStore(file)
    await store.insert('households', household(2))
    expect([...open.all('households')]).toEqual([{ ...household(1), version: 1 }])
    open.close()
    await store.close()
    const files = readdirSync(join(folder, 'view'))
    const closed = viewStore(file)
    expect(closed.get('households', 'h2')).toEqual({ ...household(2), version: 1 })
    expect(closed.get('households', 'h3')).toBeUndefined()
    closed.close()
    expect(readdirSync(join(folder, 'view'))).toEqual(files)
  })

  test('a collection that an older product did not have is empty', async () => {
    const file = fileOf('older')
    await openStore(file).close()
    const db = new Database(file)
    db.exec('DROP TABLE generations')
    db.close()
    const view = viewStore(file)
    expect([...view.all('generations')]).toEqual([])
    expect(view.get('generations', 'any')).toBeUndefined()
    view.close()
  })
})
