import type { Answer } from '@contract'
import { makeAutoObservable } from 'mobx'
import { type DeliberationDeed, deliberationDeed } from '@/assembly'
import type { Call } from '@/platform/client'
import { Reading } from '@/service'
import { Paged } from '@/stores'

export type NamedBallot = Answer<'deliberation.namedBallots'>['ballots'][number]

/** The named ballots of a closed poll, for its two counters alone. */
export class Count {
  readonly result: Reading<Answer<'deliberation.result'>>
  readonly list: Paged<NamedBallot>
  readonly deed: DeliberationDeed
  note = ''
  /** How many counters have said so by now, once this one has. */
  confirmations?: number = undefined

  constructor(
    call: Call,
    readonly pollId: string,
  ) {
    this.result = new Reading(() => call('deliberation.result', { pollId }))
    this.list = new Paged(
      async (cursor) => {
        const page = await call('deliberation.namedBallots', { pollId, cursor })
        return { rows: page.ballots, cursor: page.cursor }
      },
      (ballot) => ballot.tag,
    )
    this.deed = deliberationDeed(call)
    makeAutoObservable(this, { pollId: false, result: false, list: false, deed: false }, { autoBind: true })
  }

  /** Never throws. */
  async load(): Promise<void> {
    await Promise.all([this.result.load(), this.list.refresh()])
  }
  write(note: string): void {
    this.note = note
  }

  /** Says whether the ballots come to the published sums. */
  async say(agrees: boolean): Promise<void> {
    const note = this.note.trim()
    const input = { pollId: this.pollId, agrees, ...(note !== '' && { note }) }
    const answer = await this.deed.run('deliberation.confirmCount', input)
    if (answer) this.setConfirmations(answer.confirmations)
  }

  private setConfirmations(confirmations: number): void {
    this.confirmations = confirmations
  }
}
