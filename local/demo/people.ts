import { type Role, roleLabels } from '../../cloudfunctions/contract/account'
import type { AreaDoc, MembershipDoc, PersonDoc, RoleDoc } from '../../cloudfunctions/kernel/collections'
import type { PatronDoc } from '../../cloudfunctions/kernel/collections.booking'
import type { Fresh } from '../../cloudfunctions/kernel/ports'
import { type Cards, verifiedCard } from './patrons'

/** A demo person as the local host lists them: a part to play, nobody's name. */
export interface Persona {
  id: string
  title: string
  roles: { role: Role; areaId: string }[]
  buildingId?: string
}

/** Demo people with the records that make them who they are. */
export interface People extends Cards {
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
  const made: People = {
    personas: [],
    people: [],
    roles: [],
    memberships: [],
    patrons: [],
    citizens: [],
    proxies: [],
  }
  let index = startIndex

  /**
   * Adds a person with a role at an area or a service site. Being a resident is no record: it follows from the home, or from the
   * community that `area` then names. `note` goes behind their title. Answers the person's record.
   */
  function add(id: string, role: Role, area: Post, home?: Home, note?: string): Fresh<PersonDoc> {
    const name = `${roleLabels[role]}演示${index}`.slice(-20)
    // No operator has handed out numbers that begin with 130 0000
    const phone = `130${String(index).padStart(8, '0')}`
    const title = [role === 'resident' ? residentTitle(area, home) : staffTitle(role, area), note]
      .filter(Boolean)
      .join('，')
    const membership = home && newMembership(id, name, home, now)
    const person: Fresh<PersonDoc> = {
      id,
      openid: `demo-${id}`,
      name,
      phone,
      allowance: {},
      ...(membership && { homeMembershipId: membership.id }),
    }
    made.people.push(person)
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
    return person
  }

  /** Gives somebody a card with a birthday that staff have seen. */
  function verify(person: Fresh<PersonDoc>, birthday: string): Fresh<PatronDoc> {
    const { patron, citizen } = verifiedCard(person, birthday)
    made.patrons.push(patron)
    made.citizens.push(citizen)
    return patron
  }
  return { add, verify, made }
}

const ofPlace = new Set<Role>(['volunteer', 'captain', 'gridInformant', 'counsellor', 'mediator', 'gridWorker'])

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
    ...(state === 'pending'
      ? { pendingBuilding: building.id, pendingGrid: gridId, lookAt: at }
      : { livesIn: building.id }),
  }
}
