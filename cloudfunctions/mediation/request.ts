import type { Input } from '../contract'
import type { Unit } from '../contract/fields'
import { mediationMatters } from '../contract/mediation'
import { action, type Context } from '../kernel/action'
import { fullName, getArea } from '../kernel/areas'
import type { AreaPath } from '../kernel/collections'
import { itemNotice, staffOf } from '../kernel/items'
import { ladderOf } from '../kernel/ladder'
import { insertItem, type NewItem, newItem } from '../kernel/newItem'
import type { OutgoingNotice } from '../kernel/notices'
import { signedIn } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { type Route, route } from '../kernel/routing'
import { acceptHours, mediationRules, resolveHours } from './rules'

type MediationRequest = Input<'mediation.request'>

/** Who settles a dispute beside the staff of their community, street or district. */
const specialist = 'mediator'

/**
 * Takes in a request for mediation and tells the mediators of its community. Private from the first: no overseer, no
 * list of an area and no message has it.
 */
export const request = action({
  name: 'mediation.request',
  policy: signedIn,
  perHour: 10,
  async run(context, input) {
    const { store } = context.ports
    const { description, otherSide, wish } = input
    const [way, verdict] = await Promise.all([
      route(store, { buildingId: input.buildingId, point: input.point }, context.now),
      context.checkText([description, otherSide, wish].filter(Boolean).join('\n')),
    ])
    // Nobody is turned away for the words of a quarrel; whoever handles it is asked to read with care.
    const draft = await draftOf(context, input, way, verdict !== 'pass')
    const notices = await welcome(context, draft)

    return context.commit(async (tx) => {
      const item = await insertItem(tx, context, draft, 'request')
      return {
        answer: {
          itemId: item.id,
          number: item.id,
          responsible: item.responsible,
          dueAt: item.dueAt ?? context.now,
        },
        notices: notices.map((notice) => ({ ...notice, itemId: item.id })),
      }
    })
  },
})

async function draftOf(context: Context, input: MediationRequest, way: Route, flagged: boolean): Promise<NewItem> {
  const { store } = context.ports
  // A dispute is its community's: grids have no mediators, and no change of them moves it
  const { gridId: _, ...area } = way.path
  const ladder = await ladderOf(store, area)
  const responsible = await whoMediates(store, ladder)
  const areaName = await nameOf(store, area, way.areaName)
  const { otherSide: name, otherPhone: phone } = input
  return newItem(mediationRules, context.now, {
    state: 'requested',
    title: mediationMatters[input.matter],
    description: input.description,
    ...(input.wish && { wish: input.wish }),
    ...((name || phone) && { otherSide: { ...(name && { name }), ...(phone && { phone }) } }),
    place: way.building?.name ?? areaName,
    at: way.at,
    area,
    areaName,
    rule: way.rule,
    photos: input.photos,
    private: true,
    specialist,
    reporterId: context.caller.person?.id,
    responsible,
    ladder,
    acceptHours,
    resolveHours,
    ...(flagged && { flagged: true as const }),
  })
}

/** The lowest unit above the place that has a mediator or staff of its own; the lowest at all where nobody works. */
async function whoMediates(store: Store, ladder: readonly Unit[]): Promise<Unit> {
  for (const unit of ladder) if ((await staffOf(store, unit, { specialist })).length > 0) return unit
  return ladder[0]
}

async function nameOf(store: Store, { communityId }: AreaPath, fallback: string): Promise<string> {
  const community = communityId === undefined ? undefined : await getArea(store, communityId)
  return community ? fullName(community) : fallback
}

/** Whom a new request wakes, and the word to whoever made it. */
async function welcome(context: Context, item: NewItem): Promise<OutgoingNotice[]> {
  const me = context.caller.person?.id ?? ''
  const staff = await staffOf(context.ports.store, item.responsible, item)
  const sentence = `已转到${item.responsible.name}，调解员会和您联系`
  return [
    ...staff
      .filter((personId) => personId !== me)
      .map((personId) => itemNotice(personId, item, '新的调解申请', { kind: 'request', template: 'deskWork' })),
    itemNotice(me, item, sentence, { kind: 'request', template: 'itemProgress' }),
  ]
}
