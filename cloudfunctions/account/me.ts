import type { Answer } from '../contract'
import { action, type Context } from '../kernel/action'
import { getArea, getBuilding, peopleAt } from '../kernel/areas'
import type { PersonDoc } from '../kernel/collections'
import { maskPhone, signedIn } from '../kernel/people'
import { presentPlace } from '../kernel/present'
import { unreadOf } from './inbox'

/** The signed-in person: roles, home, unread messages, and the server's time. */
export const me = action({
  name: 'account.me',
  policy: signedIn,
  async run(context) {
    const { caller, now } = context
    const id = caller.person?.id ?? ''
    const record = caller.person?.record
    const [home, unread] = await Promise.all([homeOf(context, record), unreadOf(context.ports.store, id)])
    return {
      id,
      name: record?.name ?? '',
      phoneMasked: record?.phone && maskPhone(record.phone),
      roles: caller.roles,
      home,
      unread,
      allowance: { ...record?.allowance },
      now,
    }
  },
})

/** Where the person says they live, with the grid's work contacts. */
async function homeOf({ ports, now }: Context, record: PersonDoc | undefined): Promise<Answer<'account.me'>['home']> {
  const { store } = ports
  const membership = record?.homeMembershipId ? await store.get('memberships', record.homeMembershipId) : undefined
  if (!membership || membership.state === 'left') return undefined
  const building = await getBuilding(store, membership.buildingId, now)
  if (!building) return undefined
  // Of the grid that the building is in by now, which may be another one than when the address was given.
  const { gridId = membership.gridId, communityId = membership.communityId } = building.path
  const [grid, community, workers] = await Promise.all([
    getArea(store, gridId),
    getArea(store, communityId),
    peopleAt(store, gridId, 'gridWorker'),
  ])
  // A directory may name buildings without saying where they stand.
  const place = building.centre ?? grid?.centre
  if (!place) return undefined
  return {
    ...membership,
    gridId,
    communityId,
    membershipId: membership.id,
    communityName: community?.name ?? '',
    gridName: grid?.name ?? '',
    point: presentPlace(place),
    gridWorkers: workers.map(({ name, workPhone }) => ({ name, phone: workPhone })),
  }
}
