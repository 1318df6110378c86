import { conflict } from '../contract/errors'
import type { BookingDoc, PatronDoc, RoundDoc } from '../kernel/collections.booking'
import { hiddenContact, hiddenHolder } from '../kernel/hidden'
import type { Ports, Store, Transaction } from '../kernel/ports'
import { collect, remove, rowsOf } from './rows'

/** Stands where the key of whoever held a booking stood. */
const nobody = '-'

/** Keys under which the person and their children hold bookings. */
async function holdersOf({ store, secrets }: Ports, personId: string): Promise<string[]> {
  const children = await collect(rowsOf(store, 'patrons', 'byGuardian', personId))
  return [personId, hiddenHolder({ secrets }, personId), ...children.map(({ id }) => id)]
}

async function ofAll<T>(holders: readonly string[], read: (holder: string) => AsyncIterable<T>): Promise<T[]> {
  return (await Promise.all(holders.map((holder) => collect(read(holder))))).flat()
}

/** What a person booked, for themselves, their children and others, and what they told about themselves for it. */
export async function bookedBy(ports: Ports, personId: string) {
  const { store } = ports
  const holders = await holdersOf(ports, personId)
  const [held, made, waits, children, given, received, own, carried] = await Promise.all([
    ofAll(holders, (holder) => rowsOf(store, 'bookings', 'byHolder', holder)),
    collect(rowsOf(store, 'bookings', 'byBooker', personId)),
    ofAll(holders, (holder) => rowsOf(store, 'waits', 'byHolder', holder)),
    collect(rowsOf(store, 'patrons', 'byGuardian', personId)),
    collect(rowsOf(store, 'proxies', 'byPatron', personId)),
    collect(rowsOf(store, 'proxies', 'byProxy', personId)),
    store.get('patrons', personId),
    collect(rowsOf(store, 'carriers', 'byPerson', personId)),
  ])
  const rounds = await Promise.all(carried.map(({ roundId }) => store.get('rounds', roundId)))
  return {
    cards: [...(own ? [own] : []), ...children].map(cardOf),
    held: held.map(bookingOf),
    // Who it was for is theirs to tell
    forOthers: made
      .filter(({ holder }) => !holders.includes(holder))
      .map(({ id, serviceName, startsAt, state }) => ({
        ...{ id, serviceName, startsAt, state },
      })),
    waits: waits.map(({ slotId, startsAt, state, answers }) => ({ slotId, startsAt, state, answers })),
    // What was carried, not to whom
    rounds: rounds.flatMap((round) => (round ? [roundOf(round, personId)] : [])),
    proxies: [...given, ...received].map(({ scope, until, revokedAt }) => ({ scope, until, revokedAt })),
  }
}

function cardOf({ citizenMac, id: _id, version: _v, guardianId: _g, ...card }: PatronDoc) {
  return { ...card, verified: citizenMac !== undefined }
}

function bookingOf({ id, serviceName, siteName, startsAt, state, chosenName, patronName, ...rest }: BookingDoc) {
  const { answers, meal, priceCents, subsidyCents, acts } = rest
  return {
    ...{ id, serviceName, siteName, startsAt, state, name: chosenName ?? patronName },
    ...{ answers, meal, priceCents, subsidyCents },
    acts: acts.map(({ at, act, as, note }) => ({ at, act, as, note })),
  }
}

const roundOf = ({ siteName, gridName, startsAt, stops, acts = [] }: RoundDoc, personId: string) => ({
  ...{ siteName, gridName, startsAt, stops },
  acts: acts.filter(({ by }) => by === personId).map(({ at, act }) => ({ at, act })),
})

/** Whether a booking or a place in a line of the person or a child is not over: it has to be given back first, or is lost. */
export async function hasAhead(ports: Ports, personId: string, now: string): Promise<boolean> {
  for (const holder of await holdersOf(ports, personId)) {
    for await (const { state, endsAt } of rowsOf(ports.store, 'bookings', 'byHolder', holder))
      if (state === 'checkedIn' || (state === 'booked' && endsAt > now)) return true
    for await (const { state } of rowsOf(ports.store, 'waits', 'byHolder', holder))
      if (state === 'waiting' || state === 'offered') return true
  }
  return false
}

/**
 * Takes the person, and their children, off what was booked, and removes what is theirs alone: cards, leaves, guards,
 * and the mark of the identity card.
 * @returns how many bookings stay, without the name
 */
