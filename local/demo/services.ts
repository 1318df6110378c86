import type { OpeningWindow, ServiceKind, ServiceSettings } from '../../cloudfunctions/contract/booking'

/** What the service sites of the demo city offer: each kind of the city's plan, under rules as a site would set them. */

const window = (
  id: string,
  on: OpeningWindow['on'],
  [start, end]: [start: string, end: string],
  places: number,
  more: Partial<OpeningWindow> = {},
): OpeningWindow => ({ id, on, weekdays: [], start, end, places, ...more })

/** A window for each start, all equally long and with as many places. */
const windows = (on: OpeningWindow['on'], spans: [string, string][], places: number, more?: Partial<OpeningWindow>) =>
  spans.map((span) => window(span[0].replace(':', ''), on, span, places, more))

const usual: Pick<
  ServiceSettings,
  | 'open'
  | 'exceptions'
  | 'who'
  | 'daysAhead'
  | 'closeMinutes'
  | 'cancelMinutes'
  | 'mostAhead'
  | 'questions'
  | 'priceCents'
  | 'subsidies'
  | 'deliversHome'
  | 'tellsGrid'
> = {
  open: true,
  exceptions: [],
  who: { confirmedHome: false },
  daysAhead: 14,
  closeMinutes: 30,
  cancelMinutes: 60,
  mostAhead: 4,
  questions: [],
  priceCents: 0,
  subsidies: [],
  deliversHome: false,
  tellsGrid: false,
}

export const demoServices: Record<ServiceKind, ServiceSettings> = {
  canteen: {
    ...usual,
    name: '老年食堂',
    hint: '午餐、晚餐可以堂食，也可以送到家；60 岁及以上按年龄补贴，每人每餐补一份',
    advice: '首次用餐请带身份证，由工作人员核对年龄后享受补贴',
    windows: [
      window('lunch', 'everyDay', ['11:00', '12:30'], 60, { mealTime: 'lunch' }),
      window('supper', 'everyDay', ['17:00', '18:30'], 40, { mealTime: 'supper' }),
    ],
    closeMinutes: 90,
    cancelMinutes: 90,
    mostAhead: 28,
    priceCents: 800,
    subsidies: [
      { fromAge: 60, cents: 300 },
      { fromAge: 70, cents: 500 },
      { fromAge: 80, cents: 800 },
    ],
    deliversHome: true,
  },
  childcare: {
    ...usual,
    name: '四点半托管',
    hint: '放学后有人看护、辅导作业；每名看护最多照看 8 个孩子',
    advice: '请先在儿童名片里写好接送人和过敏情况，接孩子时出示接送码',
    windows: [
      window('after', 'workdays', ['16:30', '18:30'], 20, { carers: 2 }),
      window('holiday', 'restDays', ['08:30', '11:30'], 10, { carers: 1 }),
    ],
    who: { minAge: 3, maxAge: 12, confirmedHome: false },
    cancelMinutes: 120,
    mostAhead: 14,
    questions: [
      { id: 'medicine', label: '当天需要按时吃药吗', kind: 'yesNo', options: [], required: true },
      { id: 'school', label: '从哪所学校过来', kind: 'text', options: [], required: false },
    ],
    priceCents: 500,
    childrenPerCarer: 8,
  },
  counselling: {
    ...usual,
    name: '心理咨询',
    hint: '每次 50 分钟，用您自己取的称呼，只有值班咨询师能看到',
    advice: '急需倾诉时请直接拨打 12356',
    windows: windows(
      'weekdays',
      [
        ['09:00', '09:50'],
        ['10:00', '10:50'],
        ['14:00', '14:50'],
        ['15:00', '15:50'],
      ],
      1,
      { weekdays: [1, 2, 3, 4, 5, 6] },
    ),
    cancelMinutes: 120,
    mostAhead: 2,
  },
  dayCare: {
    ...usual,
    name: '日间照料',
    hint: '白天照看、午休、康复活动，面向 60 岁及以上老人',
    windows: [window('day', 'workdays', ['08:30', '17:00'], 12)],
    who: { minAge: 60, within: 'street', confirmedHome: false },
    cancelMinutes: 720,
    mostAhead: 10,
    questions: [{ id: 'care', label: '需要特别照看的地方', kind: 'text', options: [], required: false }],
    priceCents: 2000,
  },
  rehabilitation: {
    ...usual,
    name: '保健康复',
    hint: '理疗和康复训练，每次半小时',
    windows: windows(
      'workdays',
      [
        ['09:00', '09:30'],
        ['09:30', '10:00'],
        ['14:00', '14:30'],
        ['14:30', '15:00'],
      ],
      3,
    ),
    priceCents: 1000,
  },
  familyDoctor: {
    ...usual,
    name: '家庭医生签约',
    hint: '和社区医生签约，建健康档案',
    advice: '请带身份证和医保卡',
    windows: [window('am', 'workdays', ['09:00', '11:00'], 10)],
    who: { within: 'district', confirmedHome: false },
    mostAhead: 1,
  },
  legalClinic: {
    ...usual,
    name: '法治超市',
    hint: '律师当面解答，每次半小时，免费',
    windows: windows(
      'workdays',
      [
        ['14:00', '14:30'],
        ['14:30', '15:00'],
        ['15:00', '15:30'],
      ],
      2,
    ),
    questions: [
      {
        id: 'matter',
        label: '想问哪方面',
        kind: 'choice',
        options: ['邻里纠纷', '婚姻家庭', '劳动', '房产', '其他'],
        required: true,
      },
    ],
  },
  swapStation: {
    ...usual,
    name: '闲置物品置换',
    hint: '把用不上的东西带来，换需要的回去',
    windows: [window('am', 'restDays', ['09:00', '11:00'], 15)],
    mostAhead: 2,
  },
  loveStation: {
    ...usual,
    name: '爱心驿站',
    hint: '快递员、外卖员、环卫工人歇脚、热饭、充电',
    windows: [window('noon', 'everyDay', ['12:00', '14:00'], 6)],
    closeMinutes: 0,
    cancelMinutes: 0,
    mostAhead: 14,
  },
  agentService: {
    ...usual,
    name: '代办服务',
    hint: '代交费、代取药、代办证件，行动不便可上门',
    windows: [window('am', 'workdays', ['09:00', '10:30'], 5)],
    questions: [{ id: 'errand', label: '要代办什么', kind: 'text', options: [], required: true }],
    tellsGrid: true,
    gridSeesAnswers: true,
  },
}
