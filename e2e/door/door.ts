import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActionName, Answer, Outcome, Request } from '../../cloudfunctions/contract'
import type { Role } from '../../cloudfunctions/contract/account'
import { ActionError } from '../../cloudfunctions/contract/errors'
import type { Persona } from '../../local/demo/people'
import { startHost } from '../../local/host'
import { doorClient } from '../../local/testing/client'

/** A script at the door of one host. People are named by their persona ids; nobody is signed in without one. */
export class Door {
  private readonly client: ReturnType<typeof doorClient>
  private readonly connections = new Agent({ keepAlive: true, maxSockets: 64 })

  constructor(readonly url: string) {
    this.client = doorClient(url)
  }

  /** Whatever the host answers to a body of any kind. */
  send(method: string, path: string, options?: { persona?: string; body?: unknown }) {
    return this.client.send(method, path, options)
  }

  outcome(who: string | undefined, name: string, input: unknown, requestId?: string): Promise<Outcome<any>> {
    return this.post(who, JSON.stringify({ name, input, requestId }))
  }

  /** `POST /call` on a kept connection: fetch would cost more than the call. */
  private post(who: string | undefined, body: string): Promise<Outcome<any>> {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(who !== undefined && { 'x-persona': who }),
    }
    return new Promise((resolve, reject) => {
      const call = request(`${this.url}/call`, { method: 'POST', agent: this.connections, headers }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part) => parts.push(part))
        response.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString())))
        response.on('error', reject)
      })
      call.on('error', reject)
      call.end(body)
    })
  }

  /** Lets go of the connections. */
  leave() {
    this.connections.destroy()
  }

  /** The code of the refusal, or `ok`. */
  async code(who: string | undefined, name: string, input: unknown, requestId?: string): Promise<string> {
    const outcome = await this.outcome(who, name, input, requestId)
    return outcome.ok ? 'ok' : outcome.error.code
  }

  /** The value of an action that must work. @throws ActionError */
  async call<N extends ActionName>(
    who: string | undefined,
    name: N,
    input: Request<N>,
    requestId?: string,
  ): Promise<Answer<N>> {
    const outcome = await this.outcome(who, name, input, requestId)
    if (outcome.ok) return outcome.value
    const { code, message, fields } = outcome.error
    throw new ActionError(code, `${name} by ${who ?? 'nobody'}: ${message}`, fields)
  }

  async personas(): Promise<Persona[]> {
    return (await this.send('GET', '/local/personas')).body
  }

  async makePersonas(wanted: { count: number; role?: Role; areaId?: string; buildingId?: string }): Promise<string[]> {
    const { status, body } = await this.send('POST', '/local/personas', { body: wanted })
    if (status !== 200) throw new Error(`no personas ${JSON.stringify(wanted)}: ${JSON.stringify(body)}`)
    return body.map(({ id }: Persona) => id)
  }

  /** One more persona. */
  async persona(role: Role, where: { areaId?: string; buildingId?: string }): Promise<string> {
    const [id] = await this.makePersonas({ count: 1, role, ...where })
    return id
  }

  /** Puts up a photo as a person and answers its id. */
  async photo(who: string, bytes: Uint8Array): Promise<string> {
    const { status, body } = await this.client.upload('/files', who, bytes)
    if (status !== 200) throw new Error(`no photo by ${who}: ${JSON.stringify(body)}`)
    return body.fileId
  }

  /** The bytes behind an address as somebody gets them; undefined when it is NOT_FOUND. */
  async look(who: string | undefined, path: string): Promise<Buffer | undefined> {
    const { status, bytes } = await this.client.download(path, who)
    if (status === 404) return undefined
    if (status !== 200) throw new Error(`${path} for ${who}: ${status}`)
    return Buffer.from(bytes)
  }

  /** Moves the host's clock to an instant and runs what is due. */
  async clock(now: string): Promise<void> {
    const { status, body } = await this.send('POST', '/local/clock', { body: { now } })
    if (status !== 200) throw new Error(`the clock stays: ${JSON.stringify(body)}`)
  }

  /** The host's now. */
  async now(): Promise<string> {
    const [{ id }] = await this.personas()
    return (await this.call(id, 'account.me', {})).now
  }
}

/** A host in this process with the demo city in a folder of its own. */
export async function openDoor() {
  const dataDir = mkdtempSync(join(tmpdir(), 'hehe-door-'))
  const host = await startHost({
    port: 0,
    dataDir,
    demo: true,
    pageDir: mkdtempSync(join(dataDir, 'page-')),
    rateFactor: 100_000,
  })
  const door = new Door(host.url)
  return {
    door,
    dataDir,
    async close() {
      door.leave()
      await host.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
