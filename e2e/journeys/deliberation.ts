import type { Phone } from '../phones/phone'
import type { Persona, World } from '../world'

interface Group {
  groupId: string
  level: string
  name: string
}

/** Two new neighbours of a building with a captain, and the captain. */
export async function neighbours(world: World) {
  const captain = await world.find('captain')
  const [first, second] = [await world.newResident(captain.buildingId), await world.newResident(captain.buildingId)]
  const { groups } = await world.call<{ groups: Group[] }>(first, 'deliberation.groups', {})
  const group = groups.find(({ level }) => level === 'building')
  if (!group) throw new Error(`${first.title} is in no group of a building`)
  return { captain, first, second, group }
}

/** From the home page to the group, and in it the form; answers the address of the topic. */
async function propose(world: World, phone: Phone, author: Persona, group: Group, title: string): Promise<string> {
  await phone.open()
  await phone.tap('楼栋议事')
  await phone.see(group.name)
  await phone.look('groups')
  await phone.tapRow(group.name)
  await phone.see('这个群')
  await phone.look('group')
  await phone.tap('提议题')
  await phone.tap('停车')
  await phone.fill('商量什么事', title)
  await phone.fill('说说情况', '晚上回来没有地方停，想和大家商量。')
  await phone.look('propose')
  await phone.tap('提交议题')
  await phone.see('讨论中')
  const { topics } = await world.call<{ topics: { topicId: string; title: string }[] }>(author, 'deliberation.topics', {
    groupId: group.groupId,
  })
  const topic = topics.find((one) => one.title === title)
  if (!topic) throw new Error(`the group has no topic called ${title}`)
  return topic.topicId
}

const topicPage = (topicId: string) => `deliberation/pages/topic/index?id=${topicId}`

async function say(phone: Phone, words: string) {
  await phone.tap('说两句')
  await phone.fill('您想说的', words)
  await phone.look('topic-write')
  await phone.tap('发出')
  await phone.see(words)
}

/** One step of the ladder through its sheet. */
async function takeStep(phone: Phone, step: string, submit: string, fields: Record<string, string> = {}) {
  if ((await phone.tap(step, '其他操作')) !== step) await phone.tap(step)
  for (const [label, value] of Object.entries(fields)) await phone.fill(label, value)
  await phone.look(`topic-${step}`)
  await phone.tap(submit)
}

export async function talkModerateEscalate(world: World) {
  const { captain, first, second, group } = await neighbours(world)
  const mine = await world.phone(first)
  const title = world.unique('楼下空地能不能划车位')
  const topic = topicPage(await propose(world, mine, first, group, title))

  // What one says the other reads while their page is open
  const theirs = await world.phone(second)
  await theirs.open(topic)
  await theirs.see(title)
  await say(mine, '划八个先试试')
  await theirs.see('划八个先试试')
  await theirs.tap('赞成，0 人')
  await theirs.see('赞成 1')
  await theirs.look('topic')
  await say(theirs, '就是三楼那家自私')

  const chairs = await world.phone(captain)
  await chairs.open(topic)
  await chairs.see('就是三楼那家自私')
  await chairs.tap('管理1单元', '管理2单元', '管理3单元', '管理')
  await chairs.look('topic-moderate')
  await chairs.tap('隐藏')
  await chairs.fill('原因', '对事不对人，不要点名')
  await chairs.tap('隐藏')
  await chairs.see('已被隐藏，别人看不到')
  await mine.see('这条发言被主持人隐藏了')
  await theirs.see('原因：对事不对人，不要点名')
  await theirs.tap('不同意，申诉')
  await theirs.fill('原因', '我没有点名')
  await theirs.tap('提交申诉')
  await theirs.see('已经向社区申诉')

  await takeStep(chairs, '往上报', '上报', { 为什么要上报: '要动用公共维修资金' })
  await chairs.see('已上报，待受理')
  await chairs.look('topic-escalated')
  const { topic: stands } = await world.call<{ topic: { rung: { level: string; id: string } } }>(
    captain,
    'deliberation.topic',
    { topicId: topic.split('=')[1] },
  )
  const worker = captain.buildingId && (await gridOf(world, captain))
  const answering = await world.phone(
    stands.rung.level === 'community'
      ? await world.find('communityStaff', stands.rung.id)
      : await world.find('gridWorker', worker),
  )
  await answering.open()
  await answering.tap('工作台')
  await answering.tap('议事待办')
  await answering.see(title)
  await answering.look('chair-queue')
  await answering.tapRow(title)
  await answering.see('待受理')
  await takeStep(answering, '受理', '受理')
  await answering.see('已受理，待答复')
  await takeStep(answering, '答复', '提交答复', { 答复: '本周内请物业来量尺寸，再定划几个' })
  await answering.see('已答复')

  await mine.open(topic)
  await mine.see('本周内请物业来量尺寸')
  await mine.look('topic-answered')
}

