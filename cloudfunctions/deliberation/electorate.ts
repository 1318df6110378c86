import type { Electorate } from '../contract/deliberation'
import type { Context } from '../kernel/action'
import type { AreaDoc, CollectionName, Documents, HouseholdDoc, IndexOf, MembershipDoc } from '../kernel/collections'
import type { PollDoc, RollEntry } from '../kernel/collections.deliberation'
import type { Key, Reader, Store } from '../kernel/ports'
import { buildingsIn, type Group, liesIn, type Seat, seatsOf, type Within } from './group'
import { forNumbers } from './numbers'
import { type Door, ownerKey, rollPage, type Voter } from './roll.rules'

/** Rows read in one go. */
const chunk = 1000

/** Every row of an index with these leading values. */
export async function* rowsOf<C extends CollectionName>(
  store: Store,
  collection: C,
  index: IndexOf<C>,
  eq: readonly Key[],
): AsyncGenerator<Documents[C]> {
  let after: string | undefined
  do {
    const page = await store.range(collection, index, { eq, limit: chunk, after })
    yield* page.rows
    after = page.next
  } while (after)
}

async function allOf<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** Who votes in a poll of this group: its members, or the doors of its buildings with whoever lives behind them. */
export async function rollSources(within: Within, group: Group, electorate: Electorate) {
  if (electorate !== 'members') return { voters: [], doors: await doorsIn(within, group) }
  const voters: Voter[] = []
  for await (const seat of seatsOf(within, group)) voters.push(voterOf(seat))
  return { voters, doors: [] }
}

const voterOf = ({ personId, memberId, name, home }: Seat): Voter => ({
  personId,
  memberId,
  label: home?.label ?? name,
  units: home ? [home.householdId] : [],
})

async function doorsIn(within: Within, group: Group): Promise<Door[]> {
  const doors: Door[] = []
  for (const building of await buildingsIn(within, group)) doors.push(...(await doorsOf(within.ports.store, building)))
  return doors
}

async function doorsOf(store: Store, building: AreaDoc): Promise<Door[]> {
  const [households, homes] = await Promise.all([
    allOf(rowsOf(store, 'households', 'byBuilding', [building.id])),
    allOf(rowsOf(store, 'memberships', 'byLiving', [building.id])),
  ])
  const behind = new Map<string, Door['people']>()
  for (const { unit, personId, relation } of homes)
    behind.set(unit, [...(behind.get(unit) ?? []), { personId, owner: relation === 'owner' }])
  return households.map((household) => doorOf(household, building.name, behind.get(household.unit) ?? []))
}

const doorOf = ({ id, unit, area, ownerId }: HouseholdDoc, building: string, people: Door['people']): Door => ({
  householdId: id,
  label: `${building} ${unit}`,
  people,
  ...(area !== undefined && { area }),
  ...(ownerId !== undefined && { ownerId }),
})

/** A vote that the caller might have: its key on the roll, and how it is called before there is a roll. */
export interface OwnKey {
  key: string
  label: string
  units: string[]
}

/** Votes of the caller's own, by where they live now; which of them count, the frozen roll says once there is one. */
export async function ownKeys(context: Context, { electorate, groupId, roll }: PollDoc): Promise<OwnKey[]> {
  const { store } = context.ports
  const personId = context.caller.person?.id
  if (personId === undefined) return []
  if (electorate === 'members') return [{ key: personId, label: '本人', units: [] }]
  const homes = await allOf(rowsOf(store, 'memberships', 'byPerson', [personId]))
  const lived = homes.filter((home) => home.livesIn && (electorate !== 'owners' || home.relation === 'owner'))
  const keys = new Map<string, OwnKey>()
  for (const home of lived) {
    if (!roll && !(await liesIn(context, home.buildingId, groupId))) continue
    const household = await householdOf(store, home)
    if (!household) continue
    const key = electorate === 'owners' ? ownerKey({ ...household, householdId: household.id }) : household.id
    const known = keys.get(key) ?? { key, label: `${home.buildingName} ${home.unit}`, units: [] }
    keys.set(key, { ...known, units: [...known.units, household.id] })
  }
  return [...keys.values()]
}

const householdOf = (store: Store, { buildingId, unit }: MembershipDoc) =>
  store.get('households', `${buildingId}:${unit}`)

/** Every entry of the frozen roll. */
export async function rollEntries(store: Store, { id, roll }: PollDoc): Promise<RollEntry[]> {
  const pages = await forNumbers(roll?.pages ?? 0, (n) => store.get('rolls', `${id}:${n}`))
  return pages.flatMap((page) => page?.entries ?? [])
}

/** What the frozen roll says of a key; undefined when it is not on it, or there is no roll yet. */
export async function entryOf(reader: Reader, { id, roll }: PollDoc, key: string): Promise<RollEntry | undefined> {
  if (!roll) return undefined
  const page = await reader.get('rolls', `${id}:${rollPage(key, roll.pages)}`)
  return page?.entries.find((entry) => entry.key === key)
}

/** `1号楼 1-101 等 15 套` */
export const entryLabel = ({ label, units }: Pick<RollEntry, 'label' | 'units'>) =>
  units.length > 1 ? `${label} 等 ${units.length} 套` : label
