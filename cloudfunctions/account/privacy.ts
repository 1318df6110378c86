import { conflict } from '../contract/errors'
import { action } from '../kernel/action'
import type { CollectionName, Documents, IndexOf } from '../kernel/collections'
import { presentPhotos } from '../kernel/files'
import { holdsOffice, signedIn } from '../kernel/people'
import type { Ports, Store } from '../kernel/ports'
import { chinaTime } from '../kernel/time'

const pageSize = 200

/** Every row of one owner, in an index that begins with the owner. */
async function* rowsOf<C extends CollectionName>(
  store: Store,
  collection: C,
  index: IndexOf<C>,
  owner: string,
): AsyncGenerator<Documents[C]> {
  let after: string | undefined
  do {
    const page = await store.range(collection, index, { eq: [owner], limit: pageSize, after })
    yield* page.rows
    after = page.next
  } while (after)
}

async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** Everything the city stores under the person's name. A confidential report is not among it: nothing ties it to them. */
export const exportOwn = action({
  name: 'account.export',
  policy: signedIn,
  async run({ caller, ports, now }) {
    const { store } = ports
    const id = caller.person?.id ?? ''
    const follows = await collect(rowsOf(store, 'follows', 'byPerson', id))
    return {
      exportedAt: now,
      data: {
        person: caller.person?.record ?? null,
        roles: caller.roles,
        memberships: await collect(rowsOf(store, 'memberships', 'byPerson', id)),
        reports: await Promise.all(
          follows.filter((follow) => follow.as === 'reporter').map((follow) => reportOf(ports, follow.itemId)),
        ),
        joined: follows.filter((follow) => follow.as === 'joined').map((follow) => follow.itemId),
        messages: await collect(rowsOf(store, 'messages', 'byPerson', id)),
      },
    }
  },
})

/** A report as its reporter brought it, and what they wrote to it later. */
async function reportOf({ store, files }: Ports, itemId: string) {
  const [item, events] = await Promise.all([
    store.get('items', itemId),
    collect(rowsOf(store, 'events', 'byItem', itemId)),
  ])
  return {
    number: itemId,
    title: item?.title,
    description: item?.description,
    place: item?.place,
    state: item?.state,
    score: item?.score,
    createdAt: item?.createdAt,
    photos: await presentPhotos(files, item?.photos ?? []),
    written: await Promise.all(
      events
        .filter((event) => event.actorRole === 'reporter')
        .map(async ({ at, act, note, photos }) => ({ at, act, note, photos: await presentPhotos(files, photos) })),
    ),
  }
}

/**
 * Erases what is the person's own. Reports stay for the city's record, without the name. Each part can be repeated, and
 * the person's record goes last, so that an interrupted erasure is finished by asking again.
 */
export const erase = action({
  name: 'account.erase',
  policy: signedIn,
  async run(context) {
    const { caller, ports, now } = context
    const { store } = ports
    const id = caller.person?.id ?? ''
    if (holdsOffice(caller)) throw conflict('您还承担着工作身份，请先由上级收回，再删除个人数据')
    let kept = 0
    for await (const follow of rowsOf(store, 'follows', 'byPerson', id)) {
      kept += await forgetReporter(store, follow.itemId, id)
      await remove(store, 'follows', follow.id)
    }
    for (const collection of ['messages', 'memberships', 'roles'] as const)
      for await (const row of rowsOf(store, collection, 'byPerson', id)) await remove(store, collection, row.id)
    await remove(store, 'people', id)
    const { year, month, day } = chinaTime(now)
    return {
      erased: true,
      kept:
        kept > 0
          ? `${year}年${month}月${day}日起，您报告过的 ${kept} 件事只留办理记录，不再带有您的姓名`
          : '没有保留任何记录',
    }
  },
})

/** Removes a record in whatever version it is by now. */
const remove = (store: Store, collection: CollectionName, id: string) =>
  store.transaction(async (tx) => {
    const stored = await tx.get(collection, id)
    if (stored && !(await tx.remove(collection, id, stored.version))) throw conflict()
  })

/** Takes the name off an item the person reported; 1 when there was one. Tries again when somebody is working on it. */
async function forgetReporter(store: Store, itemId: string, personId: string): Promise<number> {
  return store.transaction(async (tx) => {
    const item = await tx.get('items', itemId)
    if (item?.reporterId !== personId) return 0
    const { reporterId: _, ...nameless } = item
    if (!(await tx.replace('items', nameless))) throw conflict()
    return 1
  })
}
