import { type neighboursOf, settledCity } from '../testing/neighbours'
import type { World } from '../testing/world'

let world: World
let people: ReturnType<typeof neighboursOf>
const captain = 'captain@b1'
const gridWorker = 'gridWorker@c1-g1'

beforeEach(async () => {
  ;({ world, people } = await settledCity())
})
afterEach(() => world.close())

const posts = (who: string, topicId: string, over: object = {}) =>
  world.call(who, 'deliberation.posts', { topicId, ...over })

describe('groups', () => {
  const groupsOf = async (who: string) =>
    (await world.call(who, 'deliberation.groups', {})).groups.map(({ groupId, member, moderator }) => ({
      groupId,
      member,
      moderator,
    }))

  test('a resident is in the group of the building, once the address is confirmed', async () => {
    expect(await groupsOf('anna')).toEqual([{ groupId: 'b1', member: true, moderator: false }])
    expect(await groupsOf('somebody')).toEqual([])
    await world.call('somebody', 'account.joinBuilding', { buildingId: 'b1', unit: '2-301', relation: 'tenant' })
    expect(await groupsOf('somebody')).toEqual([])
  })

  test('who moves out is in it no more', async () => {
    const home = (await world.call('anna', 'account.me', {})).home
    await world.call('anna', 'account.leaveBuilding', { membershipId: home?.membershipId ?? '' })
    expect(await groupsOf('anna')).toEqual([])
    expect(await world.code('anna', 'deliberation.topics', { groupId: 'b1' })).toBe('NOT_FOUND')
  })

  test('captain, grid worker, community and street moderate what is theirs', async () => {
    expect(await groupsOf(captain)).toEqual([
      { groupId: 'b1', member: false, moderator: true },
      { groupId: 'c1-y1', member: true, moderator: false },
      { groupId: 'c1', member: true, moderator: false },
    ])
    expect(await groupsOf(gridWorker)).toEqual([
      { groupId: 'b1', member: false, moderator: true },
      { groupId: 'c1-y1', member: false, moderator: true },
    ])
    expect(await groupsOf('communityStaff@c1')).toEqual([{ groupId: 'c1', member: false, moderator: true }])
    expect(await groupsOf('streetStaff@s1')).toEqual([{ groupId: 's1', member: false, moderator: true }])
    expect(await groupsOf('communityStaff@c2')).toEqual([{ groupId: 'c2', member: false, moderator: true }])
  })

  test('says who moderates, how many members there are, and what is new', async () => {
    const { topicId } = await people.propose('anna')
    const [own] = (await world.call('bert', 'deliberation.groups', {})).groups
    expect(own).toMatchObject({
      level: 'building',
      name: '和合大院1号楼',
      members: 2,
      moderators: ['captain@b1', 'gridWorker@c1-g1'],
      unread: 1,
    })
    await world.call('bert', 'deliberation.markRead', { topicId, upTo: world.clock.now() })
    expect((await world.call('bert', 'deliberation.groups', {})).groups[0].unread).toBe(0)
    world.clock.forward(1)
    await people.say('anna', topicId, '我先说')
    expect((await world.call('bert', 'deliberation.groups', {})).groups[0].unread).toBe(1)
  })

  test('members are named by entrance and family name alone', async () => {
    const { members } = await world.call('anna', 'deliberation.members', { groupId: 'b1' })
    expect(members.map(({ name, moderator }) => [name, moderator]).sort()).toEqual([
      ['1单元 邻*a', false],
      ['1单元 邻*t', false],
      ['captain@b1', true],
      ['gridWorker@c1-g1', true],
    ])
    expect(JSON.stringify(members)).not.toMatch(/anna|bert|101/)
  })

  test('a delegate is named by who moderates building or forum, sits there, and leaves with the home', async () => {
    const memberId = (await world.call('anna', 'account.me', {})).home?.membershipId ?? ''
    const name = (who: string, groupId: string, delegate = true) =>
      world.code(who, 'deliberation.setDelegate', { groupId, memberId, delegate })
    expect(await name('captain@b2', 'c1')).toBe('NOT_FOUND')
    expect(await name('communityStaff@c2', 'c1')).toBe('NOT_FOUND')
    expect(await name('communityStaff@c2', 'c2')).toBe('INVALID')
    expect(await name(captain, 's1')).toBe('ok')
    expect(await name('communityStaff@c1', 'c1')).toBe('ok')
    expect((await groupsOf('anna')).map(({ groupId }) => groupId)).toEqual(['b1', 'c1', 's1'])
    // Two of one instant, in any order
    expect((await people.inbox('anna')).map(({ title }) => title)).toContain('您成为甲社区议事代表')
    expect(await name('streetStaff@s1', 's1', false)).toBe('ok')
    expect((await groupsOf('anna')).map(({ groupId }) => groupId)).toEqual(['b1', 'c1'])
    const { members } = await world.call('communityStaff@c1', 'deliberation.members', { groupId: 'c1' })
    expect(members.filter(({ delegate }) => delegate).map((one) => one.name)).toEqual(['和合大院1号楼 1单元 邻*a'])
    await world.call('anna', 'account.leaveBuilding', { membershipId: memberId })
    expect(await groupsOf('anna')).toEqual([])
  })
})

