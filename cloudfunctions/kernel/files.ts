import { invalid } from '../contract/errors'
import type { Photo } from '../contract/fields'
import type { Context } from './action'
import type { FileDoc } from './collections'
import { stripPhoto } from './photo'
import type { Files, Fresh, Ports, Secrets, Transaction } from './ports'
import { justAfter, roundedAfter } from './time'

/** Hours that an uploaded photo waits to be attached before the timer may delete it. */
export const orphanHours = 48

/** Hours that an upload waits to be taken in. */
const uploadHours = 24
/** Uploads deleted in one go: as many as the storage takes in one call. */
const mostUploads = 50

const pathOfUpload = (id: string) => `uploads/${id}`

/** Records a path at which a client may put a photo, and answers it. */
export async function handOutUpload({ store, random }: Ports, now: string): Promise<string> {
  const id = random.id()
  await store.insert('uploads', { id, deleteAt: roundedAfter(now, uploadHours) })
  return pathOfUpload(id)
}

/**
 * Takes the bytes of an upload, which is gone then, and forgets that its path was handed out.
 * @param upload as the storage names it, ending in the path
 */
export async function claimUpload({ files, store }: Ports, upload: string): Promise<Uint8Array | undefined> {
  const bytes = await files.takeUpload(upload)
  const handedOut = await store.get('uploads', upload.slice(upload.lastIndexOf('/') + 1))
  if (bytes && handedOut) await store.remove('uploads', handedOut.id, handedOut.version)
  return bytes
}

/** Deletes uploads that nobody had taken in in time; what the storage will not let go is tried again a day later. */
export async function pruneUploads({ files, store }: Ports, now: string): Promise<number> {
  const { rows } = await store.range('uploads', 'byDelete', { eq: [], to: justAfter(now), limit: mostUploads })
  if (rows.length === 0) return 0
  const gone = new Set(await files.removeUploads(rows.map(({ id }) => pathOfUpload(id))))
  for (const row of rows) {
    if (gone.has(pathOfUpload(row.id))) await store.remove('uploads', row.id, row.version)
    else await store.replace('uploads', { ...row, deleteAt: roundedAfter(now, uploadHours) })
  }
  return gone.size
}

/** Mark of the uploader on a file that is attached to nothing yet; only the same person's call reproduces it. */
export const ownerMac = (secrets: Pick<Secrets, 'mac'>, personId: string, fileId: string) =>
  secrets.mac('file-owner', `${personId}|${fileId}`)

/**
 * Takes in the bytes of a photo: recognised by content (jpeg, png, webp), at most `limits.photoBytes`, stripped of
 * EXIF and every other note before anything is kept, so that the original with its GPS position exists nowhere.
 * @returns the id to give as one of an action's `photos`
 * @throws ActionError INVALID naming `photos` when it is no such picture or too big
 */
export async function takeInPhoto(ports: Ports, personId: string, bytes: Uint8Array, now: string): Promise<string> {
  const photo = stripPhoto(bytes)
  const file: Fresh<FileDoc> = {
    id: ports.random.id(),
    mime: photo.mime,
    bytes: photo.bytes.length,
    orphanAt: roundedAfter(now, orphanHours),
  }
  file.ownerMac = ownerMac(ports.secrets, personId, file.id)
  await ports.files.put(file.id, photo.bytes, photo.mime)
  await ports.store.insert('files', file)
  return file.id
}

/**
 * Attaches the caller's uploaded photos to an item, inside its transaction, and wipes the uploader's mark.
 * @throws ActionError INVALID naming the photo that is not there, not the caller's, or attached already
 */
export async function attachPhotos(tx: Transaction, context: Context, itemId: string, photos: readonly string[]) {
  for (const [index, fileId] of photos.entries()) {
    const file = await tx.get('files', fileId)
    if (!file || !context.ownsFile(file)) throw invalid(`photos.${index}`, '这张照片没有上传成功，请重新添加')
    const { ownerMac: _, orphanAt: __, ...kept } = file
    await tx.replace('files', { ...kept, itemId })
  }
}

/** Photos as an answer carries them, each with an address good for a short time. */
export const presentPhotos = (files: Files, ids: readonly string[]): Promise<Photo[]> =>
  Promise.all(ids.map(async (fileId) => ({ fileId, url: await files.url(fileId) })))
