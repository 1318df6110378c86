import type { Severity } from '../contract/hazard'
import { type HazardState, hazardStates } from '../contract/hazard'
import { limits } from '../contract/limits'
import type { KindRules, Step, StoryEvent } from '../kernel/rules'

/** States in which the responsible unit owes something. */
const owed = ['routed', 'accepted', 'whistled', 'assigned', 'reopened', 'arbitration'] as const
const closed = ['closed', 'withdrawn', 'merged'] as const
/** Nobody is above the city: what it misses stays overdue there. */
const belowTheCity = ['grid', 'community', 'street', 'district', 'department'] as const

/**
 * The life of a hazard report. A missed deadline moves it one level up (grid, community, street, district, city);
 * who received it first stays answerable until somebody accepts (首接负责); a hand-back says why; the reporter may
 * reopen twice, then the street decides.
 */
const steps: readonly Step<HazardState>[] = [
  // Who owes it
  {
    act: 'accept',
    from: ['routed', 'whistled', 'assigned', 'reopened'],
    to: 'accepted',
    who: ['responsible', 'answerable', 'alerted'],
    deadline: 'resolve',
    move: 'actor',
    tell: ['reporters', 'previous'],
  },
  {
    act: 'settle',
    from: ['routed', 'accepted', 'assigned', 'reopened'],
    to: 'resolved',
    who: ['responsible'],
    deadline: 'confirm',
    move: 'actor',
    tell: ['reporters'],
  },
  // The street's decision after two reopenings is the last word
  {
    act: 'settle',
    from: ['arbitration'],
    to: 'closed',
    who: ['responsible'],
    deadline: 'none',
    move: 'actor',
    tell: ['reporters', 'previous'],
  },
  {
    act: 'resolve',
    from: ['accepted', 'reopened'],
    to: 'resolved',
    who: ['responsible', 'answerable'],
    deadline: 'confirm',
    move: 'actor',
    tell: ['reporters'],
  },
  {
    act: 'blow',
    from: ['routed', 'accepted', 'reopened'],
    to: 'whistled',
    who: ['responsible'],
    levels: ['grid', 'community'],
    deadline: 'accept',
    move: 'street',
    tell: ['responsible', 'reporters'],
  },
  {
    act: 'assign',
    from: ['routed', 'accepted', 'whistled', 'reopened', 'arbitration'],
    to: 'assigned',
    who: ['responsible'],
    levels: ['street', 'district', 'city'],
    deadline: 'accept',
    move: 'department',
    tell: ['responsible', 'reporters'],
  },
  {
    act: 'handBack',
    from: ['routed', 'accepted', 'reopened'],
    to: 'routed',
    who: ['responsible'],
    levels: ['grid', 'community', 'street', 'district'],
    deadline: 'accept',
    move: 'up',
    tell: ['responsible', 'reporters'],
  },
  // A department, and a street that finds the whistle misdirected, give it back to where it can be assigned anew
  {
    act: 'handBack',
    from: ['assigned', 'accepted', 'reopened'],
    to: 'whistled',
    who: ['responsible'],
    levels: ['department'],
    deadline: 'accept',
    move: 'street',
    tell: ['responsible', 'reporters'],
  },
  {
    act: 'handBack',
    from: ['whistled'],
    to: 'whistled',
    who: ['responsible'],
    levels: ['street', 'district'],
    deadline: 'accept',
    move: 'up',
    tell: ['responsible', 'reporters'],
  },
  {
    act: 'merge',
    from: ['routed', 'accepted', 'whistled', 'assigned', 'reopened'],
    to: 'merged',
    who: ['responsible'],
    deadline: 'none',
    move: 'stay',
    tell: ['reporters'],
  },
  // The reporter. Those who joined hear of it too
  {
    act: 'confirm',
    from: ['resolved'],
    to: 'closed',
    who: ['reporter'],
    deadline: 'none',
    move: 'stay',
    tell: ['responsible', 'reporters'],
  },
  {
    act: 'reopen',
    from: ['resolved'],
    to: 'reopened',
    who: ['reporter'],
    reopensLeft: true,
    deadline: 'accept',
    move: 'stay',
    tell: ['responsible', 'reporters'],
  },
  {
    act: 'reopen',
    from: ['resolved'],
    to: 'arbitration',
    who: ['reporter'],
    reopensLeft: false,
    deadline: 'accept',
    move: 'street',
    tell: ['responsible', 'previous', 'reporters'],
  },
  {
    act: 'withdraw',
    from: ['routed', 'accepted', 'whistled', 'assigned', 'reopened', 'arbitration'],
    to: 'withdrawn',
    who: ['reporter'],
    deadline: 'none',
    move: 'stay',
    tell: ['responsible', 'reporters'],
  },
  // Looking behind the mask, by those who must act
  {
    act: 'reveal',
    from: ['routed', 'accepted', 'whistled', 'assigned', 'reopened', 'arbitration', 'resolved'],
    to: 'same',
    who: ['responsible', 'answerable'],
    named: true,
    deadline: 'keep',
    move: 'stay',
    tell: [],
  },
  // The clock
  {
    act: 'escalate',
    from: ['routed', 'whistled', 'assigned', 'reopened', 'arbitration'],
    to: 'same',
    who: ['system'],
    levels: belowTheCity,
    deadline: 'accept',
    move: 'up',
    tell: ['responsible', 'previous', 'reporters'],
  },
  // The unit above has not taken it on yet: once it does, it gets its time to solve it
  {
    act: 'escalate',
    from: ['accepted'],
    to: 'routed',
    who: ['system'],
    levels: belowTheCity,
    deadline: 'accept',
    move: 'up',
    tell: ['responsible', 'previous', 'reporters'],
  },
  {
    act: 'close',
    from: ['resolved'],
    to: 'closed',
    who: ['system'],
    deadline: 'none',
    move: 'stay',
    tell: ['reporters', 'responsible'],
  },
]

function story({ act, state, actor, responsible }: StoryEvent): string {
  switch (act) {
    case 'report':
      return `收到报告，转到${responsible.name}`
    case 'accept':
      return `${actor}接单，开始处理`
    case 'settle':
      return state === 'closed' ? `${actor}作出裁定，办结` : `${actor}当场处理完毕，等报告人确认`
    case 'resolve':
      return `${actor}处理完毕，等报告人确认`
    case 'blow':
      return `${actor}吹哨，请${responsible.name}派单`
    case 'assign':
      return `${actor}派单给${responsible.name}`
    case 'handBack':
      return `${actor}说明原因后退回，转到${responsible.name}`
    case 'merge':
      return `${actor}核实为同一件事，并案处理`
    case 'absorb':
      return '另一件报告的是同一件事，并入本件'
    case 'confirm':
      return '报告人确认已解决'
    case 'reopen':
      return state === 'arbitration' ? `报告人仍不认可，请${responsible.name}裁定` : '报告人认为没有解决，退回重办'
    case 'withdraw':
      return '报告人撤回'
    case 'reveal':
      return `${actor}查看了报告人的联系方式`
    case 'escalate':
      return `超过时限，责任上移到${responsible.name}`
    case 'close':
      return '七天内没有不同意见，自动办结'
    default:
      return hazardStates[state as HazardState] ?? '有新进展'
  }
}

export const hazardRules: KindRules<HazardState> = {
  kind: 'hazard',
  steps,
  closed,
  owed,
  untaken: ['routed', 'reopened'],
  maxReopens: limits.reopens,
  story,
}

/** Whether a report goes to the community at once, besides the grid. */
export const alertsCommunity = (severity: Severity) => severity === 'critical'
