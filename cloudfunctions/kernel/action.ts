import { type ActionName, type Answer, contract, type Input } from '../contract'
import type { FileDoc } from './collections'
import type { OutgoingNotice } from './notices'
import type { Caller } from './people'
import type { ModerationVerdict, Ports, Transaction } from './ports'

/** What an action gets besides its input. */
export interface Context {
  caller: Caller
  /** The one reading of the clock for this call; ISO 8601 UTC. */
  now: string
  ports: Ports
  /**
   * The one transaction of the action: everything `work` writes, the record of the request id, the call's rate and
   * the notices it returns go in together, or nothing does. `work` may run more than once: store calls and pure
   * computation only.
   */
  commit<T>(work: (tx: Transaction) => Promise<Committed<T>>): Promise<T>
  /** Digits that only this caller's repetition of this very request id reproduces; used for receipts, stored nowhere. */
  digits(length: number): string
  /** Content check of a text in the caller's name, without telling the action who that is. */
  checkText(text: string): Promise<ModerationVerdict>
  /** Whether the caller put this file up. */
  ownsFile(file: FileDoc): boolean
}

/** What an action's transaction hands back: its answer, and whom to tell. */
export interface Committed<T> {
  answer: T
  notices?: OutgoingNotice[]
}

export interface Action<N extends ActionName = ActionName> {
  name: N
  /** Who may call it at all, before any record is read. Default deny: every action says so. */
  policy: Policy
  /** Calls of one person in one hour; without it the action is a read, or harmless to repeat. */
  perHour?: number
  /** Inputs that must leave no trace of the caller: then nothing stored or logged names them, and `run` does not learn who it is. */
  unlinked?(input: Input<N>): boolean
  run(context: Context, input: Input<N>): Promise<Answer<N>>
  /** Puts back into a repeated answer what was not stored with it (a receipt). */
  replay?(context: Context, input: Input<N>, stored: Answer<N>): Answer<N> | Promise<Answer<N>>
  /** Takes out of an answer what must not be stored with it. */
  forget?(answer: Answer<N>): Answer<N>
}

/**
 * Whether the caller may call the action at all: a pure predicate over the caller and, where the input itself is a
 * credential (a receipt), the input. Rules over an item are in its state table.
 */
export type Policy = (caller: Caller, input: unknown) => boolean | 'UNAUTHENTICATED'

/** Declares an action. The name ties it to its schemas in the contract, so neither can be forgotten. */
export const action = <N extends ActionName>(declaration: Action<N>): Action => declaration as unknown as Action

export const schemasOf = (name: ActionName) => contract[name]
