import type { Store, Transaction } from '../../cloudfunctions/kernel/ports'

/** Operations on a store, by kind; a transaction's own reads and writes are counted like any other. */
export interface StoreOps {
  get: number
  range: number
  insert: number
  replace: number
  remove: number
  transaction: number
}

const none = (): StoreOps => ({ get: 0, range: 0, insert: 0, replace: 0, remove: 0, transaction: 0 })

/** The same store, counting what is asked of it. */
export interface CountingStore extends Store {
  /** What was asked since the last call of `take`. */
  take(): StoreOps
}

export function countingStore(store: Store): CountingStore {
  let ops = none()
  const counted = (inner: Transaction): Transaction => ({
    get(collection, id) {
      ops.get += 1
      return inner.get(collection, id)
    },
    insert(collection, doc) {
      ops.insert += 1
      return inner.insert(collection, doc)
    },
    replace(collection, doc) {
      ops.replace += 1
      return inner.replace(collection, doc)
    },
    remove(collection, id, version) {
      ops.remove += 1
      return inner.remove(collection, id, version)
    },
  })
  return {
    ...counted(store),
    range(collection, index, query) {
      ops.range += 1
      return store.range(collection, index, query)
    },
    transaction(fn) {
      ops.transaction += 1
      return store.transaction((tx) => fn(counted(tx)))
    },
    close: () => store.close(),
    take() {
      const taken = ops
      ops = none()
      return taken
    },
  }
}
