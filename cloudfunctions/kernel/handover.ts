import { conflict } from '../contract/errors'
import type { ItemKind } from '../contract/item'
import type { HandoverDoc, ItemDoc } from './collections'
import { type Actor, addEvent, followersOf, itemNotice } from './items'
import { type OutgoingNotice, writeNotices } from './notices'
import type { Ports, Store } from './ports'
import { type KindRules, storyOf } from './rules'
import { justAfter } from './time'
import { handedOver } from './zones'

/** Handovers begun in one go. */
const mostHandovers = 10
/** Writes of one transaction at most, so that it stays small for every store. */
const mostWrites = 60
/** Writes that an item takes besides its notices: itself and its event, each read before. */
const writesOfItem = 4

/** The open items of a grid that go with a change of its workers. */
export async function itemsToHandOver(
  store: Store,
  rulesOf: (kind: ItemKind) => KindRules,
  change: Pick<HandoverDoc, 'change' | 'grid' | 'community'>,
): Promise<ItemDoc[]> {
  const found: ItemDoc[] = []
  let after: string | undefined
  do {
    const page = await store.range('items', 'byOpenGrid', { eq: [change.grid.id], limit: 1000, after })
    found.push(...page.rows.filter((item) => handedOver(rulesOf(item.kind), item, change)))
    after = page.next
  } while (after)
  return found
}

/**
 * Goes on with the handovers under way: each open item gets its event, and its reporter is told. One batch a handover,
 * which says in the same transaction how far it has come, so that none is done twice and none is left out.
 * Returns how many items were handed over.
 */
export async function continueHandovers(ports: Ports, rulesOf: (kind: ItemKind) => KindRules): Promise<number> {
  const now = ports.clock.now()
  const { rows } = await ports.store.range('handovers', 'byDue', { eq: [], to: justAfter(now), limit: mostHandovers })
  let done = 0
  for (const handover of rows) done += await handOn(ports, now, handover, rulesOf)
  return done
}

async function handOn(
  ports: Ports,
  now: string,
  handover: HandoverDoc,
  rulesOf: (kind: ItemKind) => KindRules,
): Promise<number> {
  const batch = await nextBatch(ports.store, handover.itemIds)
  return ports.store.transaction(async (tx) => {
    const left = handover.itemIds.slice(batch.length)
    const written =
      left.length > 0
        ? await tx.replace('handovers', { ...handover, itemIds: left })
        : await tx.remove('handovers', handover.id, handover.version)
    // Another timer has done this batch
    if (!written) return 0
    const notices: OutgoingNotice[] = []
    let done = 0
    for (const { itemId, followers } of batch) {
      const item = await tx.get('items', itemId)
      const next = item && handedOver(rulesOf(item.kind), item, handover)
      if (!next) continue
      if (!(await tx.replace('items', next))) throw conflict()
      await addEvent(tx, next, handover.change, now, actorOf(handover))
      notices.push(...followers.map((personId) => quietNotice(personId, rulesOf(next.kind), next, handover.change)))
      done += 1
    }
    await writeNotices(tx, ports, now, notices)
    return done
  })
}

/** The first items with those who follow them, as many as one transaction holds; at least one. */
async function nextBatch(store: Store, itemIds: readonly string[]) {
  const batch: { itemId: string; followers: string[] }[] = []
  let writes = 0
  for (const itemId of itemIds) {
    const followers = await followersOf(store, itemId)
    writes += writesOfItem + followers.length
    if (batch.length > 0 && writes > mostWrites) break
    batch.push({ itemId, followers })
  }
  return batch
}

const actorOf = ({ actorRole, actorUnit, actorId }: HandoverDoc): Actor => ({
  role: actorRole,
  unit: actorUnit,
  personId: actorId,
})

/** For the inbox alone: WeChat's few messages are kept for what the reporter waits for. */
export function quietNotice(personId: string, kind: KindRules, item: ItemDoc, act: string): OutgoingNotice {
  const { state, responsible } = item
  const sentence = storyOf(kind, { act, state, actor: '', responsible })
  const { template: _, ...quiet } = itemNotice(personId, item, sentence, { kind: act, template: 'itemProgress' })
  return quiet
}
