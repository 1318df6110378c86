import * as v from 'valibot'
import {
  bases,
  carryTargets,
  consentChoices,
  groupLevels,
  highestScore,
  methods,
  paperStates,
  paperWays,
  pollStates,
  postActs,
  postStates,
  stances,
  topicKinds,
  topicStates,
  yardStepStates,
  yardSteps,
} from './deliberation-words'
import { cursor, id, instant, photo, photos, text, version } from './fields'
import { limits } from './limits'

export * from './deliberation-words'

const statesOf = <T extends object>(states: T) => v.picklist(Object.keys(states) as (keyof T & string)[])
const whole = v.pipe(v.number(), v.integer(), v.minValue(0))

const groupId = id('议事群')
const topicId = id('议题')
const postId = id('发言')
const pollId = id('投票')
const memberId = id('成员')
const areaId = id('区域')
const reason = text('原因', limits.note)
const note = text('说明', limits.note)
const onTopic = { topicId, version }

/** A rung of the ladder: the group that a topic is before. */
const rung = v.object({ level: v.picklist(groupLevels), id: v.string(), name: v.string() })
export type Rung = v.InferOutput<typeof rung>

/** Somebody as the group reads them: `1单元 王*`, `和合大院1号楼楼长`. Never a key of the person. */
const speaker = v.object({ memberId: v.string(), name: v.string(), moderator: v.boolean() })

const group = v.object({
  groupId: v.string(),
  level: v.picklist(groupLevels),
  name: v.string(),
  within: v.string(),
  abandoned: v.boolean(),
  /** Of a building: its residents. A forum's are not counted for a list. */
  members: v.optional(whole),
  moderators: v.array(v.string()),
  /** What the caller is here. */
  moderator: v.boolean(),
  member: v.boolean(),
  /** Until when the caller may not speak. */
  mutedUntil: v.optional(instant),
  /** Topics with something new, and polls that wait for the caller's vote. */
  unread: whole,
  toVote: whole,
})

const topicSummary = {
  topicId: v.string(),
  version: v.number(),
  groupId: v.string(),
  groupName: v.string(),
  kind: v.picklist(topicKinds),
  title: v.string(),
  state: statesOf(topicStates),
  rung,
  pinned: v.boolean(),
  /** Place on the agenda, from 1. */
  agenda: v.optional(v.number()),
  posts: whole,
  /** New posts of others since the caller last looked, counted up to 100. */
  unread: whole,
  /** A poll is open that the caller may vote in and has not. */
  toVote: v.boolean(),
  dueAt: v.optional(instant),
  createdAt: instant,
  lastAt: instant,
}

const option = v.object({ id: v.string(), text: v.string() })

const pollAnswer = v.object({
  pollId: v.string(),
  topicId: v.string(),
  question: v.string(),
  options: v.array(option),
  method: v.picklist(methods),
  basis: v.picklist(bases),
  /** False: 征询, whatever the basis, as no authorisation of the community is on record. */
  binding: v.boolean(),
  secret: v.boolean(),
  state: statesOf(pollStates),
  announcedAt: instant,
  opensAt: instant,
  closesAt: instant,
  /** Of the frozen roll: how many may vote, their area in 0.01 m² where it counts, and the hash; from the opening on. */
  roll: v.optional(v.object({ heads: whole, area: v.optional(whole), hash: v.string() })),
  /** Votes so far; the choices stay hidden until the close. */
  turnout: whole,
  counters: v.array(v.string()),
  mine: v.object({
    /** What the caller may vote for: themselves, the household, the doors of one owner, proxies held. */
    votes: v.array(
      v.object({
        rollKey: v.string(),
        label: v.string(),
        state: v.picklist(['open', 'voted', 'held', 'proxied']),
        byProxy: v.boolean(),
      }),
    ),
    counter: v.boolean(),
    /** Whether the caller sees its topic too: not everybody who votes or counts does. */
    topic: v.boolean(),
  }),
  allowed: v.array(v.string()),
})
export type PollAnswer = v.InferOutput<typeof pollAnswer>

