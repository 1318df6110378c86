import * as fc from 'fast-check'
import type { CollectionName, Documents, EventDoc, MessageDoc, PersonDoc } from './collections'
import type { Fresh, RangeQuery, Store } from './ports'

/** A store that can be filled from outside, as an import does: many documents at once, each with version 1. */
export interface FillableStore extends Store {
  load<C extends CollectionName>(collection: C, docs: Fresh<Documents[C]>[]): void | Promise<void>
}

/**
 * What every store must do, run against SQLite (local/store.test.ts) and against the real wx-server-sdk on the test
 * double of CloudBase (cloud/store.test.ts). `open` gives an empty store; `runs` is how many random histories to try.
 */
export function storeContract(name: string, open: () => Promise<FillableStore>, runs: number) {
  describe(`the store contract on ${name}`, () => {
    let store: FillableStore
    beforeAll(async () => {
      store = await open()
    })
    afterAll(async () => {
      await store.close()
    })

    describe('one document', () => {
      test('what was inserted is read back, with version 1', async () => {
        expect(await store.insert('people', ada)).toBe(true)
        expect(await store.get('people', ada.id)).toEqual({ ...ada, version: 1 })
      })

      test('an id that is not there reads as undefined', async () => {
        expect(await store.get('people', 'nobody')).toBeUndefined()
      })

      test('a taken id refuses a second insert and keeps the first document', async () => {
        const first = rate('taken', 1)
        expect(await store.insert('rates', first)).toBe(true)
        expect(await store.insert('rates', rate('taken', 2))).toBe(false)
        expect(await store.get('rates', 'taken')).toEqual({ ...first, version: 1 })
      })

      test('replacing counts the version up, and the same version replaces only once', async () => {
        await store.insert('rates', rate('counted', 1))
        expect(await store.replace('rates', { ...rate('counted', 2), version: 1 })).toBe(true)
        expect(await store.replace('rates', { ...rate('counted', 3), version: 1 })).toBe(false)
        expect(await store.get('rates', 'counted')).toEqual({ ...rate('counted', 2), version: 2 })
      })

      test('replacing what is not there does nothing', async () => {
        expect(await store.replace('rates', { ...rate('absent', 1), version: 1 })).toBe(false)
        expect(await store.get('rates', 'absent')).toBeUndefined()
      })

      test('nested objects are replaced, not merged, and fields left out are gone', async () => {
        const full = {
          id: 'nested',
          openid: 'o',
          name: '演示居民甲',
          phone: '13800000000',
          allowance: { itemProgress: 2 },
        }
        await store.insert('people', full)
        await store.replace('people', { id: 'nested', openid: 'o', version: 1, allowance: { deskWork: 1 } })
        expect(await store.get('people', 'nested')).toEqual({
          id: 'nested',
          openid: 'o',
          version: 2,
          allowance: { deskWork: 1 },
        })
      })

      test('undefined fields are never stored, nor taken out of the object that was given', async () => {
        const given = { id: 'undefined', openid: 'o', name: undefined, allowance: { itemProgress: undefined } }
        await store.insert('people', Object.freeze(given))
        await store.replace('people', { ...given, version: 1 })
        const stored = await store.get('people', 'undefined')
        expect(Object.keys(stored ?? {}).sort()).toEqual(['allowance', 'id', 'openid', 'version'])
        expect(Object.keys(stored?.allowance ?? { none: 1 })).toEqual([])
        expect(Object.keys(given)).toContain('name')
      })

      test('whoever reads gets an object of their own', async () => {
        await store.insert('people', { id: 'own', openid: 'o', allowance: { itemProgress: 1 } })
        const one = await store.get('people', 'own')
        if (one) one.allowance.itemProgress = 9
        expect((await store.get('people', 'own'))?.allowance).toEqual({ itemProgress: 1 })
      })

      test('removing takes the version that was read', async () => {
        await store.insert('rates', rate('removed', 1))
        expect(await store.remove('rates', 'removed', 2)).toBe(false)
        expect(await store.remove('rates', 'removed', 1)).toBe(true)
        expect(await store.remove('rates', 'removed', 1)).toBe(false)
        expect(await store.get('rates', 'removed')).toBeUndefined()
      })

      test('any answer that JSON can carry comes back the same', async () => {
        let count = 0
        await fc.assert(
          fc.asyncProperty(json, async (answer) => {
            const id = `json-${count++}`
            await store.insert('requests', { id, answer, expiresAt: at(0) })
            expect((await store.get('requests', id))?.answer).toEqual(answer)
          }),
          { numRuns: runs },
        )
      })
    })

    describe('ranges', () => {
      const seqs = [1, 2, 3, 10, 20]
      beforeAll(async () => {
        for (const seq of [10, 2, 20, 1, 3]) await store.insert('events', event('range', seq))
        await store.insert('events', event('other', 5))
      })
      const range = (query: Partial<RangeQuery>) =>
        store.range('events', 'byItem', { eq: ['range'], limit: 100, ...query })
      const seqsOf = async (query: Partial<RangeQuery>) => (await range(query)).rows.map(({ seq }) => seq)

      test('rows come by the last field of the index, in either direction', async () => {
        expect(await seqsOf({})).toEqual(seqs)
        expect(await seqsOf({ direction: 'desc' })).toEqual([...seqs].reverse())
      })

      test('the lower bound is in the range, the upper is not', async () => {
        expect(await seqsOf({ from: 2, to: 10 })).toEqual([2, 3])
        expect(await seqsOf({ from: 2, to: 10, direction: 'desc' })).toEqual([3, 2])
        expect(await seqsOf({ from: 21 })).toEqual([])
      })

      test('rows are whole documents', async () => {
        expect((await range({ from: 20 })).rows).toEqual([{ ...event('range', 20), version: 1 }])
      })

      test('there is a next page only where there is another row', async () => {
        const first = await range({ limit: 4 })
        expect(first.rows).toHaveLength(4)
        expect(first.next).toEqual(expect.any(String))
        const second = await range({ limit: 4, after: first.next })
        expect(second.rows.map(({ seq }) => seq)).toEqual([20])
        expect(second.next).toBeUndefined()
        expect((await range({ limit: 5 })).next).toBeUndefined()
      })

      test.each(['asc', 'desc'] as const)('a walk over ties meets every row once, in order (%s)', async (direction) => {
        const person = `ties-${direction}`
        const expected: string[] = []
        for (let i = 0; i < 23; i++) {
          const id = `${person}-${String(i).padStart(2, '0')}`
          expected.push(id)
          await store.insert('follows', { id, personId: person, itemId: 'i', at: at(Math.floor(i / 5)), as: 'joined' })
        }
        if (direction === 'desc') expected.reverse()
        const walked: string[] = []
        let after: string | undefined
        do {
          const page = await store.range('follows', 'byPerson', { eq: [person], limit: 4, direction, after })
          walked.push(...page.rows.map(({ id }) => id))
          after = page.next
        } while (after)
        expect(walked).toEqual(expected)
      })

      test('an index may end in the id', async () => {
        for (const id of ['b', 'a', 'c']) await store.insert('areas', { ...area, id, parentId: 'root' })
        const first = await store.range('areas', 'byParent', { eq: ['root'], limit: 2 })
        expect(first.rows.map(({ id }) => id)).toEqual(['a', 'b'])
        const second = await store.range('areas', 'byParent', { eq: ['root'], limit: 2, after: first.next })
        expect(second.rows.map(({ id }) => id)).toEqual(['c'])
      })

      test('an index of one field ranges over the whole collection; documents without the field are outside', async () => {
        await store.insert('files', { id: 'kept', mime: 'image/png', bytes: 1, itemId: 'i' })
        await store.insert('files', { id: 'orphan', mime: 'image/png', bytes: 1, orphanAt: at(1) })
        const orphans = async () =>
          (await store.range('files', 'byOrphan', { eq: [], limit: 9 })).rows.map(({ id }) => id)
        expect(await orphans()).toEqual(['orphan'])
        expect((await store.range('files', 'byOrphan', { eq: [], limit: 9, to: at(5) })).rows).toHaveLength(1)
        await store.replace('files', { id: 'orphan', mime: 'image/png', bytes: 1, itemId: 'i', version: 1 })
        expect(await orphans()).toEqual([])
      })

      test('text is ordered by its bytes in UTF-8, so that both engines agree on every Chinese character', async () => {
        // A full-width bracket and a character beyond the basic plane, which UTF-16 orders the other way round.
        const [bracket, rare] = ['\uff08', '\u{20bb7}']
        const suffixes = ['z', '中', bracket, rare, 'A']
        for (const suffix of suffixes) {
          await store.insert('areaNames', { id: `order-${suffix}`, suffix, level: 'department', areaId: 'a' })
        }
        const { rows } = await store.range('areaNames', 'byLevelSuffix', { eq: ['department'], limit: 9 })
        expect(rows.map(({ suffix }) => suffix)).toEqual(['A', 'z', '中', bracket, rare])
      })

      test('a page may hold 1000 rows', async () => {
        const ids = Array.from({ length: 1001 }, (_, i) => `many-${i}`)
        await store.load(
          'households',
          ids.map((id) => ({ id, buildingId: 'many', unit: id })),
        )
        const page = await store.range('households', 'byBuilding', { eq: ['many'], limit: 1000 })
        expect(page.rows).toHaveLength(1000)
        const rest = await store.range('households', 'byBuilding', { eq: ['many'], limit: 1000, after: page.next })
        expect(rest.rows).toHaveLength(1)
        expect(rest.next).toBeUndefined()
      })

      test.each(['', 'nonsense', 'bnVsbA', 'WzFd', 'W251bGwsIngiXQ', 'WzEsIngiLDJd'])(
        'a cursor that the store did not make is the caller’s mistake (%p)',
        async (after) => {
          await expect(range({ after })).rejects.toMatchObject({
            code: 'INVALID',
            fields: { cursor: expect.any(String) },
          })
        },
      )

      test('a query that the index cannot answer is a mistake of the code', async () => {
        await expect(range({ eq: [] })).rejects.toThrow(RangeError)
        await expect(range({ limit: 0 })).rejects.toThrow(RangeError)
        await expect(range({ limit: 1001 })).rejects.toThrow(RangeError)
      })
    })

    describe('transactions', () => {
      test('all that was written is there afterwards, and the answer is handed through', async () => {
        await store.insert('rates', rate('tx-old', 1))
        await store.insert('rates', rate('tx-gone', 1))
        const answer = await store.transaction(async (tx) => {
          expect(await tx.insert('rates', rate('tx-new', 5))).toBe(true)
          expect(await tx.insert('rates', rate('tx-old', 5))).toBe(false)
          expect(await tx.replace('rates', { ...rate('tx-old', 6), version: 9 })).toBe(false)
          expect(await tx.replace('rates', { ...rate('tx-old', 7), version: 1 })).toBe(true)
          expect(await tx.remove('rates', 'tx-gone', 2)).toBe(false)
          expect(await tx.remove('rates', 'tx-gone', 1)).toBe(true)
          return 'answer'
        })
        expect(answer).toBe('answer')
        expect(await store.get('rates', 'tx-new')).toEqual({ ...rate('tx-new', 5), version: 1 })
        expect(await store.get('rates', 'tx-old')).toEqual({ ...rate('tx-old', 7), version: 2 })
        expect(await store.get('rates', 'tx-gone')).toBeUndefined()
      })

      test('a transaction reads what it wrote itself', async () => {
        await store.transaction(async (tx) => {
          await tx.insert('rates', rate('tx-own', 1))
          expect(await tx.get('rates', 'tx-own')).toEqual({ ...rate('tx-own', 1), version: 1 })
          await tx.replace('rates', { ...rate('tx-own', 2), version: 1 })
          expect(await tx.get('rates', 'tx-own')).toEqual({ ...rate('tx-own', 2), version: 2 })
          await tx.remove('rates', 'tx-own', 2)
          expect(await tx.get('rates', 'tx-own')).toBeUndefined()
        })
      })

      test('when it throws, the error comes out as it is and nothing was written', async () => {
        await store.insert('rates', rate('back', 1))
        const mistake = new Error('on purpose')
        const failed = store.transaction(async (tx) => {
          await tx.insert('rates', rate('back-new', 1))
          await tx.replace('rates', { ...rate('back', 2), version: 1 })
          throw mistake
        })
        await expect(failed).rejects.toBe(mistake)
        expect(await store.get('rates', 'back-new')).toBeUndefined()
        expect(await store.get('rates', 'back')).toEqual({ ...rate('back', 1), version: 1 })
      })

      test('nobody else sees what is not committed yet', async () => {
        await store.insert('rates', { ...rate('dirty', 1), expiresAt: at(900) })
        const seen = await store.transaction(async (tx) => {
          await tx.replace('rates', { ...rate('dirty', 2), expiresAt: at(901), version: 1 })
          await tx.insert('rates', { ...rate('dirty-new', 1), expiresAt: at(902) })
          const { rows } = await store.range('rates', 'byExpiry', { eq: [], from: at(900), limit: 9 })
          return [await store.get('rates', 'dirty'), await store.get('rates', 'dirty-new'), rows.map(({ id }) => id)]
        })
        expect(seen).toEqual([{ ...rate('dirty', 1), expiresAt: at(900), version: 1 }, undefined, ['dirty']])
        expect((await store.get('rates', 'dirty'))?.count).toBe(2)
      })

      test('a write beside an open transaction is not undone with it', async () => {
        let beside: Promise<boolean> | undefined
        const failed = store.transaction(async (tx) => {
          await tx.insert('rates', rate('inside', 1))
          beside ??= store.insert('rates', rate('beside', 1))
          throw new Error('on purpose')
        })
        await expect(failed).rejects.toThrow('on purpose')
        expect(await beside).toBe(true)
        expect(await store.get('rates', 'beside')).toBeDefined()
        expect(await store.get('rates', 'inside')).toBeUndefined()
      })

      test('counting up in many transactions at once loses none that was acknowledged', async () => {
        await store.insert('rates', rate('sum', 0))
        const outcomes = await Promise.allSettled(
          Array.from({ length: 12 }, () =>
            store.transaction(async (tx) => {
              const now = await tx.get('rates', 'sum')
              if (!now) throw new Error('gone')
              if (!(await tx.replace('rates', { ...now, count: now.count + 1 }))) throw new Error('stale')
            }),
          ),
        )
        const done = outcomes.filter(({ status }) => status === 'fulfilled').length
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'CONFLICT' })
        }
        expect(done).toBeGreaterThan(0)
        expect(await store.get('rates', 'sum')).toEqual({ ...rate('sum', done), version: done + 1 })
      })
    })

    test('60 people at once take exactly the 20 seats there are', async () => {
      await store.insert('rates', rate('seats', 20))
      async function takeSeat(): Promise<boolean> {
        for (;;) {
          const seats = await store.get('rates', 'seats')
          if (!seats?.count) return false
          if (await store.replace('rates', { ...seats, count: seats.count - 1 })) return true
        }
      }
      const taken = await Promise.all(Array.from({ length: 60 }, takeSeat))
      expect(taken.filter(Boolean)).toHaveLength(20)
      expect(await store.get('rates', 'seats')).toEqual({ ...rate('seats', 0), version: 21 })
    })

    test('any history of operations answers as a plain model in memory does', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (history) => {
          const model = new Model()
          try {
            for (const run of history) expect(await run(store)).toEqual(await run(model))
          } finally {
            for (const { id, version } of model.all()) await store.remove('messages', id, version)
          }
        }),
        { numRuns: runs },
      )
    })
  })
}

