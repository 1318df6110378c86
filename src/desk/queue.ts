import type { Answer, Request } from '@contract'
import type { ItemKind, ItemSummary } from '@contract/item'
import { answeringRoles } from '@contract/words'
import { makeAutoObservable, runInAction } from 'mobx'
import { OpenItem } from '@/item'
import { Paged, type Stores } from '@/stores'

type Filter = NonNullable<Request<'item.queue'>['filter']>
export type Scope = NonNullable<Filter['scope']>
export type Counts = Answer<'item.queue'>['counts']
export type Category = Answer<'hazard.categories'>['categories'][number]

/** The desk: what a unit owes, the nearest deadline first, and the item in work beside it. */
export class Queue {
  readonly list: Paged<ItemSummary>
  scope: Scope = 'mine'
  /** Undefined: all. */
  kind?: ItemKind = undefined
  category?: string = undefined
  state?: string = undefined
  overdue = false
  /** Of the person's own units, whatever is filtered; undefined before the first answer. */
  counts?: Counts = undefined
  /** To filter by; empty until read. */
  categories: Category[] = []
  /** Residents who wait to be confirmed: how many, up to a page. */
  memberships?: { count: number; more: boolean } = undefined
  /** The item shown beside the queue on a wide screen. */
  open?: OpenItem = undefined
  openId?: string = undefined

  constructor(private readonly stores: Stores) {
    this.list = new Paged(
      (cursor) => this.read(cursor),
      (item) => item.itemId,
    )
    makeAutoObservable<this, 'stores'>(this, { stores: false, list: false }, { autoBind: true })
  }

  /** Whether the person answers for items; captains and informants have other work. */
  get answers(): boolean {
    return this.stores.session.staffRoles.some(({ role }) => answeringRoles.includes(role))
  }
  /** Whether the person may say who lives where. */
  get decides(): boolean {
    const { session } = this.stores
    return session.has('captain') || session.has('gridWorker') || session.has('communityStaff')
  }
  get filtered(): boolean {
    return this.kind !== undefined || this.category !== undefined || this.state !== undefined || this.overdue
  }

  /** Reads everything the page shows again. Never throws. */
  async refresh(): Promise<void> {
    if (!this.stores.session.me) await this.stores.session.load()
    await Promise.all([
      this.answers && this.list.refresh(),
      this.answers && this.readCategories(),
      this.decides && this.readMemberships(),
    ])
  }

  /** Narrows the list; what the old filter found goes out of sight at once. */
  narrow(change: Partial<Pick<Queue, 'scope' | 'kind' | 'category' | 'state' | 'overdue'>>): void {
    Object.assign(this, change)
    this.list.reset()
    void this.list.refresh()
  }

  showAll(): void {
    this.narrow({ kind: undefined, category: undefined, state: undefined, overdue: false })
  }

  /** Opens an item beside the queue. */
  show(itemId: string): void {
    this.openId = itemId
    this.open = new OpenItem(this.stores, { itemId }, () => void this.list.refresh())
    void this.open.load()
  }

  private async read(cursor: string | undefined) {
    const { scope, kind, category, state, overdue } = this
    const filter: Filter = {
      scope,
      ...(kind && { kind }),
      ...(category && { category }),
      ...(state && { state }),
      ...(overdue && { overdue }),
    }
    const answer = await this.stores.call('item.queue', { cursor, filter })
    runInAction(() => {
      this.counts = answer.counts
    })
    return { rows: answer.items, cursor: answer.cursor }
  }

  private async readCategories(): Promise<void> {
    const answer = await this.stores.call('hazard.categories', {}).catch(() => undefined)
    runInAction(() => {
      // Without them one filter is missing, which is no reason to hold up the desk
      if (answer) this.categories = answer.categories
    })
  }

  private async readMemberships(): Promise<void> {
    const answer = await this.stores.call('account.memberships', {}).catch(() => undefined)
    runInAction(() => {
      this.memberships = answer && { count: answer.memberships.length, more: answer.cursor !== undefined }
    })
  }
}