const outcome = v.object({
  /** `invalid`: the number of ballots is not the number of marks on the roll. */
  verdict: v.picklist(['passed', 'failed', 'noQuorum', 'tied', 'advice', 'invalid']),
  winner: v.optional(v.string()),
  /** Sentences that say which thresholds passed, by heads and by area, with the sums. */
  sentences: v.array(v.string()),
})
export type PollOutcome = v.InferOutput<typeof outcome>

/** For one option, or one answer of a poll by consent. `points` of a poll by score. */
const sum = v.object({ option: v.string(), heads: whole, area: v.optional(whole), points: v.optional(whole) })
const tally = v.object({
  heads: whole,
  area: v.optional(whole),
  sums: v.array(sum),
  /** Of a ranked poll: first preferences of each round, and who left after it. */
  rounds: v.optional(v.array(v.object({ sums: v.array(sum), out: v.optional(v.string()) }))),
})
export type Tally = v.InferOutput<typeof tally>

/** One choice in its canonical text: `a`; `a,c`; `b>a>c`; `a=5,b=0`; `object`. */
const ballotLine = v.object({ choice: v.string(), count: whole })

/** What anybody in the group may take away and recount; `npm run verify` reads it. */
export const ballotFile = v.object({
  format: v.literal('hehe-ballots-1'),
  pollId: v.string(),
  question: v.string(),
  options: v.array(option),
  method: v.picklist(methods),
  basis: v.picklist(bases),
  binding: v.boolean(),
  roll: v.object({ heads: whole, area: v.optional(whole), hash: v.string() }),
  /** Tags of the inclusion codes, in the order of their own digits. */
  tags: v.array(v.string()),
  /** Secret polls: the choices, alike ones together, with the salt of their chain. Absent below five ballots. */
  ballots: v.optional(v.array(ballotLine)),
  salt: v.optional(v.string()),
  /** Named polls: what each ballot was sealed to, without its name. */
  commitments: v.optional(v.array(v.string())),
  tally: v.optional(tally),
  outcome,
  tagsHead: v.string(),
  ballotsHead: v.string(),
  head: v.string(),
})
export type BallotFile = v.InferOutput<typeof ballotFile>

const post = v.object({
  postId: v.string(),
  /** Of the post this one answers: its author and how it begins. */
  replyTo: v.optional(v.object({ postId: v.string(), author: v.string(), text: v.string() })),
  author: speaker,
  mine: v.boolean(),
  /** Empty for all but its author and the moderators while it is held or hidden. */
  text: v.string(),
  photos: v.array(photo),
  mentions: v.array(v.object({ memberId: v.string(), name: v.string() })),
  state: statesOf(postStates),
  /** Why it was hidden: for its author and the moderators. */
  reason: v.optional(v.string()),
  appeal: v.optional(v.picklist(['open', 'upheld', 'restored'])),
  agree: whole,
  disagree: whole,
  unsure: whole,
  stance: v.optional(v.picklist(stances)),
  at: instant,
  allowed: v.array(v.string()),
})
export type Post = v.InferOutput<typeof post>

const topicEvent = v.object({
  seq: v.number(),
  at: instant,
  act: v.string(),
  actor: v.string(),
  title: v.string(),
  note: v.optional(v.string()),
  photos: v.array(photo),
})

const topicChange = v.object({
  topicId: v.string(),
  version: v.number(),
  state: statesOf(topicStates),
  rung,
  dueAt: v.optional(instant),
})

const choice = v.variant(
  'method',
  [
    v.strictObject({ method: v.literal('single'), option: id('选项') }),
    v.strictObject({ method: v.literal('multiple'), options: v.array(id('选项'), '请选择') }),
    /** Best first; options left out come after all others. */
    v.strictObject({
      method: v.literal('ranked'),
      order: v.pipe(v.array(id('选项'), '请排序'), v.minLength(1, '请至少排一项')),
    }),
    v.strictObject({
      method: v.literal('score'),
      scores: v.record(
        id('选项'),
        v.pipe(
          v.number('请打分'),
          v.integer('请打整数分'),
          v.minValue(0, '最低 0 分'),
          v.maxValue(highestScore, `最高 ${highestScore} 分`),
        ),
      ),
    }),
    v.strictObject({ method: v.literal('consent'), answer: v.picklist(consentChoices, '请选择') }),
  ],
  '请选择',
)
export type Choice = v.InferOutput<typeof choice>

