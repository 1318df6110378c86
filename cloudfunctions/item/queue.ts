import type { Input } from '../contract'
import { limits } from '../contract/limits'
import { action } from '../kernel/action'
import type { IndexOf, ItemDoc } from '../kernel/collections'
import { decodeCursor, encodeCursor } from '../kernel/cursor'
import { specialistQueue } from '../kernel/items'
import { type HeldRole, staff } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { summarise } from '../kernel/present'
import { justAfter, plusHours } from '../kernel/time'

type Filter = NonNullable<Input<'item.queue'>['filter']>
interface Source {
  index: IndexOf<'items'>
  key: string
}

/** Rows read at once from each queue, and how often, while a filter leaves a page short. */
const chunk = 60
const mostChunks = 20
/** Items counted at most; beyond it the page says «100+». */
const mostCounted = 100

/**
 * The desk: open items by deadline, earliest first. Each of the person's units is one indexed range; several are merged.
 */
export const queue = action({
  name: 'item.queue',
  policy: staff,
  async run({ caller, ports, now }, { cursor, filter = {} }) {
    const sources = filter.scope === 'area' ? areaSources(caller.roles) : unitSources(caller.roles)
    const [{ rows, next }, counts] = await Promise.all([
      pageOf(ports.store, sources, { now, cursor, filter }),
      countsOf(ports.store, unitSources(caller.roles), now),
    ])
    return { items: rows.map(summarise), cursor: next, counts }
  },
})

/** What the person's units owe, and the critical reports their communities were woken for. */
function unitSources(roles: readonly HeldRole[]): Source[] {
  return roles.flatMap(({ role, areaId }): Source[] => {
    if (role === 'communityStaff')
      return [
        { index: 'byQueue', key: areaId },
        { index: 'byAlertQueue', key: areaId },
      ]
    if (role === 'mediator') return [{ index: 'bySpecialistQueue', key: specialistQueue(areaId, role) }]
    return role in areaIndex || role === 'departmentStaff' ? [{ index: 'byQueue', key: areaId }] : []
  })
}

const areaIndex: Partial<Record<HeldRole['role'], IndexOf<'items'>>> = {
  gridWorker: 'byOpenGrid',
  communityStaff: 'byOpenCommunity',
  streetStaff: 'byOpenStreet',
  districtStaff: 'byOpenDistrict',
  cityStaff: 'byOpenCity',
}

/** Everything open in the areas the person oversees; who oversees none has their own queue in its stead. */
function areaSources(roles: readonly HeldRole[]): Source[] {
  return roles.flatMap((held): Source[] => {
    const index = areaIndex[held.role]
    return index ? [{ index, key: held.areaId }] : unitSources([held])
  })
}

const inOrder = (a: ItemDoc, b: ItemDoc) =>
  (a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : (a.dueAt ?? '') > (b.dueAt ?? '') ? 1 : a.id < b.id ? -1 : 1

interface Wanted {
  now: string
  cursor?: string
  filter: Filter
}

const positionOf = (item: ItemDoc) => encodeCursor(item.dueAt ?? '', item.id)

/**
 * One page of the merged sources behind `cursor`, after the filter. `next` when something may follow: a filter that
 * leaves little may answer a page with few rows, or none, and go on from there.
 */
async function pageOf(store: Store, sources: readonly Source[], { now, cursor, filter }: Wanted) {
  const rows: ItemDoc[] = []
  let position = cursor
  if (cursor !== undefined) decodeCursor(cursor)
  for (let round = 0; round < mostChunks; round += 1) {
    const pages = await Promise.all(
      sources.map(({ index, key }) =>
        store.range('items', index, {
          eq: [key],
          to: filter.overdue ? justAfter(now) : undefined,
          limit: chunk,
          after: position,
        }),
      ),
    )
    const merged = unique(pages.flatMap((page) => page.rows))
      .sort(inOrder)
      .slice(0, chunk)
    for (const item of merged) {
      if (!matches(item, filter)) continue
      const shown = rows.at(-1)
      if (shown && rows.length === limits.page) return { rows, next: positionOf(shown) }
      rows.push(item)
    }
    const last = merged.at(-1)
    if (!last || (merged.length < chunk && pages.every((page) => !page.next))) return { rows }
    position = positionOf(last)
  }
  return { rows, next: position }
}

const unique = (items: readonly ItemDoc[]) => [...new Map(items.map((item) => [item.id, item])).values()]

const matches = (item: ItemDoc, { kind, category, state }: Filter) =>
  (kind === undefined || item.kind === kind) &&
  (category === undefined || item.category === category) &&
  (state === undefined || item.state === state)

async function countsOf(store: Store, sources: readonly Source[], now: string) {
  const pages = await Promise.all(
    sources.map(({ index, key }) => store.range('items', index, { eq: [key], limit: mostCounted })),
  )
  const due = unique(pages.flatMap((page) => page.rows)).map((item) => item.dueAt ?? '')
  const soon = plusHours(now, 24)
  return {
    open: due.length,
    overdue: due.filter((at) => at <= now).length,
    soon: due.filter((at) => at > now && at <= soon).length,
  }
}
