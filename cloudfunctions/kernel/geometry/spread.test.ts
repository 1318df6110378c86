import fc from 'fast-check'
import { metresBetween, metresPerUnit } from './distance'
import { placesOf, sharesOf } from './spread'

const fix = { lngE7: 1_216_449_260, latE7: 389_185_740 }

describe('the places where a fix may be', () => {
  /** Units east and north of the fix. */
  const offsets = (accuracy: number) =>
    placesOf(fix, accuracy).map(({ lngE7, latE7 }) => ({ east: lngE7 - fix.lngE7, north: latE7 - fix.latE7 }))

  test('68 % of them lie within the accuracy', () => {
    for (const accuracy of [5, 30, 250]) {
      const places = placesOf(fix, accuracy)
      const within = places.filter((place) => metresBetween(fix, place) <= accuracy)
      expect(Math.abs(within.length / places.length - 0.68)).toBeLessThan(0.01)
    }
  })

  test('every direction gets its share, near and far', () => {
    const all = offsets(30)
    for (const part of [all, all.slice(0, all.length / 2), all.slice(all.length / 2)]) {
      const northeast = part.filter(({ east, north }) => east > 0 && north > 0)
      const west = part.filter(({ east }) => east < 0)
      expect(Math.abs(northeast.length / part.length - 1 / 4)).toBeLessThan(0.02)
      expect(Math.abs(west.length / part.length - 1 / 2)).toBeLessThan(0.02)
    }
  })

  // The upper tail of the normal distribution
  test.each([
    [0, 0.5],
    [0.5, 0.3085],
    [1, 0.1587],
    [2, 0.0228],
    [3, 0.0013],
  ])('beyond a line %f sigmas away, wherever it runs, lie %f of them, to within a point', (sigmas, tail) => {
    const sigma = 100
    const accuracy = sigma * Math.sqrt(-2 * Math.log(0.32))
    // At the equator a unit is as long either way.
    const places = placesOf({ lngE7: 0, latE7: 0 }, accuracy)
    const line = (sigmas * sigma) / metresPerUnit
    fc.assert(
      fc.property(fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }), (angle) => {
        const along = ({ lngE7, latE7 }: (typeof places)[0]) => Math.cos(angle) * lngE7 + Math.sin(angle) * latE7
        const beyond = places.filter((place) => along(place) > line).length / places.length
        expect(Math.abs(beyond - tail)).toBeLessThan(0.01)
      }),
    )
  })

  test('they are the same every time', () => {
    expect(placesOf(fix, 30)).toEqual(placesOf(fix, 30))
  })

  test('a fix without accuracy is where it says', () => {
    expect(placesOf(fix)).toEqual([fix])
    expect(placesOf(fix, 0)).toEqual([fix])
  })
})

describe('what places are in', () => {
  const places = [1, 2, 3, 4, 5, 6, 7, 8].map((lngE7) => ({ lngE7, latE7: 0 }))
  const shares = (found: Record<number, string>) =>
    sharesOf(
      places,
      ({ lngE7 }) => (found[lngE7] ? { id: found[lngE7], first: lngE7 } : undefined),
      ({ id }) => id,
    )

  test('the likeliest first, each once, by its part of all places', () => {
    expect(shares({ 1: 'a', 2: 'b', 3: 'b', 4: 'b', 5: 'a', 6: 'c' })).toEqual([
      { found: { id: 'b', first: 2 }, probability: 3 / 8 },
      { found: { id: 'a', first: 1 }, probability: 2 / 8 },
      { found: { id: 'c', first: 6 }, probability: 1 / 8 },
    ])
  })

  test('of two as likely the one with the smaller id', () => {
    expect(shares({ 1: 'b', 2: 'a', 3: 'b', 4: 'a' }).map(({ found }) => found.id)).toEqual(['a', 'b'])
  })

  test('nothing where no place is in anything', () => {
    expect(shares({})).toEqual([])
  })
})
