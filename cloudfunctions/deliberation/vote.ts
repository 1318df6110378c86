import { conflict, forbidden, invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { MarkDoc, PollDoc } from '../kernel/collections.deliberation'
import { sha256 } from '../kernel/node'
import { signedIn } from '../kernel/people'
import type { Transaction } from '../kernel/ports'
import { addTurnout, anyOf, boxId, putInto, sealBallot, shardId } from './ballots'
import { tagOf } from './chain.rules'
import { findVotes, isOpen, markId, type OwnVote, proxyOf, readMark, wrongState } from './poll'
import { canonical } from './tally.rules'

/**
 * Casts one vote. The mark on the roll is what lets it count once; the ballot lies sealed in a box chosen by lot, beside
 * others, and neither says anything of the other. Nothing is counted by the hour, and nobody is told: both would keep a time.
 */
export const vote = action({
  name: 'deliberation.vote',
  policy: signedIn,
  async run(context, { pollId, choice, rollKey }) {
    const { poll, votes } = await findVotes(context, pollId)
    if (!isOpen(poll, context.now)) throw poll.state === 'open' ? conflict('投票已经结束') : wrongState(poll)
    const own = voteFor(votes, rollKey)
    const code = codeOf(context)
    const { random, secrets } = context.ports
    const sealed = sealBallot(secrets, poll, {
      tag: tagOf(sha256, poll.id, code),
      choice: canonical(choice, poll),
      key: own.key,
      way: own.byProxy ? 'proxy' : 'online',
    })
    const box = boxId(poll, anyOf(random, poll.boxes))
    const shard = shardId(poll, anyOf(random, poll.shards))
    return context.commit(async (tx) => {
      // The box itself refuses once the poll is being closed
      await checkProxy(tx, context, poll, own)
      await mark(tx, context, poll, own.key)
      await putInto(tx, box, [sealed])
      await addTurnout(tx, shard)
      return { answer: { inclusionCode: code } }
    })
  },
  // The code leads to the ballot's tag: it is stored with nobody's request
  forget: () => ({ inclusionCode: '' }),
  replay: (context) => ({ inclusionCode: codeOf(context) }),
})

const codeOf = (context: Context) => context.digits(limits.deliberation.inclusionDigits)

/** @throws ActionError FORBIDDEN when the caller has no such vote, INVALID when they have to say which */
function voteFor(votes: readonly OwnVote[], rollKey: string | undefined): OwnVote {
  const given = rollKey === undefined ? votes : votes.filter(({ key }) => key === rollKey)
  if (given.length === 0) throw forbidden('您不在这次投票的名册上')
  if (given.length > 1) throw invalid('rollKey', '您有几票可投，请选择投哪一票')
  return given[0]
}

/** An owner who passed the vote on takes it back first; who holds it has it until then. */
async function checkProxy(tx: Transaction, { caller }: Context, poll: PollDoc, { key, byProxy }: OwnVote) {
  const proxy = await proxyOf(tx, poll, key)
  if (byProxy && proxy?.holderId !== caller.person?.id) throw conflict('委托已经收回')
  if (!byProxy && proxy) throw conflict('这一票已委托他人，收回委托后才能自己投')
}

/**
 * Marks a key as voted, or as held by a vote on paper. A hold that nobody confirmed in time gives way.
 * @throws ActionError CONFLICT when the vote is cast, or held
 */
export async function mark(
  tx: Transaction,
  { now }: Pick<Context, 'now'>,
  poll: PollDoc,
  key: string,
  entryId?: string,
) {
  const { mark: stored, held, expired } = await readMark(tx, poll, key, now)
  if (held) throw conflict('这一票已登记了纸质票，正等另一人核对')
  if (stored && !expired) throw conflict('已经投过票')
  const marked = { id: markId(poll.id, key), pollId: poll.id, ...(entryId !== undefined && { entryId }) }
  if (expired) await tx.replace('paperEntries', { ...expired, state: 'refused', reason: '没有人按时核对' })
  const written = stored ? tx.replace('marks', { ...marked, version: stored.version }) : tx.insert('marks', marked)
  if (!(await written)) throw conflict()
}

/** The mark without its hold: the vote on paper is confirmed. */
export const confirmMark = (tx: Transaction, { id, version, pollId }: MarkDoc) =>
  tx.replace('marks', { id, version, pollId })
