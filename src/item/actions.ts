import type { ActionName } from '@contract'
import type { ItemKind } from '@contract/item'
import { limits } from '@contract/limits'

/** Actions that a person takes on one item, each through a sheet with exactly the fields it needs. */
export const itemActionNames = [
  'hazard.accept',
  'hazard.resolve',
  'hazard.settle',
  'hazard.assign',
  'hazard.blow',
  'hazard.handBack',
  'hazard.merge',
  'hazard.confirm',
  'hazard.reopen',
  'hazard.withdraw',
  'mediation.accept',
  'mediation.settle',
  'mediation.progress',
  'mediation.handUp',
  'mediation.end',
  'mediation.confirm',
  'mediation.object',
  'mediation.withdraw',
  'booking.accept',
  'booking.settle',
  'item.reveal',
] as const satisfies readonly ActionName[]
export type ItemAction = (typeof itemActionNames)[number]

export const isItemAction = (name: string): name is ItemAction => (itemActionNames as readonly string[]).includes(name)

/** A text that an action asks for, by the name it has in the request. */
export interface TextQuestion {
  name: 'result' | 'reason' | 'note' | 'comment'
  label: string
  placeholder: string
  required: boolean
  max: number
}

export interface ActionSheet {
  /** On the button that opens the sheet. */
  label: string
  /** What will happen, in one or two sentences. */
  help: string
  score?: true
  text?: TextQuestion
  photos?: true
  department?: true
  /** Into which item it is merged. */
  target?: true
  /** On the button that does it. */
  submit: string
  danger?: true
  /** Said once it is done. */
  done: string
}

const text = (
  name: TextQuestion['name'],
  label: string,
  placeholder: string,
  { required = true } = {},
): TextQuestion => ({ name, label, placeholder, required, max: limits.note.max })

export const actionSheets: Record<ItemAction, ActionSheet> = {
  'hazard.accept': {
    label: '接单',
    help: '接单后由您所在的单位负责到底，报告人会收到消息。',
    submit: '接单',
    done: '已接单',
  },
  'hazard.resolve': {
    label: '填写处理结果',
    help: '写清做了什么。结果和照片会给报告人看，请他确认。',
    text: text('result', '处理结果', '例如：已把堆放的纸箱清走，并和商户说好不再堆放'),
    photos: true,
    submit: '提交结果',
    done: '结果已提交，等报告人确认',
  },
  'hazard.settle': {
    label: '当场处理完',
    help: '不用再往上报的，当场处理，写清做了什么。结果和照片会给报告人看。',
    text: text('result', '处理结果', '例如：已劝离违规充电的车辆'),
    photos: true,
    submit: '提交结果',
    done: '结果已提交',
  },
  'hazard.assign': {
    label: '派给部门',
    help: '派单后由这个部门接单处理，报告人会收到消息。',
    department: true,
    text: text('note', '交办意见', '例如：请今天内派人上门', { required: false }),
    submit: '派单',
    done: '已派单',
  },
  'hazard.blow': {
    label: '吹哨，请街道派单',
    help: '网格和社区解决不了的，吹哨给街道，由街道派给部门。',
    text: text('reason', '原因', '例如：需要燃气公司上门检测'),
    submit: '吹哨',
    done: '已吹哨，等街道派单',
  },
  'hazard.handBack': {
    label: '退回',
    help: '不该由您所在的单位办的，写明原因退回。对方接单之前，您所在的单位仍要负责。',
    text: text('reason', '原因', '例如：这处楼道属于相邻网格'),
    submit: '退回',
    done: '已退回',
  },
  'hazard.merge': {
    label: '并入另一件',
    help: '确认是同一件事再并入。两边的报告人都会收到结果。并入后不能分开。',
    target: true,
    submit: '并入',
    danger: true,
    done: '已并案',
  },
  'hazard.confirm': {
    label: '解决了，打分',
    help: '您确认后这件事就办结了。',
    score: true,
    text: text('comment', '评价', '还想说点什么', { required: false }),
    submit: '确认办结',
    done: '已办结，谢谢您',
  },
  'hazard.reopen': {
    label: '没有解决，退回重办',
    help: `写清哪里没有解决，会重新处理。最多退回 ${limits.reopens} 次，再不认可就由街道裁定。`,
    text: text('reason', '原因', '例如：清走第二天又堆上了'),
    photos: true,
    submit: '退回重办',
    done: '已退回重办',
  },
  'hazard.withdraw': {
    label: '撤回报告',
    help: '撤回后不再处理，也不能恢复。',
    text: text('reason', '原因', '例如：已经自己解决了', { required: false }),
    submit: '撤回',
    danger: true,
    done: '已撤回',
  },
  'mediation.accept': {
    label: '受理',
    help: '受理后由您所在的单位调解，申请人会收到消息。请尽快和双方联系。',
    submit: '受理',
    done: '已受理',
  },
  'mediation.settle': {
    label: '双方谈好了',
    help: '写清双方各做什么、什么时候做。会给申请人看，请他确认。',
    text: text('result', '谈好了什么', '例如：晚上十点以后不拖桌椅，本周内给桌脚垫上垫子'),
    photos: true,
    submit: '提交，请申请人确认',
    done: '已提交，等申请人确认',
  },
  'mediation.progress': {
    label: '告知进展',
    help: '写上什么时候、在哪里见面，或者下一步做什么。申请人会收到消息。',
    text: text('note', '进展', '例如：周六上午十点在社区调解室见面'),
    photos: true,
    submit: '发送',
    done: '已发送',
  },
  'mediation.handUp': {
    label: '报请上一级调解',
    help: '牵涉面广、自己调解不了的，写明原因报给上一级。上一级受理之前，您所在的单位仍要负责。',
    text: text('reason', '原因', '例如：牵涉几个社区，需要街道出面'),
    submit: '上报',
    done: '已上报',
  },
  'mediation.end': {
    label: '调解不成，结束',
    help: '一方不愿意调解，或者谈不拢的，写明原因结束。申请人会看到还可以走的路：12348 法律援助、仲裁、起诉。',
    text: text('reason', '原因', '例如：对方不愿意调解'),
    submit: '结束调解',
    danger: true,
    done: '已结束',
  },
  'mediation.confirm': {
    label: '就是这样谈好的',
    help: '您确认后，这件事就办结了。',
    submit: '确认',
    done: '已办结',
  },
  'mediation.object': {
    label: '和谈好的不一样',
    help: '写清哪里不一样，调解员会再找双方谈。',
    text: text('reason', '哪里不一样', '例如：说好的是这个月内修好'),
    submit: '提交',
    done: '已提交，继续调解',
  },
  'mediation.withdraw': {
    label: '不调解了，撤回申请',
    help: '调解全凭自愿，您随时可以撤回。撤回后不再调解，以后还可以再申请。',
    text: text('reason', '原因', '例如：我们自己谈好了', { required: false }),
    submit: '撤回',
    danger: true,
    done: '已撤回',
  },
  'booking.accept': {
    label: '接单',
    help: '表示网格知道了这次预约，到时能照应。预约的人会收到消息。',
    submit: '接单',
    done: '已接单',
  },
  'booking.settle': {
    label: '办好了',
    help: '写清做了什么。不写也可以，预约的时间过了会自动办结。',
    text: text('result', '做了什么', '例如：已上门接老人到站点'),
    submit: '提交',
    done: '已办结',
  },
  'item.reveal': {
    label: '查看姓名和电话',
    help: '查看会记在办件经过里，请只用于处理这件事。',
    submit: '查看',
    done: '',
  },
}

