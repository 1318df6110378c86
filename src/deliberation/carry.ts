import type { Answer } from '@contract'
import type { Post } from '@contract/deliberation'
import type { CarryTarget } from '@contract/deliberation-words'
import type { ItemSummary } from '@contract/item'
import { limits } from '@contract/limits'
import { makeAutoObservable, runInAction } from 'mobx'
import { type DeliberationDeed, deliberationDeed } from '@/assembly'
import { Reading } from '@/service'
import { Draft, type Stores } from '@/stores'
import { Talk } from './talk'

export type Carry = Answer<'deliberation.carry'>

/** A topic on its way to a report: whose words are asked for, who agreed, and which report came of it. */
export class CarryPage {
  readonly topic: Reading<Answer<'deliberation.topic'>['topic']>
  readonly talk: Talk
  readonly carry: Reading<Carry>
  readonly mine: Reading<ItemSummary[]>
  readonly deed: DeliberationDeed
  to: CarryTarget = 'hazard'
  /** Statements to ask for. */
  picked: string[] = []
  itemId?: string = undefined

  constructor(
    private readonly stores: Stores,
    private readonly from: { carryId?: string; topicId?: string },
  ) {
    const { call } = stores
    this.talk = new Talk(call, from.topicId ?? '')
    this.carry = new Reading(() => call('deliberation.carry', { carryId: this.carryId ?? '' }))
    this.topic = new Reading(
      async () =>
        (await call('deliberation.topic', { topicId: this.carry.value?.topicId ?? from.topicId ?? '' })).topic,
    )
    this.mine = new Reading(async () => (await call('item.mine', {})).items)
    this.deed = deliberationDeed(call)
    makeAutoObservable<this, 'stores' | 'from'>(
      this,
      { stores: false, from: false, topic: false, talk: false, carry: false, mine: false, deed: false },
      { autoBind: true },
    )
  }

  get carryId(): string | undefined {
    return this.carry.value?.carryId ?? this.from.carryId
  }
  /** Statements one may ask for: those in sight of the group. */
  get statements(): Post[] {
    return this.talk.supported.rows.filter(({ state }) => state === 'shown')
  }
  /** My own words that are asked for and not decided. */
  get asksMe(): boolean {
    return this.carry.value?.statements.some(({ mine, consent }) => mine && consent === 'asked') ?? false
  }
  /** Reports of mine that it may have become. */
  get reports(): ItemSummary[] {
    return (this.mine.value ?? []).filter(({ kind }) => kind === this.carry.value?.to).slice(0, 5)
  }

  /** Never throws. */
  async load(): Promise<void> {
    if (this.carryId !== undefined) {
      await this.carry.load()
      await Promise.all([this.topic.load(), this.mine.load()])
    } else await Promise.all([this.topic.load(), this.talk.show('supported')])
  }

  setTo(to: CarryTarget): void {
    this.to = to
  }
  pick(postId: string): void {
    const on = this.picked.includes(postId)
    if (!on && this.picked.length >= limits.deliberation.carried) return
    this.picked = on ? this.picked.filter((id) => id !== postId) : [...this.picked, postId]
  }
  choose(itemId: string): void {
    this.itemId = itemId
  }

  async ask(): Promise<void> {
    const { topicId = '' } = this.from
    this.take(await this.deed.run('deliberation.askCarry', { topicId, to: this.to, postIds: this.picked }))
    await this.mine.load()
  }
  async consent(agree: boolean): Promise<void> {
    this.take(await this.deed.run('deliberation.consentCarry', { carryId: this.carryId ?? '', agree }))
  }
  async link(): Promise<void> {
    this.take(await this.deed.run('deliberation.linkCarry', { carryId: this.carryId ?? '', itemId: this.itemId ?? '' }))
  }

  /** Puts the topic and the words whose authors agreed into the draft of what it becomes, behind what is in it already. */
  prefill(): void {
    const topic = this.topic.value
    if (!topic) return
    const given = (this.carry.value?.statements ?? []).flatMap(({ consent, text }) =>
      consent === 'given' && text ? [`居民：${text}`] : [],
    )
    const form = this.carry.value?.to === 'mediation' ? 'mediation.request' : 'hazard.report'
    const draft = new Draft(`${form}.${this.stores.outbox.owner}`, () => ({ description: '' }))
    const own = topic.mine ? [topic.title, topic.body] : [topic.title]
    const lines = [draft.value.description, ...own, ...given].filter((line) => line !== '')
    draft.set({ description: lines.join('\n').slice(0, limits.description.max) })
  }

  private take(carry: Carry | undefined): void {
    if (!carry) return
    runInAction(() => {
      this.carry.value = carry
    })
  }
}
