import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EJSON } from 'bson'
import type { CollectionName, Documents } from '../../cloudfunctions/kernel/collections'
import type { Fresh } from '../../cloudfunctions/kernel/ports'
import { Database, WireError } from './database'
import { type OpenApiCall, readOpenApi, writeOpenApi } from './openapi'
import type { Doc, Order, Query } from './query'
import { Storage } from './storage'

/** A subscription message that WeChat was asked to deliver, as its interface takes it. */
export interface SentMessage {
  touser: string
  template_id: string
  page: string
  data: Record<string, { value: string }>
}

export interface CloudBaseOptions {
  /** What msgSecCheck suggests about a text: `pass` unless told otherwise, `review` or `risky`. */
  moderate?(content: string): string
  /** WeChat's error code for a call of an open interface; 0 unless told otherwise. */
  errcode?(call: OpenApiCall): number
  /** Makes a request fail: an error of the wire, or a connection that breaks. */
  fault?(action: string): WireError | 'break' | undefined
}

/**
 * CloudBase's wire for the unmodified wx-server-sdk 4.0.2. For tests only: what the SDK sends was read in its code,
 * what the service answers is documented or guessed (docs/deployment.md says which).
 */
export interface CloudBase {
  url: string
  /** Environment of a cloud function that is to talk to this double; `identity` adds who calls (nobody: a timer). */
  env: Record<string, string>
  identity(openid?: string): Record<string, string>
  /** Fills a collection as an import from a file does. */
  load<C extends CollectionName>(collection: C, docs: Iterable<Fresh<Documents[C]>>): void
  /** All that is stored, by collection, with `_id`. */
  dump(): Record<string, Doc[]>
  /** Puts a file where the mini-program's wx.cloud.uploadFile would; answers its file id. */
  upload(path: string, bytes: Uint8Array): string
  /** Paths of all stored files. */
  files(): string[]
  readonly sent: SentMessage[]
  /** Texts that were checked, with the openid they were checked for. */
  readonly checked: { openid: string; content: string }[]
  close(): Promise<void>
}

interface WireRequest {
  action: string
  collectionName: string
  transactionId?: string
  query?: string
  data?: string | string[]
  order?: string
  offset?: number
  limit?: number
  path?: string
  file_list?: { fileid: string }[]
  fileid_list?: string[]
}

