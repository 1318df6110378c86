import type { AreaDoc } from '../../../cloudfunctions/kernel/collections'
import { searchable } from '../../../cloudfunctions/kernel/names'
import type { CommunityName } from '../files/directory'

/** What a name or code in the files stands for, or the sentence that says why it stands for nothing. */
export type Match = { community: AreaDoc } | { problem: string }

/** Names that a sentence suggests at most. */
const suggestions = 5

/** Finds communities by what the files call them: with or without 社区, 街道 and the like, spaces and full width aside. */
export function gazetteer(areas: Iterable<AreaDoc>): (name: CommunityName) => Match {
  const all = [...areas]
  const communities = all.filter(({ level }) => level === 'community')
  const byId = new Map(all.map((area) => [area.id, area]))
  const byName = groupBy(communities, ({ name }) => plain(name))
  const streets = groupBy(
    all.filter(({ level }) => level === 'street'),
    ({ name }) => plain(name),
  )

  function match({ district, street, community, communityCode }: CommunityName): Match {
    if (communityCode) {
      const coded = byId.get(communityCode)
      return coded?.level === 'community' ? { community: coded } : { problem: `没有编码为「${communityCode}」的社区` }
    }
    if (!community) return { problem: '没有写社区' }
    const inDistrict = (area: AreaDoc) =>
      !district || plain(byId.get(area.path.districtId)?.name ?? '') === plain(district)
    const within = street ? (streets.get(plain(street)) ?? []).filter(inDistrict) : undefined
    if (within?.length === 0)
      return { problem: `没有找到街道「${street}」${suggest(street ?? '', [...streets.values()].flat())}` }
    const inStreet = (area: AreaDoc) => !within || within.some(({ id }) => id === area.path.streetId)
    const found = (byName.get(plain(community)) ?? []).filter((area) => inDistrict(area) && inStreet(area))
    if (found.length === 1) return { community: found[0] }
    if (found.length > 1)
      return { problem: `有 ${found.length} 个社区叫「${community}」，请写明区和街道，或填社区编码` }
    return {
      problem: `${street ? `「${street}」里` : ''}没有找到社区「${community}」${suggest(community, communities.filter(inStreet))}`,
    }
  }

  const known = new Map<string, Match>()
  return (name) => {
    const key = [name.district, name.street, name.community, name.communityCode].join('\n')
    const matched = known.get(key) ?? match(name)
    known.set(key, matched)
    return matched
  }
}

/** A name without what people leave out: `中兴` for 中兴社区居委会, `老虎滩` for 老虎滩街道. */
const plain = (name: string) => {
  const full = searchable(name)
  const short = full.replace(/(社区居民委员会|社区居委会|村民委员会|村委会|社区|街道办事处|街道)$/, '')
  return short || full
}

/** `。您是不是要写：中兴社区、中山社区`: names that share letters with the one written, those with most first. */
function suggest(written: string, areas: readonly AreaDoc[]): string {
  const letters = new Set(plain(written))
  const near = areas
    .map(({ name }) => ({ name, shared: [...new Set(plain(name))].filter((letter) => letters.has(letter)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared || a.name.length - b.name.length)
  const names = [...new Set(near.map(({ name }) => name))].slice(0, suggestions)
  return names.length > 0 ? `。是不是要写：${names.join('、')}` : ''
}

export function groupBy<T>(all: Iterable<T>, keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const there = groups.get(key)
    if (there) there.push(one)
    else groups.set(key, [one])
  }
  return groups
}
