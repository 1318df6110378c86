import { conflict } from '../contract/errors'
import type { CollectionName, Documents, IndexOf } from '../kernel/collections'
import type { Store } from '../kernel/ports'

const pageSize = 200

/** Every row of one owner, in an index that begins with the owner. */
export async function* rowsOf<C extends CollectionName>(
  store: Store,
  collection: C,
  index: IndexOf<C>,
  owner: string,
): AsyncGenerator<Documents[C]> {
  let after: string | undefined
  do {
    const page = await store.range(collection, index, { eq: [owner], limit: pageSize, after })
    yield* page.rows
    after = page.next
  } while (after)
}

export async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** Removes a record in whatever version it is by now. */
export const remove = (store: Store, collection: CollectionName, id: string) =>
  store.transaction(async (tx) => {
    const stored = await tx.get(collection, id)
    if (stored && !(await tx.remove(collection, id, stored.version))) throw conflict()
  })
