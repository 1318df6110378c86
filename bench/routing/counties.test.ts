import { compile } from '../../cloudfunctions/kernel/geometry/compiled/compile'
import { areaAt, nowhere } from '../../cloudfunctions/kernel/geometry/compiled/lookup'
import { areaFor } from '../../cloudfunctions/kernel/geometry/compiled/near'
import { readCounties } from './counties'
import { holderFinder } from './edges'
import { holdsExactly } from './exact'

const { areas, sharedMiddles, corners, outerCorners } = readCounties()
const index = compile(areas.map((polygons, label) => ({ polygons, label })))

const findHolders = holderFinder(areas, index)
const holdersOf = ([x, y]: readonly [number, number]) => findHolders(x, y)

describe('all counties of the United States', () => {
  const outer = new Set(outerCorners.map(String))

  test('are all there', () => {
    expect(areas.length).toBe(3_231)
    expect(sharedMiddles.length).toBe(28_010)
    expect(corners.length).toBe(33_416)
  })

  test('the middle of every shared edge is in exactly one', () => {
    expect(sharedMiddles.filter((spot) => holdersOf(spot).length !== 1)).toEqual([])
    expect(sharedMiddles.filter(([x, y]) => areaAt(index, x, y) === nowhere)).toEqual([])
  })

  test('every corner between counties is in exactly one', () => {
    const inner = corners.filter((spot) => !outer.has(`${spot}`))
    expect(inner.filter((spot) => holdersOf(spot).length !== 1)).toEqual([])
    expect(inner.filter(([x, y]) => areaAt(index, x, y) === nowhere)).toEqual([])
  })

  test('every corner on a coast is in one at most, and a county that it belongs to takes it', () => {
    expect(outerCorners.filter((spot) => holdersOf(spot).length > 1)).toEqual([])
    expect(outerCorners.filter(([lngE7, latE7]) => areaFor(index, { lngE7, latE7 }, 0)?.metres !== 0)).toEqual([])
  })

  test('the answers are those of exact arithmetic', () => {
    const spots = [...sharedMiddles, ...corners].filter((_, i) => i % 211 === 0)
    expect(spots.map(([x, y]) => areaAt(index, x, y))).toEqual(
      spots.map(([x, y]) => areas.findIndex((polygons) => holdsExactly(polygons, x, y))),
    )
  })
})
