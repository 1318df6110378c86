import type { Answer } from '@contract'
import type { Post } from '@contract/deliberation'
import type { Stance } from '@contract/deliberation-words'
import { makeAutoObservable, runInAction } from 'mobx'
import { type DeliberationDeed, deliberationDeed } from '@/assembly'
import { Reading } from '@/service'
import type { Stores } from '@/stores'
import { ActForm } from './act-form'
import { type Answered, PostForm } from './post-form'
import { Talk } from './talk'
import type { TopicAct } from './topic-acts'

export type TopicView = Answer<'deliberation.topic'>
export type Opinions = Answer<'deliberation.opinions'>

/** One topic as a page shows it: how it stands, what is said, and what the person is doing to it. */
export class OpenTopic {
  readonly reading: Reading<TopicView>
  readonly talk: Talk
  readonly opinions: Reading<Opinions>
  /** Of the small things done without a sheet of their own: a stance, pinning, quiet, what moderators do to a post. */
  readonly deed: DeliberationDeed
  /** The sheet in front of the page. */
  form?: ActForm = undefined
  writing?: PostForm = undefined

  constructor(
    private readonly stores: Stores,
    readonly topicId: string,
  ) {
    const { call } = stores
    this.reading = new Reading(() => call('deliberation.topic', { topicId }))
    this.talk = new Talk(call, topicId)
    this.opinions = new Reading(() => call('deliberation.opinions', { topicId }))
    this.deed = deliberationDeed(call)
    makeAutoObservable<this, 'stores'>(
      this,
      { stores: false, topicId: false, reading: false, talk: false, opinions: false, deed: false },
      { autoBind: true },
    )
  }

  get view(): TopicView | undefined {
    return this.reading.value
  }
  allows(action: string): boolean {
    return this.view?.allowed.includes(`deliberation.${action}`) ?? false
  }
  /** Whether the person moderates the talk here. */
  get moderates(): boolean {
    return (
      this.allows('pin') || this.talk.list.rows.some(({ allowed }) => allowed.some((act) => act.includes('moderate')))
    )
  }
  /** Whether what is said may be read: staff above see the topic, and the talk stays in the group. */
  get closedTalk(): boolean {
    return this.talk.newest.error?.code === 'FORBIDDEN'
  }
  /** Posts of mine that wait for the network. */
  get waiting(): number {
    return this.entries.filter((entry) => entry.state === 'waiting' || entry.state === 'sending').length
  }

  /** Reads everything. Never throws. */
  async load(): Promise<void> {
    this.settle()
    await this.reading.load()
    if (this.view) await Promise.all([this.talk.load(this.view.topic.unread), this.opinions.load()])
  }

  /** Looks for news of the talk, as the page does every few seconds. Never throws. */
  async look(): Promise<void> {
    if (!this.stores.session.online) return
    this.settle()
    await this.talk.pull()
  }

  begin(act: TopicAct): void {
    this.form = new ActForm(this.stores.call, act, () => this.view?.topic, this.stores.session.now)
  }
  /** Opens the sheet for a post, or for the answer to one. */
  write(answers?: Answered): void {
    this.writing = new PostForm(this.stores, this.topicId, answers)
  }
  close(): void {
    this.form = undefined
    this.writing = undefined
  }

  /** A step was taken. */
  async changed(): Promise<void> {
    this.close()
    await this.reading.load()
    await this.talk.pull()
  }

  /** Says what one thinks of a statement; the same again takes it back. */
  async react(post: Post, stance: Stance): Promise<void> {
    const next = post.stance === stance ? 'none' : stance
    const answer = await this.deed.run('deliberation.react', { postId: post.postId, stance: next })
    if (!answer) return
    const { agree, disagree, unsure } = answer
    const now = this.talk.find(post.postId) ?? post
    runInAction(() => {
      this.talk.replace({ ...now, agree, disagree, unsure, stance: next === 'none' ? undefined : next })
    })
    await this.opinions.load()
  }

  async pin(pinned: boolean): Promise<void> {
    const { view } = this
    if (!view) return
    const { topicId, version } = view.topic
    if (await this.deed.run('deliberation.pin', { topicId, version, pinned })) await this.reading.load()
  }

  async setQuiet(quiet: boolean): Promise<void> {
    if (await this.deed.run('deliberation.setQuiet', { topicId: this.topicId, quiet })) await this.reading.load()
  }

  private get entries() {
    return this.stores.outbox.entries.filter(
      ({ name, input }) => name === 'deliberation.post' && (input as { topicId?: string }).topicId === this.topicId,
    )
  }

  /** Posts that waited and have arrived are in the talk; nobody has to look at them twice. */
  private settle(): void {
    for (const { name, state, requestId } of this.stores.outbox.entries)
      if (name === 'deliberation.post' && state === 'sent') this.stores.outbox.drop(requestId)
  }
}
