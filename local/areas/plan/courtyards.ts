import type { AreaDoc } from '../../../cloudfunctions/kernel/collections'
import type { Present } from '../city/present'
import type { Entry } from '../files/directory'
import { type Finding, findings, placeIn, type Where } from '../finding'
import { groupBy, type Match } from './gazetteer'
import { byNameIn, idOf, keyOf } from './ids'
import type { Plan, PlannedBuilding } from './plan'
import type { Target } from './target'

/** A courtyard 楼院 as the files want it. */
export interface PlannedCourtyard {
  id: string
  name: string
  community: AreaDoc
  where: Where
}

/** What the codes of a directory say of its courtyards. */
export interface CourtyardCodes {
  /** The code of the courtyard of this name, if any line has one. */
  codeOf(community: AreaDoc, name: string): string | undefined
  found: Finding[]
}

const placeOf = (community: AreaDoc, name: string) => `${community.id}\n${keyOf(name, community.name)}`

/** Learns which courtyards have codes: one line may give the code and others of the same courtyard only the name. */
export function courtyardCodes(
  entries: readonly Entry[],
  communityOf: (one: Entry) => Match,
  { areas }: Present,
): CourtyardCodes {
  const notes = findings()
  const byName = new Map<string, string>()
  const byCode = new Map<string, { name: string; community: AreaDoc; where: Where }>()
  for (const entry of entries) {
    const { courtyard: name, courtyardCode: code, where } = entry
    const match = communityOf(entry)
    if (!name || !code || !('community' in match)) continue
    const { community } = match
    const [stored, there] = [areas.get(code), byCode.get(code)]
    const key = placeOf(community, name)
    const other = byName.get(key)
    const problem =
      stored && (stored.level !== 'courtyard' || stored.courtyardOf !== community.id)
        ? `楼院编码「${code}」已经用于${stored.within}${stored.name}，请换一个编码`
        : there && placeOf(there.community, there.name) !== key
          ? `楼院编码「${code}」在${placeIn(there.where)}是${there.community.name}的「${there.name}」，这里是${community.name}的「${name}」`
          : other !== undefined && other !== code
            ? `楼院「${name}」有两个编码：「${other}」和「${code}」`
            : undefined
    if (problem) notes.fault('courtyard', problem, { where })
    else {
      byName.set(key, code)
      if (!there) byCode.set(code, { name, community, where })
    }
  }
  return { codeOf: (community, name) => byName.get(placeOf(community, name)), found: notes.found }
}

/**
 * Finds the courtyard of each building of the plan. One that has another name than before is known by its code, or by
 * its buildings: where all of them go to one new name, and nobody names the old one, it is the same under a new name.
 */
export function planCourtyards(plan: Plan, present: Present, { codeOf }: CourtyardCodes): Finding[] {
  const notes = findings()
  const nameOf = (id: string) => present.areas.get(id)?.name ?? ''
  const stored = byNameIn(present.areas.values(), 'courtyard', nameOf)
  const before = groupBy(buildingsIn(present), ({ courtyardId = '' }) => courtyardId)
  const named = groupBy(
    [...plan.buildings.values()].filter(({ courtyard }) => courtyard?.name),
    ({ community, courtyard }) => placeOf(community, courtyard?.name ?? ''),
  )
  const known = new Set<string>()
  for (const [key, [{ community, courtyard }]] of named)
    for (const id of [codeOf(community, courtyard?.name ?? ''), stored.get(key)?.id]) if (id) known.add(id)

  /** The one courtyard all of whose buildings are among these, and that the files no longer name. */
  function formerOf(buildings: readonly PlannedBuilding[]): string | undefined {
    const ids = new Set(buildings.map(({ id }) => id))
    const former = new Set(buildings.flatMap(({ id }) => present.areas.get(id)?.courtyardId ?? []))
    const whole = [...former].filter(
      (id) => !known.has(id) && before.get(id)?.every((building) => ids.has(building.id)),
    )
    const [only] = whole
    return whole.length === 1 && present.areas.get(only)?.courtyardOf === buildings[0].community.id ? only : undefined
  }

  for (const [key, buildings] of named) {
    const [{ community, courtyard }] = buildings
    const { name = '', where = buildings[0].where } = courtyard ?? {}
    const code = codeOf(community, name) ?? (stored.has(key) ? undefined : formerOf(buildings))
    const id = idOf(community, 'y', { name, code }, stored)
    plan.courtyards.set(id, { id, name, community, where })
    for (const building of buildings) plan.courtyardOf.set(building.id, id)
    const old = present.areas.get(id)
    if (old && keyOf(old.name, community.name) !== keyOf(name, community.name))
      notes.remark('courtyard', `${community.name}的楼院「${old.name}」改名为「${name}」`, { where })
  }
  for (const { id, courtyard } of plan.buildings.values())
    if (courtyard?.name === '') plan.courtyardOf.set(id, undefined)
  return notes.found
}

