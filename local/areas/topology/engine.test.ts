import polygonClipping, { type MultiPolygon } from 'polygon-clipping'
import { clip } from './engine'

const square = (x: number, y: number): MultiPolygon => [
  [
    [
      [x, y],
      [x + 10, y],
      [x + 10, y + 10],
      [x, y + 10],
      [x, y],
    ],
  ],
]

afterEach(() => jest.restoreAllMocks())

test.each([1, 2, 3])('what the engine cannot follow %i times it follows from another side', (failures) => {
  const real = polygonClipping.intersection
  let calls = 0
  jest.spyOn(polygonClipping, 'intersection').mockImplementation((...shapes) => {
    calls += 1
    if (calls <= failures) throw new Error('Unable to complete output ring')
    return real(...shapes)
  })
  const [[ring]] = clip('intersection', square(0, 0), square(5, 5))
  expect(new Set(ring.map(String))).toEqual(new Set(['5,5', '10,5', '10,10', '5,10']))
})

test('what it can follow from no side is an error', () => {
  jest.spyOn(polygonClipping, 'union').mockImplementation(() => {
    throw new Error('lost')
  })
  expect(() => clip('union', square(0, 0))).toThrow('lost')
})