export async function startCloudBase(options: CloudBaseOptions = {}): Promise<CloudBase> {
  const database = new Database()
  const storage = new Storage()
  const sent: SentMessage[] = []
  const checked: { openid: string; content: string }[] = []
  let origin = ''

  const actions: Record<string, (request: WireRequest) => unknown> = {
    'database.insertDocument': async ({ collectionName, data, transactionId }) => {
      const docs = (data as string[]).map((text) => ({ _id: randomUUID(), ...(EJSON.parse(text) as object) }))
      for (const doc of docs) await database.insert(collectionName, doc, transactionId)
      return { data: { insertedIds: docs.map(({ _id }) => _id) } }
    },
    'database.getDocument': (request) => {
      const { collectionName, transactionId, offset, limit } = request
      const order = request.order ? (EJSON.parse(request.order) as Order) : undefined
      const docs = database.find(collectionName, queryOf(request), transactionId, order, offset, limit)
      return { data: { list: docs.map((doc) => EJSON.stringify(doc, { relaxed: false })), offset, limit } }
    },
    'database.modifyDocument': async (request) => {
      const change = EJSON.parse(request.data as string) as Record<string, unknown>
      return {
        data: {
          updated: await database.modify(request.collectionName, queryOf(request), change, request.transactionId),
        },
      }
    },
    'database.removeDocument': async (request) => ({
      data: { deleted: await database.remove(request.collectionName, queryOf(request), request.transactionId) },
    }),
    'database.startTransaction': () => ({ transactionId: database.start() }),
    'database.commitTransaction': ({ transactionId = '' }) => database.commit(transactionId),
    'database.abortTransaction': ({ transactionId = '' }) => database.abort(transactionId),
    'storage.getUploadMetadata': ({ path = '' }) => ({
      data: {
        url: `${origin}/files/${encodeURI(path)}`,
        token: 'token',
        authorization: 'authorization',
        fileId: storage.fileId(path),
        cosFileId: 'cos',
      },
    }),
    'storage.batchGetDownloadUrl': ({ file_list = [] }) => ({
      data: { download_list: file_list.map(({ fileid }) => downloadOf(fileid)) },
    }),
    'storage.batchDeleteFile': ({ fileid_list = [] }) => ({
      data: {
        delete_list: fileid_list.map((fileID) => {
          const path = storage.pathOf(fileID)
          return { fileID, code: path && storage.remove(path) ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' }
        }),
      },
    }),
  }

  const openApis: Record<string, (data: Record<string, unknown>) => Record<string, unknown>> = {
    'security.msgSecCheck': (data) => {
      const content = String(data.content)
      checked.push({ openid: String(data.openid), content })
      return { result: { suggest: options.moderate?.(content) ?? 'pass', label: 100 }, trace_id: randomUUID() }
    },
    'subscribeMessage.send': (data) => {
      sent.push(data as unknown as SentMessage)
      return {}
    },
  }

  function downloadOf(fileID: string) {
    const path = storage.pathOf(fileID)
    if (!path || !storage.get(path)) return { fileid: fileID, fileID, code: 'STORAGE_FILE_NONEXIST' }
    const tempFileURL = `${origin}/files/${path}?sign=0`
    return { fileid: fileID, fileID, code: 'SUCCESS', tempFileURL, maxAge: 3600 }
  }

  function answerOpenApi(call: OpenApiCall) {
    const errcode = options.errcode?.(call) ?? 0
    if (errcode !== 0) return { errcode, errmsg: 'refused by the test' }
    const run = openApis[call.name]
    return run ? { errcode: 0, errmsg: 'ok', ...run(call.data) } : { errcode: -604100, errmsg: 'API not found' }
  }

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const body = await bodyOf(request)
    const path = /^\/files\/([^?]+)/.exec(request.url ?? '')?.[1]
    if (path) return answerFile(request.method, decodeURI(path), body, response)

    const contentType = request.headers['content-type'] ?? ''
    if (contentType.startsWith('multipart/')) {
      return response
        .setHeader('content-type', 'application/octet-stream')
        .end(writeOpenApi(answerOpenApi(readOpenApi(contentType, body))))
    }
    const call = JSON.parse(body.toString()) as WireRequest
    const fault = options.fault?.(call.action)
    if (fault === 'break') return request.socket.destroy()
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.end(JSON.stringify(Object.assign({ requestId: randomUUID() }, fault ? errorOf(fault) : await run(call))))
  }

  async function run(call: WireRequest): Promise<unknown> {
    const action = actions[call.action]
    if (!action) return { code: 'INVALID_PARAM', message: `unknown action ${call.action}` }
    try {
      return await action(call)
    } catch (error) {
      return errorOf(error)
    }
  }

  function answerFile(method: string | undefined, path: string, body: Buffer, response: ServerResponse) {
    if (method === 'PUT') {
      storage.put(path, body)
      return response.end()
    }
    const bytes = storage.get(path)
    return bytes ? response.setHeader('content-length', bytes.length).end(bytes) : response.writeHead(404).end()
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const url = `${origin}/admin`

  return {
    url,
    env: {
      TCB_CONTEXT_CNFG: JSON.stringify({ URL: url }),
      TENCENTCLOUD_RUNENV: 'SCF',
      TENCENTCLOUD_REGION: 'ap-shanghai',
      TENCENTCLOUD_SECRETID: 'id',
      TENCENTCLOUD_SECRETKEY: 'key',
      SCF_NAMESPACE: 'test-env',
      TCB_ENV: 'test-env',
    },
    identity: (openid = '') => ({ WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID', WX_APPID: 'wx0', WX_OPENID: openid }),
    load(collection, docs) {
      const loaded = Array.from(docs, ({ id, ...doc }) => ({ ...structuredClone(doc), _id: id, version: 1 }))
      database.load(collection, loaded)
    },
    dump: () => structuredClone(database.dump()),
    upload(path, bytes) {
      storage.put(path, bytes)
      return storage.fileId(path)
    },
    files: () => storage.paths(),
    sent,
    checked,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      storage.close()
    },
  }
}

const queryOf = ({ query }: WireRequest) => (query ? (EJSON.parse(query) as Query) : {})

const errorOf = (error: unknown) =>
  error instanceof WireError
    ? { code: error.code, message: error.message }
    : { code: 'SYS_ERR', message: String(error) }

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export { WireError }
