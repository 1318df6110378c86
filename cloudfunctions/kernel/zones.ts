import type { Unit } from '../contract/fields'
import type { HandoverDoc, ItemDoc } from './collections'
import { withIndexes } from './items'
import type { Route } from './routing'
import type { KindRules } from './rules'

/** What becomes of an open item when the workers of its grid, or the grids themselves, change. Pure. */

/** Who owes an item, and who is answerable for it still. */
type Owing = Pick<ItemDoc, 'responsible' | 'answerable'>

/**
 * The item after a change of its grid's workers; undefined when it does not go with the grid. A grid without anybody
 * hands what it owes to its community; a grid that has somebody again takes back what the community stood in for and
 * nobody has begun. Deadlines run on.
 */
export function handedOver(
  kind: KindRules,
  item: ItemDoc,
  { change, grid, community }: Pick<HandoverDoc, 'change' | 'grid' | 'community'>,
): ItemDoc | undefined {
  if (kind.closed.includes(item.state) || item.area.gridId !== grid.id) return undefined
  const { responsible, answerable } = item
  const stoodIn = responsible.id === community.id && !answerable && kind.untaken.includes(item.state)
  if (change === 'fill' && stoodIn) return owedBy(kind, item, { responsible: grid })
  if (responsible.id !== grid.id && answerable?.id !== grid.id) return undefined
  if (change !== 'vacate') return owedBy(kind, item, { responsible, answerable })
  const instead = (unit: Unit) => (unit.id === grid.id ? community : unit)
  return owedBy(kind, item, { responsible: instead(responsible), answerable: answerable && instead(answerable) })
}

/**
 * The item in the grid, or at the desk, that its place belongs to now. A unit above the old place gives way to the one
 * of its level above the new place; departments, and units above both, keep what they have.
 */
export function rezoned(kind: KindRules, item: ItemDoc, way: Route, ladder: Unit[], generation: string): ItemDoc {
  const instead = (unit: Unit): Unit => {
    if (!item.ladder.some(({ id }) => id === unit.id) || ladder.some(({ id }) => id === unit.id)) return unit
    if (unit.level === 'grid') return way.responsible
    return ladder.find(({ level }) => level === unit.level) ?? way.responsible
  }
  const { answerable } = item
  const moved = { ...item, area: way.path, areaName: way.areaName, rule: way.rule, ladder, generation }
  return owedBy(kind, moved, {
    responsible: instead(item.responsible),
    answerable: answerable && instead(answerable),
  })
}

/** The next version of the item, owed so. Nobody is answerable for what they are responsible for again. */
function owedBy(kind: KindRules, item: ItemDoc, { responsible, answerable }: Owing): ItemDoc {
  const { answerable: _, ...rest } = item
  return withIndexes(kind, {
    ...rest,
    seq: item.seq + 1,
    responsible,
    ...(answerable && answerable.id !== responsible.id && { answerable }),
    units: item.units.includes(responsible.id) ? item.units : [...item.units, responsible.id],
  })
}
