import type { Place } from '../../cloudfunctions/kernel/collections'
import { metresBetween, moved } from '../../cloudfunctions/kernel/geometry/distance'
import { holds, metresToRing } from '../../cloudfunctions/kernel/geometry/polygon'
import type { DemoGrid } from './grids'
import type { NamedCommunity } from './named'
import type { Dice } from './random'

/** A made-up courtyard. */
export interface DemoCourtyard {
  id: string
  name: string
  communityId: string
}

/** A made-up building. */
export interface DemoBuilding {
  id: string
  name: string
  gridId: string
  courtyard: DemoCourtyard
  /** No company manages it 弃管楼. */
  abandoned: boolean
  centre: Place
  /** Doors: `1-301` is entrance 1, floor 3, door 01. */
  units: string[]
}

/** Which building of each community, from 0, no company manages. */
const abandonedOne = 2

/** Four to six buildings of 50 households make a grid of 200 to 300. */
const buildingsOfGrid = { low: 4, high: 6 }
/** Each comes to 50 households: a walk-up of five entrances, a slab of two, a tower. */
const layouts = [
  { entrances: 5, floors: 5, doors: 2 },
  { entrances: 2, floors: 5, doors: 5 },
  { entrances: 1, floors: 25, doors: 2 },
]

/** Buildings of the grids of one community, each well inside its grid, numbered on through each courtyard. */
export function makeBuildings(community: NamedCommunity, grids: readonly DemoGrid[], dice: Dice): DemoBuilding[] {
  const buildings: DemoBuilding[] = []
  const numbered = new Map<string, number>()
  for (const [i, grid] of grids.entries()) {
    const yard = i % community.courtyards.length
    const courtyard = {
      id: `${community.id}-y${yard + 1}`,
      name: community.courtyards[yard],
      communityId: community.id,
    }
    for (const centre of sites(grid, dice.between(buildingsOfGrid.low, buildingsOfGrid.high), dice)) {
      const number = (numbered.get(courtyard.id) ?? 0) + 1
      numbered.set(courtyard.id, number)
      buildings.push({
        id: `${community.id}-b${String(buildings.length + 1).padStart(3, '0')}`,
        name: `${courtyard.name}${number}号楼`,
        gridId: grid.id,
        courtyard,
        abandoned: buildings.length === abandonedOne,
        centre,
        units: doors(dice.pick(layouts)),
      })
    }
  }
  return buildings
}

/** Places for so many buildings round the middle of the grid, apart from each other and from its edge. */
function sites(grid: DemoGrid, count: number, dice: Dice): Place[] {
  const rings = grid.polygons.flat()
  const toEdge = (place: Place) => Math.min(...rings.map((ring) => metresToRing(ring, place)))
  const radius = Math.min(200, toEdge(grid.centre))
  const chosen: Place[] = []
  // A small grid may not have room for the distance wished for, so every miss asks for a little less
  for (let apart = radius / 2; chosen.length < count; apart *= 0.98) {
    const angle = dice.next() * 2 * Math.PI
    const far = Math.sqrt(dice.next()) * radius
    const place = moved(grid.centre, far * Math.cos(angle), far * Math.sin(angle))
    const free = chosen.every((other) => metresBetween(other, place) >= apart)
    if (free && holds(grid.polygons, place) && toEdge(place) >= apart / 8) chosen.push(place)
  }
  return chosen
}

const two = (n: number) => String(n).padStart(2, '0')
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

const doors = (layout: (typeof layouts)[number]) =>
  upTo(layout.entrances).flatMap((entrance) =>
    upTo(layout.floors).flatMap((floor) => upTo(layout.doors).map((door) => `${entrance}-${floor}${two(door)}`)),
  )
