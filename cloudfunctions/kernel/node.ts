import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { ActionError } from '../contract/errors'
import type { Clock, Random, Secrets } from './ports'

/** The ports that Node itself can serve; the cloud and the local set share them. */

export const systemClock = (): Clock => ({ now: () => new Date().toISOString() })

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyz'
const idLength = 24
/** Bytes from here on would favour the first letters of the alphabet. */
const fair = 256 - (256 % alphabet.length)

export const cryptoRandom = (): Random => ({
  bytes: (n) => randomBytes(n),
  id() {
    let id = ''
    while (id.length < idLength) {
      for (const byte of randomBytes(idLength - id.length)) if (byte < fair) id += alphabet[byte % alphabet.length]
    }
    return id
  },
})

/** SHA-256 of a text, in hex. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const secretLength = 32
const cipher = 'aes-256-gcm'
const nonceLength = 12
const tagLength = 16
/** Texts are filled up to a multiple of so many bytes: how long a ballot is must not tell what is on it. */
const blockLength = 256

/**
 * MACs and seals under the city's secret, which needs at least 32 characters.
 * @throws ActionError UNAVAILABLE at the first use, not before, when the secret is missing or shorter
 */
export function hmacSecrets(secret: string | undefined): Secrets {
  function hmac(text: string) {
    if (!secret || secret.length < secretLength) {
      console.error(`[fault] the city's secret (HEHE_SECRET) must have at least ${secretLength} characters`)
      throw new ActionError('UNAVAILABLE', '系统还没有设置好，请联系管理员')
    }
    return createHmac('sha256', secret).update(text)
  }
  // A box is opened ballot by ballot: the key of one purpose serves them all
  let last: { purpose: string; key: Buffer } | undefined
  function keyOf(purpose: string) {
    if (last?.purpose !== purpose) last = { purpose, key: hmac(`seal\0${purpose}`).digest() }
    return last.key
  }

  return {
    // Neither part can run into the other: a purpose is a word of the code and holds no NUL.
    mac: (purpose, text) => hmac(`${purpose}\0${text}`).digest('hex'),

    seal(purpose, text) {
      const nonce = randomBytes(nonceLength)
      const sealing = createCipheriv(cipher, keyOf(purpose), nonce)
      const parts = [nonce, sealing.update(filledUp(text)), sealing.final(), sealing.getAuthTag()]
      return Buffer.concat(parts).toString('base64')
    },

    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, 'base64')
      if (bytes.length < nonceLength + tagLength) return undefined
      const opening = createDecipheriv(cipher, keyOf(purpose), bytes.subarray(0, nonceLength))
      opening.setAuthTag(bytes.subarray(-tagLength))
      try {
        const filled = Buffer.concat([opening.update(bytes.subarray(nonceLength, -tagLength)), opening.final()])
        return filled.subarray(0, filled.lastIndexOf(endOfText)).toString()
      } catch {
        // The one way in which the tag of a changed text, or of another purpose's, shows
        return undefined
      }
    },
  }
}

/** Stands behind the text, before the zeros; no byte of UTF-8 has this value. */
const endOfText = 0xff

/** The text, its end and zeros, up to the next multiple of the block. */
function filledUp(text: string): Buffer {
  const bytes = Buffer.from(text)
  const filled = Buffer.alloc(Math.ceil((bytes.length + 1) / blockLength) * blockLength)
  bytes.copy(filled)
  filled[bytes.length] = endOfText
  return filled
}
