/** The names of bookings and what they are called in front of people. No schema and no import, as in `words.ts`. */

/** Kinds of service of the city's plan. */
export const serviceKinds = {
  canteen: '老年食堂',
  childcare: '儿童托管',
  counselling: '心理咨询',
  dayCare: '日间照料',
  rehabilitation: '保健康复',
  familyDoctor: '家庭医生签约',
  legalClinic: '法治超市',
  swapStation: '闲置物品置换',
  loveStation: '爱心驿站',
  agentService: '代办服务',
} as const
export type ServiceKind = keyof typeof serviceKinds

/** Kinds whose bookings reach nobody but their person and the counsellor on duty (精神卫生法第四条). */
export const confidentialKinds: readonly ServiceKind[] = ['counselling']

/** What one may also be at while at a service of the kind, at the same site, unless the service says otherwise. */
export const usualDuring: Partial<Record<ServiceKind, readonly ServiceKind[]>> = {
  dayCare: ['canteen', 'rehabilitation', 'familyDoctor'],
}

/** What a day is in China: a working day by 调休, an ordinary day of rest, a public holiday. */
export const dayKinds = { workday: '工作日', restDay: '休息日', holiday: '法定节假日' } as const
export type DayKind = keyof typeof dayKinds

/** What a day (`2026-11-23`) is. Throws ActionError UNAVAILABLE for a year whose arrangement nobody knows yet. */
export type Calendar = (date: string) => DayKind

/** On which days a window of the opening rules recurs; `weekdays` goes by the calendar's week, whatever 调休 says. */
export const recurrences = {
  workdays: '工作日（含调休上班日）',
  restDays: '休息日和法定节假日',
  everyDay: '每天',
  weekdays: '每周固定几天',
} as const
export type Recurrence = keyof typeof recurrences

export const mealTimes = { breakfast: '早餐', lunch: '午餐', supper: '晚餐' } as const
export type MealTime = keyof typeof mealTimes

export const eatings = { here: '堂食', delivery: '送餐到家' } as const
export type Eating = keyof typeof eatings

export const diets = { diabetic: '糖尿病餐', lowSalt: '低盐', soft: '软食', halal: '清真', vegetarian: '素食' } as const
export type Diet = keyof typeof diets

export const allergens = {
  nuts: '坚果',
  peanut: '花生',
  egg: '鸡蛋',
  milk: '牛奶',
  fish: '鱼',
  shellfish: '虾蟹贝类',
  wheat: '小麦',
  soy: '大豆',
} as const
export type Allergen = keyof typeof allergens

/** A booking. All but `cancelled` take a place. */
export const bookingStates = {
  booked: '已预约',
  checkedIn: '已签到',
  done: '已完成',
  noShow: '未到',
  cancelled: '已取消',
} as const
export type BookingState = keyof typeof bookingStates

/** One's place in the line of a full slot. `offered`: a place is kept for them until the offer ends. */
export const waitStates = {
  waiting: '排队中',
  offered: '有空位，等您确认',
  taken: '已约上',
  lapsed: '超时未确认',
  left: '已退出排队',
  over: '已截止',
} as const
export type WaitState = keyof typeof waitStates

/** A slot as somebody who looks at it may use it. */
export const slotStates = {
  open: '可预约',
  full: '已约满，可排队',
  early: '还没有开放预约',
  late: '已截止预约',
  closed: '暂停服务',
} as const
export type SlotState = keyof typeof slotStates

/** Why a meal is not subsidised for somebody, where it is for others. */
export const noSubsidies = {
  unverified: '出生日期还没有请站点核对，先不减补贴',
  young: '当天还没到补贴的年龄',
  used: '这一餐已经补过一次',
} as const
export type NoSubsidy = keyof typeof noSubsidies

/** Whom a booking is for: somebody who signs in, a child of theirs, an elder who has only a phone. */
export const patronKinds = { self: '本人', child: '儿童', elder: '只用电话的老人' } as const
export type PatronKind = keyof typeof patronKinds

/** In what capacity somebody acts on a booking. */
export const bookerCapacities = {
  self: '本人',
  guardian: '监护人',
  proxy: '代约人',
  gridWorker: '网格员',
  staff: '站点工作人员',
  counsellor: '咨询师',
  volunteer: '志愿者',
  system: '系统',
} as const
export type BookerCapacity = keyof typeof bookerCapacities

export const proxyStates = { invited: '等对方接受', active: '有效', ended: '已到期', revoked: '已收回' } as const
export type ProxyState = keyof typeof proxyStates

export const roundStates = { open: '等人来送', taken: '有人在送', delivered: '已送完' } as const
export type RoundState = keyof typeof roundStates

/** How somebody came to have a shift. */
export const shiftSources = { rotation: '轮值', override: '指定', swap: '换班' } as const
export type ShiftSource = keyof typeof shiftSources

export const swapStates = { asked: '等对方答复', agreed: '已换', refused: '不换', withdrawn: '已撤回' } as const
export type SwapState = keyof typeof swapStates
