import type { Answer } from '@contract'
import { ActionError } from '@contract/errors'
import { personaHeader, readOutcome, unreachable } from './call.h5'
import { readPhoto } from './photos.h5'

/** Sends a photo to the host's `POST /files`. Answers its id; throws ActionError. */
export async function uploadPhoto(path: string): Promise<string> {
  const blob = await readPhoto(path)
  const form = new FormData()
  form.append('file', blob, 'photo')
  const response = await fetch('/files', { method: 'POST', headers: personaHeader(), body: form }).catch(() => {
    throw unreachable()
  })
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  if (typeof body === 'object' && body !== null && 'fileId' in body) return (body as Answer<'item.addPhoto'>).fileId
  const outcome = await readOutcome(response)
  if (outcome.ok) return (outcome.value as Answer<'item.addPhoto'>).fileId
  throw new ActionError(outcome.error.code, outcome.error.message, outcome.error.fields)
}
