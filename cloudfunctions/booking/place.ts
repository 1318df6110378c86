import type { ServiceKind } from '../contract/booking'
import { ActionError, conflict, invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import type { BookingAct, BookingDoc, MealDoc, ServiceDoc, SlotDoc, WaitMeal } from '../kernel/collections.booking'
import type { OutgoingNotice } from '../kernel/notices'
import type { Transaction } from '../kernel/ports'
import { ageOn, plusMinutes } from './days.rules'
import { release } from './line'
import { change, type Here, slotAndService, writeSlot } from './load'
import { gridName, mealFor } from './meal'
import { homeOf, keepContact, type Party } from './patron'
import { priceOf } from './price.rules'
import { answersWrong, clashOf, duringOf, mayBook, type Way } from './rules'
import { isCovered, nobodyOnDuty } from './shifts'
import { dayAndTime, give, isConfidential, remindAt, take, takeHeld } from './slot.rules'
import { actAt } from './tell'

/** Taking a place and giving it back: the slot's counter and all that hangs on a booking, in one transaction. */

/** What somebody asks for with a place. */
export interface Wish {
  answers: Readonly<Record<string, string>>
  meal?: WaitMeal
  chosenName?: string
}

/** Hours a day's guards and codes are kept behind it. */
const keptHours = 48

const keptUntil = (endsAt: string) => plusMinutes(endsAt, keptHours * 60)

/**
 * Whether the party may have the slot now; what the service knows of them is read in this transaction.
 * @throws ActionError with the reason, as a person is told it
 */
export async function checkParty(
  tx: Transaction,
  now: string,
  service: ServiceDoc,
  slot: SlotDoc,
  { holder, patron }: Party,
  way: Way = {},
): Promise<void> {
  const { who } = service
  const record = await tx.get('holderServices', `${holder}:${service.id}`)
  const home = who.within || who.confirmedHome ? await homeOf(tx, patron, now) : undefined
  const subject = {
    birthday: patron.birthday,
    home,
    ahead: record?.ahead ?? [],
    pausedUntil: record?.pausedUntil,
  }
  const refusal = mayBook(service, slot, subject, now, way)
  if (refusal) throw refusal
  if (!(await isCovered(tx, service, slot))) throw conflict(nobodyOnDuty)
}

/** Whose day is guarded, and the booking that is to be moved within it. */
interface Guarded {
  holder: string
  except?: string
}

async function checkClash(tx: Transaction, slot: SlotDoc, during: readonly ServiceKind[], { holder, except }: Guarded) {
  const day = await tx.get('holderDays', `${holder}:${slot.date}`)
  const clash = clashOf(day?.spans ?? [], { ...slot, during }, except)
  if (clash?.slotId === slot.id) throw conflict('已经预约过这个时段，不用再约')
  if (clash) throw conflict(`${dayAndTime(clash.startsAt)}已有别的预约，时间冲突`)
}

/** @throws ActionError INVALID naming each answer or the chosen name that is missing or wrong */
export function checkWish(service: ServiceDoc, { answers, chosenName }: Wish) {
  const wrong = answersWrong(service.questions, answers)
  if (wrong) throw new ActionError('INVALID', Object.values(wrong)[0], wrong)
  if (isConfidential(service.kind) && !chosenName) throw invalid('chosenName', '请写一个您希望被称呼的名字')
}

/** What is wanted of a place: whose, with what, and how it is got. */
export interface Occupation {
  service: ServiceDoc
  slot: SlotDoc
  party: Party
  wish: Wish
  from?: 'left' | 'held'
  /** Changed: the booking as it was, its old place given back already. */
  before?: BookingDoc
}

/**
 * Takes a place of the slot and answers the booking as it is then, which the caller inserts or replaces. Everything
 * that could stand against it is read in this transaction.
 * @throws ActionError with the reason; then nothing of the transaction may be kept
 */
export async function occupy(tx: Transaction, here: Here, wanted: Occupation): Promise<BookingDoc> {
  const { service, slot, party, wish, from = 'left', before } = wanted
  const { now, ports } = here
  checkWish(service, wish)
  await checkParty(tx, now, service, slot, party, { from, exceptBookingId: before?.id })
  const during = duringOf(service)
  await checkClash(tx, slot, during, { holder: party.holder, except: before?.id })
  const meal = await mealFor(tx, now, { service, slot, patron: party.patron, meal: wish.meal })

  const id = before?.id ?? ports.random.id()
  const hidden = isConfidential(service.kind)
  const price = await charge(tx, id, wanted, meal)
  const code = await newCode(tx, here, slot, id, before)
  const roundId = meal?.gridId === undefined ? undefined : await addStop(tx, slot, service, meal.gridId)
  await remember(tx, party.holder, slot, { bookingId: id, during })
  await writeSlot(tx, from === 'held' ? takeHeld(slot) : take(slot))
  if (hidden && !before) await keepContact(tx, ports, id, party.bookerId)

  const remind = remindAt(slot.startsAt, now, hidden)
  const act: BookingAct = {
    at: actAt(slot, now),
    act: before ? 'change' : 'book',
    as: party.as,
    ...(!hidden && { personId: party.bookerId }),
  }
  return {
    id,
    version: before?.version ?? 1,
    slotId: slot.id,
    serviceId: service.id,
    serviceName: service.name,
    siteId: service.siteId,
    siteName: service.siteName,
    kind: service.kind,
    date: slot.date,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    state: 'booked',
    holder: party.holder,
    ...(hidden ? { chosenName: wish.chosenName } : named(party, before)),
    answers: service.questions.flatMap(({ id: questionId, label }) =>
      Object.hasOwn(wish.answers, questionId) ? [{ id: questionId, label, answer: wish.answers[questionId] }] : [],
    ),
    ...(meal && { meal }),
    ...price,
    code,
    acts: [...(before?.acts ?? []), act],
    ...(!hidden && { siteDay: `${service.siteId}:${slot.date}` }),
    placeOf: slot.id,
    ...(before?.itemId && { itemId: before.itemId }),
    ...(roundId && { roundId }),
    ...(remind && { remindAt: remind }),
  }
}

/** What a booking that is no secret says of people. */
function named({ patron, as, bookerId }: Party, before: BookingDoc | undefined) {
  return {
    patronName: patron.name || '未留姓名',
    ...(patron.phone && { phoneTail: patron.phone.slice(-4) }),
    bookerId: before?.bookerId ?? bookerId,
    bookerAs: before?.bookerAs ?? as,
  }
}

/** Key of the one subsidised meal of somebody's meal time. */
export const subsidyIdOf = (holder: string, date: string, mealTime: string) => `${holder}:${date}:${mealTime}`

/** What a price is reckoned from, of whoever is to come. */
export const pricedFor = ({ patron }: Pick<Party, 'patron'>, service: ServiceDoc, date: string) => ({
  service,
  ...(patron.birthday && { age: ageOn(patron.birthday, date) }),
  verified: patron.citizenMac !== undefined,
})

/** Price and subsidy. The one subsidised meal of a meal time is taken by inserting it. */
async function charge(tx: Transaction, bookingId: string, { service, slot, party }: Occupation, meal?: MealDoc) {
  const priced = { ...pricedFor(party, service, slot.date), dishes: meal?.dishes ?? [] }
  const best = priceOf({ ...priced, alreadySubsidised: meal === undefined })
  if (!meal || best.subsidyCents === 0) return best
  const subsidyId = subsidyIdOf(party.holder, slot.date, meal.mealTime)
  const subsidy = { id: subsidyId, bookingId, siteId: service.siteId, cents: best.subsidyCents }
  if (await tx.insert('subsidies', subsidy)) return { ...best, subsidyId }
  return priceOf({ ...priced, alreadySubsidised: true })
}

/** A code that no other booking of the site's day has; a changed booking keeps its own where it can. */
async function newCode(tx: Transaction, { ports }: Here, slot: SlotDoc, bookingId: string, before?: BookingDoc) {
  let code = before?.code ?? randomDigits()
  const doc = { bookingId, expiresAt: keptUntil(slot.endsAt) }
  while (!(await tx.insert('bookingCodes', { id: codeId(slot, code), ...doc }))) code = randomDigits()
  return code

  function randomDigits() {
    const bytes = ports.random.bytes(6)
    const number = bytes.reduce((sum, byte) => (sum * 256 + byte) % Number.MAX_SAFE_INTEGER, 0)
    return String(number % 10 ** limits.booking.codeDigits).padStart(limits.booking.codeDigits, '0')
  }
}

/** Key of a code of a site's day. */
export const codeId = ({ siteId, date }: Pick<SlotDoc, 'siteId' | 'date'>, code: string) => `${siteId}:${date}:${code}`

async function addStop(tx: Transaction, slot: SlotDoc, service: ServiceDoc, gridId: string): Promise<string> {
  const id = `${slot.id}.${gridId}`
  const stored = await tx.get('rounds', id)
  const fresh = {
    slotId: slot.id,
    siteId: slot.siteId,
    siteName: service.siteName,
    gridId,
    gridName: stored?.gridName ?? (await gridName(tx, gridId)),
    date: slot.date,
    startsAt: slot.startsAt,
    stops: 0,
    delivered: 0,
    siteDay: `${slot.siteId}:${slot.date}`,
    gridDay: `${gridId}:${slot.date}`,
  }
  await change(tx, 'rounds', id, () => ({ ...(stored ?? fresh), stops: (stored?.stops ?? 0) + 1 }))
  return id
}

/** Notes the booking where the holder's day and their record at the service are guarded. */
async function remember(
  tx: Transaction,
  holder: string,
  slot: SlotDoc,
  { bookingId, during }: { bookingId: string; during: readonly ServiceKind[] },
) {
  const { id: slotId, startsAt, endsAt, date, serviceId, siteId, kind } = slot
  const span = { bookingId, slotId, startsAt, endsAt, siteId, kind, during: [...during] }
  await change(tx, 'holderDays', `${holder}:${date}`, (stored) => ({
    waits: stored?.waits ?? [],
    spans: [...(stored?.spans ?? []), span],
    expiresAt: latest(stored?.expiresAt, keptUntil(endsAt)),
  }))
  await change(tx, 'holderServices', `${holder}:${serviceId}`, (stored) => ({
    noShows: [],
    ...stored,
    ahead: [...(stored?.ahead ?? []), { bookingId, startsAt }],
  }))
}

const latest = (a: string | undefined, b: string) => (a !== undefined && a > b ? a : b)

/** Takes the booking out of the guards of its holder. */
async function forget(tx: Transaction, { holder, date, serviceId, id, endsAt }: BookingDoc) {
  await change(tx, 'holderDays', `${holder}:${date}`, (stored) => ({
    waits: stored?.waits ?? [],
    spans: (stored?.spans ?? []).filter(({ bookingId }) => bookingId !== id),
    expiresAt: stored?.expiresAt ?? keptUntil(endsAt),
  }))
  await change(tx, 'holderServices', `${holder}:${serviceId}`, (stored) => ({
    noShows: [],
    ...stored,
    ahead: (stored?.ahead ?? []).filter(({ bookingId }) => bookingId !== id),
  }))
}

async function drop(tx: Transaction, collection: 'bookingCodes' | 'subsidies', id: string) {
  const stored = await tx.get(collection, id)
  if (stored && !(await tx.remove(collection, id, stored.version))) throw conflict()
}

/**
 * Gives back the place of a booking, and with it code, subsidy and stop; the place is offered to the next in line.
 * The booking itself is the caller's to write.
 */
export async function vacate(tx: Transaction, here: Here, booking: BookingDoc): Promise<OutgoingNotice[]> {
  await drop(tx, 'bookingCodes', codeId(booking, booking.code))
  if (booking.subsidyId) await drop(tx, 'subsidies', booking.subsidyId)
  if (booking.roundId)
    await change(tx, 'rounds', booking.roundId, (stored) => {
      if (!stored) throw new Error(`round ${booking.roundId} is named but missing`)
      return { ...stored, stops: stored.stops - 1 }
    })
  await forget(tx, booking)
  const { slot } = await slotAndService(tx, booking.slotId)
  const released = await release(tx, here, give(slot))
  await writeSlot(tx, released.slot)
  return released.notices
}

/** Who does something to a booking. */
export interface Doer {
  as: BookingAct['as']
  personId?: string
}

/** The booking with one more act. At a confidential one neither who nor when is written. */
export function withAct(
  booking: BookingDoc,
  now: string,
  act: string,
  { as, personId }: Doer,
  note?: string,
): BookingDoc {
  const hidden = isConfidential(booking.kind)
  const done: BookingAct = {
    at: actAt(booking, now),
    act,
    as,
    ...(!hidden && personId && { personId }),
    ...(note && { note }),
  }
  return { ...booking, acts: [...booking.acts, done] }
}

/** Cancels a booking that is still to come, whoever it is that does it; answers the notices to the line. */
export async function cancelBooking(
  tx: Transaction,
  here: Here,
  booking: BookingDoc,
  doer: Doer,
  note?: string,
): Promise<OutgoingNotice[]> {
  const notices = await vacate(tx, here, booking)
  const {
    placeOf: _p,
    siteDay: _d,
    remindAt: _r,
    roundId: _o,
    subsidyId: _s,
    ...rest
  } = withAct(booking, here.now, 'cancel', doer, note)
  if (!(await tx.replace('bookings', { ...rest, state: 'cancelled' }))) throw conflict()
  return notices
}
