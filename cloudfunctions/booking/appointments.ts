import { conflict, notFound } from '../contract/errors'
import { action, type Context } from '../kernel/action'
import type { BookingDoc, SlotDoc } from '../kernel/collections.booking'
import { withRole } from '../kernel/people'
import type { Store } from '../kernel/ports'
import { checkDays } from './checkDays'
import { instantOf, plusDays } from './days.rules'
import { covers, type Span } from './roster.rules'
import { shiftsOf } from './shifts'
import { isConfidential } from './slot.rules'

/** Slots of one shift, and bookings of one slot, read in one go. */
const mostOfShift = 100

/** Whether the slot falls into a shift of the caller's: then, and only then, its appointments are theirs. */
export async function isOnDuty({ caller, ports }: Context, slot: Span & { serviceId: string }): Promise<boolean> {
  const me = caller.person?.id
  if (!me) return false
  const shifts = await shiftsOf(ports.store, me, slot)
  return shifts.some((shift) => shift.serviceId === slot.serviceId && covers(shift, slot))
}

/** The appointments that fall into the caller's own shifts of these days, earliest first. */
export const appointments = action({
  name: 'booking.appointments',
  policy: withRole('counsellor'),
  async run({ caller, ports }, { from, to }) {
    const { store } = ports
    checkDays(from, to)
    const me = caller.person?.id ?? ''
    const days = { startsAt: instantOf(from), endsAt: instantOf(plusDays(to, 1)) }
    const shifts = await shiftsOf(store, me, days)
    const slots = (await Promise.all(shifts.map((shift) => slotsOf(store, shift)))).flat()
    const held = new Map(
      slots.filter(({ startsAt }) => covers(days, { startsAt, endsAt: startsAt })).map((s) => [s.id, s]),
    )
    const found = (await Promise.all([...held.values()].map((slot) => bookingsOf(store, slot)))).flat()
    const notes = await Promise.all(found.map(({ id }) => store.get('consultNotes', noteId(id, me))))
    return {
      appointments: found.map((booking, i) => ({ ...presentAppointment(booking), hasNote: notes[i] !== undefined })),
    }
  },
})

async function slotsOf(store: Store, shift: Span & { serviceId: string }): Promise<SlotDoc[]> {
  const { rows } = await store.range('slots', 'byService', {
    eq: [shift.serviceId],
    from: shift.startsAt,
    to: shift.endsAt,
    limit: mostOfShift,
  })
  return rows.filter((slot) => slot.booked > 0 && isConfidential(slot.kind) && covers(shift, slot))
}

const bookingsOf = async (store: Store, { id }: SlotDoc): Promise<BookingDoc[]> =>
  (await store.range('bookings', 'byPlace', { eq: [id], limit: mostOfShift })).rows

const presentAppointment = ({ id, state, chosenName = '', startsAt, endsAt, answers }: BookingDoc) => ({
  bookingId: id,
  state,
  chosenName,
  startsAt,
  endsAt,
  answers: answers.map(({ label, answer }) => ({ label, answer })),
})

const noteId = (bookingId: string, counsellorId: string) => `${bookingId}:${counsellorId}`

/** An appointment of the caller's. @throws ActionError NOT_FOUND, also for one that is a colleague's */
async function ownAppointment(context: Context, bookingId: string): Promise<BookingDoc> {
  const booking = await context.ports.store.get('bookings', bookingId)
  const theirs = booking?.placeOf && isConfidential(booking.kind) && (await isOnDuty(context, booking))
  if (!booking || !theirs) throw notFound('预约')
  return booking
}

/** The caller's own note on an appointment; nobody else reads it, no colleague either. */
export const note = action({
  name: 'booking.note',
  policy: withRole('counsellor'),
  async run(context, { bookingId }) {
    const booking = await ownAppointment(context, bookingId)
    const stored = await context.ports.store.get('consultNotes', noteId(booking.id, context.caller.person?.id ?? ''))
    return { bookingId, version: stored?.version, text: stored?.text ?? '' }
  },
})

export const saveNote = action({
  name: 'booking.saveNote',
  policy: withRole('counsellor'),
  perHour: 300,
  async run(context, { bookingId, version, text }) {
    const booking = await ownAppointment(context, bookingId)
    const counsellorId = context.caller.person?.id ?? ''
    const doc = { id: noteId(booking.id, counsellorId), counsellorId, text }
    return context.commit(async (tx) => {
      const written = await (version === undefined
        ? tx.insert('consultNotes', doc)
        : tx.replace('consultNotes', { ...doc, version }))
      if (!written) throw conflict('记录刚刚在别处改过，请刷新后再改')
      return { answer: { id: doc.id, version: (version ?? 0) + 1 } }
    })
  },
})