const ada: Fresh<PersonDoc> = { id: 'ada', openid: 'o-ada', name: '演示居民甲', allowance: {} }
const area = { level: 'street' as const, name: '街道', within: '区', path: { cityId: 'c', districtId: 'd' } }
const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString()
const rate = (id: string, count: number) => ({ id, count, expiresAt: at(0) })
const event = (itemId: string, seq: number): Fresh<EventDoc> => ({
  id: `${itemId}:${seq}`,
  itemId,
  seq,
  at: at(seq),
  act: 'report',
  actorRole: 'reporter',
  state: 'routed',
  responsible: { level: 'grid', id: 'g', name: '第1网格' },
  photos: [],
})

/** JSON as our own answers are: field names are words, numbers are no negative zeros (JSON has none). */
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    fc.maxSafeInteger(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.stringMatching(/^[a-zA-Z]\w{0,9}$/), tie('value'), { maxKeys: 4 }),
  ),
})).value

/** The store as one would write it without a database; operations run on it as they do on the real one. */
class Model implements Pick<Store, 'get' | 'insert' | 'replace' | 'remove' | 'range' | 'transaction'> {
  private docs = new Map<string, MessageDoc>()

  all = () => [...this.docs.values()]
  get = async (_: unknown, id: string) => this.docs.get(id) as never
  insert = async (_: unknown, doc: object) => {
    const fresh = { ...doc, version: 1 } as MessageDoc
    if (this.docs.has(fresh.id)) return false
    this.docs.set(fresh.id, fresh)
    return true
  }
  replace = async (_: unknown, doc: object) => {
    const { id, version } = doc as MessageDoc
    if (this.docs.get(id)?.version !== version) return false
    this.docs.set(id, { ...(doc as MessageDoc), version: version + 1 })
    return true
  }
  remove = async (_: unknown, id: string, version: number) => {
    if (this.docs.get(id)?.version !== version) return false
    return this.docs.delete(id)
  }
  range = async (_: unknown, index: string, query: RangeQuery) => {
    const [lead, sort] = messageIndexes[index as keyof typeof messageIndexes]
    const key = (doc: MessageDoc) => (doc as unknown as Record<string, string | undefined>)[sort]
    const rows = this.all().filter((doc) => {
      const value = key(doc)
      if (lead && (doc as unknown as Record<string, unknown>)[lead] !== query.eq[0]) return false
      if (value === undefined) return false
      if (query.from !== undefined && byBytes(value, String(query.from)) < 0) return false
      return query.to === undefined || byBytes(value, String(query.to)) < 0
    })
    rows.sort((a, b) => byBytes(key(a) ?? '', key(b) ?? '') || byBytes(a.id, b.id))
    if (query.direction === 'desc') rows.reverse()
    const from = query.after === undefined ? 0 : Number(query.after)
    const to = from + query.limit
    return { rows: rows.slice(from, to) as never[], ...(to < rows.length && { next: String(to) }) }
  }
  transaction = async <T>(fn: (tx: Model) => Promise<T>) => {
    const before = new Map(this.docs)
    try {
      return await fn(this)
    } catch (error) {
      this.docs = before
      throw error
    }
  }
}

