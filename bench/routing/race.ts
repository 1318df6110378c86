import Flatbush from 'flatbush'
import pointInPolygon from 'point-in-polygon-hao'
import whichPolygon from 'which-polygon'
import type { Compiled } from '../../cloudfunctions/kernel/geometry/compiled/format'
import { areaAt } from '../../cloudfunctions/kernel/geometry/compiled/lookup'
import type { City } from './city'
import type { Points } from './points'

/** Look-ups a second. */
export interface Speeds {
  ours: number
  whichPolygon: number
  flatbushHao: number
}

/** Looks up the places from one number to another; answers how many it found an area for. */
type Contender = (from: number, to: number) => number

const slices = 20

/** All places are looked up by each, slice by slice by turns, so that a machine that slows down slows all. */
export function race(city: City, index: Compiled, points: Points): Speeds {
  const contenders = { ours: ours(index, points), ...peers(city, points) }
  const size = Math.floor(points.xs.length / slices)
  const spent = { ours: 0, whichPolygon: 0, flatbushHao: 0 }
  const names = Object.keys(contenders) as (keyof Speeds)[]
  for (const name of names) contenders[name](0, size)
  for (let slice = 0; slice < slices; slice += 1) {
    for (const name of names) {
      const started = performance.now()
      const found = contenders[name](slice * size, (slice + 1) * size)
      spent[name] += performance.now() - started
      if (found < 0.9 * size) throw new Error(`${name} found only ${found} of ${size}`)
    }
  }
  const speed = (name: keyof Speeds) => Math.round((slices * size) / (spent[name] / 1000))
  return { ours: speed('ours'), whichPolygon: speed('whichPolygon'), flatbushHao: speed('flatbushHao') }
}

const ours =
  (index: Compiled, { xs, ys }: Points): Contender =>
  (from, to) => {
    let found = 0
    for (let i = from; i < to; i += 1) if (areaAt(index, xs[i], ys[i]) >= 0) found += 1
    return found
  }

/** The others take degrees, in arrays of two that are made beforehand. */
function peers({ grids }: City, { xs, ys }: Points): { whichPolygon: Contender; flatbushHao: Contender } {
  const places = Array.from(xs, (x, i): [number, number] => [x / 1e7, ys[i] / 1e7])
  const outlines = grids.map(([[ring]]) => closedInDegrees(ring))
  const query = whichPolygon({
    type: 'FeatureCollection',
    features: outlines.map((outline, area) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [outline] },
      properties: { area },
    })),
  })
  const boxes = new Flatbush(outlines.length)
  for (const outline of outlines) {
    const lngs = outline.map(([lng]) => lng)
    const lats = outline.map(([, lat]) => lat)
    boxes.add(Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats))
  }
  boxes.finish()
  const polygons = outlines.map((outline) => [outline])
  return {
    whichPolygon: (from, to) => {
      let found = 0
      for (let i = from; i < to; i += 1) if (query(places[i])) found += 1
      return found
    },
    flatbushHao: (from, to) => {
      let found = 0
      for (let i = from; i < to; i += 1) {
        const [lng, lat] = places[i]
        // On an edge it answers 0, which is not outside
        const near = boxes.search(lng, lat, lng, lat)
        if (near.some((area) => pointInPolygon(places[i], polygons[area]) !== false)) found += 1
      }
      return found
    },
  }
}

function closedInDegrees(ring: readonly number[]): [number, number][] {
  const corners = Array.from({ length: ring.length / 2 }, (_, i): [number, number] => [
    ring[2 * i] / 1e7,
    ring[2 * i + 1] / 1e7,
  ])
  return [...corners, corners[0]]
}
