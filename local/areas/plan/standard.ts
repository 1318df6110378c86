import { gridOf } from '../../../cloudfunctions/kernel/areas'
import type { Present } from '../city/present'
import { type Finding, findings } from '../finding'
import { sum } from '../topology/clip'
import { groupBy } from './gazetteer'
import type { Plan, PlannedGrid } from './plan'
import type { Target } from './target'

/** Households of one grid, and for one informant, by the city's plan of 2022: 200 to 300, and 50 to 100. */
const standard = { grid: { low: 200, high: 300 }, informant: { low: 50, high: 100 } }

/**
 * Households of each grid of the directory: as its own line says, else the sum of its buildings, those included that the
 * files leave out. A grid of which they name no building, or of whose buildings nobody knows a household, is not counted.
 */
export function householdsOf(
  plan: Plan,
  { gridOf: chosen, ended }: Pick<Target, 'gridOf' | 'ended'>,
  present: Present,
  startsAt: string,
): Map<string, number> {
  const stored = [...present.areas.values()].filter(({ level, until }) => level === 'building' && !until)
  const buildings = new Map<string, string>()
  for (const area of stored) if (!ended.has(area.id)) buildings.set(area.id, gridOf(area, startsAt) ?? '')
  for (const [id, gridId] of chosen) buildings.set(id, gridId)
  const byGrid = groupBy(buildings, ([, gridId]) => gridId)
  const named = new Set([...plan.buildings.keys()].map((id) => buildings.get(id)))
  const countOf = (id: string): number => {
    const { households: said, doors = [] } = plan.buildings.get(id) ?? {}
    return said ?? (doors.length || (present.households.get(id)?.length ?? 0))
  }
  return new Map(
    [...plan.grids.values()].flatMap(({ id, households }) => {
      const counted = named.has(id) ? sum((byGrid.get(id) ?? []).map(([building]) => countOf(building))) : 0
      const total = households ?? (counted || undefined)
      return total === undefined ? [] : [[id, total] as const]
    }),
  )
}

/** How the grids measure up to the city's plan, and what the directory leaves open. Nothing of it stops a load. */
export function checkStandard(plan: Plan, target: Target, present: Present): Finding[] {
  const notes = findings()
  const { households } = target
  const grids = [...plan.grids.values()].filter(({ community }) => plan.listed.has(community.id))
  const listsInformants = grids.some(({ informants }) => informants.length > 0)
  for (const grid of grids) {
    const count = households.get(grid.id)
    if (count === undefined) notes.remark('standard', `${grid.name}没有户数，楼栋里也没有户室`, about(grid))
    else checkCount(grid, count)
    if (grid.workers.length === 0) notes.remark('worker', `${grid.name}没有写网格员`, about(grid))
    for (const worker of grid.workers) checkWorker(grid, worker)
  }
  if (grids.length > 0 && !listsInformants) notes.remark('standard', '表里没有信息员，没有核对信息员的配置')

  function checkCount(grid: PlannedGrid, count: number) {
    const { low, high } = standard.grid
    if (count < low || count > high)
      notes.remark('standard', `${grid.name}有 ${count} 户，标准是 ${low}–${high} 户`, about(grid))
    if (!listsInformants) return
    const { informants } = grid
    const needed = [Math.ceil(count / standard.informant.high), Math.floor(count / standard.informant.low)]
    const [fewest, most] = [Math.max(1, needed[0]), Math.max(1, needed[1])]
    if (informants.length < fewest || informants.length > most)
      notes.remark(
        'standard',
        `${grid.name}有 ${count} 户、${informants.length} 名信息员，标准是 ${fewest === most ? fewest : `${fewest}–${most}`} 名`,
        about(grid),
      )
  }

  function checkWorker(grid: PlannedGrid, worker: PlannedGrid['workers'][number]) {
    if (!worker.phone) notes.remark('worker', `${grid.name}的网格员${worker.name}没有写电话`, about(grid))
    else if (!present.roles.some(isHeldBy(present, grid.id, worker)))
      notes.remark(
        'worker',
        `${grid.name}的网格员${worker.name}在系统里还没有这个网格的岗位，请在网格覆盖页上任命`,
        about(grid),
      )
  }

  for (const [, [first, ...others]] of groupBy(
    [...plan.buildings.values()].filter(({ at, id }) => !at && !present.areas.get(id)?.centre),
    ({ community }) => community.id,
  ))
    notes.remark('building', `${first.community.name}有 ${others.length + 1} 栋楼没有经纬度，在地图上找不到它们`, {
      where: first.where,
    })
  for (const [, [first, ...others]] of groupBy(
    [...plan.buildings.values()].filter(({ doors, id }) => doors.length === 0 && !present.households.has(id)),
    ({ community }) => community.id,
  ))
    notes.remark('household', `${first.community.name}有 ${others.length + 1} 栋楼没有户室，居民还不能登记住在那里`, {
      where: first.where,
    })
  return notes.found
}

const about = ({ where, name }: PlannedGrid) => ({ where, areas: [name] })

/**
 * Whether a role is that of the grid's worker in the directory: known by the phone that the role or its holder has, or
 * by the name while the role has none. Only who holds the role already is recognised; a phone number makes nobody staff.
 */
export const isHeldBy =
  ({ phones }: Present, gridId: string, { name, phone }: PlannedGrid['workers'][number]) =>
  ({ areaId, personId, workPhone, name: own }: Present['roles'][number]): boolean =>
    areaId === gridId &&
    (workPhone === phone || phones.get(personId) === phone || (workPhone === undefined && own === name))
