import Database from 'libsql'
import { openWriter } from './writer'

function openLog() {
  const db = new Database(':memory:')
  db.exec('CREATE TABLE log (line TEXT PRIMARY KEY)')
  const asked: string[] = []
  const exec = db.exec.bind(db)
  let broken: string | undefined
  db.exec = (sql: string) => {
    asked.push(sql)
    if (sql === broken) throw new Error('the disk is full')
    return exec(sql)
  }
  const insert = db.prepare('INSERT INTO log VALUES (?)')
  return {
    writer: openWriter(db),
    write: (line: string) => insert.run(line),
    lines: () =>
      (db.prepare('SELECT line FROM log ORDER BY rowid').all() as { line: string }[]).map(({ line }) => line),
    count: (sql: string) => asked.filter((one) => one === sql).length,
    breakAt(sql: string | undefined) {
      broken = sql
    },
  }
}

/** Lets others have their turn, as a store call within a transaction does. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('the connection that writes', () => {
  test('commits together what is asked for at once, in the order of asking', async () => {
    const { writer, write, lines, count } = openLog()
    const names = Array.from({ length: 100 }, (_, i) => `line ${i}`)
    const answers = await Promise.all(
      names.map((name, i) =>
        i % 3 === 0
          ? writer.statement(() => write(name)).then(() => name)
          : writer.transaction(async () => {
              await turn()
              write(name)
              return name
            }),
      ),
    )
    expect(answers).toEqual(names)
    expect(lines()).toEqual(names)
    expect(count('COMMIT')).toBeLessThan(5)
  })

  test('asked one by one, commits each before the next begins', async () => {
    const { writer, write, lines, count } = openLog()
    for (const name of ['a', 'b']) await writer.transaction(async () => write(name))
    expect(lines()).toEqual(['a', 'b'])
    expect(count('COMMIT')).toBe(2)
  })

  test('takes back what a piece wrote that failed, and nothing of the others', async () => {
    const { writer, write, lines } = openLog()
    const piece = (name: string, failing: boolean) =>
      writer.transaction(async () => {
        write(name)
        await turn()
        if (failing) throw new Error(`${name} failed`)
        return name
      })
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map((name, i) => piece(name, i % 2 === 0)))
    expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual([
      'a failed',
      'b',
      'c failed',
      'd',
    ])
    expect(lines()).toEqual(['b', 'd'])
  })

  test('tells nobody before the commit, and everybody when it fails', async () => {
    const { writer, write, lines, breakAt } = openLog()
    breakAt('COMMIT')
    const told: string[] = []
    const asked = ['a', 'b'].map((name) =>
      writer
        .transaction(async () => {
          write(name)
          await turn()
        })
        .catch((error: Error) => told.push(`${name}: ${error.message}`)),
    )
    await Promise.all(asked)
    expect(told).toEqual(['a: the disk is full', 'b: the disk is full'])
    expect(lines()).toEqual([])
    breakAt(undefined)
    await writer.transaction(async () => write('c'))
    expect(lines()).toEqual(['c'])
  })

  test('does outside a transaction what has to be there, when what was asked before it is committed', async () => {
    const { writer, write, lines } = openLog()
    const before = writer.transaction(async () => {
      await turn()
      write('a')
    })
    const seen = writer.outside(() => lines())
    const after = writer.statement(() => write('b'))
    expect(await seen).toEqual(['a'])
    await Promise.all([before, after])
    expect(lines()).toEqual(['a', 'b'])
  })

  test('goes on when it cannot even begin', async () => {
    const { writer, write, lines, breakAt } = openLog()
    breakAt('BEGIN IMMEDIATE')
    await expect(writer.transaction(async () => write('a'))).rejects.toThrow('the disk is full')
    breakAt(undefined)
    await writer.transaction(async () => write('b'))
    expect(lines()).toEqual(['b'])
  })
})
