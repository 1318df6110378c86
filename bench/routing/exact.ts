import type { Polygons } from '../../cloudfunctions/kernel/geometry/polygon'

/**
 * Whether an area holds a place, reckoned in integers of any size: what every faster way must agree with. A place on an
 * edge counts as just east of it, a place level with a corner as just north of it.
 */
export function holdsExactly(polygons: Polygons, x: number, y: number): boolean {
  let crossings = 0
  for (const ring of polygons.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length
      if (crossesEastOf(x, y, ring[i], ring[i + 1], ring[next], ring[next + 1])) crossings += 1
    }
  }
  return crossings % 2 === 1
}

/** Whether the edge meets the ray that leaves (x, y) for the east: `x < x1 + (y - y1) (x2 - x1) / (y2 - y1)`. */
function crossesEastOf(x: number, y: number, x1: number, y1: number, x2: number, y2: number): boolean {
  if (y1 > y2) return crossesEastOf(x, y, x2, y2, x1, y1)
  if (y < y1 || y >= y2) return false
  return BigInt(x - x1) * BigInt(y2 - y1) < BigInt(y - y1) * BigInt(x2 - x1)
}
