import { conflict } from '../contract/errors'
import { action } from '../kernel/action'
import { presentPhotos } from '../kernel/files'
import { holdsOffice, signedIn } from '../kernel/people'
import type { Ports, Store } from '../kernel/ports'
import { chinaTime } from '../kernel/time'
import { bookedBy, forgetBookings, hasAhead } from './bookings'
import { forgetWords, saidBy } from './deliberation'
import { collect, remove, rowsOf } from './rows'

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
        deliberation: await saidBy(ports, id),
        bookings: await bookedBy(ports, id),
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
    wish: item?.wish,
    otherSide: item?.otherSide,
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
 * Erases what is the person's own. Reports stay for the city's record, what was said in a group for the group, and of past
 * bookings what they cost, without the name. Each part can be repeated, and the person's record goes last, so that an
 * interrupted erasure is finished by asking again.
 */
export const erase = action({
  name: 'account.erase',
  policy: signedIn,
  async run(context) {
    const { caller, ports, now } = context
    const { store } = ports
    const id = caller.person?.id ?? ''
    if (holdsOffice(caller)) throw conflict('您还承担着工作身份，请先由上级收回，再删除个人数据')
    if (await hasAhead(ports, id, now)) throw conflict('您或孩子还有预约或排队没有结束，请先取消，或办完以后再删除')
    if (await isParty(store, id)) throw conflict('您申请的调解还没有结束，请先撤回，或等办完以后再删除')
    let kept = 0
    for await (const follow of rowsOf(store, 'follows', 'byPerson', id)) {
      kept += await forgetReporter(store, follow.itemId, id)
      await remove(store, 'follows', follow.id)
    }
    const said = await forgetWords(store, id)
    const booked = await forgetBookings(ports, id)
    for (const collection of ['messages', 'memberships', 'roles'] as const)
      for await (const row of rowsOf(store, collection, 'byPerson', id)) await remove(store, collection, row.id)
    await remove(store, 'people', id)
    return { erased: true, kept: keptText(now, kept, said, booked) }
  },
})

/** What stays, in a sentence. */
function keptText(now: string, reports: number, words: number, bookings: number): string {
  const left = [
    reports > 0 && `您报告过的 ${reports} 件事只留办理记录`,
    words > 0 && `您提过的议题和说过的 ${words} 段话留在群里`,
    bookings > 0 && `您的 ${bookings} 次预约只留服务和金额`,
  ].filter(Boolean)
  if (left.length === 0) return '没有保留任何记录'
  const { year, month, day } = chinaTime(now)
  return `${year}年${month}月${day}日起，${left.join('，')}，不再带有您的姓名`
}

/** Whether something goes on that cannot without the person: what others may not see, nobody else can follow up. */
async function isParty(store: Store, personId: string): Promise<boolean> {
  for await (const { itemId } of rowsOf(store, 'follows', 'byPerson', personId)) {
    const item = await store.get('items', itemId)
    if (item?.private && item.closedAt === undefined) return true
  }
  return false
}

/** Takes the names off an item the person reported; 1 when there was one. Tries again when somebody is working on it. */
async function forgetReporter(store: Store, itemId: string, personId: string): Promise<number> {
  return store.transaction(async (tx) => {
    const item = await tx.get('items', itemId)
    if (item?.reporterId !== personId) return 0
    const { reporterId: _, otherSide: __, patronId, ...nameless } = item
    // A booking's item says where its person lives
    const bare = patronId ? { ...nameless, place: item.areaName, description: '' } : nameless
    if (!(await tx.replace('items', bare))) throw conflict()
    return 1
  })
}
