import { conflict } from '../contract/errors'
import { peopleAt } from '../kernel/areas'
import type { RosterDoc, ShiftDoc } from '../kernel/collections.booking'
import { type OutgoingNotice, writeNotices } from '../kernel/notices'
import type { Store, Transaction } from '../kernel/ports'
import { justAfter } from '../kernel/time'
import { dateOf, instantOf, plusDays } from './days.rules'
import type { Here } from './load'
import { rotate, type Span, type Turn, turnsBetween } from './roster.rules'
import { emptyShift, gapsAhead, shiftsOf, shiftsWithin, takenOf, writeShift } from './shifts'
import { dayAndTime } from './slot.rules'

/** Days ahead that turns are given out for. */
const filledDays = 28
/** Shifts written by one transaction; the clock goes on with the rest. */
const mostWrites = 60
/** Rosters looked at in one tick; the next takes the rest. */
const mostRosters = 50

export const overtaken = () => conflict('排班刚刚被别人改过，请刷新后再改')

/** What one transaction is to write: the roster, and the shifts that it changes. */
interface Plan {
  roster: RosterDoc
  changed: ShiftDoc[]
  /** Every shift of the next weeks, as it is then. */
  all: ShiftDoc[]
}

/**
 * Gives out the turns of the next weeks that nobody has. `roster` is as it is to be written; its version tells whoever
 * plans at the same time apart, so that nobody is put on two turns at once.
 */
export async function fill(store: Store, roster: RosterDoc, now: string): Promise<Plan> {
  const today = dateOf(now)
  const span = { startsAt: now, endsAt: instantOf(plusDays(today, filledDays)) }
  const counsellorIds = roster.counsellors.map(({ personId }) => personId)
  const [here, elsewhere] = await Promise.all([
    shiftsWithin(store, roster.id, span),
    Promise.all(counsellorIds.map((id) => shiftsOf(store, id, span))),
  ])
  const turns = turnsBetween(roster.id, roster.templates, today, plusDays(today, filledDays - 1))
  const { empty, unwanted } = toTurnOver(here, turns, new Set(counsellorIds), now)
  const free = new Set([...empty, ...unwanted].map(({ id }) => id))
  const kept = here.filter(({ id }) => !free.has(id))
  const others = elsewhere.flat().filter(({ serviceId }) => serviceId !== roster.id)
  const given = rotate(counsellorIds, empty, takenOf([...kept, ...others]))

  const changed = [...empty, ...unwanted]
    .filter(({ id, counsellorId }) => given.get(id) !== counsellorId)
    .map((shift) => turnedOver(shift, roster, given.get(shift.id), now))
  const batch = changed.slice(0, mostWrites)
  const written = new Set(batch.map(({ id }) => id))
  return {
    roster: { ...roster, checkAt: batch.length < changed.length ? now : nextCheck(now) },
    changed: batch,
    all: [...here.filter(({ id }) => !written.has(id)), ...batch],
  }
}

/**
 * Shifts still to come that somebody has to take: those nobody was put on yet, and those of people who take no turns any
 * more. `unwanted` are the latter's of turns that the roster has no more; they become nobody's.
 */
function toTurnOver(here: readonly ShiftDoc[], turns: readonly Turn[], takesTurns: ReadonlySet<string>, now: string) {
  const byId = new Map(here.map((shift) => [shift.id, shift]))
  const hasLeft = ({ counsellorId }: ShiftDoc) => counsellorId !== undefined && !takesTurns.has(counsellorId)
  // Who was taken off by hand stays off: that gap was meant.
  const isEmpty = (shift: ShiftDoc) => hasLeft(shift) || (!shift.counsellorId && shift.source === 'rotation')
  const wanted = new Set(turns.map(({ id }) => id))
  return {
    empty: turns
      .filter(({ startsAt }) => startsAt > now)
      .map((turn) => byId.get(turn.id) ?? emptyShift(turn))
      .filter(isEmpty),
    unwanted: here.filter((shift) => shift.startsAt > now && hasLeft(shift) && !wanted.has(shift.id)),
  }
}

/** The shift with another counsellor of the roster on it, or nobody. */
function turnedOver(
  { swap: _s, counsellorId: _c, counsellorTitle: _t, ...shift }: ShiftDoc,
  { counsellors }: RosterDoc,
  counsellorId: string | undefined,
  now: string,
): ShiftDoc {
  const next = counsellors.find(({ personId }) => personId === counsellorId)
  return {
    ...shift,
    source: 'rotation',
    ...(next && { counsellorId: next.personId, counsellorTitle: next.title }),
    acts: [...shift.acts, { at: now, act: next ? 'rotate' : 'leave', by: 'system' }],
  }
}

/** Eight in the morning of the next day, in China. */
const nextCheck = (now: string) => instantOf(plusDays(dateOf(now), 1), '08:00')

/** @throws ActionError CONFLICT when somebody changed roster or shifts meanwhile */
export async function writePlan(tx: Transaction, { roster, changed }: Plan, isNew = false) {
  const { version: _, ...fresh } = roster
  if (!(isNew ? await tx.insert('rosters', fresh) : await tx.replace('rosters', roster))) throw overtaken()
  for (const shift of changed) if (!(await writeShift(tx, shift))) throw overtaken()
}

/** Tells those who plan of a service's gaps. */
async function tellOfGaps(store: Store, { siteId }: RosterDoc, gaps: readonly Span[]): Promise<OutgoingNotice[]> {
  if (gaps.length === 0) return []
  const staff = await peopleAt(store, siteId, 'siteStaff')
  const body = `${gaps.map((gap) => dayAndTime(gap.startsAt)).join('、')}起没有人值班，请安排`
  return staff.map(({ personId }) => ({
    personId,
    kind: 'roster.gap',
    title: '心理咨询排班有空档',
    body,
    template: 'deskWork',
  }))
}

/** The clock's part: gives out further turns day by day, and tells the site of each gap within two weeks, once. */
export async function checkRosters(here: Here): Promise<number> {
  const { rows } = await here.ports.store.range('rosters', 'byCheck', {
    eq: [],
    to: justAfter(here.now),
    limit: mostRosters,
  })
  for (const roster of rows) await checkRoster(here, roster)
  return rows.length
}

/** @throws ActionError CONFLICT when somebody plans at the same time */
async function checkRoster({ ports, now }: Here, roster: RosterDoc): Promise<void> {
  const { store } = ports
  const plan = await fill(store, roster, now)
  // Gaps are looked for once all is given out.
  const done = plan.roster.checkAt !== now
  const gaps = done ? gapsAhead(plan.roster, plan.all, now) : []
  const told = new Set(roster.toldGaps)
  const notices = await tellOfGaps(
    store,
    roster,
    gaps.filter(({ endsAt }) => !told.has(endsAt)),
  )
  await store.transaction(async (tx) => {
    await writePlan(tx, {
      ...plan,
      roster: { ...plan.roster, ...(done && { toldGaps: gaps.map((gap) => gap.endsAt) }) },
    })
    await writeNotices(tx, ports, now, notices)
  })
}
