/**
 * The compiled boundaries: one binary that answers «which area holds this place» without parsing anything. All numbers
 * are little-endian 32-bit integers, so that typed arrays over the file are the index.
 *
 * The map's bounding box is cut into square cells. A cell holds nothing, lies wholly in one area, lists the few areas
 * whose edges cross it, or is cut again into 16 by 16. Coordinates are 1e-7 degree.
 */
export interface Compiled {
  /** Lower left corner of the first cell. */
  west: number
  south: number
  /** Cells a row and rows of the top level; a cell's side is `1 << shift` units. */
  columns: number
  rows: number
  shift: number
  /** Top-level cells row by row, then blocks of 256 for the cells cut again; see `cellKind`. */
  cells: Int32Array
  /** Lists of candidates: flags and count, then the areas. */
  lists: Int32Array
  /** First ring of each area, and one past the last. */
  areaRings: Int32Array
  /** First coordinate pair of each ring, and one past the last. */
  ringPoints: Int32Array
  /** x, y of every corner. */
  points: Int32Array
  /** Id, name and the like of each area, in the order of the areas; read when first asked for. */
  labels: Uint8Array
}

/** Low two bits of a cell's word; the rest is the area, the place of the list, or the place of the block. */
export const cellKind = { empty: 0, whole: 1, list: 2, block: 3 } as const

/** A cut cell has 16 by 16 parts. */
export const blockBits = 4
export const blockSize = 1 << (2 * blockBits)

/** Bit of a list's head: inside this cell every place lies in exactly one of the candidates. */
export const complete = 1 << 30

const magic = 0x48454731
const headerWords = 16

const sections = ['cells', 'lists', 'areaRings', 'ringPoints', 'points'] as const

/** The compiled boundaries as the bytes of a file. */
export function encode(compiled: Compiled): Uint8Array {
  const words = headerWords + sections.reduce((sum, name) => sum + compiled[name].length, 0)
  const bytes = new Uint8Array(words * 4 + compiled.labels.length)
  const all = new Int32Array(bytes.buffer, 0, words)
  const { west, south, columns, rows, shift } = compiled
  all.set([magic, west, south, columns, rows, shift, ...sections.map((name) => compiled[name].length)])
  all[headerWords - 1] = compiled.labels.length
  let at = headerWords
  for (const name of sections) {
    all.set(compiled[name], at)
    at += compiled[name].length
  }
  bytes.set(compiled.labels, words * 4)
  return bytes
}

/**
 * The boundaries in the bytes of a file, as views on them; copied only when the bytes are not aligned.
 * @throws RangeError when they are no such file, or a truncated one
 */
export function decode(file: Uint8Array): Compiled {
  const bytes = file.byteOffset % 4 === 0 ? file : file.slice()
  const words = bytes.byteLength >> 2
  if (words < headerWords) throw new RangeError('no compiled boundaries: too short')
  const all = new Int32Array(bytes.buffer, bytes.byteOffset, words)
  if (all[0] !== magic) throw new RangeError('no compiled boundaries: unknown format')
  const [, west, south, columns, rows, shift] = all
  let at = headerWords
  const section = (index: number) => {
    const start = at
    at += all[6 + index]
    if (at > words) throw new RangeError('no compiled boundaries: cut short')
    return all.subarray(start, at)
  }
  const [cells, lists, areaRings, ringPoints, points] = sections.map((_, index) => section(index))
  const labels = bytes.subarray(at * 4, at * 4 + all[headerWords - 1])
  if (labels.length !== all[headerWords - 1]) throw new RangeError('no compiled boundaries: cut short')
  return { west, south, columns, rows, shift, cells, lists, areaRings, ringPoints, points, labels }
}
