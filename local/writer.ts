import type Database from 'libsql'

/** Pieces of work that share one commit at most. */
const mostTogether = 64

/** The connection that writes: one piece of work at a time, in the order of asking; so none falls into another's transaction. */
export interface Writer {
  /** All of the work or nothing of it. Answered once it is committed. */
  transaction<T>(work: () => Promise<T>): Promise<T>
  /** One statement. */
  statement<T>(work: () => T): Promise<T>
  /** What cannot be within a transaction. */
  outside<T>(work: () => T): Promise<T>
}

interface Piece {
  kind: keyof Writer
  /** Does the work; answers how to tell whoever asked, which is due once it is committed. Never throws. */
  run(): Promise<{ failed: boolean; tell(): void }>
  fail(error: unknown): void
}

/**
 * Most of the price of a small transaction is its commit. Transactions that are asked for while another one runs are
 * therefore committed together with it, each in a savepoint of its own: one that fails takes back its own writes alone.
 */
export function openWriter(db: Database.Database): Writer {
  const waiting: Piece[] = []
  let working = false

  async function drain() {
    working = true
    for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
      const isAlone = piece.kind === 'outside' || (piece.kind === 'statement' && waiting.length === 0)
      if (isAlone) (await piece.run()).tell()
      else await together(piece)
    }
    working = false
  }

  /** The piece and those that wait by the time it is done, in one commit. */
  async function together(first: Piece) {
    const taken: Piece[] = []
    const told: (() => void)[] = []
    try {
      db.exec('BEGIN IMMEDIATE')
      for (let piece: Piece | undefined = first; piece; piece = next(taken.length)) {
        taken.push(piece)
        db.exec('SAVEPOINT piece')
        const { failed, tell } = await piece.run()
        if (failed) db.exec('ROLLBACK TO piece')
        db.exec('RELEASE piece')
        told.push(tell)
      }
      db.exec('COMMIT')
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK')
      for (const piece of taken.length > 0 ? taken : [first]) piece.fail(error)
      return
    }
    for (const tell of told) tell()
  }

  const next = (count: number) =>
    count < mostTogether && waiting[0] && waiting[0].kind !== 'outside' ? waiting.shift() : undefined

  function ask<T>(kind: Piece['kind'], task: () => T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = async () => {
        try {
          const value = await task()
          return { failed: false, tell: () => resolve(value) }
        } catch (error) {
          return { failed: true, tell: () => reject(error) }
        }
      }
      waiting.push({ kind, run, fail: reject })
      if (!working) void drain()
    })
  }

  return {
    transaction: (work) => ask('transaction', work),
    statement: (work) => ask('statement', work),
    outside: (work) => ask('outside', work),
  }
}