const messageIndexes = {
  byPerson: ['personId', 'at'],
  byUnread: ['unreadBy', 'at'],
  bySend: [undefined, 'sendAt'],
} as const
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))

type Operation = (
  store: Pick<Store, 'get' | 'insert' | 'replace' | 'remove' | 'range' | 'transaction'>,
) => Promise<unknown>
type Step = (tx: Pick<Store, 'get' | 'insert' | 'replace' | 'remove'>) => Promise<unknown>

const id = fc.constantFrom('a', 'b', 'c', 'd')
const person = fc.constantFrom('p', 'q')
const moment = fc.constantFrom('', '2026-01-01', '2026-01-02', '中', '\uff08', '\u{20bb7}', 'é')
const body = fc.record(
  {
    personId: person,
    at: moment,
    kind: fc.constant('kind'),
    title: fc.string({ unit: 'binary', maxLength: 6 }),
    body: fc.string(),
    unreadBy: person,
    sendAt: moment,
    tries: fc.nat(),
  },
  { requiredKeys: ['personId', 'at', 'kind', 'title', 'body'] },
)

const step: fc.Arbitrary<Step> = fc.oneof(
  id.map(
    (one): Step =>
      (tx) =>
        tx.get('messages', one),
  ),
  fc.record({ id, body }).map(
    ({ id: one, body: doc }): Step =>
      (tx) =>
        tx.insert('messages', { ...doc, id: one }),
  ),
  fc.record({ id, body, stale: fc.boolean() }).map(
    ({ id: one, body: doc, stale }): Step =>
      async (tx) => {
        const version = (await tx.get('messages', one))?.version ?? 1
        return tx.replace('messages', { ...doc, id: one, version: stale ? version + 1 : version })
      },
  ),
  fc.record({ id, stale: fc.boolean() }).map(
    ({ id: one, stale }): Step =>
      async (tx) => {
        const version = (await tx.get('messages', one))?.version ?? 1
        return tx.remove('messages', one, stale ? version - 1 : version)
      },
  ),
)

