import type { Request } from '@contract'
import type { ActionError, FieldErrors } from '@contract/errors'
import { type HazardCategory, hazardContract, type Severity } from '@contract/hazard'
import { makeAutoObservable, runInAction } from 'mobx'
import { errorAt, fieldErrors } from '@/item'
import { type Call, newRequestId } from '@/platform/client'
import { asActionError } from '@/stores'

type EmergencyCall = NonNullable<Request<'hazard.editCategory'>['call']>[number]

/** As typed: numbers are text until they are sent. */
interface Typed {
  name: string
  hint: string
  severity?: Severity
  call: EmergencyCall[]
  acceptHours: string
  resolveHours: string
  departmentKind: string
  duplicateRadius: string
}

/** Changes one category of the city's list, or adds one. */
export class CategoryForm {
  value: Typed
  errors: FieldErrors = {}
  failure?: ActionError = undefined
  saving = false
  private readonly id: string
  private readonly version?: number
  private readonly requestId = newRequestId()

  constructor(
    private readonly call: Call,
    readonly category?: HazardCategory,
  ) {
    this.id = category?.id ?? newRequestId()
    this.version = category?.version
    this.value = {
      name: category?.name ?? '',
      hint: category?.hint ?? '',
      severity: category?.severity,
      call: (category?.call ?? []) as EmergencyCall[],
      acceptHours: category ? String(category.acceptHours) : '',
      resolveHours: category ? String(category.resolveHours) : '',
      departmentKind: category?.departmentKind ?? '',
      duplicateRadius: category ? String(category.duplicateRadius) : '',
    }
    makeAutoObservable<this, 'call' | 'requestId' | 'id' | 'version'>(
      this,
      { call: false, requestId: false, id: false, version: false, category: false },
      { autoBind: true },
    )
  }

  error(field: keyof Typed): string | undefined {
    return errorAt(this.errors, field)
  }

  set(change: Partial<Typed>): void {
    Object.assign(this.value, change)
    this.errors = {}
  }

  toggleCall(number: EmergencyCall): void {
    const { call } = this.value
    this.set({ call: call.includes(number) ? call.filter((n) => n !== number) : [...call, number] })
  }

  /** True when it is saved; else `errors` and `failure` say why, and nothing typed is lost. */
  async save(): Promise<boolean> {
    if (this.saving) return false
    const request = this.request()
    this.errors = fieldErrors(hazardContract['hazard.editCategory'].request, request)
    this.failure = undefined
    if (Object.keys(this.errors).length > 0) return false
    this.saving = true
    try {
      await this.call('hazard.editCategory', request, { requestId: this.requestId })
      return true
    } catch (error) {
      const failure = asActionError(error)
      runInAction(() => {
        this.errors = failure.fields ?? {}
        this.failure = failure.fields ? undefined : failure
      })
      return false
    } finally {
      runInAction(() => {
        this.saving = false
      })
    }
  }

  private request(): Request<'hazard.editCategory'> {
    const { severity, call, acceptHours, resolveHours, duplicateRadius, ...rest } = this.value
    return {
      ...rest,
      id: this.id,
      version: this.version,
      severity: severity as Severity,
      call: severity === 'critical' ? [...call] : [],
      acceptHours: asNumber(acceptHours),
      resolveHours: asNumber(resolveHours),
      duplicateRadius: asNumber(duplicateRadius),
    }
  }
}

/** An empty or garbled number is none, so that the schema says what to put there. */
const asNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))
