/** What is used here of packages that come without types. */

declare module 'topojson-client' {
  type Positions = number[][]
  type Geometry = { type: 'Polygon'; coordinates: Positions[] } | { type: 'MultiPolygon'; coordinates: Positions[][] }
  export function feature(topology: unknown, object: unknown): { features: { geometry: Geometry }[] }
  export function mesh(
    topology: unknown,
    object: unknown,
    filter: (a: unknown, b: unknown) => boolean,
  ): { coordinates: Positions[] }
}

declare module 'which-polygon' {
  interface Feature {
    type: 'Feature'
    geometry: { type: 'Polygon'; coordinates: number[][][] }
    properties: { area: number }
  }
  export default function whichPolygon(collection: {
    type: 'FeatureCollection'
    features: Feature[]
  }): (point: [lng: number, lat: number]) => Feature['properties'] | null
}
