import type { Outcome } from '@contract'
import { ActionError } from '@contract/errors'
import { identity } from './identity'
import type { Transport } from './types'

/** Headers that say who calls. */
export const personaHeader = (): Record<string, string> => {
  const id = identity.current()
  return id ? { 'x-persona': id } : {}
}

export const unreachable = () => new ActionError('UNAVAILABLE', '连不上服务，请检查网络后再试')

/** Reads an answer of the host's door; anything that is not one of its two shapes counts as no answer. */
async function readOutcome(response: Response): Promise<Outcome<unknown>> {
  const body: unknown = await response.json().catch(() => undefined)
  if (typeof body === 'object' && body !== null && 'ok' in body) return body as Outcome<unknown>
  throw unreachable()
}

/**
 * `fetch` that gives up after `patience` milliseconds, so that nobody waits for an answer that will not come.
 * Throws ActionError UNAVAILABLE when there is none.
 */
export async function ask(url: string, request: RequestInit, patience: number): Promise<Response> {
  const gone = new AbortController()
  const timer = setTimeout(() => gone.abort(), patience)
  try {
    return await fetch(url, { ...request, signal: gone.signal })
  } catch {
    throw unreachable()
  } finally {
    clearTimeout(timer)
  }
}

const patience = 20_000

/** `POST /call` of the host that serves this page. */
export const transport: Transport = async (body) => {
  const headers = { 'content-type': 'application/json', ...personaHeader() }
  return readOutcome(await ask('/call', { method: 'POST', headers, body: JSON.stringify(body) }, patience))
}
