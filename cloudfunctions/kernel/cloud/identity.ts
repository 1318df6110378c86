import type { Identity, Secrets } from '../ports'
import { openCloud } from './sdk'

/** A person's id is this long, so that it cannot be told from any other id by its length. */
const idLength = 24

/**
 * Who calls, as WeChat vouches for it; undefined when nobody does (a timer, a call from the console). The person's id
 * is a MAC of the openid: the same in every function, and nothing that leaves the house shows the openid.
 */
export function identify(secrets: Secrets): Identity | undefined {
  const { OPENID } = openCloud().getWXContext()
  if (!OPENID) return undefined
  // The SDK turns a context value of digits only into a number.
  const openid = String(OPENID)
  return { personId: `u${secrets.mac('person', openid).slice(0, idLength - 1)}`, openid }
}
