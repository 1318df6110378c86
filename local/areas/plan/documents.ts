import { fullName, gridOf, isInForce } from '../../../cloudfunctions/kernel/areas'
import { buildingCellDocs, deskDocs } from '../../../cloudfunctions/kernel/cells'
import type { AreaDoc, CollectionName, Desk, Documents, Place } from '../../../cloudfunctions/kernel/collections'
import { generationDocs } from '../../../cloudfunctions/kernel/generations'
import { nameEntries } from '../../../cloudfunctions/kernel/names'
import type { Fresh, Stored } from '../../../cloudfunctions/kernel/ports'
import type { Rewrite } from '../../store'
import type { Present } from '../city/present'
import { innerPlace } from '../topology/inner'
import { groupBy } from './gazetteer'
import type { Plan } from './plan'
import { isHeldBy } from './standard'
import type { Target } from './target'

export interface Import {
  plan: Plan
  target: Target
  present: Present
  start: Start
}

export interface Start {
  /** 00:00 of a day in China, as an instant. */
  startsAt: string
  /** That day: `2026-12-01`. */
  day: string
  now: string
}

/** Adds everything that the import changes in the store, and nothing that it leaves as it is. */
export function addDocuments(changes: Changes, { plan, target, present, start }: Import): void {
  const areas = nextAreas(plan, target, present, start)
  for (const area of areas.values()) {
    const before = present.areas.get(area.id)
    if (isSame(before, area)) continue
    changes.put('areas', area, before)
    if (area.level !== 'grid' && area.level !== 'courtyard' && before?.name !== area.name)
      renamed(changes, area, before)
  }
  doors(changes, plan, present)
  workPhones(changes, plan, present)
  cells(changes, areas, present)
  desks(changes, areas, present)
  if (target.fromFiles > 0) boundaries(changes, target, present, start)
}

export interface Changes {
  /** `before`: what the document says as it is stored, where it may lose fields of it. */
  put<C extends CollectionName>(collection: C, doc: Documents[C], before?: Documents[C]): void
  remove(collection: CollectionName, doc: Stored): void
  /** Collection by collection: what is written, with the version that it replaces, 0 where it is new; and what goes. */
  collections(): [collection: CollectionName, written: Stored[], removed: string[]][]
  /** Ids of what is written with fewer fields than it has. */
  shortened(collection: CollectionName): string[]
  /** The same for the store. */
  rewrite(): Rewrite
}

export function collect(): Changes {
  const written = new Map<CollectionName, Map<string, Stored>>()
  const removed = new Map<CollectionName, string[]>()
  const shortened = new Map<CollectionName, string[]>()
  const names = () => [...new Set([...written.keys(), ...removed.keys()])]
  const collections = () =>
    names().map((name): ReturnType<Changes['collections']>[number] => [
      name,
      [...(written.get(name)?.values() ?? [])],
      removed.get(name) ?? [],
    ])
  return {
    put(collection, doc, before = doc) {
      if (Object.keys(before).some((field) => !(field in doc)))
        shortened.set(collection, [...(shortened.get(collection) ?? []), doc.id])
      const there = written.get(collection) ?? new Map()
      written.set(collection, there.set(doc.id, doc))
    },
    remove(collection, { id }) {
      const there = removed.get(collection)
      if (there) there.push(id)
      else removed.set(collection, [id])
    },
    collections,
    shortened: (collection) => shortened.get(collection) ?? [],
    rewrite: () => Object.fromEntries(collections().map(([name, put, remove]) => [name, { put, remove }])) as Rewrite,
  }
}

