import type { Choice } from '@contract/deliberation'
import { makeAutoObservable, runInAction, toJS } from 'mobx'
import { type Call, newRequestId } from '@/platform/client'
import { storage } from '@/platform/storage'
import { asActionError, type Stores } from '@/stores'

/** With the drafts, so that it goes when the person gives their data up. */
const codesKey = 'draft.deliberation.codes'
const pendingKey = 'draft.deliberation.pending'

/** An inclusion code on this device. It shows that a ballot is in the box, and nothing of what is on it. */
export interface KeptCode {
  owner: string
  pollId: string
  rollKey?: string
  code: string
}

/** A ballot that found no answer: sent again as it was, it is counted once and its code comes all the same. */
interface Pending {
  owner: string
  pollId: string
  rollKey?: string
  choice: Choice
  requestId: string
}

/**
 * Ballots of this device. The choice stays here only until the city has answered; the code, handed out once, stays until
 * the person gives their data up.
 */
export class Votes {
  private codes: KeptCode[]
  private pending: Pending[]

  constructor(
    private readonly call: Call,
    private readonly outbox: Stores['outbox'],
  ) {
    this.codes = storage.read<KeptCode[]>(codesKey) ?? []
    this.pending = storage.read<Pending[]>(pendingKey) ?? []
    makeAutoObservable<this, 'call' | 'outbox'>(this, { call: false, outbox: false }, { autoBind: true })
  }

  /** The signed-in person's codes of one poll. */
  codesOf(pollId: string): KeptCode[] {
    return this.codes.filter((one) => one.pollId === pollId && one.owner === this.outbox.owner)
  }
  /** Whether a ballot of this person for the poll may not have arrived yet. */
  isPending(pollId: string): boolean {
    return this.pendingOf(pollId) !== undefined
  }

  /**
   * Casts a ballot. Answers its inclusion code; empty where the city no longer knows it.
   * @throws ActionError; on UNAVAILABLE the ballot stays here, for `resend`
   */
  async cast(pollId: string, choice: Choice, rollKey?: string): Promise<string> {
    const requestId = newRequestId()
    const owner = this.outbox.owner
    this.setPending([...this.pending, { owner, pollId, ...(rollKey && { rollKey }), choice, requestId }])
    return this.send(requestId)
  }

  /** Sends again what found no answer; undefined where there is nothing to send. @throws ActionError */
  async resend(pollId: string): Promise<string | undefined> {
    const ballot = this.pendingOf(pollId)
    return ballot && this.send(ballot.requestId)
  }

  private pendingOf(pollId: string) {
    return this.pending.find((one) => one.pollId === pollId && one.owner === this.outbox.owner)
  }

  private async send(requestId: string): Promise<string> {
    const ballot = this.pending.find((one) => one.requestId === requestId)
    if (!ballot) return ''
    const { owner, pollId, rollKey, choice } = toJS(ballot)
    try {
      const { inclusionCode: code } = await this.call(
        'deliberation.vote',
        { pollId, choice, ...(rollKey && { rollKey }) },
        { requestId },
      )
      runInAction(() => {
        if (code !== '') this.codes = [...this.codes, { owner, pollId, ...(rollKey && { rollKey }), code }]
        storage.write(codesKey, toJS(this.codes))
        this.settle(requestId)
      })
      return code
    } catch (error) {
      const failure = asActionError(error)
      if (failure.code !== 'UNAVAILABLE') this.settle(requestId)
      throw failure
    }
  }

  private settle(requestId: string): void {
    this.setPending(this.pending.filter((one) => one.requestId !== requestId))
  }

  private setPending(pending: Pending[]): void {
    this.pending = pending
    storage.write(pendingKey, pending.length > 0 ? toJS(pending) : undefined)
  }
}
