import type { Place } from '../../../cloudfunctions/kernel/collections'
import type { Polygons } from '../../../cloudfunctions/kernel/geometry/polygon'

interface Edge {
  x1: number
  y1: number
  x2: number
  y2: number
}

/** A place where edges of an outline cross each other, or undefined. Edges that only touch at a corner do not cross. */
export function crossing(polygons: Polygons): Place | undefined {
  const edges = polygons.flat().flatMap(edgesOf)
  edges.sort((a, b) => Math.min(a.x1, a.x2) - Math.min(b.x1, b.x2))
  for (const [i, edge] of edges.entries()) {
    const east = Math.max(edge.x1, edge.x2)
    for (let next = i + 1; next < edges.length; next += 1) {
      const other = edges[next]
      if (Math.min(other.x1, other.x2) > east) break
      if (cross(edge, other)) return { lngE7: edge.x1, latE7: edge.y1 }
    }
  }
  return undefined
}

const edgesOf = (ring: readonly number[]): Edge[] =>
  Array.from({ length: ring.length / 2 }, (_, i) => {
    const next = (2 * i + 2) % ring.length
    return { x1: ring[2 * i], y1: ring[2 * i + 1], x2: ring[next], y2: ring[next + 1] }
  })

/** Whether the ends of each edge lie on different sides of the other; edges along one line cross when they overlap. */
function cross(a: Edge, b: Edge): boolean {
  const [b1, b2] = [side(a, b.x1, b.y1), side(a, b.x2, b.y2)]
  const [a1, a2] = [side(b, a.x1, a.y1), side(b, a.x2, a.y2)]
  if (b1 === 0 && b2 === 0) return overlap(a.x1, a.x2, b.x1, b.x2) + overlap(a.y1, a.y2, b.y1, b.y2) > 0
  return b1 * b2 < 0 && a1 * a2 < 0
}

/** Twice the area of the triangle, signed; exact for edges under 6.7 degrees, as `compile` demands them. */
const side = ({ x1, y1, x2, y2 }: Edge, x: number, y: number) => Math.sign((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1))

const overlap = (a1: number, a2: number, b1: number, b2: number) =>
  Math.max(0, Math.min(Math.max(a1, a2), Math.max(b1, b2)) - Math.max(Math.min(a1, a2), Math.min(b1, b2)))