describe('a topic', () => {
  test('is proposed by a member, told to the group, and listed there', async () => {
    const photo = await world.photo('anna')
    const { topicId, state } = await people.propose('anna', { photos: [photo] })
    expect(state).toBe('talking')
    const { topics } = await world.call('bert', 'deliberation.topics', { groupId: 'b1' })
    expect(topics).toMatchObject([{ topicId, title: '楼前停车怎么排', state: 'talking', posts: 0, version: 1 }])
    await world.tick()
    expect((await people.inbox('bert'))[0]).toMatchObject({ title: '新议题：楼前停车怎么排', topicId })
    expect(await people.inbox('anna')).not.toContainEqual(expect.objectContaining({ topicId }))
    expect(await people.inbox('vera')).not.toContainEqual(expect.objectContaining({ topicId }))
    const { topic, timeline } = await people.view('bert', topicId)
    expect(topic.photos).toHaveLength(1)
    expect(topic.author).toMatchObject({ name: '1单元 邻*a', moderator: false })
    expect(timeline).toMatchObject([{ seq: 1, act: 'propose', actor: '1单元 邻*a' }])
  })

  test('reaches everybody of a large building, once each, though the telling is interrupted', async () => {
    await world.store.load(
      'memberships',
      Array.from({ length: 100 }, (_, i) => ({
        id: `home-${i}`,
        personId: `p${i}`,
        personName: '邻居',
        buildingId: 'b1',
        buildingName: '和合大院1号楼',
        gridId: 'c1-g1',
        communityId: 'c1',
        unit: '1-101',
        relation: 'owner' as const,
        state: 'confirmed' as const,
        at: world.clock.now(),
        livesIn: 'b1',
      })),
    )
    await people.propose('anna')
    const { replace } = world.store
    world.store.replace = async (collection, doc) => (collection === 'announcements' ? false : replace(collection, doc))
    await world.tick()
    world.store.replace = replace
    for (let i = 0; i < 5; i += 1) await world.tick()
    for (let i = 0; i < 100; i += 1) expect(await people.inbox(`p${i}`)).toHaveLength(1)
    expect((await world.store.range('announcements', 'byDue', { eq: [], limit: 10 })).rows).toEqual([])
  })

  test('that the content check doubts is held for the captain, who lets it in or says why not', async () => {
    world.outside.verdict = 'review'
    const [one, other] = [await people.propose('anna'), await people.propose('anna', { title: '另一个议题' })]
    world.outside.verdict = 'pass'
    expect(one.state).toBe('held')
    expect(await world.code('bert', 'deliberation.topic', { topicId: one.topicId })).toBe('NOT_FOUND')
    expect((await world.call('bert', 'deliberation.topics', { groupId: 'b1' })).topics).toEqual([])
    expect((await world.call(captain, 'deliberation.topics', { groupId: 'b1' })).first).toHaveLength(2)
    await people.act(captain, 'admit', one.topicId, { admit: true })
    expect(await world.code('bert', 'deliberation.topic', { topicId: one.topicId })).toBe('ok')
    const refuse = { topicId: other.topicId, version: 1, admit: false }
    expect(await world.code(captain, 'deliberation.admit', refuse)).toBe('INVALID')
    await people.act(captain, 'admit', other.topicId, { admit: false, reason: '和本楼无关' })
    expect(await world.code('bert', 'deliberation.topic', { topicId: other.topicId })).toBe('NOT_FOUND')
    expect((await people.view('anna', other.topicId)).timeline.at(-1)).toMatchObject({ note: '和本楼无关' })
    world.outside.verdict = 'refuse'
    expect(
      await world.code('anna', 'deliberation.propose', {
        groupId: 'b1',
        kind: 'other',
        title: '不能发的',
        body: '内容',
      }),
    ).toBe('INVALID')
  })

  test('lists come by kind, by state and page by page, pinned and planned ones apart', async () => {
    const made: string[] = []
    for (let i = 0; i < 23; i += 1) {
      const kind = i % 2 ? 'waste' : 'parking'
      made.push((await people.propose(i % 2 ? 'anna' : 'bert', { kind, title: `第 ${i} 个议题` })).topicId)
      world.clock.forward(24)
    }
    const list = (over: object = {}) => world.call('anna', 'deliberation.topics', { groupId: 'b1', ...over })
    const page = await list()
    expect(page.topics.map(({ topicId }) => topicId)).toEqual([...made].reverse().slice(0, 20))
    expect((await list({ cursor: page.cursor })).topics).toHaveLength(3)
    expect((await list({ filter: { kind: 'waste' } })).topics).toHaveLength(11)
    await people.act(captain, 'close', made[0], { reason: '已经说清楚了' })
    expect((await list({ filter: { state: 'closed' } })).topics.map(({ topicId }) => topicId)).toEqual([made[0]])
    await people.act(captain, 'pin', made[1], { pinned: true })
    await world.call(captain, 'deliberation.setAgenda', { groupId: 'b1', topicIds: [made[3], made[2]] })
    expect((await list()).first.map(({ topicId, agenda, pinned }) => [topicId, agenda, pinned])).toEqual([
      [made[1], undefined, true],
      [made[3], 1, false],
      [made[2], 2, false],
    ])
    const agenda = (topicIds: string[]) => world.code(captain, 'deliberation.setAgenda', { groupId: 'b1', topicIds })
    expect(await agenda([made[0]])).toBe('INVALID')
    expect(await agenda([made[2], made[2]])).toBe('INVALID')
  })
})

