import type { AreaLevel } from '../contract/area'
import { action } from '../kernel/action'
import { areaNow, getArea, isInForce } from '../kernel/areas'
import { behind, fromStart, searchable } from '../kernel/names'
import { anyone } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { presentArea } from './present'
import { type Found, ranked } from './rules'

/** Names looked at for one text, of each kind of match; a longer text finds the rest. */
const mostLookedAt = 200

const namesFrom = (store: Store, prefix: string, level?: AreaLevel) => {
  const bounds = { from: prefix, to: behind(prefix), limit: mostLookedAt }
  return level
    ? store.range('areaNames', 'byLevelSuffix', { eq: [level], ...bounds })
    : store.range('areaNames', 'bySuffix', { eq: [], ...bounds })
}

/** Areas and buildings by any part of their name. */
export const search = action({
  name: 'area.search',
  policy: anyone,
  async run({ ports: { store }, now }, { text, level }) {
    const wanted = searchable(text)
    if (!wanted) return { areas: [] }
    const [opening, anywhere] = await Promise.all([
      namesFrom(store, fromStart(text), level),
      namesFrom(store, wanted, level),
    ])
    const found: Found[] = [
      ...opening.rows.map((row) => ({ ...row, match: matchFromStart(row.suffix, text) })),
      ...anywhere.rows.map((row) => ({ ...row, match: 'inside' as const })),
    ]
    const areas = await Promise.all(ranked(found).map(({ areaId }) => getArea(store, areaId)))
    const inForce = areas.flatMap((area) => (area && isInForce(area, now) ? [areaNow(store, area, now)] : []))
    return { areas: (await Promise.all(inForce)).map(presentArea) }
  },
})

const matchFromStart = (suffix: string, text: string): Found['match'] =>
  suffix === fromStart(text) ? 'exact' : 'prefix'
