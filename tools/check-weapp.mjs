/**
 * Judges the WeChat build as WeChat does: compiles every template and stylesheet with its own compilers
 * (miniprogram-compiler's wcc and wcsc), reads every script as the oldest supported phone would, and weighs the packages.
 * `node tools/check-weapp.mjs [folder]`; exits 1 with the reasons.
 */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

const require = createRequire(import.meta.url)
const { parse } = createRequire(require.resolve('webpack'))('acorn')

/** Bytes. WeChat's own limit is 2 MB each; a resident on a slow network waits for every one of these. */
const limits = { main: 480_000, subpackage: 200_000 }
/** What iOS 12 and Chrome 75 understand; WeChat's tools upload the build unchanged (`es6: false`). */
const ecmaVersion = 2019

const dist = path.resolve(process.argv[2] ?? 'dist/weapp')
const problems = []

const isShipped = (file) => !file.endsWith('.LICENSE.txt') && file !== 'project.config.json'
const files = fs
  .readdirSync(dist, { recursive: true })
  .filter((file) => fs.statSync(path.join(dist, file)).isFile())
  .map((file) => file.split(path.sep).join('/'))
  .filter(isShipped)
const named = (...extensions) => files.filter((file) => extensions.includes(path.extname(file)))

/** Runs one of WeChat's compilers on the files. npm unpacks it without the executable bit, hence the copy. */
function compile(compiler, options, inputs) {
  const platform = { linux: 'linux', darwin: 'mac', win32: 'windows' }[process.platform]
  const program = process.platform === 'win32' ? `${compiler}.exe` : compiler
  const package_ = path.dirname(require.resolve('miniprogram-compiler/package.json'))
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'check-weapp-'))
  const copy = path.join(folder, program)
  fs.copyFileSync(path.join(package_, 'bin', platform, program), copy)
  fs.chmodSync(copy, 0o755)
  const run = spawnSync(copy, [...options, '-o', path.join(folder, 'out'), ...inputs], { cwd: dist, encoding: 'utf8' })
  fs.rmSync(folder, { recursive: true })
  if (run.error) problems.push(`${compiler} did not run: ${run.error.message}`)
  else if (run.status !== 0) problems.push(`${compiler}: ${run.stderr.trim() || run.stdout.trim()}`)
}

compile('wcc', ['-d'], named('.wxml', '.wxs'))
compile('wcsc', ['-lc'], named('.wxss'))

for (const file of named('.js')) {
  try {
    parse(fs.readFileSync(path.join(dist, file), 'utf8'), { ecmaVersion, sourceType: 'script' })
  } catch (error) {
    problems.push(`${file} does not run on old phones: ${error.message}`)
  }
}

const app = JSON.parse(fs.readFileSync(path.join(dist, 'app.json'), 'utf8'))
const roots = app.subPackages.map(({ root }) => `${root.replace(/\/$/, '')}/`)
const weigh = (belongs) =>
  files.filter(belongs).reduce((bytes, file) => bytes + fs.statSync(path.join(dist, file)).size, 0)
const packages = [
  { name: 'main', limit: limits.main, bytes: weigh((file) => !roots.some((root) => file.startsWith(root))) },
  ...roots.map((root) => ({ name: root, limit: limits.subpackage, bytes: weigh((file) => file.startsWith(root)) })),
]
for (const { name, limit, bytes } of packages) {
  console.log(`${name.padEnd(12)} ${(bytes / 1000).toFixed(1).padStart(6)} KB of ${limit / 1000}`)
  if (bytes > limit) problems.push(`${name} is ${bytes} bytes, over ${limit}`)
}

for (const problem of problems) console.error(problem)
if (problems.length > 0) process.exit(1)
console.log(`${files.length} files, wcc and wcsc content`)
