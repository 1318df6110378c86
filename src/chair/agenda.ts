import type { Answer } from '@contract'
import { limits } from '@contract/limits'
import { makeAutoObservable, runInAction } from 'mobx'
import { type DeliberationDeed, deliberationDeed } from '@/assembly'
import type { Call } from '@/platform/client'
import { Reading } from '@/service'

type Summary = Answer<'deliberation.topics'>['topics'][number]

/** What the group talks about, in which order; kept when it is saved. */
export class Agenda {
  readonly reading: Reading<Summary[]>
  readonly deed: DeliberationDeed
  /** Ids in their order. */
  order: string[] = []
  changed = false

  constructor(
    call: Call,
    readonly groupId: string,
  ) {
    this.reading = new Reading(async () => {
      const { first, topics } = await call('deliberation.topics', { groupId })
      const all = [...first, ...topics.filter(({ topicId }) => !first.some((one) => one.topicId === topicId))]
      return all.filter((topic) => topic.groupId === groupId && topic.state !== 'closed' && topic.state !== 'held')
    })
    this.deed = deliberationDeed(call)
    makeAutoObservable(this, { groupId: false, reading: false, deed: false }, { autoBind: true })
  }

  get planned(): Summary[] {
    return this.order.flatMap((id) => this.reading.value?.find(({ topicId }) => topicId === id) ?? [])
  }
  get others(): Summary[] {
    return (this.reading.value ?? []).filter(({ topicId }) => !this.order.includes(topicId))
  }
  get full(): boolean {
    return this.order.length >= limits.deliberation.agenda
  }

  /** Never throws. */
  async load(): Promise<void> {
    await this.reading.load()
    if (this.changed) return
    const planned = (this.reading.value ?? []).filter(({ agenda }) => agenda !== undefined)
    runInAction(() => {
      this.order = planned.sort((a, b) => (a.agenda ?? 0) - (b.agenda ?? 0)).map(({ topicId }) => topicId)
    })
  }

  add(topicId: string): void {
    this.write([...this.order, topicId])
  }
  remove(topicId: string): void {
    this.write(this.order.filter((id) => id !== topicId))
  }
  /** One place towards the front. */
  raise(topicId: string): void {
    const at = this.order.indexOf(topicId)
    if (at > 0)
      this.write(this.order.map((id, i) => (i === at - 1 ? topicId : i === at ? (this.order[at - 1] ?? id) : id)))
  }

  /** True when the city has it. */
  async save(): Promise<boolean> {
    const done = await this.deed.run('deliberation.setAgenda', { groupId: this.groupId, topicIds: this.order })
    runInAction(() => {
      if (done) this.changed = false
    })
    return done !== undefined
  }

  private write(order: string[]): void {
    this.order = order
    this.changed = true
  }
}
