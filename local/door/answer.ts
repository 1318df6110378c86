import multipart from '@fastify/multipart'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import type { Outcome } from '../../cloudfunctions/contract'
import { ActionError, type ErrorBody, type ErrorCode, invalid, notFound } from '../../cloudfunctions/contract/errors'
import { limits } from '../../cloudfunctions/contract/limits'

const statusOf: Record<ErrorCode, number> = {
  INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  LIMITED: 429,
  UNAVAILABLE: 503,
}

/** Bytes of a JSON body; WeChat's cloud takes about as much in one call. */
const mostBody = 100 * 1024

export const sendOutcome = (reply: FastifyReply, outcome: Outcome<unknown>) =>
  reply.status(outcome.ok ? 200 : statusOf[outcome.error.code]).send(outcome)

const sendError = (reply: FastifyReply, error: ErrorBody) => sendOutcome(reply, { ok: false, error })

/** An HTTP server that answers whatever goes wrong with a typed error, and says nothing of it to anybody else. */
export async function newServer(): Promise<FastifyInstance> {
  const server = fastify({ bodyLimit: mostBody, forceCloseConnections: 'idle' })
  await server.register(multipart)
  server.setNotFoundHandler((_request, reply) => sendError(reply, notFound('地址').toBody()))
  server.setErrorHandler((error, _request, reply) => sendError(reply, toActionError(error).toBody()))
  return server
}

function toActionError(error: unknown): ActionError {
  if (error instanceof ActionError) return error
  const { code, statusCode = 500 } = error as Partial<FastifyError>
  if (code === 'FST_REQ_FILE_TOO_LARGE') return invalid('photos', `照片不能超过 ${limits.photoBytes / 1024 / 1024} MB`)
  if (statusCode === 413) return new ActionError('INVALID', '内容太多，请分几次发送')
  if (statusCode < 500) return new ActionError('INVALID', '请求的格式不正确')
  // The text may quote what somebody sent, so only the kind and place of the fault are kept
  console.error(
    `[fault] ${error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim()}` : typeof error}`,
  )
  return new ActionError('UNAVAILABLE', '系统暂时出了点问题，请稍后再试')
}
