import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { collections } from '../cloudfunctions/kernel/collections'

interface Declared {
  name: string
  rules: object
  indexes: { name: string; unique: boolean; keys: { name: string; direction: string }[] }[]
}

// Builds in a process of its own, on a machine that may be busy with other tests.
jest.setTimeout(60_000)

describe('what CloudBase has to be told', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cloud-indexes-'))
  const read = (name: string) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'))
  let said = ''
  beforeAll(() => {
    const run = spawnSync(process.execPath, ['tools/cloud-indexes.mjs', folder], {
      cwd: path.join(__dirname, '..'),
      encoding: 'utf8',
    })
    expect(run.stderr).toBe('')
    said = run.stdout
  })
  afterAll(() => fs.rmSync(folder, { recursive: true }))

  test('every collection is there, closed to clients', () => {
    const written: Declared[] = read('collections.json')
    expect(written.map(({ name }) => name)).toEqual(Object.keys(collections))
    for (const { rules } of written) expect(rules).toEqual({ read: false, write: false })
  })

  const indexes = Object.entries(collections).flatMap(([collection, declared]) =>
    Object.entries<readonly string[]>(declared).map(([index, fields]) => ({ collection, index, fields })),
  )
  test.each(indexes)('$collection has its index $index, in the order of its fields, then the id', (wanted) => {
    const written = (read('collections.json') as Declared[]).find(({ name }) => name === wanted.collection)
    const fields = wanted.fields.map((field) => (field === 'id' ? '_id' : field))
    const keys = fields.at(-1) === '_id' ? fields : [...fields, '_id']
    expect(written?.indexes).toContainEqual({
      name: wanted.index,
      unique: false,
      keys: keys.map((name) => ({ name, direction: '1' })),
    })
    expect(said).toContain(`${wanted.index.padEnd(20)} ${keys.map((key) => `${key} 1`).join(', ')}`)
  })

  test('clients read no file, write only their own, and cannot ring the timer', () => {
    expect(read('storage-rules.json')).toEqual({ read: false, write: 'resource.openid == auth.openid' })
    expect(read('function-rules.json').timer).toEqual({ invoke: false })
    expect(read('function-rules.json')['*']).toEqual({ invoke: 'auth != null' })
  })
})
