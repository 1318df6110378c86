import type { AreaAnswer } from '@contract/area'
import type { ActionError } from '@contract/errors'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { asActionError } from '@/stores'

/** Milliseconds of rest after a keystroke before it asks. */
const pause = 300

/** Buildings by any part of their name, asked for as one types. */
export class BuildingSearch {
  text = ''
  /** Undefined before the first answer. */
  found?: AreaAnswer[] = undefined
  loading = false
  error?: ActionError = undefined
  private timer?: ReturnType<typeof setTimeout> = undefined
  /** Which question counts; an answer to an older one is dropped. */
  private turn = 0

  constructor(private readonly call: Call) {
    makeAutoObservable<this, 'call' | 'timer' | 'turn'>(
      this,
      { call: false, timer: false, turn: false },
      { autoBind: true },
    )
  }

  type(text: string): void {
    this.text = text
    this.turn += 1
    this.loading = text.trim() !== ''
    this.error = undefined
    clearTimeout(this.timer)
    if (this.loading) this.timer = setTimeout(() => void this.ask(), pause)
    else this.found = undefined
  }

  /** Asks now. Never throws: see `error`. */
  async ask(): Promise<void> {
    clearTimeout(this.timer)
    const text = this.text.trim()
    if (text === '') return
    this.turn += 1
    const turn = this.turn
    this.loading = true
    try {
      const { areas } = await this.call('area.search', { text, level: 'building' })
      this.settle(turn, { found: areas, error: undefined })
    } catch (error) {
      this.settle(turn, { error: asActionError(error) })
    }
  }

  private settle(turn: number, outcome: Partial<Pick<BuildingSearch, 'found' | 'error'>>): void {
    runInAction(() => {
      if (turn !== this.turn) return
      Object.assign(this, outcome)
      this.loading = false
    })
  }
}
