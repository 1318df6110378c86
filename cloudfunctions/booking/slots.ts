import { type DayKind, type SlotAnswer, slotStates } from '../contract/booking'
import { action, type Context } from '../kernel/action'
import { loadCalendar, yearsBetween } from '../kernel/calendar'
import type { ServiceDoc, SlotDoc } from '../kernel/collections.booking'
import { anyone } from '../kernel/people'
import type { Reader } from '../kernel/ports'
import { checkDays } from './checkDays'
import { daysBetween, instantOf, plusDays } from './days.rules'
import { calendarOrNot, serviceOf, slotsOfDay } from './load'
import { homeOf, type Party, partyFor } from './patron'
import { pricedFor, subsidyIdOf } from './place'
import { presentSlot } from './present'
import { subsidyFor } from './price.rules'
import { clashOf, duringOf, mayBook } from './rules'
import { isCovered, nobodyOnDuty } from './shifts'
import { dayAndTime, slotStateOf } from './slot.rules'

/** Slots of one answer at most: 31 days of 31 windows. */
const mostSlots = 1000

/** The slots of some days, as the caller, or whom they book for, may use them. */
export const slots = action({
  name: 'booking.slots',
  policy: anyone,
  async run(context, { serviceId, from, to, forPersonId }) {
    checkDays(from, to)
    const { store } = context.ports
    const service = await serviceOf(store, serviceId)
    const calendar = await loadCalendar(store, yearsBetween(from, to))
    // Loudly where not even the first day is known
    calendar(from)
    const unknownFrom = await firstUnknown(store, from, to)
    const { rows } = await store.range('slots', 'byService', {
      eq: [serviceId],
      from: instantOf(from),
      to: instantOf(plusDays(to, 1)),
      limit: mostSlots,
    })
    const stored = new Map(rows.map((slot) => [slot.id, slot]))
    const party = context.caller.person ? await partyFor(store, context, service, forPersonId) : undefined
    const present = await presenter(context, service, party)

    const days: { date: string; kind: DayKind; note?: string }[] = []
    const shown: SlotAnswer[] = []
    for (const date of daysBetween(from, to)) {
      if (date === unknownFrom) break
      days.push({ date, kind: calendar(date), note: service.exceptions.find((one) => one.date === date)?.note })
      for (const slot of slotsOfDay(service, date, calendar, stored)) shown.push(await present(slot))
    }
    return { days, slots: shown, unknownFrom }
  },
})

/** The first day of the first year that nobody knows yet. */
async function firstUnknown(reader: Reader, from: string, to: string): Promise<string | undefined> {
  for (const year of yearsBetween(from, to)) {
    const first = year === from.slice(0, 4) ? from : `${year}-01-01`
    if (!(await calendarOrNot(reader, first))) return first
  }
  return undefined
}

/** Shows slots to the party, with what stands against each; to nobody in particular without one. */
async function presenter({ ports: { store }, now }: Context, service: ServiceDoc, party: Party | undefined) {
  const { within, confirmedHome } = service.who
  const record = party && (await store.get('holderServices', `${party.holder}:${service.id}`))
  const home = party && (within || confirmedHome) ? await homeOf(store, party.patron, now) : undefined
  const subject = party && {
    birthday: party.patron.birthday,
    home,
    ahead: record?.ahead ?? [],
    pausedUntil: record?.pausedUntil,
  }

  return async (slot: SlotDoc): Promise<SlotAnswer> => {
    const covered = await isCovered(store, service, slot)
    const state = covered ? slotStateOf(service, slot, now) : 'closed'
    const day = party && state !== 'late' ? await store.get('holderDays', `${party.holder}:${slot.date}`) : undefined
    const mine = day?.spans.find((span) => span.slotId === slot.id)
    const waiting = day?.waits.find((wait) => wait.slotId === slot.id)
    return {
      ...presentSlot(slot, state),
      price: mine ? undefined : await priceAt(slot),
      why: mine || waiting ? undefined : covered ? whyNot(slot, state, day?.spans) : nobodyOnDuty,
      bookingId: mine?.bookingId,
      waitId: waiting?.waitId,
    }
  }

  /** What the party would pay without dishes; of nobody in particular the full price. */
  async function priceAt({ date, mealTime }: SlotDoc): Promise<SlotAnswer['price']> {
    const cents = service.priceCents
    if (cents === 0 && service.subsidies.length === 0) return undefined
    if (!party || !mealTime) return { cents, subsidyCents: 0 }
    const used = await store.get('subsidies', subsidyIdOf(party.holder, date, mealTime))
    const { cents: subsidyCents, why } = subsidyFor({
      ...pricedFor(party, service, date),
      alreadySubsidised: used !== undefined,
    })
    return { cents, subsidyCents, noSubsidy: why }
  }

  function whyNot(slot: SlotDoc, state: SlotAnswer['state'], spans: Parameters<typeof clashOf>[0] = []) {
    const refusal = mayBook(service, slot, subject ?? { ahead: [] }, now, {
      from: state === 'full' ? 'line' : 'left',
    })
    // Of nobody nothing is known, so only what holds for everybody is said.
    if (refusal && (subject || (state !== 'open' && state !== 'full'))) return refusal.message
    const clash = clashOf(spans, { ...slot, during: duringOf(service) })
    if (clash) return `${dayAndTime(clash.startsAt)}已有别的预约`
    return state === 'full' ? slotStates.full : undefined
  }
}