describe('talk', () => {
  let topicId: string
  beforeEach(async () => {
    topicId = (await people.propose('anna')).topicId
  })

  test('is read from the newest back, with what is new marked', async () => {
    for (let i = 0; i < 25; i += 1) {
      await people.say('bert', topicId, `第 ${i} 句`)
      world.clock.forward(0.01)
    }
    const page = await posts('anna', topicId)
    expect(page.posts.map(({ text }) => text).slice(0, 2)).toEqual(['第 24 句', '第 23 句'])
    const rest = await posts('anna', topicId, { cursor: page.cursor })
    expect(rest.posts.map(({ text }) => text)).toEqual(['第 4 句', '第 3 句', '第 2 句', '第 1 句', '第 0 句'])
    expect((await people.view('anna', topicId)).topic).toMatchObject({ unread: 25, posts: 25 })
    await world.call('anna', 'deliberation.markRead', { topicId, upTo: rest.posts[0].at })
    expect((await people.view('anna', topicId)).topic.unread).toBe(20)
    expect((await people.view('bert', topicId)).topic.unread).toBe(0)
  })

  test('an open page asks for news, and gets what is new or changed, each at least once', async () => {
    const { news } = await posts('anna', topicId)
    const { postId } = await people.say('bert', topicId, '第一句')
    const first = await posts('anna', topicId, { after: news })
    expect(first.posts.map((post) => post.postId)).toEqual([postId])
    world.clock.forward(1)
    const quiet = await posts('anna', topicId, { after: first.news })
    world.clock.forward(1)
    expect((await posts('anna', topicId, { after: quiet.news })).posts).toEqual([])
    await world.call('anna', 'deliberation.react', { postId, stance: 'agree' })
    const changed = await posts('bert', topicId, { after: quiet.news })
    expect(changed.posts).toMatchObject([{ postId, agree: 1 }])
    expect(await world.code('anna', 'deliberation.posts', { topicId, after: 'nonsense' })).toBe('INVALID')
  })

  test('more news than one answer holds comes in several, and none is lost', async () => {
    const { news } = await posts('anna', topicId)
    await world.store.load(
      'topicPosts',
      Array.from({ length: 250 }, (_, i) => ({
        ...{ id: `n${i}`, topicId, groupId: 'b1', authorName: '邻居', memberId: 'm', text: `${i}`, photos: [] },
        ...{ mentions: [], at: world.clock.now(), changedAt: world.clock.now(), state: 'shown' as const },
        ...{ agree: 0, disagree: 0, unsure: 0, shownIn: topicId, support: 0 },
      })),
    )
    const seen = new Set<string>()
    let after = news
    for (let i = 0; i < 4; i += 1) {
      const answer = await posts('anna', topicId, { after })
      for (const { postId } of answer.posts) seen.add(postId)
      after = answer.news
    }
    expect(seen.size).toBe(250)
  })

  test('replies are one level deep, quote what they answer, and tell its author', async () => {
    const { postId: root } = await people.say('anna', topicId, '按单双号停')
    const { postId: reply } = await people.say('bert', topicId, '我赞成', { replyTo: root })
    const { postId: second } = await people.say('anna', topicId, '谢谢', { replyTo: reply })
    const shown = await people.talk('anna', topicId)
    expect(shown.find((post) => post.postId === reply)?.replyTo).toEqual({
      postId: root,
      author: '1单元 邻*a',
      text: '按单双号停',
    })
    expect(shown.find((post) => post.postId === second)?.replyTo).toMatchObject({ postId: root, text: '我赞成' })
    expect((await people.inbox('anna'))[0]).toMatchObject({ title: '楼前停车怎么排：有人回复或提到您', topicId })
    const other = await people.propose('anna', { title: '另一个议题' })
    expect(await world.code('anna', 'deliberation.post', { topicId: other.topicId, text: '好', replyTo: root })).toBe(
      'INVALID',
    )
  })

  test('a member may be mentioned and hears of it, unless they want no news; an outsider may not', async () => {
    const { members } = await world.call('anna', 'deliberation.members', { groupId: 'b1' })
    const bert = members.find(({ name }) => name === '1单元 邻*t')?.memberId ?? ''
    await people.say('anna', topicId, '请看看', { mentions: [bert] })
    expect((await people.inbox('bert'))[0]).toMatchObject({ topicId, body: '1单元 邻*a：请看看' })
    await world.call('bert', 'deliberation.setQuiet', { topicId, quiet: true })
    const before = (await people.inbox('bert')).length
    await people.say('anna', topicId, '再看看', { mentions: [bert] })
    expect(await people.inbox('bert')).toHaveLength(before)
    expect((await people.view('bert', topicId)).topic.quiet).toBe(true)
    const vera = (await world.call('vera', 'account.me', {})).home?.membershipId ?? ''
    expect(await world.code('anna', 'deliberation.post', { topicId, text: '看', mentions: [vera] })).toBe('INVALID')
  })

  test('one has one stance on a statement, changes it, takes it back', async () => {
    const { postId } = await people.say('anna', topicId, '按单双号停')
    const react = (stance: 'agree' | 'disagree' | 'unsure' | 'none') =>
      world.call('bert', 'deliberation.react', { postId, stance })
    expect(await react('agree')).toEqual({ postId, agree: 1, disagree: 0, unsure: 0 })
    expect(await react('agree')).toEqual({ postId, agree: 1, disagree: 0, unsure: 0 })
    expect(await react('unsure')).toEqual({ postId, agree: 0, disagree: 0, unsure: 1 })
    expect((await people.talk('bert', topicId))[0]).toMatchObject({ stance: 'unsure', mine: false })
    expect(await react('none')).toEqual({ postId, agree: 0, disagree: 0, unsure: 0 })
    expect(await react('none')).toEqual({ postId, agree: 0, disagree: 0, unsure: 0 })
  })

  test('twenty who react at once are all counted', async () => {
    const { postId } = await people.say('anna', topicId, '按单双号停')
    for (let i = 0; i < 20; i += 1) await people.settle(`n${i}`, 'b1', '2-301')
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        world.call(`n${i}`, 'deliberation.react', { postId, stance: i % 4 ? 'agree' : 'disagree' }),
      ),
    )
    expect((await people.talk('anna', topicId))[0]).toMatchObject({ agree: 15, disagree: 5 })
  })

  test('what unites and what divides shows from seven opinions on', async () => {
    const { postId: uniting } = await people.say('anna', topicId, '留出消防通道')
    const { postId: dividing } = await people.say('anna', topicId, '收停车费')
    const opinions = () => world.call('bert', 'deliberation.opinions', { topicId })
    for (let i = 0; i < 8; i += 1) await people.settle(`n${i}`, 'b1', '2-301')
    for (let i = 0; i < 6; i += 1) {
      await world.call(`n${i}`, 'deliberation.react', { postId: uniting, stance: 'agree' })
      await world.call(`n${i}`, 'deliberation.react', { postId: dividing, stance: i % 2 ? 'agree' : 'disagree' })
    }
    expect(await opinions()).toEqual({ united: [], divided: [] })
    for (const i of [6, 7]) {
      await world.call(`n${i}`, 'deliberation.react', { postId: uniting, stance: 'agree' })
      await world.call(`n${i}`, 'deliberation.react', { postId: dividing, stance: i % 2 ? 'agree' : 'disagree' })
    }
    const { united, divided } = await opinions()
    expect(united.map((post) => post.postId)).toEqual([uniting])
    expect(divided.map((post) => post.postId)).toEqual([dividing])
    expect((await posts('bert', topicId, { order: 'supported' })).posts[0].postId).toBe(uniting)
  })

  test('ends with the topic', async () => {
    await people.act('anna', 'close', topicId, { reason: '说清楚了' })
    expect(await world.code('bert', 'deliberation.post', { topicId, text: '还有一句' })).toBe('CONFLICT')
  })
})

