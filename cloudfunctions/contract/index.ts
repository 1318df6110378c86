import type * as v from 'valibot'
import { accountContract } from './account'
import { areaContract } from './area'
import { bookingContract } from './booking'
import { deliberationContract } from './deliberation'
import type { ErrorBody } from './errors'
import { hazardContract } from './hazard'
import { itemContract } from './item'
import { mediationContract } from './mediation'

/** Every action of the product: its name, what it asks, what it answers. */
export const contract = {
  ...accountContract,
  ...areaContract,
  ...itemContract,
  ...hazardContract,
  ...mediationContract,
  ...bookingContract,
  ...deliberationContract,
}

export type Contract = typeof contract
export type ActionName = keyof Contract
/** What a caller sends. */
export type Request<N extends ActionName> = v.InferInput<Contract[N]['request']>
/** What the action runs on, after the schema has trimmed and filled it. */
export type Input<N extends ActionName> = v.InferOutput<Contract[N]['request']>
export type Answer<N extends ActionName> = v.InferOutput<Contract[N]['answer']>

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: ErrorBody }

/** The envelope that reaches a cloud function, and `POST /call` of the local host. */
export interface CallBody {
  name: string
  input?: unknown
  /** Chosen by the client, new for each intent; the same one twice has one effect and one answer. */
  requestId?: string
}
