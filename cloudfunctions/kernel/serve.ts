import type { CallBody, Outcome } from '../contract'
import type { Action } from './action'
import { cloudPorts, identify } from './cloud'
import { pipeline } from './pipeline'

/**
 * The face of a cloud function: one pipeline over its actions and the cloud's ports, made once for each warm instance.
 * The event is a CallBody; what WeChat adds to it (`userInfo`) is not read.
 */
export function serve(actions: readonly Action[]) {
  let dispatch: ReturnType<typeof pipeline> | undefined
  return async (event: CallBody): Promise<Outcome<unknown>> => {
    const ports = cloudPorts()
    dispatch ??= pipeline(actions, ports, { log: (line) => console.log(JSON.stringify(line)) })
    return dispatch({ name: event.name, input: event.input, requestId: event.requestId }, identify(ports.secrets))
  }
}
