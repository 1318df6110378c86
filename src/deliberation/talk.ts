import type { Answer } from '@contract'
import type { Post } from '@contract/deliberation'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { Paged } from '@/stores'

export type Order = 'newest' | 'supported'

/**
 * What is said under a topic: pages back from the newest, or by support, and news by a cursor while the page is open,
 * which changes what is drawn only where something is new.
 */
export class Talk {
  order: Order = 'newest'
  readonly newest: Paged<Post>
  readonly supported: Paged<Post>
  /** Ids of posts of others that had not been read when the page opened, or came since. */
  private fresh: string[] = []
  /** Where the news go on. */
  private news?: string = undefined
  private readUpTo = ''

  constructor(
    private readonly call: Call,
    private readonly topicId: string,
  ) {
    const list = (order: Order) =>
      new Paged<Post>(
        async (cursor) => {
          const page = await call('deliberation.posts', { topicId, order, cursor })
          if (order === 'newest' && cursor === undefined) this.setNews(page)
          return { rows: page.posts, cursor: page.cursor }
        },
        (post) => post.postId,
      )
    this.newest = list('newest')
    this.supported = list('supported')
    makeAutoObservable<this, 'call' | 'topicId' | 'news' | 'readUpTo'>(
      this,
      { call: false, topicId: false, newest: false, supported: false, news: false, readUpTo: false },
      { autoBind: true },
    )
  }

  get list(): Paged<Post> {
    return this[this.order]
  }
  isFresh(post: Post): boolean {
    return this.fresh.includes(post.postId)
  }

  /** Reads the first page, of which the `unread` latest posts of others are new. Never throws. */
  async load(unread: number): Promise<void> {
    await this.newest.refresh()
    const others = this.newest.rows.filter(({ mine, state }) => !mine && state === 'shown').slice(0, unread)
    runInAction(() => {
      this.fresh = others.map((post) => post.postId)
    })
    await this.markRead()
  }

  async show(order: Order): Promise<void> {
    this.order = order
    if (order === 'supported') await this.supported.refresh()
  }

  /** Takes in what is new or changed since the last look. Never throws: what failed comes with the next look. */
  async pull(): Promise<void> {
    const { news: after } = this
    if (after === undefined) return this.newest.loaded || this.newest.error ? undefined : this.newest.refresh()
    const answer = await this.call('deliberation.posts', { topicId: this.topicId, after }).catch(() => undefined)
    // Another look was quicker, or the list was read anew
    if (!answer || this.news !== after) return
    runInAction(() => this.merge(answer))
    await this.markRead()
  }

  /** Shows a post as it is by now. */
  replace(post: Post): void {
    this.newest.replace(post)
    this.supported.replace(post)
  }

  find(postId: string): Post | undefined {
    return this.list.rows.find((post) => post.postId === postId)
  }

  private setNews({ news }: Answer<'deliberation.posts'>): void {
    this.news = news
  }

  private merge({ posts, news }: Answer<'deliberation.posts'>): void {
    this.news = news
    const known = new Set(this.newest.rows.map((post) => post.postId))
    for (const post of posts) {
      this.replace(post)
      if (known.has(post.postId) || this.isFurtherBack(post)) continue
      this.newest.rows = [...this.newest.rows, post].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
      if (!post.mine) this.fresh = [...this.fresh, post.postId]
    }
  }

  /** It belongs to a page that has not been read yet, which will bring it. */
  private isFurtherBack(post: Post): boolean {
    const last = this.newest.rows.at(-1)
    return last !== undefined && !this.newest.ended && post.at < last.at
  }

  /** Says how far one has read; a failure is left for the next time. */
  private async markRead(): Promise<void> {
    const upTo = this.newest.rows[0]?.at
    if (upTo === undefined || upTo <= this.readUpTo) return
    this.readUpTo = upTo
    await this.call('deliberation.markRead', { topicId: this.topicId, upTo }).catch(() => undefined)
  }
}
