/**
 * The one error type of the product. A cloud function answers it as `{ok: false, error: {code, message, fields?}}`,
 * the client throws it again as the same class, a page shows `message` and sets `fields` beside the fields.
 */
export const errorCodes = [
  'INVALID', // the input is wrong; `fields` names each wrong field
  'UNAUTHENTICATED', // nobody is signed in and the action needs somebody
  'FORBIDDEN', // the person may see it, but not do this
  'NOT_FOUND', // it is not there, or the person may not see it
  'CONFLICT', // somebody was faster, or the state does not allow it any more
  'LIMITED', // too often; later
  'UNAVAILABLE', // the service or the connection failed; the same request may be sent again
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** Field path (`photos.2`, `point.lng`) to a Chinese sentence that says what to put there. */
export type FieldErrors = Record<string, string>

export interface ErrorBody {
  code: ErrorCode
  /** A Chinese sentence for the person, never a stack or an internal name. */
  message: string
  fields?: FieldErrors
}

export class ActionError extends Error {
  readonly code: ErrorCode
  readonly fields?: FieldErrors

  constructor(code: ErrorCode, message: string, fields?: FieldErrors) {
    super(message)
    this.name = 'ActionError'
    this.code = code
    this.fields = fields
  }

  toBody(): ErrorBody {
    return { code: this.code, message: this.message, ...(this.fields && { fields: this.fields }) }
  }
}

/** An INVALID error about one field. */
export const invalid = (field: string, message: string) => new ActionError('INVALID', message, { [field]: message })
export const notFound = (what = '内容') => new ActionError('NOT_FOUND', `没有找到这项${what}，可能已被移走或您无权查看`)
export const forbidden = (message = '您没有权限做这一步') => new ActionError('FORBIDDEN', message)
export const conflict = (message = '内容刚刚被别人更新了，请刷新后再试') => new ActionError('CONFLICT', message)
