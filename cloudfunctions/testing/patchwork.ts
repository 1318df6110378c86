import fc from 'fast-check'
import type { Polygons } from '../kernel/geometry/polygon'
import type { Ring } from '../kernel/geometry/ring'

/** Units from one lattice corner to the next, before scaling. */
const step = 10
/** How far a corner may be moved off the lattice: so far that neighbours change places, or so little that none do. */
const [wild, calm] = [6, 2]
const mostSquares = 6

/**
 * A map of areas as wild as they come: squares of a lattice with its corners moved about, dealt out to a few areas. So
 * there are holes, islands in holes, areas of many pieces, slivers, and gaps where a square is nobody's. Neighbours
 * share their edges. @param scales the lattice's unit in 1e-7 degree
 */
export const patchwork = (scales: readonly number[]): fc.Arbitrary<Polygons[]> =>
  map(scales, wild).map(({ patches }) => patches)

/** A patchwork in which no two areas lie over one another. */
export const partition = (scales: readonly number[]): fc.Arbitrary<Polygons[]> =>
  map(scales, calm).map(({ patches }) => patches)

/**
 * A patchwork with areas drawn over it, before and behind the others: rings of a few corners that may cross themselves,
 * run along themselves and lie over anything.
 */
export const overdrawn = (scales: readonly number[]): fc.Arbitrary<Polygons[]> =>
  map(scales, wild).map(({ patches, scrawls: [first, ...others] }) => [first, ...patches, ...others])

/** Somewhere on the globe, both signs and the zero lines. */
const origin = fc.constantFrom<[number, number]>(
  [1_216_000_000, 389_000_000],
  [0, 0],
  [-30, -30],
  [-1_790_000_000, -890_000_000],
)
const owner = fc.integer({ min: -1, max: 3 })
const along = fc.integer({ min: 0, max: step * mostSquares })
const scrawl = fc.array(fc.tuple(along, along), { minLength: 3, maxLength: 8 })

const map = (scales: readonly number[], jitter: number) =>
  fc
    .record({ size: fc.integer({ min: 1, max: mostSquares }), scale: fc.constantFrom(...scales), origin })
    .chain(({ size, scale, origin: [left, bottom] }) => {
      const place = (x: number, y: number) => [left + scale * x, bottom + scale * y]
      const shift = fc.integer({ min: -jitter, max: jitter })
      const exactly = (length: number) => ({ minLength: length, maxLength: length })
      return fc
        .record({
          owners: fc.array(owner, exactly(size ** 2)),
          shifts: fc.array(fc.tuple(shift, shift), exactly((size + 1) ** 2)),
          scrawls: fc.array(scrawl, { minLength: 1, maxLength: 3 }),
        })
        .map(({ owners, shifts, scrawls }) => {
          const cornerAt = (corner: number) => {
            const [east, north] = shifts[corner]
            return place(step * (corner % (size + 1)) + east, step * Math.floor(corner / (size + 1)) + north)
          }
          return {
            patches: [0, 1, 2, 3].map((own) => outlines(owners, own, size).map((ring) => [ring.flatMap(cornerAt)])),
            scrawls: scrawls.map((corners) => [[corners.flatMap(([x, y]) => place(x, y))]]),
          }
        })
    })

/** The rings of lattice corners round an owner's squares, the inside to the left. */
function outlines(owners: readonly number[], own: number, size: number): number[][] {
  const onward = new Map<number, number[]>()
  const ownerAt = (column: number, row: number) =>
    column < 0 || row < 0 || column >= size || row >= size ? -1 : owners[row * size + column]
  const side = (from: number, to: number, across: number) => {
    if (across !== own) onward.set(from, [...(onward.get(from) ?? []), to])
  }
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (ownerAt(column, row) !== own) continue
      const low = row * (size + 1) + column
      const high = low + size + 1
      side(low, low + 1, ownerAt(column, row - 1))
      side(low + 1, high + 1, ownerAt(column + 1, row))
      side(high + 1, high, ownerAt(column, row + 1))
      side(high, low, ownerAt(column - 1, row))
    }
  }
  const rings: number[][] = []
  for (const start of onward.keys()) {
    while (onward.get(start)?.length) {
      const ring: number[] = []
      for (let at = start; onward.get(at)?.length; at = onward.get(at)?.pop() ?? start) ring.push(at)
      rings.push(ring)
    }
  }
  return rings
}

/** The corners of some areas, x and y. */
export const cornersOf = (areas: readonly Polygons[]): [number, number][] =>
  areas.flat(2).flatMap((ring) => pairs(ring))

/** The middles of their edges, rounded to a place. */
export const middlesOf = (areas: readonly Polygons[]): [number, number][] =>
  areas.flat(2).flatMap((ring) => {
    const corners = pairs(ring)
    return corners.map(([x, y], i): [number, number] => {
      const [x2, y2] = corners[(i + 1) % corners.length]
      return [Math.floor((x + x2) / 2), Math.floor((y + y2) / 2)]
    })
  })

const pairs = (ring: Ring) =>
  Array.from({ length: ring.length / 2 }, (_, i): [number, number] => [ring[2 * i], ring[2 * i + 1]])
