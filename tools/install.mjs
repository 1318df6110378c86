// Installs what package-lock.json asks for and node_modules does not hold. Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'

const oldestNode = 20

/** npm as this process was started by it, so that the same npm is used; the one on the path otherwise. */
export const npm = process.env.npm_execpath
  ? { command: process.execPath, args: [process.env.npm_execpath] }
  : { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] }

function readLock(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/** Whether every package of the lock is there in the version it names; other machines' optional ones may be missing. */
function isInstalled() {
  const wanted = readLock('package-lock.json')
  // npm writes this as the last thing it does, so it is missing after an install that was broken off
  const there = readLock('node_modules/.package-lock.json')
  if (!wanted || !there) return false
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || there[path]?.version === version,
  )
}

/** Makes node_modules what the lock says, or ends the process with a sentence that says why not. */
export function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < oldestNode) {
    console.error(`和合 needs Node ${oldestNode} or later; this is ${process.versions.node}.`)
    process.exit(1)
  }
  if (isInstalled()) return
  console.log('和合: installing packages, which takes a minute or two …')
  const { status } = spawnSync(npm.command, [...npm.args, 'ci', '--no-fund', '--no-audit'], { stdio: 'inherit' })
  if (status !== 0) {
    console.error('和合: the packages could not be installed; npm says why above.')
    process.exit(1)
  }
}
