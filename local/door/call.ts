import type { FastifyInstance } from 'fastify'
import type { CallBody } from '../../cloudfunctions/contract'
import type { House } from '../house'
import { sendOutcome } from './answer'
import { callerOf } from './caller'

/** `POST /call`: every action of the product, answered as a cloud function would. */
export function callRoute(server: FastifyInstance, { ports, dispatch }: House) {
  server.post('/call', async (request, reply) => {
    const identity = await callerOf(request, ports.store)
    return sendOutcome(reply, await dispatch(request.body as CallBody, identity))
  })
}
