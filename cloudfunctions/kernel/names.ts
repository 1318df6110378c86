import type { AreaDoc, AreaNameDoc } from './collections'
import type { Fresh } from './ports'

/** Opens one entry of each name, so that names beginning with a text are found first; no search text contains it. */
const start = ' '

/** A name or a search text in the form they are compared in: no spaces, half-width, lower case. */
export const searchable = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s/g, '')

/** The key that every name beginning with the text begins with, and that a name equal to it is equal to. */
export const fromStart = (text: string) => start + searchable(text)

/** A key behind every key that begins with `prefix`: no name contains the last code point there is. */
export const behind = (prefix: string) => `${prefix}\u{10ffff}`

/** The search entries of an area's name: one from its start, one from each of its letters on. */
export function nameEntries({ id, level, name }: Pick<AreaDoc, 'id' | 'level' | 'name'>): Fresh<AreaNameDoc>[] {
  const letters = [...searchable(name)]
  const suffixes = letters.map((_, i) => letters.slice(i).join(''))
  return [fromStart(name), ...suffixes].map((suffix, i) => ({ id: `${id}:${i}`, suffix, level, areaId: id }))
}