/** Buildings that are in a courtyard and not to end. */
const buildingsIn = ({ areas }: Present): AreaDoc[] =>
  [...areas.values()].filter(({ level, courtyardId, until }) => level === 'building' && courtyardId && !until)

/** The courtyards as they will be. */
export interface Courtyards {
  /** Of each building that the import touches; undefined where it is in none. */
  of: Map<string, string | undefined>
  /** Those of the files that have a building. */
  used: Set<string>
  /** Those that lose their last building. */
  emptied: Set<string>
}

/** Works out which building is in which courtyard, and lists what changes. A courtyard lies in one community. */
export function makeCourtyards(
  plan: Plan,
  present: Present,
  { gridOf, ended }: Pick<Target, 'gridOf' | 'ended'>,
): { courtyards: Courtyards; found: Finding[] } {
  const notes = findings()
  const of = new Map<string, string | undefined>()
  const nameOf = (id: string) => plan.courtyards.get(id)?.name ?? present.areas.get(id)?.name ?? id
  const communityIn = (id: string) => plan.courtyards.get(id)?.community.id ?? present.areas.get(id)?.courtyardOf
  const communityAt = (gridId: string) =>
    plan.grids.get(gridId)?.community.id ?? present.areas.get(gridId)?.path.communityId

  for (const [id, gridId] of gridOf) {
    const planned = plan.buildings.get(id)
    const stored = present.areas.get(id)
    const [former, { where }] = [stored?.courtyardId, { where: planned?.where }]
    const name = planned?.name ?? stored?.name ?? id
    const wanted = plan.courtyardOf.has(id) ? plan.courtyardOf.get(id) : former
    const fits = wanted === undefined || communityIn(wanted) === communityAt(gridId)
    const chosen = fits ? wanted : undefined
    of.set(id, chosen)
    if (!fits)
      notes.remark('courtyard', `${name}的网格不在楼院「${nameOf(wanted)}」的社区，没有归入这个楼院`, { where })
    else if (former && former !== chosen) {
      const [from, to] = [present.areas.get(former)?.name ?? former, chosen && nameOf(chosen)]
      const text = to ? `${name}由楼院「${from}」改归「${to}」` : `${name}不再属于楼院「${from}」`
      notes.remark('courtyard', text, { where })
    }
  }

  const before = buildingsIn(present)
  const used = new Set([
    ...[...of].flatMap(([, courtyardId]) => courtyardId ?? []),
    ...before.flatMap(({ id, courtyardId }) => (of.has(id) || ended.has(id) ? [] : (courtyardId ?? []))),
  ])
  const emptied = new Set(before.flatMap(({ courtyardId }) => courtyardId ?? []).filter((id) => !used.has(id)))
  for (const id of emptied)
    notes.remark(
      'courtyard',
      `楼院「${nameOf(id)}」没有楼栋了，到时停用，以前的议题都留着。如果是改了名，请在「楼院编码」一列填 ${id}`,
    )
  return { courtyards: { of, used, emptied }, found: notes.found }
}
