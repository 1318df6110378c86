import { peopleAt } from '../../cloudfunctions/kernel/areas'
import type { Identity } from '../../cloudfunctions/kernel/ports'
import type { House } from '../../local/house'
import { findCast } from '../report/cast'
import { callAs } from '../report/story'

/** A building of the demo city with a crowd behind its doors. */
export interface Neighbours {
  buildingId: string
  captain: Identity
  /** Id of the role by which they are captain. */
  captaincy: string
  people: Identity[]
}

/** Lets `count` people live in a building of the demo city, with its captain. */
export async function settle({ ports: { store, clock } }: House, count: number): Promise<Neighbours> {
  const { building } = await findCast(store)
  const [captain] = await peopleAt(store, building.id, 'captain')
  const { path } = building
  const at = clock.now()
  const people = Array.from({ length: count }, (_, i) => ({ personId: `bench-${i}`, openid: `bench-${i}` }))
  await store.load(
    'people',
    people.map(({ personId, openid }) => ({
      id: personId,
      openid,
      allowance: {},
      homeMembershipId: `home-${personId}`,
    })),
  )
  await store.load(
    'memberships',
    people.map(({ personId }, i) => ({
      id: `home-${personId}`,
      personId,
      personName: '演示居民',
      buildingId: building.id,
      buildingName: building.name,
      gridId: path.gridId ?? '',
      communityId: path.communityId ?? '',
      unit: `9-${i}`,
      relation: 'owner' as const,
      state: 'confirmed' as const,
      at,
      livesIn: building.id,
    })),
  )
  return {
    buildingId: building.id,
    captain: { personId: captain.personId, openid: captain.personId },
    captaincy: captain.id,
    people,
  }
}

/** Proposes a topic as the captain; answers its id. */
export const propose = async ({ dispatch }: House, { buildingId, captain }: Neighbours) =>
  (
    await callAs(dispatch, captain)('deliberation.propose', {
      groupId: buildingId,
      kind: 'parking',
      title: '楼前要不要划停车位',
      body: '大家看看怎么停',
    })
  ).topicId
