/** MongoDB's semantics for the few query operators that the store uses, on documents as plain objects. */

export type Doc = Record<string, unknown> & { _id: string }
export type Query = Record<string, unknown>
/** `1` ascending, `-1` descending, in the order of the keys. */
export type Order = Record<string, 1 | -1>

/** One condition that every match fulfils. */
export interface Term {
  field: string
  operator: string
  value: unknown
}

/** MongoDB's order of types; values of different types never compare by `$lt` and the like. */
const rank = (value: unknown) => {
  if (value === undefined || value === null) return 0
  if (typeof value === 'number') return 1
  if (typeof value === 'string') return 2
  return 3
}

/** MongoDB's order of values: by type, numbers by size, text by its UTF-8 bytes (JavaScript would compare UTF-16). */
export function compare(a: unknown, b: unknown): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return 0
}

export function compareBy(order: Order) {
  const keys = Object.entries(order)
  return (a: Doc, b: Doc) => {
    for (const [field, direction] of keys) {
      const difference = compare(a[field], b[field])
      if (difference !== 0) return direction * difference
    }
    return 0
  }
}

const operators: Record<string, (value: unknown, operand: unknown) => boolean> = {
  $eq: (value, operand) => rank(value) === rank(operand) && compare(value, operand) === 0,
  $ne: (value, operand) => !(rank(value) === rank(operand) && compare(value, operand) === 0),
  $gt: (value, operand) => rank(value) === rank(operand) && compare(value, operand) > 0,
  $gte: (value, operand) => rank(value) === rank(operand) && compare(value, operand) >= 0,
  $lt: (value, operand) => rank(value) === rank(operand) && compare(value, operand) < 0,
  $lte: (value, operand) => rank(value) === rank(operand) && compare(value, operand) <= 0,
}

/** Whether `doc` fulfils `query`. Throws for an operator that this double does not know. */
export function matches(doc: Doc, query: Query): boolean {
  return Object.entries(query).every(([key, condition]) => {
    if (key === '$and') return (condition as Query[]).every((part) => matches(doc, part))
    if (key === '$or') return (condition as Query[]).some((part) => matches(doc, part))
    return termsOf(key, condition).every(({ operator, value }) => operatorOf(operator)(doc[key], value))
  })
}

/** The conditions on single fields that every match of `query` fulfils; what stands under `$or` is not among them. */
export function terms(query: Query): Term[] {
  return Object.entries(query).flatMap(([key, condition]) => {
    if (key === '$and') return (condition as Query[]).flatMap(terms)
    return key === '$or' ? [] : termsOf(key, condition)
  })
}

function termsOf(field: string, condition: unknown): Term[] {
  const parts = typeof condition === 'object' && condition !== null ? Object.entries(condition) : []
  if (parts.length > 0 && parts.every(([key]) => key.startsWith('$'))) {
    return parts.map(([operator, value]) => ({ field, operator, value }))
  }
  return [{ field, operator: '$eq', value: condition }]
}

function operatorOf(name: string) {
  const operator = operators[name]
  if (!operator) throw new Error(`the double of CloudBase does not know the operator ${name}`)
  return operator
}
