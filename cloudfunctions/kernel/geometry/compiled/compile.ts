import { oddCrossings, type Ring } from '../ring'
import { blockBits, blockSize, type Compiled, cellKind, complete } from './format'

/** One area to compile: its rings in 1e-7 degree (outer rings and holes in any order; even-odd decides). */
export interface Outline {
  rings: readonly Ring[]
}

/** Cells of the top level for each area: more is faster to look up and larger to carry. */
const cellsPerArea = 64
/** A cell crossed by more areas than this is cut again. */
const mostCandidates = 4
/** No cell is cut smaller than this many units (0.4 m). */
const smallestShift = 5
/** An edge must be shorter than this each way, so that products of two differences are exact in a double. */
const longestEdge = 2 ** 26

/** An edge as its area's inside sees it: walking from 1 to 2, the inside lies to the left. */
interface Edge {
  area: number
  x1: number
  y1: number
  x2: number
  y2: number
}

/**
 * Compiles areas into the index that `areaAt` reads. Areas may leave gaps; where they overlap the one named first in a
 * cell's list answers, so overlaps belong into the import's report, not here.
 * @param labels whatever is to be known of each area, in their order; written as JSON
 * @throws RangeError when an edge spans 6.7 degrees or more
 */
export function compile(outlines: readonly Outline[], labels: readonly unknown[]): Compiled {
  const geometry = flatten(outlines)
  const bounds = boundsOf(geometry.points)
  const frame = frameOf(bounds, outlines.length)
  const builder = new Builder(outlines, frame)
  return {
    ...frame,
    ...builder.build(),
    ...geometry,
    labels: new TextEncoder().encode(JSON.stringify(labels)),
  }
}

function flatten(outlines: readonly Outline[]) {
  const rings = outlines.flatMap(({ rings }) => rings)
  const areaRings = new Int32Array(outlines.length + 1)
  for (const [area, outline] of outlines.entries()) areaRings[area + 1] = areaRings[area] + outline.rings.length
  const ringPoints = new Int32Array(rings.length + 1)
  for (const [ring, corners] of rings.entries()) ringPoints[ring + 1] = ringPoints[ring] + corners.length / 2
  const points = new Int32Array(2 * ringPoints[rings.length])
  for (const [ring, corners] of rings.entries()) points.set(corners, 2 * ringPoints[ring])
  return { areaRings, ringPoints, points }
}

function boundsOf(points: Int32Array) {
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (let i = 0; i < points.length; i += 2) {
    bounds.west = Math.min(bounds.west, points[i])
    bounds.east = Math.max(bounds.east, points[i])
    bounds.south = Math.min(bounds.south, points[i + 1])
    bounds.north = Math.max(bounds.north, points[i + 1])
  }
  return points.length > 0 ? bounds : { west: 0, south: 0, east: 0, north: 0 }
}

type Frame = Pick<Compiled, 'west' | 'south' | 'columns' | 'rows' | 'shift'>

/** The smallest power-of-two cell that keeps the top level within its budget. */
function frameOf({ west, south, east, north }: ReturnType<typeof boundsOf>, areas: number): Frame {
  const budget = Math.max(64, areas * cellsPerArea)
  let shift = smallestShift
  const count = (span: number) => Math.floor(span / 2 ** shift) + 1
  while (count(east - west) * count(north - south) > budget) shift += 1
  return { west, south, columns: count(east - west), rows: count(north - south), shift }
}

/** Builds cells and lists from the top level down. */
class Builder {
  private readonly cells: number[] = []
  private readonly lists: number[] = []
  private readonly boxes: Int32Array

  constructor(
    private readonly outlines: readonly Outline[],
    private readonly frame: Frame,
  ) {
    this.boxes = boxesOf(outlines)
  }

