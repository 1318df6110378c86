import fc from 'fast-check'
import { type Browser, chromium } from 'playwright-core'
import { ActionError } from '../contract/errors'
import { limits } from '../contract/limits'
import { stripPhoto } from './photo'
import { latin } from './photo/bytes'
import { exifWithGps, jpeg, jpegSegment, png, pngChunk, riff, webp, webpChunk, webpPixels } from './photo/samples'

const holds = (bytes: Uint8Array, text: string) => Buffer.from(bytes).includes(Buffer.from(text, 'latin1'))
const refusal = (bytes: Uint8Array) => {
  try {
    stripPhoto(bytes)
  } catch (error) {
    return error
  }
  return undefined
}
const refused = (sentence: RegExp) =>
  expect.objectContaining({ code: 'INVALID', fields: { photos: expect.stringMatching(sentence) } })

const letters = [...latin('secret note')]
const xmp = '<x:xmpmeta>SecretOwner</x:xmpmeta>'
const exifApp1 = (orientation: number) => jpegSegment(0xe1, [...latin('Exif\0\0'), ...exifWithGps(orientation)])
const icc = [...latin('ICC_PROFILE\0'), 1, 1, ...latin('colour profile')]

const noted = {
  jpeg: (orientation: number, width = 20, height = 12) =>
    jpeg(width, height, {
      preview: 3,
      notes: [
        exifApp1(orientation),
        jpegSegment(0xe1, [...latin('http://ns.adobe.com/xap/1.0/\0'), ...latin(xmp)]),
        jpegSegment(0xe2, icc),
        jpegSegment(0xe2, [...latin('MPF\0'), ...letters]),
        jpegSegment(0xed, [...latin('Photoshop 3.0\0'), ...letters]),
        jpegSegment(0xee, [...latin('Adobe'), 0, 100, 0, 0, 0, 0, 0]),
        jpegSegment(0xfe, letters),
      ],
      after: 'secret second picture',
    }),
  png: (orientation: number, width = 20, height = 12) =>
    png(width, height, {
      notes: [
        pngChunk('gAMA', [0, 0, 0xb1, 0x8f]),
        pngChunk('tEXt', letters),
        pngChunk('iTXt', latin(xmp)),
        pngChunk('zTXt', letters),
        pngChunk('tIME', [7, 0xea, 11, 23, 1, 2, 3]),
        pngChunk('prVt', letters),
        pngChunk('eXIf', exifWithGps(orientation)),
      ],
      after: 'secret tail',
    }),
  webp: (orientation: number, width = 20, height = 12) =>
    webp(width, height, {
      flags: 0x0c,
      notes: [webpChunk('EXIF', exifWithGps(orientation)), webpChunk('XMP ', latin(xmp)), webpChunk('NOTE', letters)],
      after: 'secret tail',
    }),
}
const kinds = Object.keys(noted) as (keyof typeof noted)[]

