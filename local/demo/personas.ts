import { cityId } from '../../cloudfunctions/kernel/areas'
import type { AreaDoc } from '../../cloudfunctions/kernel/collections'
import type { Fresh } from '../../cloudfunctions/kernel/ports'
import type { DemoBuilding } from './buildings'
import { type NamedCommunity, namedCommunities } from './named'
import { childCard, elderCard, knownBirthdays, leave } from './patrons'
import { crowd, type Home, type People } from './people'
import type { DemoSite } from './sites'

/**
 * The demo people: everybody that a report from one of the five communities may meet on its way up, who works at the
 * service sites, and residents. Their ids can be read: `resident-zhongxing-1`, `grid-zhongxing-3`, `site-meili-1-2`.
 */
export function demoPeople(
  areas: readonly Fresh<AreaDoc>[],
  buildings: readonly DemoBuilding[],
  sites: readonly DemoSite[],
  now: string,
): People {
  const { add, verify, made } = crowd(1, now)
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
  for (const { site, key, staff, counsellors } of sites) {
    for (let i = 1; i <= staff; i += 1) add(`site-${key}${i === 1 ? '' : `-${i}`}`, 'siteStaff', site)
    for (let i = 1; i <= counsellors; i += 1) add(`counsellor-${key}-${i}`, 'counsellor', site)
  }
  addPatrons()
  addNeighbours()
  for (const { id, key, full } of namedCommunities) if (full) add(`mediator-${key}`, 'mediator', at(id))
  for (const streetId of new Set(paths.map((path) => path.streetId)))
    add(`mediator-${streetId}`, 'mediator', at(streetId))
  return made

  /** Whom one may book for: people at the ages that matter, a child, an elder who has only a phone. All live in 中兴. */
  function addPatrons() {
    const { id, key } = namedCommunities[0]
    const community = at(id)
    const grids = areas.filter(({ level, parentId }) => level === 'grid' && parentId === id)
    for (const [i, grid] of grids.entries()) add(`volunteer-${key}-${i + 1}`, 'volunteer', grid)
    const building = buildings.filter(({ gridId }) => gridId === grids[0].id)[1]
    let door = 5
    const resident = (name: string, note: string) => {
      door += 1
      return add(`${name}-${key}`, 'resident', community, home(building, door), note)
    }
    const cards = Object.entries(knownBirthdays(now)).map(([age, { birthday, title }]) =>
      verify(resident(`aged-${age}`, title), birthday),
    )
    const guardian = resident('guardian', '孩子的家长')
    const neighbour = resident('neighbour', '替老人代约')
    const worker = { personId: `grid-${key}-1`, title: `${grids[0].name}网格员` }
    const elder = elderCard(
      {
        id: `elder-${key}-1`,
        home: {
          buildingId: building.id,
          buildingName: at(building.id).name,
          unit: building.units[door + 1],
          communityId: id,
          gridId: grids[0].id,
        },
        registeredBy: worker,
      },
      now,
    )
    const [, , , eighty] = cards
    made.patrons.push(childCard(`child-${key}-1`, guardian.id, now), elder)
    made.citizens.push({ id: elder.citizenMac ?? '', patronId: elder.id })
    made.proxies.push(
      leave(elder, neighbour, ['canteen', 'dayCare', 'agentService'], now, worker),
      leave(eighty, neighbour, ['canteen'], now),
    )
  }

  /** Enough people in the first building of 中兴 to talk, to vote and to count; one of them owns fifteen doors. */
  function addNeighbours() {
    const { id, key } = namedCommunities[0]
    const community = at(id)
    const [building] = buildings.filter(({ gridId }) => at(gridId).parentId === id)
    for (const [i, door] of [4, 6, 8, 11, 13].entries())
      add(`resident-${key}-${i + 5}`, 'resident', community, home(building, door))
    add(`owner-${key}`, 'resident', community, home(building, 20), '有 15 套房')
  }
}
