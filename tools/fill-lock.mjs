/**
 * Completes package-lock.json after `npm install`. A registry that lags leaves other platforms' binaries out of the
 * lock file, and then `npm ci` refuses it («Missing: x@ from lock file»). What is missing stands in the parents'
 * optionalDependencies, so it is added from there. Run through `npm run lock`.
 */
import fs from 'node:fs'

const file = 'package-lock.json'
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32']

/** Whether Node, standing in folder `from` of the lock file, would find the package somewhere up the tree. */
function isLocked(packages, from, name) {
  const levels = from.split('/node_modules/')
  const reachable = levels.map((_, i) => [...levels.slice(0, i + 1), name].join('/node_modules/'))
  return [...reachable, `node_modules/${name}`].some((place) => packages[place])
}

/** Lock entry of a binary package, with the platform that its name tells; undefined when it tells none. */
function entryFor(name, version, isDev) {
  const words = name.split(/[/-]/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = processors.filter((processor) => words.includes(processor))
  if (os.length === 0 && cpu.length === 0) return undefined
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(isDev && { dev: true }),
    optional: true,
    ...(os.length > 0 && { os }),
  }
}

const lock = JSON.parse(fs.readFileSync(file, 'utf8'))
const added = []
for (const [from, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const isExact = /^\d/.test(version)
    if (!isExact || isLocked(lock.packages, from, name)) continue
    const entry = entryFor(name, version, parent.dev)
    if (entry) {
      lock.packages[`node_modules/${name}`] = entry
      added.push(name)
    } else {
      console.warn('left alone, no platform in its name:', name, version)
    }
  }
}

const byPlace = ([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(byPlace))
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length, 'entries added')
