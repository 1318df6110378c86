import type { HazardState } from '@contract/hazard'
import type { ItemAnswer } from '@contract/item'
import { stateLabel } from '@contract/labels'
import type { BookingItemState, MediationState } from '@contract/words'
import { dueWords, itemTone, owedWords, type Tone, urgencyOf, whenWords } from '@/ui'

/** How an item stands, as one would say it: where it is now, what comes next. */
export interface Standing {
  tone: Tone
  title: string
  /** What happens next and by when; absent once nothing does. */
  next?: string
}

const upward = '到时没有答复，自动交给上一级。'

/** `now` in milliseconds by the server's clock. */
export function standingOf(item: ItemAnswer, now: number): Standing {
  if (item.kind === 'mediation') return mediationStanding(item, now)
  return item.kind === 'booking' ? bookingStanding(item, now) : hazardStanding(item, now)
}

/** What is open to both where mediation has not helped. */
const otherWays = '拖欠工钱这类劳动纠纷可以申请仲裁，别的可以向法院起诉。拿不准，先问法律援助。'

function mediationStanding(item: ItemAnswer, now: number): Standing {
  const who = item.responsible.name
  const by = owedWords(item, now)
  const owed = (title: string, next: string): Standing => ({
    tone: itemTone(item, now),
    title: by ? `${title}，${by}` : title,
    next,
  })
  switch (item.state as MediationState) {
    case 'requested': {
      const first = item.answerable ? `${who}受理之前，仍由${item.answerable.name}负责。` : ''
      return owed(`由${who}负责`, `受理后调解员会和双方联系。${upward}${first}`)
    }
    case 'accepted':
      return owed(`${who}正在调解`, '调解不收钱，全凭双方自愿。到时没有办完，自动交给上一级。')
    case 'agreed':
      return {
        tone: 'accent',
        title: item.mine ? '双方谈好了，请您看看对不对' : '双方谈好了，等申请人确认',
        next: item.dueAt && `${whenWords(item.dueAt, now)} 前没有不同意见，就自动办结。`,
      }
    case 'failed':
      return { tone: 'neutral', title: '没有调解成功', next: otherWays }
    case 'withdrawn':
      return { tone: 'neutral', title: item.mine ? '您已撤回，不再调解' : '申请人已撤回' }
    default:
      return { tone: 'done', title: '已办结，双方谈好了' }
  }
}

/** The grid's part of a booking, which ends with the booking itself. */
function bookingStanding(item: ItemAnswer, now: number): Standing {
  const who = item.responsible.name
  const by = owedWords(item, now)
  switch (item.state as BookingItemState) {
    case 'booked':
      return {
        tone: itemTone(item, now),
        title: by ? `${who}还没有接单，${by}` : `${who}还没有接单`,
        next: `接单就是知道了这次预约，到时能照应。${upward}`,
      }
    case 'accepted':
      return { tone: 'accent', title: `${who}已接单`, next: '预约的时间过了，自动办结。' }
    case 'withdrawn':
      return { tone: 'neutral', title: '预约取消了' }
    default:
      return { tone: 'done', title: '已办结' }
  }
}

function hazardStanding(item: ItemAnswer, now: number): Standing {
  const state = item.state as HazardState
  const who = item.responsible.name
  // 首接负责: whoever had it first stays answerable until the next one accepts
  const first = item.answerable ? `${who}接单之前，仍由${item.answerable.name}负责。` : ''
  const by = owedWords(item, now)
  const owed = (title: string, next: string): Standing => ({
    tone: itemTone(item, now),
    title: by ? `${title}，${by}` : title,
    next,
  })
  switch (state) {
    case 'routed':
      return owed(`由${who}负责`, `接单后会去现场查看。${upward}${first}`)
    case 'accepted':
      return owed(`${who}正在处理`, '办完后请报告人确认。到时没有办完，自动交给上一级。')
    case 'whistled':
      return owed(`已吹哨给${who}`, `接着派给对口的部门上门处理。${first}`)
    case 'assigned':
      return owed(`已派给${who}`, `接单后上门处理。${upward}${first}`)
    case 'reopened':
      return owed(`退回重办，由${who}负责`, `会重新处理并答复。${upward}`)
    case 'arbitration':
      return owed(`由${who}裁定`, '多次办理仍未认可，裁定是最后的答复。')
    case 'resolved':
      return {
        tone: 'accent',
        title: item.mine ? '已处理，请您看看解决了没有' : '已处理，等报告人确认',
        next: item.dueAt && `${whenWords(item.dueAt, now)} 前没有不同意见，就自动办结。`,
      }
    case 'closed':
      return { tone: 'done', title: item.score === undefined ? '已办结' : `已办结，评了 ${item.score} 分` }
    case 'withdrawn':
      return { tone: 'neutral', title: item.mine ? '您已撤回' : '报告人已撤回' }
    case 'merged':
      return { tone: 'neutral', title: '和另一件是同一件事，已并在一起办', next: mergedWords(item) }
    default:
      return { tone: 'accent', title: stateLabel(item.kind, item.state) }
  }
}

function mergedWords(item: ItemAnswer): string {
  const state = item.mergedState ? `，现在${stateLabel(item.kind, item.mergedState)}` : ''
  const result = item.mergedResult ? `。处理结果：${item.mergedResult}` : ''
  return `并入 ${item.mergedInto ?? '另一件'}${state}${result}`
}

/** A deadline of the desk's queue: 超时 3 小时, 今天 18:00 到期. */
export function deadlineWords(dueAt: string, now: number): string {
  return urgencyOf(dueAt, now) === 'overdue' ? dueWords(dueAt, now).replace('已', '') : `${whenWords(dueAt, now)} 到期`
}
