import type { Place } from '../collections'
import { lngShrink, metresPerUnit } from './distance'
import type { Polygons } from './polygon'
import type { Ring } from './ring'

/** Sides of the square cells that the map is cut into, in 1e-7 degree. */
const boundarySide = 200_000
const deskSide = 2_000_000
const itemSide = 50_000

/** Metres around a place within which open items can be looked for. */
export const maxItemRadius = 400

const cellAt = (side: number, { lngE7, latE7 }: Place) => `${Math.floor(lngE7 / side)}:${Math.floor(latE7 / side)}`

/** Cell of 0.02 degree, 1.7 by 2.2 km: key of `boundaries`. */
export const boundaryCell = (place: Place) => cellAt(boundarySide, place)

/** Cell of 0.2 degree, 17 by 22 km: key of `desks`. */
export const deskCell = (place: Place) => cellAt(deskSide, place)

/** Cell of 0.005 degree, 430 by 560 m, for one category: an open item's `openCell`. */
export const itemCell = (category: string, place: Place) => `${category}/${cellAt(itemSide, place)}`

/** The cells, without their category, that hold every item within `metres` of a place; at most 400. */
export function cellsAround(place: Place, metres: number): string[] {
  if (metres > maxItemRadius) throw new RangeError(`items are looked for within ${maxItemRadius} m`)
  return squaresAround(itemSide, place, metres)
}

/** The boundary cells that hold every place within `metres`. */
export const boundaryCellsAround = (place: Place, metres: number) => squaresAround(boundarySide, place, metres)

/** The desk cells that hold every place within `metres`. */
export const deskCellsAround = (place: Place, metres: number) => squaresAround(deskSide, place, metres)

/** The boundary cells that the area comes nearer to than `metres`. A few more may be among them, none is missing. */
export function boundaryCellsNear(polygons: Polygons, metres: number): string[] {
  return cellsNear(boundarySide, polygons, metres)
}

/** The desk cells that the area may reach into. */
export function deskCellsNear(polygons: Polygons): string[] {
  return cellsNear(deskSide, polygons, 0)
}

interface Box {
  west: number
  south: number
  east: number
  north: number
}

function squaresAround(side: number, { lngE7, latE7 }: Place, metres: number): string[] {
  return cellsOf(side, grown({ west: lngE7, south: latE7, east: lngE7, north: latE7 }, metres)).map(({ id }) => id)
}

function cellsNear(side: number, polygons: Polygons, metres: number): string[] {
  const near = new Set<string>()
  for (const [outer] of polygons) {
    for (const { id, box } of cellsOf(side, grown(boxOf(outer), metres))) {
      if (!near.has(id) && reaches(outer, grown(box, metres))) near.add(id)
    }
  }
  return [...near]
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

function boxOf(ring: Ring): Box {
  const box = { west: ring[0], south: ring[1], east: ring[0], north: ring[1] }
  for (let i = 2; i < ring.length; i += 2) {
    box.west = Math.min(box.west, ring[i])
    box.east = Math.max(box.east, ring[i])
    box.south = Math.min(box.south, ring[i + 1])
    box.north = Math.max(box.north, ring[i + 1])
  }
  return box
}

/** Whether the ring's inside or edge may meet the box: cut down to the box side by side, something is left of it. */
function reaches(ring: Ring, box: Box): boolean {
  let left = cut(ring, 0, box.west, 1)
  left = cut(left, 0, box.east, -1)
  left = cut(left, 1, box.south, 1)
  left = cut(left, 1, box.north, -1)
  return left.length > 0
}

/** The part of the ring where `sign * (coordinate - limit) >= 0`; `axis` 0 is x, 1 is y. */
function cut(ring: Ring, axis: 0 | 1, limit: number, sign: 1 | -1): number[] {
  const kept: number[] = []
  let ax = ring[ring.length - 2]
  let ay = ring[ring.length - 1]
  let aOver = sign * ((axis === 0 ? ax : ay) - limit)
  for (let i = 0; i < ring.length; i += 2) {
    const bx = ring[i]
    const by = ring[i + 1]
    const bOver = sign * ((axis === 0 ? bx : by) - limit)
    if (aOver >= 0 !== bOver >= 0) {
      const along = aOver / (aOver - bOver)
      kept.push(ax + along * (bx - ax), ay + along * (by - ay))
    }
    if (bOver >= 0) kept.push(bx, by)
    ax = bx
    ay = by
    aOver = bOver
  }
  return kept
}
