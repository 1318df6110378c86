import type { Input } from '../contract'
import { invalid } from '../contract/errors'
import { action } from '../kernel/action'
import { peopleAt } from '../kernel/areas'
import type { RosterDoc } from '../kernel/collections.booking'
import type { Store } from '../kernel/ports'
import { fill, overtaken, writePlan } from './fillRoster'
import { noRoster } from './roster'
import { templatesWrong } from './roster.rules'
import { isConfidential } from './slot.rules'
import { managedService, managers } from './workplace'

/**
 * Sets who takes turns on which shifts, and gives out what is empty: longest idle first. Shifts set by hand stay, but
 * those of a counsellor who takes no turns any more are given to others.
 */
export const editRoster = action({
  name: 'booking.editRoster',
  policy: managers,
  perHour: 60,
  async run(context, input) {
    const { store } = context.ports
    const service = await managedService(context, store, input.serviceId)
    if (!isConfidential(service.kind)) throw invalid('serviceId', '只有心理咨询需要排班')
    const wrong = templatesWrong(input.templates)
    if (wrong) throw invalid('templates', wrong)
    const stored = await store.get('rosters', service.id)
    if ((stored?.version ?? undefined) !== input.version) throw overtaken()
    const next: RosterDoc = {
      ...(stored ?? noRoster(service)),
      phone: input.phone,
      templates: input.templates,
      counsellors: await chosen(store, service.siteId, input),
    }
    const plan = await fill(store, next, context.now)
    return context.commit(async (tx) => {
      await writePlan(tx, plan, stored === undefined)
      return { answer: { id: service.id, version: next.version + 1 } }
    })
  },
})

/** The counsellors chosen, each of whom must be one of the site. */
async function chosen(store: Store, siteId: string, { counsellorIds }: Input<'booking.editRoster'>) {
  const known = new Map((await peopleAt(store, siteId, 'counsellor')).map((role) => [role.personId, role]))
  return [...new Set(counsellorIds)].map((personId) => {
    const role = known.get(personId)
    if (!role) throw invalid('counsellorIds', '只能选择本站点的咨询师')
    return { personId, title: role.name }
  })
}
