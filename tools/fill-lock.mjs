// npm leaves an optional package out of package-lock.json when the registry in use does not carry it
// (other platforms' binaries on a lagging mirror), and then `npm ci` refuses the lock file ("Missing: x@ from lock file").
// This adds the left-out entries from what the parents' optionalDependencies say. Run after each npm install that changes the lock.
import fs from 'node:fs'

const lock = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'))
const OS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const CPU = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32']
const added = []
for (const [where, p] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(p.optionalDependencies ?? {})) {
    const found =
      where
        .split('/node_modules/')
        .some((_, i, a) => lock.packages[`${a.slice(0, i + 1).join('/node_modules/')}/node_modules/${name}`]) ||
      lock.packages[`node_modules/${name}`]
    if (found || !/^\d/.test(range)) continue
    const parts = name.split(/[/-]/)
    const os = OS.filter((o) => parts.includes(o)),
      cpu = CPU.filter((c) => parts.includes(c) || (c === 'arm' && parts.includes('arm')))
    if (!os.length && !cpu.length) {
      console.warn('left alone', name, range)
      continue
    }
    lock.packages[`node_modules/${name}`] = {
      version: range,
      ...(cpu.length ? { cpu } : {}),
      ...(p.dev ? { dev: true } : {}),
      optional: true,
      ...(os.length ? { os } : {}),
    }
    added.push(`${name}@${range}`)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
fs.writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length, 'entries added')
