import Flatbush from 'flatbush'
import { boxOf } from '../../cloudfunctions/kernel/geometry/box'
import type { Compiled } from '../../cloudfunctions/kernel/geometry/compiled/format'
import { areaAt, nowhere } from '../../cloudfunctions/kernel/geometry/compiled/lookup'
import type { City } from './city'
import { holdsExactly } from './exact'
import type { Points } from './points'

/** Places for which the index names another area than exact arithmetic on the outlines does. */
export function countMismatches({ grids }: City, index: Compiled, { xs, ys }: Points): number {
  const boxes = new Flatbush(grids.length)
  for (const [[ring]] of grids) {
    const { west, south, east, north } = boxOf(ring)
    boxes.add(west, south, east, north)
  }
  boxes.finish()
  let mismatches = 0
  for (let i = 0; i < xs.length; i += 1) {
    const [x, y] = [xs[i], ys[i]]
    const near = boxes.search(x, y, x, y).sort((a, b) => a - b)
    const exact = near.find((area) => holdsExactly(grids[area], x, y)) ?? nowhere
    if (areaAt(index, x, y) !== exact) mismatches += 1
  }
  return mismatches
}
