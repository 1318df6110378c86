import { dateOf } from '../../cloudfunctions/booking/days.rules'
import { buildingCellDocs, deskDocs } from '../../cloudfunctions/kernel/cells'
import type {
  CollectionName,
  Desk,
  Documents,
  HouseholdDoc,
  OutlineDoc,
  RoleDoc,
} from '../../cloudfunctions/kernel/collections'
import { coverageDocs } from '../../cloudfunctions/kernel/coverage'
import { generationDocs } from '../../cloudfunctions/kernel/generations'
import { nameEntries } from '../../cloudfunctions/kernel/names'
import type { Fresh } from '../../cloudfunctions/kernel/ports'
import { makeAreas } from './areas'
import { type DemoBuilding, makeBuildings } from './buildings'
import { demoCategories } from './categories'
import { type DemoGrids, makeGrids } from './grids'
import { demoMenus } from './menus'
import { namedCommunities } from './named'
import type { People, Persona } from './people'
import { demoPeople } from './personas'
import { type Dice, dice } from './random'
import { type DemoSite, demoRoster, demoSites } from './sites'
import { type Division, readDistrictShapes, readDivisions } from './source'

/** New documents for an empty store, collection by collection. */
export type CityDocs = { [C in CollectionName]?: Fresh<Documents[C]>[] }

export interface DemoCity {
  docs: CityDocs
  personas: Persona[]
}

/** The seed of the city that the local host and the cloud's seed files are made from. */
export const demoSeed = 2022

/** The one generation of its grids, in force since the year of the plan: 2022-01-01 in China. */
const generationId = '2022-01-01-1'
const startsAt = '2021-12-31T16:00:00.000Z'

export interface DemoCityOptions {
  /** The same seed makes the same city. */
  seed: number
  /** ISO 8601 UTC. */
  now: string
  /** Without inhabitants there are no buildings, households and people: what a city starts on the cloud with. */
  inhabited?: boolean
}

/**
 * Builds the demo city: the real divisions and district outlines of Dalian, and within them grids, buildings and
 * people that are made up and marked so. Reads its sources below the working directory.
 */
export function buildDemoCity({ seed, now, inhabited = true }: DemoCityOptions): DemoCity {
  const chance = dice(seed)
  const divisions = readDivisions()
  const shapes = readDistrictShapes()
  const made = makeGrids(divisions, shapes, chance)
  const buildings = inhabited ? buildingsOf(made, chance) : []
  const areas = makeAreas(divisions, shapes, { ...made, buildings }, chance)
  const sites = inhabited ? demoSites(areas, buildings) : []
  const { personas = [], ...people }: Partial<People> = inhabited ? demoPeople(areas, buildings, sites, now) : {}
  const { generation, parts } = generationDocs(generationId, startsAt, made.grids, now)
  const outlines: Fresh<OutlineDoc>[] = shapes.map(({ id, polygons }) => ({ id, polygons }))
  return {
    docs: {
      areas,
      areaNames: areas.filter(({ level }) => level !== 'grid' && level !== 'courtyard').flatMap(nameEntries),
      outlines,
      desks: deskDocs(desksOf(divisions, made), outlines),
      boundaryParts: parts,
      generations: [{ ...generation, note: '演示网格，非真实边界' }],
      buildingCells: buildingCellDocs(buildings.map(toPin)),
      categories: demoCategories,
      households: buildings.flatMap(householdsOf),
      coverage: coverageDocs(areas, people.roles ?? [], now),
      ...people,
      ...bookingDocs(sites, people.roles ?? [], now),
    },
    personas,
  }
}

/** The service sites with what they offer: services, menus of the next days, turns of duty. */
function bookingDocs(sites: readonly DemoSite[], roles: readonly Fresh<RoleDoc>[], now: string): CityDocs {
  const services = sites.flatMap((one) => one.services)
  const planned = services
    .filter(({ kind }) => kind === 'counselling')
    .map((service) => {
      const held = roles.filter(({ role, areaId }) => role === 'counsellor' && areaId === service.siteId)
      const counsellors = held.map(({ personId, name }) => ({ personId, title: name }))
      return demoRoster(service, counsellors, held[0]?.workPhone ?? '', now)
    })
  return {
    sites: sites.map(({ site }) => site),
    services,
    menus: services.filter(({ kind }) => kind === 'canteen').flatMap(({ id }) => demoMenus(id, dateOf(now))),
    rosters: planned.map(({ roster }) => roster),
    shifts: planned.flatMap(({ shifts }) => shifts),
  }
}

const buildingsOf = ({ grids }: DemoGrids, chance: Dice): DemoBuilding[] =>
  namedCommunities.flatMap((community) =>
    makeBuildings(
      community,
      grids.filter(({ communityId }) => communityId === community.id),
      chance,
    ),
  )

const desksOf = (divisions: readonly Division[], { centres }: DemoGrids): Desk[] =>
  divisions.flatMap(({ id, level }) => {
    const at = centres.get(id)
    // A division's code begins with its district's
    return at && level !== 'district' ? [{ level, id, districtId: id.slice(0, 6), at }] : []
  })

const toPin = ({ id, name, centre }: DemoBuilding) => ({ id, name, at: centre })

/** Areas of the doors of one floor, in 0.01 m²: neighbours have different homes. */
const doorAreas = [6_850, 9_230, 7_475, 11_060, 5_980]

/** Owners of more than one door of a building: by which doors, from the first to the last, counted from 0. */
const severalDoors = [
  { from: 20, to: 34 },
  { from: 40, to: 41 },
]

const householdsOf = ({ id, units }: DemoBuilding): Fresh<HouseholdDoc>[] =>
  units.map((unit, i) => {
    const owner = severalDoors.findIndex(({ from, to }) => from <= i && i <= to)
    return {
      id: `${id}:${unit}`,
      buildingId: id,
      unit,
      area: doorAreas[i % doorAreas.length],
      areaSource: 'registry',
      ...(owner >= 0 && { ownerId: `${id}-owner-${owner + 1}` }),
    }
  })
