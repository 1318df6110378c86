import { deflateSync } from 'node:zlib'
import { latin } from './bytes'

/**
 * Small real pictures, byte by byte, for tests and demonstrations: one even colour, of any size, with whatever notes
 * a camera might add.
 */

const u16be = (n: number) => [n >> 8, n & 0xff]
const u32be = (n: number) => [n >>> 24, (n >>> 16) & 0xff, (n >>> 8) & 0xff, n & 0xff]
const u32le = (n: number) => u32be(n).reverse()
const concat = (...parts: (readonly number[] | Uint8Array)[]) => Uint8Array.from(parts.flatMap((part) => [...part]))

/** An EXIF block as a phone writes it: orientation, camera, and the GPS position 38.9167 N, 121.6533 E. */
export function exifWithGps(orientation = 1): Uint8Array {
  const maker = latin('SecretPhone\0')
  const ifd0 = 8
  const gps = ifd0 + 2 + 3 * 12 + 4
  const makerAt = gps + 2 + 2 * 12 + 4
  const latitudeAt = makerAt + maker.length
  const entry = (tag: number, type: number, count: number, value: number[]) =>
    concat(u16be(tag), u16be(type), u32be(count), value)
  return concat(
    latin('MM\0*'),
    u32be(ifd0),
    u16be(3),
    entry(0x010f, 2, maker.length, u32be(makerAt)),
    entry(0x0112, 3, 1, [...u16be(orientation), 0, 0]),
    entry(0x8825, 4, 1, u32be(gps)),
    u32be(0),
    u16be(2),
    entry(0x0001, 2, 2, [0x4e, 0, 0, 0]),
    entry(0x0002, 5, 3, u32be(latitudeAt)),
    u32be(0),
    maker,
    ...[38, 1, 55, 1, 12, 10].map(u32be),
  )
}

export const jpegSegment = (code: number, data: readonly number[] | Uint8Array) =>
  concat([0xff, code], u16be(data.length + 2), data)

/** A grey baseline JPEG; `notes` are segments put after the JFIF header, `preview` pixels (rgb) inside it. */
export function jpeg(width: number, height: number, { notes = [] as Uint8Array[], preview = 0, after = '' } = {}) {
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8)
  // Every block is two zero bits: no change of the mean, end of block
  const scan = new Uint8Array(Math.ceil(blocks / 4))
  if (blocks % 4) scan[scan.length - 1] = 0xff >> ((blocks % 4) * 2)
  return concat(
    [0xff, 0xd8],
    jpegSegment(0xe0, [
      ...latin('JFIF\0'),
      1,
      1,
      0,
      0,
      1,
      0,
      1,
      preview,
      preview ? 1 : 0,
      ...Array(preview * 3).fill(7),
    ]),
    ...notes,
    jpegSegment(0xdb, [0, ...Array(64).fill(1)]),
    jpegSegment(0xc0, [8, ...u16be(height), ...u16be(width), 1, 1, 0x11, 0]),
    ...[0x00, 0x10].map((table) => jpegSegment(0xc4, [table, 1, ...Array(15).fill(0), 0])),
    jpegSegment(0xda, [1, 1, 0, 0, 63, 0]),
    scan,
    [0xff, 0xd9],
    latin(after),
  )
}

export function pngChunk(name: string, data: readonly number[] | Uint8Array): Uint8Array {
  const body = concat(latin(name), data)
  return concat(u32be(data.length), body, u32be(crc(body)))
}

/** A grey PNG; `notes` are chunks put before the pixels. */
export function png(width: number, height: number, { notes = [] as Uint8Array[], after = '' } = {}) {
  const row = [0, ...Array(width).fill(0x80)]
  const pixels = Uint8Array.from(Array(height).fill(row).flat())
  return concat(
    [0x89, ...latin('PNG\r\n\x1a\n')],
    pngChunk('IHDR', [...u32be(width), ...u32be(height), 8, 0, 0, 0, 0]),
    ...notes,
    pngChunk('IDAT', deflateSync(pixels)),
    pngChunk('IEND', []),
    latin(after),
  )
}

export const webpChunk = (name: string, data: readonly number[] | Uint8Array) =>
  concat(latin(name), u32le(data.length), data, Array(data.length % 2).fill(0))

/** The lossless picture data of one colour: five codes of one symbol each, so that a pixel takes no bits. */
export function webpPixels(width: number, height: number): Uint8Array {
  let bits = ''
  const put = (value: number, length: number) => {
    for (let i = 0; i < length; i += 1) bits += (value >> i) & 1
  }
  put(0x2f, 8)
  put(width - 1, 14)
  put(height - 1, 14)
  put(0, 1 + 3 + 1 + 1 + 1)
  // Green, red, blue, alpha, distance: a simple code, one symbol, eight bits long
  for (const symbol of [0x80, 0x80, 0x80, 0xff, 0]) {
    put(1, 1)
    put(0, 1)
    put(1, 1)
    put(symbol, 8)
  }
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt([...byte].reverse().join(''), 2))
}

export function riff(...chunks: Uint8Array[]): Uint8Array {
  const body = concat(latin('WEBP'), ...chunks)
  return concat(latin('RIFF'), u32le(body.length), body)
}

/** A grey lossless WebP; with `notes` an extended one whose header has `flags`. */
export function webp(width: number, height: number, { notes = [] as Uint8Array[], flags = 0, after = '' } = {}) {
  const picture = webpChunk('VP8L', webpPixels(width, height))
  if (notes.length === 0) return concat(riff(picture), latin(after))
  const u24le = (n: number) => u32le(n).slice(0, 3)
  const header = webpChunk('VP8X', [flags, 0, 0, 0, ...u24le(width - 1), ...u24le(height - 1)])
  return concat(riff(header, picture, ...notes), latin(after))
}

function crc(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) {
    c ^= byte
    for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  }
  return (c ^ 0xffffffff) >>> 0
}
