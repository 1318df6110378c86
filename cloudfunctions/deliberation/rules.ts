import { type GroupLevel, groupLevels, type PostAct, type PostState, type TopicState } from '../contract/deliberation'

/**
 * What somebody is to a topic. `author` proposed it; `member` and `moderator` belong to the group it was proposed in;
 * `responsible` moderates the group that it is before now, `past` one that it was before; `seated` is a member of the
 * group that it is before now; `system` is the clock.
 */
export const topicParts = ['author', 'member', 'moderator', 'responsible', 'seated', 'past', 'system'] as const
export type TopicPart = (typeof topicParts)[number]

/** Which date starts: to accept, to answer, the task's own, the members' verdict, another go; none is left, or it is over and stands. */
export type TopicDeadline = 'accept' | 'answer' | 'task' | 'verdict' | 'redo' | 'none' | 'keep' | 'over'

/** Which group it comes before: the same, the next above, the next below, or its own again. */
export type TopicMove = 'stay' | 'up' | 'down' | 'home'

/** Who hears of the step besides the one who took it; `doer` is whom a decision names. */
export type TopicTold = 'author' | 'members' | 'moderators' | 'responsible' | 'previous' | 'doer'

/** One row of the table: the single source of what is allowed, of the tests that walk it and of the diagram. */
export interface TopicStep {
  act: string
  from: readonly TopicState[]
  to: TopicState | 'same'
  who: readonly TopicPart[]
  /** The row holds only while the topic is before a group of one of these levels. */
  levels?: readonly GroupLevel[]
  /** The row holds only where the group below is the topic's own, or (false) is not. */
  homeBelow?: boolean
  /** The row holds only if so the members' verdict is: content, or not. */
  content?: boolean
  /** Not while a poll is announced, open or being counted. */
  afterPolls?: true
  move: TopicMove
  deadline: TopicDeadline
  tell: readonly TopicTold[]
}

/** What the rows look at. */
export interface TopicSubject {
  state: TopicState
  rung: { level: GroupLevel; id: string }
  /** The group it was proposed in and those above, the lowest first. */
  ladder: readonly { level: GroupLevel; id: string }[]
  livePolls: readonly string[]
}

/** The street is the top of the ladder. */
const belowTheStreet = groupLevels.filter((level) => level !== 'street')
/** States in which a group other than its own owes something. */
const above = ['escalated', 'accepted'] as const
/** Everything that is in the group's list and not over. */
const running = ['talking', 'escalated', 'accepted', 'answered', 'decided', 'underway', 'done'] as const

/**
 * The life of a topic. A building that cannot settle it hands it up, to courtyard, community and street; each owes an
 * answer by a date: it accepts, answers, decides, or hands back and says why. What is missed goes up by the clock.
 */
