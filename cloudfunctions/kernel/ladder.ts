import type { Unit, UnitLevel } from '../contract/fields'
import type { AreaPath } from './collections'
import type { Reader } from './ports'

const rungs: [UnitLevel, keyof AreaPath][] = [
  ['grid', 'gridId'],
  ['community', 'communityId'],
  ['street', 'streetId'],
  ['district', 'districtId'],
  ['city', 'cityId'],
]

/** The units that answer for a place, from the lowest known one up to the city. */
export async function ladderOf(store: Reader, path: AreaPath): Promise<Unit[]> {
  const known = rungs.flatMap(([level, key]) => (path[key] ? [{ level, id: path[key] }] : []))
  return Promise.all(
    known.map(async ({ level, id }) => ({ level, id, name: (await store.get('areas', id))?.name ?? id })),
  )
}
