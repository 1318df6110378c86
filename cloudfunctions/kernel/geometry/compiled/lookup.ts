import { blockBits, type Compiled, cellKind, complete } from './format'

/** Answer for a place that lies in no area. */
export const nowhere = -1

/** The largest difference that shifts as a whole. */
const widest = 2 ** 32 - 1

/**
 * The area that holds (x, y), as its index, or `nowhere`; of several the one that was compiled first. Exact: a place on
 * an edge or a corner that areas share is in exactly one of them, by the rule of `oddCrossings`.
 * @param x whole units of 1e-7 degree, as is `y`
 */
export function areaAt(index: Compiled, x: number, y: number): number {
  let { shift } = index
  const dx = x - index.west
  const dy = y - index.south
  if (!(dx >= 0 && dy >= 0 && dx <= widest && dy <= widest)) return nowhere
  // Unsigned, because a map of the world is wider than 2^31 units.
  const column = dx >>> shift
  const row = dy >>> shift
  if (column >= index.columns || row >= index.rows) return nowhere
  const { cells } = index
  let word = cells[row * index.columns + column]
  while ((word & 3) === cellKind.block) {
    shift -= blockBits
    word = cells[(word >> 2) + ((((dy >>> shift) & 15) << blockBits) | ((dx >>> shift) & 15))]
  }
  if (word === cellKind.empty) return nowhere
  if ((word & 3) === cellKind.whole) return word >> 2
  return among(index, word >> 2, x, y)
}

/** The first of a list's candidates that holds (x, y). In a complete list the last needs no look. */
function among(index: Compiled, list: number, x: number, y: number): number {
  const { lists } = index
  const head = lists[list]
  const isComplete = (head & complete) !== 0
  const last = list + (head & ~complete)
  const looked = isComplete ? last - 1 : last
  for (let at = list + 1; at <= looked; at += 1) if (areaHolds(index, lists[at], x, y)) return lists[at]
  return isComplete ? lists[last] : nowhere
}

/**
 * Whether an area holds (x, y), by all its rings. `compile` sees to it that every edge spans less than 2^26 units each
 * way: then the products are exact in a double where the place is that near to the edge, and where it is farther they
 * differ by much more than rounding could bring together.
 */
export function areaHolds({ areaRings, ringPoints, points }: Compiled, area: number, x: number, y: number): boolean {
  let odd = false
  const end = areaRings[area + 1]
  for (let ring = areaRings[area]; ring < end; ring += 1) {
    const from = ringPoints[ring] << 1
    const to = ringPoints[ring + 1] << 1
    let x1 = points[to - 2]
    let y1 = points[to - 1]
    for (let i = from; i < to; i += 2) {
      const x2 = points[i]
      const y2 = points[i + 1]
      if (y1 <= y !== y2 <= y) {
        // Twice the area of the triangle edge-place; its sign tells the side.
        const side = y1 < y2 ? (x - x1) * (y2 - y1) - (x2 - x1) * (y - y1) : (x - x2) * (y1 - y2) - (x1 - x2) * (y - y2)
        if (side < 0) odd = !odd
      }
      x1 = x2
      y1 = y2
    }
  }
  return odd
}

/** The rings of an area, outer ones and holes. */
export function ringsOf({ areaRings, ringPoints, points }: Compiled, area: number): number[][] {
  const rings: number[][] = []
  for (let ring = areaRings[area]; ring < areaRings[area + 1]; ring += 1)
    rings.push([...points.subarray(2 * ringPoints[ring], 2 * ringPoints[ring + 1])])
  return rings
}

/** What `compile` was told about an area. */
export function labelOf({ labelBytes, labels }: Compiled, area: number): unknown {
  return JSON.parse(new TextDecoder().decode(labels.subarray(labelBytes[area], labelBytes[area + 1])))
}
