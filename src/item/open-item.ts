import type { Answer } from '@contract'
import type { ActionError } from '@contract/errors'
import type { ItemView } from '@contract/item'
import { makeAutoObservable, runInAction } from 'mobx'
import { asActionError, type Stores } from '@/stores'
import { ActionForm } from './action-form'
import type { ItemAction } from './actions'

/** Which item: by its id for those who may see it, by its receipt for whoever holds that. */
export type ItemRef = { itemId: string } | { receipt: string }

/** One item as a page shows it, and what the person is doing to it. */
export class OpenItem {
  view?: ItemView = undefined
  loading = false
  error?: ActionError = undefined
  /** The sheet in front of the page. */
  form?: ActionForm = undefined
  /** Name and phone in clear, on this screen only. */
  contact?: Omit<Answer<'item.reveal'>, 'version'> = undefined

  constructor(
    private readonly stores: Stores,
    readonly ref: ItemRef,
    /** The queue beside it, for example, is to be read again. */
    private readonly onChange: () => void = () => {},
  ) {
    // The item as last seen is drawn at once, while it is read again
    this.view = 'itemId' in ref ? stores.items.seen(ref.itemId) : undefined
    makeAutoObservable<this, 'stores' | 'onChange'>(
      this,
      { stores: false, onChange: false, ref: false },
      { autoBind: true },
    )
  }

  get receipt(): string | undefined {
    return 'receipt' in this.ref ? this.ref.receipt : undefined
  }

  /** Reads the item again. Never throws: see `error`; what was read before stays in sight. */
  async load(): Promise<void> {
    this.loading = true
    try {
      const view = await this.read()
      runInAction(() => {
        this.view = view
        this.error = undefined
      })
    } catch (error) {
      runInAction(() => {
        this.error = asActionError(error)
      })
    }
    runInAction(() => {
      this.loading = false
    })
  }

  /** Opens the sheet of an action, with what was typed in it before. */
  begin(action: ItemAction): void {
    if (this.view) this.form = new ActionForm(this.stores.call, this, action, this.view.item)
  }

  close(): void {
    this.form = undefined
  }

  /** An action went through: the sheet is closed and the page shows what changed. */
  async changed(): Promise<void> {
    this.form = undefined
    this.onChange()
    await this.load()
  }

  setContact({ name, phone, otherSide }: Answer<'item.reveal'>): void {
    this.contact = { name, phone, otherSide }
  }

  private read(): Promise<ItemView> {
    return 'itemId' in this.ref
      ? this.stores.items.read(this.ref.itemId)
      : this.stores.call('hazard.follow', { receipt: this.ref.receipt })
  }
}
