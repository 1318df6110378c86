/** Corners `[x, y, x, y, …]` in integers of 1e-7 degree, either way round, closed implicitly. */
export type Ring = readonly number[]

/**
 * Whether a ray from (x, y) to the east crosses the ring an odd number of times. Exact, and the same for an edge
 * whichever ring it belongs to and whichever way it runs: a point on an edge counts as just east of it, a point level
 * with a corner as just north of it. So every point, on edges and corners too, lies in exactly one of the rings that
 * share them.
 */
export function oddCrossings(ring: Ring, x: number, y: number): boolean {
  let odd = false
  let x1 = ring[ring.length - 2]
  let y1 = ring[ring.length - 1]
  for (let i = 0; i < ring.length; i += 2) {
    const x2 = ring[i]
    const y2 = ring[i + 1]
    if (y1 <= y !== y2 <= y) {
      const west = y1 < y2 ? westOfEdge(x, y, x1, y1, x2, y2) : westOfEdge(x, y, x2, y2, x1, y1)
      if (west) odd = !odd
    }
    x1 = x2
    y1 = y2
  }
  return odd
}

/** Whether (x, y) lies strictly west of the edge from its lower end (xl, yl) to its upper end (xu, yu); yl <= y < yu. */
function westOfEdge(x: number, y: number, xl: number, yl: number, xu: number, yu: number): boolean {
  if (x >= xl && x >= xu) return false
  if (x < xl && x < xu) return true
  // From here on x lies between the ends, as y does, so both products are at most width times height. For edges under
  // 9.4 degrees square that is below 2^53 and doubles hold the products exactly; only longer edges need big integers.
  const width = xu - xl
  const height = yu - yl
  if (Math.abs(width) * height <= Number.MAX_SAFE_INTEGER) return (x - xl) * height < width * (y - yl)
  return BigInt(x - xl) * BigInt(height) < BigInt(width) * BigInt(y - yl)
}
