import type { FastifyRequest } from 'fastify'
import { ActionError } from '../../cloudfunctions/contract/errors'
import type { Identity, Store } from '../../cloudfunctions/kernel/ports'

/**
 * Who calls: the person named by the header `x-persona`; nobody without it. On one machine the header stands for what
 * WeChat vouches for, so the host listens to this machine only.
 * @throws ActionError UNAUTHENTICATED for a persona that is not there
 */
export async function callerOf(request: FastifyRequest, store: Store): Promise<Identity | undefined> {
  const persona = request.headers['x-persona']
  if (persona === undefined || persona === '') return undefined
  const person = await store.get('people', String(persona))
  if (!person) throw new ActionError('UNAUTHENTICATED', '没有这个身份，请重新选择')
  return { personId: person.id, openid: person.openid }
}

/** As `callerOf`, where somebody must be there. */
export async function signedInCaller(request: FastifyRequest, store: Store): Promise<Identity> {
  const caller = await callerOf(request, store)
  if (!caller) throw new ActionError('UNAUTHENTICATED', '请先登录')
  return caller
}
