import type { TopicKind } from '../../cloudfunctions/contract/deliberation'

/**
 * What the people of the demo city have deliberated on in the last weeks. Between them the topics are in every state that
 * the table of topics knows. Nobody in them is real.
 */
export interface Debate {
  /** Where: an area's id, in which `@name` stands for what is known by that name. */
  group: string
  by: string
  /** Hours before now. */
  hoursAgo: number
  kind: TopicKind
  title: string
  body: string
  turns: readonly Turn[]
}

/**
 * What somebody did then: hours before now, who, the action, its input. In an input `@name` stands for the id of what was
 * made `as` that, `~12` for the instant twelve hours from now.
 */
export interface Turn {
  hoursAgo: number
  by: string
  act: string
  input?: object
  as?: string
}

const zx = 'zhongxing'
const captain = `captain-${zx}-1`
const gridWorker = `grid-${zx}-1`
const community = `community-${zx}`
const neighbours = [1, 5, 6, 7, 8, 9].map((i) => `resident-${zx}-${i}`)
const [one, five, six, seven, eight, nine] = neighbours
const owner = `owner-${zx}`

const turn = (hoursAgo: number, by: string, act: string, input?: object, as?: string): Turn => ({
  hoursAgo,
  by,
  act,
  input,
  as,
})
const say = (hoursAgo: number, by: string, text: string, as?: string, replyTo?: string) =>
  turn(hoursAgo, by, 'post', { text, ...(replyTo && { replyTo: `@${replyTo}` }) }, as)
/** What each of the neighbours thinks of a statement, and the owner last: `a` agrees, `d` does not, `u` cannot say. */
const think = (hoursAgo: number, postId: string, stances: string): Turn[] =>
  [...stances].map((letter, i) => {
    const stance = letter === 'a' ? 'agree' : letter === 'd' ? 'disagree' : 'unsure'
    return turn(hoursAgo - i / 60, [...neighbours, owner][i], 'react', { postId: `@${postId}`, stance })
  })
const vote = (hoursAgo: number, pollId: string, choices: readonly object[]): Turn[] =>
  choices.map((choice, i) => turn(hoursAgo - i, neighbours[i], 'vote', { pollId: `@${pollId}`, choice }))
const single = (letters: string) => [...letters].map((option) => ({ method: 'single', option }))

