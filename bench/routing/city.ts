import { Delaunay } from 'd3-delaunay'
import { lngShrink, metresPerUnit } from '../../cloudfunctions/kernel/geometry/distance'
import type { Polygons } from '../../cloudfunctions/kernel/geometry/polygon'
import { type Dice, dice } from '../../local/demo/random'

/** A made-up city to measure on. */
export interface City {
  /** The outlines of its grids, which share their edges and leave no gap. */
  grids: Polygons[]
  /** The square that the grids' seeds lie in, in 1e-7 degree: all but its rim is covered. */
  west: number
  south: number
  width: number
  height: number
}

const centre = { lngE7: 1_216_000_000, latE7: 389_000_000 }
/** Metres round the city in which cells are drawn that do not belong to it, so that its own have natural edges. */
const margin = 1_000
/** Parts that an edge between two Voronoi corners is cut into: six edges a cell make about 30 corners. */
const parts = 5
/** How far the corners between are moved off the straight line, as a share of the edge. */
const wobble = 0.06

/** Cuts a square into Voronoi-like grids whose edges wobble like streets, the same on both sides. */
export function makeCity({ grids, km2, seed }: { grids: number; km2: number; seed: number }): City {
  const random = dice(seed)
  const shrink = lngShrink(centre.latE7)
  const side = Math.sqrt(km2) * 1_000
  const seeds = seedsIn(side, grids, random)
  const voronoi = Delaunay.from(seeds).voronoi([-side, -side, 2 * side, 2 * side])
  const toX = (metres: number) => Math.round(centre.lngE7 + metres / metresPerUnit / shrink)
  const toY = (metres: number) => Math.round(centre.latE7 + metres / metresPerUnit)
  const between = edgeCutter(random)
  const outlines = Array.from({ length: grids }, (_, i): Polygons => {
    const corners = voronoi.cellPolygon(i).map(([x, y]): Corner => [toX(x), toY(y)])
    return [[corners.slice(1).flatMap((to, k) => [...corners[k], ...between(corners[k], to)])]]
  })
  return { grids: outlines, west: toX(0), south: toY(0), width: toX(side) - toX(0), height: toY(side) - toY(0) }
}

type Corner = [number, number]

/** The seeds of the city, and behind them those of the margin round it, as dense. */
function seedsIn(side: number, count: number, { next }: Dice): Corner[] {
  const inner = Array.from({ length: count }, (): Corner => [next() * side, next() * side])
  const outerSide = side + 2 * margin
  const outer = Array.from(
    { length: Math.round(count * (outerSide / side) ** 2) },
    (): Corner => [next() * outerSide - margin, next() * outerSide - margin],
  )
  return [...inner, ...outer.filter(([x, y]) => Math.min(x, y) < 0 || Math.max(x, y) > side)]
}

/** Gives the corners between two ends of an edge, the same ones to whoever asks from the other end. */
function edgeCutter({ next }: Dice) {
  const known = new Map<string, Corner[]>()
  return (from: Corner, to: Corner): number[] => {
    const back = known.get(`${to} ${from}`)
    if (back) return [...back].reverse().flat()
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
    const cuts = Array.from({ length: parts - 1 }, (_, i): Corner => {
      const along = (i + 1) / parts
      const aside = (2 * next() - 1) * wobble
      return [Math.round(from[0] + along * dx - aside * dy), Math.round(from[1] + along * dy + aside * dx)]
    })
    known.set(`${from} ${to}`, cuts)
    return cuts.flat()
  }
}
