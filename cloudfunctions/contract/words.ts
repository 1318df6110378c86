/**
 * The names of things and what they are called in front of people. No schema in here and no import, so that the
 * mini-program's main package takes the words without the schema library.
 */

/**
 * Roles a person may hold, each at one area: captain at a building, department staff at a department; staff and
 * counsellors of a service site at the site, volunteers at a grid, mediators at a community, street or district.
 */
export const roles = [
  'resident',
  'volunteer',
  'captain',
  'gridInformant',
  'siteStaff',
  'counsellor',
  'mediator',
  'gridWorker',
  'communityStaff',
  'streetStaff',
  'departmentStaff',
  'districtStaff',
  'cityStaff',
] as const
export type Role = (typeof roles)[number]

export const roleLabels: Record<Role, string> = {
  resident: '居民',
  volunteer: '志愿者',
  captain: '楼长',
  gridInformant: '网格信息员',
  siteStaff: '站点工作人员',
  counsellor: '咨询师',
  mediator: '调解员',
  gridWorker: '网格员',
  communityStaff: '社区工作人员',
  streetStaff: '街道工作人员',
  departmentStaff: '部门工作人员',
  districtStaff: '区级工作人员',
  cityStaff: '市级工作人员',
}

/** Roles that answer for items. */
export const answeringRoles: readonly Role[] = [
  'mediator',
  'gridWorker',
  'communityStaff',
  'streetStaff',
  'departmentStaff',
  'districtStaff',
  'cityStaff',
]

export const relations = ['owner', 'tenant', 'family'] as const
export type Relation = (typeof relations)[number]
export const relationLabels: Record<Relation, string> = { owner: '业主', tenant: '租户', family: '家庭成员' }

export const membershipStates = ['pending', 'confirmed', 'refused', 'left'] as const
export type MembershipState = (typeof membershipStates)[number]

/** Message templates of WeChat that a person may allow, by purpose; the ids are the city's own (see docs/deployment.md). */
export const templates = ['itemProgress', 'deskWork', 'reminder'] as const
export type Template = (typeof templates)[number]

/** Hazard 隐患: the state of a report, in the order a report usually passes them. */
export const hazardStates = {
  routed: '待接单',
  accepted: '处理中',
  whistled: '已吹哨，待街道派单',
  assigned: '已派单，待部门接单',
  resolved: '已处理，待您确认',
  reopened: '已退回重办',
  arbitration: '待街道裁定',
  closed: '已办结',
  withdrawn: '已撤回',
  merged: '已并案',
} as const
export type HazardState = keyof typeof hazardStates

/** Mediation 调解: the state of a request, in the order a request usually passes them. */
export const mediationStates = {
  requested: '待受理',
  accepted: '调解中',
  agreed: '已达成一致，待您确认',
  closed: '已办结',
  failed: '未能调解成功',
  withdrawn: '已撤回',
} as const
export type MediationState = keyof typeof mediationStates

/** What a mediation is about. */
export const mediationMatters = {
  neighbours: '邻里纠纷',
  family: '家庭婚姻纠纷',
  property: '物业纠纷',
  parking: '停车纠纷',
  noise: '噪音纠纷',
  leak: '漏水纠纷',
  pets: '宠物纠纷',
  wages: '劳动报酬纠纷',
  consumer: '消费纠纷',
  other: '其他纠纷',
} as const
export type MediationMatter = keyof typeof mediationMatters

/** A booking that its person's grid is told of: how the grid's part of it stands. */
export const bookingItemStates = {
  booked: '待接单',
  accepted: '已接单',
  closed: '已办结',
  withdrawn: '已取消',
} as const
export type BookingItemState = keyof typeof bookingItemStates

export const severities = ['critical', 'urgent', 'ordinary'] as const
export type Severity = (typeof severities)[number]
export const severityLabels: Record<Severity, string> = { critical: '危急', urgent: '紧急', ordinary: '一般' }

/** Numbers one must be able to call before anything else. */
export const emergencyNumbers = { '110': '报警', '119': '火警', '120': '急救', '12356': '心理热线' } as const
export type EmergencyNumber = keyof typeof emergencyNumbers
