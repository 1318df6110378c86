import type { MultiPolygon, Pair } from 'polygon-clipping'
import type { Place } from '../../../cloudfunctions/kernel/collections'
import { type Box, boxOf, cutToBox } from '../../../cloudfunctions/kernel/geometry/box'
import { lngShrink, metresPerUnit } from '../../../cloudfunctions/kernel/geometry/distance'
import type { Polygons } from '../../../cloudfunctions/kernel/geometry/polygon'
import type { Ring } from '../../../cloudfunctions/kernel/geometry/ring'
import { clip } from './engine'
import type { Piece } from './tract'

/**
 * A piece that is thinner than this on average, in metres, is no more than what rounding to 1e-7 degree (a centimetre)
 * makes of a corner that stands on a neighbour's edge; it is not reported.
 */
export const tolerance = 0.03

/** Where shapes are clipped: near its origin, so that floating point has digits to spare. */
export interface Frame {
  toLocal(polygons: Polygons, within?: Box): MultiPolygon
  toPolygons(shape: MultiPolygon): number[][][]
}

export function frameAt({ west, south }: Pick<Box, 'west' | 'south'>): Frame {
  const pairs = (ring: Ring): Pair[] =>
    Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i] - west, ring[2 * i + 1] - south])
  return {
    toLocal: (polygons, within) =>
      polygons
        .map((rings) =>
          rings.map((ring) => (within ? cutToBox(ring, within) : ring)).filter(({ length }) => length >= 6),
        )
        .filter(({ length }) => length > 0)
        .map((rings) => rings.map(pairs)),
    toPolygons: (shape) =>
      shape.map((rings) => rings.map((ring) => ring.slice(0, -1).flatMap(([x, y]) => [x + west, y + south]))),
  }
}

/** What two outlines have in common, piece by piece. */
export function intersectionOf(a: Polygons, b: Polygons): Piece[] {
  const [boxA, boxB] = [boxOf(...a.flat()), boxOf(...b.flat())]
  // Only where their boxes meet can they have anything in common, and the less there is to clip the faster.
  const common = {
    west: Math.max(boxA.west, boxB.west) - 1,
    south: Math.max(boxA.south, boxB.south) - 1,
    east: Math.min(boxA.east, boxB.east) + 1,
    north: Math.min(boxA.north, boxB.north) + 1,
  }
  const frame = frameAt(common)
  const [partA, partB] = [frame.toLocal(a, common), frame.toLocal(b, common)]
  if (partA.length === 0 || partB.length === 0) return []
  return piecesOf(frame.toPolygons(clip('intersection', partA, partB)))
}

/** What of an outline lies outside another, piece by piece. */
export function differenceOf(a: Polygons, b: Polygons): Piece[] {
  const box = boxOf(...a.flat())
  const frame = frameAt(box)
  return piecesOf(frame.toPolygons(clip('difference', frame.toLocal(a), frame.toLocal(b, box))))
}

/** What of an outline the others leave of it; nothing of what is thinner than rounding. */
export function restOf(a: Polygons, others: readonly Polygons[]): number[][][] {
  const box = boxOf(...a.flat())
  const frame = frameAt(box)
  const taken = others.map((polygons) => frame.toLocal(polygons, box)).filter(({ length }) => length > 0)
  return whole(frame.toPolygons(clip('difference', frame.toLocal(a), ...taken)))
}

/** One outline out of several, or out of one that crosses itself: what any of its rings goes round. */
export function unionOf(polygons: Polygons): number[][][] {
  const frame = frameAt(boxOf(...polygons.flat()))
  const [first, ...others] = frame.toLocal(polygons).map((polygon) => [polygon])
  return whole(frame.toPolygons(clip('union', first, ...others)))
}

/** Polygons with their holes out of rings of which it is only known that places within an odd number of them are inside. */
export function evenOddOf(rings: readonly Ring[]): number[][][] {
  if (rings.length === 1) return [[[...rings[0]]]]
  const frame = frameAt(boxOf(...rings))
  const [first, ...others] = rings.map((ring) => frame.toLocal([[ring]]))
  return whole(frame.toPolygons(clip('xor', first, ...others)))
}

/** Corners rounded to units again, without what rounding leaves of slivers. */
const whole = (polygons: number[][][]) =>
  polygons
    .map((rings) => rings.map((ring) => withoutRepeats(ring.map(Math.round))).filter(({ length }) => length >= 6))
    .filter(({ length }) => length > 0)

const withoutRepeats = (ring: number[]) =>
  ring.flatMap((x, i) => {
    if (i % 2 === 1) return []
    const before = (i + ring.length - 2) % ring.length
    return x === ring[before] && ring[i + 1] === ring[before + 1] ? [] : [x, ring[i + 1]]
  })

const piecesOf = (polygons: Polygons): Piece[] =>
  polygons
    .map(pieceOf)
    .filter(isWide)
    .map(({ piece }) => piece)

interface Measured {
  piece: Piece
  perimeter: number
}

function pieceOf(rings: readonly Ring[]): Measured {
  const [outer] = rings
  const square = rings.map(squareMetresOf)
  return {
    piece: { squareMetres: 2 * square[0] - sum(square), at: middleOf(outer), rings: [[...outer]] },
    perimeter: sum(rings.map(metresRound)),
  }
}

/** Whether a shape is more than rounding. Twice the area by the perimeter is the mean width of a sliver. */
const isWide = ({ piece, perimeter }: Measured) => 2 * piece.squareMetres >= tolerance * perimeter

export const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/** Square metres that a ring goes round. */
export function squareMetresOf(ring: Ring): number {
  const [x0, y0] = ring
  let twice = 0
  for (let i = 2; i + 3 < ring.length; i += 2)
    twice += (ring[i] - x0) * (ring[i + 3] - y0) - (ring[i + 2] - x0) * (ring[i + 1] - y0)
  return (Math.abs(twice) / 2) * metresPerUnit ** 2 * lngShrink(y0)
}

/** Square metres of an outline; its polygons' holes taken off. */
export const areaOf = (polygons: Polygons) =>
  sum(polygons.map(([outer, ...holes]) => squareMetresOf(outer) - sum(holes.map(squareMetresOf))))

/** Metres along a ring. */
export function metresRound(ring: Ring): number {
  const shrink = lngShrink(ring[1])
  let units = 0
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length
    units += Math.hypot((ring[next] - ring[i]) * shrink, ring[next + 1] - ring[i + 1])
  }
  return units * metresPerUnit
}

/** The mean of a ring's corners. */
export function middleOf(ring: Ring): Place {
  let [x, y] = [0, 0]
  for (let i = 0; i < ring.length; i += 2) {
    x += ring[i]
    y += ring[i + 1]
  }
  return { lngE7: Math.round((2 * x) / ring.length), latE7: Math.round((2 * y) / ring.length) }
}