async function gridOf(world: World, { buildingId }: Persona): Promise<string> {
  const reader = (await world.personas())[0]
  return (await world.call<{ gridId: string }>(reader, 'area.building', { buildingId })).gridId
}

/** Fills in the ballot in front and casts it: the options in the order they are tapped. */
export async function castVote(phone: Phone, ...options: string[]) {
  for (const option of options) await phone.tap(option)
  await phone.tap('投票')
  await phone.see('您选的是')
  await phone.tap('确认投票')
  await phone.see('投好了')
}

export async function voteAndVerify(world: World) {
  const { captain, first, second, group } = await neighbours(world)
  const mine = await world.phone(first)
  const topicId = await propose(world, mine, first, group, world.unique('空地划几个车位'))

  const chairs = await world.phone(captain)
  await chairs.open(topicPage(topicId))
  await chairs.tap('其他操作')
  await chairs.tap('发起投票')
  await chairs.fill('选项 1', '划八个')
  await chairs.fill('选项 2', '不划')
  await chairs.look('poll-form')
  await chairs.tap('开始投票')
  await chairs.tap('确定，发给大家')
  await chairs.see('投票中')

  await mine.open(topicPage(topicId))
  await mine.tap('去投票')
  await mine.see('不记名')
  await mine.look('poll')
  await castVote(mine, '划八个')
  await mine.look('poll-code')
  await mine.tap('复制')
  const early = await mine.copied()
  if (!/^\d{16}$/.test(early)) throw new Error(`the inclusion code is ${early}`)

  // A second poll closes while one waits: its result, and the ballot found by its code
  const { now } = await world.call<{ now: string }>(captain, 'account.me', {})
  const closesAt = new Date(Date.parse(now) + 120_000).toISOString()
  const shortTopic = await world.call<{ topicId: string }>(first, 'deliberation.propose', {
    groupId: group.groupId,
    kind: 'waste',
    title: world.unique('垃圾桶放在哪里'),
    body: '放在车棚后面还是围墙边',
  })
  const { pollId } = await world.call<{ pollId: string }>(captain, 'deliberation.openPoll', {
    topicId: shortTopic.topicId,
    question: '垃圾桶放在哪里？',
    options: ['车棚后面', '围墙边', '不动'],
    method: 'ranked',
    basis: 'consultative',
    closesAt,
  })
  await mine.open(`deliberation/pages/poll/index?id=${pollId}`)
  await mine.see('先点您最想要的')
  await mine.look('poll-ranked')
  await castVote(mine, '围墙边', '车棚后面')
  await mine.tap('复制')
  const code = await mine.copied()
  for (const voter of [second, captain])
    await world.call(voter, 'deliberation.vote', { pollId, choice: { method: 'ranked', order: ['a'] } })
  await world.moveClock(new Date(Date.parse(closesAt) + 1000).toISOString())
  await mine.open(`deliberation/pages/poll/index?id=${pollId}`)
  await mine.see(/车棚后面|不足 5 票/)
  await mine.look('poll-result')
  await mine.tap('查我的票在不在票箱里')
  await mine.see('您的票在票箱里')
  await mine.look('box')

  const theirs = await world.phone(second)
  await theirs.open(`deliberation/pages/box/index?id=${pollId}`)
  await theirs.fill('用回执号查', code)
  await theirs.tap('查一查')
  await theirs.see('您的票在票箱里')
  await theirs.fill('用回执号查', code.split('').reverse().join(''))
  await theirs.tap('查一查')
  await theirs.see('票箱里没有这张票')
}
