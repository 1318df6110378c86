import type { Context } from './action'

/** Work of a context that the clock does; answers how many pieces were done. Running twice does nothing twice. */
export type ClockJob = (here: Pick<Context, 'ports' | 'now'>) => Promise<number>
