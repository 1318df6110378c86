import { ActionError } from '../../contract/errors'

/** Both shapes in which the SDK reports: its own (`errCode`, `errMsg`) and, from transactions, the wire's (`code`, `message`). */
interface CloudFault {
  errCode?: number
  errMsg?: string
  code?: string | number
  message?: string
}

export const textOf = (error: unknown) => {
  const { errMsg, message, code } = (error ?? {}) as CloudFault
  return `${code ?? ''} ${errMsg ?? message ?? error}`
}

export const codeOf = (error: unknown) => {
  const { errCode, code } = (error ?? {}) as CloudFault
  return errCode ?? code
}

/**
 * Takes out of a service's message what may come from a record or name a person: whatever is quoted or in braces,
 * and every long run of letters and digits (ids, openids, phone numbers).
 */
const scrub = (text: string) =>
  text.replace(/"[^"]*"|'[^']*'|\{[^{}]*\}|[\w-]{11,}/g, (run) => (/\d/.test(run) ? '…' : run))

/** Writes a fault of the cloud to the function's log, without anybody's data. */
export function logFault(operation: string, error: unknown) {
  console.error(`[fault] ${operation} ${codeOf(error) ?? ''} ${scrub(textOf(error)).slice(0, 300)}`)
}

/** What a person gets when the cloud does not answer as it should; the fault itself goes to the log. */
export function unavailable(operation: string, error: unknown): ActionError {
  if (error instanceof ActionError) return error
  logFault(operation, error)
  return new ActionError('UNAVAILABLE', '服务暂时连不上，请稍后再试')
}
