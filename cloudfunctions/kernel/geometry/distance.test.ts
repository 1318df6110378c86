import fc from 'fast-check'
import { metresBetween, moved } from './distance'

const place = fc.record({
  lngE7: fc.integer({ min: 1_209_000_000, max: 1_236_000_000 }),
  latE7: fc.integer({ min: 387_000_000, max: 402_000_000 }),
})
const shift = fc.double({ min: -20_000, max: 20_000, noNaN: true })

/** Great-circle distance by the haversine formula. */
function haversine(a: { lngE7: number; latE7: number }, b: { lngE7: number; latE7: number }) {
  const rad = (e7: number) => (e7 / 1e7) * (Math.PI / 180)
  const h =
    Math.sin(rad(b.latE7 - a.latE7) / 2) ** 2 +
    Math.cos(rad(a.latE7)) * Math.cos(rad(b.latE7)) * Math.sin(rad(b.lngE7 - a.lngE7) / 2) ** 2
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h))
}

test('distances agree with the great circle', () => {
  fc.assert(
    fc.property(place, shift, shift, (a, east, north) => {
      const b = moved(a, east, north)
      expect(Math.abs(metresBetween(a, b) - haversine(a, b))).toBeLessThan(0.02 + 1e-4 * haversine(a, b))
    }),
  )
})

test('a place moved by so many metres lies that far away', () => {
  fc.assert(
    fc.property(place, shift, shift, (a, east, north) => {
      const far = Math.hypot(east, north)
      expect(Math.abs(metresBetween(a, moved(a, east, north)) - far)).toBeLessThan(0.02 + 0.002 * far)
    }),
  )
})
