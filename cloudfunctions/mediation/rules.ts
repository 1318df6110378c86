import { type MediationState, mediationStates } from '../contract/mediation'
import type { KindRules, Step, StoryEvent } from '../kernel/rules'

/**
 * Hours to take a request on. The law gives three working days; three days by the clock, as every item is reckoned, are
 * never later than these, and need no calendar of a year whose holidays are not announced yet.
 */
export const acceptHours = 72
/** Hours to bring it to an end: thirty days from the day it was taken on. */
export const resolveHours = 30 * 24

/** States in which the responsible unit owes something. */
const owed = ['requested', 'accepted'] as const
const closed = ['closed', 'failed', 'withdrawn'] as const
/** Nobody is above the city: what it misses stays overdue there. */
const belowTheCity = ['community', 'street', 'district'] as const

/**
 * The life of a request for mediation. Whoever receives it may settle it on the spot (the plan's 当场调处); what they
 * cannot settle goes up from community to street to district with a reason, and what is left undone goes up by the clock.
 * Mediation is voluntary: the one who asked may stop it at any time, and what was agreed holds once they say so
 * (People's Mediation Law art. 17, 23).
 */
const steps: readonly Step<MediationState>[] = [
  // Who handles it
  {
    act: 'accept',
    from: ['requested'],
    to: 'accepted',
    who: ['responsible', 'answerable'],
    deadline: 'resolve',
    move: 'actor',
    tell: ['reporters', 'previous'],
  },
  {
    act: 'settle',
    from: ['requested', 'accepted'],
    to: 'agreed',
    who: ['responsible'],
    deadline: 'confirm',
    move: 'actor',
    tell: ['reporters'],
  },
  {
    act: 'progress',
    from: ['accepted'],
    to: 'same',
    who: ['responsible'],
    deadline: 'keep',
    move: 'stay',
    tell: ['reporters'],
  },
  {
    act: 'end',
    from: ['accepted'],
    to: 'failed',
    who: ['responsible'],
    deadline: 'none',
    move: 'stay',
    tell: ['reporters'],
  },
  {
    act: 'handUp',
    from: ['requested', 'accepted'],
    to: 'requested',
    who: ['responsible'],
    levels: ['community', 'street'],
    deadline: 'accept',
    move: 'up',
    tell: ['responsible', 'reporters'],
  },
  // Who asked
  {
    act: 'confirm',
    from: ['agreed'],
    to: 'closed',
    who: ['reporter'],
    deadline: 'none',
    move: 'stay',
    tell: ['responsible'],
  },
  {
    act: 'object',
    from: ['agreed'],
    to: 'accepted',
    who: ['reporter'],
    deadline: 'resolve',
    move: 'stay',
    tell: ['responsible'],
  },
  {
    act: 'withdraw',
    from: ['requested', 'accepted', 'agreed'],
    to: 'withdrawn',
    who: ['reporter'],
    deadline: 'none',
    move: 'stay',
    tell: ['responsible'],
  },
  // Looking behind the mask, by those who must act
  {
    act: 'reveal',
    from: ['requested', 'accepted', 'agreed'],
    to: 'same',
    who: ['responsible', 'answerable'],
    deadline: 'keep',
    move: 'stay',
    tell: [],
  },
  // The clock
  {
    act: 'escalate',
    from: ['requested', 'accepted'],
    to: 'requested',
    who: ['system'],
    levels: belowTheCity,
    deadline: 'accept',
    move: 'up',
    tell: ['responsible', 'previous', 'reporters'],
  },
  {
    act: 'close',
    from: ['agreed'],
    to: 'closed',
    who: ['system'],
    deadline: 'none',
    move: 'stay',
    tell: ['reporters', 'responsible'],
  },
]

function story({ act, state, actor, responsible }: StoryEvent): string {
  switch (act) {
    case 'request':
      return `收到调解申请，转到${responsible.name}`
    case 'accept':
      return `${actor}受理，开始调解`
    case 'settle':
      return `${actor}调解，双方达成一致，等申请人确认`
    case 'progress':
      return `${actor}告知进展`
    case 'end':
      return `${actor}没有调解成功。还可以打 12348 问法律援助，依法申请仲裁，或者向法院起诉`
    case 'handUp':
      return `${actor}说明原因后上报，转到${responsible.name}`
    case 'confirm':
      return '申请人确认，办结'
    case 'object':
      return '申请人说和谈好的不一样，继续调解'
    case 'withdraw':
      return '申请人撤回，不再调解'
    case 'reveal':
      return `${actor}查看了双方的联系方式`
    case 'escalate':
      return `超过时限，责任上移到${responsible.name}`
    case 'close':
      return '七天内没有不同意见，自动办结'
    default:
      return mediationStates[state as MediationState] ?? '有新进展'
  }
}

export const mediationRules: KindRules<MediationState> = {
  kind: 'mediation',
  steps,
  closed,
  owed,
  untaken: ['requested'],
  maxReopens: 0,
  reporter: '申请人',
  story,
}
