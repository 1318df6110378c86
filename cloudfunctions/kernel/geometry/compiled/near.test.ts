import fc from 'fast-check'
import { cornersOf, patchwork } from '../../../testing/patchwork'
import { moved } from '../distance'
import { metresTo, type Polygons } from '../polygon'
import { compile } from './compile'
import { areaFor, areasNear } from './near'

const compiled = (areas: readonly Polygons[]) => compile(areas.map((polygons, label) => ({ polygons, label })))

/** Squares of a few metres up to a few hundred. */
const scales = [9, 90, 900, 9_000]

describe('the area responsible for a place', () => {
  const within = 200
  const off = fc.integer({ min: -400, max: 400 })

  test('is the one that holds it, else the nearest within the distance', () => {
    fc.assert(
      fc.property(patchwork(scales), fc.nat(), off, off, (areas, which, east, north) => {
        const corners = cornersOf(areas)
        fc.pre(corners.length > 0)
        const [lngE7, latE7] = corners[which % corners.length]
        const place = moved({ lngE7, latE7 }, east, north)
        const metres = areas.map((polygons) => metresTo(polygons, place))
        const nearest = Math.min(...metres)
        const found = areaFor(compiled(areas), place, within)
        if (nearest > within) expect(found).toBeUndefined()
        else {
          expect(found?.metres).toBeCloseTo(nearest, 6)
          expect(metres[found?.area ?? -1]).toBeCloseTo(nearest, 6)
        }
      }),
      { numRuns: 500 },
    )
  })

  const at = { lngE7: 1_216_000_000, latE7: 389_000_000 }
  const square = (west: number, south: number, side: number): Polygons => {
    const corners = [moved(at, west, south), moved(at, west + side, south + side)]
    const [{ lngE7: x1, latE7: y1 }, { lngE7: x2, latE7: y2 }] = corners
    return [[[x1, y1, x2, y1, x2, y2, x1, y2]]]
  }

  test.each([
    [0, 0],
    [10, 0],
    [24, 0],
    [26, 0],
    [199, 0],
    [201, undefined],
  ])('%i m off the rim it is area %p', (far, area) => {
    const index = compiled([square(0, 0, 1_000), square(-1_000, 0, 500)])
    expect(areaFor(index, moved(at, 1_000 + far, 500), within)?.area).toBe(area)
  })

  test('in the gap between two it is the nearer one', () => {
    const index = compiled([square(0, 0, 1_000), square(1_020, 0, 1_000)])
    expect(areaFor(index, moved(at, 1_009, 500), within)).toEqual({ area: 0, metres: expect.closeTo(9, 0) })
    expect(areaFor(index, moved(at, 1_011, 500), within)).toEqual({ area: 1, metres: expect.closeTo(9, 0) })
  })

  test('on the outer corner, which is in no area, it is the area that the corner is of', () => {
    const index = compiled([square(0, 0, 1_000)])
    expect(areaFor(index, moved(at, 1_000, 1_000), 0)).toEqual({ area: 0, metres: 0 })
  })

  test('it is found at the ends of the world', () => {
    const index = compiled([[[[1_799_990_000, 899_990_000, 1_800_000_000, 899_990_000, 1_800_000_000, 900_000_000]]]])
    expect(areaFor(index, { lngE7: 1_800_000_000, latE7: 900_000_000 }, within)).toEqual({ area: 0, metres: 0 })
    expect(areaFor(index, { lngE7: -1_800_000_000, latE7: -900_000_000 }, within)).toBeUndefined()
  })
})

describe('areas near a place', () => {
  test('are all that come within reach', () => {
    fc.assert(
      fc.property(patchwork(scales), fc.nat(), fc.nat(50_000), fc.nat(50_000), (areas, which, reachX, reachY) => {
        const corners = cornersOf(areas)
        fc.pre(corners.length > 0)
        const [x, y] = corners[which % corners.length]
        const near = areasNear(compiled(areas), x, y, reachX, reachY)
        const isNear = ([cx, cy]: [number, number]) => Math.abs(cx - x) <= reachX && Math.abs(cy - y) <= reachY
        // Squares may lie over one another here, and what lies under another one may be missing.
        const first = areas.findIndex((polygons) => cornersOf([polygons]).some(isNear))
        expect(near.has(first)).toBe(true)
      }),
    )
  })

  test('are few where the reach is short', () => {
    const tiles = Array.from({ length: 100 }, (_, i): Polygons => {
      const [x, y] = [(i % 10) * 20_000, Math.floor(i / 10) * 20_000]
      return [[[x, y, x + 20_000, y, x + 20_000, y + 20_000, x, y + 20_000]]]
    })
    expect([...areasNear(compiled(tiles), 50_000, 50_000, 0, 0)]).toEqual([22])
    expect(areasNear(compiled(tiles), 50_000, 50_000, 15_000, 15_000).size).toBe(9)
    expect(areasNear(compiled(tiles), 50_000, 50_000, 1e9, 1e9).size).toBe(100)
    expect(areasNear(compiled(tiles), -50_000, 50_000, 1_000, 1_000).size).toBe(0)
  })
})
