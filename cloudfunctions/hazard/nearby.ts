import { conflict, notFound } from '../contract/errors'
import type { Point } from '../contract/fields'
import { action } from '../kernel/action'
import type { ItemDoc, Place } from '../kernel/collections'
import { cellsAround } from '../kernel/geometry/cell'
import { metresBetween } from '../kernel/geometry/distance'
import { toGcj } from '../kernel/geometry/gcj'
import { joinItem } from '../kernel/items'
import { anyone, signedIn } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { publicPlace } from '../kernel/present'
import { hazardRules } from './rules'

/** Reports offered at most; more would not help anybody choose. */
const mostOffered = 5
/** Open reports of one category looked at in one cell of the map. */
const mostInCell = 100

/** Open reports of the category within its radius round a place, nearest first, with their distance in whole metres. */
async function openNearby(store: Store, categoryId: string, centre: Place) {
  const category = await store.get('categories', categoryId)
  if (!category || category.duplicateRadius === 0) return []
  const cells = cellsAround(centre, category.duplicateRadius)
  const pages = await Promise.all(
    cells.map((cell) =>
      store.range('items', 'byOpenCell', { eq: [`${categoryId}/${cell}`], direction: 'desc', limit: mostInCell }),
    ),
  )
  return pages
    .flatMap((page) => page.rows)
    .flatMap((item) => (item.at ? [{ item, metres: Math.round(metresBetween(centre, item.at)) }] : []))
    .filter(({ metres }) => metres <= category.duplicateRadius)
    .sort((a, b) => a.metres - b.metres)
}

/** «Is it one of these?»: what is shown tells the place and the state, never who or in which words. */
export const nearby = action({
  name: 'hazard.nearby',
  policy: anyone,
  async run({ ports }, input) {
    const found = await openNearby(ports.store, input.category, toGcj(input.point))
    return {
      items: found.slice(0, mostOffered).map(({ item, metres }) => ({
        itemId: item.id,
        title: item.title,
        place: publicPlace(item),
        metres,
        state: item.state,
        createdAt: item.createdAt,
      })),
    }
  },
})

/** Follows an open report in place of sending another; only from beside it, so that ids cannot be tried. */
export const join = action({
  name: 'hazard.join',
  policy: signedIn,
  perHour: 30,
  async run(context, input) {
    const item = await context.ports.store.get('items', input.itemId)
    const near = await isNear(context.ports.store, item, input.point)
    if (!item || !near) throw notFound('办件')
    const { person } = context.caller
    return context.commit(async (tx) => {
      const fresh = await tx.get('items', item.id)
      if (!fresh || !isOpen(fresh)) throw conflict('这件事刚刚办结了，如果还有问题请另外报告')
      if (person) await joinItem(tx, item.id, person.id, context.now)
      return { answer: { itemId: item.id } }
    })
  },
})

const isOpen = (item: ItemDoc) => !(hazardRules.closed as readonly string[]).includes(item.state)

async function isNear(store: Store, item: ItemDoc | undefined, point: Point) {
  if (!item?.category || !item.at) return false
  const category = await store.get('categories', item.category)
  return category !== undefined && metresBetween(toGcj(point), item.at) <= category.duplicateRadius
}
