import type { MultiPolygon } from 'polygon-clipping'
import { type Box, boxOf } from '../../../cloudfunctions/kernel/geometry/box'
import { metresToRing, type Polygons } from '../../../cloudfunctions/kernel/geometry/polygon'
import type { Ring } from '../../../cloudfunctions/kernel/geometry/ring'
import { type Line, lengthWithout, linesOf, unite } from './borders'
import { frameAt, middleOf, squareMetresOf, sum, tolerance } from './clip'
import { clip } from './engine'
import { meet, type Piece, type Tract } from './tract'

/** Ground that no tract holds though tracts, or the outline it should be covered in, go all round it. */
export interface Gap extends Piece {
  /** Places in the list of the tracts along it. */
  neighbours: number[]
}

/** Edges in one cell above which it is cut into four: clipping takes more than twice as long for twice as many. */
const mostEdges = 300
/** A cell is not cut further below this side, in 1e-7 degree. */
const smallestSide = 2_000
/** Metres from a gap within which a tract is along it. */
const beside = 0.05
/** Below this, in square metres, a part of a cell is what floating point left over. */
const dust = 1e-6

/** What of one cell no tract holds. */
interface Part {
  polygon: number[][]
  cell: Box
  /** Tracts whose boxes reach into the cell. */
  near: readonly number[]
}

/**
 * Finds every gap: ground that the tracts enclose on all sides, and ground inside one of the outlines that ought to be
 * `covered`. The map is cut into cells small enough to clip in, and what lies across cells is put together again.
 */
export function gapsOf(tracts: readonly Tract[], covered: readonly Tract[]): Gap[] {
  if (tracts.length === 0) return []
  const world = roundedUp(boxOf(...[...tracts, ...covered].flatMap(({ box }) => cornersOf(box))))
  const parts = [...cells(world, [...tracts.keys()], tracts)].flatMap((cell) => uncovered(cell, tracts))
  const groups = unite(parts, (part) => linesOf(part.polygon, part.cell))
  const open = (group: Part[]) =>
    group.some((part) => linesOf(part.polygon, part.cell).some((line) => isRim(line, world)))
  const enclosed = groups.filter((group) => !open(group))
  const owed = groups.filter(open).flatMap((group) => group.flatMap((part) => within(part, covered)))
  return [...enclosed, ...unite(owed, (part) => linesOf(part.polygon, part.cell))]
    .flatMap((group) => toGap(group, tracts))
    .sort((a, b) => b.squareMetres - a.squareMetres)
}

const cornersOf = ({ west, south, east, north }: Box): Ring[] => [[west, south, east, north]]

/** A square round the box, of a power of two, so that its quarters have whole sides; with a rim all round. */
function roundedUp({ west, south, east, north }: Box): Box {
  const rim = 1_000
  const side = 2 ** Math.ceil(Math.log2(Math.max(east - west, north - south) + 2 * rim))
  return { west: west - rim, south: south - rim, east: west - rim + side, north: south - rim + side }
}

interface Cell {
  box: Box
  near: number[]
}

/** Cuts the map until no cell has too many edges. */
function* cells(box: Box, candidates: readonly number[], tracts: readonly Tract[]): Generator<Cell> {
  const near = candidates.filter((one) => meet(tracts[one].box, box))
  const edges = sum(near.map((one) => edgesWithin(tracts[one].polygons, box)))
  const side = box.east - box.west
  if (edges <= mostEdges || side <= smallestSide) yield { box, near }
  else for (const quarter of quartersOf(box)) yield* cells(quarter, near, tracts)
}

function quartersOf({ west, south, east, north }: Box): Box[] {
  const [x, y] = [(west + east) / 2, (south + north) / 2]
  return [
    { west, south, east: x, north: y },
    { west: x, south, east, north: y },
    { west, south: y, east: x, north },
    { west: x, south: y, east, north },
  ]
}

