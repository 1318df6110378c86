import { blockBits, blockSize, type Compiled, cellKind, complete } from './format'

/** Answer for a place that lies in no area. */
export const nowhere = -1

/**
 * The area that holds (x, y), as its index, or `nowhere`. Exact: a place on an edge that areas share is in exactly one
 * of them, by the rule of `oddCrossings`. Every edge of the index spans less than 2^26 units (6.7 degrees) each way,
 * which `compile` sees to, so that no product here leaves the integers a double holds exactly.
 */
export function areaAt(index: Compiled, x: number, y: number): number {
  const dx = x - index.west
  const dy = y - index.south
  if (dx < 0 || dy < 0) return nowhere
  let shift = index.shift
  const column = dx >> shift
  const row = dy >> shift
  if (column >= index.columns || row >= index.rows) return nowhere
  const { cells } = index
  let word = cells[row * index.columns + column]
  while ((word & 3) === cellKind.block) {
    shift -= blockBits
    const part = (((dy >> shift) & 15) << blockBits) | ((dx >> shift) & 15)
    word = cells[(word >> 2) + part]
  }
  if (word === cellKind.empty) return nowhere
  if ((word & 3) === cellKind.whole) return word >> 2
  return among(index, word >> 2, x, y)
}

/** The one of a list's candidates that holds (x, y). In a complete list the last needs no look. */
function among(index: Compiled, list: number, x: number, y: number): number {
  const { lists } = index
  const head = lists[list]
  const last = list + (head & ~complete)
  const looked = (head & complete) === 0 ? last : last - 1
  for (let at = list + 1; at <= looked; at += 1) if (areaHolds(index, lists[at], x, y)) return lists[at]
  return looked === last ? nowhere : lists[last]
}

/** Whether an area holds (x, y), by all its rings. */
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
        // Twice the area of the triangle edge-place, on local differences; its sign tells the side.
        const side = y1 < y2 ? (x - x1) * (y2 - y1) - (x2 - x1) * (y - y1) : (x - x2) * (y1 - y2) - (x1 - x2) * (y - y2)
        if (side < 0) odd = !odd
      }
      x1 = x2
      y1 = y2
    }
  }
  return odd
}

/** Every area that a cell within `reach` units of (x, y) names: all that lie nearer than that, and a few more. */
export function areasNear(index: Compiled, x: number, y: number, reachX: number, reachY: number): Set<number> {
  const found = new Set<number>()
  const side = 1 << index.shift
  const clamp = (value: number, most: number) => Math.max(0, Math.min(most, value))
  const fromColumn = clamp(Math.floor((x - reachX - index.west) / side), index.columns)
  const toColumn = clamp(Math.floor((x + reachX - index.west) / side), index.columns - 1)
  const fromRow = clamp(Math.floor((y - reachY - index.south) / side), index.rows)
  const toRow = clamp(Math.floor((y + reachY - index.south) / side), index.rows - 1)
  for (let row = fromRow; row <= toRow; row += 1)
    for (let column = fromColumn; column <= toColumn; column += 1)
      gather(index, index.cells[row * index.columns + column], found)
  return found
}

function gather(index: Compiled, word: number, found: Set<number>) {
  const at = word >> 2
  if ((word & 3) === cellKind.whole) found.add(at)
  else if ((word & 3) === cellKind.list) {
    const last = at + (index.lists[at] & ~complete)
    for (let i = at + 1; i <= last; i += 1) found.add(index.lists[i])
  } else if ((word & 3) === cellKind.block)
    for (let part = 0; part < blockSize; part += 1) gather(index, index.cells[at + part], found)
}
