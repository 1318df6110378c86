// npm run bench -- <name> [--json]: measures. bench/<name>.ts exports `measure`, which prints as it goes and answers
// the figures; with --json the last line printed is those figures as one JSON object.
import fs from 'node:fs'
import { bundleAndImport } from './bundle.mjs'

const [name, ...options] = process.argv.slice(2)
const names = fs
  .readdirSync('bench')
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3))
if (!names.includes(name)) {
  console.error(`npm run bench -- <name> [--json]; there are: ${names.join(', ')}`)
  process.exit(1)
}
const { measure } = await bundleAndImport(`bench/${name}.ts`, `dist/bench/${name}.mjs`)
const figures = await measure()
if (options.includes('--json')) console.log(JSON.stringify(figures))
