import type { Answer, Input } from '../contract'
import { invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { CategoryDoc } from '../kernel/collections'
import { itemCell } from '../kernel/geometry/cell'
import { itemNotice, receiptMac, staffOf } from '../kernel/items'
import { ladderOf } from '../kernel/ladder'
import { insertItem, type NewItem, newItem, placed } from '../kernel/newItem'
import type { OutgoingNotice } from '../kernel/notices'
import { signedIn } from '../kernel/people'
import { route } from '../kernel/routing'
import { alertsCommunity, hazardRules } from './rules'

type Report = Input<'hazard.report'>

/**
 * Takes in a hazard report, routes it to the unit responsible and tells its staff. A confidential one is stored
 * without anything that ties it to its author; the receipt it answers is stored nowhere.
 */
export const report = action({
  name: 'hazard.report',
  policy: signedIn,
  perHour: 30,
  unlinked: (input) => input.confidential,
  async run(context, input) {
    const { store } = context.ports
    const category = await store.get('categories', input.category)
    if (!category) throw invalid('category', '没有这个类别，请重新选择')
    const [way, verdict] = await Promise.all([
      route(store, { buildingId: input.buildingId, point: input.point }, context.now),
      context.checkText([input.description, input.place].filter(Boolean).join('\n')),
    ])
    const ladder = await ladderOf(store, way.path)
    const { person } = context.caller
    const receipt = input.confidential ? context.digits(limits.receiptDigits) : undefined
    const draft = newItem(hazardRules, context.now, {
      ...placed(way),
      state: 'routed',
      title: category.name,
      category: category.id,
      severity: category.severity,
      description: input.description,
      place: input.place ?? way.building?.name ?? way.areaName,
      photos: input.photos,
      confidential: input.confidential,
      // Of a confidential one nobody is known, and the receipt stands for them
      ...(person && { reporterId: person.id }),
      ...(receipt && { receiptMac: receiptMac(context.ports, receipt) }),
      responsible: way.responsible,
      ladder,
      acceptHours: category.acceptHours,
      resolveHours: category.resolveHours,
      openCell: itemCell(category.id, way.at),
      // A hazard is never turned away for its wording; whoever handles it is asked to read with care.
      ...(verdict !== 'pass' && { flagged: true as const }),
    })
    const notices = await alarms(context, draft, category)

    const answer = await context.commit(async (tx) => {
      const item = await insertItem(tx, context, draft, 'report')
      return {
        answer: {
          itemId: item.id,
          number: item.id,
          grid: way.grid && { id: way.grid.id, name: way.grid.name },
          responsible: item.responsible,
          rule: way.rule,
          dueAt: item.dueAt ?? context.now,
        },
        notices: notices.map((notice) => ({ ...notice, itemId: item.id })),
      }
    })
    return withReceipt(context, input, answer)
  },
  replay: withReceipt,
})

/** The receipt comes out of the request itself, so that a repeated call is answered the same without storing it. */
function withReceipt(context: Context, input: Report, answer: Answer<'hazard.report'>): Answer<'hazard.report'> {
  return input.confidential ? { ...answer, receipt: context.digits(limits.receiptDigits) } : answer
}

/** Whom a new report wakes: the unit responsible, and the community at once when it is critical. */
async function alarms(context: Context, item: NewItem, category: CategoryDoc): Promise<OutgoingNotice[]> {
  const { store } = context.ports
  const units = [item.responsible]
  const community = item.ladder.find((unit) => unit.level === 'community')
  if (alertsCommunity(category.severity) && community && community.id !== item.responsible.id) units.push(community)
  const staff = (await Promise.all(units.map((unit) => staffOf(store, unit)))).flat()
  const desk = staff.map((personId) =>
    itemNotice(personId, item, `新的隐患报告：${item.place}`, { kind: 'report', template: 'deskWork' }),
  )
  const person = context.caller.person
  if (!person) return desk
  return [
    ...desk,
    itemNotice(person.id, item, `您的报告已转到${item.responsible.name}`, { kind: 'report', template: 'itemProgress' }),
  ]
}
