import { compile } from './compile'

const area = (...corners: number[]) => [{ polygons: [[corners]], label: 'a' }]
const most = 2 ** 26

describe('what cannot be compiled exactly is refused', () => {
  test.each([
    ['half a unit', [0, 0, 10.5, 0, 5, 5], 'area 0: (10.5, 0) is no place'],
    ['no number', [0, 0, Number.NaN, 0, 5, 5], 'area 0: (NaN, 0) is no place'],
    ['east of the antimeridian', [1_800_000_001, 0, 1_799_999_990, 0, 1_799_999_990, 5], 'is no place'],
    ['south of the pole', [0, -900_000_001, 5, -900_000_000, 0, -900_000_000], 'is no place'],
    ['a longitude without its latitude', [0, 0, 10, 0, 5], 'without its latitude'],
    ['an edge of 6.7 degrees to the east', [0, 0, most, 0, most - 1, 5], `from (0, 0) spans ${most} units`],
    ['an edge of 6.7 degrees to the south', [0, 0, 10, most - 1, 5, -1], 'spans'],
    ['a closing edge of 6.7 degrees', [0, 0, most - 1, 0, most, 5], `from (${most}, 5) spans`],
  ])('%s', (_, corners, message) => {
    expect(() => compile(area(...corners))).toThrow(RangeError)
    expect(() => compile(area(...corners))).toThrow(message)
  })

  test('an edge one unit shorter is taken', () => {
    expect(() => compile(area(0, 0, most - 1, 0, 0, most - 1))).not.toThrow()
  })

  test('the area is named by its place in the list', () => {
    expect(() => compile([...area(0, 0, 10, 0, 5, 5), ...area(0, 0, 0.5, 0, 5, 5)])).toThrow('area 1')
  })
})

test('the same areas make the same index', () => {
  const make = () => compile([...area(0, 0, 5_000, 0, 5_000, 5_000), ...area(0, 0, 5_000, 5_000, 0, 5_000)])
  expect(make()).toEqual(make())
})
