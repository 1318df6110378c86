import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

// Bundles in a process of its own, on a machine that may be busy with other tests.
jest.setTimeout(60_000)

const root = path.resolve(__dirname, '..')

test('the page of the states says what the table says', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'states-'))
  const file = path.join(folder, 'states.md')
  const run = spawnSync(process.execPath, ['tools/states.mjs', file], { cwd: root, encoding: 'utf8' })
  const written = run.status === 0 ? fs.readFileSync(file, 'utf8') : run.stderr
  fs.rmSync(folder, { recursive: true })
  // Not up to date? npm run docs:states
  expect(fs.readFileSync(path.join(root, 'docs/states.md'), 'utf8')).toBe(written)
})
