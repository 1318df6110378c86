import type { Context } from './action'
import type { ItemDoc } from './collections'
import { attachPhotos } from './files'
import { type Actor, addEvent, deadlineIn, withIndexes } from './items'
import type { Fresh, Transaction } from './ports'
import type { Route } from './routing'
import type { KindRules } from './rules'
import { dayCode } from './time'

/** What a kind says of an item that comes in. The rest is alike for all kinds, and may be said otherwise too. */
type Words = 'state' | 'title' | 'description' | 'place' | 'responsible' | 'ladder' | 'acceptHours' | 'resolveHours'
type Where = 'area' | 'areaName' | 'rule'
type Incoming = Pick<ItemDoc, Words | Where> & Partial<ItemDoc>

/** An item that has still to be stored, and gets its number then. */
export type NewItem = Fresh<ItemDoc>

/** Where an item came in, and what it was routed by. */
export const placed = ({ at, path, areaName, rule, generation }: Route) => ({
  at,
  area: path,
  areaName,
  rule,
  ...(generation && { generation }),
})

/** A new item of a kind, with the deadline to accept it running. */
export function newItem(kind: KindRules, now: string, incoming: Incoming): NewItem {
  const item: ItemDoc = {
    id: '',
    version: 1,
    kind: kind.kind,
    seq: 1,
    photos: [],
    confidential: false,
    units: [incoming.responsible.id],
    createdAt: now,
    ...deadlineIn(incoming.acceptHours, now, incoming.endsAt),
    reopens: 0,
    mergedCount: 0,
    ...incoming,
  }
  const { version: _, ...fresh } = withIndexes(kind, item)
  return fresh
}

/**
 * Stores a new item under a number of its own, with the first event of its timeline and its photos; whoever brought it
 * follows it.
 * @throws ActionError INVALID for a photo that is not the caller's
 */
export async function insertItem(
  tx: Transaction,
  context: Context,
  draft: NewItem,
  act: string,
  actor: Actor = { role: 'reporter' },
): Promise<NewItem> {
  const item = { ...draft, id: newItemNumber(context) }
  while (!(await tx.insert('items', item))) item.id = newItemNumber(context)
  await addEvent(tx, item, act, context.now, actor)
  await attachPhotos(tx, context, item.id, item.photos)
  const { id: itemId, reporterId: personId } = item
  if (personId)
    await tx.insert('follows', { id: `${itemId}:${personId}`, personId, itemId, at: context.now, as: 'reporter' })
  return item
}

/** `261123-48213507`: the day in China and eight random digits; the number is the id. */
function newItemNumber({ ports, now }: Context): string {
  const random = ports.random.bytes(4)
  const tail = (((random[0] << 24) | (random[1] << 16) | (random[2] << 8) | random[3]) >>> 0) % 100_000_000
  return `${dayCode(now)}-${String(tail).padStart(8, '0')}`
}
