import type { AreaDoc, Place } from '../../../cloudfunctions/kernel/collections'
import type { Present } from '../city/present'
import type { Contact, Entry } from '../files/directory'
import type { Drawn } from '../files/outlines'
import { type Finding, findings, placeIn, type Where } from '../finding'
import { areaOf, unionOf } from '../topology/clip'
import { crossing } from '../topology/crossing'
import { courtyardCodes, type PlannedCourtyard, planCourtyards } from './courtyards'
import { gazetteer, groupBy } from './gazetteer'
import { byNameIn, idOf, keyOf } from './ids'

/** A grid as the files want it. */
export interface PlannedGrid {
  id: string
  name: string
  community: AreaDoc
  /** Absent where the files bring no outline of it. */
  polygons?: number[][][]
  /** As a line of the directory says; else the sum of its buildings. */
  households?: number
  workers: Contact[]
  informants: string[]
  /** Where the files name it first, and where its outline is. */
  where: Where
  drawnAt?: Where
}

export interface PlannedBuilding {
  id: string
  name: string
  community: AreaDoc
  /** Absent where the directory leaves it open. */
  gridId?: string
  /** As a line names it, empty where a line says that it is in none; absent where no line speaks of it. */
  courtyard?: { name: string; where: Where }
  at?: Place
  households?: number
  doors: string[]
  where: Where
}

/** What the files want of the city, put together from all of them. */
export interface Plan {
  grids: Map<string, PlannedGrid>
  buildings: Map<string, PlannedBuilding>
  courtyards: Map<string, PlannedCourtyard>
  /** Of the buildings whose lines speak of it; undefined where they say that it is in none. */
  courtyardOf: Map<string, string | undefined>
  /** Outlines of whole communities, where the files bring them. */
  communities: Map<string, { community: AreaDoc; polygons: number[][][] }>
  /** Communities that lines of a directory speak of. */
  listed: Set<string>
  /** Communities whose grids the files draw anew: what they had before ends. */
  redrawn: Set<string>
}

/** An outline that falls into two, the smaller with more than this share of the whole, has its corners in a wrong order. */
const figureOfEight = 0.3

