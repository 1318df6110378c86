/** Documents read or deleted at once. */
const batch = 64

/** From 0 to one less than `count`. */
export const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)

/** Does work for each number from 0, some at a time. */
export async function forNumbers<T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const done: T[] = []
  for (let n = 0; n < count; n += batch) {
    const some = numbers(Math.min(batch, count - n)).map((i) => work(n + i))
    done.push(...(await Promise.all(some)))
  }
  return done
}
