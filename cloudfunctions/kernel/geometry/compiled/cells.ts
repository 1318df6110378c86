import { oddCrossings, type Ring } from '../ring'
import { type Edge, edgesOf } from './edges'
import { blockBits, type Compiled, cellKind, complete } from './format'

export type Frame = Pick<Compiled, 'west' | 'south' | 'columns' | 'rows' | 'shift'>

/** A cell with more candidates than this is cut again. */
const mostCandidates = 4
/** The smallest side of a cell, in bits: 32 units, 0.4 m. */
export const smallestShift = 5
/** Parts of a cut cell that something smaller than a part may touch. */
const partsRoundACorner = 4

/** Fills the cells of a frame. @param areas the rings of each area */
export function fillCells(areas: readonly (readonly Ring[])[], frame: Frame): Pick<Compiled, 'cells' | 'lists'> {
  const filler = new Filler(areas)
  filler.fill(frame, crossingsOf(edgesOf(areas), frame), filler.holders(frame.west, frame.south))
  return { cells: Int32Array.from(filler.cells), lists: Int32Array.from(filler.lists) }
}

/** Where a cell lies, and its side in bits. */
type Cell = Pick<Frame, 'west' | 'south' | 'shift'>

/** Areas by their indices, ascending. */
type Areas = readonly number[]

class Filler {
  readonly cells: number[] = []
  readonly lists: number[] = []
  private readonly listPlaces = new Map<string, number>()

  constructor(private readonly areas: readonly (readonly Ring[])[]) {}

  /**
   * Adds the cells of a frame and answers where they begin. It goes from corner to corner: who holds the next one can
   * differ only by the areas that have an edge in the cell between.
   * @param held the areas that hold the frame's lower left corner
   */
  fill(frame: Frame, crossings: Map<number, Edge[]>, held: Areas): number {
    const { west, south, columns, rows, shift } = frame
    const start = this.cells.length
    for (let part = 0; part < columns * rows; part += 1) this.cells.push(cellKind.empty)
    let rowHeld = held
    for (let row = 0; row < rows; row += 1) {
      const y = south + row * 2 ** shift
      const above = y + 2 ** shift
      let cellHeld = rowHeld
      for (let column = 0; column < columns; column += 1) {
        const x = west + column * 2 ** shift
        const edges = crossings.get(row * columns + column) ?? []
        const touched = areasOf(edges)
        this.cells[start + row * columns + column] = this.word(edges, touched, cellHeld, { west: x, south: y, shift })
        if (column === 0) rowHeld = this.onward(rowHeld, touched, west, above)
        cellHeld = this.onward(cellHeld, touched, x + 2 ** shift, y)
      }
    }
    return start
  }

  /** All areas that hold a place. */
  holders(x: number, y: number): Areas {
    return [...this.areas.keys()].filter((area) => this.holds(area, x, y))
  }

  /** The areas that hold a corner, from those that hold another one and those that have an edge between. */
  private onward(held: Areas, touched: Areas, x: number, y: number): Areas {
    if (touched.length === 0) return held
    const others = held.filter((area) => !touched.includes(area))
    return [...others, ...touched.filter((area) => this.holds(area, x, y))].sort(ascending)
  }

  private word(edges: readonly Edge[], touched: Areas, held: Areas, cell: Cell): number {
    // An area without an edge here holds the whole cell or nothing of it; whoever comes after it never answers.
    const around = held.find((area) => !touched.includes(area))
    const before = around === undefined ? touched : touched.filter((area) => area < around)
    if (before.length === 0) return around === undefined ? cellKind.empty : (around << 2) | cellKind.whole
    const candidates = around === undefined ? before : [...before, around]
    if (candidates.length > mostCandidates) {
      const block = this.block(edges, touched, held, cell)
      if (block !== undefined) return block
    }
    return this.list(candidates, around !== undefined || isCovered(edges, held))
  }

  /** The word of a cell cut again; undefined where that does not help. */
  private block(edges: readonly Edge[], touched: Areas, held: Areas, cell: Cell): number | undefined {
    const side = 1 << blockBits
    const frame = { ...cell, columns: side, rows: side, shift: cell.shift - blockBits }
    if (frame.shift < smallestShift) return undefined
    const crossings = crossingsOf(edges, frame)
    // Areas that run along one another stay together however small the parts are.
    const helps = [...crossings.values()].some((part) => areasOf(part).length < touched.length)
    if (!helps && crossings.size > partsRoundACorner) return undefined
    return (this.fill(frame, crossings, held) << 2) | cellKind.block
  }

  private list(candidates: Areas, isComplete: boolean): number {
    const key = `${isComplete} ${candidates}`
    const place = this.listPlaces.get(key) ?? this.lists.length
    if (place === this.lists.length) {
      this.listPlaces.set(key, place)
      this.lists.push(candidates.length | (isComplete ? complete : 0))
      for (const area of candidates) this.lists.push(area)
    }
    return (place << 2) | cellKind.list
  }

  private holds(area: number, x: number, y: number): boolean {
    return this.areas[area].reduce((odd, ring) => (oddCrossings(ring, x, y) ? !odd : odd), false)
  }
}

const ascending = (a: number, b: number) => a - b

function areasOf(edges: readonly Edge[]): Areas {
  const all: number[] = []
  for (const edge of edges) for (const area of edge.areas) all.push(area)
  return all.sort(ascending).filter((area, i) => area !== all[i - 1])
}

/**
 * Whether every place of a cell lies in one of the areas whose edges cross it. Where each edge belongs to two areas (to
 * an even number), crossing it leaves the number of areas that hold a place odd, when it is odd at one corner; and odd
 * is not none.
 */
const isCovered = (edges: readonly Edge[], held: Areas) =>
  held.length % 2 === 1 && edges.every(({ areas }) => areas.length % 2 === 0)

/** For each cell of a frame that edges touch, those edges; a few more may be among them, none is missing. */
function crossingsOf(edges: readonly Edge[], { west, south, columns, rows, shift }: Frame): Map<number, Edge[]> {
  const crossings = new Map<number, Edge[]>()
  const side = 2 ** shift
  // A unit more on all sides, so that an edge along a border is known on both sides of it.
  const cellFrom = (value: number) => Math.max(0, Math.floor((value - 1) / side))
  const cellTo = (value: number, count: number) => Math.min(count - 1, Math.floor((value + 1) / side))
  for (const edge of edges) {
    const lastRow = cellTo(edge.y2 - south, rows)
    for (let row = cellFrom(edge.y1 - south); row <= lastRow; row += 1) {
      const [low, high] = spanWithin(edge, south + row * side - 1, south + (row + 1) * side + 1)
      const lastColumn = cellTo(high - west, columns)
      for (let column = cellFrom(low - west); column <= lastColumn; column += 1) {
        const list = crossings.get(row * columns + column)
        if (list) list.push(edge)
        else crossings.set(row * columns + column, [edge])
      }
    }
  }
  return crossings
}

/** The span of x that an edge takes between two heights; its ends where it is level. */
function spanWithin({ x1, y1, x2, y2 }: Edge, low: number, high: number): [number, number] {
  if (y1 === y2) return [Math.min(x1, x2), Math.max(x1, x2)]
  const at = (y: number) => x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)
  const a = at(Math.min(Math.max(low, y1), y2))
  const b = at(Math.max(Math.min(high, y2), y1))
  return [Math.min(a, b), Math.max(a, b)]
}
