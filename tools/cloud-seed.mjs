// Writes what a new city on CloudBase starts with, one JSON Lines file per collection, for the console's import:
// divisions, outlines, synthetic grids, desks, the search index and the hazard categories.
// With --demo also the made-up buildings, households and people.
// Usage: node tools/cloud-seed.mjs [--demo] [folder to write]
import fs from 'node:fs'
import path from 'node:path'
import { bundleAndImport } from './bundle.mjs'

const args = process.argv.slice(2)
const inhabited = args.includes('--demo')
const [target = 'dist/cloud/seed'] = args.filter((arg) => arg !== '--demo')

const { buildDemoCity, demoSeed } = await bundleAndImport('local/demo/city.ts', 'dist/tools/demo-city.mjs')
const { docs } = buildDemoCity({ seed: demoSeed, now: new Date().toISOString(), inhabited })

fs.rmSync(target, { recursive: true, force: true })
fs.mkdirSync(target, { recursive: true })
for (const [collection, rows] of Object.entries(docs)) {
  if (rows.length === 0) continue
  const lines = rows.map(({ id, ...fields }) => `${JSON.stringify({ _id: id, version: 1, ...fields })}\n`)
  const file = path.join(target, `${collection}.json`)
  fs.writeFileSync(file, lines.join(''))
  console.log(`${file}: ${rows.length} documents, ${(fs.statSync(file).size / 1e6).toFixed(1)} MB`)
}