/** Every area that the files touch, as it will be. */
function nextAreas(plan: Plan, target: Target, present: Present, { startsAt }: Start): Map<string, AreaDoc> {
  const next = new Map<string, AreaDoc>()
  const latest = (id: string) => next.get(id) ?? present.areas.get(id)

  for (const { id, name, community, polygons } of plan.grids.values()) {
    const before = present.areas.get(id)
    // One that has ended, or was to end before, begins again; one that goes on keeps its beginning.
    const goesOn = before && isInForce(before, startsAt)
    next.set(id, {
      id,
      version: before?.version ?? 0,
      level: 'grid',
      name,
      within: fullName(community),
      parentId: community.id,
      path: { ...community.path, gridId: id },
      ...((polygons || before?.centre) && { centre: polygons ? innerPlace(polygons) : before?.centre }),
      ...(goesOn ? before.from && { from: before.from } : { from: startsAt }),
      ...(before?.takesFrom && { takesFrom: before.takesFrom }),
      ...optional('households', target.households.get(id) ?? before?.households),
    })
  }
  for (const area of present.areas.values())
    if (area.level === 'grid' && !plan.grids.get(area.id)?.polygons && plan.redrawn.has(area.path.communityId ?? ''))
      if (area.until === undefined || area.until > startsAt) next.set(area.id, { ...area, until: startsAt })

  for (const [id, gridId] of target.gridOf) {
    const planned = plan.buildings.get(id)
    const before = present.areas.get(id)
    const grid = latest(gridId)
    if (!grid) throw new Error(`area ${gridId} is named but missing`)
    const building = before ? movedTo(before, gridId, startsAt, latest) : enteredIn(grid, id, startsAt)
    const { synthetic, until, courtyardId: _, ...kept } = building
    const centre = planned?.at ?? building.centre
    next.set(id, {
      ...kept,
      ...optional('courtyardId', target.courtyards.of.get(id)),
      ...(!planned && synthetic && { synthetic }),
      // What a directory names is there
      ...(!planned && until && { until }),
      ...(planned && { name: planned.name }),
      ...(centre && { centre }),
    })
  }
  for (const id of target.ended) {
    const area = present.areas.get(id)
    if (area) next.set(id, { ...area, until: startsAt })
  }
  courtyards(next, plan, target, present, startsAt)
  for (const area of [...next.values()]) takeBuildings(area, next, present)
  centres(plan.redrawn, next, present)
  return next
}

/** A courtyard is no matter of boundaries: it is there at once. One that loses its last building ends, and can come again. */
function courtyards(next: Map<string, AreaDoc>, plan: Plan, target: Target, present: Present, startsAt: string) {
  for (const { id, name, community } of plan.courtyards.values()) {
    if (!target.courtyards.used.has(id)) continue
    next.set(id, {
      id,
      version: present.areas.get(id)?.version ?? 0,
      level: 'courtyard',
      name,
      within: fullName(community),
      path: community.path,
      courtyardOf: community.id,
    })
  }
  for (const id of target.courtyards.emptied) {
    const area = present.areas.get(id)
    if (area) next.set(id, { ...area, until: area.until ?? startsAt })
  }
}

const optional = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { [k in K]?: V }

/** A building that the city did not know. */
const enteredIn = (grid: AreaDoc, id: string, startsAt: string): AreaDoc => ({
  id,
  version: 0,
  level: 'building',
  name: '',
  within: fullName(grid),
  parentId: grid.id,
  path: { ...grid.path, buildingId: id },
  // Before its grid there is nobody to answer for it.
  ...(grid.from === startsAt && { from: startsAt }),
})

/** A known building that comes to a grid at the start; what is decided for later than that is dropped. */
function movedTo(
  building: AreaDoc,
  gridId: string,
  startsAt: string,
  areaOf: (id: string) => AreaDoc | undefined,
): AreaDoc {
  const { grids = [], ...rest } = building
  const earlier = grids.filter(({ from }) => from < startsAt)
  const before = gridOf({ path: building.path, grids: earlier }, startsAt)
  if (before === gridId) return { ...rest, ...(earlier.length > 0 && { grids: earlier }) }
  // One that itself begins no earlier has nothing to come from: it is simply entered there.
  const grid = areaOf(gridId)
  if (building.from !== undefined && building.from >= startsAt && grid)
    return { ...rest, parentId: gridId, path: { ...grid.path, buildingId: building.id }, within: fullName(grid) }
  return { ...rest, grids: [...earlier, { from: startsAt, gridId }] }
}

/** Notes on a grid which others its buildings hang below. */
function takeBuildings(building: AreaDoc, next: Map<string, AreaDoc>, present: Present) {
  if (building.level !== 'building' || !building.parentId) return
  for (const { gridId } of building.grids ?? []) {
    const grid = next.get(gridId) ?? present.areas.get(gridId)
    if (!grid || gridId === building.parentId || grid.takesFrom?.includes(building.parentId)) continue
    next.set(gridId, { ...grid, takesFrom: [...(grid.takesFrom ?? []), building.parentId].sort() })
  }
}

/** Puts a community's desk in the middle of its grids, and that of a street without one in the middle of its communities. */
function centres(redrawn: ReadonlySet<string>, next: Map<string, AreaDoc>, { areas }: Present) {
  const parentOf = ({ parentId = '' }: AreaDoc) => parentId
  const grids = groupBy(
    [...next.values()].filter(({ level, until }) => level === 'grid' && !until),
    parentOf,
  )
  for (const id of redrawn) {
    const community = areas.get(id)
    if (community) next.set(id, { ...community, centre: middleOf(grids.get(id) ?? []) ?? community.centre })
  }
  const communities = groupBy(
    [...next.values()].filter(({ level }) => level === 'community'),
    parentOf,
  )
  for (const [id, below] of communities) {
    const street = areas.get(id)
    if (street && !street.centre) next.set(id, { ...street, centre: middleOf(below) })
  }
}

