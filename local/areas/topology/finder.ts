import type { Place } from '../../../cloudfunctions/kernel/collections'
import { holds } from '../../../cloudfunctions/kernel/geometry/polygon'
import type { Tract } from './tract'

/** Side of the cells that tracts are looked up by, in 1e-7 degree: about 500 m. */
const side = 50_000

/** Finds every tract that holds a place, not only the one that answers for it. */
export function holderFinder(tracts: readonly Tract[]): (place: Place) => Tract[] {
  const cells = new Map<string, Tract[]>()
  const cell = (units: number) => Math.floor(units / side)
  for (const tract of tracts) {
    const { west, south, east, north } = tract.box
    for (let x = cell(west); x <= cell(east); x += 1) {
      for (let y = cell(south); y <= cell(north); y += 1) {
        const there = cells.get(`${x}:${y}`)
        if (there) there.push(tract)
        else cells.set(`${x}:${y}`, [tract])
      }
    }
  }
  return (place) =>
    (cells.get(`${cell(place.lngE7)}:${cell(place.latE7)}`) ?? []).filter(({ polygons }) => holds(polygons, place))
}
