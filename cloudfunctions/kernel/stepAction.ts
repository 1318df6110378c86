import type { ActionName, Answer, Input } from '../contract'
import type { ItemChange } from '../contract/item'
import { type Action, action, type Context } from './action'
import type { ItemDoc } from './collections'
import { type OnItem, type StepOptions, takeStep } from './items'
import { signedIn } from './people'
import type { KindRules } from './rules'

/** Steps of one person in one hour. */
const perHour = 300

/** Actions that answer with the change of an item. */
type StepName = { [N in ActionName]: Answer<N> extends ItemChange ? N : never }[ActionName]

/** What the action adds to its row of the table; asked once sight, version, right and state hold. */
type Prepare<N extends StepName> = (
  input: Input<N>,
  context: Context,
  item: ItemDoc,
) => StepOptions | Promise<StepOptions>

/**
 * The action of one act of a kind's state table: `hazard.accept` takes the step `accept`. Who may take it is the table's
 * word; whoever is signed in may ask, unless said otherwise.
 */
export const stepAction = <N extends StepName>(
  kind: KindRules,
  name: N,
  prepare: Prepare<N> = () => ({}),
  { policy = signedIn, unlinked }: Partial<Pick<Action<N>, 'policy' | 'unlinked'>> = {},
): Action =>
  action<N>({
    name,
    policy,
    perHour,
    unlinked,
    run: (context, input) =>
      takeStep(context, kind, name.slice(kind.kind.length + 1), input as OnItem, (item) =>
        prepare(input, context, item),
      ) as Promise<Answer<N>>,
  })
