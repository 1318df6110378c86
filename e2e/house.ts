import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { paths, root } from './paths'
import { compileWeapp } from './weapp-host/compile'
import { WeappServer } from './weapp-host/serve'

const patience = 60_000

/** The real local host in a process of its own, on an empty data folder and a free port. */
export class Host {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Resolves once the host says that it is ready. Rejects with what it printed when it ends before. */
  static async start(): Promise<Host> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hehe-'))
    const child = spawn(process.execPath, ['tools/host.mjs'], {
      cwd: root,
      env: { ...process.env, PORT: '0', DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let printed = ''
    const url = await new Promise<string>((ready, fail) => {
      const timer = setTimeout(() => fail(new Error(`the host is not ready:\n${printed}`)), patience)
      const read = (chunk: Buffer) => {
        printed += chunk
        const address = /ready: (http\S+)/.exec(printed)?.[1]
        if (!address) return
        clearTimeout(timer)
        ready(address)
      }
      child.stdout.on('data', read)
      child.stderr.on('data', read)
      child.on('exit', () => fail(new Error(`the host ended:\n${printed}`)))
    })
    return new Host(url, child, folder)
  }

  async stop(): Promise<void> {
    const ended = new Promise((done) => this.child.once('exit', done))
    this.child.kill('SIGTERM')
    await ended
    fs.rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Names of the cloud functions, as they are deployed. */
const functionNames = () =>
  fs
    .readdirSync(path.join(root, 'cloudfunctions'))
    .filter((name) => fs.existsSync(path.join(root, 'cloudfunctions', name, 'index.ts')))

/** A host, and in front of it the WeChat build, which has to be compiled before. */
export async function startCity() {
  const host = await Host.start()
  const weapp = new WeappServer(paths.weappPage, host.url, new Set(functionNames()))
  const addresses = { host: host.url, weapp: await weapp.start() }
  const stop = async () => {
    await weapp.stop()
    await host.stop()
  }
  return { addresses, stop }
}

export const compile = () => compileWeapp(paths.weapp, paths.weappPage)
