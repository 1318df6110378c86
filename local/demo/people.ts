import { type Role, roleLabels } from '../../cloudfunctions/contract/account'
import type { AreaDoc, MembershipDoc, PersonDoc, RoleDoc } from '../../cloudfunctions/kernel/collections'
import type { Fresh } from '../../cloudfunctions/kernel/ports'

/** A demo person as the local host lists them: a part to play, nobody's name. */
export interface Persona {
  id: string
  title: string
  roles: { role: Role; areaId: string }[]
  buildingId?: string
}

/** Demo people with the records that make them who they are. */
export interface People {
  personas: Persona[]
  people: Fresh<PersonDoc>[]
  roles: Fresh<RoleDoc>[]
  memberships: Fresh<MembershipDoc>[]
}

/** Where a demo person lives; `confirmed` or still waiting for the captain. */
export interface Home {
  building: Fresh<AreaDoc>
  unit: string
  state: 'confirmed' | 'pending'
}

/** Where a role is held: an area, or a service site. */
type Post = Pick<AreaDoc, 'id' | 'name'>

/** Makes up demo people one by one. `startIndex` numbers the first: it goes into name and phone. */
export function crowd(startIndex: number, now: string) {
  const made: People = { personas: [], people: [], roles: [], memberships: [] }
  let index = startIndex

  /**
   * Adds a person with a role at an area or a service site. Being a resident is no record: it follows from the home, or from the
   * community that `area` then names.
   */
  function add(id: string, role: Role, area: Post, home?: Home): void {
    const name = `${roleLabels[role]}演示${index}`.slice(-20)
    // No operator has handed out numbers that begin with 130 0000
    const phone = `130${String(index).padStart(8, '0')}`
    const title = role === 'resident' ? residentTitle(area, home) : staffTitle(role, area)
    const membership = home && newMembership(id, name, home, now)
    made.people.push({
      id,
      openid: `demo-${id}`,
      name,
      phone,
      allowance: {},
      ...(membership && { homeMembershipId: membership.id }),
    })
    if (membership) made.memberships.push(membership)
    if (role !== 'resident') {
      made.roles.push({
        id: `${id}:${role}`,
        personId: id,
        role,
        areaId: area.id,
        areaName: area.name,
        title,
        name,
        workPhone: phone,
      })
    }
    made.personas.push({
      id,
      title,
      roles: [{ role, areaId: area.id }],
      ...(home?.state === 'confirmed' && { buildingId: home.building.id }),
    })
    index += 1
  }
  return { add, made }
}

const ofPlace = new Set<Role>(['volunteer', 'captain', 'gridInformant', 'counsellor', 'gridWorker'])

/** `和合大院1号楼楼长`, `老虎滩街道工作人员`: the area's name says the level already. */
const staffTitle = (role: Role, { name }: Post) => name + (ofPlace.has(role) ? roleLabels[role] : '工作人员')

function residentTitle(area: Post, home: Home | undefined): string {
  if (!home) return `${area.name}居民，未登记住址`
  return `${home.building.name}居民${home.state === 'pending' ? '，住址待确认' : ''}`
}

function newMembership(personId: string, personName: string, home: Home, at: string): Fresh<MembershipDoc> {
  const { building, unit, state } = home
  const { gridId = '', communityId = '' } = building.path
  return {
    id: `home-${personId}`,
    personId,
    personName,
    buildingId: building.id,
    buildingName: building.name,
    gridId,
    communityId,
    unit,
    relation: 'owner',
    state,
    at,
    ...(state === 'pending' ? { pendingBuilding: building.id, pendingGrid: gridId } : { livesIn: building.id }),
  }
}
