import fc from 'fast-check'
import {
  buildingCell,
  buildingCellsAround,
  cellsAround,
  deskCell,
  deskCellsAround,
  deskCellsNear,
  itemCell,
} from './cell'
import { metresBetween, moved } from './distance'
import { holds, type Polygons } from './polygon'

const place = fc.record({
  lngE7: fc.integer({ min: 1_209_000_000, max: 1_236_000_000 }),
  latE7: fc.integer({ min: 387_000_000, max: 402_000_000 }),
})
const angle = fc.double({ min: 0, max: 2 * Math.PI, noNaN: true })
const share = fc.double({ min: 0, max: 0.999, noNaN: true })

test('cells are named by their column and row', () => {
  const at = { lngE7: 1_215_100_000, latE7: 388_900_000 }
  expect(buildingCell(at)).toBe('6075:1944')
  expect(deskCell(at)).toBe('607:194')
  expect(itemCell('gas', at)).toBe('gas/24302:7778')
})

describe.each([
  ['item', 400, (at: { lngE7: number; latE7: number }) => itemCell('gas', at), cellsAround, 'gas/'],
  ['building', 1500, buildingCell, buildingCellsAround, ''],
  ['desk', 20_000, deskCell, deskCellsAround, ''],
] as const)('%s cells around a place', (_, most, cellOf, around, prefix) => {
  test('hold every place within the radius', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: most }), angle, share, (at, metres, turn, far) => {
        const other = moved(at, far * metres * Math.cos(turn), far * metres * Math.sin(turn))
        fc.pre(metresBetween(at, other) <= metres)
        expect(around(at, metres).map((cell) => prefix + cell)).toContain(cellOf(other))
      }),
    )
  })

  test('are few', () => {
    fc.assert(fc.property(place, (at) => expect(around(at, most).length).toBeLessThanOrEqual(16)))
  })

  test('have an end even at a pole', () => {
    expect(around({ lngE7: 0, latE7: 900_000_000 }, most).length).toBeLessThan(100)
  })
})

test('items are not looked for farther than their cells are meant for', () => {
  expect(() => cellsAround({ lngE7: 1_215_100_000, latE7: 388_900_000 }, 401)).toThrow(RangeError)
})

describe('desk cells near an area', () => {
  const reachOut = fc.integer({ min: -4_000_000, max: 4_000_000 })
  const triangle = fc
    .tuple(place, fc.array(fc.tuple(reachOut, reachOut), { minLength: 3, maxLength: 3 }))
    .map(([{ lngE7, latE7 }, corners]): Polygons => [[corners.flatMap(([x, y]) => [lngE7 + x, latE7 + y])]])

  test('hold every place of the area', () => {
    fc.assert(
      fc.property(triangle, share, share, (area, a, b) => {
        const [[[x1, y1, x2, y2, x3, y3]]] = area
        const inside = {
          lngE7: Math.round(x1 + a * (x2 - x1) + (1 - a) * b * (x3 - x1)),
          latE7: Math.round(y1 + a * (y2 - y1) + (1 - a) * b * (y3 - y1)),
        }
        fc.pre(holds(area, inside))
        expect(deskCellsNear(area)).toContain(deskCell(inside))
      }),
    )
  })

  test('leave out cells that the area does not reach', () => {
    const { lngE7, latE7 } = { lngE7: 1_217_000_000, latE7: 389_000_000 }
    const corner: Polygons = [[[lngE7, latE7, lngE7 + 1_500_000, latE7, lngE7, latE7 + 1_500_000]]]
    expect(deskCellsNear(corner)).toEqual(['608:194', '608:195', '609:194'])
  })
})
