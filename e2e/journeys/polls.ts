import type { Phone } from '../phones/phone'
import type { Persona, World } from '../world'
import { castVote } from './deliberation'
import { addPhoto } from './steps'

const day = 86_400_000
/** Days that an owners' poll is announced before it opens. */
const notice = 15

interface House {
  captain: Persona
  groupId: string
  topicId: string
  /** The two who count: the grid's worker and the community's staff. */
  counters: [Persona, Persona]
  counterIds: string[]
}

/** A house with a captain, a topic there, and those who will count. */
async function house(world: World): Promise<House> {
  const captain = await world.find('captain')
  const groupId = captain.buildingId ?? ''
  const { topicId } = await world.call<{ topicId: string }>(captain, 'deliberation.propose', {
    ...{
      groupId,
      kind: 'repairs',
      title: world.unique('屋面防水修不修'),
      body: '顶楼漏水，要动用维修资金。',
      photos: [],
    },
  })
  const { counters } = await world.call<{ counters: { memberId: string }[] }>(captain, 'deliberation.counters', {
    topicId,
  })
  const people = await world.personas()
  const roleOf = (role: string) => counters.find(({ memberId }) => memberId.endsWith(`:${role}`))?.memberId ?? ''
  const counterIds = [roleOf('gridWorker'), roleOf('communityStaff')]
  const [worker, staff] = counterIds.map((id) => people.find((person) => id.startsWith(`${person.id}:`)))
  if (!worker || !staff) throw new Error('nobody counts here')
  return { captain, groupId, topicId, counters: [worker, staff], counterIds }
}

/** Opens a poll of the house's topic; `days` until it closes. */
async function openPoll(world: World, { captain, topicId, counterIds }: House, basis: string, days: number) {
  const { now } = await world.call<{ now: string }>(captain, 'account.me', {})
  const { pollId } = await world.call<{ pollId: string }>(captain, 'deliberation.openPoll', {
    ...{ topicId, basis, method: 'single', options: ['同意', '不同意'], counters: counterIds },
    question: world.unique('用不用维修资金修屋面'),
    closesAt: new Date(Date.parse(now) + days * day).toISOString(),
  })
  return { pollId, now }
}

const later = (now: string, days: number) => new Date(Date.parse(now) + days * day).toISOString()
const pollPage = (pollId: string) => `deliberation/pages/poll/index?id=${pollId}`
const paperPage = (pollId: string) => `chair/pages/paper/index?poll=${pollId}`

/** A counter notes at the door who voted, found on the roll; answers how the roll calls them. */
async function noteVoter(phone: Phone, unit: string, choice?: string): Promise<string> {
  await phone.tap('登记谁投了票')
  await phone.tap('上门')
  await phone.fill('找房号或称呼', unit)
  const label = await phone.see(new RegExp(`(\\S+ ${unit}(?: \\S\\*+\\S?)?)`))
  await phone.look('paper-voter')
  await phone.tapRow(label)
  await phone.see('换一位')
  if (choice !== undefined) await phone.tap(choice)
  await phone.tap('登记')
  await phone.see('待另一人核对')
  return label
}

async function confirmEntry(phone: Phone, entry: string) {
  await phone.tap(`核对无误：${entry}`)
  await phone.see('确认后不能改')
  await phone.tap('核对无误')
  await phone.seeNoMore('确认后不能改')
}

/** Whoever cannot vote on a phone votes on paper or at the door; two people take it in, of whom one is not of the group. */
export async function paperByTwo(world: World) {
  const place = await house(world)
  const [first, second] = await world.newResidents(2, place.groupId)
  const unitOf = async (person: Persona) =>
    (await world.call<{ home: { unit: string } }>(person, 'account.me', {})).home.unit
  const named = await openPoll(world, place, 'ownersOrdinary', notice + 30)
  await world.moveClock(later(named.now, notice + 0.1))
  const secret = await openPoll(world, place, 'consultative', 20)
  const [worker, staff] = place.counters

  // The community's staff sees nothing of the group, and is led to the poll
  const enters = await world.phone(staff)
  await enters.open()
  await enters.openTab('消息')
  await enters.tapRow('请您担任计票人')
  await enters.tap('登记纸质、上门、电话票')
  await enters.see('不记名：先登记谁投了纸质票')
  const label = await noteVoter(enters, await unitOf(first))
  await enters.tap('录入一批选票')
  await enters.fill('不同意', '1')
  await enters.look('paper-batch')
  await enters.tap('录入')
  await enters.see('一批选票，共 1 张')

  const confirms = await world.phone(worker)
  await confirms.open(paperPage(secret.pollId))
  await confirmEntry(confirms, label)
  await confirmEntry(confirms, '一批选票，共 1 张')
  await confirms.see('已核对：投票人 1 名，选票 1 张')
  await confirms.look('paper')
  const voter = await world.phone(first)
  await voter.open(pollPage(secret.pollId))
  await voter.see('已投票')

  // By name, each with its door; once more by two
  await confirms.open(paperPage(named.pollId))
  await confirms.see('记名：一户一户登记')
  const owner = await noteVoter(confirms, await unitOf(second), '同意')
  await enters.open(paperPage(named.pollId))
  await enters.see('选的是：同意')
  await confirmEntry(enters, owner)
  await enters.see('已核对：投票人 1 名，选票 1 张')
}

