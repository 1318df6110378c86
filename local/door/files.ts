import type { FastifyInstance, FastifyRequest } from 'fastify'
import { invalid, notFound } from '../../cloudfunctions/contract/errors'
import { limits } from '../../cloudfunctions/contract/limits'
import type { FileDoc } from '../../cloudfunctions/kernel/collections'
import { ownerMac, takeInPhoto } from '../../cloudfunctions/kernel/files'
import { mayViewPhotos } from '../../cloudfunctions/kernel/items'
import { loadCaller } from '../../cloudfunctions/kernel/people'
import type { House } from '../house'
import { callerOf, signedInCaller } from './caller'

/** Form fields besides the file; what a client's upload call adds of its own is not read. */
const multipartLimits = { fileSize: limits.photoBytes, files: 1, fields: 10, fieldSize: 1024, parts: 11 }

/** Photos: `POST /files` takes one in, `GET /files/<id>` shows it to whoever may see it, `POST /local/uploads` holds one for `item.addPhoto`. */
export function fileRoutes(server: FastifyInstance, house: House) {
  const { ports } = house

  server.post('/files', async (request) => {
    const identity = await signedInCaller(request, ports.store)
    const bytes = await readUpload(request)
    return { fileId: await takeInPhoto(ports, identity.personId, bytes, ports.clock.now()) }
  })

  server.post('/local/uploads', async (request) => {
    await signedInCaller(request, ports.store)
    return { upload: ports.files.holdUpload(await readUpload(request)) }
  })

  server.get<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
    const { id } = request.params
    const file = await ports.store.get('files', id)
    const bytes = file && (await mayView(house, request, file)) && (await ports.files.get(id))
    if (!file || !bytes) throw notFound('照片')
    return reply
      .type(file.mime)
      .headers({
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=3600',
        vary: 'x-persona',
      })
      .send(bytes)
  })
}

/** Whoever got the address in an answer, whoever may see the item it belongs to, and the uploader until it belongs to one. */
async function mayView({ ports }: House, request: FastifyRequest, file: FileDoc): Promise<boolean> {
  const { until, mac } = request.query as Record<string, unknown>
  if (typeof until === 'string' && typeof mac === 'string' && ports.files.isSigned(file.id, until, mac)) return true
  const identity = await callerOf(request, ports.store)
  if (!identity) return false
  if (file.itemId === undefined) return file.ownerMac === ownerMac(ports.secrets, identity.personId, file.id)
  const item = await ports.store.get('items', file.itemId)
  return item !== undefined && mayViewPhotos(await loadCaller(ports.store, identity), item)
}

/** The one file of a multipart body. @throws ActionError INVALID when there is none, more than one, half of one, or too much */
async function readUpload(request: FastifyRequest): Promise<Uint8Array> {
  if (!request.isMultipart()) throw invalid('photos', '请选择一张照片')
  let bytes: Uint8Array | undefined
  try {
    for await (const part of request.parts({ limits: multipartLimits })) {
      if (part.type === 'file') bytes = await part.toBuffer()
    }
  } catch (error) {
    // The parser of forms has no code of its own for a form that is cut off or malformed
    if (error instanceof Error && 'statusCode' in error) throw error
    throw invalid('photos', '照片没有传完，请重新添加')
  }
  if (!bytes) throw invalid('photos', '请选择一张照片')
  return bytes
}
