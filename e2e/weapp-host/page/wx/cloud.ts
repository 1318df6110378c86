import { personaHeader } from '../../protocol'
import { api, type Options, WxError } from './api'
import { readFile } from './files'
import type { Phone } from './phone'

const unreachable = -1

/** WeChat's cloud. Calls go to the test server, behind which the real actions run. */
export function cloud(phone: Phone) {
  let isReady = false

  async function post(path: string, body: BodyInit, headers: Record<string, string>) {
    if (!isReady) throw new WxError("Cloud API isn't enabled, please call wx.cloud.init first")
    const response = await fetch(`/__wx/${path}`, {
      method: 'POST',
      headers: { ...headers, ...(phone.persona && { [personaHeader]: phone.persona }) },
      body,
    }).catch(() => {
      throw new WxError('Error: errCode: -1 request fail', { errCode: unreachable })
    })
    const answer = await response.json()
    if (!response.ok) throw new WxError(answer.errMsg, { errCode: answer.errCode })
    return answer
  }
  const postJson = (path: string, body: object) =>
    post(path, JSON.stringify(body), { 'content-type': 'application/json' })

  return {
    init() {
      isReady = true
    },
    callFunction: api('cloud.callFunction', ({ name, data }: Options) => postJson('call', { name, data })),
    uploadFile: api('cloud.uploadFile', async ({ cloudPath, filePath }: Options) =>
      post(`upload?${new URLSearchParams({ cloudPath })}`, await readFile(filePath), {}),
    ),
    getTempFileURL: api('cloud.getTempFileURL', ({ fileList }: Options) => postJson('urls', { fileList })),
  }
}
