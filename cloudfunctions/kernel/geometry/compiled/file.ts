import { check } from './check'
import type { Compiled } from './format'

/** `HEG2`, the version with it. */
const magic = 0x32474548
const checksumAt = 1
const headerWords = 16

const frame = ['west', 'south', 'columns', 'rows', 'shift'] as const
const sections = ['cells', 'lists', 'areaRings', 'ringPoints', 'points', 'labelBytes'] as const

/** The compiled boundaries as the bytes of a file. */
export function encode(compiled: Compiled): Uint8Array {
  const { labels } = compiled
  const labelsAt = headerWords + sections.reduce((sum, name) => sum + compiled[name].length, 0)
  const words = new Int32Array(labelsAt + Math.ceil(labels.length / 4))
  words.set([
    magic,
    0,
    ...frame.map((name) => compiled[name]),
    ...sections.map((name) => compiled[name].length),
    labels.length,
  ])
  let at = headerWords
  for (const name of sections) {
    words.set(compiled[name], at)
    at += compiled[name].length
  }
  const bytes = new Uint8Array(words.buffer)
  bytes.set(labels, labelsAt * 4)
  words[checksumAt] = checksumOf(words)
  return bytes
}

/**
 * The boundaries in the bytes of a file, as views on them; copied only when the bytes are not aligned.
 * @throws RangeError when they are no such file, a truncated, a damaged or an impossible one
 */
export function decode(file: Uint8Array): Compiled {
  const words = wordsOf(file)
  if (words.length < headerWords || words[0] !== magic) throw new RangeError('no compiled boundaries: unknown format')
  const [west, south, columns, rows, shift, ...lengths] = words.subarray(2, headerWords)
  const labelLength = lengths[sections.length]
  const ends = [headerWords]
  for (const length of [...lengths.slice(0, sections.length), Math.ceil(labelLength / 4)]) {
    if (length < 0) throw new RangeError('no compiled boundaries: a section of negative length')
    ends.push(ends[ends.length - 1] + length)
  }
  if (ends[ends.length - 1] !== words.length) throw new RangeError('no compiled boundaries: cut short, or too long')
  if (words[checksumAt] !== checksumOf(words)) throw new RangeError('no compiled boundaries: damaged')
  const [cells, lists, areaRings, ringPoints, points, labelBytes, padded] = ends
    .slice(1)
    .map((end, section) => words.subarray(ends[section], end))
  const labels = new Uint8Array(padded.buffer, padded.byteOffset, labelLength)
  const compiled = {
    west,
    south,
    columns,
    rows,
    shift,
    cells,
    lists,
    areaRings,
    ringPoints,
    points,
    labelBytes,
    labels,
  }
  check(compiled)
  return compiled
}

function wordsOf(file: Uint8Array): Int32Array {
  if (file.byteLength % 4 !== 0) throw new RangeError('no compiled boundaries: cut short, or too long')
  // Not `slice`: that of a Buffer copies nothing.
  const bytes = file.byteOffset % 4 === 0 ? file : new Uint8Array(file)
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
}

/** FNV-1a by words, over all but the checksum itself. Any one changed word changes it. */
function checksumOf(words: Int32Array): number {
  let sum = 0x811c9dc5 | 0
  for (let at = 0; at < words.length; at += 1) if (at !== checksumAt) sum = Math.imul(sum ^ words[at], 0x01000193)
  return sum
}
