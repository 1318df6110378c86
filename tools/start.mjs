// npm start: from a fresh clone to a running city. Installs what is missing, builds what has changed, starts the host.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { ensureInstalled, npm } from './install.mjs'

/** What is built, from what; and the file that is there only after a build. */
const builds = [
  {
    title: 'the page',
    script: 'build:h5',
    sources: ['src', 'config', 'cloudfunctions/contract', 'babel.config.js', 'tsconfig.json', 'package-lock.json'],
    result: 'dist/h5/index.html',
  },
  {
    title: 'the cloud functions',
    script: 'build:functions',
    sources: ['cloudfunctions', 'tools/build-functions.mjs', 'package-lock.json'],
    result: 'dist/cloudfunctions/hazard/index.js',
  },
]

function* filesUnder(source) {
  if (!fs.existsSync(source)) return
  if (!fs.statSync(source).isDirectory()) {
    yield source
    return
  }
  for (const name of fs.readdirSync(source).sort()) yield* filesUnder(path.join(source, name))
}

function digestOf(sources) {
  const digest = createHash('sha256')
  for (const source of sources) {
    for (const file of filesUnder(source)) digest.update(`${file}\0`).update(fs.readFileSync(file))
  }
  return digest.digest('hex')
}

function buildIfChanged({ title, script, sources, result }) {
  const stamp = path.join('dist', `.${script.replace(':', '-')}`)
  const digest = digestOf(sources)
  if (fs.existsSync(result) && fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === digest) return
  process.stdout.write(`和合: building ${title} … `)
  const started = Date.now()
  const { status, stdout, stderr } = spawnSync(npm.command, [...npm.args, 'run', '--silent', script], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) {
    console.log('failed')
    console.error(`${stdout}\n${stderr}`)
    process.exit(1)
  }
  console.log(`${Math.round((Date.now() - started) / 1000)} s`)
  fs.mkdirSync('dist', { recursive: true })
  fs.writeFileSync(stamp, digest)
}

ensureInstalled()
for (const build of builds) buildIfChanged(build)
console.log('和合: starting the host …')
await import('./host.mjs')