describe('moderation', () => {
  let topicId: string
  beforeEach(async () => {
    topicId = (await people.propose('anna')).topicId
  })
  const moderate = (who: string, postId: string, act: string, reason?: string) => {
    world.clock.forward(0.01)
    return world.code(who, 'deliberation.moderate', { postId, act, reason })
  }
  const log = async (who: string) =>
    (await world.call(who, 'deliberation.moderationLog', { groupId: 'b1' })).entries.map(({ act }) => act)

  test('a doubtful post waits, seen by its author and the moderators alone, and enters the talk when released', async () => {
    world.outside.verdict = 'review'
    const { postId, state } = await people.say('bert', topicId, '加微信说')
    world.outside.verdict = 'pass'
    expect(state).toBe('held')
    expect(await people.talk('anna', topicId)).toEqual([])
    expect(await people.talk('bert', topicId)).toMatchObject([{ postId, state: 'held', text: '加微信说' }])
    expect((await people.inbox(captain))[0]).toMatchObject({ title: '有发言待审核' })
    expect(await moderate('anna', postId, 'release')).toBe('NOT_FOUND')
    expect(await moderate('bert', postId, 'release')).toBe('FORBIDDEN')
    world.clock.forward(5)
    expect(await moderate(captain, postId, 'release')).toBe('ok')
    expect(await people.talk('anna', topicId)).toMatchObject([{ postId, state: 'shown', at: world.clock.now() }])
    expect((await people.view('anna', topicId)).topic.posts).toBe(1)
    expect(await moderate(captain, postId, 'release')).toBe('CONFLICT')
  })

  test('a hidden post has a reason that its author reads; the group sees that something was hidden, and the log', async () => {
    const { postId } = await people.say('bert', topicId, '你们都不讲理')
    expect(await moderate(captain, postId, 'hide')).toBe('INVALID')
    expect(await moderate(captain, postId, 'hide', '对人不对事')).toBe('ok')
    const [seen] = await people.talk('anna', topicId)
    expect(seen).toMatchObject({ state: 'hidden', text: '', allowed: [] })
    expect(seen.reason).toBeUndefined()
    const [own] = await people.talk('bert', topicId)
    expect(own).toMatchObject({ text: '你们都不讲理', reason: '对人不对事', allowed: ['deliberation.appeal'] })
    expect((await people.inbox('bert'))[0]).toMatchObject({ body: '楼前停车怎么排。原因：对人不对事' })
    expect(await log('anna')).toEqual(['hide'])
    expect(JSON.stringify(await world.call('anna', 'deliberation.moderationLog', { groupId: 'b1' }))).not.toContain(
      'bert',
    )
  })

  test('an appeal goes to the community, which restores or upholds, and the captain cannot hide it again', async () => {
    const { postId } = await people.say('bert', topicId, '你们都不讲理')
    await moderate(captain, postId, 'hide', '对人不对事')
    world.clock.forward(0.01)
    const appeal = (who: string) => world.code(who, 'deliberation.appeal', { postId, reason: '我只是着急' })
    expect(await appeal('anna')).toBe('FORBIDDEN')
    expect(await appeal('vera')).toBe('NOT_FOUND')
    expect(await appeal('bert')).toBe('ok')
    expect(await appeal('bert')).toBe('CONFLICT')
    expect(await moderate(captain, postId, 'release')).toBe('CONFLICT')
    const { appeals } = await world.call('communityStaff@c1', 'deliberation.appeals', {})
    expect(appeals).toMatchObject([
      { post: { postId, text: '你们都不讲理' }, appeal: '我只是着急', groupName: '和合大院1号楼' },
    ])
    expect((await world.call('communityStaff@c2', 'deliberation.appeals', {})).appeals).toEqual([])
    const decide = (who: string) =>
      world.code(who, 'deliberation.decideAppeal', { postId, restore: true, reason: '话虽重，可以说' })
    expect(await decide('communityStaff@c2')).toBe('NOT_FOUND')
    expect(await decide(captain)).toBe('FORBIDDEN')
    expect(await decide('communityStaff@c1')).toBe('ok')
    expect(await people.talk('anna', topicId)).toMatchObject([{ postId, state: 'shown', text: '你们都不讲理' }])
    expect(await moderate(captain, postId, 'hide', '还是不行')).toBe('CONFLICT')
    expect(await log('anna')).toEqual(['restore', 'appeal', 'hide'])
  })

  test('who is muted says nothing for that time, and hears why; moderators cannot be muted', async () => {
    const { members } = await world.call(captain, 'deliberation.members', { groupId: 'b1' })
    const bert = members.find(({ name }) => name === '1单元 邻*t')?.memberId ?? ''
    const mute = (who: string, member: string, hours: number) => {
      world.clock.forward(0.01)
      return world.code(who, 'deliberation.mute', { groupId: 'b1', memberId: member, hours, reason: '刷屏' })
    }
    expect(await mute('anna', bert, 2)).toBe('FORBIDDEN')
    expect(await mute('vera', bert, 2)).toBe('NOT_FOUND')
    expect(await mute(captain, 'gridWorker:c1-g1', 2)).toBe('INVALID')
    expect(await mute(captain, bert, 2)).toBe('ok')
    expect(await world.code('bert', 'deliberation.post', { topicId, text: '喂' })).toBe('FORBIDDEN')
    expect(
      await world.code('bert', 'deliberation.propose', {
        groupId: 'b1',
        kind: 'other',
        title: '新的议题',
        body: '内容',
      }),
    ).toBe('FORBIDDEN')
    expect((await world.call('bert', 'deliberation.groups', {})).groups[0].mutedUntil).toBeDefined()
    world.clock.forward(2)
    expect(await world.code('bert', 'deliberation.post', { topicId, text: '喂' })).toBe('ok')
    await mute(captain, bert, 72)
    expect(await mute(captain, bert, 0)).toBe('ok')
    expect(await world.code('bert', 'deliberation.post', { topicId, text: '喂喂' })).toBe('ok')
    expect(await log('anna')).toEqual(['unmute', 'mute', 'mute'])
  })

  test('nobody deletes a topic, and the captain speaks as what they are', async () => {
    await people.say(captain, topicId, '请大家慢慢说')
    expect((await people.talk('anna', topicId))[0].author).toEqual({
      memberId: 'captain:b1',
      name: 'captain@b1',
      moderator: true,
    })
    expect(await world.code(captain, 'deliberation.delete', { topicId })).toBe('NOT_FOUND')
    await people.act(captain, 'summarise', topicId, { text: '大家都想留出消防通道' })
    expect((await people.view('anna', topicId)).topic.summary).toBe('大家都想留出消防通道')
    expect(await world.code('anna', 'deliberation.summarise', { topicId, version: 2, text: '我来小结' })).toBe(
      'FORBIDDEN',
    )
  })
})

