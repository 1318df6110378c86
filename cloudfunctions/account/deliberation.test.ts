import { neighboursOf } from '../testing/neighbours'
import { makeWorld, type World } from '../testing/world'

const who = 'a-neighbour-who-leaves'
let world: World
let people: ReturnType<typeof neighboursOf>
let topicId: string
let postId: string
let carryId: string

beforeEach(async () => {
  world = await makeWorld()
  people = neighboursOf(world)
  const memberId = await people.settle(who)
  await people.settle('bert', 'b1', '1-102')
  topicId = (await people.propose(who)).topicId
  const { postId: other } = await people.say('bert', topicId, '我家两辆车')
  postId = (await people.say(who, topicId, '按单双号停', { replyTo: other })).postId
  await world.call(who, 'deliberation.react', { postId: other, stance: 'agree' })
  await world.call(who, 'deliberation.markRead', { topicId, upTo: world.clock.now() })
  await world.call('captain@b1', 'deliberation.setDelegate', { groupId: 'c1', memberId, delegate: true })
  const mute = { groupId: 'b1', memberId, hours: 1, reason: '刷屏' }
  await world.call('captain@b1', 'deliberation.mute', mute)
  const asked = await world.call('captain@b1', 'deliberation.askCarry', { topicId, to: 'hazard', postIds: [postId] })
  carryId = asked.carryId
  await world.call(who, 'deliberation.askCarry', { topicId, to: 'hazard', postIds: [other] })
  await people.act('captain@b1', 'decide', topicId, {
    text: '轮流停',
    who: '楼长',
    dueAt: '2026-12-20T00:00:00.000Z',
  })
  await people.act('captain@b1', 'progress', topicId, { text: '画好了', done: true })
  await world.call(who, 'deliberation.giveVerdict', { topicId, good: true, comment: '不错' })
  await world.tick()
})
afterEach(() => world.close())

test('what a person said in their group is theirs to take away', async () => {
  const { data } = await world.call(who, 'account.export', {})
  expect(data.deliberation).toMatchObject({
    topics: [{ id: topicId, title: '楼前停车怎么排' }],
    posts: [{ text: '按单双号停' }],
    stances: [{ stance: 'agree' }],
    verdicts: [{ topicId, good: true, comment: '不错' }],
    delegate: ['c1'],
  })
  expect(JSON.stringify(data.deliberation)).not.toContain('我家两辆车')
})

test('who leaves leaves their words to the group, and no trace of themselves', async () => {
  const answer = await world.call(who, 'account.erase', { confirm: 'ERASE' })
  expect(answer.kept).toContain('2 段话')
  expect(world.everything()).not.toContain(who)
  const [own] = (await people.talk('bert', topicId)).filter((post) => post.postId === postId)
  expect(own).toMatchObject({ text: '按单双号停', author: { name: '已注销的邻居', memberId: '-' } })
  expect((await people.view('bert', topicId)).topic.author.name).toBe('已注销的邻居')
  expect((await world.call('captain@b1', 'deliberation.carry', { carryId })).statements).toEqual([])
  expect(await world.code(who, 'deliberation.topic', { topicId })).toBe('NOT_FOUND')
  // The topic goes on without its author
  world.clock.forward(7 * 24)
  await world.tick()
  expect((await people.view('bert', topicId)).topic.state).toBe('closed')
})
