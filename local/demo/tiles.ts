import { Delaunay } from 'd3-delaunay'
import polygonClipping, { type MultiPolygon, type Pair } from 'polygon-clipping'
import type { Place } from '../../cloudfunctions/kernel/collections'
import { type Box, boxOf, cutToBox } from '../../cloudfunctions/kernel/geometry/box'
import { lngShrink } from '../../cloudfunctions/kernel/geometry/distance'
import type { Polygons } from '../../cloudfunctions/kernel/geometry/polygon'
import type { Ring } from '../../cloudfunctions/kernel/geometry/ring'

/**
 * Cuts a district into one tile for each seed: what of the district lies nearer to it than to any other seed. The
 * tiles' corners are integers, but where a tile meets the outline a neighbour may see the same corner one unit off;
 * `knit` makes them one.
 */
export function tile(outline: Polygons, seeds: readonly Place[]): number[][][][] {
  const box = boxOf(...outline.map(([outer]) => outer))
  const origin = { x: box.west, y: box.south }
  const shrink = lngShrink((box.south + box.north) / 2)
  // On a plane where a unit is as long either way, near its origin, so that floating point has digits to spare.
  const delaunay = Delaunay.from(
    seeds,
    ({ lngE7 }) => (lngE7 - origin.x) * shrink,
    ({ latE7 }) => latE7 - origin.y,
  )
  const far = 2 * Math.max(box.east - box.west, box.north - box.south)
  const voronoi = delaunay.voronoi([-far, -far, 2 * far, 2 * far])
  const rings = outline.map((polygon) => polygon.map((ring) => shifted(ring, -origin.x, -origin.y)))
  const crossed = edgeIndex(rings)
  // Cells at the rim run far out to sea; they need no look at the edges.
  const reachesOut = (cell: Box) =>
    cell.west < 0 ||
    cell.south < 0 ||
    cell.east > box.east - origin.x ||
    cell.north > box.north - origin.y ||
    crossed(cell)

  return seeds.map((_, i) => {
    const cell = voronoi
      .cellPolygon(i)
      .slice(0, -1)
      .flatMap(([x, y]) => [Math.round(x / shrink), Math.round(y)])
    const pieces = reachesOut(boxOf(cell)) ? clip(rings, cell) : [[cell]]
    return pieces.map((polygon) => polygon.map((ring) => shifted(ring, origin.x, origin.y)))
  })
}

/** The part of the outline in a convex cell. */
function clip(outline: Polygons, cell: Ring): number[][][] {
  // Only what is near matters, and leaving the rest out is what makes this fast. The margin keeps seams off the cell.
  const near = widened(boxOf(cell), 1000)
  const local = outline
    .map((polygon) => polygon.map((ring) => cutToBox(ring, near)).filter((ring) => ring.length >= 6))
    .filter((polygon) => polygon.length > 0)
  const pieces: MultiPolygon = polygonClipping.intersection(
    [pairs(cell)],
    local.map((polygon) => polygon.map(pairs)),
  )
  return pieces.map((polygon) =>
    polygon.map((ring) => ring.slice(0, -1).flatMap(([x, y]) => [Math.round(x), Math.round(y)])),
  )
}

const shifted = (ring: Ring, dx: number, dy: number) => ring.map((value, i) => value + (i % 2 === 0 ? dx : dy))

const pairs = (ring: Ring): Pair[] => Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i], ring[2 * i + 1]])

const widened = ({ west, south, east, north }: Box, by: number): Box => ({
  west: west - by,
  south: south - by,
  east: east + by,
  north: north + by,
})

/** Tells whether any edge of some rings comes into a box. */
function edgeIndex(polygons: Polygons) {
  const side = 100_000
  const bins = new Map<string, Box[]>()
  for (const ring of polygons.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length
      const edge = boxOf([ring[i], ring[i + 1], ring[next], ring[next + 1]])
      for (const key of binsOf(edge, side)) bins.set(key, [...(bins.get(key) ?? []), edge])
    }
  }
  return (box: Box) => binsOf(box, side).some((key) => bins.get(key)?.some((edge) => meet(edge, box)))
}

function binsOf({ west, south, east, north }: Box, side: number): string[] {
  const keys: string[] = []
  for (let i = Math.floor(west / side); i <= Math.floor(east / side); i += 1)
    for (let j = Math.floor(south / side); j <= Math.floor(north / side); j += 1) keys.push(`${i}:${j}`)
  return keys
}

const meet = (a: Box, b: Box) => a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north
