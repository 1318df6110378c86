import type { Electorate } from '../contract/deliberation'

/** Who may vote once in a poll, frozen when it opens. Pure: doors and people are given. */

/** SHA-256 of a text, in hex; given, because a phone and a server reckon it in different ways. */
export type Hash = (text: string) => string

/** One vote of a poll: a person's, a household's or an owner's. */
export interface RollEntry {
  key: string
  label: string
  /** Ids of its households. */
  units: string[]
  /** Exclusive area in 0.01 m², where the basis weighs by it. */
  area?: number
  /** Who might cast it. */
  people: string[]
  /** Of a person: by which the group knows them. */
  memberId?: string
}

/** A door of the place, and who has been confirmed to live behind it. */
export interface Door {
  householdId: string
  /** `和合大院1号楼 1-301` */
  label: string
  area?: number
  ownerId?: string
  people: { personId: string; owner: boolean }[]
}

/** A member who votes for themselves; `units` are the doors they live behind. */
export interface Voter {
  personId: string
  memberId: string
  label: string
  units: string[]
}

export interface RollSources {
  voters: readonly Voter[]
  doors: readonly Door[]
}

/** Whose vote a door's is: doors of one owner are one head (SPC interpretation of the Civil Code, art. 9). */
export const ownerKey = ({ householdId, ownerId }: Pick<Door, 'householdId' | 'ownerId'>) => ownerId ?? householdId

/** How many doors have no area on record; a vote that weighs by area cannot begin before each has one. */
export const doorsWithoutArea = (doors: readonly Door[]) => doors.filter(({ area }) => !area).length

/** The roll, by key. A person, a household, an owner is on it once, however often the sources name them. */
export function rollOf(electorate: Electorate, { voters, doors }: RollSources): RollEntry[] {
  const entries = electorate === 'members' ? voters.map(personEntry) : doors.map(doorEntry(electorate))
  const byKey = new Map<string, RollEntry>()
  for (const entry of entries) {
    const known = byKey.get(entry.key)
    byKey.set(entry.key, known ? joined(known, entry) : entry)
  }
  return [...byKey.values()].sort((one, other) => (one.key < other.key ? -1 : 1))
}

const personEntry = ({ personId, memberId, label, units }: Voter): RollEntry => ({
  key: personId,
  label,
  units: [...units],
  people: [personId],
  memberId,
})

const doorEntry = (electorate: Electorate) => (door: Door) => {
  const owners = electorate === 'owners'
  const people = owners ? door.people.filter(({ owner }) => owner) : door.people
  const entry: RollEntry = {
    key: owners ? ownerKey(door) : door.householdId,
    label: door.label,
    units: [door.householdId],
    people: people.map(({ personId }) => personId),
  }
  return owners ? { ...entry, area: door.area ?? 0 } : entry
}

const joined = (one: RollEntry, other: RollEntry): RollEntry => ({
  ...one,
  units: [...new Set([...one.units, ...other.units])],
  people: [...new Set([...one.people, ...other.people])],
  ...(one.area !== undefined && { area: one.area + (other.area ?? 0) }),
})

/** Heads and area of a roll. */
export function rollSums(entries: readonly RollEntry[]): { heads: number; area?: number } {
  const weighed = entries.some(({ area }) => area !== undefined)
  const area = entries.reduce((sum, entry) => sum + (entry.area ?? 0), 0)
  return { heads: entries.length, ...(weighed && { area }) }
}

/** What tells this roll from every other: the hash of its keys and areas, in the order of the keys. */
export const rollHash = (hash: Hash, entries: readonly RollEntry[]): string =>
  hash(
    entries
      .map(({ key, area = '' }) => `${key}|${area}`)
      .sort()
      .join('\n'),
  )

const doorText = ({ label, key }: RollEntry) => `${label.replace(/\d+/g, (digits) => digits.padStart(8, '0'))} ${key}`

/** Entries as one walks from door to door: `9-2` before `9-10`. */
export const inOrderOfDoors = (entries: readonly RollEntry[]): RollEntry[] =>
  entries
    .map((entry): [string, RollEntry] => [doorText(entry), entry])
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, entry]) => entry)

/** Whether an entry's label or one of its doors has what somebody typed to find it. */
export const matches = ({ label, units }: RollEntry, find: string) =>
  [label, ...units.map((id) => id.slice(id.indexOf(':') + 1))].some((text) => text.includes(find))

/** How many pages a roll is cut into: a vote reads one of them, of some forty entries. */
export const pagesFor = (roll: number) => Math.max(1, Math.ceil(roll / 40))

/** The page, from 0, that a key is on. FNV-1a over its UTF-16 units. */
export function rollPage(key: string, pages: number): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < key.length; i += 1) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  return (hash >>> 0) % pages
}

/** The roll in so many pages, each entry on the one that `rollPage` names. */
export function rollPages(entries: readonly RollEntry[], count: number): RollEntry[][] {
  const pages: RollEntry[][] = Array.from({ length: count }, () => [])
  for (const entry of entries) pages[rollPage(entry.key, count)].push(entry)
  return pages
}

const within = (least: number, n: number, most: number) => Math.min(Math.max(n, least), most)

/** How many boxes the ballots are spread over, so that many may vote at once. */
export const boxesFor = (roll: number) => within(4, Math.ceil(roll / 16), 1024)

/** How many counts the turnout is spread over. */
export const shardsFor = (roll: number) => within(1, Math.ceil(roll / 64), 32)