export const topicSteps: readonly TopicStep[] = [
  // The content check was in doubt
  {
    act: 'admit',
    from: ['held'],
    to: 'talking',
    who: ['moderator'],
    move: 'stay',
    deadline: 'none',
    tell: ['author', 'members'],
  },
  {
    act: 'decline',
    from: ['held'],
    to: 'closed',
    who: ['moderator'],
    move: 'stay',
    deadline: 'none',
    tell: ['author'],
  },
  // The ladder
  {
    act: 'escalate',
    from: ['talking', 'answered'],
    to: 'escalated',
    who: ['moderator'],
    levels: belowTheStreet,
    afterPolls: true,
    move: 'up',
    deadline: 'accept',
    tell: ['responsible', 'author', 'members'],
  },
  {
    act: 'escalate',
    from: above,
    to: 'escalated',
    who: ['responsible'],
    levels: belowTheStreet,
    afterPolls: true,
    move: 'up',
    deadline: 'accept',
    tell: ['responsible', 'moderators', 'author'],
  },
  {
    act: 'accept',
    from: ['escalated'],
    to: 'accepted',
    who: ['responsible'],
    move: 'stay',
    deadline: 'answer',
    tell: ['author', 'moderators'],
  },
  {
    act: 'answer',
    from: above,
    to: 'answered',
    who: ['responsible'],
    move: 'home',
    deadline: 'none',
    tell: ['author', 'moderators', 'members'],
  },
  {
    act: 'handBack',
    from: above,
    to: 'talking',
    who: ['responsible'],
    homeBelow: true,
    move: 'down',
    deadline: 'none',
    tell: ['author', 'moderators', 'members'],
  },
  {
    act: 'handBack',
    from: above,
    to: 'escalated',
    who: ['responsible'],
    homeBelow: false,
    move: 'down',
    deadline: 'accept',
    tell: ['responsible', 'author', 'moderators'],
  },
  // What comes of it
  {
    act: 'decide',
    from: ['talking', 'answered'],
    to: 'decided',
    who: ['moderator'],
    afterPolls: true,
    move: 'stay',
    deadline: 'task',
    tell: ['author', 'members', 'doer'],
  },
  {
    act: 'decide',
    from: above,
    to: 'decided',
    who: ['responsible'],
    afterPolls: true,
    move: 'stay',
    deadline: 'task',
    tell: ['author', 'moderators', 'members', 'doer'],
  },
  {
    act: 'progress',
    from: ['decided', 'underway'],
    to: 'underway',
    who: ['responsible', 'moderator'],
    move: 'stay',
    deadline: 'keep',
    tell: ['author', 'moderators'],
  },
  {
    act: 'finish',
    from: ['decided', 'underway'],
    to: 'done',
    who: ['responsible', 'moderator'],
    move: 'stay',
    deadline: 'verdict',
    tell: ['author', 'moderators', 'members'],
  },
  {
    act: 'summarise',
    from: running,
    to: 'same',
    who: ['moderator'],
    move: 'stay',
    deadline: 'keep',
    tell: [],
  },
  {
    act: 'close',
    from: ['talking', 'answered'],
    to: 'closed',
    who: ['moderator', 'author'],
    afterPolls: true,
    move: 'stay',
    deadline: 'none',
    tell: ['author', 'moderators'],
  },
  // The clock
  {
    act: 'overdue',
    from: above,
    to: 'escalated',
    who: ['system'],
    levels: belowTheStreet,
    move: 'up',
    deadline: 'accept',
    tell: ['responsible', 'previous', 'moderators', 'author'],
  },
  {
    act: 'late',
    from: above,
    to: 'same',
    who: ['system'],
    levels: ['street'],
    move: 'stay',
    deadline: 'over',
    tell: ['responsible', 'moderators', 'author'],
  },
  {
    act: 'late',
    from: ['decided', 'underway'],
    to: 'same',
    who: ['system'],
    move: 'stay',
    deadline: 'over',
    tell: ['doer', 'responsible', 'moderators'],
  },
  {
    act: 'settle',
    from: ['done'],
    to: 'closed',
    who: ['system'],
    content: true,
    move: 'stay',
    deadline: 'none',
    tell: ['author', 'moderators', 'responsible'],
  },
  {
    act: 'redo',
    from: ['done'],
    to: 'decided',
    who: ['system'],
    content: false,
    move: 'stay',
    deadline: 'redo',
    tell: ['author', 'moderators', 'responsible', 'members', 'doer'],
  },
]

/** What one may do under a topic that is no step of its own, by state and part. */
export const besides: readonly { act: string; in: readonly TopicState[]; who: readonly TopicPart[] }[] = [
  { act: 'post', in: running, who: ['member', 'moderator'] },
  { act: 'openPoll', in: ['talking', 'answered'], who: ['moderator'] },
  { act: 'pin', in: running, who: ['moderator'] },
  { act: 'giveVerdict', in: ['done'], who: ['member'] },
  { act: 'askCarry', in: running, who: ['author', 'moderator'] },
]

/** States in which somebody owes the next step. */
export const owedStates: readonly TopicState[] = ['escalated', 'accepted', 'decided', 'underway']

