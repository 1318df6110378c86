import * as v from 'valibot'
import { id, instant, phone, photos, point, text, unit } from './fields'
import { itemChange, onItem } from './item'
import { limits } from './limits'
import { type MediationMatter, mediationMatters } from './words'

export { type MediationMatter, type MediationState, mediationMatters, mediationStates } from './words'

const matters = Object.keys(mediationMatters) as [MediationMatter, ...MediationMatter[]]
const reason = text('原因', limits.note)

export const mediationContract = {
  /** Asks the mediators of the place to settle a dispute. Nobody sees it but those who ask and those who handle it. */
  'mediation.request': {
    request: v.pipe(
      v.strictObject({
        matter: v.picklist(matters, '请选择是哪一类纠纷'),
        description: text('事情经过', limits.description),
        /** Who the other side is, in the person's words. */
        otherSide: v.optional(text('对方是谁', limits.place)),
        otherPhone: v.optional(phone),
        /** What the person hopes for. */
        wish: v.optional(text('希望怎么解决', limits.note)),
        point: v.optional(point),
        buildingId: v.optional(id('楼栋')),
        photos,
      }),
      v.forward(
        v.check((r) => r.point !== undefined || r.buildingId !== undefined, '请选择位置：在地图上选点，或选择楼栋'),
        ['point'],
      ),
    ),
    answer: v.object({ itemId: v.string(), number: v.string(), responsible: unit, dueAt: instant }),
  },
  'mediation.accept': { request: v.strictObject({ ...onItem }), answer: itemChange },
  /** Both sides agree, on the spot or after talks: on what. */
  'mediation.settle': {
    request: v.strictObject({ ...onItem, result: text('达成的一致', limits.note), photos }),
    answer: itemChange,
  },
  /** When and where the parties meet, what comes next. */
  'mediation.progress': {
    request: v.strictObject({ ...onItem, note: text('进展', limits.note), photos }),
    answer: itemChange,
  },
  'mediation.end': { request: v.strictObject({ ...onItem, reason }), answer: itemChange },
  'mediation.handUp': { request: v.strictObject({ ...onItem, reason }), answer: itemChange },
  'mediation.confirm': { request: v.strictObject({ ...onItem }), answer: itemChange },
  /** «That is not what we agreed.» */
  'mediation.object': { request: v.strictObject({ ...onItem, reason }), answer: itemChange },
  'mediation.withdraw': { request: v.strictObject({ ...onItem, reason: v.optional(reason) }), answer: itemChange },
}
