import type { Answer, Request } from '../contract'
import { ActionError } from '../contract/errors'
import type { ItemChange } from '../contract/item'
import type { ItemDoc } from '../kernel/collections'
import { withIndexes } from '../kernel/items'
import { acceptHours, mediationRules, resolveHours } from '../mediation/rules'
import { madeItem, units } from './items'
import type { World } from './world'

/** A request for mediation at community c1 as the store holds it, with `over` laid over it and its indexes set. */
export function madeMediation(over: Partial<ItemDoc> & { id: string }): ItemDoc {
  const responsible = over.responsible ?? units.community
  const {
    category: _,
    severity: __,
    openCell: ___,
    ...item
  } = madeItem({
    responsible,
    units: [responsible.id],
    ladder: [units.community, units.street, units.district, units.city],
    area: { cityId: '2102', districtId: 'd1', streetId: 's1', communityId: 'c1' },
    areaName: '甲社区',
    id: over.id,
  })
  return withIndexes(mediationRules, {
    ...item,
    kind: 'mediation',
    state: 'requested',
    title: '噪音纠纷',
    description: '楼上半夜拖桌子，说了几次不听',
    private: true,
    specialist: 'mediator',
    acceptHours,
    resolveHours,
    ...over,
  })
}

/** The sentences that tests of mediation tell their stories in. */
export function mediationOf(world: World) {
  /** Asks for mediation at building b1, as `resident` unless told. */
  const ask = (
    over: Partial<Request<'mediation.request'>> = {},
    who = 'resident',
  ): Promise<Answer<'mediation.request'>> =>
    world.call(who, 'mediation.request', {
      matter: 'noise',
      description: '楼上半夜拖桌子，说了几次不听',
      otherSide: '楼上302的住户',
      otherPhone: '15600000009',
      wish: '晚上十点以后不要拖桌子',
      buildingId: 'b1',
      ...over,
    })

  /** Takes a step on the version that the person sees. */
  async function act(who: string, name: string, itemId: string, input: object = {}): Promise<ItemChange> {
    const { item } = await world.call(who, 'item.get', { itemId })
    const result = await world.outcome(who, `mediation.${name}`, { itemId, version: item.version, ...input })
    if (!result.ok) throw new ActionError(result.error.code, `${name}: ${result.error.message}`)
    return result.value as ItemChange
  }

  return { ask, act }
}
