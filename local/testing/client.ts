import type { ActionName, Answer, Outcome, Request } from '../../cloudfunctions/contract'

/** A program that speaks to the host's door over HTTP. */
export function doorClient(url: string) {
  const headers = (persona?: string): Record<string, string> => (persona === undefined ? {} : { 'x-persona': persona })

  async function send(method: string, path: string, { persona, body }: { persona?: string; body?: unknown } = {}) {
    const response = await fetch(url + path, {
      method,
      headers: { ...headers(persona), ...(body !== undefined && { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, headers: response.headers, body: await readBody(response) }
  }

  async function call<N extends ActionName>(
    persona: string | undefined,
    name: N,
    input: Request<N>,
    requestId?: string,
  ) {
    const { status, body } = await send('POST', '/call', { persona, body: { name, input, requestId } })
    return { status, outcome: body as Outcome<Answer<N>> }
  }

  return {
    send,
    call,
    /** As `call`, for calls that must work. */
    async must<N extends ActionName>(persona: string | undefined, name: N, input: Request<N>): Promise<Answer<N>> {
      const { outcome } = await call(persona, name, input)
      if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.error)}`)
      return outcome.value
    },
    /** Sends files as one multipart form. */
    async upload(path: string, persona: string | undefined, ...files: Uint8Array[]) {
      const form = new FormData()
      form.append('name', 'a field that clients add of their own')
      for (const bytes of files) form.append('file', new Blob([new Uint8Array(bytes)]), 'photo.exe')
      const response = await fetch(url + path, { method: 'POST', headers: headers(persona), body: form })
      return { status: response.status, body: await readBody(response) }
    },
    async download(path: string, persona?: string) {
      const response = await fetch(url + path, { headers: headers(persona) })
      return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
    },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what a test reads out of a body is what it expects there
async function readBody(response: Response): Promise<any> {
  const text = await response.text()
  return response.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text
}
