import type { Colleague } from '../contract/area'
import { action, type Context } from '../kernel/action'
import { unitOf } from '../kernel/areas'
import type { AreaDoc, RoleDoc } from '../kernel/collections'
import { staffOfGrid, staffOfGrids } from '../kernel/coverage'
import { itemsToHandOver } from '../kernel/handover'
import { withRole } from '../kernel/people'
import type { Fresh } from '../kernel/ports'
import { rulesOf } from '../kinds'
import { staffedGrid } from './overseen'

/** The people of one grid, and who of its community's could take it on. */
export const staff = action({
  name: 'area.staff',
  policy: withRole('communityStaff', 'streetStaff'),
  async run(context, { gridId }) {
    const { store } = context.ports
    const { grid, community } = await staffedGrid(context, gridId)
    const [{ workers, informants }, post, known] = await Promise.all([
      staffOfGrid(store, grid),
      store.get('posts', gridId),
      colleaguesOf(context, community),
    ])
    // Those that its community stands in for go with a vacant grid
    const change = workers.length > 0 ? 'replace' : 'fill'
    const units = { grid: unitOf(grid), community: unitOf(community) }
    const open = await itemsToHandOver(store, rulesOf, { change, ...units })
    const here = new Set(workers.map(({ personId }) => personId))
    return {
      gridId,
      gridName: grid.name,
      version: post?.version ?? 0,
      workers: workers.map(presentColleague),
      informants: informants.map(presentColleague),
      known: known.filter(({ personId }) => !here.has(personId)).map(presentColleague),
      open: open.length,
    }
  },
})

/** Workers and informants of the community's grids, each person once; workers first. */
export async function colleaguesOf({ ports, now }: Context, community: AreaDoc): Promise<RoleDoc[]> {
  const staffed = await staffOfGrids(ports.store, community.id, now)
  const held = [...staffed.flatMap(({ workers }) => workers), ...staffed.flatMap(({ informants }) => informants)]
  const byPerson = new Map<string, RoleDoc>()
  for (const role of held) if (!byPerson.has(role.personId)) byPerson.set(role.personId, role)
  return [...byPerson.values()]
}

export const presentColleague = ({ id, name, title, workPhone }: Fresh<RoleDoc>): Colleague => ({
  roleId: id,
  name,
  title,
  phone: workPhone,
})
