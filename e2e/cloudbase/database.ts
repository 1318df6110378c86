import { randomUUID } from 'node:crypto'
import { update as applyUpdate } from 'mingo'
import { collections } from '../../cloudfunctions/kernel/collections'
import { Collection } from './collection'
import { type Doc, type Order, type Query, terms } from './query'

/** What CloudBase answers instead of data. */
export class WireError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** Milliseconds that CloudBase lets a transaction stand open. */
const transactionLife = 30_000

interface Transaction {
  id: string
  /** What it reads is the state of this moment. */
  snapshot: number
  writes: Map<string, { collection: string; id: string; doc: Doc | undefined }>
  expiry: NodeJS.Timeout
  ended: Promise<void>
  end(): void
}

const keyOf = (collection: string, id: string) => JSON.stringify([collection, id])
const conflict = () =>
  new WireError(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others.',
  )
const unsupported = (what: string) => new WireError('INVALID_PARAM', what)

/**
 * CloudBase's database in memory, as strict as the real one is known to be: snapshot isolation; a write to a document
 * that another transaction holds, or that changed since the snapshot, fails at once; any error ends its transaction;
 * transactions work on single documents by id; collections must have been created.
 */
export class Database {
  private readonly collections = new Map<string, Collection>()
  private readonly transactions = new Map<string, Transaction>()
  /** Which open transaction holds a document. */
  private readonly holders = new Map<string, Transaction>()
  private seq = 0

  constructor() {
    for (const [name, indexes] of Object.entries(collections)) {
      this.collections.set(name, new Collection(Object.values(indexes)))
    }
  }

  collection(name: string): Collection {
    const collection = this.collections.get(name)
    if (!collection) throw new WireError('DATABASE_COLLECTION_NOT_EXIST', `Db or Table not exist: ${name}`)
    return collection
  }

  load(name: string, docs: Doc[]) {
    this.seq += 1
    this.collection(name).load(docs, this.seq)
  }

  dump(): Record<string, Doc[]> {
    return Object.fromEntries([...this.collections].map(([name, collection]) => [name, collection.all()]))
  }

  start(): string {
    const id = randomUUID()
    let end = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const expiry = setTimeout(() => this.abort(id), transactionLife)
    expiry.unref()
    this.transactions.set(id, { id, snapshot: this.seq, writes: new Map(), expiry, ended, end })
    return id
  }

  commit(id: string) {
    const transaction = this.open(id)
    this.seq += 1
    for (const write of transaction.writes.values()) this.put(write.collection, write.id, write.doc)
    this.close(transaction)
  }

  abort(id: string) {
    const transaction = this.transactions.get(id)
    if (transaction) this.close(transaction)
  }

  find(name: string, query: Query, transactionId?: string, order?: Order, offset?: number, limit?: number): Doc[] {
    const collection = this.collection(name)
    if (!transactionId) return collection.find(query, order, offset, limit)
    const doc = this.read(this.open(transactionId), name, singleId(query))
    return doc ? [doc] : []
  }

  async insert(name: string, doc: Doc, transactionId?: string) {
    const collection = this.collection(name)
    await this.within(transactionId, name, [doc._id], (transaction) => {
      const there = transaction ? this.read(transaction, name, doc._id) : collection.get(doc._id)
      if (there) {
        throw new WireError(
          'DATABASE_REQUEST_FAILED',
          `[FailedOperation.Insert] multiple write errors: [{write errors: [{E11000 duplicate key error collection: tnt.${name} index: _id_ dup key: { _id: "${doc._id}" }}]}]`,
        )
      }
      this.write(transaction, name, doc._id, doc)
    })
  }

  /** Applies MongoDB's update operators to what matches; answers how many documents changed. */
  modify(name: string, query: Query, change: Record<string, unknown>, transactionId?: string): Promise<number> {
    return this.onMatches(name, query, transactionId, (doc) => {
      const changed = structuredClone(doc)
      applyUpdate(changed, change as never)
      return changed
    })
  }

  remove(name: string, query: Query, transactionId?: string): Promise<number> {
    return this.onMatches(name, query, transactionId, () => undefined)
  }

  private async onMatches(
    name: string,
    query: Query,
    transactionId: string | undefined,
    change: (doc: Doc) => Doc | undefined,
  ): Promise<number> {
    const matching = () => this.find(name, query, transactionId)
    const ids = matching().map(({ _id }) => _id)
    return this.within(transactionId, name, ids, (transaction) => {
      const docs = matching()
      for (const doc of docs) this.write(transaction, name, doc._id, change(doc))
      return docs.length
    })
  }

  /** Runs `work` in its transaction, which any error ends; a write outside waits until no transaction holds the documents. */
  private async within<T>(
    transactionId: string | undefined,
    name: string,
    ids: string[],
    work: (transaction?: Transaction) => T,
  ): Promise<T> {
    if (transactionId) {
      const transaction = this.open(transactionId)
      try {
        return work(transaction)
      } catch (error) {
        this.close(transaction)
        throw error
      }
    }
    for (const id of ids) {
      for (let holder = this.holder(name, id); holder; holder = this.holder(name, id)) await holder.ended
    }
    this.seq += 1
    return work()
  }

  private holder(name: string, id: string) {
    return this.holders.get(keyOf(name, id))
  }

  private read(transaction: Transaction, name: string, id: string): Doc | undefined {
    const own = transaction.writes.get(keyOf(name, id))
    return own ? own.doc : this.collection(name).get(id, transaction.snapshot)
  }

  private write(transaction: Transaction | undefined, name: string, id: string, doc: Doc | undefined) {
    if (!transaction) return this.put(name, id, doc)
    const holder = this.holder(name, id)
    if (holder && holder !== transaction) throw conflict()
    if (this.collection(name).changedAt(id) > transaction.snapshot) throw conflict()
    this.holders.set(keyOf(name, id), transaction)
    transaction.writes.set(keyOf(name, id), { collection: name, id, doc })
  }

  private put(name: string, id: string, doc: Doc | undefined) {
    this.collection(name).put(id, doc, this.seq, this.transactions.size > 0)
  }

  private open(id: string): Transaction {
    const transaction = this.transactions.get(id)
    if (!transaction) throw new WireError('DATABASE_REQUEST_FAILED', 'Transaction is not exist or has been ended')
    return transaction
  }

  private close(transaction: Transaction) {
    clearTimeout(transaction.expiry)
    for (const key of transaction.writes.keys()) this.holders.delete(key)
    this.transactions.delete(transaction.id)
    transaction.end()
  }
}

function singleId(query: Query): string {
  const conditions = terms(query)
  const [only] = conditions
  if (conditions.length !== 1 || only?.field !== '_id' || only.operator !== '$eq') {
    throw unsupported('a transaction works on single documents by id')
  }
  return String(only.value)
}
