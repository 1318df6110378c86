import { Bytes, brokenPhoto, checkSize, joined, latin } from './bytes'

/** The file's chunks by name, from `from` to `to`. An odd one is padded with a zero. */
function* chunksOf(bytes: Bytes, from: number, to: number) {
  for (let at = from; at < to; ) {
    const length = bytes.u32(at + 4, true)
    if (at + 8 + length > to) throw brokenPhoto()
    yield { name: bytes.text(at, at + 4), data: new Bytes(bytes.part(at + 8, at + 8 + length)) }
    at += 8 + length + (length % 2)
  }
}

/** Bits of the VP8X header that speak of what is kept: colour profile, alpha, animation. */
const keptFlags = 0x20 | 0x10 | 0x02

export const isWebp = (bytes: Bytes) => bytes.startsWith([...latin('RIFF')]) && bytes.startsWith([...latin('WEBP')], 8)

/** Keeps pictures, alpha, animation and colour profile. Browsers do not turn a WebP by its EXIF, so none is kept. */
export function stripWebp(bytes: Bytes): Uint8Array {
  const end = 8 + bytes.u32(4, true)
  if (end > bytes.length) throw brokenPhoto()
  const kept: Uint8Array[] = []
  let canvas: Uint8Array | undefined
  let picture: Uint8Array | undefined
  for (const { name, data } of chunksOf(bytes, 12, end)) {
    if (name === 'VP8X') canvas ??= data.part(0, 10)
    else if (name === 'ICCP' || name === 'ANIM' || name === 'ALPH') kept.push(chunk(name, data.all))
    else if (name === 'ANMF' || isPicture(name)) {
      if (name === 'ANMF' && !canvas) throw brokenPhoto()
      const drawing = chunk(name, isPicture(name) ? checkedPicture(name, data) : stripFrame(data))
      picture ??= drawing
      kept.push(drawing)
    }
  }
  if (!picture) throw brokenPhoto()
  if (!canvas) return riff([picture])
  return riff([chunk('VP8X', extended(canvas)), ...kept])
}

/** The header of an extended file: flags, then the canvas in 24-bit width and height less one. */
function extended(canvas: Uint8Array): Uint8Array {
  const size = new Bytes(canvas)
  checkSize(size.u24le(4) + 1, size.u24le(7) + 1)
  const header = Uint8Array.from(canvas)
  header[0] &= keptFlags
  return header
}

const isPicture = (name: string) => name === 'VP8 ' || name === 'VP8L'

/** One frame of an animation: 16 bytes of header, then chunks of its own, of which any may be a note. */
function stripFrame(frame: Bytes): Uint8Array {
  const kept: Uint8Array[] = []
  for (const { name, data } of chunksOf(frame, 16, frame.length)) {
    if (isPicture(name)) kept.push(chunk(name, checkedPicture(name, data)))
    else if (name === 'ALPH') kept.push(chunk(name, data.all))
  }
  if (kept.length === 0) throw brokenPhoto()
  return joined([frame.part(0, 16), ...kept])
}

/** The picture, once its own header bears the right mark and a sound size. */
function checkedPicture(name: string, data: Bytes): Uint8Array {
  if (name === 'VP8L') {
    if (data.u8(0) !== 0x2f) throw brokenPhoto()
    const packed = data.u32(1, true)
    checkSize((packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1)
  } else {
    if (!data.startsWith([0x9d, 0x01, 0x2a], 3)) throw brokenPhoto()
    checkSize(data.u16(6, true) & 0x3fff, data.u16(8, true) & 0x3fff)
  }
  return data.all
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  return joined([latin(name), u32le(data.length), data, new Uint8Array(data.length % 2)])
}

function riff(chunks: Uint8Array[]): Uint8Array {
  const body = joined([latin('WEBP'), ...chunks])
  return joined([latin('RIFF'), u32le(body.length), body])
}

function u32le(value: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value, true)
  return bytes
}
