/**
 * The names of deliberation 议事 and what they are called in front of people, and the tables of the law as data. No
 * schema in here and no import, as in `words.ts`.
 */

/** Groups, from the building up; a topic climbs them in this order. */
export const groupLevels = ['building', 'courtyard', 'community', 'street'] as const
export type GroupLevel = (typeof groupLevels)[number]
export const groupLevelLabels: Record<GroupLevel, string> = {
  building: '楼栋议事群',
  courtyard: '楼院议事会',
  community: '社区议事会',
  street: '街道议事会',
}

export const topicKinds = [
  'parking',
  'waste',
  'afterSchool',
  'fitness',
  'repairs',
  'abandoned',
  'ownersCommittee',
  'managementCommittee',
  'covenant',
  'rulesOfDeliberation',
  'other',
] as const
export type TopicKind = (typeof topicKinds)[number]
export const topicKindLabels: Record<TopicKind, string> = {
  parking: '停车',
  waste: '垃圾分类',
  afterSchool: '放学后照看孩子',
  fitness: '健身和休闲',
  repairs: '维修',
  abandoned: '弃管楼怎么管',
  ownersCommittee: '成立业主委员会',
  managementCommittee: '成立物业管理委员会',
  covenant: '居民公约',
  rulesOfDeliberation: '民主协商议事规则',
  other: '其他',
}
/** The four ways that the plan names for a building nobody manages; the page offers them as a poll's options. */
export const abandonedOptions = ['请物业公司管理', '请国有企业管理', '由社区托管', '居民自己管理'] as const

/** A topic, in the order it usually passes the states. */
export const topicStates = {
  held: '待楼长审核',
  talking: '讨论中',
  escalated: '已上报，待受理',
  accepted: '已受理，待答复',
  answered: '已答复',
  decided: '已形成决定',
  underway: '办理中',
  done: '已完成，请居民评价',
  closed: '已结束',
} as const
export type TopicState = keyof typeof topicStates

export const stances = ['agree', 'disagree', 'unsure'] as const
export type Stance = (typeof stances)[number]
export const stanceLabels: Record<Stance, string> = { agree: '赞成', disagree: '不赞成', unsure: '说不准' }

export const postStates = { shown: '已发布', held: '待楼长审核', hidden: '已隐藏' } as const
export type PostState = keyof typeof postStates

/** Acts of moderation on one post, and every act that the log of a group knows. */
export const postActs = ['hold', 'release', 'hide'] as const
export type PostAct = (typeof postActs)[number]
export const logActLabels = {
  hold: '转为待审核',
  release: '予以发布',
  hide: '隐藏发言',
  mute: '暂停发言',
  unmute: '恢复发言',
  pin: '置顶议题',
  unpin: '取消置顶',
  agenda: '调整议程',
  summarise: '写下小结',
  close: '结束议题',
  appeal: '作者提出申诉',
  uphold: '社区维持隐藏',
  restore: '社区恢复发言',
} as const
export type LogAct = keyof typeof logActLabels

export const methods = ['single', 'multiple', 'ranked', 'score', 'consent'] as const
export type Method = (typeof methods)[number]
export const methodLabels: Record<Method, string> = {
  single: '选一项',
  multiple: '可选多项',
  ranked: '按喜好排序',
  score: '逐项打分',
  consent: '有没有反对意见',
}
/** What one may say in a poll by consent; it has no other options. */
export const consentChoices = ['agree', 'abstain', 'object'] as const
export type ConsentChoice = (typeof consentChoices)[number]
export const consentLabels: Record<ConsentChoice, string> = { agree: '同意', abstain: '不表态', object: '反对' }
/** The highest score of an option; the lowest is 0. */
export const highestScore = 5

export const pollStates = {
  announced: '公示中，未开始',
  open: '投票中',
  closing: '正在计票',
  closed: '已结束',
  cancelled: '已取消',
} as const
export type PollState = keyof typeof pollStates

export const bases = ['consultative', 'covenant', 'ownersOrdinary', 'ownersSpecial'] as const
export type Basis = (typeof bases)[number]

/** A share that has to be reached: `numerator / denominator`, or passed where `strict`. Law: 以上 reaches, 过半数 passes. */
export interface Share {
  numerator: number
  denominator: number
  strict: boolean
}

/** Who votes once: each confirmed member, each household, each owner of however many doors. */
export type Electorate = 'members' | 'households' | 'owners'