/** Hours that a group has to accept what comes up to it, and then to answer. */
export const rungHours: Record<GroupLevel, { accept: number; answer: number }> = {
  // Nothing comes up to a building
  building: { accept: 48, answer: 168 },
  courtyard: { accept: 48, answer: 168 },
  community: { accept: 48, answer: 240 },
  street: { accept: 72, answer: 360 },
}
/** Hours the members have for their verdict, and what is done anew when they are not content. */
export const verdictHours = 7 * 24
export const redoHours = 14 * 24

/** Whether those who said so are content with what was done; silence is taken for content. */
export const isContent = ({ good, bad }: { good: number; bad: number }) => good >= bad

/** The group above the one a topic is before. */
export const rungAbove = <R extends { id: string }>({ rung, ladder }: { rung: R; ladder: readonly R[] }) =>
  ladder[ladder.findIndex(({ id }) => id === rung.id) + 1]
/** The group below it; undefined before its own. */
export const rungBelow = <R extends { id: string }>({ rung, ladder }: { rung: R; ladder: readonly R[] }) =>
  ladder[ladder.findIndex(({ id }) => id === rung.id) - 1]

const isHome = ({ ladder }: TopicSubject, rung: { id: string } | undefined) => rung?.id === ladder[0]?.id

const holdsFor = (step: TopicStep, topic: TopicSubject, content?: boolean) =>
  step.from.includes(topic.state) &&
  (step.levels === undefined || step.levels.includes(topic.rung.level)) &&
  (step.move !== 'up' || rungAbove(topic) !== undefined) &&
  (step.homeBelow === undefined || step.homeBelow === isHome(topic, rungBelow(topic))) &&
  (step.content === undefined || step.content === content) &&
  !(step.afterPolls && topic.livePolls.length > 0)

const permits = (step: TopicStep, held: readonly TopicPart[]) => step.who.some((who) => held.includes(who))

/** The row by which somebody who is `held` to the topic may do `act` now. `content`: the members' verdict, for the clock. */
export const topicStepFor = (act: string, topic: TopicSubject, held: readonly TopicPart[], content?: boolean) =>
  topicSteps.find((step) => step.act === act && holdsFor(step, topic, content) && permits(step, held))

/** Whether somebody who is `held` to the topic may do `act` in some state; tells «not you» from «not now». */
export const topicEverAllows = (act: string, held: readonly TopicPart[]) =>
  [...topicSteps, ...besides].some((row) => row.act === act && row.who.some((who) => held.includes(who)))

/** Whether somebody who is `held` to the topic may do now what is no step of its own. */
export const mayBesides = (act: string, { state }: Pick<TopicSubject, 'state'>, held: readonly TopicPart[]) =>
  besides.some((row) => row.act === act && row.in.includes(state) && row.who.some((who) => held.includes(who)))

/** The action of each act that has another name. */
const actions: Partial<Record<string, string>> = { decline: 'admit', finish: 'progress' }
export const actionOf = (act: string) => `deliberation.${actions[act] ?? act}`

/** Actions that somebody who is `held` to the topic may take now, in the table's order. */
export function allowedActions(topic: TopicSubject, held: readonly TopicPart[]): string[] {
  const steps = topicSteps.filter((step) => holdsFor(step, topic) && permits(step, held)).map(({ act }) => act)
  const others = besides.filter(({ act }) => mayBesides(act, topic, held)).map(({ act }) => act)
  return [...new Set([...steps, ...others].map(actionOf))]
}

/**
 * Who sees a topic at all. One that the content check holds, or that was declined, is its author's and the moderators';
 * the others are the group's own, and of whoever moderates or sits in a group that it came before.
 */
export const seesTopic = ({ listed }: { listed: boolean }, held: readonly TopicPart[]) =>
  listed ? held.length > 0 : held.includes('author') || held.includes('moderator')

