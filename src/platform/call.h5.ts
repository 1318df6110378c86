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
export async function readOutcome(response: Response): Promise<Outcome<unknown>> {
  const body: unknown = await response.json().catch(() => undefined)
  if (typeof body === 'object' && body !== null && 'ok' in body) return body as Outcome<unknown>
  throw unreachable()
}

/** `POST /call` of the host that serves this page. */
export const transport: Transport = async (body) => {
  const response = await fetch('/call', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...personaHeader() },
    body: JSON.stringify(body),
  }).catch(() => {
    throw unreachable()
  })
  return readOutcome(response)
}