const paperEntry = v.object({
  entryId: v.string(),
  version: v.number(),
  kind: v.picklist(['voter', 'batch']),
  way: v.optional(v.picklist(paperWays)),
  /** Whose vote; of a batch, how many ballots. */
  unit: v.optional(v.string()),
  /** On named polls, and on a batch to who is to confirm it. */
  choice: v.optional(v.string()),
  counts: v.optional(v.array(ballotLine)),
  total: v.optional(whole),
  photos: v.array(photo),
  state: statesOf(paperStates),
  reason: v.optional(v.string()),
  enteredBy: v.string(),
  confirmedBy: v.optional(v.string()),
  mine: v.boolean(),
})

const yardStep = v.object({
  step: v.picklist(yardSteps),
  state: statesOf(yardStepStates),
  evidence: v.optional(v.string()),
  photos: v.array(photo),
  confirmedBy: v.optional(v.string()),
  at: v.optional(instant),
  allowed: v.array(v.string()),
})

const carry = v.object({
  carryId: v.string(),
  topicId: v.string(),
  to: v.picklist(carryTargets),
  askedBy: v.string(),
  /** The caller asked for it. */
  mine: v.boolean(),
  /** Statements asked for; the text of one is there once its author agrees, and to its author. */
  statements: v.array(
    v.object({
      postId: v.string(),
      consent: v.picklist(['asked', 'given', 'refused']),
      mine: v.boolean(),
      text: v.optional(v.string()),
    }),
  ),
  itemId: v.optional(v.string()),
})

const evidence = v.strictObject({ text: note, photos })
const topicPage = v.object({ topics: v.array(v.object(topicSummary)), cursor: v.optional(v.string()) })

