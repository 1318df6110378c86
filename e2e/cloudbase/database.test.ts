import { Database } from './database'

const rate = (_id: string, count: number) => ({ _id, count, expiresAt: '2026', version: 1 })
const set = (count: number) => ({ $set: { count } })
const conflict = { code: 'DATABASE_TRANSACTION_CONFLICT' }
const ended = { message: expect.stringContaining('ended') }

describe('the double of CloudBase’s database is as strict as the real one', () => {
  let database: Database
  beforeEach(() => {
    database = new Database()
    database.load('rates', [rate('a', 1), rate('b', 1)])
  })
  const countOf = (id: string, transaction?: string) => database.find('rates', { _id: id }, transaction)[0]?.count

  test('a write to a document that another transaction holds fails at once', async () => {
    const [one, two] = [database.start(), database.start()]
    await database.modify('rates', { _id: 'a' }, set(2), one)
    await expect(database.modify('rates', { _id: 'a' }, set(3), two)).rejects.toMatchObject(conflict)
    database.commit(one)
    expect(countOf('a')).toBe(2)
  })

  test('a write to a document that changed since the snapshot fails', async () => {
    const one = database.start()
    expect(countOf('a', one)).toBe(1)
    await database.modify('rates', { _id: 'a' }, set(5))
    expect(countOf('a', one)).toBe(1)
    await expect(database.modify('rates', { _id: 'a' }, set(2), one)).rejects.toMatchObject(conflict)
    expect(countOf('a')).toBe(5)
  })

  test('what was only read may have changed by the commit: snapshots do not stop write skew', async () => {
    const one = database.start()
    countOf('a', one)
    await database.modify('rates', { _id: 'b' }, set(2), one)
    await database.modify('rates', { _id: 'a' }, set(7))
    expect(() => database.commit(one)).not.toThrow()
  })

  test('an error ends its transaction, and what it wrote is gone', async () => {
    const one = database.start()
    await database.modify('rates', { _id: 'a' }, set(2), one)
    await expect(database.insert('rates', rate('b', 9), one)).rejects.toThrow('E11000')
    expect(() => database.commit(one)).toThrow(expect.objectContaining(ended))
    expect(countOf('a')).toBe(1)
  })

  test('a write outside waits for the transaction that holds the document, then looks again', async () => {
    const one = database.start()
    await database.modify('rates', { _id: 'a' }, set(2), one)
    const anyway = database.modify('rates', { _id: 'a' }, { $set: { expiresAt: '2027' } })
    const ifStillOne = database.modify('rates', { _id: 'a', count: 1 }, set(3))
    expect(countOf('a')).toBe(1)
    database.commit(one)
    expect(await anyway).toBe(1)
    expect(await ifStillOne).toBe(0)
    expect(database.find('rates', { _id: 'a' })).toEqual([{ ...rate('a', 2), expiresAt: '2027' }])
  })

  test('a transaction works on single documents by id', () => {
    const one = database.start()
    expect(() => database.find('rates', { count: 1 }, one)).toThrow('single documents')
  })

  test('a collection that nobody created does not exist', async () => {
    await expect(database.insert('elsewhere', rate('a', 1))).rejects.toMatchObject({
      code: 'DATABASE_COLLECTION_NOT_EXIST',
    })
  })

  test('an operator it does not know is an error, not a guess', () => {
    expect(() => database.find('rates', { count: { $in: [1] } })).toThrow('$in')
  })

  test('values of another type are out of every bound', () => {
    expect(database.find('rates', { count: { $lt: 'a' } })).toEqual([])
    expect(database.find('rates', { missing: { $lt: 5 } })).toEqual([])
    expect(database.find('rates', { count: { $gte: 1 } })).toHaveLength(2)
  })
})
