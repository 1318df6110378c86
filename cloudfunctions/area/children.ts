import { limits } from '../contract/limits'
import { action } from '../kernel/action'
import { areaNow, getArea, isInForce } from '../kernel/areas'
import type { AreaDoc } from '../kernel/collections'
import { decodeCursor, encodeCursor } from '../kernel/cursor'
import { anyone } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { presentArea } from './present'

/**
 * The areas directly below one by now, a page at a time, in the order of their ids, which is the order people count them
 * in. Departments are left out: they stand beside a district's streets, nobody lives in one.
 */
export const children = action({
  name: 'area.children',
  policy: anyone,
  async run({ ports: { store }, now }, { parentId, cursor }) {
    if (cursor !== undefined) decodeCursor(cursor)
    const parent = await getArea(store, parentId)
    // Buildings that came from other grids still hang below those.
    const parents = [parentId, ...(parent?.takesFrom ?? [])]
    const shown: AreaDoc[] = []
    let after = cursor
    for (;;) {
      const { rows, next } = await pageBelow(store, parents, after)
      const nowBelow = (await Promise.all(rows.map((row) => areaNow(store, row, now)))).filter(
        (area) => area.parentId === parentId && area.level !== 'department' && isInForce(area, now),
      )
      for (const area of nowBelow) {
        const last = shown.at(-1)
        if (last && shown.length === limits.page) return { areas: shown.map(presentArea), cursor: positionOf(last) }
        shown.push(area)
      }
      if (!next) return { areas: shown.map(presentArea) }
      after = next
    }
  },
})

/** What hangs below any of some areas, by id, behind `after`. */
async function pageBelow(store: Store, parents: readonly string[], after: string | undefined) {
  const limit = limits.page + 1
  const pages = await Promise.all(parents.map((id) => store.range('areas', 'byParent', { eq: [id], limit, after })))
  const rows = pages
    .flatMap((page) => page.rows)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .slice(0, limit)
  const last = rows.at(-1)
  const isLast = rows.length < limit && pages.every((page) => !page.next)
  return { rows, next: last && !isLast ? positionOf(last) : undefined }
}

const positionOf = ({ id }: AreaDoc) => encodeCursor(id, id)
