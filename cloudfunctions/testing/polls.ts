import type { Request } from '../contract'
import type { BallotFile, Choice } from '../contract/deliberation'
import type { HouseholdDoc } from '../kernel/collections'
import type { Fresh } from '../kernel/ports'
import { plusHours } from '../kernel/time'
import { start, type World } from './world'

/** The two who count, by the roles they count in. */
export const counterIds = ['gridWorker:c1-g1', 'communityStaff:c1']
export const countersBy = { enters: 'gridWorker@c1-g1', confirms: 'communityStaff@c1' }
export const captain = 'captain@b1'

export interface Home extends Partial<Pick<HouseholdDoc, 'area' | 'ownerId'>> {
  personId: string
  unit: string
  relation?: 'owner' | 'tenant'
}

/** Lets people live in building b1, each confirmed behind a door of its own or one they share. */
export async function moveIn({ store }: World, homes: readonly Home[], buildingId = 'b1') {
  for (const { personId, unit, relation = 'owner', area, ownerId } of homes) {
    const household: Fresh<HouseholdDoc> = {
      id: `${buildingId}:${unit}`,
      buildingId,
      unit,
      ...(area !== undefined && { area, areaSource: 'registry' }),
      ...(ownerId !== undefined && { ownerId }),
    }
    await store.rewrite({ households: { put: [household], remove: [] } })
    const membershipId = `home-${personId}`
    await store.insert('people', {
      id: personId,
      openid: `openid-${personId}`,
      name: personId,
      allowance: {},
      homeMembershipId: membershipId,
    })
    await store.insert('memberships', {
      id: membershipId,
      personId,
      personName: personId,
      buildingId,
      buildingName: '和合大院1号楼',
      gridId: 'c1-g1',
      communityId: 'c1',
      unit,
      relation,
      state: 'confirmed',
      at: start,
      livesIn: buildingId,
    })
  }
}

/** `count` residents of building b1, `p00` and so on, each behind their own door. */
export const residents = (count: number, area?: number): Home[] =>
  Array.from({ length: count }, (_, i) => ({
    personId: `p${String(i).padStart(2, '0')}`,
    unit: `9-${i + 1}`,
    ...(area !== undefined && { area }),
  }))

export const single = (option: string): Choice => ({ method: 'single', option })

/** A topic of building b1 that its captain proposed. */
export const proposed = async (world: World) =>
  (
    await world.call(captain, 'deliberation.propose', {
      groupId: 'b1',
      kind: 'parking',
      title: '楼前要不要划停车位',
      body: '大家看看怎么停',
    })
  ).topicId

/** Opens a poll on a new topic, as the captain; three options, two days, unless told. */
export async function opened(world: World, over: Partial<Request<'deliberation.openPoll'>> = {}) {
  const topicId = over.topicId ?? (await proposed(world))
  const now = world.clock.now()
  const { pollId } = await world.call(captain, 'deliberation.openPoll', {
    topicId,
    question: '楼前的空地怎么用',
    options: ['划停车位', '种树', '都不要'],
    method: 'single',
    basis: 'consultative',
    closesAt: plusHours(now, 48),
    ...over,
  })
  return { topicId, pollId }
}

/** An owners' poll on ordinary matters whose notice is over. */
export async function openedOwners(world: World, over: Partial<Request<'deliberation.openPoll'>> = {}) {
  const made = await opened(world, {
    basis: 'ownersOrdinary',
    options: ['同意', '不同意'],
    closesAt: plusHours(world.clock.now(), 17 * 24),
    counters: counterIds,
    ...over,
  })
  world.clock.forward(15 * 24)
  await world.tick()
  return made
}

/** Lets the time of a poll pass and the clock count it. */
export async function close(world: World, hours = 48) {
  world.clock.forward(hours)
  await world.tick()
}

/** All pages of the ballot file as one. */
export async function wholeFile(world: World, who: string, pollId: string): Promise<BallotFile> {
  let page = await world.call(who, 'deliberation.ballotBox', { pollId })
  const file = page.file
  while (page.cursor) {
    page = await world.call(who, 'deliberation.ballotBox', { pollId, cursor: page.cursor })
    file.tags.push(...page.file.tags)
    file.ballots?.push(...(page.file.ballots ?? []))
    file.commitments?.push(...(page.file.commitments ?? []))
  }
  return file
}