  build(): Pick<Compiled, 'cells' | 'lists'> {
    const { west, south, columns, rows, shift } = this.frame
    const edges = this.outlines.flatMap(({ rings }, area) => rings.flatMap((ring) => edgesOf(ring, area, rings)))
    const crossings = crossingsOf(edges, this.frame)
    for (let at = 0; at < columns * rows; at += 1) this.cells.push(0)
    for (let row = 0; row < rows; row += 1) {
      let before: readonly Edge[] = []
      let known: { area: number | undefined } | undefined
      for (let column = 0; column < columns; column += 1) {
        const at = row * columns + column
        const x = west + column * 2 ** shift
        const y = south + row * 2 ** shift
        const crossing = crossings.get(at)
        if (crossing) {
          this.cells[at] = this.crossed(crossing, x, y, shift)
          before = crossing
          known = undefined
          continue
        }
        // A cell without edges lies in the area of the one before it, or in one that the edges there belong to.
        known ??= { area: areasOf(before).find((area) => this.holds(area, x, y)) ?? this.holder(x, y) }
        this.cells[at] = wordOf(known.area)
      }
    }
    return { cells: Int32Array.from(this.cells), lists: Int32Array.from(this.lists) }
  }

  /** The word of a cell that edges cross: a list of the areas, or a block when they are too many. */
  private crossed(edges: readonly Edge[], west: number, south: number, shift: number): number {
    const areas = areasOf(edges)
    if (areas.length > mostCandidates && shift - blockBits >= smallestShift)
      return this.block(edges, west, south, shift)
    return (this.list(edges, areas, west, south) << 2) | cellKind.list
  }

  private block(edges: readonly Edge[], west: number, south: number, shift: number): number {
    const start = this.cells.length
    for (let part = 0; part < blockSize; part += 1) this.cells.push(0)
    const inner = shift - blockBits
    const side = 1 << blockBits
    const crossings = crossingsOf(edges, { west, south, columns: side, rows: side, shift: inner })
    const areas = areasOf(edges)
    for (let part = 0; part < blockSize; part += 1) {
      const x = west + (part & (side - 1)) * 2 ** inner
      const y = south + (part >> blockBits) * 2 ** inner
      const crossing = crossings.get(part)
      this.cells[start + part] = crossing
        ? this.crossed(crossing, x, y, inner)
        : wordOf(areas.find((area) => this.holds(area, x, y)) ?? this.holder(x, y))
    }
    return (start << 2) | cellKind.block
  }

  /** Adds a list and answers its place. An area that holds the cell without an edge in it is a candidate too. */
  private list(edges: readonly Edge[], areas: readonly number[], west: number, south: number): number {
    const place = this.lists.length
    const holders = areas.filter((area) => this.holds(area, west, south))
    const around = holders.length === 0 ? this.holder(west, south) : undefined
    const candidates = around === undefined ? areas : [...areas, around]
    const exact = holders.length === 1 && allShared(edges)
    this.lists.push(candidates.length | (exact ? complete : 0), ...candidates)
    return place
  }

  private holds(area: number, x: number, y: number): boolean {
    return holdsPlace(this.outlines[area].rings, x, y)
  }

  /** The first area that holds a place, whichever it is. Slow: asked for where no edge tells. */
  private holder(x: number, y: number): number | undefined {
    for (let area = 0; area < this.outlines.length; area += 1) {
      const at = area * 4
      if (x < this.boxes[at] || y < this.boxes[at + 1] || x > this.boxes[at + 2] || y > this.boxes[at + 3]) continue
      if (this.holds(area, x, y)) return area
    }
    return undefined
  }
}

const wordOf = (area: number | undefined) => (area === undefined ? cellKind.empty : (area << 2) | cellKind.whole)

