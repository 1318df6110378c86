import type { Answer, Request } from '@contract'
import { areaContract, type Colleague } from '@contract/area'
import type { ActionError, FieldErrors } from '@contract/errors'
import { makeAutoObservable, runInAction } from 'mobx'
import { errorAt, fieldErrors } from '@/item'
import { type Call, newRequestId } from '@/platform/client'
import { asActionError } from '@/stores'

export type GridStaff = Answer<'area.staff'>
export type Changed = Answer<'area.changeWorker'>

/** Stand among the choices for nobody, and for somebody whom the list does not know. */
export const nobody = 'nobody'
export const byPhone = 'byPhone'

/** A change of one grid's worker, as it is being chosen. */
export class Staffing {
  staff?: GridStaff = undefined
  /** Role of the worker who goes, or `nobody`. */
  leaving: string = nobody
  /** Role of the colleague who comes, `byPhone`, or `nobody`; undefined until chosen. */
  joining?: string = undefined
  name = ''
  phone = ''
  errors: FieldErrors = {}
  failure?: ActionError = undefined
  saving = false
  private requestId = newRequestId()

  constructor(
    private readonly call: Call,
    readonly gridId: string,
  ) {
    makeAutoObservable<this, 'call' | 'requestId'>(
      this,
      { call: false, requestId: false, gridId: false },
      { autoBind: true },
    )
  }

  /** Reads who is there. Never throws: see `failure`. */
  async load(): Promise<void> {
    this.failure = undefined
    try {
      const staff = await this.call('area.staff', { gridId: this.gridId })
      runInAction(() => {
        this.staff = staff
        if (!staff.workers.some(({ roleId }) => roleId === this.leaving))
          this.leaving = staff.workers[0]?.roleId ?? nobody
        if (!this.joins) this.joining = undefined
      })
    } catch (error) {
      runInAction(() => {
        this.failure = asActionError(error)
      })
    }
  }

  get leaver(): Colleague | undefined {
    return this.staff?.workers.find(({ roleId }) => roleId === this.leaving)
  }
  private get joins(): boolean {
    const { joining, staff } = this
    return joining === byPhone || staff?.known.some(({ roleId }) => roleId === joining) === true
  }
  /** After this change nobody works in the grid. */
  get vacates(): boolean {
    return this.joining === nobody && this.leaver !== undefined && this.staff?.workers.length === 1
  }
  /** What the button does, in words. */
  get action(): string {
    if (this.leaver && this.joining === nobody) return '撤下'
    return this.leaver ? '换人' : '安排'
  }

  error(field: string): string | undefined {
    return errorAt(this.errors, field)
  }
  choose(change: Partial<Pick<Staffing, 'leaving' | 'joining' | 'name' | 'phone'>>): void {
    Object.assign(this, change)
    this.errors = {}
  }

  /** What was changed; undefined when it was not: then `errors` and `failure` say why. */
  async save(): Promise<Changed | undefined> {
    if (this.saving || !this.staff) return undefined
    const request = this.request(this.staff.version)
    this.errors = fieldErrors(areaContract['area.changeWorker'].request, request)
    this.failure = undefined
    if (Object.keys(this.errors).length > 0) return undefined
    this.saving = true
    try {
      return await this.call('area.changeWorker', request, { requestId: this.requestId })
    } catch (error) {
      await this.explain(asActionError(error))
      return undefined
    } finally {
      runInAction(() => {
        this.saving = false
      })
    }
  }

  private request(version: number): Request<'area.changeWorker'> {
    const { gridId, leaver, joining, name, phone } = this
    return {
      gridId,
      version,
      leavingId: joining === undefined ? undefined : leaver?.roleId,
      ...(joining === byPhone && { name, phone }),
      ...(joining !== byPhone && joining !== nobody && { joiningId: joining }),
    }
  }

  private async explain(failure: ActionError): Promise<void> {
    // Somebody else was faster, or what was sent was wrong: the next tap is another intent
    if (failure.code !== 'UNAVAILABLE') this.requestId = newRequestId()
    if (failure.code === 'CONFLICT') await this.load()
    runInAction(() => {
      this.errors = failure.fields ?? {}
      this.failure = failure.fields ? undefined : failure
    })
  }
}
