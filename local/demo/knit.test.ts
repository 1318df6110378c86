import { holds, type Polygons } from '../../cloudfunctions/kernel/geometry/polygon'
import { knit } from './knit'

const square = (west: number, south: number, east: number, north: number): Polygons => [
  [[west, south, east, south, east, north, west, north]],
]
const count = (tiles: readonly Polygons[], lngE7: number, latE7: number) =>
  tiles.filter((tile) => holds(tile, { lngE7, latE7 })).length

test('a corner that rounding has split is one corner again', () => {
  const [left, right] = knit([], [square(0, 0, 1000, 1000), square(1001, -1, 2000, 1000)])
  expect(left).toEqual([[[0, 0, 1000, 0, 1000, 1000, 0, 1000]]])
  expect(right).toEqual([[[1000, 0, 2000, -1, 2000, 1000, 1000, 1000]]])
})

test('a corner on another tile’s edge becomes a corner of both, though it stands a unit beside it', () => {
  const below = square(0, -1000, 3000, 0)
  const above = [square(0, 0, 1000, 1000), [[[1000, 1, 3000, 0, 3000, 1000, 1000, 1000]]]]
  const knitted = knit([], [below, ...above])
  for (let x = 1; x < 3000; x += 7) for (const y of [-1, 0, 1, 2]) expect(count(knitted, x, y)).toBe(1)
  expect(count([below, ...above], 999, 0) + count([below, ...above], 1500, 0)).not.toBe(2)
})

test('corners of the outline stay where they are', () => {
  const outline: Polygons = [[[0, 0, 1000, 0, 1000, 1000, 0, 1000]]]
  expect(knit(outline, [square(2, -2, 1001, 999)])).toEqual([outline])
})

test('a sliver without area is dropped', () => {
  expect(knit([], [[...square(0, 0, 1000, 1000), [[5000, 0, 5001, 0, 5001, 900]]]])).toEqual([square(0, 0, 1000, 1000)])
})
