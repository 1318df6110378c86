import { conflict, forbidden, invalid } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import type { PollDoc, VoteProxyDoc } from '../kernel/collections.deliberation'
import { attachPhotos } from '../kernel/files'
import type { OutgoingNotice } from '../kernel/notices'
import { signedIn } from '../kernel/people'
import type { Fresh, Transaction } from '../kernel/ports'
import { type Group, liesIn, needGroup, type Seat, seatOf } from './group'
import { findPoll, type OwnVote, proxyId, readMark, wrongState } from './poll'

/** Authorisations of one poll listed at most. */
const mostListed = 1000

/** An owner passes a vote on, in writing and one level far: who holds it cannot pass it on again. */
export const giveProxy = action({
  name: 'deliberation.giveProxy',
  policy: signedIn,
  perHour: 20,
  async run(context, { pollId, rollKey, memberId, photos }) {
    const { poll, vote, giverId } = await ownVote(context, pollId, rollKey)
    if (vote.state === 'proxied') throw conflict('这一票已经委托出去了，先收回才能再委托')
    const holder = await proxyHolder(context, poll, memberId)
    const proxy: Fresh<VoteProxyDoc> = {
      id: proxyId(poll.id, rollKey),
      pollId: poll.id,
      rollKey,
      units: vote.units,
      giverId,
      holderId: holder.personId,
      holderName: holder.name,
      photos,
      at: context.now,
    }
    return context.commit(async (tx) => {
      await checkUncast(tx, context, poll, rollKey)
      const stored = await tx.get('voteProxies', proxy.id)
      if (stored && stored.revokedAt === undefined) throw conflict()
      const written = stored
        ? tx.replace('voteProxies', { ...proxy, version: stored.version })
        : tx.insert('voteProxies', proxy)
      if (!(await written)) throw conflict()
      await attachPhotos(tx, context, poll.topicId, photos)
      const notice = noticeOf(poll, holder.personId, 'giveProxy', '有人委托您投票', vote)
      return { answer: { pollId, rollKey }, notices: [notice] }
    })
  },
})

export const revokeProxy = action({
  name: 'deliberation.revokeProxy',
  policy: signedIn,
  async run(context, { pollId, rollKey }) {
    const { poll, vote } = await ownVote(context, pollId, rollKey)
    return context.commit(async (tx) => {
      await checkUncast(tx, context, poll, rollKey)
      const stored = await tx.get('voteProxies', proxyId(poll.id, rollKey))
      if (!stored || stored.revokedAt !== undefined) throw conflict('这一票没有委托他人')
      if (!(await tx.replace('voteProxies', { ...stored, revokedAt: context.now }))) throw conflict()
      const notice = noticeOf(poll, stored.holderId, 'revokeProxy', '委托您的投票已收回', vote)
      return { answer: { pollId, rollKey }, notices: [notice] }
    })
  },
})

/** A vote of the caller's own in a poll of owners that is not over. @throws ActionError NOT_FOUND, FORBIDDEN, CONFLICT */
async function ownVote(context: Context, pollId: string, rollKey: string) {
  const { poll, votes } = await findPoll(context, pollId)
  const vote = votes.find(({ key, byProxy }) => key === rollKey && !byProxy)
  const giverId = context.caller.person?.id
  if (poll.electorate !== 'owners' || !vote || giverId === undefined) throw forbidden('只有业主能委托自己的一票')
  if (poll.state !== 'announced' && poll.state !== 'open') throw wrongState(poll)
  return { poll, vote, giverId }
}

/** Who is to vote. Not the captain, who votes for nobody else, and none of those who count. @throws ActionError INVALID */
async function proxyHolder(context: Context, poll: PollDoc, memberId: string): Promise<Seat> {
  const { store } = context.ports
  const seat = await holderSeat(context, await needGroup(context, poll.groupId), memberId)
  if (!seat) throw invalid('memberId', '只能委托这里的住户')
  if (seat.personId === context.caller.person?.id) throw invalid('memberId', '不能委托给自己')
  const captaincies = { eq: [seat.personId], from: 'captain', to: 'captain ', limit: 1 }
  const captain = (await store.range('roles', 'byPerson', captaincies)).rows.length > 0
  if (captain || seat.moderator || poll.counters.some(({ personId }) => personId === seat.personId))
    throw invalid('memberId', '楼长和计票人不能代别人投票')
  return seat
}

/** A member of the group, or whoever lives in one of its buildings: in the forum of a courtyard few of its owners sit. */
async function holderSeat(context: Context, group: Group, memberId: string): Promise<Seat | undefined> {
  const seat = await seatOf(context, group, memberId)
  if (seat) return seat
  const { livesIn } = (await context.ports.store.get('memberships', memberId)) ?? {}
  if (livesIn === undefined || !(await liesIn(context, livesIn, group.id))) return undefined
  return seatOf(context, await needGroup(context, livesIn), memberId)
}

async function checkUncast(tx: Transaction, { now }: Context, poll: PollDoc, key: string) {
  const { mark, expired } = await readMark(tx, poll, key, now)
  if (mark && !expired) throw conflict('已经投过票')
}

const noticeOf = (
  { question, topicId }: PollDoc,
  personId: string,
  kind: string,
  title: string,
  { label }: OwnVote,
): OutgoingNotice => ({ personId, kind, title, body: `${question}（${label}）`, topicId, template: 'itemProgress' })

/** The authorisations in force: who holds a vote of others is no secret. */
export const proxies = action({
  name: 'deliberation.proxies',
  policy: signedIn,
  async run(context, { pollId }) {
    const { store } = context.ports
    const { poll } = await findPoll(context, pollId)
    const { rows } = await store.range('voteProxies', 'byPoll', { eq: [poll.id], limit: mostListed })
    const inForce = rows.filter(({ revokedAt }) => revokedAt === undefined)
    return {
      proxies: await Promise.all(
        inForce.map(async ({ rollKey, units, holderName, at }) => {
          const households = await Promise.all(units.map((id) => store.get('households', id)))
          return { rollKey, units: households.flatMap((one) => one?.unit ?? []), holder: holderName, at }
        }),
      ),
    }
  },
})