const walk: fc.Arbitrary<Operation> = fc
  .record(
    {
      index: fc.constantFrom('byPerson', 'byUnread', 'bySend'),
      person,
      from: moment,
      to: moment,
      direction: fc.constantFrom('asc', 'desc'),
      limit: fc.integer({ min: 1, max: 3 }),
    },
    { requiredKeys: ['index', 'person', 'limit'] },
  )
  .map(
    ({ index, person: one, ...query }): Operation =>
      async (store) => {
        const pages: string[][] = []
        let after: string | undefined
        do {
          const eq = index === 'bySend' ? [] : [one]
          const page = await store.range('messages', index, { ...query, eq, after } as RangeQuery)
          pages.push(page.rows.map((row) => row.id))
          after = page.next
        } while (after)
        return pages
      },
  )

const together: fc.Arbitrary<Operation> = fc
  .record({ steps: fc.array(step, { maxLength: 5 }), fails: fc.boolean() })
  .map(
    ({ steps, fails }): Operation =>
      async (store) => {
        const answers: unknown[] = []
        await store
          .transaction(async (tx) => {
            for (const run of steps) answers.push(await run(tx))
            if (fails) throw new Error('on purpose')
          })
          .catch((error: Error) => answers.push(error.message))
        return answers
      },
  )

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { arbitrary: step as fc.Arbitrary<Operation>, weight: 4 },
  { arbitrary: walk, weight: 2 },
  { arbitrary: together, weight: 1 },
)
