import { ActionError } from '@contract/errors'
import { makeAutoObservable, runInAction } from 'mobx'

export interface PageOf<T> {
  rows: T[]
  /** Position behind the last row; absent at the end of the list. */
  cursor?: string
}

/** Any failure as the one error type; what is not ours counts as the connection's. */
export const asActionError = (error: unknown): ActionError =>
  error instanceof ActionError ? error : new ActionError('UNAVAILABLE', '出了点问题，请稍后再试')

/**
 * A list read page by page. While it reads again the old rows stay in sight; a failed read keeps them too.
 * Rows that move between pages while one reads appear once.
 */
export class Paged<T> {
  rows: T[] = []
  loading = false
  error?: ActionError = undefined
  /** The failed read was of a further page; else it was of the first. */
  failedMore = false
  /** At least one page has arrived since the list was made or reset. */
  loaded = false
  private cursor?: string = undefined
  /** Which read counts; an answer to an older one is dropped. */
  private turn = 0

  constructor(
    private readonly fetchPage: (cursor: string | undefined) => Promise<PageOf<T>>,
    private readonly keyOf: (row: T) => string,
  ) {
    makeAutoObservable<this, 'fetchPage' | 'keyOf' | 'turn'>(
      this,
      { fetchPage: false, keyOf: false, turn: false },
      { autoBind: true },
    )
  }

  /** Nothing arrived yet and nothing failed: draw the skeleton. */
  get waiting(): boolean {
    return !this.loaded && !this.error
  }
  get empty(): boolean {
    return this.loaded && this.rows.length === 0
  }
  get ended(): boolean {
    return this.loaded && this.cursor === undefined
  }

  /** Reads the first page again. Never throws: see `error`. */
  async refresh(): Promise<void> {
    await this.read(undefined)
  }

  /** Tries again what failed. */
  retry(): Promise<void> {
    return this.failedMore ? this.more() : this.refresh()
  }

  /** Reads the next page, if there is one and none is on its way. Never throws: see `error`. */
  async more(): Promise<void> {
    if (this.loading || this.cursor === undefined) return
    await this.read(this.cursor)
  }

  /** Forgets everything, for example when another person signs in. */
  reset(): void {
    this.turn += 1
    this.rows = []
    this.cursor = undefined
    this.loaded = false
    this.loading = false
    this.error = undefined
  }

  /** Puts a changed row in its place; a row that is not in the list is ignored. */
  replace(row: T): void {
    const at = this.rows.findIndex((r) => this.keyOf(r) === this.keyOf(row))
    if (at >= 0) this.rows[at] = row
  }

  private async read(cursor: string | undefined): Promise<void> {
    this.turn += 1
    const turn = this.turn
    this.loading = true
    this.error = undefined
    try {
      const page = await this.fetchPage(cursor)
      runInAction(() => {
        if (turn !== this.turn) return
        const kept = cursor === undefined ? [] : this.rows
        const known = new Set(kept.map(this.keyOf))
        this.rows = [...kept, ...page.rows.filter((r) => !known.has(this.keyOf(r)))]
        this.cursor = page.cursor
        this.loaded = true
        this.loading = false
      })
    } catch (error) {
      runInAction(() => {
        if (turn !== this.turn) return
        this.error = asActionError(error)
        this.failedMore = cursor !== undefined
        this.loading = false
      })
    }
  }
}
