import type {
  Basis,
  CarryTarget,
  Electorate,
  LogAct,
  Method,
  PaperState,
  PaperWay,
  PollOutcome,
  PollState,
  PostState,
  Rung,
  Stance,
  Tally,
  TopicKind,
  TopicState,
  YardStep,
  YardStepState,
} from '../contract/deliberation'
import type { Stored } from './ports'

/**
 * What deliberation stores. A group is an area (building, courtyard, community, street) and has its id; who is in it
 * follows from memberships and roles. Of a secret poll nothing here ties a ballot to a voter: marks say who has voted,
 * boxes hold sealed ballots, and the two share no key, no time and no order.
 */

/** What a group has of its own; made when first needed. `id` is the area's. */
export interface GroupDoc extends Stored {
  /** Topics of the agenda, in its order. */
  agenda: string[]
  /** The community's record that polls here may bind (Civil Code art. 278). */
  authorised?: { at: string; by: string; note: string; photos: string[] }
}

/** A member of a building in the forum of an area above, `<groupId>:<membershipId>`; captains sit there unasked. */
export interface DelegateDoc extends Stored {
  groupId: string
  personId: string
  membershipId: string
  name: string
}

/** Somebody who may not speak in a group for a time, `<groupId>:<personId>`. */
export interface MuteDoc extends Stored {
  groupId: string
  personId: string
  until: string
}

export interface TopicDoc extends Stored {
  /** Number of the last step; what pages call the topic's version. */
  seq: number
  /** Where it was proposed; its members keep sight of it on every rung. */
  groupId: string
  groupName: string
  kind: TopicKind
  title: string
  body: string
  photos: string[]
  /** Absent once the author is erased. */
  authorId?: string
  authorName: string
  /** Membership or role that it was written in; what answers call the author. */
  memberId: string
  /** By somebody who moderated the group then. */
  moderates?: true
  state: TopicState
  /** Group that it is before now; its own group and those above, the lowest first. */
  rung: Rung
  ladder: Rung[]
  /** Every group that it has been before; who moderates one keeps sight of it. */
  rungs: string[]
  summary?: string
  answer?: string
  /** `memberId` where who sees to it is of the group: whom the clock tells. */
  task?: { who: string; dueAt: string; text: string; memberId?: string }
  /** When it was last said to be done; the members' verdicts are about that. */
  doneAt?: string
  createdAt: string
  closedAt?: string
  dueAt?: string
  timerAt?: string
  /** Polls that are announced, open or closing: while there is one the topic stays where it is. */
  livePolls: string[]
  /** The group once the topic is in its list, which a refused one never is, and the day of its last news: to the day, so that talk seldom rewrites it. */
  listedIn?: string
  listedAt: string
  /** `<groupId>:<kind>` and `<groupId>:<state>` while listed, for the filters. */
  listedKind?: string
  listedState?: string
  pinnedIn?: string
  /** Held for moderation: the group. */
  heldIn?: string
  /** The rung's id while it owes the next step. */
  queue?: string
}

/** One step of a topic; only ever added. `id` is `<topicId>:<seq>`. */
export interface TopicEventDoc extends Stored {
  topicId: string
  seq: number
  at: string
  act: string
  actorRole: string
  actorUnit?: string
  state: TopicState
  rung: Rung
  note?: string
  photos: string[]
}

export interface TopicPostDoc extends Stored {
  topicId: string
  groupId: string
  authorId?: string
  authorName: string
  /** Membership or role that it was written in; what answers call the author. */
  memberId: string
  moderates?: true
  text: string
  photos: string[]
  mentions: { memberId: string; name: string }[]
  replyTo?: { postId: string; author: string; text: string }
  at: string
  /** When anything of it last changed: what an open page asks for. */
  changedAt: string
  state: PostState
  reason?: string
  appeal?: { text: string; state: 'open' | 'upheld' | 'restored'; reason?: string }
  agree: number
  disagree: number
  unsure: number
  /** The topic while shown, and agree minus disagree. */
  shownIn?: string
  support?: number
  /** From `limits.opinionsFrom` stances on: thousandths, by `unity` and `division` of the rules. */
  unity?: number
  division?: number
  /** The group while held, the community while an appeal is open. */
  heldIn?: string
  appealTo?: string
}

/** How much has been said under a topic, and when last; apart from the topic, so that talk does not rewrite it. */
export interface TalkDoc extends Stored {
  groupId: string
  posts: number
  lastAt: string
}

