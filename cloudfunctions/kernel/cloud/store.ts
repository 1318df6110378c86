import { conflict } from '../../contract/errors'
import type { CollectionName, Documents } from '../collections'
import type { Fresh, Random, Store, Stored, Transaction } from '../ports'
import { planRange, positionOf, type RangePlan, toPage } from '../range'
import { textOf, unavailable } from './fault'
import type { CloudCollection, CloudDatabase, CloudDoc, CloudTransaction } from './sdk'

/** The most documents that one request may ask for. */
const maxFetch = 1000
/** Times a transaction is tried; with the back-off that is about a second of waiting at most. */
const maxAttempts = 8
/** Milliseconds: mean of the first wait, and the longest. */
const firstWait = 16
const longestWait = 400

/** The store on WeChat's cloud database. Documents keep their fields as they are; `id` is stored as `_id`. */
export function cloudStore(database: CloudDatabase, random: Random): Store {
  const { command } = database

  /** Writes every field of `doc` whole (a plain object would be merged) and takes away those that `stored` had besides. */
  function changes(doc: Stored, stored: CloudDoc) {
    const { _id, version, ...fields } = toWire(doc)
    const data: Record<string, unknown> = { version: version + 1 }
    for (const [field, value] of Object.entries(fields)) data[field] = command.set(value)
    for (const field of Object.keys(stored)) {
      if (field !== '_id' && field !== 'version' && !(field in fields)) data[field] = command.remove()
    }
    return data
  }

  async function fetch<T extends Stored>(collection: CollectionName, plan: RangePlan, most: number): Promise<T[]> {
    const direction = plan.ascending ? 'asc' : 'desc'
    const sort = plan.sort === 'id' ? '_id' : plan.sort
    let query = database.collection(collection).where(conditionOf(plan)).orderBy(sort, direction)
    if (sort !== '_id') query = query.orderBy('_id', direction)
    const { data } = await query.limit(most).get()
    return data.map((doc) => fromWire<T>(doc))
  }

  function conditionOf(plan: RangePlan) {
    const field = plan.sort === 'id' ? '_id' : plan.sort
    const conditions: object[] = plan.equal.map(([name, value]) => ({ [name]: value }))
    if (plan.from !== undefined) conditions.push({ [field]: command.gte(plan.from) })
    if (plan.to !== undefined) conditions.push({ [field]: command.lt(plan.to) })
    if (plan.after) {
      const [value, id] = plan.after
      const [atLeast, beyond] = plan.ascending
        ? ([command.gte, command.gt] as const)
        : ([command.lte, command.lt] as const)
      // The first condition is what the index is entered by, the second passes over the ties before the cursor.
      conditions.push({ [field]: atLeast(value) }, command.or([{ [field]: beyond(value) }, { _id: beyond(id) }]))
    }
    // A missing field is null in the index; a comparison leaves null out, without one it has to be said.
    const isCompared = plan.from !== undefined || plan.to !== undefined || plan.after !== undefined
    if (!isCompared && field !== '_id') conditions.push({ [field]: command.neq(null) })
    return conditions.length > 0 ? command.and(conditions) : {}
  }

  return {
    get: (collection, id) => guarded('get', async () => read(database.collection(collection), id)),

    insert: (collection, doc) =>
      guarded('insert', async () => {
        try {
          await database.collection(collection).add({ data: toWire({ ...doc, version: 1 }) })
          return true
        } catch (error) {
          if (isDuplicate(error)) return false
          throw error
        }
      }),

    replace: (collection, doc) =>
      guarded('replace', async () => {
        const target = database.collection(collection)
        const { data: stored } = await target.doc(doc.id).get()
        if (stored?.version !== doc.version) return false
        const same = target.where({ _id: doc.id, version: doc.version })
        return (await same.update({ data: changes(doc, stored) })).stats.updated === 1
      }),

    remove: (collection, id, version) =>
      guarded('remove', async () => {
        const same = database.collection(collection).where({ _id: id, version })
        return (await same.remove()).stats.removed === 1
      }),

    async range<C extends CollectionName>(collection: C, index: string, query: Parameters<Store['range']>[2]) {
      const plan = planRange(collection, index, query)
      return guarded('range', async () => {
        const rows = await fetch<Documents[C]>(collection, plan, Math.min(plan.limit + 1, maxFetch))
        const last = rows.at(-1)
        if (last && plan.limit === maxFetch && rows.length === maxFetch) {
          // One more than the limit cannot be asked for at once.
          rows.push(...(await fetch<Documents[C]>(collection, { ...plan, after: positionOf(last, plan.sort) }, 1)))
        }
        return toPage(rows, plan)
      })
    },

    async transaction(fn) {
      for (let attempt = 1; ; attempt++) {
        const tried = await attemptOf(fn)
        if (tried.done) return tried.result
        if (attempt === maxAttempts) throw conflict('现在办理的人较多，请稍后再试')
        await pause(attempt)
      }
    },

    close() {},
  }

  async function attemptOf<T>(
    fn: (tx: Transaction) => Promise<T>,
  ): Promise<{ done: true; result: T } | { done: false }> {
    const transaction = await guarded('startTransaction', () => database.startTransaction())
    const seen = { conflict: false }
    const rollback = () => transaction.rollback().catch(() => {})
    try {
      const result = await fn(within(transaction, seen))
      // Even if `fn` has swallowed the conflict, nothing of it is stored.
      if (!seen.conflict) {
        await guarded('commit', () => transaction.commit(), seen)
        return { done: true, result }
      }
    } catch (error) {
      if (!seen.conflict) {
        await rollback()
        throw error
      }
    }
    await rollback()
    return { done: false }
  }

  /** Only `doc()` and `add()` carry the transaction's id: a `where()` would escape it. */
  function within(transaction: CloudTransaction, seen: { conflict: boolean }): Transaction {
    return {
      get: (collection, id) => guarded('tx.get', () => read(transaction.collection(collection), id), seen),

      insert: (collection, doc) =>
        guarded(
          'tx.insert',
          async () => {
            const target = transaction.collection(collection)
            // A duplicate key would end the whole transaction, so the id is looked up first.
            if ((await target.doc(doc.id).get()).data) return false
            await target.add({ data: toWire({ ...doc, version: 1 }) })
            return true
          },
          seen,
        ),

      replace: (collection, doc) =>
        guarded(
          'tx.replace',
          async () => {
            const target = transaction.collection(collection).doc(doc.id)
            const { data: stored } = await target.get()
            if (stored?.version !== doc.version) return false
            return (await target.update({ data: changes(doc, stored) })).stats.updated === 1
          },
          seen,
        ),

      remove: (collection, id, version) =>
        guarded(
          'tx.remove',
          async () => {
            const target = transaction.collection(collection).doc(id)
            if ((await target.get()).data?.version !== version) return false
            return (await target.remove()).stats.removed === 1
          },
          seen,
        ),
    }
  }

  /** Waits before the next attempt: longer each time, and differently for everyone who met in the conflict. */
  function pause(attempt: number): Promise<void> {
    const [byte = 0] = random.bytes(1)
    const mean = Math.min(firstWait * 2 ** (attempt - 1), longestWait / 2)
    return new Promise((resolve) => setTimeout(resolve, (2 * mean * byte) / 255))
  }
}

