import { exifWithGps, jpeg, jpegSegment } from '../../cloudfunctions/kernel/photo/samples'

/** What a phone and its owner leave in a photo besides the picture; each must be nowhere once the photo is taken in. */
export const traces = [
  'SecretPhone',
  'Exif\0',
  'ICC_PROFILE',
  'http://ns.adobe.com/xap',
  'behind the end of the picture',
]

const text = (words: string) => Buffer.from(words, 'latin1')

/** A photo as a phone takes it: place, camera, the owner's name, the camera's serial number. */
export function photoOf(owner: string, serial: string): Uint8Array {
  return jpeg(24, 16, {
    notes: [
      jpegSegment(0xe1, [...text('Exif\0\0'), ...exifWithGps(6)]),
      jpegSegment(0xe1, [
        ...text(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>${owner}</dc:creator>`),
        ...text(`<aux:SerialNumber>${serial}</aux:SerialNumber></x:xmpmeta>`),
      ]),
      jpegSegment(0xed, [...text(`Photoshop 3.0\0Artist=${owner};Serial=${serial}`)]),
      jpegSegment(0xfe, [...text(`taken by ${owner} with ${serial}`)]),
    ],
    after: 'behind the end of the picture',
  })
}
