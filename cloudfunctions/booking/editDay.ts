import type { Input } from '../contract'
import type { OpeningException } from '../contract/booking'
import { conflict, invalid } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import { loadCalendar } from '../kernel/calendar'
import type { ServiceDoc, SlotDoc } from '../kernel/collections.booking'
import type { Store, Transaction } from '../kernel/ports'
import { dateOf, instantOf, plusDays, timeOf } from './days.rules'
import { resize, setClosed } from './editSlot'
import { endSlot, within } from './jobs'
import { serviceOf } from './load'
import { dayWrong } from './settings.rules'
import { type NewSlot, parseSlotId, slotOf, windowsOf, windowsOfDay } from './slot.rules'
import { managedService, managers } from './workplace'

/** Slots of one day of one service at most. */
const mostSlots = 200

type Edit = Input<'booking.editDay'>

/**
 * Gives one date hours of its own, closes it, or lets it be as any such day. The date's slots follow: those at a time that
 * is no more are closed, which cancels what is booked; those that stay keep their people. The hours and the closing are
 * one transaction, the rest is done slot by slot: asked again after a fault it goes on, and the clock empties what is closed.
 */
export const editDay = action({
  name: 'booking.editDay',
  policy: managers,
  perHour: 100,
  async run(context, input) {
    const { store } = context.ports
    const { date, reason, serviceId } = input
    const service = await managedService(context, store, serviceId)
    if (date < dateOf(context.now)) throw invalid('date', '这一天已经过去了')
    const stored = (await slotsOn(store, serviceId, date)).filter(({ startsAt }) => startsAt > context.now)
    const exceptions = exceptionsWith(service, input, stored, context.now)
    const made = await slotsMade(context, { ...service, exceptions }, date)
    const inside = stored.filter(({ id }) => made.has(id))
    const outside = stored.filter(({ id }) => !made.has(id))
    if (input.plan === 'special') checkPlaces(inside, made)
    const touched = outside.filter(({ booked, held, line }) => booked + held + line.length > 0)
    if (touched.length > 0 && !reason) throw invalid('reason', '有人约了去掉的时段，请填写原因，会告诉他们')

    await within(context, (tx) => writeDay(tx, context, { service, version: input.version, exceptions, outside }))
    for (const { id } of outside) await endSlot(context, id, reason)
    for (const slot of inside) {
      if (slot.closed) await within(context, (tx) => setClosed(tx, context, slot.id, false))
      const places = Math.max(made.get(slot.id)?.capacity ?? 0, slot.booked + slot.held)
      if (places !== slot.capacity) await resize(context, slot.id, places)
    }
    return context.commit(async (tx) => {
      const { id, version } = await serviceOf(tx, serviceId)
      return { answer: { id, version, cancelled: outside.reduce((sum, { booked }) => sum + booked, 0) } }
    })
  },
})

const slotsOn = async (store: Store, serviceId: string, date: string): Promise<SlotDoc[]> =>
  (
    await store.range('slots', 'byService', {
      eq: [serviceId],
      from: instantOf(date),
      to: instantOf(plusDays(date, 1)),
      limit: mostSlots,
    })
  ).rows

/** The service's exceptions with this date's; those of days that are over go. */
function exceptionsWith(
  service: ServiceDoc,
  { date, plan, windows, note }: Edit,
  stored: readonly SlotDoc[],
  now: string,
): OpeningException[] {
  const others = service.exceptions.filter((one) => one.date !== date && one.date >= dateOf(now))
  if (plan === 'usual') return others
  const booked = stored.map(({ id, startsAt, endsAt }) => ({
    id: parseSlotId(id)?.windowId ?? '',
    start: timeOf(startsAt),
    end: timeOf(endsAt),
  }))
  const taken = new Set(booked.map(({ id }) => id))
  const known = [...booked, ...service.windows.filter(({ id }) => !taken.has(id))]
  const own = windowsOfDay(windows, known)
  const wrong = dayWrong(own, service.kind, service.childrenPerCarer)
  if (wrong) throw invalid('windows', wrong)
  const exception = { date, windows: own, ...(note && { note }) }
  return [...others, exception].sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** The slots that the service's rules make of the day, by id. @throws ActionError UNAVAILABLE for an unknown year */
async function slotsMade({ ports }: Context, service: ServiceDoc, date: string): Promise<Map<string, NewSlot>> {
  const calendar = await loadCalendar(ports.store, [date.slice(0, 4)])
  const slots = windowsOf(service, date, calendar).map((window) => slotOf(service, date, window))
  return new Map(slots.map((slot) => [slot.id, slot]))
}

function checkPlaces(inside: readonly SlotDoc[], made: ReadonlyMap<string, NewSlot>) {
  for (const { id, startsAt, booked, held } of inside)
    if (booked + held > (made.get(id)?.capacity ?? 0))
      throw invalid('windows', `${timeOf(startsAt)} 已有 ${booked + held} 个名额约出或留着等人确认，不能比这更少`)
}

interface Day {
  service: ServiceDoc
  version: number
  exceptions: OpeningException[]
  outside: readonly SlotDoc[]
}

/** The hours, and what they leave out closed; asked again, the hours are there already. */
async function writeDay(tx: Transaction, context: Context, { service, version, exceptions, outside }: Day) {
  const stored = await serviceOf(tx, service.id)
  if (JSON.stringify(stored.exceptions) !== JSON.stringify(exceptions)) {
    if (stored.version !== version || !(await tx.replace('services', { ...stored, exceptions })))
      throw conflict('这项服务刚刚被别人改过，请刷新后再改')
  }
  for (const { id } of outside) await setClosed(tx, context, id, true)
  return []
}
