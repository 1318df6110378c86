import { invalid } from '../contract/errors'
import type { Key } from './ports'

/**
 * A position in a range: the last row's value in the index's last field, and its id. Opaque to clients, but made and
 * read here alone, so that lists merged from several ranges can continue each behind any row.
 */
export const encodeCursor = (value: Key, id: string) => Buffer.from(JSON.stringify([value, id])).toString('base64url')

/** @throws ActionError INVALID naming `cursor` when it is none of ours */
export function decodeCursor(cursor: string): [Key, string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [value, id] = parsed
      if ((typeof value === 'string' || typeof value === 'number') && typeof id === 'string') return [value, id]
    }
  } catch {
    // falls through to the one answer for every malformed cursor
  }
  throw invalid('cursor', '翻页位置不正确，请回到第一页')
}
