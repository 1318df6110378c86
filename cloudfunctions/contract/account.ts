import * as v from 'valibot'
import { cursor, id, instant, phone, text } from './fields'
import { limits } from './limits'
import { membershipStates, relations, roles, templates } from './words'

export {
  answeringRoles,
  type MembershipState,
  membershipStates,
  type Relation,
  type Role,
  relationLabels,
  relations,
  roleLabels,
  roles,
  type Template,
  templates,
} from './words'

const roleAnswer = v.object({ role: v.picklist(roles), areaId: v.string(), areaName: v.string(), title: v.string() })

const home = v.object({
  membershipId: v.string(),
  version: v.number(),
  state: v.picklist(membershipStates),
  reason: v.optional(v.string()),
  buildingId: v.string(),
  buildingName: v.string(),
  unit: v.string(),
  relation: v.picklist(relations),
  communityId: v.string(),
  communityName: v.string(),
  gridId: v.string(),
  gridName: v.string(),
  point: v.object({ lng: v.number(), lat: v.number(), system: v.literal('gcj02') }),
  /** Work contacts of the grid, open to its residents. */
  gridWorkers: v.array(v.object({ name: v.string(), phone: v.optional(v.string()) })),
})

const membership = v.object({
  membershipId: v.string(),
  version: v.number(),
  personName: v.string(),
  buildingId: v.string(),
  buildingName: v.string(),
  unit: v.string(),
  relation: v.picklist(relations),
  state: v.picklist(membershipStates),
  at: instant,
})

const message = v.object({
  messageId: v.string(),
  at: instant,
  title: v.string(),
  body: v.string(),
  /** The item, topic or booking it concerns; otherwise `kind` says which page it leads to. */
  itemId: v.optional(v.string()),
  topicId: v.optional(v.string()),
  bookingId: v.optional(v.string()),
  kind: v.string(),
  read: v.boolean(),
})

export const accountContract = {
  'account.me': {
    request: v.strictObject({}),
    answer: v.object({
      id: v.string(),
      name: v.string(),
      phoneMasked: v.optional(v.string()),
      roles: v.array(roleAnswer),
      home: v.optional(home),
      unread: v.number(),
      /** Sends still allowed by the person, for each template. */
      allowance: v.record(v.string(), v.number()),
      /** Server's time, so that the page reckons deadlines by it. */
      now: instant,
    }),
  },
  'account.saveProfile': {
    request: v.strictObject({ name: text('姓名', limits.name), phone: v.optional(phone) }),
    answer: v.object({ name: v.string(), phoneMasked: v.optional(v.string()) }),
  },
  'account.joinBuilding': {
    request: v.strictObject({
      buildingId: id('楼栋'),
      unit: text('房号', limits.unit),
      relation: v.picklist(relations, '请选择您与房屋的关系'),
    }),
    answer: v.object({ membershipId: v.string(), version: v.number(), state: v.picklist(membershipStates) }),
  },
  'account.leaveBuilding': {
    request: v.strictObject({ membershipId: id('住址登记') }),
    answer: v.object({ membershipId: v.string(), state: v.picklist(membershipStates) }),
  },
  'account.memberships': {
    request: v.strictObject({ cursor }),
    answer: v.object({ memberships: v.array(membership), cursor: v.optional(v.string()) }),
  },
  'account.decideMembership': {
    request: v.strictObject({
      membershipId: id('住址登记'),
      decision: v.picklist(['confirm', 'refuse'], '请选择确认或不确认'),
      reason: v.optional(text('原因', limits.note)),
    }),
    answer: v.object({ membershipId: v.string(), version: v.number(), state: v.picklist(membershipStates) }),
  },
  'account.inbox': {
    request: v.strictObject({ cursor }),
    answer: v.object({ messages: v.array(message), cursor: v.optional(v.string()), unread: v.number() }),
  },
  'account.markRead': {
    request: v.strictObject({
      messageIds: v.pipe(
        v.array(id('消息')),
        v.minLength(1, '没有要标记的消息'),
        v.maxLength(50, '一次最多标记 50 条'),
      ),
    }),
    answer: v.object({ unread: v.number() }),
  },
  'account.allowMessages': {
    request: v.strictObject({
      templates: v.pipe(v.array(v.picklist(templates, '没有这种通知')), v.minLength(1, '没有选择通知'), v.maxLength(3)),
    }),
    answer: v.object({ allowance: v.record(v.string(), v.number()) }),
  },
  'account.export': {
    request: v.strictObject({}),
    answer: v.object({ exportedAt: instant, data: v.record(v.string(), v.unknown()) }),
  },
  'account.erase': {
    request: v.strictObject({ confirm: v.literal('ERASE', '请确认要删除') }),
    answer: v.object({ erased: v.boolean(), kept: v.string() }),
  },
}
