import { ActionError, conflict } from '../contract/errors'
import type { Unit } from '../contract/fields'
import { action, type Context } from '../kernel/action'
import { staffRoleOf, unitOf } from '../kernel/areas'
import type { IndexOf, ItemDoc } from '../kernel/collections'
import { encodeCursor } from '../kernel/cursor'
import { generationAt } from '../kernel/generations'
import { quietNotice } from '../kernel/handover'
import { type Actor, addEvent, followersOf, staffOf } from '../kernel/items'
import { ladderOf } from '../kernel/ladder'
import type { OutgoingNotice } from '../kernel/notices'
import { withRole } from '../kernel/people'
import type { Store, Transaction } from '../kernel/ports'
import { presentPlace } from '../kernel/present'
import { type Route, route } from '../kernel/routing'
import { rezoned } from '../kernel/zones'
import { rulesOf } from '../kinds'
import { overseenArea, overseerRoles } from './overseen'

/** Items looked at in one call. */
const mostLooked = 40
/** Writes of its transaction at most, so that it stays small for every store. */
const mostWrites = 60
/** Writes that a moved item takes besides its notices: itself and its event, each read before. */
const writesOfItem = 4

const openIn: Partial<Record<string, IndexOf<'items'>>> = {
  city: 'byOpenCity',
  district: 'byOpenDistrict',
  street: 'byOpenStreet',
  community: 'byOpenCommunity',
}

/**
 * Moves open items into the boundaries in force, a few at each call. What an item is moved to is reckoned from its
 * building or its point alone, and laid over the item as it is when it is written, so that whoever acts on it at the
 * same time loses nothing, and the same call twice does nothing twice.
 */
export const moveItems = action({
  name: 'area.moveItems',
  policy: withRole(...overseerRoles),
  perHour: 3000,
  async run(context, { generationId, areaId, cursor }) {
    const { store } = context.ports
    const area = await overseenArea(context, areaId)
    const generation = await generationAt(store, context.now)
    if (generation?.id !== generationId) throw conflict('这一版网格不是现在用的，请刷新后再转')
    const index = openIn[area.level] ?? 'byOpenCity'
    const { rows, next } = await store.range('items', index, { eq: [area.id], limit: mostLooked, after: cursor })
    const moves = await movesOf(context, rows, generationId)
    const last = moves.at(-1)?.item
    const answer = {
      looked: moves.length,
      moved: 0,
      cursor: last && (next || moves.length < rows.length) ? encodeCursor(last.dueAt ?? '', last.id) : undefined,
    }
    const due = moves.filter(({ way }) => way !== undefined)
    if (due.length === 0) return answer
    const by = unitOf(area)
    const actor: Actor = { role: staffRoleOf(by.level), unit: by, personId: context.caller.person?.id }
    const staff = await staffOfUnits(store, due)
    return context.commit(async (tx) => {
      const written: Written[] = []
      for (const move of due) {
        const done = await write(tx, context.now, move, generationId, actor)
        if (done) written.push(done)
      }
      return { answer: { ...answer, moved: written.length }, notices: noticesOf(written, staff) }
    })
  },
})

/** Where an item goes; `way` is absent when it is there already. */
interface Move {
  item: ItemDoc
  way?: Route
  ladder: Unit[]
  followers: string[]
}

/** What is to be done with the first of the items, as many as one transaction holds; at least one. */
async function movesOf({ ports, now }: Context, items: readonly ItemDoc[], generation: string): Promise<Move[]> {
  const { store } = ports
  const moves: Move[] = []
  let writes = 0
  for (const item of items) {
    const way = item.generation === generation ? undefined : await wayOf(store, item, now)
    const moved = way !== undefined && way.path.gridId !== item.area.gridId
    const followers = moved ? await followersOf(store, item.id) : []
    writes += way ? writesOfItem + followers.length : 0
    if (moves.length > 0 && writes > mostWrites) break
    moves.push({ item, way, ladder: moved ? await ladderOf(store, way.path) : item.ladder, followers })
  }
  return moves
}

/** By its building, else by its point; undefined for a place that no longer belongs to anybody, where it stays. */
async function wayOf(store: Store, { area: { buildingId }, at }: ItemDoc, now: string): Promise<Route | undefined> {
  const point = at && presentPlace(at)
  for (const where of [buildingId ? { buildingId, point } : undefined, point ? { point } : undefined]) {
    if (!where) continue
    try {
      return await route(store, where, now)
    } catch (error) {
      if (!(error instanceof ActionError && error.code === 'INVALID')) throw error
    }
  }
  return undefined
}

interface Written extends Move {
  before: ItemDoc
  after: ItemDoc
}

/** Writes one item; undefined when it only learns its generation, or has been closed or moved meanwhile. */
async function write(
  tx: Transaction,
  now: string,
  move: Move,
  generation: string,
  actor: Actor,
): Promise<Written | undefined> {
  const { way, ladder } = move
  const before = await tx.get('items', move.item.id)
  if (!before || !way || before.generation === generation || before.closedAt !== undefined) return undefined
  const stays = way.path.gridId === before.area.gridId
  const after = stays ? { ...before, generation } : rezoned(rulesOf(before.kind), before, way, ladder, generation)
  if (!(await tx.replace('items', after))) throw conflict()
  if (stays) return undefined
  await addEvent(tx, after, 'rezone', now, actor, { note: `从${before.areaName}到${after.areaName}` })
  return { ...move, before, after }
}

/** Who staffs the units that may win or lose an item. */
async function staffOfUnits(store: Store, moves: readonly Move[]): Promise<Map<string, string[]>> {
  const units = moves.flatMap(({ item, way, ladder }) => [
    item.responsible,
    ...ladder,
    ...(way ? [way.responsible] : []),
  ])
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  return new Map(
    await Promise.all([...byId.values()].map(async (unit) => [unit.id, await staffOf(store, unit)] as const)),
  )
}

/** Each reporter hears of their own; each unit in one message of how many it has won or lost. */
function noticesOf(written: readonly Written[], staff: ReadonlyMap<string, string[]>): OutgoingNotice[] {
  const notices = written.flatMap(({ after, followers }) =>
    followers.map((personId) => quietNotice(personId, rulesOf(after.kind), after, 'rezone')),
  )
  const changed = written.filter(({ before, after }) => before.responsible.id !== after.responsible.id)
  const tell = (units: Unit[], title: (unit: Unit, count: number) => string) => {
    for (const unit of new Map(units.map((one) => [one.id, one])).values()) {
      const count = units.filter(({ id }) => id === unit.id).length
      for (const personId of staff.get(unit.id) ?? [])
        notices.push({
          personId,
          kind: 'gridWork',
          title: title(unit, count),
          body: '网格范围调整了，请到工作台查看',
          template: 'deskWork',
        })
    }
  }
  tell(
    changed.map(({ after }) => after.responsible),
    (unit, count) => `${count} 件在办的事转到${unit.name}`,
  )
  tell(
    changed.map(({ before }) => before.responsible),
    (unit, count) => `${count} 件在办的事从${unit.name}转出`,
  )
  return notices
}
