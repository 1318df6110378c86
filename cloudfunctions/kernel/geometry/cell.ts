import type { Place } from '../collections'
import { type Box, boxOf, cutToBox } from './box'
import { lngShrink, metresPerUnit } from './distance'
import type { Polygons } from './polygon'

/** Sides of the square cells that the map is cut into, in 1e-7 degree. */
const buildingSide = 200_000
const deskSide = 2_000_000
const itemSide = 50_000

/** Metres around a place within which open items can be looked for. */
export const maxItemRadius = 400

const cellAt = (side: number, { lngE7, latE7 }: Place) => `${Math.floor(lngE7 / side)}:${Math.floor(latE7 / side)}`

/** Cell of 0.02 degree, 1.7 by 2.2 km: key of `buildingCells`. */
export const buildingCell = (place: Place) => cellAt(buildingSide, place)

/** Cell of 0.2 degree, 17 by 22 km: key of `desks`. */
export const deskCell = (place: Place) => cellAt(deskSide, place)

/** Cell of 0.005 degree, 430 by 560 m, for one category: an open item's `openCell`. */
export const itemCell = (category: string, place: Place) => `${category}/${cellAt(itemSide, place)}`

/** The cells, without their category, that hold every item within `metres` of a place; at most 400. */
export function cellsAround(place: Place, metres: number): string[] {
  if (metres > maxItemRadius) throw new RangeError(`items are looked for within ${maxItemRadius} m`)
  return squaresAround(itemSide, place, metres)
}

/** The building cells that hold every place within `metres`. */
export const buildingCellsAround = (place: Place, metres: number) => squaresAround(buildingSide, place, metres)

/** The desk cells that hold every place within `metres`. */
export const deskCellsAround = (place: Place, metres: number) => squaresAround(deskSide, place, metres)

/** The desk cells that the area reaches into. A few more may be among them, none is missing. */
export function deskCellsNear(polygons: Polygons): string[] {
  const near = new Set<string>()
  for (const [outer] of polygons) {
    for (const { id, box } of cellsOf(deskSide, grown(boxOf(outer), 0))) {
      if (!near.has(id) && cutToBox(outer, box).length > 0) near.add(id)
    }
  }
  return [...near]
}

function squaresAround(side: number, { lngE7, latE7 }: Place, metres: number): string[] {
  return cellsOf(side, grown({ west: lngE7, south: latE7, east: lngE7, north: latE7 }, metres)).map(({ id }) => id)
}

function cellsOf(side: number, box: Box): { id: string; box: Box }[] {
  const cells = []
  for (let i = Math.floor(box.west / side); i <= Math.floor(box.east / side); i += 1) {
    for (let j = Math.floor(box.south / side); j <= Math.floor(box.north / side); j += 1) {
      const cell = { west: i * side, south: j * side, east: (i + 1) * side, north: (j + 1) * side }
      cells.push({ id: `${i}:${j}`, box: cell })
    }
  }
  return cells
}

/** The box that holds everything within `metres` of the box; degrees of longitude are shortest on its polar side. */
function grown(box: Box, metres: number): Box {
  const lat = metres / metresPerUnit
  const polar = Math.max(Math.abs(box.south - lat), Math.abs(box.north + lat))
  // No city lies within 6 degrees of a pole; without the bound a point there would have cells without end.
  const lng = lat / Math.max(lngShrink(polar), 0.1)
  return {
    west: Math.floor(box.west - lng),
    south: Math.floor(box.south - lat),
    east: Math.ceil(box.east + lng),
    north: Math.ceil(box.north + lat),
  }
}
