import type { Place } from '../../../cloudfunctions/kernel/collections'
import { boxOf } from '../../../cloudfunctions/kernel/geometry/box'
import { holds, type Polygons } from '../../../cloudfunctions/kernel/geometry/polygon'
import { middleOf } from './clip'

/** Heights, as shares of the outline's, at which room inside is looked for. */
const heights = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9]

/** A place inside the outline to put its name at: the middle of its corners if that is inside, else the widest room. */
export function innerPlace(polygons: Polygons): Place {
  const middle = middleOf(polygons[0][0])
  if (holds(polygons, middle)) return middle
  const { south, north } = boxOf(...polygons.flat())
  let best = { width: 0, place: middle }
  for (const height of heights) {
    const y = Math.round(south + height * (north - south))
    const crossings = polygons.flat().flatMap((ring) => crossingsAt(ring, y))
    crossings.sort((a, b) => a - b)
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = crossings[i + 1] - crossings[i]
      const place = { lngE7: Math.round((crossings[i] + crossings[i + 1]) / 2), latE7: y }
      if (width > best.width && holds(polygons, place)) best = { width, place }
    }
  }
  return best.place
}

function crossingsAt(ring: readonly number[], y: number): number[] {
  const found: number[] = []
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length
    const [x1, y1, x2, y2] = [ring[i], ring[i + 1], ring[next], ring[next + 1]]
    if (y1 <= y !== y2 <= y) found.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1))
  }
  return found
}
