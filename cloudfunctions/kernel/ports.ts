import type { CollectionName, Documents, IndexOf } from './collections'

/**
 * What the domain needs of the world, as narrow as it can be. Two sets implement it: `kernel/cloud` (WeChat cloud)
 * and `local` (one machine). One contract test runs against both.
 */
export interface Ports {
  store: Store
  files: Files
  clock: Clock
  messages: MessageSender
  moderation: Moderation
  random: Random
  secrets: Secrets
}

/** Every stored document. `version` starts at 1 and grows by one with every replace. */
export interface Stored {
  id: string
  version: number
}
/** A document before the store has numbered it. */
export type Fresh<T extends Stored> = Omit<T, 'version'>

export type Key = string | number

export interface RangeQuery {
  /** Values of the index's leading fields, in its order; all but the last field of the index. */
  eq: readonly Key[]
  /** Inclusive lower and exclusive upper bound of the index's last field. Documents without that field are never in range. */
  from?: Key
  to?: Key
  direction?: 'asc' | 'desc'
  /** At most this many; 1 to 1000. */
  limit: number
  /** `next` of the page before. */
  after?: string
}

export interface Page<T> {
  rows: T[]
  /** Position behind the last row; absent at the end of the range. */
  next?: string
}

export interface Reader {
  get<C extends CollectionName>(collection: C, id: string): Promise<Documents[C] | undefined>
}

/** One short transaction: reads and writes by id only. A range inside one would escape it on WeChat's database. */
export interface Transaction extends Reader {
  /** False when the id is taken; nothing is written then. */
  insert<C extends CollectionName>(collection: C, doc: Fresh<Documents[C]>): Promise<boolean>
  /** Writes `doc` over the stored one if that still has `doc.version`, and numbers it one higher. False when it has not. */
  replace<C extends CollectionName>(collection: C, doc: Documents[C]): Promise<boolean>
  /** Deletes the document if it still has this version. */
  remove<C extends CollectionName>(collection: C, id: string, version: number): Promise<boolean>
}

export interface Store extends Transaction {
  /** Rows in the order of the index's last field, then id. Throws ActionError INVALID for a cursor it did not make. */
  range<C extends CollectionName>(collection: C, index: IndexOf<C>, query: RangeQuery): Promise<Page<Documents[C]>>
  /**
   * Runs `fn` and commits all it wrote, or nothing: when `fn` throws, or the engine reports a conflict too often
   * (then ActionError CONFLICT). `fn` may run more than once and does nothing but store calls and pure computation.
   */
  transaction<T>(fn: (tx: Transaction) => Promise<T>): Promise<T>
  close(): void | Promise<void>
}

/** Bytes by id, outside the database. */
export interface Files {
  put(id: string, bytes: Uint8Array, mime: string): Promise<void>
  get(id: string): Promise<Uint8Array | undefined>
  remove(id: string): Promise<void>
  /** An address readable without signing in for about an hour. */
  url(id: string): Promise<string>
  /** Takes the bytes of an upload that the client made directly into storage, and deletes the upload. Undefined when there is none. */
  takeUpload(upload: string): Promise<Uint8Array | undefined>
  /** Deletes what clients put at these paths (`uploads/…`), at most 50; answers those at which there is nothing now. */
  removeUploads(paths: readonly string[]): Promise<string[]>
}

export interface Clock {
  /** Now, as ISO 8601 UTC with milliseconds. Nothing else in the product reads the time. */
  now(): string
}

export interface OutgoingMessage {
  openid: string
  template: string
  /** Page of the mini-program to open. */
  page: string
  title: string
  body: string
  at: string
}
/** `sent`; `refused` by the person (do not try again, forget the allowance); `failed` for now. */
export type SendOutcome = 'sent' | 'refused' | 'failed'
export interface MessageSender {
  send(message: OutgoingMessage): Promise<SendOutcome>
}

/** `review`: a person should read it with care. `refuse`: must not be published. */
export type ModerationVerdict = 'pass' | 'review' | 'refuse'
export interface Moderation {
  checkText(text: string, openid: string): Promise<ModerationVerdict>
}

export interface Random {
  /** `n` random bytes. */
  bytes(n: number): Uint8Array
  /** A new id: 24 characters of [0-9a-z], not guessable. */
  id(): string
}

export interface Secrets {
  /** HMAC-SHA256 of `text` under the city's secret, in hex. `purpose` keeps the uses apart. */
  mac(purpose: string, text: string): string
  /**
   * Encrypts `text` under the city's secret, so that the store alone does not tell it. Never the same twice; texts of
   * fewer than 256 bytes come out equally long.
   */
  seal(purpose: string, text: string): string
  /** What was sealed for this purpose; undefined when that is not so, or one bit of it has changed. */
  open(purpose: string, sealed: string): string | undefined
}

/** Who calls, as the platform vouches for it; never taken from the input. */
export interface Identity {
  /** Key of the person in `people`. */
  personId: string
  /** Address for WeChat's APIs. */
  openid: string
}
