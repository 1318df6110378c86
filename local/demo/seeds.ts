import type { Place } from '../../cloudfunctions/kernel/collections'
import { boxOf } from '../../cloudfunctions/kernel/geometry/box'
import { lngShrink } from '../../cloudfunctions/kernel/geometry/distance'
import { holds, type Polygons } from '../../cloudfunctions/kernel/geometry/polygon'
import type { Dice } from './random'

/** `count` places spread evenly over the area: one at random in each square of a lattice, as fine as it takes. */
export function scatter(polygons: Polygons, count: number, dice: Dice): Place[] {
  const box = boxOf(...polygons.map(([outer]) => outer))
  const shrink = lngShrink((box.south + box.north) / 2)
  const area = polygons.reduce((sum, rings) => sum + rings.reduce((all, ring) => all + signedArea(ring), 0), 0)
  for (let side = Math.sqrt((Math.abs(area) * shrink) / count); ; side *= 0.97) {
    const places: Place[] = []
    const width = side / shrink
    for (let lng = box.west; lng < box.east; lng += width) {
      for (let lat = box.south; lat < box.north; lat += side) {
        const lngE7 = Math.round(lng + dice.next() * width)
        const latE7 = Math.round(lat + dice.next() * side)
        if (holds(polygons, { lngE7, latE7 })) places.push({ lngE7, latE7 })
      }
    }
    if (places.length >= count) return dropSome(places, count, dice)
  }
}

function dropSome(places: Place[], left: number, dice: Dice): Place[] {
  const kept = [...places]
  while (kept.length > left) kept.splice(dice.between(0, kept.length - 1), 1)
  return kept
}

/** Area in square units: positive when the ring runs against the clock. From its first corner, to keep the digits. */
export function signedArea(ring: readonly number[]): number {
  let twice = 0
  for (let i = 2; i + 3 < ring.length; i += 2) {
    const [ax, ay] = [ring[i] - ring[0], ring[i + 1] - ring[1]]
    const [bx, by] = [ring[i + 2] - ring[0], ring[i + 3] - ring[1]]
    twice += ax * by - ay * bx
  }
  return twice / 2
}
