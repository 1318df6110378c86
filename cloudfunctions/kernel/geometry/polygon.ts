import type { Place } from '../collections'
import { lngShrink, metresPerUnit } from './distance'
import { oddCrossings, type Ring } from './ring'

/** Polygons of one area, each its outer ring and then its holes; the polygons do not overlap. */
export type Polygons = readonly (readonly Ring[])[]

/** Whether the place lies in the area. Of areas that share an edge or a corner exactly one holds a place on it. */
export function holds(polygons: Polygons, { lngE7, latE7 }: Place): boolean {
  let odd = false
  for (const rings of polygons) for (const ring of rings) if (oddCrossings(ring, lngE7, latE7)) odd = !odd
  return odd
}

/** Metres from the place to the area's nearest edge; 0 inside. On a plane at the place: meant for a few kilometres. */
export function metresTo(polygons: Polygons, place: Place): number {
  if (holds(polygons, place)) return 0
  let nearest = Number.POSITIVE_INFINITY
  for (const rings of polygons) for (const ring of rings) nearest = Math.min(nearest, metresToRing(ring, place))
  return nearest
}

/** Metres from the place to the ring's nearest edge, from inside as from outside. */
export function metresToRing(ring: ArrayLike<number>, place: Place): number {
  const shrink = lngShrink(place.latE7)
  let nearest = Number.POSITIVE_INFINITY
  let ax = (ring[ring.length - 2] - place.lngE7) * shrink
  let ay = ring[ring.length - 1] - place.latE7
  for (let i = 0; i < ring.length; i += 2) {
    const bx = (ring[i] - place.lngE7) * shrink
    const by = ring[i + 1] - place.latE7
    nearest = Math.min(nearest, squareFromOrigin(ax, ay, bx, by))
    ax = bx
    ay = by
  }
  return Math.sqrt(nearest) * metresPerUnit
}

/** Square of the distance from the origin to the segment a-b. */
function squareFromOrigin(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax
  const dy = by - ay
  const length2 = dx * dx + dy * dy
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2))
  return (ax + along * dx) ** 2 + (ay + along * dy) ** 2
}
