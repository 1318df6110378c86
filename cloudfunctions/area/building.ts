import { ActionError } from '../contract/errors'
import { action } from '../kernel/action'
import { getArea, getBuilding } from '../kernel/areas'
import { anyone } from '../kernel/people'
import { presentArea } from './present'
import { naturally } from './rules'

/** Doors of one building at most. */
const mostUnits = 1000

/** A building with its grid, its community and its doors. */
export const building = action({
  name: 'area.building',
  policy: anyone,
  async run({ ports: { store }, now }, { buildingId }) {
    const found = await getBuilding(store, buildingId, now)
    if (!found) throw new ActionError('NOT_FOUND', '没有找到这栋楼，请重新选择')
    const { gridId = '', communityId = '' } = found.path
    const [grid, community, households] = await Promise.all([
      getArea(store, gridId),
      getArea(store, communityId),
      store.range('households', 'byBuilding', { eq: [buildingId], limit: mostUnits }),
    ])
    return {
      building: presentArea(found),
      gridId,
      gridName: grid?.name ?? '',
      communityId,
      communityName: community?.name ?? '',
      units: households.rows.map(({ unit }) => unit).sort(naturally),
    }
  },
})
