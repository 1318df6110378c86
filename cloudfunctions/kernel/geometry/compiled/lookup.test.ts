import fc from 'fast-check'
import { holdsExactly } from '../../../../bench/routing/exact'
import { cornersOf, middlesOf, overdrawn, partition, patchwork } from '../../../testing/patchwork'
import { holds, type Polygons } from '../polygon'
import { compile } from './compile'
import type { Compiled } from './format'
import { areaAt, areaHolds, labelOf, nowhere, ringsOf } from './lookup'

/** From the width of a hand to a thousand kilometres. */
const scales = [1, 7, 997, 40_009, 1_000_003]

const compiled = (areas: readonly Polygons[]) =>
  compile(areas.map((polygons, i) => ({ polygons, label: { id: `area-${i}` } })))

const neighbours = [-1, 0, 1]

/** Where answers go wrong first: corners and edges and what is beside them, the borders of cells, and outside. */
function tricky(areas: readonly Polygons[], { west, south, columns, rows, shift }: Compiled): [number, number][] {
  const spots = [...cornersOf(areas), ...middlesOf(areas)]
  const beside = spots.flatMap(([x, y]) =>
    neighbours.flatMap((dx) => neighbours.map((dy): [number, number] => [x + dx, y + dy])),
  )
  const far = [-1, 0, 1 / 3, 1 / 2, 1, 2]
  const spread = far.flatMap((i) =>
    far.map((j): [number, number] => [
      Math.floor(west + i * columns * 2 ** shift),
      Math.floor(south + j * rows * 2 ** shift),
    ]),
  )
  const onBorders = spots.flatMap(([x, y]): [number, number][] => {
    const left = west + Math.floor((x - west) / 2 ** shift) * 2 ** shift
    const bottom = south + Math.floor((y - south) / 2 ** shift) * 2 ** shift
    return [
      [left, y],
      [left - 1, y],
      [x, bottom],
      [x, bottom - 1],
      [left, bottom],
    ]
  })
  return [...beside, ...spread, ...onBorders]
}

describe('the area of a place', () => {
  test.each([
    ['areas that share their edges', patchwork(scales)],
    ['areas that lie over one another, cross and touch themselves', overdrawn(scales)],
  ])('is the first that holds it: %s', (_, maps) => {
    fc.assert(
      fc.property(maps, (areas) => {
        const index = compiled(areas)
        const wrong = tricky(areas, index).filter(([x, y]) => {
          const exact = areas.map((polygons) => holdsExactly(polygons, x, y))
          return (
            areaAt(index, x, y) !== exact.indexOf(true) ||
            areas.some((polygons, area) => holds(polygons, { lngE7: x, latE7: y }) !== exact[area]) ||
            areas.some((_, area) => areaHolds(index, area, x, y) !== exact[area])
          )
        })
        expect(wrong).toEqual([])
      }),
    )
  })

  test('is the only one, on edges and corners that areas share too', () => {
    fc.assert(
      fc.property(partition(scales), (areas) => {
        // All rings as one area: the edges that two areas share cancel out, and what is left is the rim.
        const whole = areas.flat()
        const index = compiled(areas)
        const wrong = tricky(areas, index).filter(([x, y]) => {
          const holders = areas.filter((_, area) => areaHolds(index, area, x, y)).length
          return holders !== Number(holdsExactly(whole, x, y))
        })
        expect(wrong).toEqual([])
      }),
    )
  })

  test('a place that is moved across an edge changes area exactly once', () => {
    const [left, right] = [-20, 20].map((far): Polygons => [[[0, 0, 3_000, 10_000, far * 1_000, 5_000]]])
    const index = compiled([left, right])
    for (let y = 0; y < 10_000; y += 1) {
      const from = areaAt(index, Math.floor((3_000 * y) / 10_000) - 2, y)
      const walk = [-1, 0, 1, 2].map((dx) => areaAt(index, Math.floor((3_000 * y) / 10_000) + dx, y))
      const changes = walk.filter((area, i) => area !== [from, ...walk][i]).length
      expect(changes).toBe(y === 0 ? 0 : 1)
    }
  })
})

describe('places outside', () => {
  const square: Polygons = [[[100, 100, 1_100, 100, 1_100, 1_100, 100, 1_100]]]

  test('lie in no area, however far', () => {
    const index = compiled([square])
    for (const far of [
      99,
      1_100,
      1_124,
      5_000,
      2 ** 31,
      2 ** 32 + 500,
      1.8e9,
      -1.8e9,
      1e300,
      Infinity,
      -Infinity,
      Number.NaN,
    ]) {
      expect(areaAt(index, far, 500)).toBe(nowhere)
      expect(areaAt(index, 500, far)).toBe(nowhere)
    }
    expect(areaAt(index, 500, 500)).toBe(0)
  })

  test('a map without areas holds nothing', () => {
    for (const areas of [[], [[]], [[[]]], [[[[]]]]] as Polygons[][]) {
      expect(areaAt(compiled(areas), 0, 0)).toBe(nowhere)
      expect(areaAt(compiled(areas), 5, 5)).toBe(nowhere)
    }
  })

  test('a map of the whole world tells its ends apart', () => {
    const corner = (x: number, y: number): Polygons => [[[x, y, x + 1_000, y, x + 1_000, y + 1_000, x, y + 1_000]]]
    const places = [-1_800_000_000, -1, 1_799_999_000].flatMap((x) => [-900_000_000, 0, 899_999_000].map((y) => [x, y]))
    const index = compiled(places.map(([x, y]) => corner(x, y)))
    expect(places.map(([x, y]) => areaAt(index, x + 999, y + 999))).toEqual([...places.keys()])
    expect(places.map(([x, y]) => areaAt(index, x + 1_000, y))).toEqual(places.map(() => nowhere))
  })
})