/** Groups, topics, talk and moderation. */
export const deliberationTalk = {
  // Groups and who is in them
  'deliberation.groups': {
    request: v.strictObject({}),
    answer: v.object({
      groups: v.array(group),
      /** Open polls of households or owners above one's home, in forums one does not sit in, that wait for one's vote. */
      votes: v.optional(v.array(v.object({ pollId: v.string(), question: v.string(), groupName: v.string() }))),
    }),
  },
  'deliberation.members': {
    request: v.strictObject({ groupId, cursor }),
    answer: v.object({
      members: v.array(
        v.object({
          ...speaker.entries,
          delegate: v.boolean(),
          mutedUntil: v.optional(instant),
        }),
      ),
      cursor: v.optional(v.string()),
    }),
  },
  /** Names a member of a building to the forum of a courtyard, community or street, or takes them off. */
  'deliberation.setDelegate': {
    request: v.strictObject({ groupId, memberId, delegate: v.boolean('请选择是否为代表') }),
    answer: v.object({ groupId: v.string(), memberId: v.string(), delegate: v.boolean() }),
  },
  /** The community records that polls here may bind under article 278; without it every poll is 征询. */
  'deliberation.recordAuthorisation': {
    request: v.strictObject({ areaId, note, photos }),
    answer: v.object({ areaId: v.string(), at: instant }),
  },

  // Topics
  'deliberation.topics': {
    request: v.strictObject({
      groupId,
      filter: v.optional(
        v.strictObject({
          kind: v.optional(v.picklist(topicKinds, '没有这类议题')),
          state: v.optional(statesOf(topicStates)),
          toVote: v.optional(v.boolean('请选择是否只看待投票')),
        }),
      ),
      cursor,
    }),
    answer: v.object({
      ...topicPage.entries,
      /** Pinned ones, the agenda, and what other groups brought before this one; with the first page only. */
      first: v.array(v.object(topicSummary)),
    }),
  },
  'deliberation.propose': {
    request: v.strictObject({
      groupId,
      kind: v.picklist(topicKinds, '请选择议题类别'),
      title: text('标题', limits.deliberation.title),
      body: text('内容', limits.deliberation.body),
      photos,
    }),
    answer: v.object({ topicId: v.string(), state: statesOf(topicStates) }),
  },
  'deliberation.topic': {
    request: v.strictObject({ topicId }),
    answer: v.object({
      topic: v.object({
        ...topicSummary,
        body: v.string(),
        photos: v.array(photo),
        author: speaker,
        mine: v.boolean(),
        summary: v.optional(v.string()),
        answer: v.optional(v.string()),
        /** Who is to do what was decided, and by when. */
        task: v.optional(v.object({ who: v.string(), dueAt: instant, text: v.string() })),
        verdict: v.object({ good: whole, bad: whole, mine: v.optional(v.boolean()) }),
        quiet: v.boolean(),
      }),
      polls: v.array(pollAnswer),
      timeline: v.array(topicEvent),
      /** Those that the caller asked for, or that ask for the caller's words. */
      carries: v.optional(v.array(carry)),
      allowed: v.array(v.string()),
    }),
  },
  /** What unites and what divides; empty below seven opinions on a statement. */
  'deliberation.opinions': {
    request: v.strictObject({ topicId }),
    answer: v.object({ united: v.array(post), divided: v.array(post) }),
  },

  // Talk
  'deliberation.posts': {
    request: v.strictObject({
      topicId,
      /** `newest` unless said; `supported` is for reading through, it has no news. */
      order: v.optional(v.picklist(['newest', 'supported'], '没有这种排序')),
      /** Older ones than the page before. */
      cursor,
      /** News since an earlier answer's `news`: posts new or changed, some perhaps known already. */
      after: cursor,
    }),
    answer: v.object({ posts: v.array(post), cursor: v.optional(v.string()), news: v.string() }),
  },
  'deliberation.post': {
    request: v.strictObject({
      topicId,
      text: text('发言', limits.deliberation.post),
      replyTo: v.optional(postId),
      mentions: v.optional(
        v.pipe(
          v.array(memberId),
          v.maxLength(limits.deliberation.mentions, `最多提醒 ${limits.deliberation.mentions} 人`),
        ),
        [],
      ),
      photos,
    }),
    answer: v.object({ postId: v.string(), state: statesOf(postStates) }),
  },
  /** `none` takes it back. */
  'deliberation.react': {
    request: v.strictObject({ postId, stance: v.picklist([...stances, 'none'], '请选择') }),
    answer: v.object({ postId: v.string(), agree: whole, disagree: whole, unsure: whole }),
  },
  'deliberation.markRead': {
    request: v.strictObject({ topicId, upTo: instant }),
    answer: v.object({ topicId: v.string() }),
  },
  /** No more messages about the topic to the caller, or again. */
  'deliberation.setQuiet': {
    request: v.strictObject({ topicId, quiet: v.boolean('请选择是否免打扰') }),
    answer: v.object({ topicId: v.string(), quiet: v.boolean() }),
  },

  // Moderation
  'deliberation.moderate': {
    request: v.pipe(
      v.strictObject({ postId, act: v.picklist(postActs, '没有这种操作'), reason: v.optional(reason) }),
      v.forward(
        v.check(({ act, reason: given }) => act !== 'hide' || given !== undefined, '请写明隐藏的原因'),
        ['reason'],
      ),
    ),
    answer: v.object({ postId: v.string(), state: statesOf(postStates) }),
  },
  /** Lets a topic that the content check held into the group, or closes it with a reason. */
  'deliberation.admit': {
    request: v.strictObject({ ...onTopic, admit: v.boolean('请选择是否发布'), reason: v.optional(reason) }),
    answer: topicChange,
  },
  'deliberation.mute': {
    request: v.strictObject({
      groupId,
      memberId,
      /** 0 lets them speak again. */
      hours: v.pipe(
        v.number('请选择时长'),
        v.integer('请选择整小时'),
        v.minValue(0, '时长不正确'),
        v.maxValue(limits.deliberation.muteHours, `最长 ${limits.deliberation.muteHours} 小时`),
      ),
      reason,
    }),
    answer: v.object({ memberId: v.string(), mutedUntil: v.optional(instant) }),
  },
  'deliberation.appeal': {
    request: v.strictObject({ postId, reason }),
    answer: v.object({ postId: v.string() }),
  },
  'deliberation.appeals': {
    request: v.strictObject({ cursor }),
    answer: v.object({
      appeals: v.array(v.object({ post, groupName: v.string(), topicTitle: v.string(), appeal: v.string() })),
      cursor: v.optional(v.string()),
    }),
  },
  'deliberation.decideAppeal': {
    request: v.strictObject({ postId, restore: v.boolean('请选择恢复或维持'), reason }),
    answer: v.object({ postId: v.string(), state: statesOf(postStates) }),
  },
  'deliberation.moderationLog': {
    request: v.strictObject({ groupId, cursor }),
    answer: v.object({
      entries: v.array(
        v.object({
          at: instant,
          act: v.string(),
          actor: v.string(),
          /** Title of the topic, or `一条发言`; whom a mute is about is not said. */
          about: v.string(),
          reason: v.optional(v.string()),
        }),
      ),
      cursor: v.optional(v.string()),
    }),
  },
  'deliberation.pin': {
    request: v.strictObject({ ...onTopic, pinned: v.boolean('请选择是否置顶') }),
    answer: topicChange,
  },
  'deliberation.setAgenda': {
    request: v.strictObject({
      groupId,
      topicIds: v.pipe(
        v.array(topicId),
        v.maxLength(limits.deliberation.agenda, `议程最多 ${limits.deliberation.agenda} 项`),
      ),
    }),
    answer: v.object({ groupId: v.string(), topicIds: v.array(v.string()) }),
  },
  'deliberation.summarise': {
    request: v.strictObject({ ...onTopic, text: text('小结', limits.deliberation.body) }),
    answer: topicChange,
  },
}

