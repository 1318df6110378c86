import { cornersOf, middlesOf } from '../../cloudfunctions/testing/patchwork'
import { dice } from '../../local/demo/random'
import type { City } from './city'

/** Places to look up, in 1e-7 degree. */
export interface Points {
  xs: Int32Array
  ys: Int32Array
}

/** One place in so many is a corner of a grid or the middle of an edge, where answers go wrong first. */
const oneInOnEdge = 20

/** Places all over the city's square. */
export function makePoints(city: City, count: number, seed: number): Points {
  const { next, pick } = dice(seed)
  const onEdges = [...cornersOf(city.grids), ...middlesOf(city.grids)]
  const xs = new Int32Array(count)
  const ys = new Int32Array(count)
  for (let i = 0; i < count; i += 1) {
    const onEdge = i % oneInOnEdge === 0
    const [x, y] = onEdge
      ? pick(onEdges)
      : [city.west + Math.floor(next() * city.width), city.south + Math.floor(next() * city.height)]
    xs[i] = x
    ys[i] = y
  }
  return { xs, ys }
}
