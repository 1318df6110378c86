import { readFileSync } from 'node:fs'
import { feature, mesh } from 'topojson-client'
import type { Polygons } from '../../cloudfunctions/kernel/geometry/polygon'

/** Real boundaries that neighbours share: all counties of the United States. */
export interface Counties {
  areas: Polygons[]
  /** The middle of every edge that two counties share, x and y in 1e-7 degree; exactly on the edge. */
  sharedMiddles: Spot[]
  /** The corners of all counties, each once. */
  corners: Spot[]
  /** The corners that lie on a coast or an outer border. */
  outerCorners: Spot[]
}

type Spot = readonly [x: number, y: number]

const file = 'node_modules/us-atlas/counties-10m.json'

/** Reads the counties. Corners are rounded to even units, so that the middle of an edge is a place on it. */
export function readCounties(): Counties {
  const topology = JSON.parse(readFileSync(file, 'utf8'))
  const { counties } = topology.objects
  const areas = feature(topology, counties).features.map(({ geometry }): Polygons => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    return polygons.map((rings) => rings.map((ring) => ring.slice(1).flatMap((corner) => [...spotOf(corner)])))
  })
  const lines = (isWanted: (a: unknown, b: unknown) => boolean) =>
    mesh(topology, counties, isWanted).coordinates.map((line) => line.map(spotOf))
  const shared = lines((a, b) => a !== b)
  const outer = lines((a, b) => a === b)
  return {
    areas,
    sharedMiddles: shared.flatMap((line) =>
      line.slice(1).map(([x, y], i): Spot => [(x + line[i][0]) / 2, (y + line[i][1]) / 2]),
    ),
    corners: distinct([...shared, ...outer].flat()),
    outerCorners: distinct(outer.flat()),
  }
}

const spotOf = ([lng, lat]: readonly number[]): Spot => [2 * Math.round(lng * 5e6), 2 * Math.round(lat * 5e6)]

const distinct = (spots: readonly Spot[]) => [...new Map(spots.map((spot) => [`${spot}`, spot])).values()]