/** The areas of some edges, the one with most of them first: it is likeliest to hold a place here. */
function areasOf(edges: readonly Edge[]): number[] {
  const counts = new Map<number, number>()
  for (const { area } of edges) counts.set(area, (counts.get(area) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([area]) => area)
}

const holdsPlace = (rings: readonly Ring[], x: number, y: number) =>
  rings.reduce((odd, ring) => (oddCrossings(ring, x, y) ? !odd : odd), false)

/** The edges of a ring, each with its area's inside to the left. */
function edgesOf(ring: Ring, area: number, rings: readonly Ring[]): Edge[] {
  const hole = holdsPlace(
    rings.filter((other) => other !== ring),
    ring[0],
    ring[1],
  )
  const forward = doubleArea(ring) > 0 !== hole
  const edges: Edge[] = []
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length
    const [x1, y1, x2, y2] = [ring[i], ring[i + 1], ring[next], ring[next + 1]]
    if (Math.abs(x2 - x1) >= longestEdge || Math.abs(y2 - y1) >= longestEdge)
      throw new RangeError(`an edge of area ${area} spans more than ${longestEdge} units`)
    edges.push(forward ? { area, x1, y1, x2, y2 } : { area, x1: x2, y1: y2, x2: x1, y2: y1 })
  }
  return edges
}

/** Twice the ring's signed area, about its first corner; positive when it runs anticlockwise. */
function doubleArea(ring: Ring): number {
  let sum = 0
  for (let i = 2; i + 3 < ring.length; i += 2)
    sum += (ring[i] - ring[0]) * (ring[i + 3] - ring[1]) - (ring[i + 2] - ring[0]) * (ring[i + 1] - ring[1])
  return sum
}

/**
 * Whether every edge has its twin running the other way: then whoever crosses it leaves one area and enters another,
 * and where one place of a cell lies in exactly one area, all do.
 */
function allShared(edges: readonly Edge[]): boolean {
  const unmatched = new Map<string, number>()
  for (const { x1, y1, x2, y2 } of edges) {
    const twin = `${x2},${y2},${x1},${y1}`
    const waiting = unmatched.get(twin) ?? 0
    if (waiting > 1) unmatched.set(twin, waiting - 1)
    else if (waiting === 1) unmatched.delete(twin)
    else {
      const own = `${x1},${y1},${x2},${y2}`
      unmatched.set(own, (unmatched.get(own) ?? 0) + 1)
    }
  }
  return unmatched.size === 0
}

/** For each cell of a frame that edges touch, those edges; a few more may be among them, none is missing. */
function crossingsOf(edges: readonly Edge[], { west, south, columns, rows, shift }: Frame): Map<number, Edge[]> {
  const crossings = new Map<number, Edge[]>()
  const side = 2 ** shift
  const within = (value: number, most: number) => Math.max(0, Math.min(most - 1, value))
  for (const edge of edges) {
    const { y1, y2 } = edge
    const top = Math.floor((Math.max(y1, y2) - south) / side)
    const bottom = Math.floor((Math.min(y1, y2) - south) / side)
    if (top < 0 || bottom >= rows) continue
    for (let row = within(bottom, rows); row <= within(top, rows); row += 1) {
      const [a, b] = spanWithin(edge, south + row * side, south + (row + 1) * side)
      const from = Math.floor((Math.floor(a) - 1 - west) / side)
      const to = Math.floor((Math.ceil(b) + 1 - west) / side)
      if (to < 0 || from >= columns) continue
      for (let column = within(from, columns); column <= within(to, columns); column += 1) {
        const at = row * columns + column
        const list = crossings.get(at)
        if (list) list.push(edge)
        else crossings.set(at, [edge])
      }
    }
  }
  return crossings
}

/** The span of x that an edge takes between two heights. */
function spanWithin({ x1, y1, x2, y2 }: Edge, low: number, high: number): [number, number] {
  if (y1 === y2) return [Math.min(x1, x2), Math.max(x1, x2)]
  const at = (y: number) => x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)
  const a = at(Math.max(low, Math.min(y1, y2)))
  const b = at(Math.min(high, Math.max(y1, y2)))
  return [Math.min(a, b), Math.max(a, b)]
}

function boxesOf(outlines: readonly Outline[]): Int32Array {
  const boxes = new Int32Array(outlines.length * 4)
  for (const [area, { rings }] of outlines.entries()) {
    const { west, south, east, north } = boundsOf(Int32Array.from(rings.flatMap((ring) => [...ring])))
    boxes.set([west, south, east, north], area * 4)
  }
  return boxes
}