export const debates: readonly Debate[] = [
  // Talked about, with a poll open
  {
    group: '@first',
    by: five,
    hoursAgo: 76,
    kind: 'parking',
    title: '楼前的车位怎么停才公平',
    body: '楼前只有十二个车位，晚上七点以后就停满了，有的车一停就是一个星期。大家说说，是轮流停、登记停，还是先来先停？消防通道一定要留出来。',
    turns: [
      turn(75, captain, 'pin', { pinned: true }),
      say(74, six, '消防通道不能停车，这一条先定下来。', 'fire'),
      say(73.5, seven, '一户先保一个车位，多出来的再轮。', 'oneEach'),
      say(73, eight, '我家两辆车，都要上下班，一户一个不够用。', undefined, 'oneEach'),
      say(72, nine, '外来车晚上八点以后不让进，就够停了。', 'outside'),
      say(71, one, '收一点停车费，用来画线和修门。', 'fee'),
      say(70, five, '老人和带小孩的家庭，车位能不能离单元门近一点？', 'near'),
      ...think(69, 'fire', 'aaaaaaa'),
      ...think(68, 'oneEach', 'aaadaua'),
      ...think(67, 'fee', 'adadadu'),
      ...think(66, 'outside', 'aauadaa'),
      say(50, eight, '停车的事就是有人自私，说的就是三楼那家，一点脸都不要。', 'rude'),
      turn(49, captain, 'moderate', { postId: '@rude', act: 'hide', reason: '对事不对人，请不要点名指责邻居' }),
      turn(47, eight, 'appeal', {
        postId: '@rude',
        reason: '我说的是占车位这件事，话重了一点，请恢复后我再补充说明。',
      }),
      say(30, captain, '大家的意见我记下来了：先保消防通道，再商量怎么轮。下面投个票听听想法。'),
      turn(29, captain, 'summarise', {
        text: '一致同意留出消防通道。多数赞成一户先保一个车位，要不要收停车费意见分歧较大，投票征询。',
      }),
      turn(
        28,
        captain,
        'openPoll',
        {
          question: '楼前车位用哪一种办法停？',
          options: ['一户一个，多的轮流', '每月抽签轮流', '先来先停'],
          method: 'single',
          basis: 'consultative',
          closesAt: '~120',
        },
        'parkingPoll',
      ),
      ...vote(26, 'parkingPoll', single('ab')),
      say(3, seven, '刚看到投票，晚上回家和家里人商量一下再投。'),
      turn(2, nine, 'post', { text: '谁家有空车位愿意出租，可以加微信联系我。' }),
    ],
  },
  // Repairs: owners decide, announced and named
  {
    group: '@first',
    by: captain,
    hoursAgo: 140,
    kind: 'repairs',
    title: '用维修资金修屋面防水',
    body: '顶楼五户漏水两年了，物业估价十八万元。按规定要业主共同决定，面积和人数都要三分之二以上参加，参加的过半数同意才行。',
    turns: [
      turn(139, community, 'recordAuthorisation', {
        areaId: '@first',
        note: '社区居民委员会会议同意本楼用小程序组织业主共同决定事项的表决，会议记录存社区。',
      }),
      say(138, owner, '我有十五套房，这次算一票还是十五票？', 'fifteen'),
      say(137, gridWorker, '人数算一人，面积按十五套加起来算，法律就是这样规定的。', undefined, 'fifteen'),
      say(136, six, '请把估价单贴出来给大家看看。'),
      turn(
        100,
        captain,
        'openPoll',
        {
          question: '是否同意使用维修资金修屋面防水？',
          options: ['同意', '不同意'],
          method: 'single',
          basis: 'ownersOrdinary',
          closesAt: '~600',
          counters: [`${gridWorker}:gridWorker`, `${community}:communityStaff`],
        },
        'roofPoll',
      ),
      turn(90, owner, 'photo', {}, 'letter'),
      turn(89, owner, 'giveProxy', {
        pollId: '@roofPoll',
        rollKey: '@first-owner-1',
        memberId: `home-${six}`,
        photos: ['@letter'],
      }),
    ],
  },
  // Decided by a poll, and being done
  {
    group: '@first',
    by: six,
    hoursAgo: 500,
    kind: 'waste',
    title: '厨余垃圾桶放在哪里',
    body: '现在的桶正对一单元门口，夏天味道大。想换个地方，又不能离得太远，老人倒垃圾不方便。',
    turns: [
      say(498, one, '放到车棚后面，离三个单元都差不多。', 'shed'),
      say(497, seven, '车棚后面晚上太黑，要装个灯。', undefined, 'shed'),
      ...think(496, 'shed', 'aaauaaa'),
      turn(
        480,
        captain,
        'openPoll',
        {
          question: '厨余垃圾桶放在哪里？',
          options: ['车棚后面', '东侧围墙边', '维持不动'],
          method: 'ranked',
          basis: 'consultative',
          closesAt: '~-400',
        },
        'bins',
      ),
      ...vote(
        470,
        'bins',
        [['a', 'b', 'c'], ['a', 'b'], ['b', 'a'], ['c'], ['a', 'c', 'b'], ['b', 'a', 'c']].map((order) => ({
          method: 'ranked',
          order,
        })),
      ),
      turn(380, captain, 'decide', {
        text: '按投票结果，厨余垃圾桶移到车棚后面，装一盏感应灯。',
        who: '楼长',
        dueAt: '~60',
      }),
      turn(90, captain, 'progress', { text: '桶已经移过去，感应灯在等电工来装。' }),
    ],
  },
  // On its way up: waits at the community
  {
    group: '@first',
    by: seven,
    hoursAgo: 120,
    kind: 'afterSchool',
    title: '放学后孩子没人照看',
    body: '三点半放学，家长六点才下班，楼里有九个孩子。能不能用社区活动室，请志愿者帮忙看到五点半？',
    turns: [
      say(118, nine, '我家老人退休前是老师，愿意每周来两个下午。'),
      turn(96, captain, 'escalate', { reason: '要用院里的活动室，本楼定不了' }),
      turn(90, gridWorker, 'accept'),
      turn(20, gridWorker, 'escalate', { reason: '活动室归社区管理，志愿者也要社区统一安排' }),
    ],
  },
  // Accepted by the courtyard
  {
    group: '@first',
    by: eight,
    hoursAgo: 60,
    kind: 'fitness',
    title: '院里的健身器材坏了两件',
    body: '漫步机踏板断了，孩子常在那里玩，容易受伤。院里几栋楼都在用，想请院里一起修。',
    turns: [turn(50, captain, 'escalate', { reason: '器材是全院共用的' }), turn(40, gridWorker, 'accept')],
  },
  // Handed back once, answered at last
  {
    group: '@first',
    by: one,
    hoursAgo: 300,
    kind: 'managementCommittee',
    title: '想成立物业管理委员会',
    body: '开发商前期物业合同快到期了，业主委员会一直选不出来，能不能先成立物管会？',
    turns: [
      turn(280, captain, 'escalate', { reason: '要几栋楼一起成立' }),
      turn(270, gridWorker, 'handBack', { reason: '请先把本楼愿意参加的人数说清楚' }),
      say(268, captain, '本楼愿意参加的有三十八户，名单在我这里。'),
      turn(260, captain, 'escalate', { reason: '本楼三十八户愿意参加，请院里和社区支持' }),
      turn(250, gridWorker, 'escalate', { reason: '成立物管会由社区组织' }),
      turn(240, community, 'accept'),
      turn(150, community, 'answer', {
        text: '可以成立。社区将在下月组织推荐委员，业主委员不少于一半，具体办法会在楼下公示七天。',
      }),
    ],
  },
  // Done; the members have to say whether it is good
  {
    group: '@first',
    by: nine,
    hoursAgo: 420,
    kind: 'repairs',
    title: '二单元楼道灯总是不亮',
    body: '二楼到四楼的声控灯坏了半个月，老人晚上下楼摸黑。',
    turns: [
      turn(400, captain, 'decide', { text: '换成感应灯，从公共收益里出钱。', who: '楼长', dueAt: '~-60' }),
      turn(120, captain, 'progress', { text: '二单元的灯全部换好了，请大家看看。', done: true }),
      turn(100, one, 'giveVerdict', { topicId: '@topic', good: true, comment: '亮多了' }),
      turn(98, five, 'giveVerdict', { topicId: '@topic', good: true }),
      turn(97, six, 'giveVerdict', { topicId: '@topic', good: false, comment: '四楼的还是不太灵' }),
    ],
  },
  // Over
  {
    group: '@first',
    by: captain,
    hoursAgo: 640,
    kind: 'covenant',
    title: '居民公约：楼道不堆杂物',
    body: '把楼道不堆放杂物、不给电动车充电写进本楼的居民公约。',
    turns: [
      say(638, five, '同意，先给大家一个月时间清理。'),
      turn(600, captain, 'close', { reason: '已写进公约文本，贴在一楼公告栏' }),
    ],
  },
  // The content check was in doubt
  {
    group: '@first',
    by: six,
    hoursAgo: 5,
    kind: 'other',
    title: '物业费能不能手机转账',
    body: '现在只能去物业办公室交现金，想请物业开通手机转账。',
    turns: [],
  },
  // A building nobody manages, and the courtyard
  {
    group: '@abandoned',
    by: gridWorker,
    hoursAgo: 200,
    kind: 'abandoned',
    title: '弃管楼以后由谁来管',
    body: '原来的物业公司撤走三年了，楼道没人扫，门禁也坏了。计划里有四种办法：请物业公司、请国有企业、社区托管、居民自己管，先听听大家的想法。',
    turns: [],
  },
  {
    group: '@yard',
    by: captain,
    hoursAgo: 170,
    kind: 'rulesOfDeliberation',
    title: '大院怎么议事，先定个规矩',
    body: '谁可以提议题、几天答复、发言有哪些要求，先写成院里的民主协商议事规则。',
    turns: [
      say(168, `captain-${zx}-2`, '每个议题至少讨论三天再投票，给上夜班的人留时间。'),
      say(165, gridWorker, '请每栋楼的楼长都说一条。'),
    ],
  },
  {
    group: '@community',
    by: captain,
    hoursAgo: 220,
    kind: 'afterSchool',
    title: '社区活动室的开放时间',
    body: '活动室现在五点就关门，上班的人用不上，想请社区晚上开到八点。',
    turns: [
      say(210, community, '正在排值班表，请各楼报一下晚上愿意来值守的志愿者。'),
      turn(60, community, 'decide', {
        text: '下月起每周一至周五开到晚上八点，志愿者值守。',
        who: '社区工作人员',
        dueAt: '~200',
      }),
    ],
  },
]

