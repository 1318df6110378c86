import { createHash } from 'node:crypto'
import type { AreaDoc } from '../../../cloudfunctions/kernel/collections'
import { searchable } from '../../../cloudfunctions/kernel/names'

/** Grid, building or courtyard, as made-up ids tell them apart. */
type Kind = 'g' | 'b' | 'y'

/** The same from import to import for the same name in the same community. */
const idFromName = (communityId: string, kind: Kind, key: string) =>
  `${communityId}-${kind}-${createHash('sha256').update(key).digest('hex').slice(0, 10)}`

/** The name of a grid, building or courtyard as it is compared: without the community's name before it, spaces and full width. */
export function keyOf(name: string, communityName: string): string {
  const [full, community] = [searchable(name), searchable(communityName)]
  return full.startsWith(community) && full.length > community.length ? full.slice(community.length) : full
}

/**
 * The id of a grid, building or courtyard of a community: its code where the files have one, else that of the area which is stored
 * under this name, else one made from the name.
 */
export function idOf(
  community: AreaDoc,
  kind: Kind,
  { name, code }: { name: string; code?: string },
  stored: ReadonlyMap<string, AreaDoc>,
): string {
  const key = keyOf(name, community.name)
  return code ?? stored.get(`${community.id}\n${key}`)?.id ?? idFromName(community.id, kind, key)
}

/** Areas of one level by community and name, as `idOf` looks them up; of two with one name that which is still there. */
export function byNameIn(
  areas: Iterable<AreaDoc>,
  level: 'grid' | 'building' | 'courtyard',
  nameOf: (id: string) => string,
) {
  const found = new Map<string, AreaDoc>()
  for (const area of areas) {
    if (area.level !== level) continue
    const communityId = area.path.communityId ?? ''
    const key = `${communityId}\n${keyOf(area.name, nameOf(communityId))}`
    if (!found.has(key) || found.get(key)?.until) found.set(key, area)
  }
  return found
}
