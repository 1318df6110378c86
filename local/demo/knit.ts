import { boxOf } from '../../cloudfunctions/kernel/geometry/box'
import type { Polygons } from '../../cloudfunctions/kernel/geometry/polygon'
import type { Ring } from '../../cloudfunctions/kernel/geometry/ring'

/** Corners nearer than this (in 1e-7 degree, about a centimetre each) are one corner that rounding has split. */
const nearBy = 3

interface Corner {
  x: number
  y: number
}

/**
 * Makes tiles that were cut one by one into one net: corners that rounding has split become one, and where a corner of
 * one tile stands on an edge of another it becomes a corner of both. Then every edge inside the net belongs to exactly
 * two tiles, and every place to exactly one. Corners of `fixed` outlines stay where they are.
 */
export function knit(fixed: Polygons, tiles: readonly Polygons[]): number[][][][] {
  const net = cornerNet()
  for (const ring of fixed.flat()) for (const corner of corners(ring)) net.settle(corner)
  const settled = tiles.map((polygons) => polygons.map((rings) => rings.map((ring) => corners(ring).map(net.settle))))
  return settled.map((polygons) =>
    polygons
      .map((rings) =>
        rings.map((ring) =>
          flat(trimmed(ring.flatMap((from, i) => [from, ...net.between(from, ring[(i + 1) % ring.length])]))),
        ),
      )
      .filter(([outer]) => outer.length > 0)
      .map((rings) => rings.filter((ring) => ring.length > 0)),
  )
}

const corners = (ring: Ring): Corner[] =>
  Array.from({ length: ring.length / 2 }, (_, i) => ({ x: ring[2 * i], y: ring[2 * i + 1] }))

const flat = (ring: readonly Corner[]) => ring.flatMap(({ x, y }) => [x, y])

/** Without corners said twice and without ways there and back; nothing when no area is left. */
function trimmed(ring: readonly Corner[]): Corner[] {
  const kept: Corner[] = []
  const add = (corner: Corner) => {
    if (corner === kept.at(-1)) return
    if (corner === kept.at(-2)) kept.pop()
    else kept.push(corner)
  }
  for (const corner of ring) add(corner)
  while (kept.length > 1 && (kept[0] === kept.at(-1) || kept[1] === kept.at(-1))) {
    if (kept[0] === kept.at(-1)) kept.pop()
    else kept.shift()
  }
  return kept.length > 2 ? kept : []
}

/** The corners of the net, found by place. */
function cornerNet() {
  const side = 100_000
  const bins = new Map<string, Corner[]>()
  const key = (x: number, y: number) => `${x}:${y}`
  const around = ({ x, y }: Corner) => within(boxOf([x - nearBy, y - nearBy, x + nearBy, y + nearBy]))

  function within(box: ReturnType<typeof boxOf>): Corner[] {
    const found: Corner[] = []
    for (let i = Math.floor(box.west / side); i <= Math.floor(box.east / side); i += 1)
      for (let j = Math.floor(box.south / side); j <= Math.floor(box.north / side); j += 1)
        found.push(...(bins.get(key(i, j)) ?? []))
    return found
  }

  return {
    /** The corner of the net that this one is; it joins the net when there is none. */
    settle(corner: Corner): Corner {
      const known = around(corner).find(
        ({ x, y }) => Math.abs(x - corner.x) <= nearBy && Math.abs(y - corner.y) <= nearBy,
      )
      if (known) return known
      const bin = key(Math.floor(corner.x / side), Math.floor(corner.y / side))
      bins.set(bin, [...(bins.get(bin) ?? []), corner])
      return corner
    },
    /** Corners that stand on the edge, in order from its one end to the other; the same ones seen from either end. */
    between(from: Corner, to: Corner): Corner[] {
      const dx = to.x - from.x
      const dy = to.y - from.y
      const length = Math.hypot(dx, dy)
      const along = ({ x, y }: Corner) => ((x - from.x) * dx + (y - from.y) * dy) / length
      const aside = ({ x, y }: Corner) => Math.abs((x - from.x) * dy - (y - from.y) * dx) / length
      return within(boxOf([from.x, from.y, to.x, to.y]))
        .filter((corner) => corner !== from && corner !== to)
        .filter((corner) => aside(corner) <= nearBy && along(corner) > 0 && along(corner) < length)
        .sort((a, b) => along(a) - along(b))
    },
  }
}
