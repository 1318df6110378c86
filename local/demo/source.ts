import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '../../cloudfunctions/kernel/collections'

/** The real divisions and outlines that the demo city is built on; see the README beside the files. */
const folder = join('data', 'dalian')

export interface Division {
  id: string
  level: 'district' | 'street' | 'community'
  name: string
  parentId: string
}

/** Districts, streets and communities of the city in the order of their codes, a district before what lies in it. */
export function readDivisions(): Division[] {
  const [, ...lines] = readFileSync(join(folder, 'dalian-divisions.csv'), 'utf8').trim().split('\n')
  return lines.map((line) => {
    const [id, level, name, parentId] = line.trim().split(',')
    return { id, level: level as Division['level'], name: shownName(name), parentId }
  })
}

/** What residents call it: `中兴社区` for 中兴社区居委会, `龙头村` for 龙头村委会. */
export const shownName = (name: string) => name.replace(/社区居委会$/, '社区').replace(/村民委员会$|村委会$/, '村')

export interface DistrictShape {
  id: string
  centre: Place
  /** As an OutlineDoc's: outer ring, then holes; corners in 1e-7 degree, GCJ-02; not closed explicitly. */
  polygons: number[][][]
}

interface Feature {
  properties: { code: string; centre: [number, number] }
  geometry: { type: 'Polygon'; coordinates: Degrees } | { type: 'MultiPolygon'; coordinates: Degrees[] }
}
type Degrees = [number, number][][]

const units = (degrees: number) => Math.round(degrees * 1e7)

/** The districts' outlines. Neighbours share their corners exactly. */
export function readDistrictShapes(): DistrictShape[] {
  const { features } = JSON.parse(readFileSync(join(folder, 'dalian-districts.geojson'), 'utf8')) as {
    features: Feature[]
  }
  return features.map(({ properties: { code, centre }, geometry }) => ({
    id: code,
    centre: { lngE7: units(centre[0]), latE7: units(centre[1]) },
    polygons: (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).map((rings) =>
      // GeoJSON repeats the first corner at the end
      rings.map((ring) => ring.slice(0, -1).flatMap(([lng, lat]) => [units(lng), units(lat)])),
    ),
  }))
}
