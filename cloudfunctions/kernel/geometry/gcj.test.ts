import fc from 'fast-check'
import gcoord from 'gcoord'
import { metresBetween } from './distance'
import { toGcj } from './gcj'

const lng = fc.double({ min: 120.9, max: 123.6, noNaN: true })
const lat = fc.double({ min: 38.7, max: 40.2, noNaN: true })

describe('a point enters the house', () => {
  test('a GCJ-02 point is taken as it is, to the unit', () => {
    expect(toGcj({ lng: 121.64492612, lat: 38.91857449, system: 'gcj02' })).toEqual({
      lngE7: 1_216_449_261,
      latE7: 389_185_745,
    })
  })

  test('the same numbers mean a place 400 to 560 m off when they are WGS-84', () => {
    fc.assert(
      fc.property(lng, lat, (x, y) => {
        const off = metresBetween(
          toGcj({ lng: x, lat: y, system: 'wgs84' }),
          toGcj({ lng: x, lat: y, system: 'gcj02' }),
        )
        expect(off).toBeGreaterThan(400)
        expect(off).toBeLessThan(560)
      }),
    )
  })

  test('a place measured as WGS-84 comes back to within half a metre', () => {
    fc.assert(
      fc.property(lng, lat, (x, y) => {
        const [wgsLng, wgsLat] = gcoord.transform([x, y], gcoord.GCJ02, gcoord.WGS84)
        const back = toGcj({ lng: wgsLng, lat: wgsLat, system: 'wgs84' })
        expect(metresBetween(back, toGcj({ lng: x, lat: y, system: 'gcj02' }))).toBeLessThan(0.5)
      }),
    )
  })
})
