import { ActionError } from '@contract/errors'
import { Paged, type PageOf } from './paged'

interface Row {
  id: string
}
const rows = (...ids: string[]): Row[] => ids.map((id) => ({ id }))

/** A list whose pages a test hands out one by one, in any order. */
function handed() {
  const reads: { cursor?: string; give: (page: PageOf<Row>) => void; fail: (error: Error) => void }[] = []
  const list = new Paged<Row>(
    (cursor) => new Promise((give, fail) => reads.push({ cursor, give, fail })),
    (row) => row.id,
  )
  return { list, reads }
}
const settle = () => new Promise((resolve) => setTimeout(resolve))
const ids = (list: Paged<Row>) => list.rows.map((r) => r.id).join('')

test('pages follow each other to the end', async () => {
  const { list, reads } = handed()
  expect(list.waiting).toBe(true)
  void list.refresh()
  reads[0].give({ rows: rows('a', 'b'), cursor: 'c1' })
  await settle()
  expect([ids(list), list.ended]).toEqual(['ab', false])
  void list.more()
  expect(reads[1].cursor).toBe('c1')
  reads[1].give({ rows: rows('c') })
  await settle()
  expect([ids(list), list.ended]).toEqual(['abc', true])
  void list.more()
  expect(reads).toHaveLength(2)
})

test('an empty answer is empty, not waiting', async () => {
  const { list, reads } = handed()
  void list.refresh()
  expect(list.empty).toBe(false)
  reads[0].give({ rows: [] })
  await settle()
  expect([list.empty, list.ended, list.waiting]).toEqual([true, true, false])
})

test('reaching the bottom twice reads one page', async () => {
  const { list, reads } = handed()
  void list.refresh()
  reads[0].give({ rows: rows('a'), cursor: 'c1' })
  await settle()
  void list.more()
  void list.more()
  expect(reads).toHaveLength(2)
})

test('a row that moved between two pages appears once', async () => {
  const { list, reads } = handed()
  void list.refresh()
  reads[0].give({ rows: rows('a', 'b'), cursor: 'c1' })
  await settle()
  void list.more()
  reads[1].give({ rows: rows('b', 'c') })
  await settle()
  expect(ids(list)).toBe('abc')
})

test('while it is read again the old rows stay, and so they do when that fails', async () => {
  const { list, reads } = handed()
  void list.refresh()
  reads[0].give({ rows: rows('a', 'b') })
  await settle()
  void list.refresh()
  expect([ids(list), list.loading]).toEqual(['ab', true])
  reads[1].fail(new ActionError('UNAVAILABLE', '连不上'))
  await settle()
  expect([ids(list), list.loading, list.error?.message]).toEqual(['ab', false, '连不上'])
})

test('the answer to an older question does not overwrite a newer one', async () => {
  const { list, reads } = handed()
  void list.refresh()
  void list.refresh()
  reads[1].give({ rows: rows('n') })
  await settle()
  reads[0].give({ rows: rows('o') })
  await settle()
  expect([ids(list), list.loading]).toEqual(['n', false])
})

test('after a reset nothing of the last person arrives', async () => {
  const { list, reads } = handed()
  void list.refresh()
  list.reset()
  reads[0].give({ rows: rows('a') })
  await settle()
  expect([ids(list), list.loaded]).toEqual(['', false])
})

test('a failure of our own making is told as a failure of the service', async () => {
  const { list, reads } = handed()
  void list.refresh()
  reads[0].fail(new TypeError('x is undefined'))
  await settle()
  expect(list.error).toMatchObject({ code: 'UNAVAILABLE', message: '出了点问题，请稍后再试' })
})

test('a changed row takes its place; a strange one is ignored', async () => {
  const { list, reads } = handed()
  void list.refresh()
  reads[0].give({ rows: rows('a', 'b') })
  await settle()
  list.replace({ id: 'b', note: 'new' } as Row)
  list.replace({ id: 'z' })
  expect(list.rows).toEqual([{ id: 'a' }, { id: 'b', note: 'new' }])
})
