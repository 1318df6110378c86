import { conflict } from '../contract/errors'
import type { PollDoc } from '../kernel/collections.deliberation'
import type { Transaction } from '../kernel/ports'
import type { Within } from './group'

/** Documents that one transaction writes: on the cloud each is up to four of its hundred operations. */
const batch = 20

/** Writes documents of a poll some at a time, as long as nobody else has taken it over. @throws ActionError CONFLICT */
export async function inBatches<T>(
  { ports: { store } }: Within,
  poll: PollDoc,
  docs: readonly T[],
  write: (tx: Transaction, doc: T) => Promise<unknown>,
) {
  for (let n = 0; n < docs.length; n += batch)
    await store.transaction(async (tx) => {
      if ((await tx.get('polls', poll.id))?.version !== poll.version) throw conflict()
      for (const doc of docs.slice(n, n + batch)) await write(tx, doc)
    })
}
