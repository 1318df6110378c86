import type { Bytes } from './bytes'

/** Which way up a photo was taken: 1 is upright, 2 to 8 are EXIF's turns and mirrors. */
export type Orientation = number

const upright = 1
const orientationTag = 0x0112
const shortType = 3

/**
 * The orientation that an EXIF block (a TIFF file) notes at its start. Anything odd about the block costs the turn,
 * not the photo: it then counts as upright.
 */
export function readOrientation(tiff: Bytes): Orientation {
  try {
    const little = tiff.text(0, 2) === 'II'
    const directory = tiff.u32(4, little)
    const entries = tiff.u16(directory, little)
    for (let i = 0; i < entries; i += 1) {
      const entry = directory + 2 + i * 12
      if (tiff.u16(entry, little) !== orientationTag) continue
      const value = tiff.u16(entry + 8, little)
      const sane = tiff.u16(entry + 2, little) === shortType && value >= 1 && value <= 8
      return sane ? value : upright
    }
  } catch {
    // Read past the end of the block
  }
  return upright
}

/** The shortest EXIF block: the orientation and nothing else. Undefined for an upright photo, which needs none. */
export function writeOrientation(orientation: Orientation): Uint8Array | undefined {
  if (orientation === upright) return undefined
  const littleEndianHeader = [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]
  const oneEntry = [1, 0]
  const entry = [orientationTag & 0xff, orientationTag >> 8, shortType, 0, 1, 0, 0, 0, orientation, 0, 0, 0]
  const noFurtherDirectory = [0, 0, 0, 0]
  return Uint8Array.from([...littleEndianHeader, ...oneEntry, ...entry, ...noFurtherDirectory])
}
