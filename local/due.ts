import type { Ports } from '../cloudfunctions/kernel/ports'
import { justAfter } from '../cloudfunctions/kernel/time'
import { type TickResult, tick } from '../cloudfunctions/timer/tick'
import type { LocalStore } from './store'

/** The timer's work on one machine, where one process does all of it. */
export interface DueWork {
  /** Does everything that is due by now and answers what that was; then what was erased is gone from the disk too. */
  run(): Promise<TickResult>
  /** Looks every few seconds, from now on. */
  start(): void
  /** Looks no more, and waits for what is under way. */
  stop(): Promise<void>
}

const pause = 5_000
/** One round does a bounded part; this many rounds with work left mean that something goes in circles. */
const mostRounds = 10_000

export function dueWork(ports: Ports & { store: LocalStore }): DueWork {
  let timer: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()

  function run(): Promise<TickResult> {
    const work = last.then(async () => {
      const done = await untilNothingIsDue(ports)
      await ports.store.settle()
      return done
    })
    last = work.catch(() => {})
    return work
  }

  function look() {
    timer = setTimeout(async () => {
      // A fault is logged by its kind alone and must not end the looking
      await run().catch((error: unknown) => console.error(`[fault] timer ${error instanceof Error ? error.name : ''}`))
      if (timer) look()
    }, pause)
  }

  return {
    run,
    start: look,
    async stop() {
      clearTimeout(timer)
      timer = undefined
      await last
    },
  }
}

async function untilNothingIsDue(ports: Ports): Promise<TickResult> {
  const total: TickResult = { warned: 0, escalated: 0, closed: 0, handed: 0, jobs: 0, sent: 0, pruned: 0 }
  for (let round = 0; round < mostRounds; round += 1) {
    const done = await tick(ports)
    for (const key of Object.keys(total) as (keyof TickResult)[]) total[key] += done[key]
    if (Object.values(done).every((count) => count === 0) && !(await messagesWait(ports))) return total
  }
  throw new Error('the timer finds no end')
}

/** A round full of messages that nobody allowed any more sends none, and yet more may wait behind them. */
async function messagesWait({ store, clock }: Ports): Promise<boolean> {
  const { rows } = await store.range('messages', 'bySend', { eq: [], to: justAfter(clock.now()), limit: 1 })
  return rows.length > 0
}
