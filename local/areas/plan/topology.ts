import type { Place } from '../../../cloudfunctions/kernel/collections'
import { type Box, boxOf } from '../../../cloudfunctions/kernel/geometry/box'
import { metresPerUnit } from '../../../cloudfunctions/kernel/geometry/distance'
import { metresTo, type Polygons } from '../../../cloudfunctions/kernel/geometry/polygon'
import { reach } from '../../../cloudfunctions/kernel/routing'
import type { Present } from '../city/present'
import { type Finding, findings } from '../finding'
import { areaOf, differenceOf, sum } from '../topology/clip'
import { gapsOf } from '../topology/gaps'
import { overlapsOf } from '../topology/overlaps'
import { meet, type Tract, tractOf } from '../topology/tract'
import type { Plan } from './plan'
import type { Target } from './target'

/** Share of the smaller grid above which an overlap is no matter of how exactly lines were drawn, even of a tiny grid's. */
const grossOverlap = 0.5
/** Share of a grid outside its community above which it is drawn in the wrong place, or named to the wrong community. */
const grossOutside = 0.5
/** Metres round a redrawn community within which its neighbours' grids take part in the proof. */
const margin = 1_000
/** Metres beyond every district's outline, which is coarse and knows no made land, that are still the city. */
const outskirts = 20_000

/** Proves how the outlines of the files fit together, with their neighbours that stay, and lists where they do not. */
export function checkTopology(plan: Plan, target: Target, present: Present): Finding[] {
  const own = target.tracts.slice(0, target.fromFiles)
  if (own.length === 0) return []
  const lost = own.filter(({ box }) => !isInCity(box, present))
  if (lost.length > 0) return lost.map((tract) => outOfCity(tract, target))
  const near = grown(boxOf(...own.map(({ box }) => [box.west, box.south, box.east, box.north])), margin)
  const tracts = [...own, ...target.tracts.slice(target.fromFiles).filter(({ box }) => meet(box, near))]
  return [
    ...overlapFindings(tracts, target),
    ...gapFindings(tracts, plan, target),
    ...outsideFindings(own, plan, target),
  ]
}

function overlapFindings(tracts: readonly Tract[], { fromFiles, nameOf }: Target): Finding[] {
  const notes = findings()
  for (const { a, b, squareMetres, pieces } of overlapsOf(tracts)) {
    if (a >= fromFiles) continue
    const names = [nameOf(tracts[a].id), nameOf(tracts[b].id)]
    const smaller = Math.min(areaOf(tracts[a].polygons), areaOf(tracts[b].polygons))
    const spots = pieces.length > 1 ? `，共 ${pieces.length} 处` : ''
    const more = { squareMetres, at: pieces[0].at, areas: names, rings: pieces.flatMap(({ rings }) => rings) }
    const share = squareMetres / smaller
    if (share > grossOverlap)
      notes.fault('overlap', `${names.join('与')}重叠，占其中较小网格的 ${Math.round(share * 100)}%${spots}`, more)
    else notes.remark('overlap', `${names.join('与')}的边界重叠${spots}`, more)
  }
  return notes.found
}

function gapFindings(tracts: readonly Tract[], plan: Plan, { fromFiles, nameOf }: Target): Finding[] {
  const notes = findings()
  const covered = [...plan.communities].map(([id, { polygons }]) => tractOf(id, polygons))
  for (const { at, squareMetres, rings, neighbours } of gapsOf(tracts, covered)) {
    if (neighbours.every((one) => one >= fromFiles)) continue
    const names = neighbours.map((one) => nameOf(tracts[one].id))
    const beside = names.length > 0 ? `${names.join('、')}之间` : '社区范围内'
    const far =
      neighbours.length > 0 &&
      isFar(
        rings,
        neighbours.map((one) => tracts[one].polygons),
      )
    const rule = far ? '离网格超过 200 米的地方由社区受理' : '这里的事项归最近的网格'
    notes.remark('gap', `${beside}有空隙，${rule}`, { at, squareMetres, areas: names, rings })
  }
  return notes.found
}

/** Whether the middle of a gap is out of every grid's reach. */
function isFar(rings: readonly (readonly number[])[], around: readonly Polygons[]): boolean {
  const { west, south, east, north } = boxOf(...rings)
  if (Math.min(east - west, north - south) * metresPerUnit < reach.grid) return false
  const middle: Place = { lngE7: (west + east) / 2, latE7: (south + north) / 2 }
  return around.every((polygons) => metresTo(polygons, middle) > reach.grid)
}

function outsideFindings(own: readonly Tract[], plan: Plan, { nameOf }: Target): Finding[] {
  const notes = findings()
  for (const { id, polygons } of own) {
    const community = plan.communities.get(plan.grids.get(id)?.community.id ?? '')
    if (!community) continue
    const pieces = differenceOf(polygons, community.polygons).sort((a, b) => b.squareMetres - a.squareMetres)
    if (pieces.length === 0) continue
    const squareMetres = sum(pieces.map((piece) => piece.squareMetres))
    const share = squareMetres / areaOf(polygons)
    const names = [nameOf(id), community.community.name]
    const more = { squareMetres, at: pieces[0].at, areas: names, rings: pieces.flatMap(({ rings }) => rings) }
    const text = `${names[0]}有 ${share < 0.01 ? '不到 1' : Math.round(share * 100)}% 在${names[1]}的范围外`
    if (share > grossOutside) notes.fault('outside', `${text}，请核对所属社区`, more)
    else notes.remark('outside', text, more)
  }
  return notes.found
}

/** Whether a box comes near any of the city's districts; always, where the city has no outlines. */
const isInCity = (box: Box, { outlines }: Present) =>
  outlines.length === 0 || outlines.some(({ polygons }) => meet(grown(boxOf(...polygons.flat()), outskirts), box))

function outOfCity({ id, polygons }: Tract, { nameOf }: Target): Finding {
  const notes = findings()
  const [[[lngE7, latE7]]] = polygons
  const text = `${nameOf(id)}不在本市范围内，请核对坐标系和经纬度的次序`
  notes.fault('outline', text, { at: { lngE7, latE7 }, areas: [nameOf(id)] })
  return notes.found[0]
}

function grown({ west, south, east, north }: Box, metres: number): Box {
  // A degree of longitude is shorter than one of latitude; twice as many are enough up to 60 degrees north.
  const units = metres / metresPerUnit
  return { west: west - 2 * units, south: south - units, east: east + 2 * units, north: north + units }
}
