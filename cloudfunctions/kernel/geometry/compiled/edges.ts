import type { Ring } from '../ring'

/** An edge, its lower end first (of a level one the western), and the areas whose rings run along it. */
export interface Edge {
  x1: number
  y1: number
  x2: number
  y2: number
  /** As often as its rings do. */
  areas: number[]
}

/** The edges of all areas, each once. @param areas the rings of each area */
export function edgesOf(areas: readonly (readonly Ring[])[]): Edge[] {
  const edges = new Map<string, Edge>()
  for (const [area, rings] of areas.entries()) for (const ring of rings) gather(ring, area, edges)
  return [...edges.values()]
}

function gather(ring: Ring, area: number, edges: Map<string, Edge>) {
  let x1 = ring[ring.length - 2]
  let y1 = ring[ring.length - 1]
  for (let i = 0; i < ring.length; i += 2) {
    const x2 = ring[i]
    const y2 = ring[i + 1]
    const rises = y1 < y2 || (y1 === y2 && x1 < x2)
    const edge = rises ? { x1, y1, x2, y2 } : { x1: x2, y1: y2, x2: x1, y2: y1 }
    x1 = x2
    y1 = y2
    if (edge.x1 === edge.x2 && edge.y1 === edge.y2) continue
    const key = `${edge.x1},${edge.y1},${edge.x2},${edge.y2}`
    const known = edges.get(key)
    if (known) known.areas.push(area)
    else edges.set(key, { ...edge, areas: [area] })
  }
}
