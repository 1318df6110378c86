import type { ActionName, Answer, Contract, Request } from '@contract'
import { bookingContract } from '@contract/booking'
import type { ActionError, FieldErrors } from '@contract/errors'
import { makeAutoObservable, runInAction } from 'mobx'
import { errorAt, fieldErrors } from '@/item/check'
import { type Call, newRequestId } from '@/platform/client'
import { asActionError } from '@/stores'

/**
 * Something a person does: one at a time, checked before it is sent. What found no answer keeps its request id, so that
 * trying the same again does it once. It holds the schemas of its own context alone, so that no package carries all.
 */
export class Deed<N extends ActionName> {
  errors: FieldErrors = {}
  /** What went wrong, where it is not about a field. */
  failure?: ActionError = undefined
  busy = false
  private unanswered?: { intent: string; requestId: string } = undefined

  constructor(
    private readonly call: Call,
    private readonly schemas: Pick<Contract, N>,
  ) {
    makeAutoObservable<this, 'call' | 'schemas' | 'unanswered'>(
      this,
      { call: false, schemas: false, unanswered: false },
      { autoBind: true },
    )
  }

  error(field: string): string | undefined {
    return errorAt(this.errors, field)
  }

  /** Something is being changed: what was wrong with it is forgotten. */
  forgive(): void {
    this.errors = {}
    this.failure = undefined
  }

  /** The answer; undefined when it was not done, and then `errors` and `failure` say why. Never throws. */
  async run<A extends N>(name: A, input: Request<A>): Promise<Answer<A> | undefined> {
    if (this.busy) return undefined
    const intent = JSON.stringify([name, input])
    // Plain and without what is absent: WeChat passes no observables on
    const request = JSON.parse(intent)[1] as Request<A>
    this.failure = undefined
    this.errors = fieldErrors(this.schemas[name].request, request)
    if (Object.keys(this.errors).length > 0) return undefined
    const requestId = this.unanswered?.intent === intent ? this.unanswered.requestId : newRequestId()
    this.unanswered = undefined
    this.busy = true
    try {
      return await this.call(name, request, { requestId })
    } catch (error) {
      const failure = asActionError(error)
      if (failure.code === 'UNAVAILABLE') this.unanswered = { intent, requestId }
      runInAction(() => {
        this.errors = failure.fields ?? {}
        this.failure = failure
      })
      return undefined
    } finally {
      runInAction(() => {
        this.busy = false
      })
    }
  }
}

export type BookingDeed = Deed<keyof typeof bookingContract>
export const bookingDeed = (call: Call): BookingDeed => new Deed(call, bookingContract)
