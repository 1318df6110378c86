import type { Answer, Request } from '../contract'
import { ActionError } from '../contract/errors'
import { makeWorld, type World } from './world'

/** The sentences that tests of deliberation tell their stories in, about the people of buildings b1 and b2. */
export function neighboursOf(world: World) {
  /** Lets somebody move into a building, confirmed by its captain; answers the id the group knows them by. */
  async function settle(who: string, buildingId = 'b1', unit = '1-101'): Promise<string> {
    await world.call(who, 'account.saveProfile', { name: `邻居${who.slice(-1)}` })
    const home = { buildingId, unit, relation: 'owner' as const }
    const { membershipId } = await world.call(who, 'account.joinBuilding', home)
    const decision = { membershipId, decision: 'confirm' as const }
    await world.call(`captain@${buildingId}`, 'account.decideMembership', decision)
    // What follows is told later
    world.clock.forward(0.01)
    return membershipId
  }

  async function propose(who: string, over: Partial<Request<'deliberation.propose'>> = {}) {
    const proposed = await world.call(who, 'deliberation.propose', {
      groupId: 'b1',
      kind: 'parking',
      title: '楼前停车怎么排',
      body: '车位少，请大家说说怎么轮着停。',
      ...over,
    })
    world.clock.forward(0.01)
    return proposed
  }

  const view = (who: string, topicId: string) => world.call(who, 'deliberation.topic', { topicId })

  /** Takes a step on the version that the person sees. */
  async function act(who: string, name: string, topicId: string, input: object = {}) {
    const { topic } = await view(who, topicId)
    const result = await world.outcome(who, `deliberation.${name}`, { topicId, version: topic.version, ...input })
    if (!result.ok) throw new ActionError(result.error.code, `${name}: ${result.error.message}`)
    return result.value as Answer<'deliberation.accept'>
  }

  const say = (who: string, topicId: string, text: string, over: Partial<Request<'deliberation.post'>> = {}) =>
    world.call(who, 'deliberation.post', { topicId, text, ...over })

  const talk = async (who: string, topicId: string) => (await world.call(who, 'deliberation.posts', { topicId })).posts

  const inbox = async (who: string) => (await world.call(who, 'account.inbox', {})).messages

  return { settle, propose, view, act, say, talk, inbox }
}

/** A city in which Anna and Bert live in building b1 and Vera in b2, each confirmed. */
export async function settledCity() {
  const world = await makeWorld()
  const people = neighboursOf(world)
  await people.settle('anna')
  await people.settle('bert', 'b1', '1-102')
  await people.settle('vera', 'b2')
  return { world, people }
}
