import { invalid } from '../../contract/errors'

export const brokenPhoto = () => invalid('photos', '这张照片不完整或已损坏，请重新选择')

/** Pixels that a phone of today still opens; a small file can claim far more and would take down whoever views it. */
const maxPixels = 128_000_000

/** Refuses a picture of no size, or of more pixels than a phone opens. */
export function checkSize(width: number, height: number) {
  if (width < 1 || height < 1) throw brokenPhoto()
  if (width * height > maxPixels) throw invalid('photos', '这张照片的尺寸太大，请缩小后再上传')
}

/** Bytes that a stranger sent: every read is checked, and one past the end means a broken photo. */
export class Bytes {
  readonly length: number
  private readonly view: DataView

  constructor(readonly all: Uint8Array) {
    this.length = all.length
    this.view = new DataView(all.buffer, all.byteOffset, all.length)
  }

  u8(at: number): number {
    return this.view.getUint8(this.room(at, 1))
  }
  u16(at: number, littleEndian = false): number {
    return this.view.getUint16(this.room(at, 2), littleEndian)
  }
  u24le(at: number): number {
    return this.u16(at, true) + this.u8(at + 2) * 0x10000
  }
  u32(at: number, littleEndian = false): number {
    return this.view.getUint32(this.room(at, 4), littleEndian)
  }

  /** Bytes `from` up to, not including, `to`; shares their memory. */
  part(from: number, to: number): Uint8Array {
    return this.all.subarray(this.room(from, to - from), to)
  }

  /** The bytes as Latin letters; for the four-letter names of chunks. */
  text(from: number, to: number): string {
    return String.fromCharCode(...this.part(from, to))
  }

  startsWith(signature: readonly number[], at = 0): boolean {
    return at + signature.length <= this.length && signature.every((byte, i) => this.all[at + i] === byte)
  }

  private room(at: number, length: number): number {
    if (length < 0 || at < 0 || at + length > this.length) throw brokenPhoto()
    return at
  }
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Letters as bytes, one each. */
export const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
