import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import type { CoordinateSystem } from '../../../cloudfunctions/contract/fields'
import { toGcj } from '../../../cloudfunctions/kernel/geometry/gcj'
import { type Findings, findings, type Where } from '../finding'
import { type Column, columnOf } from './columns'
import { type CommunityName, isDegrees } from './directory'
import { UnreadableFile } from './table'

/** One feature of a map file: the outline of a grid, or of a whole community when it names no grid. */
export interface Drawn extends CommunityName {
  where: Where
  grid?: string
  gridCode?: string
  /** Each its outer ring and then its holes, in 1e-7 degree, GCJ-02, not closed explicitly. */
  polygons: number[][][]
}

interface Feature {
  properties?: Record<string, unknown> | null
  geometry?: { type: string; coordinates: unknown } | null
}

export const isMap = (path: string) => ['.geojson', '.json'].includes(extname(path).toLowerCase())

/** Reads the outlines in a GeoJSON file whose coordinates are of the system named. @throws UnreadableFile */
export function readOutlines(path: string, system: CoordinateSystem): { drawn: Drawn[]; found: Findings['found'] } {
  const file = basename(path)
  const notes = findings()
  const drawn = featuresOf(file, readFileSync(path, 'utf8')).flatMap((feature, i) => {
    const where = { file, line: i + 1 }
    const names = namesOf(feature)
    const polygons = polygonsOf(feature)
    const problem = polygons ? problemIn(polygons) : '不是多边形（Polygon 或 MultiPolygon）'
    if (!polygons || problem) {
      notes.fault('outline', problem ?? '', { where })
      return []
    }
    if (!names.grid && !names.gridCode && !names.community && !names.communityCode) {
      notes.fault('outline', '图形的属性里没有网格或社区的名称、编码', { where })
      return []
    }
    return [{ where, ...names, polygons: polygons.map((rings) => rings.map((ring) => toRing(ring, system))) }]
  })
  return { drawn, found: notes.found }
}

function featuresOf(file: string, text: string): Feature[] {
  try {
    const { features } = JSON.parse(text.replace(/^\ufeff/, '')) as { features?: Feature[] }
    if (Array.isArray(features)) return features
  } catch {
    // The sentence below says it.
  }
  throw new UnreadableFile(`${file} 不是 GeoJSON 图形集（FeatureCollection）`)
}

/** The names in a feature's attributes, under the same headings as in the tables. */
function namesOf({ properties }: Feature): Partial<Record<Column, string>> {
  const named = Object.entries(properties ?? {}).flatMap(([key, value]) => {
    const column = columnOf(key)
    const text = value === null || value === undefined ? '' : String(value).trim()
    return column && text ? [[column, text] as const] : []
  })
  const { district, street, community, communityCode, grid, gridCode } = Object.fromEntries(named) as Partial<
    Record<Column, string>
  >
  return { district, street, community, communityCode, grid, gridCode }
}

type Degrees = [number, number][][]

function polygonsOf({ geometry }: Feature): Degrees[] | undefined {
  if (geometry?.type === 'Polygon') return [geometry.coordinates as Degrees]
  if (geometry?.type === 'MultiPolygon') return geometry.coordinates as Degrees[]
  return undefined
}

function problemIn(polygons: readonly Degrees[]): string | undefined {
  const rings = Array.isArray(polygons) ? polygons.flat() : []
  if (rings.length === 0 || rings.some((ring) => !Array.isArray(ring) || ring.length < 4))
    return '图形至少要有三个不同的角'
  const corners = rings.flat()
  if (corners.some((corner) => !Array.isArray(corner) || !corner.slice(0, 2).every(Number.isFinite)))
    return '图形的坐标不是数字'
  const wrong = corners.find(([lng, lat]) => !isDegrees(lng, lat))
  if (!wrong) return undefined
  const [x, y] = wrong
  if (Math.abs(x) > 180 || Math.abs(y) > 180)
    return `坐标（${x}，${y}）是投影平面上的米，不是经纬度：请在制图软件里按原来的坐标系导出经纬度`
  return `坐标（${x}，${y}）不在国内：应是度，经度在前`
}

/** Corners in 1e-7 degree, GCJ-02; without the last, which repeats the first, and without corners said twice running. */
function toRing(ring: readonly [number, number][], system: CoordinateSystem): number[] {
  const corners: [number, number][] = []
  for (const [lng, lat] of ring) {
    const { lngE7, latE7 } = toGcj({ lng, lat, system })
    const last = corners.at(-1)
    if (last?.[0] !== lngE7 || last?.[1] !== latE7) corners.push([lngE7, latE7])
  }
  const [first, last] = [corners[0], corners.at(-1)]
  if (corners.length > 1 && first[0] === last?.[0] && first[1] === last?.[1]) corners.pop()
  return corners.flat()
}
