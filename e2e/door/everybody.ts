import { type Role, roles } from '../../cloudfunctions/contract/account'
import { city, community, district, type Place, places, siblingOf, site, street } from './city'
import type { Door } from './door'
import type { Nearness, Somebody } from './reading'

/** The places of the matrix: where the items are, the grid next to it, and one in another district. */
export interface Neighbourhood {
  own: Place
  near: Place
  far: Place
  /** Another community of the same street. */
  nextCommunity: string
}

export async function neighbourhood(door: Door): Promise<Neighbourhood> {
  const [own, near] = await places(door, community.own)
  const [far] = await places(door, community.far)
  return { own, near, far, nextCommunity: await siblingOf(door, street.own, community.own) }
}

/** The area at which somebody holds a role; undefined where there is none. */
export function areaOf(role: Role, nearness: Nearness, around: Neighbourhood): string | undefined {
  const place = around[nearness]
  switch (role) {
    case 'resident':
      return nearness === 'far' ? community.far : community.own
    case 'captain':
      return place.buildingId
    case 'volunteer':
    case 'gridInformant':
    case 'gridWorker':
      return place.gridId
    case 'siteStaff':
    case 'counsellor':
      return site[nearness]
    case 'mediator':
    case 'communityStaff':
      return { own: community.own, near: around.nextCommunity, far: community.far }[nearness]
    case 'streetStaff':
      return street[nearness]
    case 'departmentStaff':
      return { own: `${district.own}-fire`, near: `${district.own}-urban`, far: `${district.far}-fire` }[nearness]
    case 'districtStaff':
      return district[nearness]
    case 'cityStaff':
      return nearness === 'own' ? city : undefined
  }
}

/** Makes up a person of the role. Residents live in the building of the place. */
export function settle(door: Door, role: Role, nearness: Nearness, around: Neighbourhood): Promise<string> {
  const { buildingId } = around[nearness]
  return door.persona(role, role === 'resident' ? { buildingId } : { areaId: areaOf(role, nearness, around) })
}

/** A person of each role at each nearness, and those who are defined by the item itself. */
export async function gather(door: Door, around: Neighbourhood): Promise<Somebody[]> {
  const people: Somebody[] = []
  for (const role of roles)
    for (const nearness of ['own', 'near', 'far'] as const)
      if (areaOf(role, nearness, around))
        people.push({ name: `${role}, ${nearness}`, id: await settle(door, role, nearness, around), role, nearness })
  const resident = async (name: string, is: Partial<Somebody>): Promise<Somebody> => {
    const id = await settle(door, 'resident', 'own', around)
    return { name, id, role: 'resident', nearness: 'own', ...is }
  }
  return [
    ...people,
    await resident('the reporter', { reporter: true }),
    await resident('a neighbour who joined', { joined: true }),
    { name: 'nobody' },
    { name: 'the holder of the receipt', receipt: 'right' },
    { name: 'the holder of another receipt', receipt: 'wrong' },
  ]
}
