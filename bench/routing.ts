import { loadavg } from 'node:os'
import { compile } from '../cloudfunctions/kernel/geometry/compiled/compile'
import { decode, encode } from '../cloudfunctions/kernel/geometry/compiled/file'
import { areaAt, labelOf } from '../cloudfunctions/kernel/geometry/compiled/lookup'
import { makeCity } from './routing/city'
import { measureColdStart } from './routing/cold-start'
import { askInDoubt, routeAcrossGaps } from './routing/doubt'
import { checkEdges } from './routing/edges'
import { countMismatches } from './routing/mismatches'
import { makePoints } from './routing/points'
import { race } from './routing/race'

interface Figures {
  points: number
  /** Look-ups a second, all in the same run. */
  ours: number
  whichPolygon: number
  flatbushHao: number
  /** ours / whichPolygon. */
  ratio: number
  /** A fresh process, from the file to the first answer: milliseconds, and MB more of memory. */
  coldMs: number
  coldMB: number
  /** Points for which exact arithmetic names another grid. */
  mismatches: number
  /** Middles of shared edges and corners of real counties that none takes, or that more than one holds. */
  edgeNone: number
  edgeDouble: number
  /** Places in the city that no grid takes when every grid is drawn by itself with 5 m of error. */
  gapsUnrouted: number
  /** How often the right grid is among the likeliest two, when a fix errs by 20 m an axis. */
  top2: number
  /** How far a probability is from how often it is right, at most, as a share. */
  calibrationError: number
}

const points = 1_000_000
const places = 200_000
const trials = 100_000

/** Measures the compiled boundaries on a made-up city of 15,000 grids, and on real counties. */
export async function measure(): Promise<Figures> {
  const city = makeCity({ grids: 15_000, km2: 500, seed: 1 })
  const started = performance.now()
  const areas = city.grids.map((polygons, i) => ({ polygons, label: { id: `grid-${i}`, name: `第${i + 1}网格` } }))
  const file = encode(compile(areas))
  const seconds = ((performance.now() - started) / 1_000).toFixed(1)
  console.log(`compiled ${areas.length} grids in ${seconds} s: ${(file.length / 1e6).toFixed(1)} MB`)
  const index = decode(file)

  const lookedUp = makePoints(city, points, 2)
  const speeds = race(city, index, lookedUp)
  const ratio = Number((speeds.ours / speeds.whichPolygon).toFixed(1))
  console.log(`look-ups a second (load of the machine: ${loadavg()[0].toFixed(1)}):`)
  for (const [name, speed] of Object.entries(speeds)) console.log(`  ${name.padEnd(14)} ${speed}`)
  console.log(`  ${ratio} times which-polygon`)

  const centre = { x: city.west + (city.width >> 1), y: city.south + (city.height >> 1) }
  const label = labelOf(index, areaAt(index, centre.x, centre.y))
  const cold = await measureColdStart(file, centre, label)
  console.log(`a fresh process has its first answer in ${cold.coldMs} ms, with ${cold.coldMB} MB more`)

  const mismatches = countMismatches(city, index, lookedUp)
  console.log(`${mismatches} of ${points} places differ from exact arithmetic`)

  const { spots, onRim, edgeNone, edgeDouble } = checkEdges()
  console.log(`counties, ${spots} middles and corners: ${edgeNone} in none, ${edgeDouble} in two`)
  console.log(`  (${onRim} corners on a coast are in none but on the edge of one, which takes them)`)

  const gaps = routeAcrossGaps(city, index, 5, places)
  console.log(`drawn with 5 m of error: ${gaps.unrouted} of ${places} places without a grid`)
  console.log(`  (${percent(gaps.inGaps)} lie in a gap and go to the nearest)`)

  const doubt = askInDoubt(city, index, 20, trials)
  console.log(`a fix with a sigma of 20 m: right ${percent(doubt.top1)}, among the first two ${percent(doubt.top2)}`)
  console.log(`  called p, right within ${percent(doubt.calibrationError)} of p; ${doubt.micros.toFixed(0)} µs a fix`)

  return {
    points,
    ...speeds,
    ratio,
    ...cold,
    mismatches,
    edgeNone,
    edgeDouble,
    gapsUnrouted: gaps.unrouted,
    top2: Number(doubt.top2.toFixed(4)),
    calibrationError: Number(doubt.calibrationError.toFixed(4)),
  }
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`
