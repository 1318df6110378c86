import fs from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { personaHeader } from './protocol'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
}

/** A failure in the words of WeChat's cloud. */
class CloudError extends Error {
  constructor(
    readonly errCode: number,
    message: string,
  ) {
    super(message)
  }
}

async function bodyOf(request: http.IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

/**
 * WeChat's side of the network for the compiled page: its files, and its cloud, played by the real local host at `host`.
 * `functions` are the cloud functions that exist.
 */
export class WeappServer {
  private readonly server = http.createServer((request, response) => void this.answer(request, response))

  constructor(
    private readonly folder: string,
    private readonly host: string,
    private readonly functions: ReadonlySet<string>,
  ) {}

  /** Listens on a free port. Answers the address. */
  async start(): Promise<string> {
    await new Promise<void>((ready) => this.server.listen(0, '127.0.0.1', ready))
    return this.address
  }

  private get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  stop(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((done) => this.server.close(() => done()))
  }

  private async answer(request: http.IncomingMessage, response: http.ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://weapp')
    try {
      if (url.pathname.startsWith('/__wx/')) response.setHeader('content-type', 'application/json')
      if (url.pathname === '/__wx/call') response.end(await this.call(request))
      else if (url.pathname === '/__wx/upload') response.end(await this.upload(request, url))
      else if (url.pathname === '/__wx/urls') response.end(await this.urls(request))
      else if (url.pathname.startsWith('/files/')) await this.passFile(url, response)
      else this.serveFile(url, response)
    } catch (error) {
      const errCode = error instanceof CloudError ? error.errCode : -1
      response.statusCode = 500
      response.end(JSON.stringify({ errCode, errMsg: `errCode: ${errCode} ${(error as Error).message}` }))
    }
  }

  private identity(request: http.IncomingMessage): Record<string, string> {
    const persona = request.headers[personaHeader]
    return typeof persona === 'string' ? { 'x-persona': persona } : {}
  }

  /** `wx.cloud.callFunction`: the function is found by its name, the action by what is in it. */
  private async call(request: http.IncomingMessage): Promise<string> {
    const { name, data } = JSON.parse((await bodyOf(request)).toString())
    if (!this.functions.has(name)) throw new CloudError(-501000, 'FunctionName parameter could not be found.')
    if (!String(data?.name).startsWith(`${name}.`)) throw new CloudError(-504002, `${data?.name} is not in ${name}`)
    const answer = await fetch(`${this.host}/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.identity(request) },
      body: JSON.stringify(data),
    })
    return `{"result":${this.withFullAddresses(await answer.text())},"requestID":"test"}`
  }

  /** `wx.cloud.uploadFile`: the bytes go to the host's uploads, and their name there stands for WeChat's file id. */
  private async upload(request: http.IncomingMessage, url: URL): Promise<string> {
    const cloudPath = url.searchParams.get('cloudPath')
    if (!cloudPath) throw new CloudError(-501007, 'cloudPath is missing')
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(await bodyOf(request))]), path.basename(cloudPath))
    const answer = await fetch(`${this.host}/local/uploads`, {
      method: 'POST',
      headers: this.identity(request),
      body: form,
    })
    const { upload } = (await answer.json()) as { upload?: string }
    if (!upload) throw new CloudError(-403003, `upload refused: ${answer.status}`)
    return JSON.stringify({ fileID: upload, statusCode: 204 })
  }

  private async urls(request: http.IncomingMessage): Promise<string> {
    const { fileList } = JSON.parse((await bodyOf(request)).toString()) as { fileList: string[] }
    return JSON.stringify({
      fileList: fileList.map((fileID) => ({ fileID, tempFileURL: `${this.address}/files/${fileID}`, status: 0 })),
    })
  }

  /** The cloud answers whole addresses of photos; one that starts with a slash would be a file of the package. */
  private withFullAddresses(json: string): string {
    return json.replaceAll('"/files/', `"${this.address}/files/`)
  }

  private async passFile(url: URL, response: http.ServerResponse) {
    const answer = await fetch(`${this.host}${url.pathname}${url.search}`)
    response.statusCode = answer.status
    response.setHeader('content-type', answer.headers.get('content-type') ?? 'application/octet-stream')
    response.end(Buffer.from(await answer.arrayBuffer()))
  }

  private serveFile(url: URL, response: http.ServerResponse) {
    const file = path.join(this.folder, url.pathname === '/' ? 'index.html' : decodeURIComponent(url.pathname))
    if (!file.startsWith(this.folder) || !fs.existsSync(file)) {
      response.statusCode = 404
      response.end()
      return
    }
    response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream')
    fs.createReadStream(file).pipe(response)
  }
}
