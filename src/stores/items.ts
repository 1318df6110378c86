import type { ItemSummary, ItemView } from '@contract/item'
import { makeAutoObservable, observable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { Paged } from './paged'

/** The person's own items, and the items opened lately. */
export class Items {
  readonly mine: Paged<ItemSummary>
  private readonly opened = observable.map<string, ItemView>({}, { deep: false })

  constructor(private readonly call: Call) {
    this.mine = new Paged(
      async (cursor) => {
        const page = await call('item.mine', { cursor })
        return { rows: page.items, cursor: page.cursor }
      },
      (item) => item.itemId,
    )
    makeAutoObservable<this, 'call' | 'opened'>(this, { call: false, opened: false, mine: false }, { autoBind: true })
  }

  /** Mine that still owe an answer, the nearest deadline first. */
  get open(): ItemSummary[] {
    return this.mine.rows
      .filter((i) => i.dueAt !== undefined)
      .slice()
      .sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))
  }

  /** The item as last seen, to draw at once while it is read again. */
  seen(itemId: string): ItemView | undefined {
    return this.opened.get(itemId)
  }

  /** Reads one item. Throws ActionError. */
  async read(itemId: string): Promise<ItemView> {
    const view = await this.call('item.get', { itemId })
    runInAction(() => this.opened.set(itemId, view))
    return view
  }

  reset(): void {
    this.mine.reset()
    this.opened.clear()
  }
}
