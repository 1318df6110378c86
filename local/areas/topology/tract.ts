import type { Place } from '../../../cloudfunctions/kernel/collections'
import { type Box, boxOf } from '../../../cloudfunctions/kernel/geometry/box'
import type { Polygons } from '../../../cloudfunctions/kernel/geometry/polygon'

/** An outline that takes part in the proof, with the box round it. */
export interface Tract {
  id: string
  polygons: Polygons
  box: Box
}

export const tractOf = (id: string, polygons: Polygons): Tract => ({ id, polygons, box: boxOf(...polygons.flat()) })

/** A part of the map where outlines do not agree. */
export interface Piece {
  squareMetres: number
  /** A place in the middle of it; of a bent piece it may lie beside. */
  at: Place
  /** Its outer rings, for the drawing. */
  rings: number[][]
}

export const meet = (a: Box, b: Box) => a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north

/** Every pair of tracts whose boxes meet. */
export function* boxPairs(tracts: readonly Tract[]): Generator<[a: number, b: number]> {
  const order = [...tracts.keys()].sort((a, b) => tracts[a].box.west - tracts[b].box.west)
  for (const [place, a] of order.entries()) {
    for (let next = place + 1; next < order.length; next += 1) {
      const b = order[next]
      if (tracts[b].box.west > tracts[a].box.east) break
      if (meet(tracts[a].box, tracts[b].box)) yield a < b ? [a, b] : [b, a]
    }
  }
}
