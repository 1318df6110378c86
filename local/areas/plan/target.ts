import { gridOf } from '../../../cloudfunctions/kernel/areas'
import type { AreaDoc } from '../../../cloudfunctions/kernel/collections'
import { metresTo } from '../../../cloudfunctions/kernel/geometry/polygon'
import { reach } from '../../../cloudfunctions/kernel/routing'
import type { Present } from '../city/present'
import { type Finding, findings } from '../finding'
import { restOf } from '../topology/clip'
import { holderFinder } from '../topology/finder'
import { meet, type Tract, tractOf } from '../topology/tract'
import { type Courtyards, makeCourtyards } from './courtyards'
import type { Plan, PlannedBuilding } from './plan'
import { householdsOf } from './standard'

/** The city as it will be from the start of the new boundaries. */
export interface Target {
  /** Every grid with an outline, those of the files first. */
  tracts: Tract[]
  /** How many of them the files bring; none when the boundaries stay as they are. */
  fromFiles: number
  /** The grid of each building that the files name or whose community they draw anew. */
  gridOf: Map<string, string>
  /** Made-up buildings that lie in none of the real grids which take their place. */
  ended: Set<string>
  courtyards: Courtyards
  /** Of the grids of the files, where it is known. */
  households: Map<string, number>
  nameOf(gridId: string): string
}

/** What the real grids leave of a made-up one, which was drawn without knowing them. */
function madeRoom(tract: Tract, real: readonly Tract[]): Tract[] {
  const over = real.filter(({ box }) => meet(box, tract.box))
  if (over.length === 0) return [tract]
  const rest = restOf(
    tract.polygons,
    over.map(({ polygons }) => polygons),
  )
  return rest.length > 0 ? [tractOf(tract.id, rest)] : []
}

/** Works out what the city will be. Buildings that would come to no grid, and grids without an outline, are faults. */
export function makeTarget(plan: Plan, present: Present, startsAt: string): { target: Target; found: Finding[] } {
  const notes = findings()
  const own = [...plan.grids.values()].flatMap(({ id, polygons }) => (polygons?.length ? [tractOf(id, polygons)] : []))
  const kept = [...present.drawn].flatMap(([id, polygons]) => {
    const area = present.areas.get(id)
    if (plan.redrawn.has(area?.path.communityId ?? '')) return []
    const tract = tractOf(id, polygons)
    return area?.synthetic ? madeRoom(tract, own) : tract
  })
  const tracts = [...own, ...kept]
  const byId = new Map(tracts.map((tract) => [tract.id, tract]))
  const holdersOf = holderFinder(tracts)
  const nameOf = (id: string) => plan.grids.get(id)?.name ?? present.areas.get(id)?.name ?? id
  const chosen = new Map<string, string>()
  const ended = new Set<string>()

  for (const { id, name, where } of plan.grids.values())
    if (!byId.has(id)) notes.fault('outline', `${name}没有边界：边界文件里没有这个网格`, { where, areas: [name] })

  for (const building of plan.buildings.values()) {
    const gridId = gridOfPlanned(building)
    if (gridId) chosen.set(building.id, gridId)
  }
  for (const area of present.areas.values()) {
    if (area.level !== 'building' || plan.buildings.has(area.id)) continue
    const gridId = gridOfStored(area)
    if (gridId) chosen.set(area.id, gridId)
  }

  function gridOfPlanned({ name, gridId, at, where }: PlannedBuilding): string | undefined {
    const holders = at ? holdersOf(at) : []
    if (!gridId) {
      if (holders.length === 1) {
        notes.remark('building', `${name}没有写网格，按位置归入${nameOf(holders[0].id)}`, { where, at })
        return holders[0].id
      }
      const why = !at ? '也没有经纬度' : holders.length === 0 ? '位置也不在任何网格内' : '位置在几个网格的重叠处'
      notes.fault('building', `${name}没有写网格，${why}`, { where, at, areas: holders.map(({ id }) => nameOf(id)) })
      return undefined
    }
    const tract = byId.get(gridId)
    if (at && tract) checkPlace(name, { tract, holders, at, where })
    return gridId
  }

  function checkPlace(
    name: string,
    {
      tract,
      holders,
      at,
      where,
    }: { tract: Tract; holders: Tract[]; at: NonNullable<PlannedBuilding['at']> } & Pick<PlannedBuilding, 'where'>,
  ) {
    const grid = nameOf(tract.id)
    const others = holders.filter(({ id }) => id !== tract.id).map(({ id }) => nameOf(id))
    const more = { where, at, areas: [grid, ...others] }
    if (others.length < holders.length) {
      if (others.length > 0) notes.remark('building', `${name}的位置在${grid}与${others.join('、')}的重叠处`, more)
      return
    }
    const metres = Math.round(metresTo(tract.polygons, at))
    const lies = others.length > 0 ? `位置在${others.join('、')}内` : '位置不在任何网格内'
    const text = `${name}写在${grid}，${lies}，离${grid} ${metres} 米`
    if (metres > reach.grid) notes.fault('building', `${text}，请核对`, more)
    else notes.remark('building', `${text}；按表里写的网格`, more)
  }

  /** Where a building goes that the files do not name: only new boundaries move it, and then by its place. */
  function gridOfStored(area: AreaDoc): string | undefined {
    const before = gridOf(area, startsAt)
    const communityId = present.areas.get(before ?? '')?.path.communityId ?? area.path.communityId
    if (!before || !communityId || !plan.redrawn.has(communityId)) return undefined
    const [holder] = area.centre ? holdersOf(area.centre) : []
    if (byId.has(before) && (!holder || holder.id === before)) return before
    const name = `${present.areas.get(communityId)?.name ?? ''}${area.name}`
    if (!holder && area.synthetic) {
      ended.add(area.id)
      return undefined
    }
    if (!holder) {
      notes.fault('building', `${name}原属${nameOf(before)}，新的边界里没有它的位置，请在楼栋表里写明网格`, {
        at: area.centre,
      })
      return undefined
    }
    notes.remark('change', `${name}不在表里，按位置由${nameOf(before)}改归${nameOf(holder.id)}`, { at: area.centre })
    return holder.id
  }

  if (ended.size > 0) notes.remark('change', `有 ${ended.size} 栋演示用的楼不在新的边界内，到时停用`)
  const { courtyards, found } = makeCourtyards(plan, present, { gridOf: chosen, ended })
  const households = householdsOf(plan, { gridOf: chosen, ended }, present, startsAt)
  const target = { tracts, fromFiles: own.length, gridOf: chosen, ended, courtyards, households, nameOf }
  return { target, found: [...notes.found, ...found] }
}
