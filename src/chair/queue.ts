import type { Answer } from '@contract'
import { makeAutoObservable } from 'mobx'
import type { TopicSummary } from '@/assembly'
import { type DeliberationDeed, deliberationDeed } from '@/assembly'
import { Paged, type Stores } from '@/stores'

export type Appeal = Answer<'deliberation.appeals'>['appeals'][number]

/** What waits for the groups one moderates: topics by their dates, and appeals against hidden posts. */
export class Queue {
  readonly topics: Paged<TopicSummary>
  readonly appeals: Paged<Appeal>
  readonly deed: DeliberationDeed

  constructor(private readonly stores: Stores) {
    const { call } = stores
    this.topics = new Paged(
      async (cursor) => {
        const page = await call('deliberation.queue', { cursor })
        return { rows: page.topics, cursor: page.cursor }
      },
      (topic) => topic.topicId,
    )
    this.appeals = new Paged(
      async (cursor) => {
        const page = await call('deliberation.appeals', { cursor })
        return { rows: page.appeals, cursor: page.cursor }
      },
      ({ post }) => post.postId,
    )
    this.deed = deliberationDeed(call)
    makeAutoObservable<this, 'stores'>(
      this,
      { stores: false, topics: false, appeals: false, deed: false },
      { autoBind: true },
    )
  }

  /** Whether appeals come to the person: the community's, the street's and the district's staff decide them. */
  get judges(): boolean {
    const { session } = this.stores
    return session.has('communityStaff') || session.has('streetStaff') || session.has('districtStaff')
  }
  /** Communities whose boards of steps the person may see. */
  get communities(): { areaId: string; areaName: string }[] {
    return this.stores.session.staffRoles.filter(({ role }) => role === 'communityStaff')
  }

  /** Never throws. */
  async load(): Promise<void> {
    await this.stores.session.load()
    await Promise.all([this.topics.refresh(), this.judges && this.appeals.refresh()])
  }

  /** Gives a hidden post back, or leaves it hidden. True when done. */
  async decide({ post }: Appeal, restore: boolean, reason: string): Promise<boolean> {
    const done = await this.deed.run('deliberation.decideAppeal', { postId: post.postId, restore, reason })
    if (done) await this.appeals.refresh()
    return done !== undefined
  }
}
