import type { ActionName, Answer, Request } from '@contract'
import type { ActionError, FieldErrors } from '@contract/errors'
import { makeAutoObservable, runInAction } from 'mobx'
import { errorAt, fieldErrors } from '@/item/check'
import { type Call, newRequestId } from '@/platform/client'
import { asActionError } from '@/stores'

/**
 * Something a person does: one at a time, checked before it is sent. What found no answer keeps its request id, so that
 * trying the same again does it once.
 */
export class Deed {
  errors: FieldErrors = {}
  /** What went wrong, where it is not about a field. */
  failure?: ActionError = undefined
  busy = false
  private unanswered?: { intent: string; requestId: string } = undefined

  constructor(private readonly call: Call) {
    makeAutoObservable<this, 'call' | 'unanswered'>(this, { call: false, unanswered: false }, { autoBind: true })
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
  async run<N extends ActionName>(name: N, input: Request<N>): Promise<Answer<N> | undefined> {
    if (this.busy) return undefined
    const intent = JSON.stringify([name, input])
    // Plain and without what is absent: WeChat passes no observables on
    const request = JSON.parse(intent)[1] as Request<N>
    this.failure = undefined
    this.errors = fieldErrors(name, request)
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
