import { invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { Bytes } from './photo/bytes'
import { isJpeg, stripJpeg } from './photo/jpeg'
import { isPng, stripPng } from './photo/png'
import { isWebp, stripWebp } from './photo/webp'

/** A photo without its notes: what is kept of an upload. */
export interface CleanPhoto {
  mime: 'image/jpeg' | 'image/png' | 'image/webp'
  bytes: Uint8Array
}

const megabytes = limits.photoBytes / 1024 / 1024

/**
 * Takes everything out of a photo that is not the picture: position, time, camera, owner, comments, previews, and
 * whatever hides behind its end. The pixels stay as they are; so do colour profile, animation and which side is up.
 * What it is follows from its content, never from a name.
 * @throws ActionError INVALID naming `photos` when it is no jpeg, png or webp, over `limits.photoBytes`, of too many
 * pixels for a phone to open, cut short or broken
 */
export function stripPhoto(bytes: Uint8Array): CleanPhoto {
  if (bytes.length > limits.photoBytes) throw invalid('photos', `照片不能超过 ${megabytes} MB`)
  const source = new Bytes(bytes)
  if (isJpeg(source)) return { mime: 'image/jpeg', bytes: stripJpeg(source) }
  if (isPng(source)) return { mime: 'image/png', bytes: stripPng(source) }
  if (isWebp(source)) return { mime: 'image/webp', bytes: stripWebp(source) }
  throw invalid('photos', '照片只能是 JPG、PNG 或 WebP 格式')
}