/** An owner who cannot come passes the vote on in writing, all can read to whom, and takes it back. */
export async function proxyGivenAndRevoked(world: World) {
  const place = await house(world)
  const [owner] = await world.newResidents(1, place.groupId)
  const { pollId } = await openPoll(world, place, 'ownersOrdinary', notice + 30)
  const { members } = await world.call<{ members: { name: string; moderator: boolean }[] }>(
    owner,
    'deliberation.members',
    { groupId: place.groupId },
  )
  // The captain lives there too, and votes for nobody else
  const captain = members.find(({ name }) => name.includes('楼'))?.name ?? ''
  const holder = members.find(({ name }) => name.includes('居'))?.name ?? ''
  const mine = await world.phone(owner)
  await mine.open(pollPage(pollId))
  await mine.see('正在公示')
  await mine.tap('委托投票')
  await mine.see('还没有人委托投票')
  await addPhoto(mine)
  await mine.tap('委托给谁')
  await mine.tapRow(captain)
  await mine.tap('委托出去')
  await mine.see('楼长和计票人不能代别人投票')
  await mine.tap('委托给谁')
  await mine.tapRow(holder)
  await mine.look('proxy')
  await mine.tap('委托出去')
  await mine.see('已委托的票（1）')

  const [neighbour] = await world.newResidents(1, place.groupId)
  const theirs = await world.phone(neighbour)
  await theirs.open(`chair/pages/proxy/index?poll=${pollId}`)
  await theirs.see(`委托给 ${holder}`)

  await mine.tap('收回委托')
  await mine.see('收回委托？')
  await mine.tap('收回')
  await mine.see('还没有人委托投票')
  await theirs.open(`chair/pages/proxy/index?poll=${pollId}`)
  await theirs.see('还没有人委托投票')
}

/** Owners vote by name; two counters read the ballots and say that the sums are right; the others find their own. */
export async function countByTwo(world: World) {
  const place = await house(world)
  const owners = await world.newResidents(9, place.groupId)
  const { pollId, now } = await openPoll(world, place, 'ownersOrdinary', notice + 2)
  await world.moveClock(later(now, notice + 0.1))
  const open = await votersOf(world, owners, pollId)
  const mine = await world.phone(open[0])
  await mine.open(pollPage(pollId))
  await mine.see('记名：只有两名计票人')
  await castVote(mine, '同意')
  for (const [i, owner] of open.slice(1).entries()) {
    const choice = { method: 'single', option: i < 2 ? 'b' : 'a' }
    await world.call(owner, 'deliberation.vote', { pollId, choice })
  }
  await world.moveClock(later(now, notice + 2.1))

  const phones: Phone[] = []
  for (const [i, counter] of place.counters.entries()) {
    const phone = await world.phone(counter)
    phones.push(phone)
    await phone.open(pollPage(pollId))
    await phone.tap('核对记名选票')
    await phone.see('公布的票数')
    await phone.see(`${open.length - 2} 票，`)
    await phone.look('count')
    await phone.tap('对得上')
    await phone.see(`已有 ${i + 1} 名核对`)
  }

  await mine.open(pollPage(pollId))
  await mine.see('计票人把选票又数了一遍')
  await mine.seeNoMore('还没有核对')
  await mine.look('poll-named-result')
  await mine.tap('查我的票在不在票箱里')
  await mine.see('您的票在票箱里')
}

/** Those of the owners who have a vote of their own: of several behind the doors of one owner the first. */
async function votersOf(world: World, owners: Persona[], pollId: string): Promise<Persona[]> {
  const byKey = new Map<string, Persona>()
  for (const owner of owners) {
    const { poll } = await world.call<{ poll: { mine: { votes: { rollKey: string }[] } } }>(
      owner,
      'deliberation.result',
      { pollId },
    )
    const [vote] = poll.mine.votes
    if (vote && !byKey.has(vote.rollKey)) byKey.set(vote.rollKey, owner)
  }
  return [...byKey.values()]
}
