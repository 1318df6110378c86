import type { Answer } from '@contract'
import { accountContract } from '@contract/account'
import type { ActionError, FieldErrors } from '@contract/errors'
import { makeAutoObservable, runInAction } from 'mobx'
import { errorAt, fieldErrors } from '@/item'
import { type Call, newRequestId } from '@/platform/client'
import { asActionError, Draft, Paged } from '@/stores'

export type Membership = Answer<'account.memberships'>['memberships'][number]

/** Residents who say that they live here, waiting for somebody who knows. */
export class Memberships {
  readonly list: Paged<Membership>
  /** The one being refused, with the reason as it is typed. */
  refusing?: { membership: Membership; draft: Draft<{ reason: string }> } = undefined
  errors: FieldErrors = {}
  failure?: ActionError = undefined
  /** Whose decision is on its way. */
  deciding?: string = undefined

  constructor(private readonly call: Call) {
    this.list = new Paged(
      async (cursor) => {
        const page = await call('account.memberships', { cursor })
        return { rows: page.memberships, cursor: page.cursor }
      },
      (membership) => membership.membershipId,
    )
    makeAutoObservable<this, 'call'>(this, { call: false, list: false }, { autoBind: true })
  }

  get reasonError(): string | undefined {
    return errorAt(this.errors, 'reason')
  }

  askReason(membership: Membership): void {
    this.refusing = { membership, draft: new Draft(`refuse.${membership.membershipId}`, () => ({ reason: '' })) }
    this.errors = {}
    this.failure = undefined
  }

  closeReason(): void {
    this.refusing = undefined
  }

  setReason(reason: string): void {
    this.refusing?.draft.set({ reason })
    this.errors = {}
  }

  async confirm(membership: Membership): Promise<void> {
    await this.decide(membership, { decision: 'confirm' })
  }

  /** Refuses the one whose reason is being typed. */
  async refuse(): Promise<void> {
    if (!this.refusing) return
    const { membership, draft } = this.refusing
    if (!(await this.decide(membership, { decision: 'refuse', reason: draft.value.reason.trim() }))) return
    draft.clear()
    this.closeReason()
  }

  /** True when the decision stands; else `errors` and `failure` say why. */
  private async decide(
    { membershipId }: Membership,
    decision: { decision: 'confirm' | 'refuse'; reason?: string },
  ): Promise<boolean> {
    if (this.deciding) return false
    const request = { membershipId, ...decision }
    this.errors = fieldErrors(accountContract['account.decideMembership'].request, request)
    this.failure = undefined
    if (Object.keys(this.errors).length > 0) return false
    this.deciding = membershipId
    try {
      await this.call('account.decideMembership', request, { requestId: newRequestId() })
      await this.list.refresh()
      return true
    } catch (error) {
      await this.explain(asActionError(error))
      return false
    } finally {
      runInAction(() => {
        this.deciding = undefined
      })
    }
  }

  private async explain(failure: ActionError): Promise<void> {
    runInAction(() => {
      this.errors = failure.fields ?? {}
      this.failure = failure.fields ? undefined : failure
    })
    // Somebody else has decided: the list shows what is left
    if (failure.code === 'CONFLICT' || failure.code === 'NOT_FOUND') await this.list.refresh()
  }
}
