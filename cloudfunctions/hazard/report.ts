import type { Answer, Input } from '../contract'
import { invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { action, type Context } from '../kernel/action'
import type { CategoryDoc, ItemDoc } from '../kernel/collections'
import { attachPhotos } from '../kernel/files'
import { itemCell } from '../kernel/geometry/cell'
import { addEvent, itemNotice, newItemNumber, receiptMac, staffOf, withIndexes } from '../kernel/items'
import { ladderOf } from '../kernel/ladder'
import type { OutgoingNotice } from '../kernel/notices'
import { signedIn } from '../kernel/people'
import type { Fresh } from '../kernel/ports'
import { type Route, route } from '../kernel/routing'
import { plusHours } from '../kernel/time'
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
    const receipt = input.confidential ? context.digits(limits.receiptDigits) : undefined
    const draft = newItem(context, input, category, way, {
      ladder,
      // A hazard is never turned away for its wording; whoever handles it is asked to read with care.
      ...(verdict !== 'pass' && { flagged: true as const }),
      ...(receipt && { receiptMac: receiptMac(context.ports, receipt) }),
    })
    const notices = await alarms(context, draft, category)

    const answer = await context.commit(async (tx) => {
      const item = { ...draft, id: newItemNumber(context) }
      while (!(await tx.insert('items', item))) item.id = newItemNumber(context)
      await addEvent(tx, item, 'report', context.now, { role: 'reporter' })
      await attachPhotos(tx, context, item.id, input.photos)
      const person = context.caller.person
      if (person)
        await tx.insert('follows', {
          id: `${item.id}:${person.id}`,
          personId: person.id,
          itemId: item.id,
          at: context.now,
          as: 'reporter',
        })
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

function newItem(
  context: Context,
  input: Report,
  category: CategoryDoc,
  way: Route,
  extra: Pick<ItemDoc, 'ladder'> & Partial<ItemDoc>,
): Fresh<ItemDoc> {
  const person = context.caller.person
  const item: ItemDoc = {
    id: '',
    version: 1,
    kind: 'hazard',
    seq: 1,
    state: 'routed',
    title: category.name,
    category: category.id,
    severity: category.severity,
    description: input.description,
    place: input.place ?? way.building?.name ?? way.areaName,
    at: way.at,
    area: way.path,
    areaName: way.areaName,
    rule: way.rule,
    ...(way.generation && { generation: way.generation }),
    photos: input.photos,
    confidential: input.confidential,
    ...(person && { reporterId: person.id }),
    responsible: way.responsible,
    units: [way.responsible.id],
    acceptHours: category.acceptHours,
    resolveHours: category.resolveHours,
    createdAt: context.now,
    dueAt: plusHours(context.now, category.acceptHours),
    timerAt: plusHours(context.now, category.acceptHours * 0.75),
    reopens: 0,
    mergedCount: 0,
    openCell: itemCell(category.id, way.at),
    ...extra,
  }
  const { version: _, ...fresh } = withIndexes(hazardRules, item)
  return fresh
}

/** Whom a new report wakes: the unit responsible, and the community at once when it is critical. */
async function alarms(context: Context, item: Fresh<ItemDoc>, category: CategoryDoc): Promise<OutgoingNotice[]> {
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
