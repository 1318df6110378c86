import type { WxCall } from '../../protocol'

/** WeChat's way of answering: callbacks where the caller gives some, else a promise; `errMsg` either way. */

/** Each call has its own options, documented by WeChat. */
export type Options = any
type Implementation = (options: Options) => unknown

/** A failure with WeChat's number. */
export class WxError extends Error {
  constructor(
    message: string,
    readonly codes: { errno?: number; errCode?: number } = {},
  ) {
    super(message)
  }
}

const calls: WxCall[] = []
window.__wxCalls = calls

async function run(name: string, implementation: Implementation, options: Options) {
  try {
    const answer = await implementation(options)
    return { errMsg: `${name}:ok`, ...(answer as object | undefined) }
  } catch (error) {
    const { message, codes } = error as WxError
    throw { errMsg: `${name}:fail ${message}`, ...codes }
  }
}

/** Makes a call of `wx` from what it does. Every use is noted in `window.__wxCalls`. */
export const api =
  (name: string, implementation: Implementation) =>
  (options: Options = {}) => {
    calls.push({ name, args: JSON.parse(JSON.stringify(options)) })
    const answer = run(name, implementation, options)
    const { success, fail, complete } = options
    if (!success && !fail && !complete) return answer
    answer.then(
      (value) => {
        success?.(value)
        complete?.(value)
      },
      (error) => {
        fail?.(error)
        complete?.(error)
      },
    )
    return undefined
  }

/** Several calls at once, each noted under its own name. */
export const apis = (implementations: Record<string, Implementation>) =>
  Object.fromEntries(Object.entries(implementations).map(([name, run]) => [name, api(name, run)]))
