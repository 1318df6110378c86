import { invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { PollDoc, RollEntry } from '../kernel/collections.deliberation'
import { decodeCursor, encodeCursor } from '../kernel/cursor'
import { signedIn } from '../kernel/people'
import { entryLabel, entryOf, rollEntries } from './electorate'
import { findPollFor } from './poll'
import { inOrderOfDoors, matches, ownerKey } from './roll.rules'

/** Entries on paper read at once. */
const pageSize = 1000

/**
 * Whose votes there are in an open poll, for its counters, door by door. It says what the counters entered themselves,
 * and not who has voted on a phone: with that list one could call on those who have not. Only who hands in a paper vote
 * is looked up, by marking it.
 */
export const paperVoters = action({
  name: 'deliberation.paperVoters',
  policy: signedIn,
  perHour: 600,
  async run(context, { pollId, find = '', cursor }) {
    const { poll } = await findPollFor(context, pollId, 'paperVoters')
    const [entries, entered] = await Promise.all([rollEntries(context.ports.store, poll), enteredIn(context, poll)])
    const found = inOrderOfDoors(entries.filter((entry) => matches(entry, find)))
    // The roll is frozen: a number is a position in it. A voter's key would be a person's
    const from = cursor === undefined ? 0 : Number(decodeCursor(cursor)[0])
    const to = from + limits.page
    const voters = found.slice(from, to).map((entry) => ({
      unitId: entry.units[0],
      memberId: entry.memberId,
      label: entryLabel(entry),
      entered: entered.has(entry.key),
    }))
    return { voters, cursor: to < found.length ? encodeCursor(to, '') : undefined }
  },
})

/** Keys that a counter has entered and that wait for the other, or are confirmed. */
async function enteredIn({ ports: { store }, now }: Context, { id }: PollDoc): Promise<Set<string>> {
  const keys = new Set<string>()
  let after: string | undefined
  do {
    const page = await store.range('paperEntries', 'byPoll', { eq: [id], limit: pageSize, after })
    for (const { rollKey, state, heldUntil = '' } of page.rows)
      if (rollKey && (state === 'confirmed' || (state === 'entered' && now < heldUntil))) keys.add(rollKey)
    after = page.next
  } while (after)
  return keys
}

/** Whom a counter marks: a door of the vote's, and on polls of members who it is. */
interface Marked {
  unitId?: string
  memberId?: string
}

/** Whose vote it is: the member's, the household's, or the owner's of all their doors. @throws ActionError INVALID */
export async function paperVoter(context: Context, poll: PollDoc, { unitId, memberId }: Marked): Promise<RollEntry> {
  const isMembers = poll.electorate === 'members'
  if (isMembers && memberId === undefined) return onlyOneBehind(context, poll, unitId)
  const key = isMembers ? await keyOfMember(context, unitId, memberId) : await keyOfDoor(context, poll, unitId)
  const entry = await entryOf(context.ports.store, poll, key)
  if (entry) return entry
  throw isMembers ? invalid('memberId', '这个人不在投票名册上') : invalid('unitId', '这一户不在投票名册上')
}

async function keyOfDoor({ ports: { store } }: Context, { electorate }: PollDoc, unitId?: string): Promise<string> {
  const household = unitId === undefined ? undefined : await store.get('households', unitId)
  if (!household) throw invalid('unitId', unitId === undefined ? '请选择房号' : '没有这个房号')
  return electorate === 'owners' ? ownerKey({ ...household, householdId: household.id }) : household.id
}

/** The one voter behind a door; of several one has to be named. */
async function onlyOneBehind({ ports: { store } }: Context, poll: PollDoc, unitId?: string): Promise<RollEntry> {
  const behind = (await rollEntries(store, poll)).filter(({ units }) => unitId !== undefined && units.includes(unitId))
  if (behind.length === 0) throw invalid('unitId', unitId === undefined ? '请选择房号' : '这一户不在投票名册上')
  if (behind.length > 1) throw invalid('memberId', '请选择这户里投票的那位居民')
  return behind[0]
}

/** The person behind a membership, or behind the post of a captain, who may live elsewhere. */
async function keyOfMember({ ports: { store } }: Context, unitId = '', memberId = ''): Promise<string> {
  const [home, role] = await Promise.all([store.get('memberships', memberId), store.get('roles', memberId)])
  const door = home ? `${home.buildingId}:${home.unit}` : ''
  const personId = unitId === '' || unitId === door ? (home ?? role)?.personId : undefined
  if (personId === undefined) throw invalid('memberId', '请选择这户里投票的那位居民')
  return personId
}
