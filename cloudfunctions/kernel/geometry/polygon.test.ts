import { Delaunay } from 'd3-delaunay'
import fc from 'fast-check'
import { metresBetween, moved } from './distance'
import { holds, metresTo, type Polygons } from './polygon'
import type { Ring } from './ring'

const dalian = { lngE7: 1_216_449_260, latE7: 389_185_740 }

/** Corners with small coordinates: many points then lie exactly on edges and corners. */
const corner = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))
const corners = fc
  .uniqueArray(corner, { minLength: 3, maxLength: 14, selector: ([x, y]) => `${x},${y}` })
  .filter(([a, b, ...rest]) => rest.some((c) => (b[0] - a[0]) * (c[1] - a[1]) !== (b[1] - a[1]) * (c[0] - a[0])))
/** How far apart the corners are drawn: from a centimetre to a county. */
const scale = fc.constantFrom(1, 2, 997, 100_000)

function triangulation(points: [number, number][], by: number): { triangles: Polygons[]; hull: Polygons } {
  const { triangles, hull } = Delaunay.from(points)
  const at = (i: number) => [dalian.lngE7 + by * points[i][0], dalian.latE7 + by * points[i][1]]
  return {
    triangles: Array.from({ length: triangles.length / 3 }, (_, t) => [
      [[...triangles.slice(3 * t, 3 * t + 3)].flatMap(at)],
    ]),
    hull: [[[...hull].flatMap(at)]],
  }
}

const lattice = (by: number) =>
  Array.from({ length: 15 * 15 }, (_, i) => ({
    lngE7: dalian.lngE7 + by * ((i % 15) - 1),
    latE7: dalian.latE7 + by * (Math.floor(i / 15) - 1),
  }))

const count = (areas: Polygons[], place: { lngE7: number; latE7: number }) =>
  areas.filter((area) => holds(area, place)).length

describe('areas that share edges and corners', () => {
  test('every point is in exactly one of them, on edges and corners too', () => {
    fc.assert(
      fc.property(corners, scale, (points, by) => {
        const { triangles, hull } = triangulation(points, by)
        const places = lattice(by)
        expect(places.map((place) => count(triangles, place))).toEqual(
          places.map((place) => Number(holds(hull, place))),
        )
      }),
    )
  })

  test('a corner where eight meet belongs to one', () => {
    const rim = [
      [2, 0],
      [2, 2],
      [0, 2],
      [-2, 2],
      [-2, 0],
      [-2, -2],
      [0, -2],
      [2, -2],
    ]
    const wedges = rim.map((from, i): Polygons => [[[0, 0, ...from, ...rim[(i + 1) % 8]]]])
    expect(count(wedges, { lngE7: 0, latE7: 0 })).toBe(1)
  })

  test('it does not matter which way a ring runs or where it starts', () => {
    fc.assert(
      fc.property(corners, scale, fc.nat(), (points, by, turn) => {
        const { triangles } = triangulation(points, by)
        for (const [[ring]] of triangles) {
          const start = (2 * turn) % ring.length
          const turned = [...ring.slice(start), ...ring.slice(0, start)]
          const back = Array.from({ length: ring.length }, (_, i) => ring[ring.length - 2 - i + 2 * (i % 2)])
          const held = (one: Ring) => lattice(by).filter((place) => holds([[one]], place))
          expect(held(turned)).toEqual(held(ring))
          expect(held(back)).toEqual(held(ring))
        }
      }),
      { numRuns: 30 },
    )
  })

  test('a hole and what fills it share their edge', () => {
    const outer = [0, 0, 12, 0, 12, 12, 0, 12]
    const hole = [3, 3, 9, 2, 10, 9, 5, 11]
    for (let x = 0; x < 12; x += 1) {
      for (let y = 0; y < 12; y += 1) {
        expect(count([[[outer, hole]], [[hole]]], { lngE7: x, latE7: y })).toBe(1)
      }
    }
  })

  test('an area of several pieces holds what any piece holds', () => {
    const islands: Polygons = [[[0, 0, 4, 0, 4, 4, 0, 4]], [[8, 8, 12, 8, 12, 12, 8, 12]]]
    expect(holds(islands, { lngE7: 2, latE7: 2 })).toBe(true)
    expect(holds(islands, { lngE7: 10, latE7: 10 })).toBe(true)
    expect(holds(islands, { lngE7: 6, latE7: 6 })).toBe(false)
  })

  // Neighbouring Fibonacci numbers: the point misses the edge by the least that integers can, out of products of 1e18
  test.each([
    [[1_836_311_903, 1_134_903_170], [1_134_903_170, 701_408_733], false],
    [[1_134_903_170, 701_408_733], [701_408_733, 433_494_437], true],
  ])('the answer is exact however long the edge: to %j, at %j', ([x, y], [px, py], above) => {
    const place = { lngE7: px, latE7: py }
    expect(holds([[[0, 0, x, y, 0, y]]], place)).toBe(above)
    expect(holds([[[0, 0, x, 0, x, y]]], place)).toBe(!above)
  })
})

describe('how far an area is', () => {
  const corners = [
    moved(dalian, -300, -200),
    moved(dalian, 300, -200),
    moved(dalian, 300, 200),
    moved(dalian, -300, 200),
  ]
  const block: Polygons = [[corners.flatMap(({ lngE7, latE7 }) => [lngE7, latE7])]]

  test.each([
    ['inside', 0, 0, 0],
    ['east of it', 450, 0, 150],
    ['north of it', 0, 250, 50],
    ['off its corner', 330, 240, 50],
  ])('%s', (_, east, north, metres) => {
    expect(metresTo(block, moved(dalian, east, north))).toBeCloseTo(metres, 0)
  })

  test('it is never farther than any corner, and never nearer than its own edge', () => {
    const shift = fc.integer({ min: -900, max: 900 })
    fc.assert(
      fc.property(shift, shift, (east, north) => {
        const place = moved(dalian, east, north)
        const nearestCorner = Math.min(...corners.map((each) => metresBetween(each, place)))
        expect(metresTo(block, place)).toBeLessThanOrEqual(nearestCorner + 0.1)
        expect(metresTo(block, place)).toBeGreaterThanOrEqual(Math.max(0, Math.abs(east) - 301, Math.abs(north) - 201))
      }),
    )
  })
})
