import type { PollDoc } from '../kernel/collections.deliberation'
import type { Within } from './group'
import { inBatches } from './inBatches'
import { numbers } from './numbers'

/** What an opening writes of a poll, each numbered from 0 without a gap. */
const kinds = ['rolls', 'boxes', 'turnouts'] as const
type Kind = (typeof kinds)[number]

/** Documents looked for at once. */
const batch = 32

/** Removes what an opening of the poll wrote beyond these numbers, before it was killed and begun anew with fewer. */
export async function clearBeyond(within: Within, poll: PollDoc, kept: Record<Kind, number>) {
  for (const kind of kinds) await clear(within, poll, kind, kept[kind])
}

/** The last first: killed half way, it leaves no gap behind which nobody would look. */
async function clear(within: Within, poll: PollDoc, kind: Kind, from: number) {
  const { store } = within.ports
  const found = []
  for (let n = from; found.length === n - from; n += batch) {
    const some = await Promise.all(numbers(batch).map((i) => store.get(kind, `${poll.id}:${n + i}`)))
    found.push(...some.filter((doc) => doc !== undefined))
  }
  await inBatches(within, poll, found.reverse(), (tx, { id, version }) => tx.remove(kind, id, version))
}

/** Removes whatever an opening had written of a poll that was then cancelled, and lets the clock rest. */
export async function clearCancelled(within: Within, poll: PollDoc) {
  await clearBeyond(within, poll, { rolls: 0, boxes: 0, turnouts: 0 })
  const { timerAt: _, ...quiet } = poll
  await within.ports.store.replace('polls', quiet)
}