function edgesWithin(polygons: Polygons, { west, south, east, north }: Box): number {
  let count = 0
  for (const ring of polygons.flat()) {
    let [x1, y1] = [ring[ring.length - 2], ring[ring.length - 1]]
    for (let i = 0; i < ring.length; i += 2) {
      const [x2, y2] = [ring[i], ring[i + 1]]
      if (
        Math.min(x1, x2) <= east &&
        Math.max(x1, x2) >= west &&
        Math.min(y1, y2) <= north &&
        Math.max(y1, y2) >= south
      )
        count += 1
      x1 = x2
      y1 = y2
    }
  }
  return count
}

function uncovered({ box, near }: Cell, tracts: readonly Tract[]): Part[] {
  const frame = frameAt(box)
  const taken = near.flatMap((one) => frame.toLocal(tracts[one].polygons, box))
  const rest = clip('difference', frame.toLocal([[ringOf(box)]]), ...asOne(taken))
  return toParts(frame.toPolygons(rest), box, near)
}

/** What of a part lies in the outlines that ought to be covered. */
function within({ polygon, cell, near }: Part, covered: readonly Tract[]): Part[] {
  const frame = frameAt(cell)
  const wanted = covered
    .filter(({ box }) => meet(box, cell))
    .map(({ polygons }) => frame.toLocal(polygons, cell))
    .filter(({ length }) => length > 0)
  if (wanted.length === 0) return []
  const [first, ...others] = wanted
  const whole = clip('union', first, ...others)
  return toParts(frame.toPolygons(clip('intersection', frame.toLocal([polygon]), whole)), cell, near)
}

const asOne = (shape: MultiPolygon): MultiPolygon[] => (shape.length > 0 ? [shape] : [])

const ringOf = ({ west, south, east, north }: Box) => [west, south, east, south, east, north, west, north]

const toParts = (polygons: number[][][], cell: Box, near: readonly number[]): Part[] =>
  polygons.filter(([outer]) => squareMetresOf(outer) > dust).map((polygon) => ({ polygon, cell, near }))

const isRim = ({ axis, at }: Line, { west, south, east, north }: Box) =>
  axis === 'x' ? at === west || at === east : at === south || at === north

function toGap(group: readonly Part[], tracts: readonly Tract[]): Gap[] {
  const outers = group.map(({ polygon }) => polygon[0])
  const squareMetres = sum(
    group.map(({ polygon: [outer, ...holes] }) => squareMetresOf(outer) - sum(holes.map(squareMetresOf))),
  )
  const perimeter = sum(group.map(({ polygon, cell }) => sum(polygon.map((ring) => lengthWithout(ring, cell)))))
  if (2 * squareMetres < tolerance * perimeter) return []
  const largest = outers.reduce((one, other) => (squareMetresOf(other) > squareMetresOf(one) ? other : one))
  const near = [...new Set(group.flatMap((part) => part.near))]
  const neighbours = near.filter((one) => isAlong(tracts[one], group))
  return [{ squareMetres, at: middleOf(largest), rings: outers, neighbours }]
}

/** Whether a tract has an edge along any of the parts: the middle of an edge of the one lies on the other. */
function isAlong({ polygons, box }: Tract, group: readonly Part[]): boolean {
  const [own, gap] = [polygons.flat(), group.flatMap(({ polygon }) => polygon)]
  return isOn(gap, own, box) || isOn(own, gap, boxOf(...gap))
}

function isOn(rings: readonly Ring[], others: readonly Ring[], { west, south, east, north }: Box): boolean {
  const margin = 10
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const next = (i + 2) % ring.length
      const [x, y] = [(ring[i] + ring[next]) / 2, (ring[i + 1] + ring[next + 1]) / 2]
      if (x < west - margin || x > east + margin || y < south - margin || y > north + margin) continue
      if (others.some((other) => metresToRing(other, { lngE7: x, latE7: y }) <= beside)) return true
    }
  }
  return false
}
