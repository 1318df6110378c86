import gcoord from 'gcoord'
import type { Point } from '../../contract/fields'
import type { Place } from '../collections'

/** Units of a Place in one degree. */
const e7 = 10_000_000

/**
 * The one conversion of coordinates: whatever enters the house passes here once and is GCJ-02 from then on, as WeChat's
 * maps draw it. The point's own tag decides, since around Dalian the two datums lie 435 to 477 m apart.
 */
export function toGcj(point: Point): Place {
  const { lng, lat, system } = point
  const [gcjLng, gcjLat] = system === 'wgs84' ? gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02) : [lng, lat]
  return { lngE7: Math.round(gcjLng * e7), latE7: Math.round(gcjLat * e7) }
}
