import type { Box } from '../../../cloudfunctions/kernel/geometry/box'
import { lngShrink, metresPerUnit } from '../../../cloudfunctions/kernel/geometry/distance'
import type { Ring } from '../../../cloudfunctions/kernel/geometry/ring'

/** A stretch of a cell's side that a part of the cell comes up to. */
export interface Line {
  /** `x`: a side from south to north, at this longitude. */
  axis: 'x' | 'y'
  at: number
  from: number
  to: number
}

/** Where a part of a cell comes up to the cell's sides. */
export function linesOf(polygon: readonly Ring[], cell: Box): Line[] {
  const lines: Line[] = []
  for (const ring of polygon) {
    for (let i = 0; i < ring.length; i += 2) {
      const line = onSide(ring, i, cell)
      if (line) lines.push(line)
    }
  }
  return lines
}

/** Metres along a ring, without what runs along the cell's sides. */
export function lengthWithout(ring: Ring, cell: Box): number {
  const shrink = lngShrink(ring[1])
  let units = 0
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length
    if (!onSide(ring, i, cell)) units += Math.hypot((ring[next] - ring[i]) * shrink, ring[next + 1] - ring[i + 1])
  }
  return units * metresPerUnit
}

/** The edge from a corner of the ring to the next, if it runs along a side of the cell. */
function onSide(ring: Ring, corner: number, { west, south, east, north }: Box): Line | undefined {
  const next = (corner + 2) % ring.length
  const [x1, y1, x2, y2] = [ring[corner], ring[corner + 1], ring[next], ring[next + 1]]
  if (x1 === x2 && (x1 === west || x1 === east))
    return { axis: 'x', at: x1, from: Math.min(y1, y2), to: Math.max(y1, y2) }
  if (y1 === y2 && (y1 === south || y1 === north))
    return { axis: 'y', at: y1, from: Math.min(x1, x2), to: Math.max(x1, x2) }
  return undefined
}

/** Puts together what meets across the sides of cells, along more than a point. */
export function unite<T>(parts: readonly T[], lines: (part: T) => Line[]): T[][] {
  const group = parts.map((_, i) => i)
  function rootOf(part: number): number {
    let root = part
    while (group[root] !== root) root = group[root]
    group[part] = root
    return root
  }
  const bySide = new Map<string, { from: number; to: number; part: number }[]>()
  for (const [part, own] of parts.entries()) {
    for (const { axis, at, from, to } of lines(own)) {
      const key = `${axis}${at}`
      const there = bySide.get(key)
      if (there) there.push({ from, to, part })
      else bySide.set(key, [{ from, to, part }])
    }
  }
  for (const stretches of bySide.values()) {
    stretches.sort((a, b) => a.from - b.from)
    let reach: (typeof stretches)[number] | undefined
    for (const stretch of stretches) {
      if (reach && stretch.from < reach.to - touching) group[rootOf(stretch.part)] = rootOf(reach.part)
      if (!reach || stretch.to > reach.to) reach = stretch
    }
  }
  const groups = new Map<number, T[]>()
  for (const [part, own] of parts.entries()) {
    const root = rootOf(part)
    const there = groups.get(root)
    if (there) there.push(own)
    else groups.set(root, [own])
  }
  return [...groups.values()]
}

/** Units of 1e-7 degree that two stretches must have in common. */
const touching = 1e-3
