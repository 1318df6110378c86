import type { Page, Store, Stored } from './ports'

/**
 * The store as one call reads it that changes nothing: what was read is not read again, whether alone or in a range. For
 * actions that ask alike questions of many things.
 */
export function readOnce(store: Store): Store {
  const docs = new Map<string, Promise<Stored | undefined>>()
  const pages = new Map<string, Promise<Page<Stored>>>()
  const keep = <T>(known: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> => {
    const found = known.get(key) ?? read()
    known.set(key, found)
    return found
  }
  return {
    ...store,
    get: ((collection, id) => keep(docs, `${collection} ${id}`, () => store.get(collection, id))) as Store['get'],
    range: ((collection, index, query) =>
      keep(pages, JSON.stringify([collection, index, query]), async () => {
        const page = await store.range(collection, index, query)
        for (const row of page.rows) docs.set(`${collection} ${row.id}`, Promise.resolve(row))
        return page
      })) as Store['range'],
  }
}