/** What a legal basis fixes for a poll. */
export interface BasisRule {
  label: string
  /** The law in a resident's words, read before voting. */
  hint: string
  law: string
  electorate: Electorate
  /** Reckoned by heads alone, or by heads and by exclusive area, each for itself. */
  measures: readonly ('heads' | 'area')[]
  /** Share of the whole roll that has to take part; absent: none. */
  quorum?: Share
  /** Share of those taking part that an option needs; absent: whatever leads. */
  threshold?: Share
  /** Days between announcement and opening. */
  noticeDays: number
  /** Ballots without a name; otherwise the two counters read them. */
  secret: boolean
  methods: readonly Method[]
}

const moreThanHalf: Share = { numerator: 1, denominator: 2, strict: true }
const twoThirds: Share = { numerator: 2, denominator: 3, strict: false }
const threeQuarters: Share = { numerator: 3, denominator: 4, strict: false }

export const basisRules: Record<Basis, BasisRule> = {
  consultative: {
    label: '征询意见',
    hint: '只是听听大家的想法，结果没有法律约束力。登记过住址的居民每人一票，不记名。',
    law: '民主协商，供参考',
    electorate: 'members',
    measures: ['heads'],
    noticeDays: 0,
    secret: true,
    methods,
  },
  covenant: {
    label: '居民公约',
    hint: '每户一票，不记名。过半数的户参加才有效，参加的户过半数同意才通过，通过后报街道备案。',
    law: '《城市居民委员会组织法》第九条、第十五条',
    electorate: 'households',
    measures: ['heads'],
    quorum: moreThanHalf,
    threshold: moreThanHalf,
    // The law names no term; as long as it takes to read a covenant and object to it
    noticeDays: 7,
    secret: true,
    methods: ['single'],
  },
  ownersOrdinary: {
    label: '业主共同决定（一般事项）',
    hint: '由业主投票，记名，只有两名计票人能看到选票。面积和人数都要有三分之二以上参加，参加的过半数同意才通过。',
    law: '《民法典》第二百七十八条第一款第一至五项、第九项',
    electorate: 'owners',
    measures: ['heads', 'area'],
    quorum: twoThirds,
    threshold: moreThanHalf,
    noticeDays: 15,
    secret: false,
    methods: ['single', 'multiple'],
  },
  ownersSpecial: {
    label: '业主共同决定（重大事项）',
    hint: '由业主投票，记名，只有两名计票人能看到选票。面积和人数都要有三分之二以上参加，参加的四分之三以上同意才通过。',
    law: '《民法典》第二百七十八条第一款第六至八项',
    electorate: 'owners',
    measures: ['heads', 'area'],
    quorum: twoThirds,
    threshold: threeQuarters,
    noticeDays: 15,
    secret: false,
    methods: ['single'],
  },
}

/** The six steps of 和合大院, in the plan's order. */
export const yardSteps = ['needs', 'teams', 'bodies', 'covenant', 'basics', 'pairs'] as const
export type YardStep = (typeof yardSteps)[number]
export const yardStepLabels: Record<YardStep, string> = {
  needs: '解民情',
  teams: '建队伍',
  bodies: '成组织',
  covenant: '定民约',
  basics: '强基础',
  pairs: '结对子',
}
export const yardStepStates = { open: '未完成', submitted: '已提交，待社区确认', confirmed: '已完成' } as const
export type YardStepState = keyof typeof yardStepStates

export const paperStates = { entered: '待另一人核对', confirmed: '已核对', refused: '未通过核对' } as const
export type PaperState = keyof typeof paperStates
/** How a vote that was not cast on a phone reached the counters. */
export const paperWays = ['paper', 'doorstep', 'phone'] as const
export type PaperWay = (typeof paperWays)[number]
export const paperWayLabels: Record<PaperWay, string> = { paper: '纸质票', doorstep: '上门', phone: '电话' }

/** Where a topic may lead besides the ladder. */
export const carryTargets = ['hazard', 'mediation'] as const
export type CarryTarget = (typeof carryTargets)[number]
export const carryTargetLabels: Record<CarryTarget, string> = { hazard: '隐患报告', mediation: '调解申请' }

/** What the tag of a ballot is the SHA-256 of: anybody with its inclusion code (digits alone) finds it in the box. */
export const tagText = (pollId: string, code: string) => `tag|${pollId}|${code}`
