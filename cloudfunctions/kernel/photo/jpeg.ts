import { Bytes, brokenPhoto, checkSize, joined, latin } from './bytes'
import { readOrientation, writeOrientation } from './exif'

/** Marker codes of ITU-T T.81, table B.1. */
const marker = { app0: 0xe0, app1: 0xe1, app2: 0xe2, app14: 0xee, soi: 0xd8, eoi: 0xd9, sos: 0xda }
/** Huffman, restart interval, quantisation and line count: what a decoder needs besides frame and scans. */
const tables = new Set([0xc4, 0xdb, 0xdc, 0xdd])
/** Baseline, extended and progressive: the frames that browsers decode. */
const frames = new Set([0xc0, 0xc1, 0xc2])
/** A progressive photo has about ten; thousands are made to keep whoever opens it busy. */
const maxScans = 200

const jfif = latin('JFIF\0')
const exif = latin('Exif\0\0')
const icc = latin('ICC_PROFILE\0')
const adobe = latin('Adobe')

export const isJpeg = (bytes: Bytes) => bytes.startsWith([0xff, marker.soi, 0xff])

/** Keeps tables, frame, scans, JFIF header without its preview, colour profile, Adobe's colour transform, orientation. */
export function stripJpeg(bytes: Bytes): Uint8Array {
  const kept: Uint8Array[] = []
  let header: Uint8Array | undefined
  let orientation: Uint8Array | undefined
  let framed = false
  let scans = 0
  for (const { code, segment, scan } of segmentsOf(bytes)) {
    const opens = (name: Uint8Array) => segment.startsWith([...name], 4)
    if (code === marker.app0 && opens(jfif)) header ??= withoutPreview(segment)
    else if (code === marker.app1 && opens(exif)) {
      orientation ??= writeOrientation(readOrientation(new Bytes(segment.part(4 + exif.length, segment.length))))
    } else if (code === marker.app2 && opens(icc)) kept.push(segment.all)
    else if (code === marker.app14 && opens(adobe)) kept.push(segment.all)
    else if (tables.has(code)) kept.push(segment.all)
    else if (frames.has(code)) {
      checkSize(segment.u16(7), segment.u16(5))
      framed = true
      kept.push(segment.all)
    } else if (scan) {
      scans += 1
      if (scans > maxScans) throw brokenPhoto()
      kept.push(segment.all, scan)
    }
  }
  if (!framed || scans === 0) throw brokenPhoto()
  return joined([
    Uint8Array.of(0xff, marker.soi),
    ...(header ? [header] : []),
    ...(orientation ? [exifSegment(orientation)] : []),
    ...kept,
    Uint8Array.of(0xff, marker.eoi),
  ])
}

/** Every segment up to the end of the image, from its marker on; with the coded data behind it when it opens a scan. */
function* segmentsOf(bytes: Bytes) {
  for (let at = markerAfter(bytes, 2); bytes.u8(at + 1) !== marker.eoi; at = markerAfter(bytes, at)) {
    const code = bytes.u8(at + 1)
    if (isBare(code)) {
      at += 2
      continue
    }
    const length = bytes.u16(at + 2)
    if (length < 2) throw brokenPhoto()
    const end = at + 2 + length
    const segment = new Bytes(bytes.part(at, end))
    at = code === marker.sos ? endOfScan(bytes, end) : end
    yield { code, segment, scan: code === marker.sos ? bytes.part(end, at) : undefined }
  }
}

/** Where the next marker starts. Decoders skip stray bytes before one, so that they are no reason to refuse a photo. */
function markerAfter(bytes: Bytes, from: number): number {
  for (let at = from; ; at += 1) {
    at = bytes.all.indexOf(0xff, at)
    if (at < 0) throw brokenPhoto()
    const code = bytes.u8(at + 1)
    if (code !== 0x00 && code !== 0xff) return at
  }
}

/** Markers without a segment: restarts outside a scan, a second start, and TEM. */
const isBare = (code: number) => (code >= 0xd0 && code <= marker.soi) || code === 0x01

/** Where the marker starts that ends the coded data from `from` on; stuffed zeros and restarts belong to the data. */
function endOfScan(bytes: Bytes, from: number): number {
  for (let at = markerAfter(bytes, from); ; at = markerAfter(bytes, at + 2)) {
    const code = bytes.u8(at + 1)
    if (code < 0xd0 || code > 0xd7) return at
  }
}

/** The fixed part of a JFIF header; a preview would follow it. */
function withoutPreview(segment: Bytes): Uint8Array {
  const fixed = 18
  const header = Uint8Array.from(segment.part(0, fixed))
  header.set([0, fixed - 2], 2)
  header.set([0, 0], fixed - 2)
  return header
}

function exifSegment(tiff: Uint8Array): Uint8Array {
  const length = 2 + exif.length + tiff.length
  return joined([Uint8Array.of(0xff, marker.app1, length >> 8, length & 0xff), exif, tiff])
}