test('a person of another building sees nothing and can do nothing', async () => {
  const { topicId } = await people.propose('anna')
  const { postId } = await people.say('bert', topicId, '按单双号停')
  const memberId = (await world.call('bert', 'account.me', {})).home?.membershipId ?? ''
  const onTopic = { topicId, version: 1 }
  const tries: [string, object][] = [
    ['members', { groupId: 'b1' }],
    ['topics', { groupId: 'b1' }],
    ['propose', { groupId: 'b1', kind: 'other', title: '外人的议题', body: '内容' }],
    ['topic', { topicId }],
    ['opinions', { topicId }],
    ['posts', { topicId }],
    ['post', { topicId, text: '外人的话' }],
    ['react', { postId, stance: 'agree' }],
    ['markRead', { topicId, upTo: world.clock.now() }],
    ['setQuiet', { topicId, quiet: true }],
    ['moderate', { postId, act: 'hold' }],
    ['admit', { ...onTopic, admit: true }],
    ['mute', { groupId: 'b1', memberId, hours: 1, reason: '原因' }],
    ['appeal', { postId, reason: '原因' }],
    ['moderationLog', { groupId: 'b1' }],
    ['pin', { ...onTopic, pinned: true }],
    ['setAgenda', { groupId: 'b1', topicIds: [] }],
    ['summarise', { ...onTopic, text: '小结' }],
    ['escalate', { ...onTopic, reason: '原因' }],
    ['accept', onTopic],
    ['answer', { ...onTopic, text: '答复' }],
    ['handBack', { ...onTopic, reason: '原因' }],
    ['decide', { ...onTopic, text: '决定', who: '楼长', dueAt: '2027-01-01T00:00:00.000Z' }],
    ['progress', { ...onTopic, text: '进展' }],
    ['giveVerdict', { topicId, good: true }],
    ['close', { ...onTopic, reason: '原因' }],
    ['steps', { areaId: 'b1' }],
    ['submitStep', { areaId: 'b1', step: 'needs', evidence: { text: '说明' } }],
    ['confirmStep', { areaId: 'b1', step: 'needs', evidence: { text: '说明' } }],
    ['askCarry', { topicId, to: 'hazard' }],
  ]
  const before = world.everything()
  for (const who of ['vera', 'captain@b2', 'gridWorker@c1-g2', 'communityStaff@c1', 'streetStaff@s1', 'cityStaff@2102'])
    for (const [name, input] of tries) {
      const above = (who === 'communityStaff@c1' || who === 'streetStaff@s1') && /tep/.test(name)
      if (above) continue
      expect([who, name, await world.code(who, `deliberation.${name}`, input)]).toEqual([who, name, 'NOT_FOUND'])
    }
  expect(world.everything()).toBe(before)
})
