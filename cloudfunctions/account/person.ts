import { ActionError, conflict } from '../contract/errors'
import type { Context } from '../kernel/action'
import type { PersonDoc } from '../kernel/collections'
import { newPerson } from '../kernel/people'
import type { Transaction } from '../kernel/ports'

/** Changes the caller's own record inside a transaction, making it when this is the first thing they do. */
export async function changePerson(
  tx: Transaction,
  { caller }: Context,
  change: (record: PersonDoc) => PersonDoc,
): Promise<PersonDoc> {
  const { person } = caller
  if (!person) throw new ActionError('UNAUTHENTICATED', '请先登录')
  const stored = await tx.get('people', person.id)
  const next = change(stored ?? { ...newPerson(person), version: 1 })
  const { version: _, ...fresh } = next
  if (!(stored ? await tx.replace('people', next) : await tx.insert('people', fresh))) throw conflict()
  return next
}
