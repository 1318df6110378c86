import { Bytes, brokenPhoto, checkSize, joined, latin } from './bytes'
import { readOrientation, writeOrientation } from './exif'

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const critical = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND'])
/** Colour, transparency, pixel shape and animation: how the picture looks, and nothing about who made it where. */
const harmless = new Set([
  ...['tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs', 'cICP', 'mDCV', 'cLLI'],
  ...['acTL', 'fcTL', 'fdAT'],
])
/** Bytes of the chunks of fixed length; a longer one would hide something. */
const lengths: Record<string, number> = { IHDR: 13, IEND: 0 }

export const isPng = (bytes: Bytes) => bytes.startsWith(signature)

/** Keeps the chunks that make the picture, each with a right checksum, and the orientation. */
export function stripPng(bytes: Bytes): Uint8Array {
  const kept: Uint8Array[] = []
  let orientation: Uint8Array | undefined
  let drawn = false
  let name = ''
  for (let at = signature.length; name !== 'IEND'; ) {
    const length = bytes.u32(at)
    const chunk = new Bytes(bytes.part(at, at + 12 + length))
    at += chunk.length
    const first = name === ''
    name = chunk.text(4, 8)
    if (first !== (name === 'IHDR') || (lengths[name] ?? length) !== length) throw brokenPhoto()
    if (first) checkSize(chunk.u32(8), chunk.u32(12))
    if (name === 'eXIf') orientation ??= writeOrientation(readOrientation(new Bytes(chunk.part(8, 8 + length))))
    if (name === 'IDAT') drawn = true
    if (critical.has(name) || harmless.has(name)) {
      if (chunk.u32(8 + length) !== crc32(chunk.part(4, 8 + length))) throw brokenPhoto()
      kept.push(chunk.all)
    } else if (isCritical(name)) throw brokenPhoto()
  }
  if (!drawn) throw brokenPhoto()
  const [header, ...rest] = kept
  return joined([Uint8Array.from(signature), header, ...(orientation ? [exifChunk(orientation)] : []), ...rest])
}

/** A capital first letter: who does not know the chunk cannot draw the picture (PNG 3rd edition, 5.4). */
const isCritical = (name: string) => /^[A-Z]/.test(name)

function exifChunk(tiff: Uint8Array): Uint8Array {
  const body = joined([latin('eXIf'), tiff])
  const chunk = new Uint8Array(body.length + 8)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, tiff.length)
  chunk.set(body, 4)
  view.setUint32(4 + body.length, crc32(body))
  return chunk
}

const crcTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

/** PNG's checksum (ISO 3309). Node's own `zlib.crc32` is younger than the cloud's Node 18. */
function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) c = crcTable[(c ^ byte) & 0xff] ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}
