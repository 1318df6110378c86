import type { Place } from '../collections'

/** Metres of one 1e-7 degree of latitude, on the mean sphere (radius 6,371,008.8 m). */
export const metresPerUnit = (6_371_008.8 * Math.PI) / 180 / 1e7

/** How much shorter a degree of longitude is than one of latitude, at a latitude in 1e-7 degree. */
export const lngShrink = (latE7: number) => Math.cos((latE7 / 1e7) * (Math.PI / 180))

/** Metres between two places, on a plane through their middle: within 0.01 % up to 100 km. */
export function metresBetween(a: Place, b: Place): number {
  const shrink = lngShrink((a.latE7 + b.latE7) / 2)
  return Math.hypot((a.lngE7 - b.lngE7) * shrink, a.latE7 - b.latE7) * metresPerUnit
}

/** The place that lies so many metres east and north. */
export const moved = (place: Place, east: number, north: number): Place => ({
  lngE7: Math.round(place.lngE7 + east / (metresPerUnit * lngShrink(place.latE7))),
  latE7: Math.round(place.latE7 + north / metresPerUnit),
})
