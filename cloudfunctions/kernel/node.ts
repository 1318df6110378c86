import { createHmac, randomBytes } from 'node:crypto'
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

const secretLength = 32

/**
 * MACs under the city's secret, which needs at least 32 characters.
 * @throws ActionError UNAVAILABLE at the first use, not before, when the secret is missing or shorter
 */
export const hmacSecrets = (secret: string | undefined): Secrets => ({
  mac(purpose, text) {
    if (!secret || secret.length < secretLength) {
      console.error(`[fault] the city's secret (HEHE_SECRET) must have at least ${secretLength} characters`)
      throw new ActionError('UNAVAILABLE', '系统还没有设置好，请联系管理员')
    }
    // Neither part can run into the other: a purpose is a word of the code and holds no NUL.
    return createHmac('sha256', secret).update(`${purpose}\0${text}`).digest('hex')
  },
})
