import { basisRules, type Electorate, type GroupLevel, type PollState } from '../contract/deliberation'

/**
 * What somebody is to a poll. `seer` sees its topic, is on its roll or will be; `voter` has a vote that is not cast; `giver` has
 * one of their own that they may pass on, `taker` one that they passed on; `counter` takes in paper and counts; `moderator`
 * moderates its group.
 */
export const pollParts = ['seer', 'voter', 'giver', 'taker', 'counter', 'moderator'] as const
export type PollPart = (typeof pollParts)[number]

interface PollAct {
  act: string
  in: readonly PollState[]
  who: PollPart
  /** The row holds only for polls with a secret ballot, or (false) with named ones. */
  secret?: boolean
  electorate?: Electorate
}

/** The life of a poll belongs to the clock: it opens, closes and counts. What people may do meanwhile: */
export const pollActs: readonly PollAct[] = [
  { act: 'vote', in: ['open'], who: 'voter' },
  { act: 'cancelPoll', in: ['announced'], who: 'moderator' },
  { act: 'paperVoters', in: ['open'], who: 'counter' },
  { act: 'markPaperVoter', in: ['open'], who: 'counter' },
  { act: 'paperBatch', in: ['open'], who: 'counter', secret: true },
  { act: 'confirmPaper', in: ['open'], who: 'counter' },
  { act: 'refusePaper', in: ['open'], who: 'counter' },
  { act: 'paperEntries', in: ['open', 'closing', 'closed'], who: 'counter' },
  { act: 'giveProxy', in: ['announced', 'open'], who: 'giver', electorate: 'owners' },
  { act: 'revokeProxy', in: ['announced', 'open'], who: 'taker', electorate: 'owners' },
  { act: 'proxies', in: ['announced', 'open', 'closing', 'closed'], who: 'seer', electorate: 'owners' },
  { act: 'ballotBox', in: ['closed'], who: 'seer' },
  { act: 'namedBallots', in: ['closed'], who: 'counter', secret: false },
  { act: 'confirmCount', in: ['closed'], who: 'counter', secret: false },
]

export interface PollSubject {
  state: PollState
  secret: boolean
  electorate: Electorate
}

const concerns = ({ secret, electorate }: PollAct, poll: PollSubject) =>
  (secret === undefined || secret === poll.secret) && (electorate === undefined || electorate === poll.electorate)

/** Whether somebody who is `held` to the poll may do `act` now. */
export const pollAllows = (act: string, poll: PollSubject, held: readonly PollPart[]) =>
  pollActs.some(
    (row) => row.act === act && row.in.includes(poll.state) && held.includes(row.who) && concerns(row, poll),
  )

/** Whether one who is `held` to the poll may do `act` in some state of it; tells «not you» from «not now». */
export const pollEverAllows = (act: string, poll: PollSubject, held: readonly PollPart[]) =>
  pollActs.some((row) => row.act === act && held.includes(row.who) && concerns(row, poll))

/** Actions that somebody who is `held` to the poll may take now. */
export const allowedPollActions = (poll: PollSubject, held: readonly PollPart[]): string[] =>
  pollActs
    .map(({ act }) => act)
    .filter((act) => pollAllows(act, poll, held))
    .map((act) => `deliberation.${act}`)

/** A street's forum asks for opinions only: the law's votes are those of a building, a courtyard, a community. */
export const holdsBasis = (basis: keyof typeof basisRules, level: GroupLevel) =>
  level !== 'street' || basisRules[basis].electorate === 'members'
