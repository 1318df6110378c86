const patience = 15_000
const pause = 50

/** Asks again and again until the answer is what is wanted; answers the last one in any case. */
export async function until<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + patience
  for (;;) {
    const answer = await ask()
    if (isWanted(answer) || Date.now() > end) return answer
    await new Promise((next) => setTimeout(next, pause))
  }
}