const step = (hoursAgo: number, by: string, act: string, areaId: string, name: string, text: string) =>
  turn(hoursAgo, by, act, { areaId, step: name, evidence: { text } })

/** What happened besides the topics. */
export const works: readonly Turn[] = [
  turn(230, captain, 'setDelegate', { groupId: '@community', memberId: `home-${one}`, delegate: true }),
  turn(229, gridWorker, 'setDelegate', { groupId: '@yard', memberId: `home-${five}`, delegate: true }),
  step(600, captain, 'submitStep', '@first', 'needs', '入户走访五十户，记下停车、漏水、照看孩子三件大事。'),
  step(590, community, 'confirmStep', '@first', 'needs', '社区核对了走访记录，情况属实。'),
  step(500, captain, 'submitStep', '@first', 'teams', '成立了巡逻、互助、环境三支队伍，共十七人。'),
  step(480, community, 'confirmStep', '@first', 'teams', '社区核对了队伍名单。'),
  step(300, captain, 'submitStep', '@first', 'covenant', '楼道不堆杂物写进公约，已贴在一楼公告栏。'),
  step(560, gridWorker, 'submitStep', '@yard', 'needs', '和各楼楼长开了诉求收集会。'),
  step(550, community, 'confirmStep', '@yard', 'needs', '社区参加了诉求收集会。'),
  step(520, gridWorker, 'submitStep', '@yard', 'bodies', '成立大院自管会、议事会和监督组。'),
]
