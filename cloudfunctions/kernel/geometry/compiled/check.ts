import { blockBits, blockSize, type Compiled, cellKind, complete } from './format'

/** The largest side of a cell: with it the map still fits into unsigned 32-bit differences. */
const largestShift = 29

/**
 * Sees to it that whatever a look-up follows in the index leads somewhere and comes to an end. What the numbers say
 * about the map is the compiler's business.
 * @throws RangeError when the index is impossible
 */
export function check(index: Compiled): void {
  const { columns, rows, shift, cells, areaRings, ringPoints, points, labelBytes, labels } = index
  const top = columns * rows
  demand(shift >= 0 && shift <= largestShift && columns > 0 && rows > 0, 'its frame')
  demand(columns * 2 ** shift <= 2 ** 32 && rows * 2 ** shift <= 2 ** 32, 'its frame')
  demand(top <= cells.length && (cells.length - top) % blockSize === 0, 'its cells')
  demand(isRising(areaRings, ringPoints.length - 1), 'its rings')
  demand(isRising(ringPoints, points.length / 2), 'its corners')
  demand(isRising(labelBytes, labels.length) && labelBytes.length === areaRings.length, 'its labels')
  checkCells(index, headsOf(index.lists, areaRings.length - 1))
}

/** Whether some starts rise from 0 to the end. */
function isRising(starts: Int32Array, end: number): boolean {
  for (let i = 1; i < starts.length; i += 1) if (starts[i] < starts[i - 1]) return false
  return starts.length > 0 && starts[0] === 0 && starts[starts.length - 1] === end
}

/** Marks where lists begin. */
function headsOf(lists: Int32Array, areas: number): Uint8Array {
  const heads = new Uint8Array(lists.length)
  let at = 0
  while (at < lists.length) {
    heads[at] = 1
    const end = at + 1 + (lists[at] & ~complete)
    demand(end > at + 1 && end <= lists.length, 'a list')
    for (at += 1; at < end; at += 1) demand(lists[at] >= 0 && lists[at] < areas, 'a list')
  }
  return heads
}

/** Blocks are a tree: each has one cell that it is cut from, which lies before it. */
function checkCells({ columns, rows, shift, cells, areaRings }: Compiled, heads: Uint8Array) {
  const areas = areaRings.length - 1
  const top = columns * rows
  const depths = new Uint8Array((cells.length - top) / blockSize)
  for (let cell = 0; cell < cells.length; cell += 1) {
    const word = cells[cell]
    const at = word >> 2
    const kind = word & 3
    if (kind === cellKind.whole) demand(at >= 0 && at < areas, 'a cell')
    else if (kind === cellKind.list) demand(heads[at] === 1, 'a cell')
    else if (kind === cellKind.block) {
      const block = (at - top) / blockSize
      const depth = cell < top ? 1 : 1 + depths[Math.floor((cell - top) / blockSize)]
      demand(at > cell && depths[block] === 0 && depth * blockBits <= shift, 'a block')
      depths[block] = depth
    } else demand(word === 0, 'a cell')
  }
}

function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new RangeError(`no compiled boundaries: ${what} cannot be`)
}
