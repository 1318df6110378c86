import fc from 'fast-check'
import { allot, middleOf } from './allot'

const place = fc.record({
  lngE7: fc.integer({ min: 1_214_000_000, max: 1_218_000_000 }),
  latE7: fc.integer({ min: 388_000_000, max: 391_000_000 }),
})
const shares = fc
  .array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 })
  .map((counts) => counts.map((count, i) => ({ id: `s${i}`, count })))

test('everybody gets their number of places, and every place has one owner', () => {
  fc.assert(
    fc.property(shares, fc.array(place, { minLength: 180, maxLength: 180 }), (wanted, places) => {
      const total = wanted.reduce((sum, { count }) => sum + count, 0)
      const dealt = allot(places.slice(0, total), wanted)
      expect(wanted.map(({ id }) => dealt.get(id)?.length)).toEqual(wanted.map(({ count }) => count))
      expect(new Set([...dealt.values()].flat())).toEqual(new Set(places.slice(0, total)))
    }),
  )
})

test('what one gets lies together', () => {
  const lattice = Array.from({ length: 64 }, (_, i) => ({
    lngE7: 1_216_000_000 + 130_000 * (i % 8),
    latE7: 389_000_000 + 100_000 * Math.floor(i / 8),
  }))
  const dealt = allot(
    lattice,
    Array.from({ length: 4 }, (_, i) => ({ id: `s${i}`, count: 16 })),
  )
  for (const places of dealt.values()) {
    const { lngE7, latE7 } = middleOf(places)
    for (const each of places) {
      expect(Math.abs(each.lngE7 - lngE7)).toBeLessThanOrEqual(2 * 130_000)
      expect(Math.abs(each.latE7 - latE7)).toBeLessThanOrEqual(2 * 100_000)
    }
  }
})