export interface TopicStoryEvent {
  act: string
  actor: string
  rung: { name: string }
}

/** One Chinese sentence for an event of the timeline. */
export function topicStory({ act, actor, rung }: TopicStoryEvent): string {
  switch (act) {
    case 'propose':
      return '提出议题'
    case 'admit':
      return `${actor}审核后发布`
    case 'decline':
      return `${actor}审核后没有发布`
    case 'escalate':
      return `${actor}上报到${rung.name}`
    case 'overdue':
      return `超过时限，上移到${rung.name}`
    case 'accept':
      return `${actor}受理`
    case 'answer':
      return `${actor}答复`
    case 'handBack':
      return `${actor}说明原因后退回${rung.name}`
    case 'decide':
      return `${actor}公布决定`
    case 'progress':
      return `${actor}通报进展`
    case 'finish':
      return `${actor}通报已完成，请居民评价`
    case 'late':
      return '过了期限，还没有办好'
    case 'redo':
      return '居民不满意，退回重办'
    case 'settle':
      return '居民没有不同意见，结束'
    case 'summarise':
      return `${actor}写下小结`
    case 'close':
      return `${actor}结束议题`
    case 'announcePoll':
      return `${actor}公示一次投票`
    case 'openPoll':
      return actor === '系统' ? '投票开始' : `${actor}发起投票`
    case 'cancelPoll':
      return '投票取消'
    case 'closePoll':
      return '投票结束'
    case 'carry':
      return '转为其他办理'
    default:
      return '有新进展'
  }
}

/** What moderators do to a post, in which states of it. */
export const postSteps: Record<PostAct, { from: readonly PostState[]; to: PostState }> = {
  hold: { from: ['shown'], to: 'held' },
  release: { from: ['held', 'hidden'], to: 'shown' },
  hide: { from: ['shown', 'held'], to: 'hidden' },
}

interface PostSubject {
  state: PostState
  appeal?: { state: 'open' | 'upheld' | 'restored' }
}

/** Whether the act is open to moderators now. What the community restored stays, and while it decides nobody else does. */
export const mayModerate = (act: PostAct, { state, appeal }: PostSubject) =>
  postSteps[act].from.includes(state) &&
  appeal?.state !== 'open' &&
  !(appeal?.state === 'restored' && act !== 'release')

/** What the caller may do to a post besides talking about it: `deliberation.moderate:hide`, `deliberation.appeal`. */
export function postActsFor(post: PostSubject, { mine, moderator }: { mine: boolean; moderator: boolean }): string[] {
  const acts = moderator ? (Object.keys(postSteps) as PostAct[]).filter((act) => mayModerate(act, post)) : []
  const appeals = mine && post.state === 'hidden' && !post.appeal
  return [...acts.map((act) => `deliberation.moderate:${act}`), ...(appeals ? ['deliberation.appeal'] : [])]
}

/** How many said what of a statement. */
interface Opinions {
  agree: number
  disagree: number
  unsure: number
}

/** How far most are of one mind about it, in thousandths: the larger side's share of all who said something. */
export const unity = ({ agree, disagree, unsure }: Opinions) =>
  Math.floor((1000 * Math.max(agree, disagree)) / Math.max(1, agree + disagree + unsure))

/** How far it divides them, in thousandths: twice the smaller side's share, 1000 when half stands against half. */
export const division = ({ agree, disagree, unsure }: Opinions) =>
  Math.floor((2000 * Math.min(agree, disagree)) / Math.max(1, agree + disagree + unsure))

/** From which share on a statement is said to unite, or to divide. */
export const unitesFrom = 700
export const dividesFrom = 600

/** `1单元 王*`: the entrance and no door, so that neighbours know each other and strangers learn nothing. */
export function speakerName(unit: string, maskedName: string): string {
  const entrance = /^(\d+)-/.exec(unit)?.[1]
  return [entrance && `${entrance}单元`, maskedName || '邻居'].filter(Boolean).join(' ')
}