describe('edges of nearly 6.7 degrees', () => {
  const most = 2 ** 26 - 1
  const wedge: Polygons = [[[0, 0, most, most - 1, 0, most]]]
  const index = compiled([
    wedge,
    [[[-1_700_000_000, -800_000_000, -1_699_999_000, -800_000_000, -1_700_000_000, -799_999_000]]],
  ])

  test('are exact beside them, and from the other side of the globe', () => {
    const middle = fc.integer({ min: 1, max: most - 2 })
    const off = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -1_700_000_000, max: 1_700_000_000 }))
    fc.assert(
      fc.property(middle, off, (y, dx) => {
        const x = Number((BigInt(y) * BigInt(most)) / BigInt(most - 1)) + dx
        expect(areaHolds(index, 0, x, y)).toBe(holdsExactly(wedge, x, y))
        expect(areaAt(index, x, y)).toBe(holdsExactly(wedge, x, y) ? 0 : nowhere)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('many areas in one cell', () => {
  const tile = (x: number, y: number, side: number): Polygons => [
    [[x, y, x + side, y, x + side, y + side, x, y + side]],
  ]
  const tilesOf = (side: number) =>
    Array.from({ length: 400 }, (_, i) => tile((i % 20) * side, Math.floor(i / 20) * side, side))
  const tiles = tilesOf(500)

  /** Every tile answers within its own borders, on them too. */
  function expectTiles(index: Compiled, side = 500) {
    const places = Array.from({ length: 20 * 10 }, (_, i) => (side / 10) * i)
    for (const y of places)
      expect(places.map((x) => areaAt(index, x, y))).toEqual(
        places.map((x) => 20 * Math.floor(y / side) + Math.floor(x / side)),
      )
  }

  test('an area put in the wrong place at the other end of the world does not spoil the rest', () => {
    const index = compiled([...tiles, tile(1_700_000_000, 800_000_000, 1_000)])
    expectTiles(index)
    expect(areaAt(index, 1_700_000_500, 800_000_500)).toBe(400)
    expect(areaAt(index, 10_000, 500)).toBe(nowhere)
    // The cells are cut again and again where the tiles are, and nowhere else.
    expect(index.cells.length - index.columns * index.rows).toBeLessThan(256 * 50)
    expect(longestList(index)).toBeLessThanOrEqual(4)
  })

  test('tiles within the hole of a large area', () => {
    const hole = [0, 0, 10_000, 0, 10_000, 10_000, 0, 10_000]
    const far = 60_000_000
    const around: Polygons = [[[-3, -3, far, -3, far, far, -3, far], hole]]
    const index = compiled([...tiles, around])
    expectTiles(index)
    for (const [x, y] of [
      [-1, 500],
      [10_000, 500],
      [500, 10_000],
      [far - 1, far - 1],
    ])
      expect(areaAt(index, x, y)).toBe(400)
  })

  test.each([160, 320, 640, 1_280])('tiles of %i units, whose borders are also borders of cells', (side) => {
    expectTiles(compiled(tilesOf(side)), side)
    expectTiles(compiled([...tilesOf(side), tile(2 ** 30, 0, 1_000)]), side)
  })

  test('areas that lie on one another are not cut apart for nothing', () => {
    const stack = Array.from({ length: 30 }, () => tile(0, 0, 50_000_000))
    const index = compiled(stack)
    expect(index.cells.length).toBe(index.columns * index.rows)
    expect(areaAt(index, 25_000_000, 25_000_000)).toBe(0)
    expect(areaAt(index, 1, 25_000_000)).toBe(0)
  })

  function longestList({ lists }: Compiled): number {
    let longest = 0
    for (let at = 0; at < lists.length; at += 1 + (lists[at] & 0xffff)) longest = Math.max(longest, lists[at] & 0xffff)
    return longest
  }
})

describe('what an index knows of an area', () => {
  test('its rings and its label are those that were compiled', () => {
    fc.assert(
      fc.property(patchwork(scales), fc.array(fc.jsonValue(), { minLength: 4, maxLength: 4 }), (areas, labels) => {
        const index = compile(areas.map((polygons, i) => ({ polygons, label: labels[i] })))
        expect(areas.map((_, area) => ringsOf(index, area))).toEqual(areas.map((polygons) => polygons.flat()))
        expect(areas.map((_, area) => JSON.stringify(labelOf(index, area)))).toEqual(
          labels.map((label) => JSON.stringify(label)),
        )
      }),
    )
  })
})
