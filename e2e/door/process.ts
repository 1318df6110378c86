import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Door } from './door'

/** The host in a process of its own, with everything it prints. */
export interface RunningHost {
  door: Door
  /** Everything printed so far, on both streams. */
  printed(): string
  /** Sends the signal, and waits for the end. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** Runs the host on `dataDir`, with the demo city when the folder is new. */
export async function runHost(dataDir: string): Promise<RunningHost> {
  const { npm_execpath: _, ...env } = process.env
  const child = spawn(process.execPath, ['tools/host.mjs'], {
    env: { ...env, PORT: '0', DATA_DIR: dataDir, EMPTY: '', RATE_FACTOR: '100000' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // «close» comes after the last of its words, «exit» may come before
  const exited = once(child, 'close')
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (part: Buffer) => {
      printed += part
      const ready = /ready: (\S+)/.exec(printed)
      if (ready) resolve(ready[1])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    exited.then((how) => reject(new Error(`the host ended with ${how}: ${printed}`)))
  })
  const door = new Door(url)
  return {
    door,
    printed: () => printed,
    async end(signal) {
      door.leave()
      child.kill(signal)
      await exited
    },
  }
}
