import type { PollDoc, RollEntry } from '../kernel/collections.deliberation'
import { type OutgoingNotice, writeNotices } from '../kernel/notices'
import { dayAndTime } from '../kernel/time'
import { rollEntries, rollSources } from './electorate'
import { getGroup, needGroup, seatsOf, type Within } from './group'
import { inBatches } from './inBatches'
import { pollKind } from './pollStep'
import { rollOf } from './roll.rules'

/** Tells who will vote of a poll that is announced, where they do not hear it as members of the group; then the clock waits. */
export async function tellNotice(within: Within, poll: PollDoc) {
  const group = await needGroup(within, poll.groupId)
  const entries = rollOf(poll.electorate, await rollSources(within, group, poll.electorate))
  await tell(within, poll, await outside(within, poll, entries), {
    id: `${poll.id}:notice`,
    title: '有一次投票正在公示',
    body: `${poll.question}（${dayAndTime(poll.opensAt)} 开始投票）`,
  })
  await within.ports.store.replace('polls', { ...poll, timerAt: poll.opensAt })
}

/** Tells everybody on the roll that a poll has opened: not all of them sit in the group. */
export const tellVoters = (within: Within, poll: PollDoc, entries: readonly RollEntry[]) =>
  tell(within, poll, new Set(entries.flatMap(({ people }) => people)), {
    id: poll.id,
    title: '有一次投票请您参加',
    body: poll.question,
  })

/** Tells those on the roll what came of it, with the head of the chain, who do not hear it as members of the group. */
export async function tellResult(within: Within, poll: PollDoc) {
  if (poll.electorate === 'members' || !poll.result) return
  const { outcome, head } = poll.result
  const entries = await rollEntries(within.ports.store, poll)
  await tell(within, poll, await outside(within, poll, entries), {
    id: `${poll.id}:result`,
    title: '您参加的投票有结果了',
    body: `${poll.question} ${outcome.sentences.at(-1)} 校验值 ${head}`,
  })
}

/** Voters who sit in no seat of the group. */
async function outside(within: Within, { groupId }: PollDoc, entries: readonly RollEntry[]): Promise<Set<string>> {
  const people = new Set(entries.flatMap((entry) => entry.people))
  const group = await getGroup(within, groupId)
  if (group) for await (const { personId } of seatsOf(within, group)) people.delete(personId)
  return people
}

/** Each message has an id of its own, so that telling once more tells nobody twice. */
async function tell(
  within: Within,
  poll: PollDoc,
  people: ReadonlySet<string>,
  { id, ...words }: Required<Pick<OutgoingNotice, 'id' | 'title' | 'body'>>,
) {
  const message = { ...words, kind: pollKind(poll.id), topicId: poll.topicId }
  const notices = [...people].map((personId) => ({ ...message, personId, id: `${id}:${personId}` }))
  await inBatches(within, poll, notices, (tx, notice) => writeNotices(tx, within.ports, within.now, [notice]))
}
