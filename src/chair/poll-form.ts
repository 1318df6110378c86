import type { Answer, Request } from '@contract'
import { abandonedOptions, type Basis, basisRules, type Method, type TopicKind } from '@contract/deliberation-words'
import { limits } from '@contract/limits'
import { makeAutoObservable, runInAction } from 'mobx'
import { type Days, type DeliberationDeed, deliberationDeed, eveningAfter } from '@/assembly'
import { Draft, type Stores } from '@/stores'

export type Counter = Answer<'deliberation.counters'>['counters'][number]

interface Typed {
  basis: Basis
  method: Method
  question: string
  options: string[]
  days: Days
  counters: string[]
}

const blank = (): Typed => ({
  basis: 'consultative',
  method: 'single',
  question: '',
  options: ['', ''],
  days: '7',
  counters: [],
})

const day = 86_400_000

/** A poll while it is set up, kept on the device: the basis first, because it settles most of the rest. */
export class PollForm {
  readonly deed: DeliberationDeed
  private readonly draft: Draft<Typed>
  /** Who may count; undefined while it is read or cannot be. */
  candidates?: Counter[] = undefined

  constructor(
    private readonly stores: Pick<Stores, 'call' | 'outbox' | 'session'>,
    private readonly topicId: string,
  ) {
    this.deed = deliberationDeed(stores.call)
    this.draft = new Draft<Typed>(`poll.${stores.outbox.owner}.${topicId}`, blank)
    makeAutoObservable<this, 'stores' | 'topicId' | 'draft'>(
      this,
      { stores: false, topicId: false, draft: false, deed: false },
      { autoBind: true },
    )
  }

  get value(): Typed {
    return this.draft.value
  }
  get rule() {
    return basisRules[this.value.basis]
  }
  get methods(): readonly Method[] {
    return this.rule.methods
  }
  get mayAdd(): boolean {
    return this.value.options.length < limits.deliberation.options.max
  }

  /** Reads who may count, and offers the plan's ways for an abandoned building. Never throws. */
  async load(): Promise<void> {
    const { topicId, stores } = this
    const [counters, topic] = await Promise.all([
      stores.call('deliberation.counters', { topicId }).catch(() => undefined),
      stores.call('deliberation.topic', { topicId }).catch(() => undefined),
    ])
    runInAction(() => {
      this.candidates = counters?.counters
      if (topic) this.offer(topic.topic.kind, topic.topic.title)
    })
  }

  set(change: Partial<Typed>): void {
    this.draft.set(change)
    if (!this.methods.includes(this.value.method)) this.draft.set({ method: this.methods[0] })
    this.deed.forgive()
  }
  writeOption(at: number, text: string): void {
    this.set({ options: this.value.options.map((option, i) => (i === at ? text : option)) })
  }
  addOption(): void {
    this.set({ options: [...this.value.options, ''] })
  }
  removeOption(at: number): void {
    this.set({ options: this.value.options.filter((_, i) => i !== at) })
  }
  /** Takes a counter in or out; there are two at most. */
  pick(memberId: string): void {
    const { counters } = this.value
    if (counters.includes(memberId)) this.set({ counters: counters.filter((id) => id !== memberId) })
    else if (counters.length < 2) this.set({ counters: [...counters, memberId] })
  }

  /** Announces it, or opens it where no notice is owed. Answers its id, or undefined when something is wrong. */
  async submit(): Promise<string | undefined> {
    const { basis, method, question, options, days, counters } = this.value
    const opens = this.stores.session.now() + this.rule.noticeDays * day
    const input: Request<'deliberation.openPoll'> = {
      topicId: this.topicId,
      basis,
      method,
      question: question.trim(),
      options: method === 'consent' ? [] : options.map((text) => text.trim()).filter((text) => text !== ''),
      closesAt: eveningAfter(opens, Number(days)),
      ...(counters.length > 0 && { counters }),
    }
    const answer = await this.deed.run('deliberation.openPoll', input)
    if (answer) this.draft.clear()
    return answer?.pollId
  }

  private offer(kind: TopicKind, title: string): void {
    const { question, options } = this.value
    if (question === '') this.draft.set({ question: title.slice(0, limits.deliberation.question.max) })
    if (kind === 'abandoned' && options.every((text) => text === '')) this.draft.set({ options: [...abandonedOptions] })
  }
}
