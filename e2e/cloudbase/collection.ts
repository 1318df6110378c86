import { compare, compareBy, type Doc, matches, type Order, type Query, type Term, terms } from './query'

/** A document at one moment; older versions are kept while a transaction may still read them. */
interface Version {
  seq: number
  /** Absent: deleted. */
  doc?: Doc
  older?: Version
}

interface Entry {
  key: unknown[]
  id: string
}

/** The declared index as a sorted list of the documents that have all its fields. */
class SortedIndex {
  private entries: Entry[] = []

  constructor(readonly fields: readonly string[]) {}

  private entryOf(doc: Doc): Entry | undefined {
    const key = this.fields.map((field) => doc[field === 'id' ? '_id' : field])
    return key.includes(undefined) ? undefined : { key, id: doc._id }
  }

  private static order(a: Entry, b: Entry) {
    for (const [i, value] of a.key.entries()) {
      const difference = compare(value, b.key[i])
      if (difference !== 0) return difference
    }
    return compare(a.id, b.id)
  }

  private position(entry: Entry) {
    return this.lowest((other) => SortedIndex.order(other, entry) < 0)
  }

  /** First entry for which `before` is false. */
  private lowest(before: (entry: Entry) => boolean) {
    let low = 0
    let high = this.entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (before(this.entries[middle] as Entry)) low = middle + 1
      else high = middle
    }
    return low
  }

  addAll(docs: Doc[]) {
    for (const doc of docs) {
      const entry = this.entryOf(doc)
      if (entry) this.entries.push(entry)
    }
    this.entries.sort(SortedIndex.order)
  }

  add(doc: Doc) {
    const entry = this.entryOf(doc)
    if (entry) this.entries.splice(this.position(entry), 0, entry)
  }

  delete(doc: Doc) {
    const entry = this.entryOf(doc)
    if (entry) this.entries.splice(this.position(entry), 1)
  }

  /** Ids of the documents that have `leading` as their leading values and whose last value is within the bounds. */
  *walk(leading: unknown[], bounds: Term[], ascending: boolean): Generator<string> {
    const last = leading.length
    const compareLeading = (entry: Entry) => {
      for (const [i, value] of leading.entries()) {
        const difference = compare(entry.key[i], value)
        if (difference !== 0) return difference
      }
      return 0
    }
    const isBelow = (entry: Entry) => {
      const leads = compareLeading(entry)
      return leads !== 0
        ? leads < 0
        : bounds.some((b) => b.operator.startsWith('$g') && compare(entry.key[last], b.value) < 0)
    }
    const isWithin = (entry: Entry) => {
      const leads = compareLeading(entry)
      return leads !== 0
        ? leads < 0
        : !bounds.some((b) => b.operator.startsWith('$l') && compare(entry.key[last], b.value) > 0)
    }
    const from = this.lowest(isBelow)
    const to = this.lowest(isWithin)
    if (ascending) for (let i = from; i < to; i++) yield (this.entries[i] as Entry).id
    else for (let i = to - 1; i >= from; i--) yield (this.entries[i] as Entry).id
  }
}

/** One collection of the double: documents by id, their versions, and the declared indexes over the newest ones. */
export class Collection {
  private readonly versions = new Map<string, Version>()
  private readonly indexes: SortedIndex[]

  constructor(indexes: readonly (readonly string[])[]) {
    this.indexes = indexes.map((fields) => new SortedIndex(fields))
  }

  /** The newest document, or the one that stood at `seq`. */
  get(id: string, seq = Number.POSITIVE_INFINITY): Doc | undefined {
    let version = this.versions.get(id)
    while (version && version.seq > seq) version = version.older
    return version?.doc
  }

  /** When the document last changed; 0 for one that never was. */
  changedAt(id: string): number {
    return this.versions.get(id)?.seq ?? 0
  }

  /** Puts `doc` (or, without one, a deletion) in place of what stands under `id`. */
  put(id: string, doc: Doc | undefined, seq: number, keepOlder: boolean) {
    const older = this.versions.get(id)
    if (older?.doc) for (const index of this.indexes) index.delete(older.doc)
    if (doc) for (const index of this.indexes) index.add(doc)
    if (doc || keepOlder) this.versions.set(id, { seq, doc, older: keepOlder ? older : undefined })
    else this.versions.delete(id)
  }

  /** Fills the collection; much faster than one `put` after another. */
  load(docs: Doc[], seq: number) {
    for (const doc of docs) this.versions.set(doc._id, { seq, doc })
    for (const index of this.indexes) index.addAll(docs)
  }

  all(): Doc[] {
    return [...this.versions.values()].flatMap(({ doc }) => doc ?? [])
  }

  /** Documents that match, in `order`, after `offset`, at most `limit`. */
  find(query: Query, order: Order = {}, offset = 0, limit = Number.POSITIVE_INFINITY): Doc[] {
    const found: Doc[] = []
    const { docs, sorted } = this.candidates(terms(query), order)
    for (const doc of docs) {
      if (matches(doc, query)) found.push(doc)
      if (sorted && found.length >= offset + limit) break
    }
    if (!sorted) found.sort(compareBy(order))
    return found.slice(offset, offset + limit)
  }

  /** The documents that may match, as few as the id or an index lets them be, and whether they come in `order`. */
  private candidates(conditions: Term[], order: Order): { docs: Iterable<Doc>; sorted: boolean } {
    const equal = new Map(
      conditions.flatMap(({ field, operator, value }) => (operator === '$eq' ? [[field, value]] : [])),
    )
    const id = equal.get('_id')
    if (typeof id === 'string') return { docs: [this.get(id)].flatMap((doc) => doc ?? []), sorted: true }

    for (const index of this.indexes) {
      const leading = index.fields.slice(0, -1)
      const last = index.fields.at(-1) === 'id' ? '_id' : index.fields.at(-1)
      // Whatever is asked of the last field, `$ne null` included, rules out documents without it.
      const bounds = conditions.filter(({ field }) => field === last)
      if ((bounds.length === 0 && last !== '_id') || !leading.every((field) => equal.has(field))) continue
      const keys = Object.keys(order)
      const sorted = keys[0] === last && (keys.length === 1 || keys[1] === '_id') && keys.length <= 2
      const ids = index.walk(
        leading.map((field) => equal.get(field)),
        bounds,
        order[last as string] !== -1,
      )
      return { docs: this.docsOf(ids), sorted }
    }
    return { docs: this.all(), sorted: false }
  }

  private *docsOf(ids: Iterable<string>) {
    for (const id of ids) {
      const doc = this.get(id)
      if (doc) yield doc
    }
  }
}
