import type { Place } from '../../cloudfunctions/kernel/collections'
import { allot, middleOf } from './allot'
import { knit } from './knit'
import { namedCommunities } from './named'
import type { Dice } from './random'
import { scatter } from './seeds'
import type { DistrictShape, Division } from './source'
import { tile } from './tiles'

/** A made-up grid: one tile of the real outline of its district. */
export interface DemoGrid {
  id: string
  name: string
  communityId: string
  centre: Place
  polygons: number[][][]
}

export interface DemoGrids {
  grids: DemoGrid[]
  /** Where a street or community has its desk: the middle of its grids. */
  centres: Map<string, Place>
}

/** The plan of 2022 has one grid for 200 to 300 households; communities it does not name get the fewest that work. */
const fewestGrids = 3
const namedGrids = { low: 6, high: 10 }

/** Cuts every district into grids and deals them out to its streets and communities, so that each one's lie together. */
export function makeGrids(divisions: readonly Division[], shapes: readonly DistrictShape[], dice: Dice): DemoGrids {
  const below = childrenOf(divisions)
  const centres = new Map<string, Place>()
  const grids: DemoGrid[] = []
  for (const { id: districtId, polygons } of shapes) {
    const streets = below(districtId).map((street) => {
      const communities = below(street.id).map(({ id, name }) => ({ id, name, count: gridCount(id, dice) }))
      return { id: street.id, communities, count: communities.reduce((total, { count }) => total + count, 0) }
    })
    const seeds = scatter(
      polygons,
      streets.reduce((total, { count }) => total + count, 0),
      dice,
    )
    const tiles = new Map(tile(polygons, seeds).map((cut, i) => [seeds[i], cut]))
    const ofStreet = allot(seeds, streets)
    for (const { id: streetId, communities } of streets) {
      const streetSeeds = ofStreet.get(streetId) ?? []
      centres.set(streetId, middleOf(streetSeeds))
      const ofCommunity = allot(streetSeeds, communities)
      for (const { id, name } of communities) {
        const own = ofCommunity.get(id) ?? []
        centres.set(id, middleOf(own))
        grids.push(...own.map((seed, i) => newGrid({ id, name }, i + 1, seed, tiles.get(seed) ?? [])))
      }
    }
  }
  const knitted = knit(
    shapes.flatMap(({ polygons }) => polygons),
    grids.map(({ polygons }) => polygons),
  )
  return { grids: grids.map((grid, i) => ({ ...grid, polygons: knitted[i] })), centres }
}

const newGrid = (
  community: { id: string; name: string },
  number: number,
  centre: Place,
  polygons: number[][][],
): DemoGrid => ({
  // Two digits, so that ids sort as people count
  id: `${community.id}-g${String(number).padStart(2, '0')}`,
  name: `${community.name}第${number}网格`,
  communityId: community.id,
  centre,
  polygons,
})

const gridCount = (communityId: string, dice: Dice) =>
  namedCommunities.some(({ id }) => id === communityId) ? dice.between(namedGrids.low, namedGrids.high) : fewestGrids

function childrenOf(divisions: readonly Division[]) {
  const byParent = new Map<string, Division[]>()
  for (const division of divisions) {
    const siblings = byParent.get(division.parentId)
    if (siblings) siblings.push(division)
    else byParent.set(division.parentId, [division])
  }
  return (id: string) => byParent.get(id) ?? []
}
