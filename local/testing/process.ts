import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

/** The host as `npm run host` runs it, in a process of its own. */
export interface HostProcess {
  child: ChildProcess
  url: string
  /** Sends the signal and answers the exit code, null after a violent end. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export function spawnHost(dataDir: string, env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, ['tools/host.mjs'], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, EMPTY: '1', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Starts a host on any free port and waits until it is ready. */
export async function runHost(dataDir: string, env?: Record<string, string>): Promise<HostProcess> {
  const child = spawnHost(dataDir, env)
  // «close» comes after the last of its words, «exit» may come before
  const exited = once(child, 'close') as Promise<[number | null, string | null]>
  let output = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      output += chunk
      const ready = /ready: (\S+)/.exec(output)
      if (ready) resolve(ready[1])
    })
    exited.then((how) => reject(new Error(`the host ended with ${how}: ${output}`)))
  })
  return {
    child,
    url,
    async end(signal) {
      child.kill(signal)
      const [code] = await exited
      return code
    },
  }
}