/** Puts together what the files say of each grid and building, whichever file and line says it. */
export function makePlan(
  entries: readonly Entry[],
  drawn: readonly Drawn[],
  present: Present,
): { plan: Plan; found: Finding[] } {
  const notes = findings()
  const communityOf = gazetteer(present.areas.values())
  const nameOf = (id: string) => present.areas.get(id)?.name ?? ''
  const storedGrids = byNameIn(present.areas.values(), 'grid', nameOf)
  const storedBuildings = byNameIn(present.areas.values(), 'building', nameOf)
  const plan: Plan = {
    grids: new Map(),
    buildings: new Map(),
    courtyards: new Map(),
    courtyardOf: new Map(),
    communities: new Map(),
    listed: new Set(),
    redrawn: new Set(),
  }
  const codes = new Map<string, string>()
  const courtyards = courtyardCodes(entries, communityOf, present)

  function inCommunity<T extends Entry | Drawn>(one: T, kind: 'table' | 'outline'): AreaDoc | undefined {
    const coded = one.gridCode && !one.community && !one.communityCode ? present.areas.get(one.gridCode) : undefined
    const known = coded?.level === 'grid' ? present.areas.get(coded.path.communityId ?? '') : undefined
    if (known) return known
    const match = communityOf(one)
    if ('community' in match) return match.community
    notes.fault(kind, match.problem, { where: one.where })
    return undefined
  }

  function gridOf(one: Entry | Drawn, community: AreaDoc): PlannedGrid | undefined {
    if (!one.grid && !one.gridCode) return undefined
    const key = keyOf(one.grid ?? '', community.name)
    const named = `${community.id}\n${key}`
    // One line may give the code and others of the same grid only the name.
    const code = one.gridCode ?? codes.get(named)
    const id = idOf(community, 'g', { name: one.grid ?? '', code }, storedGrids)
    const there = plan.grids.get(id)
    const stored = present.areas.get(id)
    const problem =
      stored && (stored.level !== 'grid' || stored.path.communityId !== community.id)
        ? `网格编码「${id}」已经用于${stored.level === 'grid' ? nameOf(stored.path.communityId ?? '') : stored.name}，请换一个编码`
        : there && there.community.id !== community.id
          ? `网格编码「${id}」在${placeIn(there.where)}用于${there.community.name}`
          : there && one.grid && keyOf(there.name, community.name) !== key
            ? `网格编码「${id}」在${placeIn(there.where)}叫「${there.name}」，这里叫「${one.grid}」`
            : undefined
    if (problem) {
      notes.fault('table', problem, { where: one.where })
      return undefined
    }
    if (one.gridCode && one.grid) codes.set(named, one.gridCode)
    if (there) return there
    const name = one.grid
      ? community.name + keyOf(one.grid, community.name)
      : (stored?.name ?? `${community.name}${id}`)
    const grid: PlannedGrid = { id, name, community, workers: [], informants: [], where: one.where }
    plan.grids.set(id, grid)
    return grid
  }

  /** Codes are learnt before anything is named by name alone. */
  const inOrder = <T extends { gridCode?: string }>(all: readonly T[]) => [
    ...all.filter(({ gridCode }) => gridCode),
    ...all.filter(({ gridCode }) => !gridCode),
  ]
  for (const one of inOrder<Entry | Drawn>([...entries, ...drawn])) {
    const kind = 'polygons' in one ? 'outline' : 'table'
    const community = inCommunity(one, kind)
    if (!community) continue
    const grid = gridOf(one, community)
    if ('polygons' in one) addOutline(one, community, grid)
    else addEntry(one, community, grid)
  }

  function addOutline({ polygons, where }: Drawn, community: AreaDoc, grid: PlannedGrid | undefined) {
    if (grid) {
      grid.polygons = [...(grid.polygons ?? []), ...polygons]
      plan.redrawn.add(community.id)
      grid.drawnAt = where
    } else {
      const there = plan.communities.get(community.id)?.polygons ?? []
      plan.communities.set(community.id, { community, polygons: [...there, ...polygons] })
    }
  }

  function addEntry(entry: Entry, community: AreaDoc, grid: PlannedGrid | undefined) {
    plan.listed.add(community.id)
    if (grid) {
      if (entry.worker && !grid.workers.some(({ name }) => name === entry.worker?.name)) grid.workers.push(entry.worker)
      grid.informants = [...new Set([...grid.informants, ...entry.informants])]
      if (!entry.building && entry.households !== undefined) grid.households = entry.households
    }
    if (entry.building) addBuilding(entry, entry.building, community, grid)
  }

  function addBuilding(entry: Entry, name: string, community: AreaDoc, grid: PlannedGrid | undefined) {
    const { where } = entry
    const code = entry.buildingCode ?? knownBefore(entry, name, community)
    const id = idOf(community, 'b', { name, code }, storedBuildings)
    const courtyard = entry.courtyard === undefined ? undefined : { name: entry.courtyard, where }
    const stored = present.areas.get(id)
    const there = plan.buildings.get(id)
    if (stored && stored.level !== 'building') {
      notes.fault('building', `楼栋编码「${id}」已经用于${stored.name}，请换一个编码`, { where })
    } else if (!there) {
      const { at, households, doors } = entry
      plan.buildings.set(id, {
        id,
        name,
        community,
        gridId: grid?.id,
        courtyard,
        at,
        households,
        doors: [...doors],
        where,
      })
    } else if (
      there.community.id !== community.id ||
      keyOf(there.name, community.name) !== keyOf(name, community.name)
    ) {
      notes.fault('building', `楼栋编码「${id}」在${placeIn(there.where)}是「${there.name}」，这里是「${name}」`, {
        where,
      })
    } else if (grid && there.gridId && there.gridId !== grid.id) {
      const other = plan.grids.get(there.gridId)?.name ?? there.gridId
      notes.fault('building', `${name}写在两个网格里：${placeIn(there.where)}写的是${other}，这里写的是${grid.name}`, {
        where,
        areas: [other, grid.name],
      })
    } else if (
      courtyard?.name &&
      there.courtyard?.name &&
      keyOf(courtyard.name, community.name) !== keyOf(there.courtyard.name, community.name)
    ) {
      const text = `${name}写在两个楼院里：${placeIn(there.courtyard.where)}写的是${there.courtyard.name}，这里写的是${courtyard.name}`
      notes.fault('courtyard', text, { where })
    } else {
      there.gridId ??= grid?.id
      if (!there.courtyard?.name) there.courtyard = courtyard ?? there.courtyard
      there.at ??= entry.at
      there.households ??= entry.households
      there.doors = [...new Set([...there.doors, ...entry.doors])]
    }
  }

  /** The building that the city knows by its courtyard's former name, where the courtyard's code says which that is. */
  function knownBefore({ courtyard = '' }: Entry, name: string, community: AreaDoc): string | undefined {
    const former = present.areas.get(courtyards.codeOf(community, courtyard) ?? '')
    if (!former || storedBuildings.has(`${community.id}\n${keyOf(name, community.name)}`)) return undefined
    const own = name.startsWith(courtyard) ? name.slice(courtyard.length) : name
    return storedBuildings.get(`${community.id}\n${keyOf(former.name + own, community.name)}`)?.id
  }
  notes.found.push(...courtyards.found, ...planCourtyards(plan, present, courtyards))

  for (const grid of plan.grids.values())
    if (grid.polygons) grid.polygons = tidied(grid.name, grid.drawnAt, grid.polygons)
  for (const own of plan.communities.values()) own.polygons = tidied(own.community.name, undefined, own.polygons)

  /** An outline as routing needs it: its polygons apart from each other, no edge across another. */
  function tidied(name: string, where: Where | undefined, polygons: number[][][]): number[][][] {
    const full = polygons.map((rings) => rings.filter(({ length }) => length >= 6)).filter(({ length }) => length > 0)
    const at = full.length > 0 ? crossing(full) : undefined
    if (full.length > 0 && !at) return full
    const joined = full.length > 0 ? unionOf(full) : []
    const sizes = joined.map((polygon) => areaOf([polygon])).sort((a, b) => b - a)
    const more = { where, at, areas: [name] }
    if (joined.length === 0) notes.fault('outline', `${name}的边界没有面积`, more)
    else if (full.length === 1 && sizes.length > 1 && sizes[1] > figureOfEight * sizes[0])
      notes.fault('outline', `${name}的边界交叉成了“8”字形，请检查角点的次序`, more)
    else notes.remark('outline', `${name}的边界线自己相交，已按外圈整理`, more)
    return joined
  }

  for (const [place, same] of groupBy(plan.grids.values(), ({ name, community }) => `${community.id} ${name}`)) {
    const [first, second] = same
    if (second && place)
      notes.fault('table', `${first.name}有两个编码：「${first.id}」和「${second.id}」`, { where: second.where })
  }
  return { plan, found: notes.found }
}
