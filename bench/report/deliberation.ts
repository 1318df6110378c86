import type { Answer } from '../../cloudfunctions/contract'
import { jpeg } from '../../cloudfunctions/kernel/photo/samples'
import { plusHours } from '../../cloudfunctions/kernel/time'
import type { DueWork } from '../../local/due'
import type { LocalPorts } from '../../local/house'
import type { CallOf } from './bookings'

const communityId = '210202012004'
const captainId = 'captain-zhongxing-1'
const gridWorkerId = 'grid-zhongxing-1'
const communityStaffId = 'community-zhongxing'

/** Where and when the story plays; `due` does the clock's work without being counted. */
export interface Stage extends Pick<LocalPorts, 'files' | 'clock'> {
  due: DueWork
}

/** Takes every action of deliberation once, in the first building of the demo city; the clock goes on for a month. */
export async function playDeliberation(as: CallOf, stage: Stage) {
  const { groups } = await as(captainId)('deliberation.groups', {})
  const group = groups.find(({ level }) => level === 'building')
  if (!group) throw new Error('the demo city has lost its captain')
  const { groupId } = group
  const topicId = await talk(as, groupId)
  await moderate(as, groupId, topicId)
  await voteInSecret(as, stage, topicId)
  await climb(as, stage, groupId)
  await carryOver(as, groupId)
  await takeSteps(as, groupId)
  await voteAsOwners(as, stage, groupId)
}

const propose = async (as: CallOf, groupId: string, title: string) =>
  (await as('resident-zhongxing-5')('deliberation.propose', { groupId, kind: 'other', title, body: '请大家说一说' }))
    .topicId

async function talk(as: CallOf, groupId: string): Promise<string> {
  const [author, neighbour] = [as('resident-zhongxing-5'), as('resident-zhongxing-6')]
  await author('deliberation.members', { groupId })
  const topicId = await propose(as, groupId, '测试用的议题')
  await neighbour('deliberation.topics', { groupId })
  await neighbour('deliberation.topic', { topicId })
  const { postId } = await neighbour('deliberation.post', { topicId, text: '我先说一句' })
  await author('deliberation.react', { postId, stance: 'agree' })
  const { posts } = await author('deliberation.posts', { topicId })
  await author('deliberation.markRead', { topicId, upTo: posts[0].at })
  await author('deliberation.opinions', { topicId })
  await author('deliberation.setQuiet', { topicId, quiet: true })
  return topicId
}

async function moderate(as: CallOf, groupId: string, topicId: string) {
  const [captain, neighbour, community] = [as(captainId), as('resident-zhongxing-6'), as(communityStaffId)]
  const { postId } = await neighbour('deliberation.post', { topicId, text: '话说得重了一点' })
  await captain('deliberation.moderate', { postId, act: 'hide', reason: '对事不对人' })
  await neighbour('deliberation.appeal', { postId, reason: '没有针对谁' })
  await community('deliberation.appeals', {})
  await community('deliberation.decideAppeal', { postId, restore: true, reason: '可以恢复' })
  const { first } = await captain('deliberation.topics', { groupId })
  const held = first.find(({ state }) => state === 'held')
  if (!held) throw new Error('the demo city holds no topic')
  await captain('deliberation.admit', { topicId: held.topicId, version: held.version, admit: true })
  const memberId = 'home-resident-zhongxing-9'
  await captain('deliberation.mute', { groupId, memberId, hours: 1, reason: '刷屏' })
  await captain('deliberation.setDelegate', { groupId: communityId, memberId, delegate: true })
  await community('deliberation.recordAuthorisation', { areaId: groupId, note: '社区会议同意' })
  await captain('deliberation.pin', { topicId, version: 1, pinned: true })
  await captain('deliberation.setAgenda', { groupId, topicIds: [topicId] })
  await captain('deliberation.summarise', { topicId, version: 1, text: '大家都同意' })
  await captain('deliberation.moderationLog', { groupId })
}

/** A secret poll with votes on the phone and on paper, and one that is cancelled before it opens. */
async function voteInSecret(as: CallOf, { clock, files }: Stage, topicId: string) {
  const [captain, gridWorker, community] = [as(captainId), as(gridWorkerId), as(communityStaffId)]
  const counters = [`${gridWorkerId}:gridWorker`, `${communityStaffId}:communityStaff`]
  await captain('deliberation.counters', { topicId })
  const poll = { topicId, options: ['好', '不好'], method: 'single' as const, basis: 'consultative' as const, counters }
  const [soon, later] = [plusHours(clock.now(), 24), plusHours(clock.now(), 48)]
  const planned = await captain('deliberation.openPoll', {
    ...poll,
    question: '过几天再投',
    opensAt: soon,
    closesAt: later,
  })
  await captain('deliberation.cancelPoll', { pollId: planned.pollId, reason: '问题写错了' })
  const { pollId } = await captain('deliberation.openPoll', { ...poll, question: '这样好不好', closesAt: later })
  const choice = { method: 'single' as const, option: 'a' }
  await as('resident-zhongxing-5')('deliberation.vote', { pollId, choice })
  const { home } = await as('resident-zhongxing-7')('account.me', {})
  if (!home) throw new Error('the demo city has lost a neighbour')
  await gridWorker('deliberation.paperVoters', { pollId, find: home.unit })
  const voter = await gridWorker('deliberation.markPaperVoter', {
    pollId,
    unitId: `${home.buildingId}:${home.unit}`,
    memberId: home.membershipId,
  })
  await community('deliberation.confirmPaper', { entryId: voter.entryId })
  const { fileId } = await gridWorker('item.addPhoto', { upload: files.holdUpload(jpeg(64, 48)) })
  const batch = await gridWorker('deliberation.paperBatch', {
    pollId,
    counts: [{ choice, count: 1 }],
    photos: [fileId],
  })
  await community('deliberation.refusePaper', { entryId: batch.entryId, reason: '照片看不清' })
  await community('deliberation.paperEntries', { pollId })
}