/** Polls, paper, doorstep and phone, proxies. */
export const deliberationPolls = {
  'deliberation.openPoll': {
    request: v.pipe(
      v.strictObject({
        topicId,
        question: text('表决的问题', limits.deliberation.question),
        /** None for a poll by consent. */
        options: v.pipe(
          v.array(text('选项', limits.deliberation.option), '请填写选项'),
          v.maxLength(limits.deliberation.options.max, `选项最多 ${limits.deliberation.options.max} 个`),
          v.check((texts) => new Set(texts).size === texts.length, '选项有重复'),
        ),
        method: v.picklist(methods, '请选择投票方式'),
        basis: v.picklist(bases, '请选择表决依据'),
        opensAt: v.optional(instant),
        closesAt: instant,
        /** The two who take in paper and count named ballots; chosen among `deliberation.counters`. */
        counters: v.optional(v.pipe(v.array(memberId), v.length(2, '请选两名计票人'))),
      }),
      v.forward(
        v.check(
          ({ method, options }) =>
            method === 'consent' ? options.length === 0 : options.length >= limits.deliberation.options.min,
          `请写 ${limits.deliberation.options.min} 到 ${limits.deliberation.options.max} 个选项`,
        ),
        ['options'],
      ),
    ),
    answer: v.object({ pollId: v.string(), state: statesOf(pollStates), opensAt: instant }),
  },
  /** Who may be a counter: staff of the place, never a captain. */
  'deliberation.counters': {
    request: v.strictObject({ topicId }),
    answer: v.object({ counters: v.array(v.object({ memberId: v.string(), name: v.string() })) }),
  },
  /** Before it opens; an open poll runs to its end. */
  'deliberation.cancelPoll': {
    request: v.strictObject({ pollId, reason }),
    answer: v.object({ pollId: v.string(), state: statesOf(pollStates) }),
  },
  'deliberation.vote': {
    request: v.strictObject({
      pollId,
      choice,
      /** Which of the caller's votes; needed only where there is more than one. */
      rollKey: v.optional(id('票')),
    }),
    /** Digits that the same request alone brings again. They show that the ballot is in the box, not what is on it. */
    answer: v.object({ inclusionCode: v.string() }),
  },
  'deliberation.result': {
    request: v.strictObject({ pollId }),
    answer: v.object({
      poll: pollAnswer,
      /** From the close on. */
      outcome: v.optional(outcome),
      /** Absent below five ballots. */
      tally: v.optional(tally),
      head: v.optional(v.string()),
      /** Of a named poll: what each counter says of the sums; nothing yet. What they add is for the two alone. */
      counts: v.optional(
        v.array(v.object({ counter: v.string(), agrees: v.optional(v.boolean()), note: v.optional(v.string()) })),
      ),
    }),
  },
  /** The closed poll as a file, in pages: head matter with the first, tags on each. */
  'deliberation.ballotBox': {
    request: v.strictObject({ pollId, cursor }),
    answer: v.object({ file: ballotFile, cursor: v.optional(v.string()) }),
  },
  /** A named poll for its two counters, after the close: each ballot, and what opens its commitment. */
  'deliberation.namedBallots': {
    request: v.strictObject({ pollId, cursor }),
    answer: v.object({
      ballots: v.array(
        v.object({
          /** `和合大院1号楼 1-101 等 15 套`; not sealed, as the units are. */
          label: v.string(),
          units: v.array(v.string()),
          area: whole,
          choice: v.string(),
          way: v.picklist(['online', 'proxy', ...paperWays]),
          tag: v.string(),
          salt: v.string(),
        }),
      ),
      cursor: v.optional(v.string()),
    }),
  },
  /** A counter says that the named ballots come to the published sums, or that they do not. */
  'deliberation.confirmCount': {
    request: v.strictObject({ pollId, agrees: v.boolean('请选择计票是否相符'), note: v.optional(note) }),
    answer: v.object({ pollId: v.string(), confirmations: whole }),
  },

  // Paper, doorstep, phone
  /** Whose votes there are, for the counters of an open poll; who voted on a phone it does not say. */
  'deliberation.paperVoters': {
    request: v.strictObject({
      pollId,
      /** Part of a door's number or of a name. */
      find: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(limits.search.max, '写几个字就够了'))),
      cursor,
    }),
    answer: v.object({
      voters: v.array(
        v.object({
          /** What `markPaperVoter` takes: a door of the vote's, and on polls of members who it is. */
          unitId: v.optional(v.string()),
          memberId: v.optional(v.string()),
          /** `和合大院1号楼 1-101 王*`, `和合大院1号楼 1-101 等 15 套` */
          label: v.string(),
          /** A counter has entered it on paper. */
          entered: v.boolean(),
        }),
      ),
      cursor: v.optional(v.string()),
    }),
  },
  'deliberation.markPaperVoter': {
    request: v.strictObject({
      pollId,
      /** Any door of the vote's; a member without a home there has none. */
      unitId: v.optional(id('房号')),
      /** On polls of members: which of the household. */
      memberId: v.optional(memberId),
      way: v.optional(v.picklist(paperWays, '请选择投票途径'), 'paper'),
      /** On named polls only. */
      choice: v.optional(choice),
      photos,
    }),
    answer: v.object({ entryId: v.string() }),
  },
  'deliberation.paperBatch': {
    request: v.strictObject({
      pollId,
      counts: v.pipe(
        v.array(
          v.strictObject({
            choice,
            count: v.pipe(v.number('请填写票数'), v.integer('票数应为整数'), v.minValue(1, '票数至少为 1')),
          }),
          '请填写各项票数',
        ),
        v.minLength(1, '请填写各项票数'),
        v.check(
          (rows) => rows.reduce((total, { count }) => total + count, 0) <= limits.deliberation.paperBatch,
          `一批最多 ${limits.deliberation.paperBatch} 张`,
        ),
      ),
      photos,
    }),
    answer: v.object({ entryId: v.string(), total: whole }),
  },
  'deliberation.confirmPaper': {
    request: v.strictObject({ entryId: id('登记') }),
    answer: v.object({ entryId: v.string(), state: statesOf(paperStates) }),
  },
  'deliberation.refusePaper': {
    request: v.strictObject({ entryId: id('登记'), reason }),
    answer: v.object({ entryId: v.string(), state: statesOf(paperStates) }),
  },
  'deliberation.paperEntries': {
    request: v.strictObject({ pollId, cursor }),
    answer: v.object({
      entries: v.array(paperEntry),
      /** Voters marked on paper and ballots taken in; at the close they have to be as many. */
      marked: whole,
      counted: whole,
      cursor: v.optional(v.string()),
    }),
  },

  // Proxies of owners
  'deliberation.giveProxy': {
    request: v.strictObject({
      pollId,
      rollKey: id('票'),
      memberId,
      /** The written authorisation. */
      photos: v.pipe(photos, v.minLength(1, '请拍下书面委托')),
    }),
    answer: v.object({ pollId: v.string(), rollKey: v.string() }),
  },
  'deliberation.revokeProxy': {
    request: v.strictObject({ pollId, rollKey: id('票') }),
    answer: v.object({ pollId: v.string(), rollKey: v.string() }),
  },
  'deliberation.proxies': {
    request: v.strictObject({ pollId }),
    answer: v.object({
      proxies: v.array(v.object({ rollKey: v.string(), units: v.array(v.string()), holder: v.string(), at: instant })),
    }),
  },
}

