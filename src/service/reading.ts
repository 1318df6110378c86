import type { ActionError } from '@contract/errors'
import { makeAutoObservable, runInAction } from 'mobx'
import { asActionError } from '@/stores'

/** One answer of the city. While it is read again the old one stays in sight; a failed read keeps it too. */
export class Reading<T> {
  value?: T = undefined
  error?: ActionError = undefined
  /** Which read counts; an answer to an older one is dropped. */
  private turn = 0

  constructor(private readonly read: () => Promise<T>) {
    makeAutoObservable<this, 'read' | 'turn'>(this, { read: false, turn: false }, { autoBind: true })
  }

  /** Never throws: see `error`. */
  async load(): Promise<void> {
    this.turn += 1
    const turn = this.turn
    try {
      const value = await this.read()
      runInAction(() => {
        if (turn !== this.turn) return
        this.value = value
        this.error = undefined
      })
    } catch (error) {
      runInAction(() => {
        if (turn === this.turn) this.error = asActionError(error)
      })
    }
  }

  /** What another question would answer is not what was asked before: the skeleton is drawn meanwhile. */
  async again(): Promise<void> {
    this.value = undefined
    this.error = undefined
    await this.load()
  }
}
