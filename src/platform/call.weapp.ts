import type { Outcome } from '@contract'
import { ActionError } from '@contract/errors'
import { cloud } from './cloud.weapp'
import type { Transport } from './types'

const unreachable = () => new ActionError('UNAVAILABLE', '连不上服务，请检查网络后再试')

/** Calls the cloud function named by the context of the action: `hazard.report` is in `hazard`. */
export const transport: Transport = async (body) => {
  const name = body.name.slice(0, body.name.indexOf('.'))
  try {
    const { result } = await cloud().callFunction({ name, data: body })
    if (typeof result === 'object' && result !== null && 'ok' in result) return result as Outcome<unknown>
  } catch {
    // The cause (errCode) says nothing to a resident; the cloud keeps the log.
  }
  throw unreachable()
}
