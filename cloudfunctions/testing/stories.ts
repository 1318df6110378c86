import type { Answer, Request } from '../contract'
import { ActionError } from '../contract/errors'
import type { ItemChange } from '../contract/item'
import type { World } from './world'

/** The sentences that tests of several contexts tell their stories in. */
export function storiesOf(world: World) {
  /** Reports a blocked fire exit in building b1, as `resident` unless told. */
  const report = (over: Partial<Request<'hazard.report'>> = {}, who = 'resident'): Promise<Answer<'hazard.report'>> =>
    world.call(who, 'hazard.report', {
      category: 'fireExit',
      description: '三楼楼道堆满纸箱',
      buildingId: 'b1',
      ...over,
    })

  const view = (who: string, itemId: string) => world.call(who, 'item.get', { itemId })

  /** Takes a step on the version that the person sees. */
  async function act(who: string, name: string, itemId: string, input: object = {}): Promise<ItemChange> {
    const { item } = await view(who, itemId)
    const result = await world.outcome(who, `hazard.${name}`, { itemId, version: item.version, ...input })
    if (!result.ok) throw new ActionError(result.error.code, `${name}: ${result.error.message}`)
    return result.value as ItemChange
  }

  /** The person's inbox, newest first. */
  const inbox = async (who: string) => (await world.call(who, 'account.inbox', {})).messages

  return { report, view, act, inbox }
}
