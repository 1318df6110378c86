import { action, type Context } from '../kernel/action'
import { documented, type OnItem, type StepOptions, takeStep } from '../kernel/items'
import { signedIn } from '../kernel/people'
import { mediationRules } from './rules'

/** Steps of one person in one hour. Who may take one is the table's word: first whether they see the item at all. */
const perHour = 300

const perform = (context: Context, act: string, input: OnItem, options: StepOptions = {}) =>
  takeStep(context, mediationRules, act, input, () => options)

const accept = action({
  name: 'mediation.accept',
  policy: signedIn,
  perHour,
  run: (context, input) => perform(context, 'accept', input),
})

const settle = action({
  name: 'mediation.settle',
  policy: signedIn,
  perHour,
  run: (context, input) =>
    perform(
      context,
      'settle',
      input,
      documented(context, input, { note: input.result, patch: { result: input.result } }),
    ),
})

const progress = action({
  name: 'mediation.progress',
  policy: signedIn,
  perHour,
  run: (context, input) => perform(context, 'progress', input, documented(context, input, { note: input.note })),
})

const end = action({
  name: 'mediation.end',
  policy: signedIn,
  perHour,
  run: (context, input) => perform(context, 'end', input, { note: input.reason }),
})

const handUp = action({
  name: 'mediation.handUp',
  policy: signedIn,
  perHour,
  run: (context, input) => perform(context, 'handUp', input, { note: input.reason }),
})

const confirm = action({
  name: 'mediation.confirm',
  policy: signedIn,
  perHour,
  run: (context, input) => perform(context, 'confirm', input),
})

const object = action({
  name: 'mediation.object',
  policy: signedIn,
  perHour,
  // What was written down is not what was agreed, so that it stands no longer as the result
  run: (context, input) => perform(context, 'object', input, { note: input.reason, patch: { result: undefined } }),
})

const withdraw = action({
  name: 'mediation.withdraw',
  policy: signedIn,
  perHour,
  run: (context, input) => perform(context, 'withdraw', input, { note: input.reason }),
})

export const stepActions = [accept, settle, progress, end, handUp, confirm, object, withdraw]
