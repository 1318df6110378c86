import type { ActionError } from '@contract/errors'
import { makeAutoObservable, runInAction } from 'mobx'
import { type Call, newRequestId } from '@/platform/client'
import { asActionError } from '@/stores'

/** Moves the open items of an area into the boundaries in force, page by page, and says how far it has come. */
export class Moving {
  running = false
  /** All have been looked at. */
  done = false
  looked = 0
  moved = 0
  failure?: ActionError = undefined
  private cursor?: string = undefined

  constructor(
    private readonly call: Call,
    private readonly generationId: string,
    private readonly areaId: string,
  ) {
    makeAutoObservable<this, 'call' | 'generationId' | 'areaId' | 'cursor'>(
      this,
      { call: false, generationId: false, areaId: false, cursor: false },
      { autoBind: true },
    )
  }

  /** Goes on to the end, from where a failure stopped it. Never throws: see `failure`. */
  async run(): Promise<void> {
    if (this.running || this.done) return
    this.running = true
    this.failure = undefined
    const { call, generationId, areaId } = this
    try {
      do {
        const requestId = newRequestId()
        const page = await call('area.moveItems', { generationId, areaId, cursor: this.cursor }, { requestId })
        this.cursor = page.cursor
        runInAction(() => {
          this.looked += page.looked
          this.moved += page.moved
        })
      } while (this.cursor !== undefined)
      runInAction(() => {
        this.done = true
      })
    } catch (error) {
      runInAction(() => {
        this.failure = asActionError(error)
      })
    } finally {
      runInAction(() => {
        this.running = false
      })
    }
  }
}
