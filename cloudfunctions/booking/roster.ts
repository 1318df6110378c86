import { forbidden } from '../contract/errors'
import { action } from '../kernel/action'
import { peopleAt } from '../kernel/areas'
import type { RosterDoc, ServiceDoc } from '../kernel/collections.booking'
import { anyone, holds, withRole } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { justAfter, plusHours } from '../kernel/time'
import { checkDays } from './checkDays'
import { instantOf, plusDays } from './days.rules'
import { serviceOf } from './load'
import { turnsBetween } from './roster.rules'
import { emptyShift, gapsAhead, presentShift, shiftsWithin, warningDays } from './shifts'
import { manages, overseerRoles } from './workplace'

/** Shifts looked at for the next one that somebody has. */
const mostAhead = 100

/** Who is on duty now, for everybody and without signing in. A page shows 12356 whatever is answered, and before. */
export const duty = action({
  name: 'booking.duty',
  policy: anyone,
  async run({ ports, now }, { serviceId }) {
    const { store } = ports
    await serviceOf(store, serviceId)
    const [roster, current, { rows: ahead }] = await Promise.all([
      store.get('rosters', serviceId),
      shiftsWithin(store, serviceId, { startsAt: now, endsAt: justAfter(now) }),
      store.range('shifts', 'byService', { eq: [serviceId], from: justAfter(now), limit: mostAhead }),
    ])
    const shift = current.find(({ counsellorId }) => counsellorId !== undefined)
    const next = ahead.find(({ counsellorId }) => counsellorId !== undefined)
    return {
      onDuty:
        roster && shift
          ? { counsellor: shift.counsellorTitle ?? '', phone: roster.phone, until: shift.endsAt }
          : undefined,
      nextFrom: next?.startsAt,
      fallback: '12356' as const,
    }
  },
})

/** The shifts of some days, the gaps of the next two weeks, and who takes turns; for counsellors and those who plan. */
export const roster = action({
  name: 'booking.roster',
  policy: withRole('siteStaff', 'counsellor', ...overseerRoles),
  async run(context, { serviceId, from, to }) {
    const { store } = context.ports
    checkDays(from, to)
    const service = await serviceOf(store, serviceId)
    const plans = manages(context.caller, { id: service.siteId, area: service.area })
    const takesTurns = holds(context.caller, 'counsellor', service.siteId)
    if (!plans && !takesTurns) throw forbidden()
    const stored = await store.get('rosters', serviceId)
    const known = stored ?? noRoster(service)
    const soon = { startsAt: context.now, endsAt: plusHours(context.now, warningDays * 24) }
    const [shifts, ahead, counsellors] = await Promise.all([
      shiftsOfDays(store, known, from, to),
      shiftsWithin(store, serviceId, soon),
      counsellorsAt(store, known),
    ])
    return {
      version: known.version,
      shifts: shifts.map((shift) => presentShift(context, shift)),
      gaps: gapsAhead(known, ahead, context.now),
      counsellors,
      templates: known.templates,
      phone: plans && known.phone ? known.phone : undefined,
      allowed: [
        ...(plans ? ['booking.editRoster', 'booking.editShift'] : []),
        ...(takesTurns ? ['booking.askSwap', 'booking.answerSwap'] : []),
      ],
    }
  },
})

/** A service whose roster nobody has written yet. */
export const noRoster = ({ id, siteId }: Pick<ServiceDoc, 'id' | 'siteId'>): RosterDoc => ({
  id,
  version: 0,
  siteId,
  phone: '',
  counsellors: [],
  templates: [],
  checkAt: '',
})

/** The shifts that begin on these days, those included that nobody has been put on yet. */
async function shiftsOfDays(store: Store, { id, templates }: RosterDoc, from: string, to: string) {
  const within = { startsAt: instantOf(from), endsAt: instantOf(plusDays(to, 1)) }
  const stored = (await shiftsWithin(store, id, within)).filter(({ startsAt }) => startsAt >= within.startsAt)
  const there = new Set(stored.map((shift) => shift.id))
  const empty = turnsBetween(id, templates, from, to).filter((turn) => !there.has(turn.id))
  return [...stored, ...empty.map((turn) => emptyShift(turn))].sort((a, b) =>
    a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0,
  )
}

/** The counsellors of the site under their work names; `active` are those who take turns. */
async function counsellorsAt(store: Store, { siteId, counsellors }: RosterDoc) {
  const turns = new Set(counsellors.map(({ personId }) => personId))
  return (await peopleAt(store, siteId, 'counsellor')).map(({ personId, name }) => ({
    counsellorId: personId,
    title: name,
    active: turns.has(personId),
  }))
}
