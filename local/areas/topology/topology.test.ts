import { makeCity } from '../../../bench/routing/city'
import { compile } from '../../../cloudfunctions/kernel/geometry/compiled/compile'
import { areaAt } from '../../../cloudfunctions/kernel/geometry/compiled/lookup'
import { areaFor } from '../../../cloudfunctions/kernel/geometry/compiled/near'
import { moved } from '../../../cloudfunctions/kernel/geometry/distance'
import { holds, metresToRing, type Polygons } from '../../../cloudfunctions/kernel/geometry/polygon'
import { dice } from '../../demo/random'
import { areaOf, differenceOf, evenOddOf, intersectionOf, sum, unionOf } from './clip'
import { crossing } from './crossing'
import { holderFinder } from './finder'
import { gapsOf } from './gaps'
import { innerPlace } from './inner'
import { overlapsOf } from './overlaps'
import { tractOf } from './tract'

const corner = { lngE7: 1_216_000_000, latE7: 389_000_000 }
/** A rectangle so many metres east and north of the corner. */
function block(west: number, south: number, east: number, north: number): number[][][] {
  const at = (x: number, y: number) => Object.values(moved(corner, x, y))
  return [[[...at(west, south), ...at(east, south), ...at(east, north), ...at(west, north)]]]
}
const tracts = (...outlines: Polygons[]) => outlines.map((polygons, i) => tractOf(`g${i}`, polygons))
const squareMetres = (found: readonly { squareMetres: number }[]) => sum(found.map((one) => one.squareMetres))

describe('overlaps', () => {
  test('two neighbours that share an edge do not overlap', () => {
    expect(overlapsOf(tracts(block(0, 0, 100, 100), block(100, 0, 200, 100)))).toEqual([])
  })

  test('an overlap is measured in square metres and names both', () => {
    const [overlap, ...others] = overlapsOf(tracts(block(0, 0, 100, 100), block(90, 0, 200, 100)))
    expect(others).toEqual([])
    expect(overlap).toMatchObject({ a: 0, b: 1 })
    expect(overlap.squareMetres).toBeCloseTo(1000, 0)
    expect(holds(block(90, 0, 100, 100), overlap.pieces[0].at)).toBe(true)
  })

  test('one inside another overlaps with all of it; one in its hole does not', () => {
    const lake = block(20, 20, 80, 80)
    const round = [[...block(0, 0, 100, 100)[0], ...lake[0]]]
    expect(overlapsOf(tracts(block(0, 0, 100, 100), lake))[0].squareMetres).toBeCloseTo(3600, 0)
    expect(overlapsOf(tracts(round, lake))).toEqual([])
  })

  test('what rounding makes of a corner on a neighbour’s edge is not reported, ten centimetres are', () => {
    const slanted = (aside: number): number[][][] => {
      const at = (x: number, y: number) => Object.values(moved(corner, x, y))
      return [[[...at(0, 0), ...at(100, 0), ...at(100 + aside, 50), ...at(100, 100), ...at(0, 100)]]]
    }
    expect(overlapsOf(tracts(slanted(0.02), block(100, 0, 200, 100)))).toEqual([])
    expect(overlapsOf(tracts(slanted(0.1), block(100, 0, 200, 100)))).toHaveLength(1)
  })
})

describe('gaps', () => {
  const ring = [block(0, 0, 300, 100), block(0, 200, 300, 300), block(0, 100, 100, 200), block(200, 100, 300, 200)]

  test('ground that grids enclose is a gap, with all of its neighbours', () => {
    const [gap, ...others] = gapsOf(tracts(...ring), [])
    expect(others).toEqual([])
    expect(gap.squareMetres).toBeCloseTo(10_000, -1)
    expect([...gap.neighbours].sort()).toEqual([0, 1, 2, 3])
  })

  test('ground open to the outside is none, unless the community’s outline holds it', () => {
    const open = tracts(...ring.slice(0, 3))
    expect(gapsOf(open, [])).toEqual([])
    const [gap, ...others] = gapsOf(open, tracts(block(0, 0, 250, 300)))
    expect(others).toEqual([])
    expect(gap.squareMetres).toBeCloseTo(15_000, -1)
  })

  test('a gap that reaches across many cells is one gap', () => {
    // So many edges that the map is cut, and a canal of one metre through all of it
    const strips = Array.from({ length: 40 }, (_, i) => [
      block(50 * i, 0, 50 * i + 50, 100),
      block(50 * i, 101, 50 * i + 50, 201),
    ]).flat()
    const ends = [block(-50, 0, 0, 201), block(2000, 0, 2050, 201)]
    const all = [...strips, ...ends].flatMap((polygons) => [polygons])
    const fine = all.map((polygons) => polygons.map(([outer]) => [withCorners(outer, 20)]))
    const gaps = gapsOf(tracts(...fine), [])
    expect(gaps).toHaveLength(1)
    expect(gaps[0].rings.length).toBeGreaterThan(4)
    expect(gaps[0].squareMetres).toBeCloseTo(2000, -2)
    expect(gaps[0].neighbours).toHaveLength(82)
  })
})

