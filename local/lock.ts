import { join } from 'node:path'
import Database from 'libsql'

/** Milliseconds that a host which is just stopping has to let go of its city: it drains first. */
const patience = 10_000

/** The one who starts a host should read the sentence, and no stack. */
export class CityInUse extends Error {
  override readonly name = 'CityInUse'
}

/**
 * Takes the folder for this process alone, so that no two hosts work in one city, and answers how to let go of it. The
 * lock is the operating system's (an exclusive transaction in an empty database), so it ends with the process however
 * that ends. Calls `waiting` when somebody else has it, and then waits so many milliseconds.
 * @throws CityInUse when somebody else keeps it
 */
export function lockFolder(folder: string, waiting: () => void, milliseconds = patience): () => void {
  const lock = new Database(join(folder, 'lock'))
  if (!tryLock(lock, 0)) {
    waiting()
    if (!tryLock(lock, milliseconds)) {
      lock.close()
      throw new CityInUse(`Another host has the city in ${folder} open; stop it, or set DATA_DIR to another folder.`)
    }
  }
  return () => lock.close()
}

function tryLock(lock: Database.Database, timeout: number): boolean {
  try {
    lock.exec(`PRAGMA busy_timeout = ${timeout}`)
    lock.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return false
    throw error
  }
}
