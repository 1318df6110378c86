import { type GroupLevel, groupLevels } from '../contract/deliberation'
import { notFound } from '../contract/errors'
import type { Context } from '../kernel/action'
import { areaNow, getArea, gridOf, isInForce, peopleAt, staffRoleOf } from '../kernel/areas'
import type { AreaDoc, MembershipDoc, RoleDoc } from '../kernel/collections'
import { type HeldRole, maskName } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { speakerName } from './rules'

/** Buildings of one courtyard, grids of one community, delegates of one forum at most. */
const most = 1000

/** What the work of a group needs of the call. */
export type Within = Pick<Context, 'ports' | 'now'>

/** A building, courtyard, community or street as people deliberate in it; `id` is the area's. */
export interface Group {
  id: string
  level: GroupLevel
  name: string
  area: AreaDoc
}

/** Somebody as the group reads them. */
export interface Speaker {
  /** Membership or role by which they are here. */
  memberId: string
  name: string
  moderator: boolean
}
/** A member or moderator of a group, with who that is. */
export interface Seat extends Speaker {
  personId: string
  /** Somebody named to a forum. */
  delegate: boolean
  /** The household they live in, and what those read who come to its door: `和合大院1号楼 1-101 王*`. */
  home?: { householdId: string; label: string }
}

/** What the caller is in a group. */
export interface Standing {
  member: boolean
  moderator: boolean
  /** As they speak there; absent for an outsider. */
  speaker?: Speaker
}

const isGroupLevel = (level: string): level is GroupLevel => (groupLevels as readonly string[]).includes(level)

/** The group of an area as it is by now; undefined where people do not deliberate. */
export async function getGroup({ ports: { store }, now }: Within, id: string): Promise<Group | undefined> {
  const area = await getArea(store, id)
  if (!area || !isGroupLevel(area.level)) return undefined
  return { id, level: area.level, name: area.name, area: await areaNow(store, area, now) }
}

/** As `getGroup`. @throws ActionError NOT_FOUND */
export async function needGroup(within: Within, id: string): Promise<Group> {
  const group = await getGroup(within, id)
  if (!group) throw notFound('议事群')
  return group
}

/** The group and those above it, the lowest first. A building without a courtyard answers to its community. */
export async function ladderFrom(within: Within, group: Group): Promise<Group[]> {
  const { courtyardId, path } = group.area
  const ids = [group.id, courtyardId, path.communityId, path.streetId].filter((id): id is string => Boolean(id))
  const groups = await Promise.all([...new Set(ids)].map((id) => (id === group.id ? group : getGroup(within, id))))
  const from = groupLevels.indexOf(group.level)
  return groups.filter((one): one is Group => one !== undefined && groupLevels.indexOf(one.level) >= from)
}

/** The home of the caller, once it is confirmed. */
export async function homeOf({ caller, ports }: Pick<Context, 'caller' | 'ports'>): Promise<MembershipDoc | undefined> {
  const id = caller.person?.record?.homeMembershipId
  const home = id === undefined ? undefined : await ports.store.get('memberships', id)
  return home?.livesIn ? home : undefined
}

/** The buildings of a courtyard, at most 1000. */
export const buildingsOf = async (store: Store, courtyardId: string): Promise<AreaDoc[]> =>
  (await store.range('areas', 'byCourtyard', { eq: [courtyardId], limit: most })).rows

/** The courtyards of a community, at most 1000. */
export const courtyardsOf = async (store: Store, communityId: string): Promise<AreaDoc[]> =>
  (await store.range('areas', 'courtyardsOf', { eq: [communityId], limit: most })).rows

/** The buildings of a grid by now: what came from other grids still hangs below those. At most 1000 from each. */
export async function buildingsOfGrid({ ports: { store }, now }: Within, gridId: string): Promise<AreaDoc[]> {
  const grid = await getArea(store, gridId)
  const parents = [gridId, ...(grid?.takesFrom ?? [])]
  const pages = await Promise.all(parents.map((id) => store.range('areas', 'byParent', { eq: [id], limit: most })))
  return pages
    .flatMap(({ rows }) => rows)
    .filter((area) => area.level === 'building' && isInForce(area, now) && gridOf(area, now) === gridId)
}

