import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const build = {
  'app.json': JSON.stringify({
    pages: ['pages/home/index'],
    subPackages: [{ root: 'hazard', pages: ['pages/item/index'] }],
  }),
  'app.js': 'App({})',
  'pages/home/index.js': 'Page({ data: { ...{ name: 1 } } })',
  'pages/home/index.wxml': '<view class="a">{{name}}</view>',
  'pages/home/index.wxss': '.a { color: red }',
  'hazard/pages/item/index.js': 'Page({})',
  'hazard/pages/item/index.wxml': '<text>1</text>',
}

/** Runs the check on the build above with some files changed. */
function check(changes: Record<string, string>) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'weapp-'))
  for (const [name, text] of Object.entries({ ...build, ...changes })) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    fs.writeFileSync(path.join(folder, name), text)
  }
  const run = spawnSync(process.execPath, [path.join(__dirname, 'check-weapp.mjs'), folder], { encoding: 'utf8' })
  fs.rmSync(folder, { recursive: true })
  return { status: run.status, said: run.stdout + run.stderr }
}

test('a sound build passes and its packages are weighed', () => {
  const { status, said } = check({})
  expect(said).toMatch(/main +\d+\.\d KB of 480/)
  expect(said).toMatch(/hazard\/ +0\.0 KB of 200/)
  expect(status).toBe(0)
})

test.each([
  ['a template that WeChat refuses', { 'pages/home/index.wxml': '<view><text></view>' }, 'wcc'],
  ['a stylesheet that WeChat refuses', { 'pages/home/index.wxss': '.a { color: red' }, 'wcsc'],
  ['syntax newer than the oldest phone', { 'app.js': 'App(a?.b)' }, 'app.js does not run on old phones'],
  ['a main package too heavy', { 'big.png': 'x'.repeat(480_001) }, 'main is'],
  ['a subpackage too heavy', { 'hazard/big.png': 'x'.repeat(200_001) }, 'hazard/ is'],
])('%s fails', (_what, changes, reason) => {
  const { status, said } = check(changes)
  expect(said).toContain(reason)
  expect(status).toBe(1)
})
