import { parse } from 'protobufjs'

/** WeChat's open interfaces as the SDK speaks them: a protobuf request inside a multipart form, a protobuf answer. */

const { root } = parse(`
  syntax = "proto3";
  message Pair { string key = 1; bytes value = 2; }
  message Data { repeated Pair pairs = 1; }
  message Request { int32 api_type = 1; Data openapi_data = 2; }
  message Response { bytes resp_data = 1; string content_type = 2; int32 error_code = 3; }
`)
const requestType = root.lookupType('Request')
const responseType = root.lookupType('Response')

export interface OpenApiCall {
  /** `security.msgSecCheck` */
  name: string
  data: Record<string, unknown>
}

/** Reads the multipart body of a `wx.openApi` request. */
export function readOpenApi(contentType: string, body: Buffer): OpenApiCall {
  const boundary = /boundary=(\S+)/.exec(contentType)?.[1] ?? ''
  const parts = new Map<string, Buffer>()
  for (const part of body.toString('latin1').split(`--${boundary}`)) {
    const field = /name="([^"]+)".*?\r\n\r\n(.*)\r\n$/s.exec(part)
    if (field?.[1] && field[2] !== undefined) parts.set(field[1], Buffer.from(field[2], 'latin1'))
  }
  const request = requestType.decode(parts.get('requestData') ?? Buffer.alloc(0)) as unknown as {
    openapiData?: { pairs: { key: string; value: Uint8Array }[] }
  }
  const pairs = request.openapiData?.pairs ?? []
  return {
    name: parts.get('apiName')?.toString() ?? '',
    data: Object.fromEntries(pairs.map(({ key, value }) => [key, JSON.parse(Buffer.from(value).toString())])),
  }
}

/** The answer's bytes; `answer` is what WeChat documents for the interface, `errcode` included. */
export function writeOpenApi(answer: Record<string, unknown>): Buffer {
  return Buffer.from(
    responseType
      .encode({ respData: Buffer.from(JSON.stringify(answer)), contentType: 'application/json; charset=utf-8' })
      .finish(),
  )
}
