import { intersectionOf, sum } from './clip'
import { boxPairs, type Piece, type Tract } from './tract'

/** Two tracts that claim the same ground. */
export interface Overlap {
  /** Places of the two in the list. */
  a: number
  b: number
  squareMetres: number
  /** Largest first. */
  pieces: Piece[]
}

/** Every pair of tracts that overlap, wherever they do, by more than rounding explains. */
export function overlapsOf(tracts: readonly Tract[]): Overlap[] {
  const overlaps: Overlap[] = []
  for (const [a, b] of boxPairs(tracts)) {
    const pieces = intersectionOf(tracts[a].polygons, tracts[b].polygons)
    if (pieces.length === 0) continue
    pieces.sort((one, other) => other.squareMetres - one.squareMetres)
    overlaps.push({ a, b, squareMetres: sum(pieces.map(({ squareMetres }) => squareMetres)), pieces })
  }
  return overlaps
}
