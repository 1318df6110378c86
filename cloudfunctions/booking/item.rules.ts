import { type BookingItemState, bookingItemStates } from '../contract/words'
import type { KindRules, Step, StoryEvent } from '../kernel/rules'

/** Hours the grid has to say that it knows; the clock moves it up then, and never past the booking's end. */
export const acceptHours = 24
/** Longer than any booking lies ahead: once somebody has taken it on, the booking's own end is the deadline. */
export const resolveHours = 100 * 24

/** Nobody is above the city: what it misses stays overdue there. */
const belowTheCity = ['grid', 'community', 'street', 'district'] as const
const open = ['booked', 'accepted'] as const

/**
 * The grid's part of a booking that its service tells the grid of. The booking leads: it is moved, given up, kept or
 * missed by those whose it is, and the item follows in the same transaction. The grid takes it on, and may be done early.
 */
const steps: readonly Step<BookingItemState>[] = [
  // The grid
  {
    act: 'accept',
    from: ['booked'],
    to: 'accepted',
    who: ['responsible', 'answerable'],
    deadline: 'resolve',
    move: 'actor',
    tell: ['reporters', 'previous'],
  },
  {
    act: 'settle',
    from: open,
    to: 'closed',
    who: ['responsible'],
    deadline: 'none',
    move: 'actor',
    tell: ['reporters'],
  },
  {
    act: 'reveal',
    from: open,
    to: 'same',
    who: ['responsible', 'answerable'],
    deadline: 'keep',
    move: 'stay',
    tell: [],
  },
  // The booking
  {
    act: 'change',
    from: ['booked'],
    to: 'same',
    who: ['system'],
    deadline: 'accept',
    move: 'stay',
    tell: ['responsible'],
  },
  {
    act: 'change',
    from: ['accepted'],
    to: 'same',
    who: ['system'],
    deadline: 'resolve',
    move: 'stay',
    tell: ['responsible'],
  },
  // What was settled was settled for another day
  {
    act: 'change',
    from: ['closed'],
    to: 'booked',
    who: ['system'],
    deadline: 'accept',
    move: 'stay',
    tell: ['responsible'],
  },
  {
    act: 'cancel',
    from: open,
    to: 'withdrawn',
    who: ['system'],
    deadline: 'none',
    move: 'stay',
    tell: ['responsible'],
  },
  { act: 'keep', from: open, to: 'closed', who: ['system'], deadline: 'none', move: 'stay', tell: [] },
  { act: 'miss', from: open, to: 'closed', who: ['system'], deadline: 'none', move: 'stay', tell: ['responsible'] },
  // The counter may note it when the clock has closed it already
  { act: 'miss', from: ['closed'], to: 'same', who: ['system'], deadline: 'none', move: 'stay', tell: ['responsible'] },
  // The clock
  {
    act: 'escalate',
    from: ['booked'],
    to: 'same',
    who: ['system'],
    levels: belowTheCity,
    deadline: 'accept',
    move: 'up',
    tell: ['responsible', 'previous'],
  },
  { act: 'close', from: open, to: 'closed', who: ['system'], deadline: 'none', move: 'stay', tell: [] },
]

function story({ act, state, actor, responsible }: StoryEvent): string {
  switch (act) {
    case 'book':
      return `收到预约，转到${responsible.name}`
    case 'accept':
      return `${actor}接单`
    case 'settle':
      return `${actor}办理完毕`
    case 'reveal':
      return `${actor}查看了使用人的联系方式`
    case 'change':
      return '预约改了时间'
    case 'cancel':
      return '预约取消了'
    case 'keep':
      return '预约的服务已经用上，办结'
    case 'miss':
      return '预约的人没有来，办结'
    case 'escalate':
      return `超过时限，责任上移到${responsible.name}`
    case 'close':
      return '预约的时间过了，自动办结'
    default:
      return bookingItemStates[state as BookingItemState] ?? '有新进展'
  }
}

export const bookingItemRules: KindRules<BookingItemState> = {
  kind: 'booking',
  steps,
  closed: ['closed', 'withdrawn'],
  owed: open,
  untaken: ['booked'],
  maxReopens: 0,
  story,
}