/** The buildings of a group; of a community those of all its grids, in a courtyard or not. */
export async function buildingsIn(within: Within, { level, area }: Pick<Group, 'level' | 'area'>): Promise<AreaDoc[]> {
  const { store } = within.ports
  if (level === 'building') return [area]
  if (level === 'courtyard') return (await buildingsOf(store, area.id)).filter((one) => isInForce(one, within.now))
  const { rows } = await store.range('areas', 'byParent', { eq: [area.id], limit: most })
  const grids = rows.filter((one) => one.level === 'grid' && isInForce(one, within.now))
  return (await Promise.all(grids.map(({ id }) => buildingsOfGrid(within, id)))).flat()
}

/** Whether a building is, or by now lies in, the building, courtyard or community. */
export async function liesIn(within: Within, buildingId: string, groupId: string): Promise<boolean> {
  if (buildingId === groupId) return true
  const { courtyardId, path } = (await getGroup(within, buildingId))?.area ?? {}
  return groupId === courtyardId || groupId === path?.communityId
}

/** Ids of the grids that a building or the buildings of a courtyard belong to by now. */
async function gridsOf({ ports: { store }, now }: Within, { level, area }: Group): Promise<string[]> {
  const buildings = level === 'building' ? [area] : await buildingsOf(store, area.id)
  return [...new Set(buildings.flatMap((building) => gridOf(building, now) ?? []))]
}

/** Roles whose holders moderate the group: of the building captain and grid worker, of a courtyard its grid workers. */
async function moderating(within: Within, group: Group): Promise<[HeldRole['role'], string][]> {
  if (group.level === 'community' || group.level === 'street') return [[staffRoleOf(group.level), group.id]]
  const grids = (await gridsOf(within, group)).map((id): [HeldRole['role'], string] => ['gridWorker', id])
  return group.level === 'building' ? [['captain', group.id], ...grids] : grids
}

/** Who moderates the group. */
export async function moderatorsOf(within: Within, group: Group): Promise<RoleDoc[]> {
  const posts = await moderating(within, group)
  return (await Promise.all(posts.map(([role, areaId]) => peopleAt(within.ports.store, areaId, role)))).flat()
}

/** Whether a role of these moderates the group; the role by which. */
async function moderatingRole(within: Within, group: Group, roles: readonly HeldRole[]) {
  if (roles.length === 0) return undefined
  const posts = await moderating(within, group)
  return roles.find((held) => posts.some(([role, areaId]) => held.role === role && held.areaId === areaId))
}

/** The caller's post of captain by which they sit in a courtyard or community. */
async function captaincy({ caller, ports: { store }, now }: Context, group: Group): Promise<HeldRole | undefined> {
  if (group.level !== 'courtyard' && group.level !== 'community') return undefined
  for (const held of caller.roles) {
    if (held.role !== 'captain') continue
    const building = await getArea(store, held.areaId)
    if (!building) continue
    const { courtyardId, path } = group.level === 'courtyard' ? building : await areaNow(store, building, now)
    if (group.id === (group.level === 'courtyard' ? courtyardId : path.communityId)) return held
  }
  return undefined
}

export const speakerOfHome = ({ id, unit, personName }: MembershipDoc): Speaker => ({
  memberId: id,
  name: speakerName(unit, personName && maskName(personName)),
  moderator: false,
})
const speakerOfRole = ({ id, title }: Pick<HeldRole, 'id' | 'title'>, moderator: boolean): Speaker => ({
  memberId: id,
  name: title,
  moderator,
})

/** What the caller is in the group. Who moderates it speaks as that; who also lives there is a member all the same. */
export async function standingIn(context: Context, group: Group): Promise<Standing> {
  const [post, seat] = await Promise.all([moderatingRole(context, group, context.caller.roles), seatIn(context, group)])
  return {
    member: seat !== undefined,
    moderator: post !== undefined,
    speaker: post ? speakerOfRole(post, true) : seat,
  }
}

/** As what the caller is a member of the group. */
async function seatIn(context: Context, group: Group): Promise<Speaker | undefined> {
  const captain = await captaincy(context, group)
  if (captain) return speakerOfRole(captain, false)
  const home = await homeOf(context)
  if (!home) return undefined
  if (group.level === 'building') return home.livesIn === group.id ? speakerOfHome(home) : undefined
  const delegate = await context.ports.store.get('delegates', `${group.id}:${home.id}`)
  return delegate && { ...speakerOfHome(home), name: delegate.name }
}

/** The group of an area and what the caller is in it. @throws ActionError NOT_FOUND for an outsider */
export async function findGroup(context: Context, groupId: string): Promise<{ group: Group; standing: Standing }> {
  const group = await needGroup(context, groupId)
  const standing = await standingIn(context, group)
  if (!standing.member && !standing.moderator) throw notFound('议事群')
  return { group, standing }
}