/** The one action each state of a kind waits for; it is the page's primary button for whoever may take it. */
const leads: Partial<Record<ItemKind, Record<string, ItemAction>>> = {
  hazard: {
    routed: 'hazard.accept',
    accepted: 'hazard.resolve',
    whistled: 'hazard.assign',
    assigned: 'hazard.accept',
    reopened: 'hazard.accept',
    arbitration: 'hazard.settle',
    resolved: 'hazard.confirm',
  },
  mediation: { requested: 'mediation.accept', accepted: 'mediation.settle', agreed: 'mediation.confirm' },
  booking: { booked: 'booking.accept', accepted: 'booking.settle' },
}

/** What each action is called where the state gives it another meaning. */
export function actionLabel(action: ItemAction, state: string): string {
  if (action === 'hazard.settle' && state === 'arbitration') return '作出裁定'
  if (action === 'mediation.settle' && state === 'requested') return '当场调解好了'
  return actionSheets[action].label
}

export interface ActionLayout {
  /** What the state waits for, where this person may do it. */
  lead?: ItemAction
  rest: ItemAction[]
}

/** Have their places on the page itself: beside the reporter, and where nobody taps by mistake at its end. */
export const withdrawals = ['hazard.withdraw', 'mediation.withdraw'] as const satisfies readonly ItemAction[]
const inPage: readonly ItemAction[] = ['item.reveal', ...withdrawals]

/** Splits what is allowed, and not drawn in the page itself, into the one main action and the others. */
export function layOut(allowed: readonly string[], { kind, state }: { kind: ItemKind; state: string }): ActionLayout {
  const actions = itemActionNames.filter((name) => allowed.includes(name) && !inPage.includes(name))
  const lead = actions.find((name) => name === leads[kind]?.[state])
  return { lead, rest: actions.filter((name) => name !== lead) }
}
