import type { Box } from '../box'
import type { Polygons } from '../polygon'
import { type Frame, fillCells, smallestShift } from './cells'
import type { Compiled } from './format'

/** One area to compile. */
export interface Area {
  /** In 1e-7 degree; outer rings and holes in any order and direction, even-odd decides. */
  polygons: Polygons
  /** Whatever is to be known of it, such as id and name; kept as JSON. */
  label: unknown
}

/** Cells of the top level for each area: more is faster to look up and larger to carry. */
const cellsPerArea = 64
const fewestCells = 64
/** An edge must be shorter than this each way, so that products of two differences are exact in a double. */
const longestEdge = 2 ** 26
const farthest = { x: 1_800_000_000, y: 900_000_000 }

/**
 * Compiles areas into the index that `areaAt` reads. Areas may leave gaps, and where they overlap the one named first
 * answers everywhere: both belong into the import's report, not here.
 * @throws RangeError when a coordinate is not a whole number of units on the globe, or an edge spans 6.7 degrees
 */
export function compile(areas: readonly Area[]): Compiled {
  for (const [area, { polygons }] of areas.entries())
    for (const ring of polygons.flat()) demandRing(ring, `area ${area}`)
  const rings = areas.map(({ polygons }) => polygons.flat())
  const points = Int32Array.from(rings.flat(2))
  const frame = frameOf(boundsOf(points), areas.length)
  const labels = areas.map(({ label }) => new TextEncoder().encode(JSON.stringify(label ?? null)))
  return {
    ...frame,
    ...fillCells(rings, frame),
    areaRings: startsOf(rings.map((own) => own.length)),
    ringPoints: startsOf(rings.flat().map((ring) => ring.length / 2)),
    points,
    labelBytes: startsOf(labels.map((bytes) => bytes.length)),
    labels: joined(labels),
  }
}

function demandRing(ring: readonly number[], whose: string) {
  if (ring.length % 2 !== 0) throw new RangeError(`${whose}: a corner without its latitude`)
  for (let i = 0; i < ring.length; i += 2) {
    const [x1, y1] = [ring[i], ring[i + 1]]
    const next = (i + 2) % ring.length
    if (!Number.isInteger(x1) || !Number.isInteger(y1) || Math.abs(x1) > farthest.x || Math.abs(y1) > farthest.y)
      throw new RangeError(`${whose}: (${x1}, ${y1}) is no place in 1e-7 degree`)
    if (Math.abs(ring[next] - x1) >= longestEdge || Math.abs(ring[next + 1] - y1) >= longestEdge)
      throw new RangeError(`${whose}: the edge from (${x1}, ${y1}) spans ${longestEdge} units or more`)
  }
}

function boundsOf(points: Int32Array): Box {
  const box = { west: points[0] ?? 0, south: points[1] ?? 0, east: points[0] ?? 0, north: points[1] ?? 0 }
  for (let i = 0; i < points.length; i += 2) {
    box.west = Math.min(box.west, points[i])
    box.east = Math.max(box.east, points[i])
    box.south = Math.min(box.south, points[i + 1])
    box.north = Math.max(box.north, points[i + 1])
  }
  return box
}

/** The smallest power-of-two cell that keeps the top level within its budget. */
function frameOf({ west, south, east, north }: Box, areas: number): Frame {
  const budget = Math.max(fewestCells, areas * cellsPerArea)
  let shift = smallestShift
  const count = (span: number) => Math.floor(span / 2 ** shift) + 1
  while (count(east - west) * count(north - south) > budget) shift += 1
  return { west, south, columns: count(east - west), rows: count(north - south), shift }
}

/** Where each of some runs starts when they follow one another, and where the last one ends. */
function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1)
  for (const [i, length] of lengths.entries()) starts[i + 1] = starts[i] + length
  return starts
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