/** A message that the clock brings to the members of a group, a few at a time: more of them than one transaction holds. */
export interface AnnouncementDoc extends Stored {
  groupId: string
  topicId: string
  kind: string
  title: string
  body: string
  /** Who knows already. */
  told: string[]
  /** Position in the list of members, behind the last who was told. */
  after?: string
  dueAt: string
}

/** `<postId>:<personId>` */
export interface StanceDoc extends Stored {
  postId: string
  personId: string
  stance: Stance
}

/** How far somebody has read a topic, `<topicId>:<personId>`. */
export interface ReadDoc extends Stored {
  personId: string
  topicId: string
  /** Empty: nothing yet. */
  upTo: string
  quiet?: true
}

/** One act of moderation, for the group to read. */
export interface ModerationDoc extends Stored {
  groupId: string
  at: string
  act: LogAct
  actorTitle: string
  topicId?: string
  postId?: string
  /** Title of the topic; `一条发言`. */
  about: string
  reason?: string
}

export interface PollDoc extends Stored {
  topicId: string
  groupId: string
  question: string
  /** Ids are `a`, `b`, … in the order of the list. */
  options: { id: string; text: string }[]
  method: Method
  basis: Basis
  binding: boolean
  state: PollState
  /** Repeated from the table of legal bases as it was when the poll was announced. */
  electorate: Electorate
  secret: boolean
  announcedAt: string
  opensAt: string
  closesAt: string
  counters: { personId: string; memberId: string; title: string }[]
  /** From the opening on; `area` in 0.01 m². `pages` of `rolls`. */
  roll?: { heads: number; area?: number; hash: string; pages: number }
  /** How many boxes, and counts of turnout, the poll is spread over. */
  boxes: number
  shards: number
  /** Paper voters confirmed, and paper ballots confirmed. */
  paperMarked: number
  paperCounted: number
  /** When the clock has to open or close it. */
  timerAt?: string
  result?: PollResult
  confirmations: { personId: string; agrees: boolean; note?: string }[]
}
export interface PollResult {
  outcome: PollOutcome
  /** Not kept where it is too little to be shown. */
  tally?: Tally
  turnout: number
  tagsHead: string
  ballotsHead: string
  head: string
  /** Of the chain of ballots; kept and published only with them. */
  salt?: string
  /** Pages of `counted`. */
  pages: number
}

/**
 * A page of a roll, frozen at the opening; `<pollId>:<page>`. Which page a key is on, `rollPage` of the rules says. The
 * people are those who might vote for the key then: who moves in later does not.
 */
export interface RollDoc extends Stored {
  pollId: string
  entries: RollEntry[]
}
export interface RollEntry {
  /** A person's, household's or owner's id. */
  key: string
  label: string
  /** Ids of its households; `area` in 0.01 m². */
  units: string[]
  area?: number
  people: string[]
  /** Of a person: the membership or role by which the group knows them. */
  memberId?: string
}

/**
 * That a vote is cast or held for paper, `<pollId>:<rollKey>`. Its insertion is what lets every vote count once. It has
 * no time, and neither where nor what was voted.
 */
export interface MarkDoc extends Stored {
  pollId: string
  /** While a paper vote waits for its second person. */
  entryId?: string
}

/**
 * One of the boxes of a poll, `<pollId>:<n>`, all made at the opening and each ballot put into any of them: the sealed
 * texts of its ballots, all of one length, sorted. A box closed takes no more. Gone once the poll is counted.
 */
export interface BoxDoc extends Stored {
  pollId: string
  sealed: string[]
  closed: boolean
}

/** A share of a poll's turnout, `<pollId>:<n>`; any vote adds to any of them. */
export interface TurnoutDoc extends Stored {
  pollId: string
  votes: number
}

/** How a named ballot came. */
export type BallotWay = 'online' | 'proxy' | PaperWay

/** What was counted, `<pollId>:<page>`, in the order of the chain. */
export interface CountedDoc extends Stored {
  pollId: string
  page: number
  tags: string[]
  /** Secret polls: alike ones together. */
  ballots?: { choice: string; count: number }[]
  commitments?: string[]
  /** Named polls, for the two counters alone. */
  named?: {
    key: string
    label: string
    units: string[]
    area: number
    choice: string
    way: BallotWay
    tag: string
    salt: string
  }[]
}

/** A vote on paper, at the door or by phone, or a batch of ballots, as one person entered and another confirmed it. */
export interface PaperEntryDoc extends Stored {
  pollId: string
  kind: 'voter' | 'batch'
  state: PaperState
  way?: PaperWay
  rollKey?: string
  unit?: string
  /** What was entered, under seal, until it is in the boxes: a choice, or the counts of a batch. */
  sealed?: string
  total: number
  photos: string[]
  enteredBy: string
  enteredTitle: string
  confirmedBy?: string
  confirmedTitle?: string
  reason?: string
  enteredAt: string
  /** Until when it holds the mark without a second person. */
  heldUntil?: string
}