export interface SeatPage {
  seats: Seat[]
  next?: string
}

/**
 * A page of the members of a group: residents of a building, captains and delegates of the forums above. A community's
 * captains come courtyard by courtyard.
 */
export async function seatPage(within: Within, group: Group, after?: string, limit = 100): Promise<SeatPage> {
  const { store } = within.ports
  switch (group.level) {
    case 'building': {
      const { rows, next } = await store.range('memberships', 'byLiving', { eq: [group.id], limit, after })
      return { seats: rows.map(seatOfHome), next }
    }
    case 'courtyard':
      return { seats: [...(await delegatesOf(store, group.id)), ...(await captainsOf(store, group.id))] }
    case 'community': {
      const { rows, next } = await store.range('areas', 'courtyardsOf', { eq: [group.id], limit: 1, after })
      const delegates = after === undefined ? await delegatesOf(store, group.id) : []
      const captains = await Promise.all(rows.map(({ id }) => captainsOf(store, id)))
      return { seats: [...delegates, ...captains.flat()], next }
    }
    case 'street': {
      const { rows, next } = await store.range('delegates', 'byGroup', { eq: [group.id], limit, after })
      return { seats: await stillThere(store, rows), next }
    }
  }
}

/** Every member of the group, page by page; somebody who sits there twice comes once. */
export async function* seatsOf(within: Within, group: Group): AsyncGenerator<Seat> {
  const seen = new Set<string>()
  let after: string | undefined
  do {
    const { seats, next } = await seatPage(within, group, after, most)
    for (const seat of seats) {
      if (seen.has(seat.personId)) continue
      seen.add(seat.personId)
      yield seat
    }
    after = next
  } while (after)
}

const seatOfHome = (home: MembershipDoc): Seat => ({
  ...speakerOfHome(home),
  personId: home.personId,
  delegate: false,
  home: householdOf(home),
})

const householdOf = ({ buildingId, buildingName, unit, personName }: MembershipDoc) => ({
  householdId: `${buildingId}:${unit}`,
  label: [buildingName, unit, personName && maskName(personName)].filter(Boolean).join(' '),
})

export const seatOfModerator = (role: RoleDoc): Seat => ({
  ...speakerOfRole(role, true),
  personId: role.personId,
  delegate: false,
})

async function captainsOf(store: Store, courtyardId: string): Promise<Seat[]> {
  const buildings = await buildingsOf(store, courtyardId)
  const roles = await Promise.all(buildings.map(({ id }) => peopleAt(store, id, 'captain')))
  return roles.flat().map((role) => ({ ...speakerOfRole(role, false), personId: role.personId, delegate: false }))
}

async function delegatesOf(store: Store, groupId: string): Promise<Seat[]> {
  return stillThere(store, (await store.range('delegates', 'byGroup', { eq: [groupId], limit: most })).rows)
}

/** Delegates who still live where they did when they were named. */
async function stillThere(
  store: Store,
  delegates: readonly { membershipId: string; personId: string; name: string }[],
): Promise<Seat[]> {
  const homes = await Promise.all(delegates.map(({ membershipId }) => store.get('memberships', membershipId)))
  return delegates.flatMap(({ personId, name }, i) => {
    const home = homes[i]
    const seat = { personId, name, moderator: false, delegate: true }
    return home?.livesIn ? [{ ...seat, memberId: home.id, home: householdOf(home) }] : []
  })
}

/** The member or moderator of the group who goes by this id there. */
export async function seatOf(within: Within, group: Group, memberId: string): Promise<Seat | undefined> {
  const { store } = within.ports
  const [home, role] = await Promise.all([store.get('memberships', memberId), store.get('roles', memberId)])
  if (role && (await moderatingRole(within, group, [role]))) return seatOfModerator(role)
  if (home?.livesIn && group.level === 'building') return home.livesIn === group.id ? seatOfHome(home) : undefined
  if (home?.livesIn) {
    const delegate = await store.get('delegates', `${group.id}:${home.id}`)
    return delegate && { ...seatOfHome(home), name: delegate.name, delegate: true }
  }
  if (role?.role !== 'captain') return undefined
  const building = await getArea(store, role.areaId)
  const at = building && (await areaNow(store, building, within.now))
  if (!at || ![at.courtyardId, at.path.communityId].includes(group.id)) return undefined
  return { ...speakerOfRole(role, false), personId: role.personId, delegate: false }
}
