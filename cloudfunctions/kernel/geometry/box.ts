import type { Ring } from './ring'

/** A rectangle of the map, in 1e-7 degree. */
export interface Box {
  west: number
  south: number
  east: number
  north: number
}

/** The smallest box round some rings. */
export function boxOf(...rings: readonly Ring[]): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      box.west = Math.min(box.west, ring[i])
      box.east = Math.max(box.east, ring[i])
      box.south = Math.min(box.south, ring[i + 1])
      box.north = Math.max(box.north, ring[i + 1])
    }
  }
  return box
}

/**
 * What of the ring, with its inside, lies in the box; nothing when they do not meet. Corners on the box's sides are
 * not integers. Parts that the box separates stay joined by seams along its sides, which run there and back.
 */
export function cutToBox(ring: Ring, { west, south, east, north }: Box): Ring {
  return cut(cut(cut(cut(ring, 'x', west, 1), 'x', east, -1), 'y', south, 1), 'y', north, -1)
}

/** The part of the ring where `sign * (coordinate - limit) >= 0`. */
function cut(ring: Ring, axis: 'x' | 'y', limit: number, sign: 1 | -1): Ring {
  const over = (x: number, y: number) => sign * ((axis === 'x' ? x : y) - limit)
  const kept: number[] = []
  let ax = ring[ring.length - 2]
  let ay = ring[ring.length - 1]
  for (let i = 0; i < ring.length; i += 2) {
    const bx = ring[i]
    const by = ring[i + 1]
    const [a, b] = [over(ax, ay), over(bx, by)]
    if (a >= 0 !== b >= 0) {
      const along = a / (a - b)
      // On the side itself, not where rounding would put it: what neighbouring boxes cut there meets.
      kept.push(axis === 'x' ? limit : ax + along * (bx - ax), axis === 'y' ? limit : ay + along * (by - ay))
    }
    if (b >= 0) kept.push(bx, by)
    ax = bx
    ay = by
  }
  return kept
}
