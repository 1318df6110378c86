import type { Answer } from '@contract'
import type { ActionError } from '@contract/errors'
import { makeAutoObservable, runInAction } from 'mobx'
import { Ballot, type DeliberationDeed, deliberationDeed } from '@/assembly'
import { Reading } from '@/service'
import { asActionError, type Stores } from '@/stores'
import type { Votes } from './votes'

export type PollView = Answer<'deliberation.result'>
export type OwnVote = PollView['poll']['mine']['votes'][number]

/** One poll as a page shows it, with the ballot that is being filled in. */
export class OpenPoll {
  readonly reading: Reading<PollView>
  /** Of what is done besides voting. */
  readonly deed: DeliberationDeed
  ballot?: Ballot = undefined
  /** Which of several votes the ballot is for. */
  chosenKey?: string = undefined
  /** Said beside the ballot. */
  missing?: string = undefined
  failure?: ActionError = undefined
  casting = false
  /** The ballot of this visit is in the box. */
  cast = false

  constructor(
    { call }: Stores,
    private readonly votes: Votes,
    readonly pollId: string,
  ) {
    this.reading = new Reading(() => call('deliberation.result', { pollId }))
    this.deed = deliberationDeed(call)
    makeAutoObservable<this, 'votes'>(
      this,
      { votes: false, pollId: false, reading: false, deed: false },
      { autoBind: true },
    )
  }

  get view(): PollView | undefined {
    return this.reading.value
  }
  /** Votes that can be cast now. */
  get open(): OwnVote[] {
    const { poll } = this.view ?? {}
    if (!poll?.allowed.includes('deliberation.vote')) return []
    return poll.mine.votes.filter(({ state }) => state === 'open')
  }
  get rollKey(): string | undefined {
    return this.open.length > 1 ? this.chosenKey : this.open[0]?.rollKey
  }
  /** A ballot that may not have arrived. */
  get pending(): boolean {
    return this.votes.isPending(this.pollId)
  }
  get codes() {
    return this.votes.codesOf(this.pollId)
  }

  /** Reads it, and makes sure of a ballot that found no answer. Never throws. */
  async load(): Promise<void> {
    if (this.pending) await this.resend()
    await this.reading.load()
    const { poll } = this.view ?? {}
    runInAction(() => {
      if (poll && !this.ballot) this.ballot = new Ballot({ method: poll.method, options: poll.options })
    })
  }

  choose(rollKey: string): void {
    this.chosenKey = rollKey
    this.cast = false
    this.missing = undefined
  }

  /** Whether the ballot can go; else `missing` says what is left to do. */
  check(): boolean {
    this.missing = this.ballot?.missing ?? (this.rollKey === undefined ? '请先选这是谁的票' : undefined)
    return this.missing === undefined
  }

  /** Casts the ballot. Never throws: see `failure` and `pending`. */
  async vote(): Promise<void> {
    const choice = this.ballot?.choice
    if (this.casting || !choice) return
    await this.attempt(() => this.votes.cast(this.pollId, choice, this.rollKey))
  }

  /** Sends again a ballot that found no answer. */
  async resend(): Promise<void> {
    await this.attempt(() => this.votes.resend(this.pollId))
  }

  private async attempt(send: () => Promise<string | undefined>): Promise<void> {
    this.casting = true
    this.failure = undefined
    try {
      await send()
      runInAction(() => {
        this.cast = true
        this.chosenKey = undefined
        // What was chosen does not stay on the screen
        this.ballot?.clear()
      })
      await this.reading.load()
    } catch (error) {
      const failure = asActionError(error)
      runInAction(() => {
        this.failure = failure
      })
      if (failure.code === 'CONFLICT') await this.reading.load()
    } finally {
      runInAction(() => {
        this.casting = false
      })
    }
  }
}
