import { readFileSync } from 'node:fs'

/** How often to see whether whoever started this process is still there. */
const pause = 1_000

/**
 * Calls `gone` once npm, which started this process, has vanished. npm passes signals on, but not its own violent end,
 * after which the process would live on and hold its port. Does nothing for a process that npm did not start.
 */
export function whenLauncherVanishes(gone: () => void) {
  if (!process.env.npm_execpath) return
  const launchers = launchersOf(process.ppid)
  const watch = setInterval(() => {
    if (launchers.every(isAlive) && process.ppid === launchers[0]) return
    clearInterval(watch)
    gone()
  }, pause)
  watch.unref()
}

/** npm, and the shell that it runs a script in where that stays between. Whoever started npm may leave. */
function launchersOf(parent: number): number[] {
  try {
    const name = readFileSync(`/proc/${parent}/comm`, 'utf8')
    const above = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${parent}/status`, 'utf8'))?.[1])
    return /sh$/.test(name.trim()) && above > 1 ? [parent, above] : [parent]
  } catch {
    // No /proc here: other systems' shells replace themselves by the script
    return [parent]
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
