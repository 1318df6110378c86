import type { Place } from '../../collections'
import { lngShrink, metresPerUnit } from '../distance'
import { metresToRing } from '../polygon'
import { blockSize, type Compiled, cellKind, complete } from './format'
import { areaAt, nowhere } from './lookup'

/** Metres first looked through for the nearest area: gaps between digitised neighbours are seldom wider. */
const firstReach = 25

/**
 * The area responsible for a place: the one that holds it, else the nearest within so many metres; of two equally near
 * the one that was compiled first. Undefined where none is that near.
 */
export function areaFor(index: Compiled, place: Place, within: number): { area: number; metres: number } | undefined {
  const holder = areaAt(index, place.lngE7, place.latE7)
  if (holder !== nowhere) return { area: holder, metres: 0 }
  for (let reach = Math.min(firstReach, within); ; reach = Math.min(2 * reach, within)) {
    const nearest = nearestArea(index, place, reach)
    if (nearest || reach === within) return nearest
  }
}

/** The nearest area by its edges, none farther than `within` metres. */
function nearestArea(index: Compiled, place: Place, within: number) {
  const reach = within / metresPerUnit
  const near = areasNear(index, place.lngE7, place.latE7, reach / lngShrink(place.latE7), reach)
  let nearest: { area: number; metres: number } | undefined
  for (const area of near) {
    const metres = metresToEdges(index, area, place)
    if (metres > within) continue
    const isNearer = !nearest || metres < nearest.metres || (metres === nearest.metres && area < nearest.area)
    if (isNearer) nearest = { area, metres }
  }
  return nearest
}

/** Metres to the nearest edge of an area. */
function metresToEdges({ areaRings, ringPoints, points }: Compiled, area: number, place: Place): number {
  let nearest = Number.POSITIVE_INFINITY
  for (let ring = areaRings[area]; ring < areaRings[area + 1]; ring += 1)
    nearest = Math.min(nearest, metresToRing(points.subarray(2 * ringPoints[ring], 2 * ringPoints[ring + 1]), place))
  return nearest
}

/**
 * Every area that a cell within reach of (x, y) names: all that come nearer than that, and a few more. Only what is
 * hidden there under an area that answers before it may be missing. All in units of 1e-7 degree.
 */
export function areasNear(index: Compiled, x: number, y: number, reachX: number, reachY: number): Set<number> {
  const found = new Set<number>()
  const side = 2 ** index.shift
  const first = (value: number) => Math.max(0, Math.floor(value / side))
  const last = (value: number, count: number) => Math.min(count - 1, Math.floor(value / side))
  const lastRow = last(y + reachY - index.south, index.rows)
  const lastColumn = last(x + reachX - index.west, index.columns)
  for (let row = first(y - reachY - index.south); row <= lastRow; row += 1)
    for (let column = first(x - reachX - index.west); column <= lastColumn; column += 1)
      gather(index, index.cells[row * index.columns + column], found)
  return found
}

function gather(index: Compiled, word: number, found: Set<number>) {
  const at = word >> 2
  const kind = word & 3
  if (kind === cellKind.whole) found.add(at)
  else if (kind === cellKind.list) {
    const last = at + (index.lists[at] & ~complete)
    for (let i = at + 1; i <= last; i += 1) found.add(index.lists[i])
  } else if (kind === cellKind.block)
    for (let part = 0; part < blockSize; part += 1) gather(index, index.cells[at + part], found)
}
