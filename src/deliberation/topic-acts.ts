import type { ActionName } from '@contract'
import type { TopicState } from '@contract/deliberation-words'
import { limits } from '@contract/limits'

/** Steps that a person takes on one topic, each through a sheet with exactly the fields it needs. */
export const topicActs = [
  'admit',
  'decline',
  'accept',
  'answer',
  'decide',
  'finish',
  'progress',
  'giveVerdict',
  'escalate',
  'handBack',
  'summarise',
  'close',
] as const
export type TopicAct = (typeof topicActs)[number]

export interface TopicSheet {
  action: Extract<
    ActionName,
    | 'deliberation.admit'
    | 'deliberation.accept'
    | 'deliberation.answer'
    | 'deliberation.decide'
    | 'deliberation.progress'
    | 'deliberation.giveVerdict'
    | 'deliberation.escalate'
    | 'deliberation.handBack'
    | 'deliberation.summarise'
    | 'deliberation.close'
  >
  /** On the button that opens the sheet. */
  label: string
  /** What will happen, in one or two sentences. */
  help: string
  text?: {
    name: 'text' | 'reason' | 'comment'
    label: string
    placeholder: string
    required: boolean
    max: number
  }
  /** Who sees to it, and by when. */
  task?: true
  photos?: true
  /** Content with it or not. */
  verdict?: true
  /** What the act says besides what is typed. */
  fixed?: Record<string, boolean>
  submit: string
  danger?: true
  /** Said once it is done. */
  done: string
}

const text = (
  name: 'text' | 'reason' | 'comment',
  label: string,
  placeholder: string,
  { required = true, max = limits.note.max as number } = {},
) => ({ name, label, placeholder, required, max })

export const topicSheets: Record<TopicAct, TopicSheet> = {
  admit: {
    action: 'deliberation.admit',
    label: '发布议题',
    help: '发布后全群都能看到，可以讨论。',
    fixed: { admit: true },
    submit: '发布',
    done: '已发布',
  },
  decline: {
    action: 'deliberation.admit',
    label: '不发布',
    help: '写明原因，提议人会看到。',
    text: text('reason', '原因', '例如：内容里有别人的电话'),
    fixed: { admit: false },
    submit: '不发布',
    danger: true,
    done: '没有发布',
  },
  accept: {
    action: 'deliberation.accept',
    label: '受理',
    help: '受理后由你们负责在期限内答复，提议人会收到消息。',
    submit: '受理',
    done: '已受理',
  },
  answer: {
    action: 'deliberation.answer',
    label: '答复',
    help: '写清能不能办、怎么办。答复全群都能看到，议题回到原来的群。',
    text: text('text', '答复', '例如：已和物业约定本周内重新划线', { max: limits.deliberation.body.max }),
    photos: true,
    submit: '提交答复',
    done: '已答复',
  },
  decide: {
    action: 'deliberation.decide',
    label: '公布决定',
    help: '写清决定做什么、谁负责、什么时候完成。全群都能看到。',
    text: text('text', '决定', '例如：东侧空地划 8 个车位，先到先停', { max: limits.deliberation.body.max }),
    task: true,
    submit: '公布',
    done: '已公布',
  },
  finish: {
    action: 'deliberation.progress',
    label: '办完了，请大家评价',
    help: '写清做了什么。七天内大家评价满意不满意。',
    text: text('text', '做了什么', '例如：车位已划好，今天起可以用'),
    photos: true,
    fixed: { done: true },
    submit: '提交',
    done: '已提交，等大家评价',
  },
  progress: {
    action: 'deliberation.progress',
    label: '通报进展',
    help: '让大家知道办到哪一步了。',
    text: text('text', '进展', '例如：施工队明天进场'),
    photos: true,
    submit: '通报',
    done: '已通报',
  },
  giveVerdict: {
    action: 'deliberation.giveVerdict',
    label: '评价办得好不好',
    help: '不满意的人多，就退回去重办。',
    verdict: true,
    text: text('comment', '想说的', '哪里好，哪里不好', { required: false }),
    submit: '提交评价',
    done: '已评价，谢谢您',
  },
  escalate: {
    action: 'deliberation.escalate',
    label: '往上报',
    help: '本群解决不了的，报到上一级议事会。议题、投票结果和经过一起报上去，大家的发言留在群里，上一级要在期限内受理和答复。',
    text: text('reason', '为什么要上报', '例如：要动用公共维修资金，楼里定不了'),
    submit: '上报',
    done: '已上报',
  },
  handBack: {
    action: 'deliberation.handBack',
    label: '退回下一级',
    help: '不该由你们办的，写明原因退回，大家都能看到原因。',
    text: text('reason', '原因', '例如：这件事楼里商量就能定'),
    submit: '退回',
    done: '已退回',
  },
  summarise: {
    action: 'deliberation.summarise',
    label: '写小结',
    help: '把大家的意见归纳成几句话，放在议题最上面。',
    text: text('text', '小结', '例如：多数人同意划线，担心的是夜里占道', { max: limits.deliberation.body.max }),
    submit: '发布小结',
    done: '小结已发布',
  },
  close: {
    action: 'deliberation.close',
    label: '结束议题',
    help: '结束后不能再发言，已经说的都还在。',
    text: text('reason', '原因', '例如：已经商量好了'),
    submit: '结束',
    danger: true,
    done: '已结束',
  },
}

/** The one step each state waits for. */
const leads: Partial<Record<TopicState, TopicAct>> = {
  held: 'admit',
  escalated: 'accept',
  accepted: 'answer',
  answered: 'decide',
  decided: 'finish',
  underway: 'finish',
  done: 'giveVerdict',
}

/** Splits what is allowed into the one step the state waits for and the others. */
export function layOutActs(allowed: readonly string[], state: TopicState): { lead?: TopicAct; rest: TopicAct[] } {
  const acts = topicActs.filter((act) => allowed.includes(topicSheets[act].action))
  const lead = acts.find((act) => act === leads[state])
  return { lead, rest: acts.filter((act) => act !== lead) }
}
