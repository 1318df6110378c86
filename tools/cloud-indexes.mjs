// Writes what CloudBase has to be told before the functions run, from the declaration of the collections:
// collections.json (collections, indexes, security rules), storage-rules.json, function-rules.json.
// Usage: node tools/cloud-indexes.mjs [folder to write]
import fs from 'node:fs'
import path from 'node:path'
import { bundleAndImport } from './bundle.mjs'

const [target = 'dist/cloud'] = process.argv.slice(2)
const { collections } = await bundleAndImport('cloudfunctions/kernel/collections.ts', 'dist/tools/collections.mjs')

/**
 * The index in the form of WeChat's interface tcb/updateindex. It ends in the id, because every range is sorted by the
 * index's last field and then the id.
 */
function toIndex([name, fields]) {
  const keys = [...fields.filter((field) => field !== 'id'), '_id']
  return { name, unique: false, keys: keys.map((key) => ({ name: key, direction: '1' })) }
}

/** Nobody but the functions reads or writes: a client's identity is checked in the pipeline, never in a rule. */
const closed = { read: false, write: false }
const declared = Object.entries(collections).map(([name, indexes]) => ({
  name,
  rules: closed,
  indexes: Object.entries(indexes).map(toIndex),
}))

const files = {
  'collections.json': declared,
  // A client may put files of its own there, and overwrite those alone; addresses to read come from the functions.
  'storage-rules.json': { read: false, write: 'resource.openid == auth.openid' },
  'function-rules.json': { '*': { invoke: 'auth != null' }, timer: { invoke: false } },
}
fs.mkdirSync(target, { recursive: true })
for (const [name, content] of Object.entries(files)) {
  fs.writeFileSync(path.join(target, name), `${JSON.stringify(content, null, 2)}\n`)
}

for (const { name, indexes } of declared) {
  console.log(name)
  for (const index of indexes) {
    console.log(`  ${index.name.padEnd(20)} ${index.keys.map((key) => `${key.name} ${key.direction}`).join(', ')}`)
  }
}
console.log(
  `\n${declared.length} collections, all closed to clients. Written to ${target}: ${Object.keys(files).join(', ')}`,
)
