// Bundles every cloud function (a folder with index.ts and config.json) into a folder that can be uploaded as it is:
// index.js with everything inside, package.json without dependencies, config.json.
// Usage: node tools/build-functions.mjs [folder of the functions] [folder to write]
import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const [source = 'cloudfunctions', target = 'dist/cloudfunctions'] = process.argv.slice(2)

const names = fs
  .readdirSync(source)
  .filter((name) => ['index.ts', 'config.json'].every((file) => fs.existsSync(path.join(source, name, file))))
if (names.length === 0) {
  console.error(`${source} holds no function: no folder there has both index.ts and config.json`)
  process.exit(1)
}

fs.rmSync(target, { recursive: true, force: true })
for (const name of names) await buildFunction(name)

async function buildFunction(name) {
  const folder = path.join(target, name)
  await build({
    entryPoints: [path.join(source, name, 'index.ts')],
    outfile: path.join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    // Names stay readable: a fault is logged by its place in the code, and size costs little on a server.
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
  })
  const settings = JSON.parse(fs.readFileSync(path.join(source, name, 'config.json'), 'utf8'))
  const description = { name, version: '1.0.0', private: true, main: 'index.js' }
  fs.writeFileSync(path.join(folder, 'config.json'), `${JSON.stringify(settings, null, 2)}\n`)
  fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(description, null, 2)}\n`)
  const bytes = fs.readFileSync(path.join(folder, 'index.js'))
  console.log(`${name.padEnd(14)} ${kilobytes(bytes)} KB, ${kilobytes(gzipSync(bytes))} KB packed`)
}

function kilobytes(bytes) {
  return String(Math.round(bytes.length / 1024)).padStart(5)
}
