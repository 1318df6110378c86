/** SHA-256 (FIPS 180-4) of a text of ASCII characters, in hexadecimal: a phone in WeChat has no crypto of its own. */
export function sha256(text: string): string {
  const words = padded(text)
  const state = [...initial]
  for (let block = 0; block < words.length; block += 16) compress(state, words.slice(block, block + 16))
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function* primes() {
  for (let n = 2; ; n += 1) {
    let divisor = 2
    while (divisor * divisor <= n && n % divisor !== 0) divisor += 1
    if (divisor * divisor > n) yield n
  }
}

/** First 32 bits of the fractional part. */
const fraction = (x: number) => ((x - Math.floor(x)) * 2 ** 32) | 0

const constants: number[] = []
const initial: number[] = []
for (const prime of primes()) {
  if (constants.length === 64) break
  if (initial.length < 8) initial.push(fraction(prime ** (1 / 2)))
  constants.push(fraction(prime ** (1 / 3)))
}

/** The text as 32-bit words with the closing bit, zeros and its length in bits. */
function padded(text: string): number[] {
  const words: number[] = new Array((((text.length + 8) >> 6) + 1) * 16).fill(0)
  for (let i = 0; i < text.length; i += 1)
    words[i >> 2] = (words[i >> 2] ?? 0) | (text.charCodeAt(i) << (24 - 8 * (i % 4)))
  words[text.length >> 2] = (words[text.length >> 2] ?? 0) | (0x80 << (24 - 8 * (text.length % 4)))
  words[words.length - 1] = text.length * 8
  return words
}

const turn = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits))

function compress(state: number[], block: number[]): void {
  const w = [...block]
  for (let i = 16; i < 64; i += 1) {
    const [early, late] = [w[i - 15] as number, w[i - 2] as number]
    const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
    const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
    w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0
  }
  let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number]
  for (let i = 0; i < 64; i += 1) {
    const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
    const one = (h + s1 + ((e & f) ^ (~e & g)) + (constants[i] as number) + (w[i] as number)) | 0
    const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = ((state[i] as number) + word) | 0
}
