import fc from 'fast-check'
import { overdrawn } from '../../../testing/patchwork'
import { compile } from './compile'
import { decode, encode } from './file'
import type { Compiled } from './format'
import { areaAt, labelOf } from './lookup'
import { areaFor, areasNear } from './near'

const maps = overdrawn([40_009]).map((areas) => compile(areas.map((polygons, label) => ({ polygons, label }))))

/** A map with cells of every kind, blocks among them. */
const sample = compile(
  Array.from({ length: 30 }, (_, i) => {
    const [x, y] = [(i % 6) * 2_000, Math.floor(i / 6) * 2_000]
    return { polygons: [[[x, y, x + 2_000, y, x + 2_000, y + 2_000, x, y + 2_000]]], label: `格${i}` }
  }).concat([{ polygons: [[[10_000_000, 0, 10_000_500, 0, 10_000_000, 500]]], label: 'far' }]),
)

describe('the file', () => {
  test('says what was compiled', () => {
    fc.assert(fc.property(maps, (index) => expect(decode(encode(index))).toEqual(index)))
    expect(decode(encode(sample))).toEqual(sample)
    expect(labelOf(decode(encode(sample)), 7)).toBe('格7')
  })

  test('is read where it lies, without a copy', () => {
    const bytes = encode(sample)
    expect(decode(bytes).points.buffer).toBe(bytes.buffer)
  })

  test.each([1, 2, 3, 4, 5])('is read %i bytes into other bytes', (offset) => {
    const bytes = encode(sample)
    const within = Buffer.alloc(bytes.length + 16, 0xff)
    within.set(bytes, offset)
    for (const view of [Buffer, Uint8Array]) {
      expect(decode(view.from(within).subarray(offset, offset + bytes.length))).toEqual(sample)
    }
  })
})

describe('what is no such file is refused', () => {
  const bytes = encode(sample)

  test.each([0, 1, 3, 4, 63, 64, 65, 1_000])('%i bytes of it', (length) => {
    expect(() => decode(bytes.slice(0, length))).toThrow(RangeError)
  })

  test('cut short anywhere, or with something behind it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(() => decode(bytes.slice(0, length))).toThrow(RangeError)
      }),
    )
    for (const more of [1, 4, 400]) expect(() => decode(Buffer.concat([bytes, Buffer.alloc(more)]))).toThrow(RangeError)
  })

  test('with any byte changed', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const damaged = bytes.slice()
        damaged[at] ^= by
        expect(() => decode(damaged)).toThrow(RangeError)
      }),
      { numRuns: 1_000 },
    )
  })

  test('any other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (other) => {
        expect(() => decode(other)).toThrow(RangeError)
      }),
    )
  })
})

describe('a file made up to do harm', () => {
  const frame = ['west', 'south', 'columns', 'rows', 'shift'] as const
  const starts = ['areaRings', 'ringPoints', 'labelBytes'] as const
  const sections = ['cells', 'lists', ...starts, 'points'] as const
  const word = fc.oneof(
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    fc.integer({ min: -70, max: 70 }),
    fc.constantFrom(2 ** 30, 2 ** 30 + 1, 2 ** 31 - 1, -(2 ** 31)),
    fc.nat(4 * sample.cells.length),
  )

  /** Makes every kind of look-up, each of which must come to an end with an answer that can be. */
  function lookUpAll(index: Compiled) {
    const areas = index.areaRings.length - 1
    const possible = (area: number) => Number.isInteger(area) && area >= 0 && area < areas
    for (const x of [-1e9, 0, 2_100, 11_900, 10_000_100, 1.8e9]) {
      for (const y of [-1e9, 0, 250, 9_400, 9e8]) {
        const area = areaAt(index, x, y)
        expect(area === -1 || possible(area)).toBe(true)
        expect(possible(areaFor(index, { lngE7: x, latE7: y }, 200)?.area ?? 0)).toBe(true)
        expect([...areasNear(index, x, y, 1e10, 1e10)].every(possible)).toBe(true)
      }
    }
  }

  test('is refused, or answers like any other', () => {
    let refused = 0
    const change = fc.tuple(fc.constantFrom(...sections), fc.nat(), word)
    const reframe = fc.option(fc.tuple(fc.constantFrom(...frame), word))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), reframe, (changes, framed) => {
        const evil = structuredClone(sample)
        for (const [section, at, value] of changes) evil[section][at % evil[section].length] = value
        if (framed) evil[framed[0]] = framed[1]
        const file = encode(evil)
        let index: Compiled
        try {
          index = decode(file)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
          refused += 1
          return
        }
        lookUpAll(index)
      }),
      { numRuns: 2_000 },
    )
    expect(refused).toBeGreaterThan(1_000)
    lookUpAll(sample)
  })

  test.each<[string, (evil: Compiled) => void]>([
    [
      'a block that is its own part',
      (evil) => {
        evil.cells[evil.cells.length - 1] = ((evil.cells.length - 256) << 2) | 3
      },
    ],
    [
      'two cells cut into the same block',
      (evil) => {
        const at = evil.cells.findIndex((each) => (each & 3) === 3)
        evil.cells[at + 1] = evil.cells[at]
      },
    ],
    [
      'a list without end',
      (evil) => {
        evil.lists[0] = 2 ** 30 - 1
      },
    ],
    [
      'an empty list',
      (evil) => {
        evil.lists[0] = 2 ** 30
      },
    ],
    [
      'a ring that runs backwards',
      (evil) => {
        evil.ringPoints[3] = 1
      },
    ],
    [
      'rings without their corners',
      (evil) => {
        evil.ringPoints[evil.ringPoints.length - 1] += 4
      },
    ],
    [
      'no columns',
      (evil) => {
        evil.columns = 0
      },
    ],
    [
      'a cell smaller than a unit',
      (evil) => {
        evil.shift = -1
      },
    ],
    [
      'a cell with half a kind',
      (evil) => {
        evil.cells[0] = 4
      },
    ],
  ])('%s is refused', (_, spoil) => {
    const evil = structuredClone(sample)
    spoil(evil)
    expect(() => decode(encode(evil))).toThrow(RangeError)
  })

  test('blocks deeper than there are bits are refused, in whatever order they lie', () => {
    const block = (at: number) => (at << 2) | 3
    const part = (word: number) => [word, ...Array.from({ length: 255 }, () => 0)]
    const starts = new Int32Array(1)
    const of = (shift: number, ...cells: number[]): Compiled => ({
      ...{ west: 0, south: 0, columns: 1, rows: 1, shift, cells: Int32Array.from(cells), lists: new Int32Array(0) },
      ...{
        areaRings: starts,
        ringPoints: starts,
        points: new Int32Array(0),
        labelBytes: starts,
        labels: new Uint8Array(0),
      },
    })
    const chain = [block(1), ...part(block(257)), ...part(block(513)), ...part(0)]
    expect(areaAt(decode(encode(of(12, ...chain))), 0, 0)).toBe(-1)
    expect(() => decode(encode(of(11, ...chain)))).toThrow(RangeError)
    const shuffled = [block(513), ...part(block(257)), ...part(0), ...part(block(1))]
    expect(() => decode(encode(of(8, ...shuffled)))).toThrow(RangeError)
  })

  test('the sample has cells of every kind', () => {
    expect(new Set([...sample.cells].map((each) => each & 3)).size).toBe(4)
  })
})
