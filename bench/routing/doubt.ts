import { compile } from '../../cloudfunctions/kernel/geometry/compiled/compile'
import type { Compiled } from '../../cloudfunctions/kernel/geometry/compiled/format'
import { likelyAreas } from '../../cloudfunctions/kernel/geometry/compiled/likely'
import { areaAt, nowhere } from '../../cloudfunctions/kernel/geometry/compiled/lookup'
import { areaFor } from '../../cloudfunctions/kernel/geometry/compiled/near'
import { moved } from '../../cloudfunctions/kernel/geometry/distance'
import { dice } from '../../local/demo/random'
import type { City } from './city'

/** Metres beyond every outline within which the nearest grid still takes a place. */
const within = 200
/** A fix's accuracy is the radius of 68 %: this many standard deviations of one axis. */
const sigmasInAccuracy = Math.sqrt(-2 * Math.log(0.32))

/** A standard normal variable. */
const normal = ({ next }: ReturnType<typeof dice>) =>
  Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())

/** Gives places that a grid of the city holds, by chance. */
function placesWithin(city: City, index: Compiled, { next }: ReturnType<typeof dice>) {
  return function place(): { lngE7: number; latE7: number; area: number } {
    const lngE7 = city.west + Math.floor(next() * city.width)
    const latE7 = city.south + Math.floor(next() * city.height)
    const area = areaAt(index, lngE7, latE7)
    return area === nowhere ? place() : { lngE7, latE7, area }
  }
}

export interface Gaps {
  /** Places within the city that no grid takes. */
  unrouted: number
  /** Share of the places that lie in a gap and went to the nearest grid. */
  inGaps: number
}

/** Draws every grid by itself, with so many metres of error (sigma) at each corner, and routes places of the city. */
export function routeAcrossGaps(city: City, index: Compiled, metres: number, places: number): Gaps {
  const random = dice(3)
  const drawn = city.grids.map(([[ring]]) => {
    const corners = Array.from({ length: ring.length / 2 }, (_, i) =>
      moved({ lngE7: ring[2 * i], latE7: ring[2 * i + 1] }, metres * normal(random), metres * normal(random)),
    )
    return [[corners.flatMap(({ lngE7, latE7 }) => [lngE7, latE7])]]
  })
  const noisy = compile(drawn.map((polygons, label) => ({ polygons, label })))
  const place = placesWithin(city, index, random)
  let [unrouted, inGaps] = [0, 0]
  for (let i = 0; i < places; i += 1) {
    const found = areaFor(noisy, place(), within)
    if (!found) unrouted += 1
    else if (found.metres > 0) inGaps += 1
  }
  return { unrouted, inGaps: inGaps / places }
}

export interface Doubt {
  /** How often the grid is the likeliest, and one of the likeliest two. */
  top1: number
  top2: number
  /** How far what is called p % is from being right p % of the time: the most of ten bins, as a share. */
  calibrationError: number
  /** Microseconds for the probabilities of one fix. */
  micros: number
}

const bins = 10
/** Candidates in a bin without which it says nothing. */
const fewest = 2_000

/** Asks for the grid of places whose fix errs by `sigma` metres an axis. */
export function askInDoubt(city: City, index: Compiled, sigma: number, trials: number): Doubt {
  const random = dice(4)
  const place = placesWithin(city, index, random)
  const counts = Array.from({ length: bins }, () => ({ called: 0, right: 0, count: 0 }))
  let [first, second, spent] = [0, 0, 0]
  for (let trial = 0; trial < trials; trial += 1) {
    const truth = place()
    const fix = moved(truth, sigma * normal(random), sigma * normal(random))
    const started = performance.now()
    const likely = likelyAreas(index, fix, sigma * sigmasInAccuracy, within)
    spent += performance.now() - started
    if (likely[0]?.found === truth.area) first += 1
    if (likely[1]?.found === truth.area) second += 1
    for (const { found, probability } of likely) {
      const bin = counts[Math.min(bins - 1, Math.floor(bins * probability))]
      bin.called += probability
      bin.right += Number(found === truth.area)
      bin.count += 1
    }
  }
  const errors = counts
    .filter(({ count }) => count >= fewest)
    .map(({ called, right, count }) => Math.abs(called - right) / count)
  return {
    top1: first / trials,
    top2: (first + second) / trials,
    calibrationError: Math.max(...errors),
    micros: (1_000 * spent) / trials,
  }
}
