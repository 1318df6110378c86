import { cityId } from '../../cloudfunctions/kernel/areas'
import type { AreaDoc } from '../../cloudfunctions/kernel/collections'
import type { Fresh } from '../../cloudfunctions/kernel/ports'
import type { DemoBuilding } from './buildings'
import { type NamedCommunity, namedCommunities } from './named'
import { crowd, type Home, type People } from './people'

/**
 * The demo people: everybody that a report from one of the five communities may meet on its way up, and residents.
 * Their ids can be read: `resident-zhongxing-1`, `grid-zhongxing-3`.
 */
export function demoPeople(areas: readonly Fresh<AreaDoc>[], buildings: readonly DemoBuilding[], now: string): People {
  const { add, made } = crowd(1, now)
  const byId = new Map(areas.map((area) => [area.id, area]))
  const at = (id: string | undefined): Fresh<AreaDoc> => {
    const area = byId.get(id ?? '')
    if (!area) throw new Error(`the demo city has no ${id}`)
    return area
  }
  const home = (building: DemoBuilding, door: number, state: Home['state'] = 'confirmed'): Home => ({
    building: at(building.id),
    unit: building.units[door],
    state,
  })

  function peopleOf({ id, key, full }: NamedCommunity) {
    const community = at(id)
    const grids = areas.filter(({ level, parentId }) => level === 'grid' && parentId === id)
    const inGrid = (grid: Fresh<AreaDoc>) => buildings.filter(({ gridId }) => gridId === grid.id)
    const [first, second] = inGrid(grids[0])
    const [elsewhere] = inGrid(grids[1])

    add(`resident-${key}-1`, 'resident', community, home(first, 0))
    if (full) {
      add(`resident-${key}-2`, 'resident', community, home(elsewhere, 0))
      add(`resident-${key}-3`, 'resident', community, home(first, 1, 'pending'))
      add(`resident-${key}-4`, 'resident', community)
    }
    add(`captain-${key}-1`, 'captain', at(first.id), home(first, 2))
    if (full) add(`captain-${key}-2`, 'captain', at(second.id), home(second, 0))
    for (const [i, grid] of grids.entries()) {
      add(`grid-${key}-${i + 1}`, 'gridWorker', grid)
      if (full) add(`informant-${key}-${i + 1}`, 'gridInformant', grid)
    }
    add(`community-${key}`, 'communityStaff', community)
  }

  for (const named of namedCommunities) peopleOf(named)

  const paths = namedCommunities.map(({ id }) => at(id).path)
  for (const streetId of new Set(paths.map((path) => path.streetId))) {
    add(`street-${streetId}`, 'streetStaff', at(streetId))
  }
  for (const districtId of new Set(paths.map((path) => path.districtId))) {
    add(`district-${districtId}`, 'districtStaff', at(districtId))
    const departments = areas.filter(({ level, parentId }) => level === 'department' && parentId === districtId)
    for (const department of departments) add(`department-${department.id}`, 'departmentStaff', department)
  }
  add('city', 'cityStaff', at(cityId))
  return made
}
