import { type Box, boxOf } from '../../../cloudfunctions/kernel/geometry/box'
import { lngShrink, metresPerUnit } from '../../../cloudfunctions/kernel/geometry/distance'
import { meet, type Tract } from '../topology/tract'
import type { Numbered } from './report'

/** Pixels across the map of everything, and across that of one finding. */
const wide = 960
const small = { width: 220, height: 150 }
/** The least ground that the map of one finding shows, in metres across. */
const leastMetres = 60
/** Outlines that the map of one finding shows at most. */
const mostOutlines = 40

/** A map of all grids with a mark for each finding, which leads to its line. */
export function overviewMap(tracts: readonly Tract[], findings: readonly Numbered[]): string {
  if (tracts.length === 0) return ''
  const box = widened(boxOf(...tracts.map(({ box: { west, south, east, north } }) => [west, south, east, north])), 0.02)
  const view = viewOf(box, wide)
  const outlines = tracts.map(({ polygons }) => `<path class="grid" d="${polygons.flat().map(view.path).join('')}"/>`)
  const marks = findings.flatMap(({ at, number, fault, text }) => {
    if (!at) return []
    const { x, y } = view.point(at.lngE7, at.latE7)
    const dot = `<circle cx="${x}" cy="${y}" r="${fault ? 6 : 4}" class="${fault ? 'fault' : 'remark'}"/>`
    return `<a href="#n${number}"><title>${number} ${escaped(text)}</title>${dot}</a>`
  })
  return svg(view, `${outlines.join('')}${marks.join('')}`, '所有网格，圆点是检查出来的地方')
}

/** A map of one finding among its neighbours. */
export function findingMap(tracts: readonly Tract[], { rings, at, number }: Numbered): string {
  if (!rings?.length && !at) return ''
  const [lng, lat] = [at?.lngE7 ?? 0, at?.latE7 ?? 0]
  const own = rings?.length ? boxOf(...rings) : { west: lng, south: lat, east: lng, north: lat }
  const box = framed(own)
  const view = viewOf(box, small.width, small.height)
  const near = tracts.filter((tract) => meet(tract.box, box)).slice(0, mostOutlines)
  const outlines = near.map(({ polygons }) => `<path class="grid" d="${polygons.flat().map(view.path).join('')}"/>`)
  const { x, y } = view.point(lng, lat)
  const what = rings?.length
    ? `<path class="piece" d="${rings.map(view.path).join('')}"/>`
    : `<circle cx="${x}" cy="${y}" r="5" class="fault"/>`
  return svg(view, outlines.join('') + what, `第 ${number} 条的位置`)
}

function widened({ west, south, east, north }: Box, share: number): Box {
  const [x, y] = [share * (east - west), share * (north - south)]
  return { west: west - x, south: south - y, east: east + x, north: north + y }
}

/** A box of the small map's shape with what is to be seen in its middle third. */
function framed(own: Box): Box {
  const shrink = lngShrink(own.south)
  const [x, y] = [(own.west + own.east) / 2, (own.south + own.north) / 2]
  const shape = small.width / small.height
  const needed = Math.max((own.east - own.west) * shrink, (own.north - own.south) * shape)
  const half = Math.max(needed * 3, leastMetres / metresPerUnit) / 2
  return { west: x - half / shrink, south: y - half / shape, east: x + half / shrink, north: y + half / shape }
}

function viewOf(box: Box, width: number, fixedHeight?: number) {
  const shrink = lngShrink((box.south + box.north) / 2)
  const scale = width / ((box.east - box.west) * shrink)
  const height = fixedHeight ?? Math.ceil((box.north - box.south) * scale)
  const point = (lng: number, lat: number) => ({
    x: Math.round((lng - box.west) * shrink * scale * 10) / 10,
    y: Math.round((box.north - lat) * scale * 10) / 10,
  })
  /** Corners that fall on the pixel of the one before are left out: a city's outlines would fill megabytes. */
  function path(ring: readonly number[]): string {
    const corners: string[] = []
    let [lastX, lastY] = [Number.NaN, Number.NaN]
    for (let i = 0; i < ring.length; i += 2) {
      const { x, y } = point(ring[i], ring[i + 1])
      if (Math.abs(x - lastX) < 0.5 && Math.abs(y - lastY) < 0.5) continue
      corners.push(`${x} ${y}`)
      lastX = x
      lastY = y
    }
    return `M${corners.join('L')}Z`
  }
  return { width, height, point, path }
}

const svg = ({ width, height }: { width: number; height: number }, content: string, label: string) =>
  `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">${content}</svg>`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => entities[letter])
