import { conflict, forbidden } from '../contract/errors'
import { action } from '../kernel/action'
import type { CountedDoc, PollDoc } from '../kernel/collections.deliberation'
import { signedIn } from '../kernel/people'
import type { Page, Ports } from '../kernel/ports'
import { findPoll, findPollFor, presentPoll, type SeenPoll } from './poll'

/** A poll, and from its close on what came of it. */
export const result = action({
  name: 'deliberation.result',
  policy: signedIn,
  async run(context, { pollId }) {
    const seen = await findPoll(context, pollId)
    const { outcome, tally, head } = seen.poll.result ?? {}
    return { poll: await presentPoll(context, seen), outcome, tally, head, counts: countsOf(seen) }
  },
})

/** What the counters say of a named poll's sums. A note may name a door: it is for the two who read the ballots. */
function countsOf({ poll: { secret, result: published, counters, confirmations }, held }: SeenPoll) {
  if (secret || !published) return undefined
  return counters.map(({ personId, title }) => {
    const word = confirmations.find((one) => one.personId === personId)
    return { counter: title, agrees: word?.agrees, ...(held.includes('counter') && { note: word?.note }) }
  })
}

/** A page of what was counted. */
const countedPage = ({ store }: Ports, pollId: string, cursor?: string): Promise<Page<CountedDoc>> =>
  store.range('counted', 'byPoll', { eq: [pollId], limit: 1, after: cursor })

/** @throws ActionError CONFLICT before the result is there */
function closed({ roll, result: published, ...poll }: PollDoc) {
  if (!roll || !published) throw conflict('投票还没有结束')
  return { poll, roll, published }
}

/** The closed poll as a file: the same head matter on each page, and what was counted page by page. */
export const ballotBox = action({
  name: 'deliberation.ballotBox',
  policy: signedIn,
  async run(context, { pollId, cursor }) {
    const seen = await findPollFor(context, pollId, 'ballotBox')
    const { poll, roll, published } = closed(seen.poll)
    const { question, options, method, basis, binding } = poll
    const { outcome, tally, tagsHead, ballotsHead, head, salt } = published
    const page = await countedPage(context.ports, pollId, cursor)
    const [{ tags, ballots, commitments }] = page.rows
    return {
      file: {
        format: 'hehe-ballots-1',
        ...{ pollId, question, options, method, basis, binding },
        roll: { heads: roll.heads, area: roll.area, hash: roll.hash },
        ...{ tags, ballots, salt, commitments, tally, outcome, tagsHead, ballotsHead, head },
      },
      cursor: page.next,
    }
  },
})

export const namedBallots = action({
  name: 'deliberation.namedBallots',
  policy: signedIn,
  async run(context, { pollId, cursor }) {
    await findPollFor(context, pollId, 'namedBallots')
    const page = await countedPage(context.ports, pollId, cursor)
    return { ballots: page.rows.flatMap(({ named }) => named ?? []), cursor: page.next }
  },
})

/** A counter's word on the count, once each; a second one takes the place of the first. */
export const confirmCount = action({
  name: 'deliberation.confirmCount',
  policy: signedIn,
  async run(context, { pollId, agrees, note }) {
    await findPollFor(context, pollId, 'confirmCount')
    const personId = context.caller.person?.id
    if (personId === undefined) throw forbidden()
    return context.commit(async (tx) => {
      const poll = await tx.get('polls', pollId)
      if (!poll) throw conflict()
      const others = poll.confirmations.filter((one) => one.personId !== personId)
      const confirmations = [...others, { personId, agrees, ...(note && { note }) }]
      if (!(await tx.replace('polls', { ...poll, confirmations }))) throw conflict()
      return { answer: { pollId, confirmations: confirmations.length } }
    })
  },
})
