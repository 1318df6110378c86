import type { Calendar } from '../contract/booking'
import { ActionError, conflict, notFound } from '../contract/errors'
import type { Context } from '../kernel/action'
import { loadCalendar } from '../kernel/calendar'
import type { Documents } from '../kernel/collections'
import type { ServiceDoc, SiteDoc, SlotDoc } from '../kernel/collections.booking'
import type { Fresh, Reader, Transaction } from '../kernel/ports'
import { type NewSlot, parseSlotId, slotOf, windowsOf } from './slot.rules'

/** What the clock has of an action's context too. */
export type Here = Pick<Context, 'ports' | 'now'>

export async function serviceOf(reader: Reader, serviceId: string): Promise<ServiceDoc> {
  const service = await reader.get('services', serviceId)
  if (!service) throw notFound('服务')
  return service
}

export async function siteOf(reader: Reader, siteId: string): Promise<SiteDoc> {
  const site = await reader.get('sites', siteId)
  if (!site) throw notFound('站点')
  return site
}

/** The calendar of one day's year; undefined where nobody knows it yet. */
export async function calendarOrNot(reader: Reader, date: string): Promise<Calendar | undefined> {
  const calendar = await loadCalendar(reader, [date.slice(0, 4)])
  try {
    calendar(date)
    return calendar
  } catch (error) {
    if (error instanceof ActionError && error.code === 'UNAVAILABLE') return undefined
    throw error
  }
}

/** A slot that nobody has touched has version 0. */
const untouched = (slot: NewSlot): SlotDoc => ({ ...slot, version: 0 })

/** The slots of a day, those that are stored as they are. @throws ActionError UNAVAILABLE for an unknown year */
export function slotsOfDay(
  service: ServiceDoc,
  date: string,
  calendar: Calendar,
  stored: ReadonlyMap<string, SlotDoc>,
): SlotDoc[] {
  const made = windowsOf(service, date, calendar).map((window) => slotOf(service, date, window))
  const ids = new Set(made.map(({ id }) => id))
  // A window that the rules no longer make may have been booked before they changed.
  const kept = [...stored.values()].filter(
    (slot) => slot.serviceId === service.id && slot.date === date && !ids.has(slot.id),
  )
  return [...made.map((slot) => stored.get(slot.id) ?? untouched(slot)), ...kept]
}

/** A slot and its service, as they are in this transaction. @throws ActionError NOT_FOUND, UNAVAILABLE */
export async function slotAndService(reader: Reader, slotId: string): Promise<{ slot: SlotDoc; service: ServiceDoc }> {
  const parts = parseSlotId(slotId)
  if (!parts) throw notFound('时段')
  const { serviceId, date, windowId } = parts
  const service = await serviceOf(reader, serviceId)
  const stored = await reader.get('slots', slotId)
  if (stored) return { slot: stored, service }
  const calendar = await loadCalendar(reader, [date.slice(0, 4)])
  const window = windowsOf(service, date, calendar).find(({ id }) => id === windowId)
  if (!window) throw notFound('时段')
  return { slot: untouched(slotOf(service, date, window)), service }
}

/** Writes a slot over what was read, or for the first time. @throws ActionError CONFLICT when somebody was faster */
export async function writeSlot(tx: Transaction, slot: SlotDoc): Promise<void> {
  const { version, ...fresh } = slot
  if (!(version === 0 ? await tx.insert('slots', fresh) : await tx.replace('slots', slot))) throw conflict()
}

/** Documents that are made by whoever first needs them. */
type Made = 'holderDays' | 'holderServices' | 'rounds'

/** Changes such a document as it is in this transaction, or makes it. @throws ActionError CONFLICT when somebody was faster */
export async function change<C extends Made>(
  tx: Transaction,
  collection: C,
  id: string,
  turn: (stored: Documents[C] | undefined) => Omit<Fresh<Documents[C]>, 'id'>,
): Promise<void> {
  const stored = await tx.get(collection, id)
  const fresh = { ...turn(stored), id } as Fresh<Documents[C]>
  const written = stored
    ? await tx.replace(collection, { ...fresh, version: stored.version } as Documents[C])
    : await tx.insert(collection, fresh)
  if (!written) throw conflict()
}
