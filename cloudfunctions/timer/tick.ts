import { ActionError } from '../contract/errors'
import { clockJobs } from '../jobs'
import type { ItemDoc } from '../kernel/collections'
import { recount } from '../kernel/coverage'
import { pruneUploads } from '../kernel/files'
import { continueHandovers } from '../kernel/handover'
import { type Actor, advance, followersOf, itemNotice, noticesFor, staffOf, writeStep } from '../kernel/items'
import { type OutgoingNotice, sendDue, writeNotices } from '../kernel/notices'
import type { Ports } from '../kernel/ports'
import { stepFor } from '../kernel/rules'
import { justAfter } from '../kernel/time'
import { rulesOf } from '../kinds'

/** Items looked at in one tick; the next tick takes the rest. */
const mostItems = 200

export interface TickResult {
  warned: number
  escalated: number
  closed: number
  handed: number
  /** Pieces of work of the contexts' own. */
  jobs: number
  sent: number
  pruned: number
}

const clock: Actor = { role: 'system' }

/**
 * Does what is due by now: warns before a deadline, escalates a missed one, closes what nobody objected to, hands on what
 * a grid's worker left, counts who staffs the grids, sends messages, deletes what has expired. Idempotent: every item is
 * changed by compare-and-set on the version read, so that two ticks at once, or one killed half way, do each thing once.
 */
export async function tick(ports: Ports): Promise<TickResult> {
  const now = ports.clock.now()
  const result: TickResult = { warned: 0, escalated: 0, closed: 0, handed: 0, jobs: 0, sent: 0, pruned: 0 }
  const due = await ports.store.range('items', 'byTimer', { eq: [], to: justAfter(now), limit: mostItems })
  for (const item of due.rows) {
    const done = await handle(ports, now, item).catch(passOver)
    if (done) result[done] += 1
  }
  result.handed = (await continueHandovers(ports, rulesOf).catch(passOver)) ?? 0
  await recount(ports).catch(passOver)
  for (const job of clockJobs) result.jobs += (await job({ ports, now }).catch(passOver)) ?? 0
  result.sent = await sendDue({ ports, now })
  result.pruned = await prune(ports, now)
  return result
}

/**
 * Work that cannot be done holds up no other; its turn comes again. A fault is logged by its kind alone; that
 * somebody was faster is none.
 */
function passOver(error: unknown) {
  if (error instanceof ActionError && error.code === 'CONFLICT') return undefined
  console.error(`[fault] timer ${error instanceof Error ? error.name : typeof error}`)
  return undefined
}

/** One item whose timer rang. @throws ActionError CONFLICT when somebody changed it meanwhile */
async function handle(
  ports: Ports,
  now: string,
  item: ItemDoc,
): Promise<'warned' | 'escalated' | 'closed' | undefined> {
  if (item.dueAt && item.dueAt > now) return (await warn(ports, now, item)) ? 'warned' : undefined
  const kind = rulesOf(item.kind)
  const act = clockActs(item, now).find((name) => stepFor(kind, name, item, ['system']))
  const step = act && stepFor(kind, act, item, ['system'])
  // Nothing is left for the clock to do: the city itself is late.
  if (!step) {
    const { timerAt: _, ...quiet } = item
    await ports.store.replace('items', isAhead(item, now) ? { ...quiet, timerAt: item.endsAt } : quiet)
    return undefined
  }
  const next = advance(kind, step, item, { now })
  const notices = await noticesFor(ports.store, kind, step, item, next, {}, clock)
  await ports.store.transaction(async (tx) => {
    await writeStep(tx, { kind, step, context: { now, ports }, seen: item, next, actor: clock, options: {} })
    await writeNotices(tx, ports, now, notices)
  })
  return step.act === 'close' ? 'closed' : 'escalated'
}

/** Whether what the item is about has an end of its own, which is still to come. */
const isAhead = ({ endsAt }: ItemDoc, now: string) => endsAt !== undefined && endsAt > now

/** What the clock may do to an item whose deadline is over. What ends by itself is closed at its end, not before. */
function clockActs(item: ItemDoc, now: string): string[] {
  if (item.endsAt === undefined) return ['escalate', 'close']
  return isAhead(item, now) ? ['escalate'] : ['close']
}

/** Tells whoever owes the next step that little time is left, once, and winds the timer to the deadline itself. */
async function warn(ports: Ports, now: string, item: ItemDoc): Promise<boolean> {
  const owed = rulesOf(item.kind).owed.includes(item.state)
  const people = owed ? await staffOf(ports.store, item.responsible, item) : await followersOf(ports.store, item.id)
  const sentence = owed ? '快到时限了，请尽快处理' : '还没有确认，到期将自动办结'
  const notices: OutgoingNotice[] = people.map((personId) =>
    itemNotice(personId, item, sentence, { kind: 'warn', template: owed ? 'deskWork' : 'itemProgress' }),
  )
  return ports.store.transaction(async (tx) => {
    if (!(await tx.replace('items', { ...item, timerAt: item.dueAt }))) return false
    await writeNotices(tx, ports, now, notices)
    return true
  })
}

/** Deletes request records, rates, unattached photos and unclaimed uploads whose time is over; returns how many. */
async function prune(ports: Ports, now: string): Promise<number> {
  const { store, files } = ports
  const query = { eq: [], to: now, limit: mostItems }
  let pruned = 0
  for (const row of (await store.range('requests', 'byExpiry', query)).rows)
    if (await store.remove('requests', row.id, row.version)) pruned += 1
  for (const row of (await store.range('rates', 'byExpiry', query)).rows)
    if (await store.remove('rates', row.id, row.version)) pruned += 1
  for (const row of (await store.range('files', 'byOrphan', query)).rows)
    if (await store.remove('files', row.id, row.version)) {
      await files.remove(row.id)
      pruned += 1
    }
  return pruned + ((await pruneUploads(ports, now).catch(passOver)) ?? 0)
}
