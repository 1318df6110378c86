import { createHash } from 'node:crypto'
import type { BoundaryPartDoc, GenerationDoc } from './collections'
import { compile } from './geometry/compiled/compile'
import { decode, encode } from './geometry/compiled/file'
import type { Compiled } from './geometry/compiled/format'
import { labelOf } from './geometry/compiled/lookup'
import type { Polygons } from './geometry/polygon'
import type { Fresh, Store } from './ports'
import { justAfter } from './time'

/** The outline of a grid. */
export interface GridOutline {
  id: string
  polygons: Polygons
}

/** The boundaries of one generation, ready to look places up in. */
export interface Boundaries {
  generation: GenerationDoc
  index: Compiled
}

/** Id of the grid that an area of the boundaries is the outline of. */
export const gridIdOf = ({ index }: Boundaries, area: number) => labelOf(index, area) as string

/** Bytes in one part: 600 KB as base64, so that a part is one small document for every store and every import. */
const partBytes = 450_000
/** Parts fetched at once; a cloud's database takes 20 to 30 requests at a time. */
const partsAtOnce = 6
/** Generations that a process keeps ready: the one in force, and the one before or behind it. */
const mostKept = 2

const partId = (generationId: string, part: number) => `${generationId}:${part}`
const checksumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/**
 * Compiles grids into a generation and its parts, for a store or an import. Where grids overlap, the one with the
 * smallest id answers.
 * @param id such as `2026-11-23-1`
 * @param startsAt instant from which it is in force: 00:00 of a day in China
 * @throws RangeError as `compile` does
 */
export function generationDocs(
  id: string,
  startsAt: string,
  grids: readonly GridOutline[],
  now: string,
): { generation: Fresh<GenerationDoc>; parts: Fresh<BoundaryPartDoc>[] } {
  const inOrder = [...grids].sort((a, b) => (a.id < b.id ? -1 : 1))
  const bytes = encode(compile(inOrder.map((grid) => ({ polygons: grid.polygons, label: grid.id }))))
  const parts = Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, part) => ({
    id: partId(id, part),
    bytes: Buffer.from(bytes.subarray(part * partBytes, (part + 1) * partBytes)).toString('base64'),
  }))
  const [size, checksum] = [bytes.length, checksumOf(bytes)]
  return {
    generation: { id, startsAt, grids: grids.length, parts: parts.length, bytes: size, checksum, madeAt: now },
    parts,
  }
}

/** The generation in force; undefined before the first one. One small range. */
export async function generationAt(store: Store, now: string): Promise<GenerationDoc | undefined> {
  const started = { eq: [], to: justAfter(now), direction: 'desc', limit: 1 } as const
  return (await store.range('generations', 'byStart', started)).rows[0]
}

/** The boundaries in force; undefined before the first generation. Its parts are read when the generation changed. */
export async function boundariesAt(store: Store, now: string): Promise<Boundaries | undefined> {
  const generation = await generationAt(store, now)
  return generation && ready(store, generation)
}

/** The boundaries of one generation, in force or not; undefined when there is no such generation. */
export async function boundariesOf(store: Store, generationId: string): Promise<Boundaries | undefined> {
  const generation = await store.get('generations', generationId)
  return generation && ready(store, generation)
}

/** What each store's process has ready or is just loading, by checksum, the latest used last. */
const kept = new WeakMap<Store, Map<string, Promise<Compiled>>>()

async function ready(store: Store, generation: GenerationDoc): Promise<Boundaries> {
  const own = kept.get(store) ?? new Map<string, Promise<Compiled>>()
  kept.set(store, own)
  const { checksum } = generation
  const loading = own.get(checksum) ?? load(store, generation)
  own.delete(checksum)
  own.set(checksum, loading)
  for (const oldest of own.keys()) if (own.size > mostKept) own.delete(oldest)
  try {
    return { generation, index: await loading }
  } catch (error) {
    // The next call tries again.
    if (own.get(checksum) === loading) own.delete(checksum)
    throw error
  }
}

async function load(store: Store, { id, parts, bytes, checksum }: GenerationDoc): Promise<Compiled> {
  const whole = new Uint8Array(bytes)
  let filled = 0
  for (let first = 0; first < parts; first += partsAtOnce) {
    const some = Array.from({ length: Math.min(partsAtOnce, parts - first) }, (_, i) => partId(id, first + i))
    for (const part of await Promise.all(some.map((one) => store.get('boundaryParts', one)))) {
      const piece = Buffer.from(part?.bytes ?? '', 'base64')
      if (filled + piece.length > bytes) throw incomplete(id)
      whole.set(piece, filled)
      filled += piece.length
    }
  }
  if (filled !== bytes || checksumOf(whole) !== checksum) throw incomplete(id)
  return decode(whole)
}

const incomplete = (id: string) => new Error(`the parts of generation ${id} are missing or not its own`)
