import type { Answer, Outcome } from '@contract'
import { ActionError } from '@contract/errors'
import { ask, personaHeader, unreachable } from './call.h5'
import { readPhoto } from './photos.h5'

/** Milliseconds for ten megabytes over a slow line. */
const patience = 90_000

/** Sends a photo to the host's `POST /files`. Answers its id; throws ActionError. */
export async function uploadPhoto(path: string): Promise<string> {
  const body = new FormData()
  body.append('file', await readPhoto(path), 'photo')
  const response = await ask('/files', { method: 'POST', headers: personaHeader(), body }, patience)
  const said = (await response.json().catch(() => undefined)) as Answer<'item.addPhoto'> | Outcome<never> | undefined
  if (said && 'fileId' in said) return said.fileId
  if (said && 'ok' in said && !said.ok) throw new ActionError(said.error.code, said.error.message, said.error.fields)
  throw unreachable()
}
