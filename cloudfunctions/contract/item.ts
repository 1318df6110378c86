import * as v from 'valibot'
import { cursor, id, instant, photo, unit, version } from './fields'

/** An item 事项: whatever a resident brings, of any kind. */
export const itemKinds = ['hazard', 'mediation', 'booking'] as const
export type ItemKind = (typeof itemKinds)[number]

const summary = {
  itemId: v.string(),
  number: v.string(),
  kind: v.picklist(itemKinds),
  version: v.number(),
  /** Short name of the matter: `楼道、消防通道堵塞`. */
  title: v.string(),
  state: v.string(),
  severity: v.optional(v.string()),
  place: v.string(),
  confidential: v.boolean(),
  responsible: unit,
  /** When the next step is owed; absent once the item is closed. */
  dueAt: v.optional(instant),
  createdAt: instant,
}
export const itemSummary = v.object(summary)
export type ItemSummary = v.InferOutput<typeof itemSummary>

/** Who somebody is and how to reach them. */
const contact = v.object({ name: v.string(), phone: v.optional(v.string()) })
/** The other side of a dispute, as far as it was told: who it is in the reporter's words, and a telephone. */
const otherSide = v.partial(contact)

export const itemAnswer = v.object({
  ...summary,
  description: v.string(),
  category: v.optional(v.string()),
  photos: v.array(photo),
  point: v.optional(v.object({ lng: v.number(), lat: v.number(), system: v.literal('gcj02') })),
  /** `中山区 · 老虎滩街道 · 中兴社区 · 第3网格` */
  areaName: v.string(),
  rule: v.optional(v.string()),
  /** Unit that stays answerable until the responsible one accepts (首接负责). */
  answerable: v.optional(unit),
  result: v.optional(v.string()),
  score: v.optional(v.number()),
  reopens: v.number(),
  /** Number of the item this one was merged into, how that stands, and its result. */
  mergedInto: v.optional(v.string()),
  mergedState: v.optional(v.string()),
  mergedResult: v.optional(v.string()),
  /** Reports merged into this one. */
  mergedCount: v.number(),
  /** Masked, and only for those who must act. */
  reporter: v.optional(contact),
  /** Mediation: what the person hopes for, and who the other side is, masked as the reporter is but to them. */
  wish: v.optional(v.string()),
  otherSide: v.optional(otherSide),
  /** The person who asks is the reporter (or holds the receipt). */
  mine: v.boolean(),
  /** Text that the content check asks people to read with care. */
  flagged: v.optional(v.boolean()),
})
export type ItemAnswer = v.InferOutput<typeof itemAnswer>

export const timelineEvent = v.object({
  seq: v.number(),
  at: instant,
  /** Action or system step that made it: `report`, `accept`, `escalate`, … */
  act: v.string(),
  /** Role and unit, never a name: `中兴社区第3网格 网格员`. */
  actor: v.string(),
  /** One Chinese sentence. */
  title: v.string(),
  note: v.optional(v.string()),
  photos: v.array(photo),
})
export type TimelineEvent = v.InferOutput<typeof timelineEvent>

export const itemView = v.object({
  item: itemAnswer,
  timeline: v.array(timelineEvent),
  /** Names of the actions this person may take on the item now. */
  allowed: v.array(v.string()),
})
export type ItemView = v.InferOutput<typeof itemView>

/** What every action on an item answers. */
export const itemChange = v.object({
  itemId: v.string(),
  version: v.number(),
  state: v.string(),
  responsible: unit,
  dueAt: v.optional(instant),
})
export type ItemChange = v.InferOutput<typeof itemChange>

/** What every action on an item asks: which, and the version the person saw. */
export const onItem = { itemId: id('办件'), version }

export const queueScopes = ['mine', 'area'] as const

export const itemContract = {
  'item.mine': {
    request: v.strictObject({ cursor }),
    answer: v.object({ items: v.array(itemSummary), cursor: v.optional(v.string()) }),
  },
  'item.get': {
    request: v.strictObject({ itemId: id('办件') }),
    answer: itemView,
  },
  'item.queue': {
    request: v.strictObject({
      cursor,
      filter: v.optional(
        v.strictObject({
          /** `mine`: owed by my units. `area`: everything open in the areas I oversee. */
          scope: v.optional(v.picklist(queueScopes, '没有这个范围')),
          kind: v.optional(v.picklist(itemKinds, '没有这类办件')),
          category: v.optional(id('类别')),
          state: v.optional(id('状态')),
          overdue: v.optional(v.boolean('逾期筛选应为是或否')),
        }),
      ),
    }),
    answer: v.object({
      items: v.array(itemSummary),
      cursor: v.optional(v.string()),
      /** Open items owed by the person's units: in all, overdue, due within a day. Counted up to 100. */
      counts: v.object({ open: v.number(), overdue: v.number(), soon: v.number() }),
    }),
  },
  /** The name and phone of the reporter, and of the other side, in clear, for whoever must act; writes an event. */
  'item.reveal': {
    request: v.strictObject({ ...onItem }),
    answer: v.object({ ...contact.entries, otherSide: v.optional(otherSide), version: v.number() }),
  },
  /** Hands out the path at which a client puts one photo into cloud storage. What it does not have taken in is deleted. */
  'item.newUpload': {
    request: v.strictObject({}),
    answer: v.object({ path: v.string() }),
  },
  /** Takes in a photo that the client put into cloud storage: checks it, strips it, answers its id for `photos`. */
  'item.addPhoto': {
    request: v.strictObject({
      upload: v.pipe(v.string('缺少文件'), v.minLength(1, '缺少文件'), v.maxLength(300, '文件不正确')),
    }),
    answer: v.object({ fileId: v.string() }),
  },
}
