import { invalid } from '../../contract/errors'
import { limits } from '../../contract/limits'
import type { Files } from '../ports'
import { unavailable } from './fault'
import type { Cloud } from './sdk'

/** Seconds that a temporary address is good for. */
const addressLife = 3600

/** `cloud://<environment>.<bucket>/` of this environment; asked for once in a warm instance. */
let rootOfBucket: Promise<string> | undefined

/**
 * Files in cloud storage: photos under `photos/`, which clients may neither read nor write, and uploads of clients
 * under `uploads/`. What the functions write carries nobody's openid; the client's own upload does, so it is deleted.
 */
export function cloudFiles(cloud: Cloud): Files {
  const photo = async (id: string) => `${await root()}photos/${id}`

  /** A file id names environment and bucket, and only the service knows them: an empty file's id tells. */
  async function root(): Promise<string> {
    const path = 'photos/.root'
    rootOfBucket ??= cloud
      .uploadFile({ cloudPath: path, fileContent: Buffer.from('.') })
      .then(({ fileID }) => fileID.slice(0, -path.length))
    try {
      return await rootOfBucket
    } catch (error) {
      rootOfBucket = undefined
      throw error
    }
  }

  /** Undefined when there is no such file. */
  async function address(fileID: string): Promise<string | undefined> {
    const { fileList } = await cloud.getTempFileURL({ fileList: [{ fileID, maxAge: addressLife }] })
    const [file] = fileList
    if (file?.status === 0) return file.tempFileURL
    if (isMissing(file)) return undefined
    throw new Error(`getTempFileURL ${file?.status} ${file?.errMsg}`)
  }

  /** The file's bytes, unless it is larger than `most`: then the rest is not even fetched. */
  async function download(
    fileID: string,
    most = Number.POSITIVE_INFINITY,
  ): Promise<Uint8Array | 'too big' | undefined> {
    const url = await address(fileID)
    if (!url) return undefined
    const response = await fetch(encodeURI(url))
    if (response.status === 404) return undefined
    if (!response.ok || !response.body) throw new Error(`download ${response.status}`)
    const reader = response.body.getReader()
    const chunks: Uint8Array[] = []
    let length = 0
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length
      if (length > most) {
        await reader.cancel()
        return 'too big'
      }
      chunks.push(part.value)
    }
    return Buffer.concat(chunks)
  }

  const run = async <T>(operation: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw unavailable(`storage ${operation}`, error)
    }
  }

  return {
    put: (id, bytes) =>
      run('put', async () => {
        await root()
        await cloud.uploadFile({ cloudPath: `photos/${id}`, fileContent: Buffer.from(bytes) })
      }),

    get: (id) => run('get', async () => (await download(await photo(id))) as Uint8Array | undefined),

    remove: (id) =>
      run('remove', async () => {
        await cloud.deleteFile({ fileList: [await photo(id)] })
      }),

    url: (id) => run('url', async () => (await address(await photo(id))) ?? ''),

    takeUpload: (upload) =>
      run('takeUpload', async () => {
        if (!isUpload(upload, await root())) return undefined
        const bytes = await download(upload, limits.photoBytes)
        if (!bytes) return undefined
        await cloud.deleteFile({ fileList: [upload] })
        if (bytes === 'too big') throw invalid('photos', `照片不能超过 ${limits.photoBytes / 1024 / 1024} MB`)
        return bytes
      }),

    removeUploads: (paths) =>
      run('removeUploads', async () => {
        const bucket = await root()
        const { fileList } = await cloud.deleteFile({ fileList: paths.map((path) => bucket + path) })
        return paths.filter((_, i) => fileList[i]?.status === 0 || isMissing(fileList[i]))
      }),
  }
}

/** Whether the text names a file that clients may put there: in this bucket, in the folder `uploads/`. */
function isUpload(upload: string, root: string) {
  const path = upload.startsWith(root) ? upload.slice(root.length) : ''
  return /^uploads\/[\w./-]+$/.test(path) && !path.includes('..')
}

const isMissing = (file: { status: number; errMsg: string } | undefined) =>
  file?.status === -503003 || /not exist|nonexist/i.test(file?.errMsg ?? '')