function middleOf(areas: readonly AreaDoc[]): Place | undefined {
  const places = areas.flatMap(({ centre }) => (centre ? [centre] : []))
  if (places.length === 0) return undefined
  const mean = (coordinate: keyof Place) =>
    Math.round(places.reduce((total, place) => total + place[coordinate], 0) / places.length)
  return { lngE7: mean('lngE7'), latE7: mean('latE7') }
}

function renamed(changes: Changes, area: AreaDoc, before: AreaDoc | undefined) {
  const entries = nameEntries(area)
  const known = before ? nameEntries(before) : []
  for (const entry of entries) changes.put('areaNames', { ...entry, version: known.length > 0 ? 1 : 0 })
  for (const entry of known.slice(entries.length)) changes.remove('areaNames', { ...entry, version: 1 })
}

/** A building's doors are those of the files, wherever these name any. */
function doors(changes: Changes, plan: Plan, present: Present) {
  for (const { id: buildingId, doors } of plan.buildings.values()) {
    if (doors.length === 0) continue
    const there = present.households.get(buildingId) ?? []
    const known = new Set(there.map(({ unit }) => unit))
    const wanted = new Set(doors)
    for (const unit of wanted)
      if (!known.has(unit)) changes.put('households', { id: `${buildingId}:${unit}`, version: 0, buildingId, unit })
    for (const household of there) if (!wanted.has(household.unit)) changes.remove('households', household)
  }
}

function workPhones(changes: Changes, plan: Plan, present: Present) {
  for (const { id, workers } of plan.grids.values()) {
    for (const worker of workers) {
      const role = present.roles.find(isHeldBy(present, id, worker))
      if (role && worker.phone && role.workPhone !== worker.phone)
        changes.put('roles', { ...role, workPhone: worker.phone })
    }
  }
}

function cells(changes: Changes, next: ReadonlyMap<string, AreaDoc>, present: Present) {
  const pins = [...new Map([...present.areas, ...next]).values()].flatMap(({ id, level, name, centre, until }) =>
    level === 'building' && centre && !until ? [{ id, name, at: centre }] : [],
  )
  replaceAll(changes, 'buildingCells', buildingCellDocs(pins), present.buildingCells)
}

function desks(changes: Changes, next: ReadonlyMap<string, AreaDoc>, present: Present) {
  const all = [...new Map([...present.areas, ...next]).values()].flatMap(({ id, level, centre, path }): Desk[] =>
    (level === 'community' || level === 'street') && centre
      ? [{ level, id, districtId: path.districtId, at: centre }]
      : [],
  )
  replaceAll(changes, 'desks', deskDocs(all, present.outlines), present.desks)
}

/** Writes those documents of a whole collection that are new or different, and removes those that are no more. */
function replaceAll<C extends 'buildingCells' | 'desks'>(
  changes: Changes,
  collection: C,
  docs: readonly Fresh<Documents[C]>[],
  before: ReadonlyMap<string, Documents[C]>,
) {
  for (const doc of docs) {
    const next = { ...doc, version: before.get(doc.id)?.version ?? 0 } as Documents[C]
    if (!isSame(before.get(doc.id), next)) changes.put(collection, next)
  }
  const wanted = new Set(docs.map(({ id }) => id))
  for (const doc of before.values()) if (!wanted.has(doc.id)) changes.remove(collection, doc)
}

function boundaries(changes: Changes, { tracts }: Target, present: Present, { startsAt, day, now }: Start) {
  const { generation, parts } = generationDocs(nextId(day, present), startsAt, tracts, now)
  changes.put('generations', { ...generation, version: 0 })
  for (const part of parts) changes.put('boundaryParts', { ...part, version: 0 })
}

/** `2026-12-01-2` where there is a `2026-12-01-1` already. */
function nextId(day: string, { generation }: Present): string {
  const number = generation?.id.startsWith(`${day}-`) ? Number(generation.id.slice(day.length + 1)) : 0
  return `${day}-${number + 1}`
}

/** Whether two documents say the same; the order of their fields does not matter. */
function isSame(a: Stored | undefined, b: Stored): boolean {
  return a !== undefined && a.version > 0 && canonical(a) === canonical(b)
}
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )
