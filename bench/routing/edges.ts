import { type Box, boxOf } from '../../cloudfunctions/kernel/geometry/box'
import { compile } from '../../cloudfunctions/kernel/geometry/compiled/compile'
import type { Compiled } from '../../cloudfunctions/kernel/geometry/compiled/format'
import { areaHolds } from '../../cloudfunctions/kernel/geometry/compiled/lookup'
import { areaFor } from '../../cloudfunctions/kernel/geometry/compiled/near'
import type { Polygons } from '../../cloudfunctions/kernel/geometry/polygon'
import { readCounties } from './counties'

/** How real shared boundaries fare: all counties of the United States. */
export interface Edges {
  /** Middles of shared edges, and corners. */
  spots: number
  /** Of these, how many no county takes: none holds the spot, and none has it on its edge. */
  edgeNone: number
  /** How many more than one county holds. */
  edgeDouble: number
  /** Corners on the rim of everything that a county takes because they are on its edge. */
  onRim: number
}

/** Finds all areas that hold a place; without the index's cells, which name no area that another one hides. */
export function holderFinder(areas: readonly Polygons[], index: Compiled) {
  const boxes = areas.map((polygons) => boxOf(...polygons.flat()))
  const inBox = ({ west, south, east, north }: Box, x: number, y: number) =>
    west <= x && x <= east && south <= y && y <= north
  return (x: number, y: number): number[] =>
    [...boxes.keys()].filter((area) => inBox(boxes[area], x, y) && areaHolds(index, area, x, y))
}

export function checkEdges(): Edges {
  const { areas, sharedMiddles, corners } = readCounties()
  const index = compile(areas.map((polygons, label) => ({ polygons, label })))
  const holdersOf = holderFinder(areas, index)
  const spots = [...sharedMiddles, ...corners]
  const found = { spots: spots.length, edgeNone: 0, edgeDouble: 0, onRim: 0 }
  for (const [lngE7, latE7] of spots) {
    const holders = holdersOf(lngE7, latE7)
    if (holders.length > 1) found.edgeDouble += 1
    if (holders.length > 0) continue
    if (areaFor(index, { lngE7, latE7 }, 0)) found.onRim += 1
    else found.edgeNone += 1
  }
  return found
}
