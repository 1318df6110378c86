import { type CollectionName, collections } from './collections'
import { decodeCursor, encodeCursor } from './cursor'
import type { Key, Page, RangeQuery, Stored } from './ports'

/** Where a row stands in a range: its value of the sorting field, and its id. */
export type Position = readonly [value: Key, id: string]

/** A range query with its index looked up and its cursor read; what both stores translate into their own tongue. */
export interface RangePlan {
  /** Leading fields of the index and the value each must have. */
  equal: readonly (readonly [field: string, value: Key])[]
  /** Field the rows are bounded and sorted by; `id` breaks ties. */
  sort: string
  from?: Key
  to?: Key
  ascending: boolean
  limit: number
  after?: Position
}

const maxLimit = 1000

/**
 * Looks the index up in the declaration of the collections.
 * @throws RangeError for a query that the index cannot answer (a mistake in the code, not in the input)
 * @throws ActionError INVALID naming `cursor` when `query.after` is not a cursor of the store
 */
export function planRange(collection: CollectionName, index: string, query: RangeQuery): RangePlan {
  const declared: Record<string, readonly string[]> = collections[collection]
  const fields = declared[index]
  const sort = fields?.at(-1)
  if (!fields || !sort) throw new RangeError(`${collection} has no index ${index}`)
  if (query.eq.length !== fields.length - 1) {
    throw new RangeError(`${collection}.${index} takes ${fields.length - 1} values, not ${query.eq.length}`)
  }
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > maxLimit) {
    throw new RangeError(`limit ${query.limit} is not within 1 to ${maxLimit}`)
  }
  return {
    equal: query.eq.map((value, i) => [fields[i] as string, value]),
    sort,
    from: query.from,
    to: query.to,
    ascending: query.direction !== 'desc',
    limit: query.limit,
    after: query.after === undefined ? undefined : decodeCursor(query.after),
  }
}

/** A page of what was read: `rows` may hold one row over the limit, which then only says that there is more. */
export function toPage<T extends Stored>(rows: T[], { limit, sort }: RangePlan): Page<T> {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  if (!last || rows.length <= limit) return { rows: kept }
  return { rows: kept, next: encodeCursor(...positionOf(last, sort)) }
}

/** Where `row` stands in a range sorted by `sort`. */
export const positionOf = (row: Stored, sort: string): Position => [
  (row as unknown as Record<string, Key>)[sort] as Key,
  row.id,
]
