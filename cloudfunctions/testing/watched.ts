import type { Store } from '../kernel/ports'

/** A store that tells of each of its operations before it happens; one that `each` refuses never happens. */
export function watched(store: Store, each: () => Promise<void>): Store {
  const told =
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A) => {
      await each()
      return work(...args)
    }
  return {
    ...store,
    get: told(store.get) as Store['get'],
    range: told(store.range) as Store['range'],
    insert: told(store.insert) as Store['insert'],
    replace: told(store.replace) as Store['replace'],
    remove: told(store.remove) as Store['remove'],
    transaction: told(store.transaction) as Store['transaction'],
  }
}

/** A store whose process dies at the n-th operation: that and all later ones never happen. */
export function dying(store: Store, after: number): Store {
  let left = after
  return watched(store, async () => {
    left -= 1
    if (left < 0) throw new Error('killed')
  })
}
