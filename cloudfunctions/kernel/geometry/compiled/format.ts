/**
 * The compiled boundaries: one binary that answers «which area holds this place» without parsing anything. All numbers
 * are little-endian 32-bit integers, so that typed arrays over the file are the index.
 *
 * The map's bounding box is cut into square cells. A cell holds nothing, lies wholly in one area, lists the few areas
 * that may hold a place in it, or is cut again into 16 by 16. Coordinates are 1e-7 degree.
 */
export interface Compiled {
  /** Lower left corner of the first cell. */
  west: number
  south: number
  /** Cells a row and rows of the top level; a cell's side is `2 ** shift` units. */
  columns: number
  rows: number
  shift: number
  /** Top-level cells row by row, then blocks of 256 for the cells cut again; see `cellKind`. */
  cells: Int32Array
  /** Lists of candidates: how many, with the flag `complete`, then the areas in ascending order. */
  lists: Int32Array
  /** First ring of each area, and one past the last. */
  areaRings: Int32Array
  /** First corner of each ring, and one past the last. */
  ringPoints: Int32Array
  /** x, y of every corner. */
  points: Int32Array
  /** First byte of each area's label, and one past the last. */
  labelBytes: Int32Array
  /** What is to be known of each area, as JSON; read one at a time, when asked for. */
  labels: Uint8Array
}

/** Low two bits of a cell's word; the rest is the area, the place of the list, or the place of the block. */
export const cellKind = { empty: 0, whole: 1, list: 2, block: 3 } as const

/** A cut cell has 16 by 16 parts. */
export const blockBits = 4
export const blockSize = 1 << (2 * blockBits)

/** Flag of a list: every place of the cell lies in at least one of the candidates. */
export const complete = 1 << 30