/** An owner's written authorisation, `<pollId>:<rollKey>`. */
export interface VoteProxyDoc extends Stored {
  pollId: string
  rollKey: string
  units: string[]
  giverId: string
  holderId: string
  holderName: string
  photos: string[]
  at: string
  revokedAt?: string
}

/** One member's word on what was done, `<topicId>:<personId>`. */
export interface VerdictDoc extends Stored {
  topicId: string
  personId: string
  good: boolean
  comment?: string
  /** `doneAt` of the topic then: what is done anew is judged anew. */
  about: string
}

/** One of the six steps of a building or courtyard, `<areaId>:<step>`. */
export interface YardStepDoc extends Stored {
  areaId: string
  communityId: string
  step: YardStep
  state: YardStepState
  evidence: string
  photos: string[]
  at: string
  confirmedTitle?: string
}

/** A topic on its way to a hazard report or a mediation request, and whose words may go along. */
export interface CarryDoc extends Stored {
  topicId: string
  to: CarryTarget
  askedBy: string
  askedName: string
  statements: { postId: string; authorId: string; consent: 'asked' | 'given' | 'refused' }[]
  itemId?: string
}

export interface DeliberationDocuments {
  groups: GroupDoc
  delegates: DelegateDoc
  mutes: MuteDoc
  topics: TopicDoc
  topicEvents: TopicEventDoc
  topicPosts: TopicPostDoc
  talks: TalkDoc
  announcements: AnnouncementDoc
  stances: StanceDoc
  reads: ReadDoc
  moderations: ModerationDoc
  polls: PollDoc
  rolls: RollDoc
  marks: MarkDoc
  boxes: BoxDoc
  turnouts: TurnoutDoc
  counted: CountedDoc
  paperEntries: PaperEntryDoc
  voteProxies: VoteProxyDoc
  verdicts: VerdictDoc
  yardSteps: YardStepDoc
  carries: CarryDoc
}

export const deliberationCollections = {
  groups: {},
  delegates: { byGroup: ['groupId', 'id'], byPerson: ['personId', 'groupId'] },
  mutes: { byPerson: ['personId', 'until'] },
  topics: {
    byGroup: ['listedIn', 'listedAt'],
    byKind: ['listedKind', 'listedAt'],
    byState: ['listedState', 'listedAt'],
    byPinned: ['pinnedIn', 'createdAt'],
    byHeld: ['heldIn', 'createdAt'],
    byQueue: ['queue', 'dueAt'],
    byAuthor: ['authorId', 'createdAt'],
    byTimer: ['timerAt'],
  },
  topicEvents: { byTopic: ['topicId', 'seq'] },
  topicPosts: {
    byTopic: ['topicId', 'at'],
    byChange: ['topicId', 'changedAt'],
    bySupport: ['shownIn', 'support'],
    byUnity: ['shownIn', 'unity'],
    byDivision: ['shownIn', 'division'],
    byHeld: ['heldIn', 'at'],
    byAppeal: ['appealTo', 'at'],
    byAuthor: ['authorId', 'at'],
  },
  talks: { byGroup: ['groupId', 'lastAt'] },
  announcements: { byDue: ['dueAt'] },
  stances: { byPerson: ['personId', 'id'] },
  reads: { byPerson: ['personId', 'topicId'] },
  moderations: { byGroup: ['groupId', 'at'] },
  polls: { byTopic: ['topicId', 'announcedAt'], byTimer: ['timerAt'] },
  rolls: {},
  marks: {},
  boxes: {},
  turnouts: { byPoll: ['pollId', 'id'] },
  counted: { byPoll: ['pollId', 'page'] },
  paperEntries: { byPoll: ['pollId', 'enteredAt'] },
  voteProxies: { byPoll: ['pollId', 'at'], byHolder: ['holderId', 'at'], byGiver: ['giverId', 'at'] },
  verdicts: { byTopic: ['topicId', 'id'], byPerson: ['personId', 'id'] },
  yardSteps: { byCommunity: ['communityId', 'areaId'] },
  carries: { byTopic: ['topicId', 'id'], byAsker: ['askedBy', 'id'] },
} as const satisfies {
  [C in keyof DeliberationDocuments]: Record<string, readonly (keyof DeliberationDocuments[C] & string)[]>
}
