import type { Request } from '@contract'
import { makeAutoObservable, runInAction } from 'mobx'
import type { TopicSummary } from '@/assembly'
import type { Call } from '@/platform/client'
import { Paged } from '@/stores'

export type Filter = NonNullable<Request<'deliberation.topics'>['filter']>

/** The topics of one group: what comes first, and all by their last news, narrowed as one likes. */
export class Topics {
  readonly list: Paged<TopicSummary>
  /** Pinned, on the agenda, brought before this group by others, and for moderators what is held. */
  first: TopicSummary[] = []
  filter: Filter = {}

  constructor(
    private readonly call: Call,
    readonly groupId: string,
  ) {
    this.list = new Paged(
      (cursor) => this.read(cursor),
      (topic) => topic.topicId,
    )
    makeAutoObservable<this, 'call'>(this, { call: false, groupId: false, list: false }, { autoBind: true })
  }

  get filtered(): boolean {
    return Object.values(this.filter).some((value) => value !== undefined)
  }
  /** What the list shows below `first`. */
  isFirst(topic: TopicSummary): boolean {
    return !this.filtered && this.first.some(({ topicId }) => topicId === topic.topicId)
  }
  get empty(): boolean {
    return this.list.empty && (this.filtered || this.first.length === 0)
  }

  /** Narrows the list; what the old filter found goes out of sight at once. */
  narrow(change: Filter): void {
    this.filter = { ...this.filter, ...change }
    this.list.reset()
    void this.list.refresh()
  }
  showAll(): void {
    this.narrow({ kind: undefined, state: undefined, toVote: undefined })
  }

  private async read(cursor: string | undefined) {
    const given = Object.fromEntries(Object.entries(this.filter).filter(([, value]) => value !== undefined)) as Filter
    const answer = await this.call('deliberation.topics', {
      groupId: this.groupId,
      cursor,
      ...(Object.keys(given).length > 0 && { filter: given }),
    })
    if (cursor === undefined)
      runInAction(() => {
        this.first = answer.first
      })
    return { rows: answer.topics, cursor: answer.cursor }
  }
}
