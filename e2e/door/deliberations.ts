import type { Other, Spot } from './others'

const onTopic = { topicId: 'nothing', version: 1 }
const evidence = { text: '入户走访了五十户', photos: [] }
const single = { method: 'single', option: 'a' }
const later = '2027-01-01T00:00:00.000Z'
const moderators = ['captain', 'gridWorker', 'communityStaff', 'streetStaff'] as const
const judges = ['communityStaff', 'streetStaff', 'districtStaff'] as const

/** An action that anybody signed in may call, about nothing that exists. */
const aboutNothing = (input: object): Other => ({ callers: 'signedIn', input, told: 'NOT_FOUND' })

/** The actions of deliberation, each with an input that is well-formed and about nothing that exists. */
export const deliberationCalls = ({ own }: Spot): Record<string, Other> => ({
  'deliberation.groups': { callers: 'signedIn', input: {} },
  'deliberation.members': aboutNothing({ groupId: 'nothing' }),
  'deliberation.setDelegate': {
    callers: moderators,
    // Nobody is named to the group of a building
    input: { groupId: own.buildingId, memberId: 'nobody', delegate: true },
    told: 'NOT_FOUND',
  },
  'deliberation.recordAuthorisation': {
    callers: ['communityStaff'],
    input: { areaId: 'nothing', note: '社区会议同意', photos: [] },
    told: 'NOT_FOUND',
  },
  'deliberation.topics': aboutNothing({
    groupId: 'nothing',
    filter: { kind: 'parking', state: 'talking', toVote: true },
  }),
  'deliberation.propose': aboutNothing({
    groupId: 'nothing',
    kind: 'parking',
    title: '楼前停车',
    body: '车位不够',
    photos: [],
  }),
  'deliberation.topic': aboutNothing({ topicId: 'nothing' }),
  'deliberation.opinions': aboutNothing({ topicId: 'nothing' }),
  'deliberation.posts': aboutNothing({ topicId: 'nothing', order: 'supported' }),
  'deliberation.post': aboutNothing({
    topicId: 'nothing',
    text: '说一句',
    replyTo: 'nothing',
    mentions: ['nobody'],
    photos: [],
  }),
  'deliberation.react': aboutNothing({ postId: 'nothing', stance: 'agree' }),
  'deliberation.markRead': aboutNothing({ topicId: 'nothing', upTo: later }),
  'deliberation.setQuiet': aboutNothing({ topicId: 'nothing', quiet: true }),
  'deliberation.moderate': aboutNothing({ postId: 'nothing', act: 'hide', reason: '对人不对事' }),
  'deliberation.admit': aboutNothing({ ...onTopic, admit: true, reason: '可以讨论' }),
  'deliberation.mute': aboutNothing({ groupId: 'nothing', memberId: 'nobody', hours: 2, reason: '刷屏' }),
  'deliberation.appeal': aboutNothing({ postId: 'nothing', reason: '我没有骂人' }),
  'deliberation.appeals': { callers: judges, input: {} },
  'deliberation.decideAppeal': {
    callers: judges,
    input: { postId: 'nothing', restore: true, reason: '可以恢复' },
    told: 'NOT_FOUND',
  },
  'deliberation.moderationLog': aboutNothing({ groupId: 'nothing' }),
  'deliberation.pin': aboutNothing({ ...onTopic, pinned: true }),
  'deliberation.setAgenda': aboutNothing({ groupId: 'nothing', topicIds: ['nothing'] }),
  'deliberation.summarise': aboutNothing({ ...onTopic, text: '大家都同意' }),
  'deliberation.openPoll': aboutNothing({
    topicId: 'nothing',
    question: '车位怎么停',
    options: ['轮流', '先来先停'],
    method: 'single',
    basis: 'consultative',
    opensAt: '2026-12-20T00:00:00.000Z',
    closesAt: later,
    counters: ['one', 'other'],
  }),
  'deliberation.counters': aboutNothing({ topicId: 'nothing' }),
  'deliberation.cancelPoll': aboutNothing({ pollId: 'nothing', reason: '问题写错了' }),
  'deliberation.vote': aboutNothing({ pollId: 'nothing', choice: single, rollKey: 'nothing' }),
  'deliberation.result': aboutNothing({ pollId: 'nothing' }),
  'deliberation.ballotBox': aboutNothing({ pollId: 'nothing' }),
  'deliberation.namedBallots': aboutNothing({ pollId: 'nothing' }),
  'deliberation.confirmCount': aboutNothing({ pollId: 'nothing', agrees: true, note: '相符' }),
  'deliberation.paperVoters': aboutNothing({ pollId: 'nothing', find: '1-301' }),
  'deliberation.markPaperVoter': aboutNothing({
    pollId: 'nothing',
    unitId: 'nothing',
    memberId: 'nobody',
    way: 'doorstep',
    choice: single,
    photos: [],
  }),
  'deliberation.paperBatch': aboutNothing({ pollId: 'nothing', counts: [{ choice: single, count: 3 }], photos: [] }),
  'deliberation.confirmPaper': aboutNothing({ entryId: 'nothing' }),
  'deliberation.refusePaper': aboutNothing({ entryId: 'nothing', reason: '数目不对' }),
  'deliberation.paperEntries': aboutNothing({ pollId: 'nothing' }),
  'deliberation.giveProxy': aboutNothing({
    pollId: 'nothing',
    rollKey: 'nothing',
    memberId: 'nobody',
    photos: ['nothing'],
  }),
  'deliberation.revokeProxy': aboutNothing({ pollId: 'nothing', rollKey: 'nothing' }),
  'deliberation.proxies': aboutNothing({ pollId: 'nothing' }),
  'deliberation.queue': { callers: moderators, input: {} },
  'deliberation.escalate': aboutNothing({ ...onTopic, reason: '本楼定不了' }),
  'deliberation.accept': aboutNothing(onTopic),
  'deliberation.answer': aboutNothing({ ...onTopic, text: '下月办理', photos: [] }),
  'deliberation.handBack': aboutNothing({ ...onTopic, reason: '请先商量' }),
  'deliberation.decide': aboutNothing({ ...onTopic, text: '轮流停', who: '楼长', memberId: 'nobody', dueAt: later }),
  'deliberation.progress': aboutNothing({ ...onTopic, text: '已画线', photos: [], done: true }),
  'deliberation.giveVerdict': aboutNothing({ topicId: 'nothing', good: true, comment: '不错' }),
  'deliberation.close': aboutNothing({ ...onTopic, reason: '说清楚了' }),
  'deliberation.steps': aboutNothing({ areaId: 'nothing' }),
  'deliberation.submitStep': aboutNothing({ areaId: 'nothing', step: 'needs', evidence }),
  'deliberation.confirmStep': aboutNothing({ areaId: 'nothing', step: 'needs', evidence }),
  'deliberation.stepBoard': { callers: judges, input: { areaId: 'nothing' }, told: 'NOT_FOUND' },
  'deliberation.askCarry': aboutNothing({ topicId: 'nothing', to: 'hazard', postIds: ['nothing'] }),
  'deliberation.carry': aboutNothing({ carryId: 'nothing' }),
  'deliberation.consentCarry': aboutNothing({ carryId: 'nothing', agree: true }),
  'deliberation.linkCarry': aboutNothing({ carryId: 'nothing', itemId: 'nothing' }),
})
