import { documented } from '../kernel/items'
import { stepAction } from '../kernel/stepAction'
import { mediationRules } from './rules'

const accept = stepAction(mediationRules, 'mediation.accept')

const settle = stepAction(mediationRules, 'mediation.settle', (input, context) =>
  documented(context, input, { note: input.result, patch: { result: input.result } }),
)

const progress = stepAction(mediationRules, 'mediation.progress', (input, context) =>
  documented(context, input, { note: input.note }),
)

const end = stepAction(mediationRules, 'mediation.end', ({ reason }) => ({ note: reason }))

const handUp = stepAction(mediationRules, 'mediation.handUp', ({ reason }) => ({ note: reason }))

const confirm = stepAction(mediationRules, 'mediation.confirm')

// What was written down is not what was agreed, so that it stands no longer as the result
const object = stepAction(mediationRules, 'mediation.object', ({ reason }) => ({
  note: reason,
  patch: { result: undefined },
}))

const withdraw = stepAction(mediationRules, 'mediation.withdraw', ({ reason }) => ({ note: reason }))

export const stepActions = [accept, settle, progress, end, handUp, confirm, object, withdraw]
