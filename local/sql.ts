import { type CollectionName, collections } from '../cloudfunctions/kernel/collections'
import type { RangePlan } from '../cloudfunctions/kernel/range'

/** The SQL of the store: one table a collection, the document's fields as JSON in `body`. */

/** SQL of a document's field. */
const column = (field: string) => (field === 'id' ? 'id' : `json_extract(body, '$.${field}')`)

export const tableSql = (collection: CollectionName) =>
  `CREATE TABLE IF NOT EXISTS "${collection}" (id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL)`

/**
 * Every declared index, by its name in the database. An index holds only documents that have all its fields: on items,
 * most of which are closed, that halves the cost of a write.
 */
export function indexSql(): Map<string, string> {
  const indexes = new Map<string, string>()
  for (const [collection, declared] of Object.entries(collections)) {
    for (const [index, fields] of Object.entries<readonly string[]>(declared)) {
      const columns = fields.map(column)
      const keys = fields.at(-1) === 'id' ? columns : [...columns, 'id']
      const present = columns.map((c) => `${c} IS NOT NULL`).join(' AND ')
      const name = `${collection}_${index}`
      indexes.set(name, `CREATE INDEX "${name}" ON "${collection}" (${keys.join(', ')}) WHERE ${present}`)
    }
  }
  return indexes
}

/** The range as SQL that walks the index; asks for one row over the limit, to know whether there is more. */
export function rangeSql(collection: CollectionName, plan: RangePlan) {
  const sort = column(plan.sort)
  const values: unknown[] = []
  const conditions = plan.equal.map(([field, value]) => {
    values.push(value)
    return `${column(field)} = ?`
  })
  const bound = (condition: string, ...bounds: unknown[]) => {
    conditions.push(condition)
    values.push(...bounds)
  }
  // The index is partial: SQLite takes it only where the query rules absent fields out, as a comparison also does.
  bound(`${sort} IS NOT NULL`)
  if (plan.from !== undefined) bound(`${sort} >= ?`, plan.from)
  if (plan.to !== undefined) bound(`${sort} < ?`, plan.to)
  const [beyond, direction] = plan.ascending ? ['>', 'ASC'] : ['<', 'DESC']
  if (plan.after) {
    // SQLite does not seek by a row value in an expression index; the first of the two conditions does.
    bound(`${sort} ${beyond}= ?`, plan.after[0])
    bound(`(${sort}, id) ${beyond} (?, ?)`, ...plan.after)
  }
  const order = plan.sort === 'id' ? `id ${direction}` : `${sort} ${direction}, id ${direction}`
  return {
    sql: `SELECT id, version, body FROM "${collection}" WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ?`,
    values: [...values, plan.limit + 1],
  }
}