/** The ladder, the six steps, and over to a report or a request. */
export const deliberationLadder = {
  // The ladder
  'deliberation.queue': {
    request: v.strictObject({ cursor }),
    answer: topicPage,
  },
  'deliberation.escalate': { request: v.strictObject({ ...onTopic, reason }), answer: topicChange },
  'deliberation.accept': { request: v.strictObject({ ...onTopic }), answer: topicChange },
  'deliberation.answer': {
    request: v.strictObject({ ...onTopic, text: text('答复', limits.deliberation.body), photos }),
    answer: topicChange,
  },
  'deliberation.handBack': { request: v.strictObject({ ...onTopic, reason }), answer: topicChange },
  'deliberation.decide': {
    request: v.strictObject({
      ...onTopic,
      text: text('决定', limits.deliberation.body),
      /** Who sees to it, as the group knows them: `楼长`, `社区物业科`. */
      who: text('负责人', limits.name),
      /** Where it is somebody of the group, or of the one that the topic is before: the clock tells them. */
      memberId: v.optional(memberId),
      dueAt: instant,
    }),
    answer: topicChange,
  },
  'deliberation.progress': {
    request: v.strictObject({ ...onTopic, text: note, photos, done: v.optional(v.boolean('请选择是否完成'), false) }),
    answer: topicChange,
  },
  'deliberation.giveVerdict': {
    request: v.strictObject({ topicId, good: v.boolean('请选择满意或不满意'), comment: v.optional(note) }),
    answer: v.object({ good: whole, bad: whole }),
  },
  'deliberation.close': { request: v.strictObject({ ...onTopic, reason }), answer: topicChange },

  // The six steps of 和合大院
  'deliberation.steps': {
    request: v.strictObject({ areaId }),
    answer: v.object({ areaId: v.string(), name: v.string(), abandoned: v.boolean(), steps: v.array(yardStep) }),
  },
  'deliberation.submitStep': {
    request: v.strictObject({ areaId, step: v.picklist(yardSteps, '没有这一步'), evidence }),
    answer: v.object({ areaId: v.string(), step: v.picklist(yardSteps), state: statesOf(yardStepStates) }),
  },
  'deliberation.confirmStep': {
    request: v.strictObject({ areaId, step: v.picklist(yardSteps, '没有这一步'), evidence }),
    answer: v.object({ areaId: v.string(), step: v.picklist(yardSteps), state: statesOf(yardStepStates) }),
  },
  /** Buildings and courtyards of a community, abandoned ones first, then those with most left to do. */
  'deliberation.stepBoard': {
    request: v.strictObject({ areaId, cursor }),
    answer: v.object({
      areas: v.array(
        v.object({
          areaId: v.string(),
          name: v.string(),
          level: v.picklist(groupLevels),
          abandoned: v.boolean(),
          confirmed: v.array(v.picklist(yardSteps)),
          submitted: v.array(v.picklist(yardSteps)),
        }),
      ),
      cursor: v.optional(v.string()),
    }),
  },

  // Over to a hazard report or a mediation request
  'deliberation.askCarry': {
    request: v.strictObject({
      topicId,
      to: v.picklist(carryTargets, '请选择转到哪里'),
      postIds: v.optional(
        v.pipe(v.array(postId), v.maxLength(limits.deliberation.carried, `最多选 ${limits.deliberation.carried} 条`)),
        [],
      ),
    }),
    answer: carry,
  },
  'deliberation.carry': { request: v.strictObject({ carryId: id('转办') }), answer: carry },
  'deliberation.consentCarry': {
    request: v.strictObject({ carryId: id('转办'), agree: v.boolean('请选择同意或不同意') }),
    answer: carry,
  },
  /** The asker has reported it; the item's number stands in the topic's timeline. */
  'deliberation.linkCarry': {
    request: v.strictObject({ carryId: id('转办'), itemId: id('办件') }),
    answer: carry,
  },
}

export const deliberationContract = { ...deliberationTalk, ...deliberationPolls, ...deliberationLadder }