/** The ring with so many corners on each edge, on whole units. */
const withCorners = (ring: readonly number[], parts: number) =>
  Array.from({ length: ring.length / 2 }, (_, i) => {
    const next = (2 * i + 2) % ring.length
    return Array.from({ length: parts }, (_, part) => [
      Math.round(ring[2 * i] + ((ring[next] - ring[2 * i]) * part) / parts),
      Math.round(ring[2 * i + 1] + ((ring[next + 1] - ring[2 * i + 1]) * part) / parts),
    ]).flat()
  }).flat()

describe('a city whose grids were each digitised with 5 m of noise', () => {
  const city = makeCity({ grids: 250, km2: 8, seed: 4 })
  const random = dice(9)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
  const noisy = city.grids.map((polygons) =>
    unionOf(
      polygons.map((rings) =>
        rings.map((ring) =>
          Array.from({ length: ring.length / 2 }, (_, i) =>
            Object.values(moved({ lngE7: ring[2 * i], latE7: ring[2 * i + 1] }, 5 * normal(), 5 * normal())),
          ).flat(),
        ),
      ),
    ),
  )
  const drawn = tracts(...noisy)
  const clean = tracts(...city.grids)
  const index = compile(noisy.map((polygons, label) => ({ polygons, label })))
  const gaps = gapsOf(drawn, clean)
  const overlaps = overlapsOf(drawn)
  const truly = holderFinder(clean)
  const holdersOf = holderFinder(drawn)
  const places = Array.from({ length: 40_000 }, () => ({
    lngE7: city.west + Math.floor(random.next() * city.width),
    latE7: city.south + Math.floor(random.next() * city.height),
  })).filter((place) => truly(place).length > 0)

  test('no place inside the city stays without a grid', () => {
    const uncovered = places.filter(({ lngE7, latE7 }) => areaAt(index, lngE7, latE7) < 0)
    expect(uncovered.length).toBeGreaterThan(300)
    expect(uncovered.filter((place) => areaFor(index, place, 200) === undefined)).toEqual([])
  })

  test('every place that no grid holds lies in a gap of the report, every place of two in an overlap', () => {
    /** On a border whose ring is rounded the two may differ by a centimetre. */
    const within = (rings: readonly number[][], place: (typeof places)[number]) =>
      rings.some((ring) => holds([[ring]], place) || metresToRing(ring, place) < 0.05)
    let [none, several] = [0, 0]
    for (const place of places) {
      const holders = holdersOf(place).map(({ id }) => Number(id.slice(1)))
      if (holders.length === 0) {
        none += 1
        expect(gaps.some(({ rings }) => within(rings, place))).toBe(true)
      }
      for (const [i, a] of holders.entries())
        for (const b of holders.slice(i + 1)) {
          several += 1
          const overlap = overlaps.find((one) => one.a === Math.min(a, b) && one.b === Math.max(a, b))
          expect(
            overlap &&
              within(
                overlap.pieces.flatMap(({ rings }) => rings),
                place,
              ),
          ).toBe(true)
        }
    }
    expect(none).toBeGreaterThan(300)
    expect(several).toBeGreaterThan(300)
  })
})

describe('outlines', () => {
  const eight = [[[0, 0, 1000, 1000, 1000, 0, 0, 1000]]]

  test('an outline that crosses itself is found, one that touches itself is not', () => {
    expect(crossing(eight)).toBeDefined()
    expect(crossing([[[0, 0, 1000, 0, 500, 500, 1000, 1000, 0, 1000, 500, 500]]])).toBeUndefined()
    expect(crossing(block(0, 0, 100, 100))).toBeUndefined()
  })

  test('a way there and back is a crossing: it has no inside', () => {
    expect(crossing([[[0, 0, 1000, 0, 2000, 0, 1000, 0, 1000, 1000]]])).toBeDefined()
  })

  test('parts that overlap become one outline', () => {
    const joined = unionOf([...block(0, 0, 100, 100), ...block(50, 0, 150, 100)])
    expect(joined).toHaveLength(1)
    expect(areaOf(joined)).toBeCloseTo(15_000, -1)
  })

  test('rings of which only the number of crossings counts become polygons with holes', () => {
    const [[outer]] = block(0, 0, 100, 100)
    const [[hole]] = block(20, 20, 80, 80)
    const [[island]] = block(40, 40, 60, 60)
    const polygons = evenOddOf([hole, island, outer])
    expect(polygons.map((rings) => rings.length).sort()).toEqual([1, 2])
    expect(areaOf(polygons)).toBeCloseTo(10_000 - 3_600 + 400, -1)
  })

  test('the place for a name lies inside, also of a horseshoe', () => {
    const at = (x: number, y: number) => Object.values(moved(corner, x, y))
    const horseshoe = [
      [
        [
          ...at(0, 0),
          ...at(100, 0),
          ...at(100, 10),
          ...at(10, 10),
          ...at(10, 90),
          ...at(100, 90),
          ...at(100, 100),
          ...at(0, 100),
        ],
      ],
    ]
    expect(holds(horseshoe, innerPlace(horseshoe))).toBe(true)
  })

  test('what lies outside is measured, what lies inside is nothing', () => {
    expect(squareMetres(differenceOf(block(0, 0, 100, 100), block(0, 0, 90, 100)))).toBeCloseTo(1000, 0)
    expect(differenceOf(block(10, 10, 20, 20), block(0, 0, 90, 100))).toEqual([])
    expect(intersectionOf(block(0, 0, 10, 10), block(20, 0, 30, 10))).toEqual([])
  })
})
