import * as v from 'valibot'
import { routeRules } from './area'
import { id, instant, photos, point, text, unit } from './fields'
import { itemChange, itemView, onItem } from './item'
import { limits } from './limits'
import { severities } from './words'

export {
  type EmergencyNumber,
  emergencyNumbers,
  type HazardState,
  hazardStates,
  type Severity,
  severities,
  severityLabels,
} from './words'

const receipt = v.pipe(
  v.string('请填写查询码'),
  v.transform((s) => s.replace(/[\s-]/g, '')),
  v.regex(new RegExp(`^\\d{${limits.receiptDigits}}$`), `查询码是 ${limits.receiptDigits} 位数字`),
)
/** The receipt stands for its holder where the reporter of a confidential report acts. */
const byReceipt = { receipt: v.optional(receipt) }

const category = v.object({
  id: v.string(),
  version: v.number(),
  name: v.string(),
  /** What belongs here, in a resident's words. */
  hint: v.string(),
  severity: v.picklist(severities),
  /** Whom to call first, when severity is critical. */
  call: v.array(v.string()),
  /** Hours until the report must be accepted, and then solved. */
  acceptHours: v.number(),
  resolveHours: v.number(),
  /** Department that the street assigns unless it chooses another. */
  departmentKind: v.string(),
  /** Metres within which an open report of the category may be the same one. */
  duplicateRadius: v.number(),
})
export type HazardCategory = v.InferOutput<typeof category>

const result = text('处理结果', limits.note)
const reason = text('原因', limits.note)

export const hazardContract = {
  'hazard.categories': {
    request: v.strictObject({}),
    answer: v.object({ categories: v.array(category) }),
  },
  'hazard.nearby': {
    request: v.strictObject({ category: id('类别'), point }),
    answer: v.object({
      items: v.array(
        v.object({
          itemId: v.string(),
          title: v.string(),
          /** Empty for a confidential report. */
          place: v.string(),
          metres: v.number(),
          state: v.string(),
          createdAt: instant,
        }),
      ),
    }),
  },
  'hazard.report': {
    request: v.pipe(
      v.strictObject({
        category: id('类别'),
        description: text('情况描述', limits.description),
        point: v.optional(point),
        buildingId: v.optional(id('楼栋')),
        place: v.optional(text('具体位置', limits.place)),
        photos,
        confidential: v.optional(v.boolean('请选择实名或保密'), false),
      }),
      v.forward(
        v.check((r) => r.point !== undefined || r.buildingId !== undefined, '请选择位置：在地图上选点，或选择楼栋'),
        ['point'],
      ),
    ),
    answer: v.object({
      itemId: v.string(),
      number: v.string(),
      /** Absent where no grid is near and a desk above takes the report. */
      grid: v.optional(v.object({ id: v.string(), name: v.string() })),
      responsible: unit,
      rule: v.picklist(routeRules),
      dueAt: instant,
      /** Only for a confidential report, and only here: it is stored nowhere. */
      receipt: v.optional(v.string()),
    }),
  },
  /** «It is one of these»: follow an open report nearby in place of sending another. */
  'hazard.join': {
    request: v.strictObject({ itemId: id('办件'), point }),
    answer: v.object({ itemId: v.string() }),
  },
  'hazard.follow': {
    request: v.strictObject({ receipt }),
    answer: itemView,
  },
  'hazard.accept': { request: v.strictObject({ ...onItem }), answer: itemChange },
  'hazard.handBack': { request: v.strictObject({ ...onItem, reason }), answer: itemChange },
  'hazard.settle': { request: v.strictObject({ ...onItem, result, photos }), answer: itemChange },
  'hazard.blow': { request: v.strictObject({ ...onItem, reason }), answer: itemChange },
  'hazard.assign': {
    request: v.strictObject({
      ...onItem,
      departmentId: v.optional(id('部门')),
      note: v.optional(text('交办意见', limits.note)),
    }),
    answer: itemChange,
  },
  'hazard.resolve': { request: v.strictObject({ ...onItem, result, photos }), answer: itemChange },
  'hazard.confirm': {
    request: v.strictObject({
      ...onItem,
      ...byReceipt,
      score: v.pipe(
        v.number('请打分'),
        v.integer('请打 1 到 5 分'),
        v.minValue(limits.score.min, '请打 1 到 5 分'),
        v.maxValue(limits.score.max, '请打 1 到 5 分'),
      ),
      comment: v.optional(text('评价', limits.note)),
    }),
    answer: itemChange,
  },
  'hazard.reopen': { request: v.strictObject({ ...onItem, ...byReceipt, reason, photos }), answer: itemChange },
  'hazard.withdraw': {
    request: v.strictObject({ ...onItem, ...byReceipt, reason: v.optional(reason) }),
    answer: itemChange,
  },
  'hazard.merge': { request: v.strictObject({ ...onItem, intoItemId: id('要并入的办件') }), answer: itemChange },
  /** Departments a street may assign to, the category's own first. */
  'hazard.departments': {
    request: v.strictObject({ itemId: id('办件') }),
    answer: v.object({ departments: v.array(v.object({ id: v.string(), name: v.string(), suggested: v.boolean() })) }),
  },
  /** The city's own list of categories; `version` is what the editor saw. */
  'hazard.editCategory': {
    request: v.strictObject({
      id: id('类别'),
      version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      name: text('名称', { min: 2, max: 20 }),
      hint: text('说明', { min: 2, max: 60 }),
      severity: v.picklist(severities, '请选择紧急程度'),
      call: v.optional(v.pipe(v.array(v.picklist(['110', '119', '120'], '没有这个号码')), v.maxLength(3)), []),
      acceptHours: v.pipe(
        v.number('请填写接单时限'),
        v.minValue(0.25, '接单时限最短 15 分钟'),
        v.maxValue(720, '接单时限最长 30 天'),
      ),
      resolveHours: v.pipe(
        v.number('请填写办结时限'),
        v.minValue(1, '办结时限最短 1 小时'),
        v.maxValue(2160, '办结时限最长 90 天'),
      ),
      departmentKind: id('部门'),
      duplicateRadius: v.pipe(
        v.number('请填写查重半径'),
        v.integer(),
        v.minValue(0),
        v.maxValue(400, '查重半径最大 400 米'),
      ),
    }),
    answer: v.object({ id: v.string(), version: v.number() }),
  },
}