describe.each(kinds)('a %s with position, camera, owner and comments', (kind) => {
  test('keeps nothing of them', () => {
    const source = noted[kind](6)
    expect(holds(source, 'Secret')).toBe(true)
    const { mime, bytes } = stripPhoto(source)
    expect(mime).toBe(`image/${kind}`)
    for (const trace of ['Secret', 'secret', 'xmp', 'MPF', 'Photoshop', 'tIME', 'prVt', 'NOTE', '\x88\x25']) {
      expect([trace, holds(bytes, trace)]).toEqual([trace, false])
    }
  })

  test('keeps no notes at all, when upright', () => {
    expect(Buffer.from(stripPhoto(noted[kind](1)).bytes).toString('latin1')).not.toMatch(/exif/i)
  })

  test('comes out the same when stripped once more', () => {
    const once = stripPhoto(noted[kind](6)).bytes
    expect(Buffer.from(stripPhoto(once).bytes)).toEqual(Buffer.from(once))
  })

  test('is refused when cut short anywhere', () => {
    const whole = stripPhoto(noted[kind](6)).bytes
    for (let length = 3; length < whole.length; length += 1) {
      expect([length, refusal(whole.subarray(0, length))]).toEqual([length, refused(/不完整|只能是/)])
    }
  })

  test('never crashes or hangs the server, whatever is changed in it', () => {
    const source = noted[kind](6)
    const change = fc.record({ at: fc.nat(source.length - 1), to: fc.nat(255) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(source.length), (changes, cut) => {
        const hostile = Uint8Array.from(source)
        for (const { at, to } of changes) hostile[at] = to
        for (const bytes of [hostile, hostile.subarray(0, cut)]) {
          const error = refusal(bytes)
          if (error === undefined) expect(stripPhoto(bytes).bytes.length).toBeLessThanOrEqual(bytes.length + 64)
          else expect(error).toBeInstanceOf(ActionError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})

test('a colour profile and the colour transform of a jpeg stay, its preview goes', () => {
  const { bytes } = stripPhoto(noted.jpeg(1))
  expect(holds(bytes, 'ICC_PROFILE')).toBe(true)
  expect(holds(bytes, 'Adobe')).toBe(true)
  expect(holds(noted.jpeg(1), '\x07\x07\x07\x07\x07\x07\x07\x07\x07')).toBe(true)
  expect(holds(bytes, '\x07\x07\x07')).toBe(false)
})

test('the notes inside the frames of an animated webp go too', () => {
  const frame = [...Array(16).fill(0), ...webpChunk('VP8L', webpPixels(1, 1)), ...webpChunk('XMP ', latin(xmp))]
  const header = webpChunk('VP8X', [0x02 | 0x04, ...Array(9).fill(0)])
  const source = riff(header, webpChunk('ANIM', Array(6).fill(0)), webpChunk('ANMF', frame))
  const { bytes } = stripPhoto(source)
  expect(holds(source, 'SecretOwner')).toBe(true)
  expect(holds(bytes, 'SecretOwner')).toBe(false)
  expect(holds(bytes, 'ANMF')).toBe(true)
  expect(bytes[20]).toBe(0x02)
})

test('a file is what it holds, not what it is called', () => {
  const others = {
    'an iPhone heic': [0, 0, 0, 24, ...latin('ftypheic')],
    'a gif': latin('GIF89a'),
    'a web page': latin('<!doctype html><script>alert(1)</script>'),
    'an svg': latin('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    nothing: [],
  }
  for (const [what, bytes] of Object.entries(others)) {
    expect([what, refusal(Uint8Array.from(bytes))]).toEqual([what, refused(/只能是 JPG、PNG 或 WebP/)])
  }
})

test('a file over the limit is refused before it is looked into', () => {
  expect(refusal(new Uint8Array(limits.photoBytes + 1))).toEqual(refused(/不能超过 10 MB/))
})

test('a small file that unfolds to more pixels than a phone can open is refused', () => {
  expect(refusal(jpeg(65_500, 8))).toBeUndefined()
  const huge = [pngChunk('IHDR', [0, 1, 0, 0, 0, 1, 0, 0, 8, 0, 0, 0, 0]), pngChunk('IDAT', []), pngChunk('IEND', [])]
  const bomb = Uint8Array.from([...png(1, 1).subarray(0, 8), ...huge.flatMap((chunk) => [...chunk])])
  expect(refusal(bomb)).toEqual(refused(/尺寸太大/))
})

test('a jpeg of more passes than any camera makes is refused', () => {
  const whole = [...jpeg(8, 8)]
  const pass = whole.slice(-13, -2)
  const passes = (count: number) =>
    Uint8Array.from([...whole.slice(0, -2), ...Array(count).fill(pass).flat(), 0xff, 0xd9])
  expect(pass.slice(0, 2)).toEqual([0xff, 0xda])
  expect(refusal(passes(20))).toBeUndefined()
  expect(refusal(passes(300))).toEqual(refused(/不完整/))
})

test('a png whose pixels do not match their checksum is refused', () => {
  const bytes = png(20, 12)
  bytes[bytes.length - 20] ^= 1
  expect(refusal(bytes)).toEqual(refused(/不完整/))
})

test('ten megabytes of bytes made to keep a parser busy are answered', () => {
  const size = limits.photoBytes
  const patterns = [
    [0xff, 0x00],
    [0xff, 0xff],
    [0xff, 0xd0],
    [0xff, 0xfe, 0x00, 0x02],
    [0xff, 0xda, 0x00, 0x02],
  ]
  for (const pattern of patterns) {
    const bytes = Buffer.alloc(size, Uint8Array.from(pattern))
    bytes.set([0xff, 0xd8, 0xff, 0xfe, 0, 2])
    expect([pattern, refusal(bytes)]).toEqual([pattern, refused(/不完整/)])
  }
})

test('random bytes behind a right beginning are answered with a typed error or a photo', () => {
  const beginnings = [[0xff, 0xd8, 0xff], [...png(1, 1).subarray(0, 16)], [...webp(1, 1).subarray(0, 16)], []]
  fc.assert(
    fc.property(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 400 }), (beginning, rest) => {
      const error = refusal(Uint8Array.from([...beginning, ...rest]))
      if (error !== undefined) expect(error).toBeInstanceOf(ActionError)
    }),
    { numRuns: 3000 },
  )
})

describe('in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
  })

  /** Width and height of the decoded picture, as a page lays it out. */
  const decoded = async (mime: string, bytes: Uint8Array) => {
    const page = await browser.newPage()
    const url = `data:${mime};base64,${Buffer.from(bytes).toString('base64')}`
    const size = await page.evaluate(async (src) => {
      const image = new Image()
      image.src = src
      await image.decode()
      document.body.append(image)
      return [image.naturalWidth, image.naturalHeight]
    }, url)
    await page.close()
    return size
  }

  test.each(kinds)(
    'a stripped %s opens, as large and as turned as it was',
    async (kind) => {
      for (const orientation of [1, 6]) {
        const source = noted[kind](orientation, 33, 21)
        const { mime, bytes } = stripPhoto(source)
        const before = await decoded(mime, source)
        expect([...before].sort()).toEqual([21, 33])
        expect([orientation, await decoded(mime, bytes)]).toEqual([orientation, before])
      }
      const plain = { jpeg, png, webp }[kind](33, 21)
      expect(await decoded(`image/${kind}`, stripPhoto(plain).bytes)).toEqual([33, 21])
    },
    60_000,
  )
})
