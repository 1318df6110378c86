import { type ChildProcess, fork } from 'node:child_process'
import type { CallBody, Outcome } from '../../cloudfunctions/contract'
import type { CloudBase } from '.'

/** The cloud functions as they are uploaded, run in a process of their own against the double. */
export interface Deployed {
  /** Calls the function that the action's name begins with, as the person of this openid. */
  call(openid: string, body: CallBody): Promise<Outcome<unknown>>
  /** What the timer trigger does. */
  tick(): Promise<unknown>
  /** What the functions have written to their log. */
  log(): string
  close(): void
}

interface Answer {
  id: number
  value?: unknown
  error?: string
}

/** Starts the built functions of `folder` (npm run build:functions) with `settings` as their environment variables. */
export function deploy(cloudBase: CloudBase, folder: string, settings: Record<string, string>): Deployed {
  const env = { PATH: process.env.PATH, ...cloudBase.env, ...settings } as unknown as NodeJS.ProcessEnv
  const host: ChildProcess = fork('e2e/cloudbase/function-host.mjs', [folder], { env, execArgv: [], silent: true })
  const waiting = new Map<number, (answer: Answer) => void>()
  let written = ''
  let calls = 0
  for (const stream of [host.stdout, host.stderr]) stream?.on('data', (text) => (written += text))
  host.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  host.on('exit', () => {
    for (const [id, settle] of waiting) settle({ id, error: `the functions' process ended: ${written}` })
  })

  async function run(name: string, openid: string | undefined, event: object) {
    const id = calls++
    const { value, error } = await new Promise<Answer>((settle) => {
      waiting.set(id, settle)
      host.send({ id, name, env: cloudBase.identity(openid), event })
    })
    if (error !== undefined) throw new Error(error)
    return value
  }

  return {
    call: (openid, body) => {
      const name = body.name.slice(0, body.name.indexOf('.'))
      return run(name, openid, { ...body, userInfo: { openId: openid } }) as Promise<Outcome<unknown>>
    },
    tick: () => run('timer', undefined, { Type: 'Timer' }),
    log: () => written,
    close: () => host.kill(),
  }
}
