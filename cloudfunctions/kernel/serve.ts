import type { CallBody, Outcome } from '../contract'
import { ActionError } from '../contract/errors'
import type { Action } from './action'
import { cloudPorts, identify } from './cloud'
import { pipeline } from './pipeline'

/**
 * The face of a cloud function: one pipeline over its actions and the cloud's ports, made once for each warm instance.
 * The event is a CallBody; what WeChat adds to it (`userInfo`) is not read.
 */
export function serve(actions: readonly Action[]) {
  let open: ReturnType<typeof openFace> | undefined
  return async ({ name, input, requestId }: CallBody): Promise<Outcome<unknown>> => {
    try {
      open ??= openFace(actions)
      return await open.dispatch({ name, input, requestId }, identify(open.secrets))
    } catch (error) {
      // Who calls is read before the pipeline; a city without its secret says so in the one error type too.
      if (error instanceof ActionError) return { ok: false, error: error.toBody() }
      throw error
    }
  }
}

function openFace(actions: readonly Action[]) {
  const ports = cloudPorts()
  const log = (line: object) => console.log(JSON.stringify(line))
  return { dispatch: pipeline(actions, ports, { log }), secrets: ports.secrets }
}