export async function forgetBookings(ports: Ports, personId: string): Promise<number> {
  const { store } = ports
  let kept = 0
  for (const holder of await holdersOf(ports, personId)) kept += await forgetHolder(ports, holder)
  for await (const { id } of rowsOf(store, 'bookings', 'byBooker', personId))
    await store.transaction((tx) => rewrite(tx, id, (booking) => withoutPerson(booking, personId)))
  for await (const { id } of rowsOf(store, 'waits', 'byBooker', personId))
    await store.transaction(async (tx) => {
      const stored = await tx.get('waits', id)
      if (!stored) return
      const { bookerId: _, ...rest } = stored
      if (!(await tx.replace('waits', rest))) throw conflict()
    })
  for await (const { id, roundId } of rowsOf(store, 'carriers', 'byPerson', personId)) {
    await forgetCarrier(store, roundId, personId)
    await remove(store, 'carriers', id)
  }
  for (const index of ['byPatron', 'byProxy'] as const)
    for await (const { id } of rowsOf(store, 'proxies', index, personId)) await remove(store, 'proxies', id)
  for await (const card of rowsOf(store, 'patrons', 'byGuardian', personId)) await forgetCard(store, card)
  const own = await store.get('patrons', personId)
  if (own) await forgetCard(store, own)
  return kept
}

/** Takes whoever carried a round off it and off what they handed over; what they have not, somebody else can take. */
async function forgetCarrier(store: Store, roundId: string, personId: string) {
  for await (const { id } of rowsOf(store, 'bookings', 'byRound', roundId))
    await store.transaction((tx) => rewrite(tx, id, (booking) => withoutPerson(booking, personId)))
  await store.transaction(async (tx) => {
    const round = await tx.get('rounds', roundId)
    if (!round) return
    const { takenBy, takenTitle, acts = [], ...rest } = round
    const isTheirs = takenBy === personId
    const isOver = round.delivered >= round.stops
    const kept: RoundDoc = {
      ...rest,
      ...(takenBy && !isTheirs && { takenBy, takenTitle }),
      ...(isTheirs && isOver && { takenBy: nobody, takenTitle }),
      acts: acts.map((act) => (act.by === personId ? { ...act, by: nobody } : act)),
    }
    if (!(await tx.replace('rounds', kept))) throw conflict()
  })
}

/** The bookings, waits and guards of one key. Their services and days are read first: the guards are found by them. */
async function forgetHolder(ports: Ports, holder: string): Promise<number> {
  const { store } = ports
  let kept = 0
  for await (const { id, serviceId, date } of rowsOf(store, 'bookings', 'byHolder', holder)) {
    await remove(store, 'holderServices', `${holder}:${serviceId}`)
    await remove(store, 'holderDays', `${holder}:${date}`)
    await remove(store, 'privateContacts', hiddenContact(ports, id))
    await store.transaction((tx) => nameless(tx, id))
    kept += 1
  }
  for await (const { id } of rowsOf(store, 'waits', 'byHolder', holder)) {
    await remove(store, 'privateContacts', hiddenContact(ports, id))
    await remove(store, 'waits', id)
  }
  return kept
}

/** Leaves of a booking what it was and what it cost; the subsidy's key named its person. */
async function nameless(tx: Transaction, id: string) {
  const stored = await tx.get('bookings', id)
  const subsidy = stored?.subsidyId ? await tx.get('subsidies', stored.subsidyId) : undefined
  if (subsidy) {
    const { version, ...rest } = subsidy
    if (!(await tx.remove('subsidies', subsidy.id, version))) throw conflict()
    await tx.insert('subsidies', { ...rest, id: `${nobody}:${id}` })
  }
  await rewrite(tx, id, (booking) => {
    const {
      patronName: _n,
      phoneTail: _p,
      bookerId: _b,
      chosenName: _c,
      remindAt: _r,
      subsidyId: _s,
      ...rest
    } = booking
    return {
      ...rest,
      holder: nobody,
      ...(subsidy && { subsidyId: `${nobody}:${id}` }),
      answers: [],
      ...(booking.meal && { meal: withoutHome(booking.meal) }),
      acts: booking.acts.map(({ personId: _person, note: _note, ...act }) => act),
    }
  })
}

/** What was cooked, without who it was for. */
function withoutHome({
  buildingId: _i,
  buildingName: _n,
  unit: _u,
  note: _o,
  ...meal
}: NonNullable<BookingDoc['meal']>) {
  return { ...meal, diets: [], allergies: [] }
}

/** A booking for somebody else, without whoever made it. */
function withoutPerson({ bookerId, ...booking }: BookingDoc, personId: string): BookingDoc {
  return {
    ...booking,
    ...(bookerId && bookerId !== personId && { bookerId }),
    acts: booking.acts.map(({ personId: by, ...act }) =>
      by === undefined || by === personId ? act : { ...act, personId: by },
    ),
  }
}

async function rewrite(tx: Transaction, id: string, turn: (booking: BookingDoc) => BookingDoc) {
  const stored = await tx.get('bookings', id)
  if (stored && !(await tx.replace('bookings', turn(stored)))) throw conflict()
}

async function forgetCard(store: Store, { id, citizenMac }: PatronDoc) {
  for await (const leave of rowsOf(store, 'proxies', 'byPatron', id)) await remove(store, 'proxies', leave.id)
  if (citizenMac) await remove(store, 'citizens', citizenMac)
  await remove(store, 'patrons', id)
}