/** One topic up to the courtyard, handed back, answered, decided and done; one closed at once. */
async function climb(as: CallOf, { clock }: Stage, groupId: string) {
  const [captain, gridWorker] = [as(captainId), as(gridWorkerId)]
  const topicId = await propose(as, groupId, '要上报的议题')
  let version = 1
  const next = () => {
    version += 1
    return { topicId, version: version - 1 }
  }
  await captain('deliberation.escalate', { ...next(), reason: '本楼定不了' })
  await gridWorker('deliberation.queue', {})
  await gridWorker('deliberation.handBack', { ...next(), reason: '请先商量' })
  await captain('deliberation.escalate', { ...next(), reason: '商量过了' })
  await gridWorker('deliberation.accept', next())
  await gridWorker('deliberation.answer', { ...next(), text: '可以办' })
  const dueAt = plusHours(clock.now(), 1_000)
  await captain('deliberation.decide', { ...next(), text: '就这么办', who: '楼长', dueAt })
  await captain('deliberation.progress', { ...next(), text: '办好了', done: true })
  await as('resident-zhongxing-6')('deliberation.giveVerdict', { topicId, good: true })
  const closed = await propose(as, groupId, '说清楚了的议题')
  await captain('deliberation.close', { topicId: closed, version: 1, reason: '说清楚了' })
}

async function carryOver(as: CallOf, groupId: string) {
  const [author, neighbour] = [as('resident-zhongxing-5'), as('resident-zhongxing-6')]
  const topicId = await propose(as, groupId, '要转成报告的议题')
  const { postId } = await neighbour('deliberation.post', { topicId, text: '楼道里堆满了纸箱' })
  const { carryId } = await author('deliberation.askCarry', { topicId, to: 'hazard', postIds: [postId] })
  await neighbour('deliberation.consentCarry', { carryId, agree: true })
  await author('deliberation.carry', { carryId })
  const { categories } = await author('hazard.categories', {})
  const report = { category: categories[0].id, description: '楼道里堆满了纸箱', buildingId: groupId }
  const { itemId } = await author('hazard.report', report)
  await author('deliberation.linkCarry', { carryId, itemId })
}

async function takeSteps(as: CallOf, areaId: string) {
  const [captain, community] = [as(captainId), as(communityStaffId)]
  const evidence = { text: '结成了三对帮扶户' }
  await captain('deliberation.steps', { areaId })
  await captain('deliberation.submitStep', { areaId, step: 'pairs', evidence })
  await community('deliberation.confirmStep', { areaId, step: 'pairs', evidence })
  await community('deliberation.stepBoard', { areaId: communityId })
}

type View = Answer<'deliberation.topic'>

/** The owners' poll that the demo city has announced, from its proxies to the count. */
async function voteAsOwners(as: CallOf, { clock, due, files }: Stage, groupId: string) {
  const [captain, voter] = [as(captainId), as('resident-zhongxing-5')]
  const { topics } = await captain('deliberation.topics', { groupId, filter: { kind: 'repairs' } })
  const views: View[] = []
  for (const { topicId } of topics) views.push(await voter('deliberation.topic', { topicId }))
  const poll = views.flatMap(({ polls }) => polls).find(({ state, secret }) => state === 'announced' && !secret)
  if (!poll) throw new Error('the demo city has no poll of owners')
  const { pollId, opensAt, closesAt, mine } = poll
  const [{ rollKey }] = mine.votes
  const { fileId } = await voter('item.addPhoto', { upload: files.holdUpload(jpeg(64, 48)) })
  const memberId = 'home-resident-zhongxing-7'
  await voter('deliberation.giveProxy', { pollId, rollKey, memberId, photos: [fileId] })
  await captain('deliberation.proxies', { pollId })
  await voter('deliberation.revokeProxy', { pollId, rollKey })
  clock.moveTo(plusHours(opensAt, 0.1))
  await due.run()
  await voter('deliberation.vote', { pollId, choice: { method: 'single', option: 'a' } })
  clock.moveTo(plusHours(closesAt, 0.1))
  await due.run()
  await voter('deliberation.result', { pollId })
  await voter('deliberation.ballotBox', { pollId })
  const counter = as(gridWorkerId)
  await counter('deliberation.namedBallots', { pollId })
  await counter('deliberation.confirmCount', { pollId, agrees: true })
}
