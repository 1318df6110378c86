/** One round of a measurement. */
const roundMs = 1_000

/** Runs `work` for one round, one at a time; answers how often a second. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  let done = 0
  while (performance.now() - started < roundMs) {
    await work()
    done += 1
  }
  return done / ((performance.now() - started) / 1000)
}