async function read<C extends CollectionName>(collection: CloudCollection, id: string) {
  const { data } = await collection.doc(id).get()
  return data ? fromWire<Documents[C]>(data) : undefined
}

/** Runs one operation of the SDK; whatever goes wrong becomes an ActionError, and a conflict is noted in `seen`. */
async function guarded<T>(operation: string, run: () => Promise<T>, seen?: { conflict: boolean }): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (seen && (isConflict(error) || isDuplicate(error))) {
      seen.conflict = true
      throw conflict()
    }
    throw unavailable(`database ${operation}`, error)
  }
}

/** By its text too: the SDK replaces the code of a conflict within a transaction by that of a system error. */
const isConflict = (error: unknown) =>
  /TRANSACTION_?CONFLICT|WriteConflict|transaction is conflict/i.test(textOf(error))
const isDuplicate = (error: unknown) => /E11000|duplicate key/i.test(textOf(error))

/** A copy without absent fields: the SDK would delete them from the caller's own object. */
function toWire(doc: Fresh<Stored> & { version: number }): CloudDoc {
  const { id, ...fields } = JSON.parse(JSON.stringify(doc))
  return { ...fields, _id: id }
}

function fromWire<T extends Stored>({ _id, ...fields }: CloudDoc): T {
  return { ...fields, id: _id } as unknown as T
}
