import type { ActionName, Answer, Outcome, Request } from '../../cloudfunctions/contract'
import { ActionError } from '../../cloudfunctions/contract/errors'
import { itemActions } from '../../cloudfunctions/item/actions'
import { pipeline } from '../../cloudfunctions/kernel/pipeline'
import { mediationActions } from '../../cloudfunctions/mediation/actions'
import { makeWorld, type World } from '../../cloudfunctions/testing/world'
import { tick } from '../../cloudfunctions/timer/tick'
import { type OnCloudBase, onCloudBase } from './ports'

/** A mediation on CloudBase's database, by the real SDK: queues of mediators, and two who take it on at once. */

jest.setTimeout(60_000)

let world: World
let cloud: OnCloudBase

beforeAll(async () => {
  world = await makeWorld()
  cloud = await onCloudBase(world.ports)
  for (const [name, doc] of world.store.everything()) cloud.cloudBase.load(name, [doc as never])
})
afterAll(async () => {
  await cloud.close()
  await world.close()
})

async function call<N extends ActionName>(who: string, name: N, input: Request<N>): Promise<Answer<N>> {
  const dispatch = pipeline([...itemActions, ...mediationActions], cloud.ports)
  const outcome = await dispatch({ name, input }, { personId: who, openid: who })
  if (outcome.ok) return outcome.value as Answer<N>
  const { code, message } = (outcome as Outcome<never> & { ok: false }).error
  throw new ActionError(code, message)
}

const queueOf = async (who: string, scope: 'mine' | 'area' = 'mine') =>
  (await call(who, 'item.queue', { filter: { scope } })).items.map(({ itemId }) => itemId)

test('a request waits in the queues of those who handle it alone, is taken on once, and climbs when it is late', async () => {
  const { itemId } = await call('resident', 'mediation.request', {
    matter: 'noise',
    description: '楼上半夜拖桌子',
    otherSide: '楼上302的住户',
    buildingId: 'b1',
  })
  expect(await queueOf('mediator@c1')).toEqual([itemId])
  expect(await queueOf('communityStaff@c1')).toEqual([itemId])
  expect(await queueOf('communityStaff@c1', 'area')).toEqual([])
  expect(await queueOf('mediator@s1')).toEqual([])

  const both = await Promise.all(
    ['mediator@c1', 'communityStaff@c1'].map((who) =>
      call(who, 'mediation.accept', { itemId, version: 1 }).then(
        () => 'ok',
        ({ code }: ActionError) => code,
      ),
    ),
  )
  expect(both.sort()).toEqual(['CONFLICT', 'ok'])

  world.clock.forward(24 * 31)
  await tick(cloud.ports)
  expect(await queueOf('mediator@c1')).toEqual([])
  expect(await queueOf('mediator@s1')).toEqual([itemId])
  await call('mediator@s1', 'mediation.settle', { itemId, version: 3, result: '晚上十点以后不拖桌子' })
  const { item, timeline } = await call('resident', 'item.get', { itemId })
  expect([item.state, item.result]).toEqual(['agreed', '晚上十点以后不拖桌子'])
  expect(timeline.map(({ act }) => act)).toEqual(['request', 'accept', 'escalate', 'settle'])
  await call('resident', 'mediation.confirm', { itemId, version: 4 })
  expect(await queueOf('mediator@s1')).toEqual([])
})
