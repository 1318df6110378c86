/** Degrees, GCJ-02 throughout: the map draws what the server answers and converts nothing. */
export interface LngLat {
  lng: number
  lat: number
}
/** Pixels from the middle of the map; y points down. */
export interface Pixel {
  x: number
  y: number
}
/** The middle of the map and how many metres one pixel stands for. */
export interface Camera {
  centre: LngLat
  metresPerPixel: number
}

/** Metres of one degree of latitude on the mean sphere. Good to a pixel over the few hundred metres of a sketch. */
const metresPerDegree = 111_195

const shrink = (lat: number) => Math.cos((lat * Math.PI) / 180)

export const toPixel = ({ centre, metresPerPixel }: Camera, { lng, lat }: LngLat): Pixel => ({
  x: ((lng - centre.lng) * shrink(centre.lat) * metresPerDegree) / metresPerPixel,
  y: ((centre.lat - lat) * metresPerDegree) / metresPerPixel,
})

export const toLngLat = ({ centre, metresPerPixel }: Camera, { x, y }: Pixel): LngLat => ({
  lng: centre.lng + (x * metresPerPixel) / (shrink(centre.lat) * metresPerDegree),
  lat: centre.lat - (y * metresPerPixel) / metresPerDegree,
})

/** Metres between two places that lie close together. */
export function metresBetween(a: LngLat, b: LngLat): number {
  const { x, y } = toPixel({ centre: a, metresPerPixel: 1 }, b)
  return Math.hypot(x, y)
}

/** A ring `[lng, lat, lng, lat, …]` as the `points` of an SVG polygon. */
export function ringPoints(camera: Camera, ring: readonly number[]): string {
  const points: string[] = []
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const { x, y } = toPixel(camera, { lng: ring[i], lat: ring[i + 1] })
    points.push(`${x.toFixed(1)},${y.toFixed(1)}`)
  }
  return points.join(' ')
}
