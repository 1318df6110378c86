import type { Answer } from '@contract'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'

/** How much work waits at the desk, for the tile that leads there. */
export class Duty {
  counts?: Answer<'item.queue'>['counts'] = undefined

  constructor(private readonly call: Call) {
    makeAutoObservable<this, 'call'>(this, { call: false }, { autoBind: true })
  }

  /** Never throws: without counts the tile still leads to the desk. */
  async load(): Promise<void> {
    try {
      const { counts } = await this.call('item.queue', { filter: { scope: 'mine' } })
      runInAction(() => {
        this.counts = counts
      })
    } catch {
      runInAction(() => {
        this.counts = undefined
      })
    }
  }

  reset(): void {
    this.counts = undefined
  }
}
