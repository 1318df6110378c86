import type { ActionName, Answer, Request } from '@contract'
import type { ActionError, FieldErrors } from '@contract/errors'
import { action, computed, makeObservable, observable, runInAction, when } from 'mobx'
import { type NearBuilding, Surroundings, type Where } from '@/place/surroundings'
import { newRequestId } from '@/platform/client'
import { asActionError, Draft, type OutboxEntry, PhotoTray, type StoredPhoto, type Stores } from '@/stores'
import { errorAt } from './check'

/** What every form kept on the device has, whatever else it asks. */
export interface Asked {
  step: number
  photos: StoredPhoto[]
  where?: Where
}

/** A form as its subclass declares it. */
export interface FormPlan<T extends Asked, N extends ActionName> {
  action: N
  /** Key of the draft on the device. */
  key: string
  blank(): T
  isBlank(typed: T): boolean
  /** What each step is called, in their order. */
  steps: readonly string[]
  /** The step at which each field of the request is asked. */
  stepOfField: Record<string, number>
}

const stepOf = <T extends Asked, N extends ActionName>({ stepOfField, steps }: FormPlan<T, N>, path: string): number =>
  stepOfField[path.split('.')[0] ?? ''] ?? steps.length

/**
 * What a resident brings, asked step by step from the first tap to the sending: kept on the device as it is typed, with
 * a place and photos; what is wrong is said at its step, and without a network it waits.
 */
export abstract class AskedForm<T extends Asked, N extends ActionName> {
  readonly photos: PhotoTray
  readonly around: Surroundings
  protected readonly draft: Draft<T>
  errors: FieldErrors = {}
  /** What went wrong, where it is not about a field. */
  failure?: ActionError = undefined
  sending = false
  /** What was just chosen may be a danger: the telephone comes first. */
  callFirst = false

  constructor(
    protected readonly stores: Stores,
    readonly plan: FormPlan<T, N>,
  ) {
    this.draft = draftOf(stores.outbox.owner, plan)
    this.photos = new PhotoTray(this.draft.value.photos, (photos) => this.put({ photos }))
    this.around = new Surroundings(stores.call)
    makeObservable(
      this,
      {
        errors: observable,
        failure: observable,
        sending: observable,
        callFirst: observable,
        value: computed,
        restored: computed,
        home: computed,
        whichBuilding: computed,
        chooseWhere: action.bound,
        keepPoint: action.bound,
        afterCall: action.bound,
        next: action.bound,
        back: action.bound,
        startOver: action.bound,
        lookAround: action.bound,
        goTo: action.bound,
      },
      { autoBind: true },
    )
  }

  get value(): T {
    return this.draft.value
  }
  /** Something from an earlier visit is in the form. */
  get restored(): boolean {
    return this.draft.restored && !this.plan.isBlank(this.value)
  }

  /** Where a person can stand to say «here»: their own building. */
  get home(): Where | undefined {
    const home = this.stores.session.home
    if (!home) return undefined
    return { kind: 'building', buildingId: home.buildingId, name: home.buildingName, point: home.point }
  }

  /** The buildings to ask about, while it is open in which grid the chosen point lies. */
  get whichBuilding(): NearBuilding[] {
    const { where } = this.value
    return where?.kind === 'map' && !where.noBuilding ? this.around.buildings : []
  }

  error(field: string): string | undefined {
    return errorAt(this.errors, field)
  }

  chooseWhere(where: Where | undefined): void {
    this.put({ where })
    this.forgive(['point', 'buildingId'])
    void this.lookAround()
  }

  /** None of the buildings that were asked about: the point on the map stands. */
  keepPoint(): void {
    const { where } = this.value
    if (where?.kind !== 'map') return
    this.put({ where: { ...where, noBuilding: true } })
    this.forgive(['point'])
  }

  /** One step on, if what this one asks is answered. */
  next(): void {
    const wrong = Object.entries(this.check()).filter(([path]) => stepOf(this.plan, path) === this.value.step)
    this.errors = Object.fromEntries(wrong)
    if (wrong.length === 0) this.goTo(this.value.step + 1)
  }

  back(): void {
    this.callFirst = false
    this.goTo(this.value.step - 1)
  }

  /** The first question is answered: the telephone, or the next one. */
  protected answered(dangerous: boolean): void {
    this.callFirst = dangerous
    if (!dangerous) this.goTo(2)
  }

  /** Has called, or need not: goes on all the same. */
  afterCall(): void {
    this.answered(false)
  }

  /** Throws the whole form away. */
  startOver(): void {
    this.photos.clear()
    this.draft.clear()
    this.errors = {}
    this.failure = undefined
    this.callFirst = false
    void this.lookAround()
  }

  /** Looks round the chosen place: whose it is, and what is known there of the category that is reported. */
  lookAround(): Promise<void> {
    return this.around.look(this.value.where, this.category)
  }

  /** To a step answered before. */
  goTo(step: number): void {
    this.put({ step: Math.min(this.plan.steps.length, Math.max(1, step)) })
  }

  /**
   * Sends it, or keeps it for when there is a network. Undefined when something is wrong: then `errors` says what, and
   * the form stands at the first step concerned. `taken` is told the answer before the form is emptied.
   */
  protected send(
    title: string,
    taken: (key: string, answer: Answer<N>) => void = () => {},
  ): Promise<Sent<N> | undefined> {
    if (this.sending || !this.accept(this.check())) return Promise.resolve(undefined)
    return this.exclusively(async () => {
      await when(() => !this.photos.uploading)
      const outcome = await this.stores.outbox.submit(this.plan.action, this.request(), {
        title,
        photos: this.photos.waiting,
      })
      const key = 'queued' in outcome ? outcome.queued.requestId : newRequestId()
      runInAction(() => {
        if ('answer' in outcome) taken(key, outcome.answer)
        this.startOver()
      })
      return 'queued' in outcome ? { key } : { key, answer: outcome.answer }
    })
  }

  protected async exclusively<R>(work: () => Promise<R>): Promise<R | undefined> {
    runInAction(() => {
      this.sending = true
      this.failure = undefined
    })
    try {
      return await work()
    } catch (error) {
      const failure = asActionError(error)
      runInAction(() => {
        if (!failure.fields || this.accept(failure.fields)) this.failure = failure
      })
      return undefined
    } finally {
      runInAction(() => {
        this.sending = false
      })
    }
  }

  /** Keeps what was typed. */
  protected put(change: Partial<Asked> | Partial<T>): void {
    runInAction(() => this.draft.set(change as Partial<T>))
  }

  /** A field that is being changed is no longer called wrong. */
  protected forgive(fields: string[]): void {
    runInAction(() => {
      this.errors = Object.fromEntries(
        Object.entries(this.errors).filter(([path]) => !fields.includes(path.split('.')[0] ?? '')),
      )
    })
  }

  /** What is wrong about where it is and about the photos. */
  protected checkShared(): FieldErrors {
    const errors: FieldErrors = {}
    if (this.value.where === undefined) errors.point = '请选择位置：我家楼栋、搜索楼栋或在地图上选'
    if (this.whichBuilding.length > 0) errors.point = '请选是哪一栋，都不是就点最下面一行'
    if (this.photos.photos.some((p) => p.state === 'failed' && !p.retry)) errors.photos = '有照片用不了，请移除或换一张'
    return errors
  }

  /** The place as a request names it. */
  protected get placed() {
    const { where } = this.value
    return {
      ...(where?.kind === 'building' && { buildingId: where.buildingId }),
      ...(where?.kind === 'map' && { point: where.point }),
    }
  }

  /** The category of which open reports near the place are looked for; none unless said. */
  protected get category(): string | undefined {
    return undefined
  }
  protected abstract check(): FieldErrors
  protected abstract request(): Request<N>

  /** Shows what is wrong at its step. True when nothing is. */
  private accept(errors: FieldErrors): boolean {
    runInAction(() => {
      this.errors = errors
    })
    const steps = Object.keys(errors).map((path) => stepOf(this.plan, path))
    if (steps.length > 0) this.goTo(Math.min(...steps))
    return steps.length === 0
  }
}

/** What became of the sending; no answer while it waits for the network. */
export interface Sent<N extends ActionName> {
  /** Request id of what waits; a key of its own for what was answered. */
  key: string
  answer?: Answer<N>
}

/** The form of whoever uses the device; what was written before signing in becomes theirs. */
function draftOf<T extends Asked>(
  owner: string,
  { key, blank, isBlank }: Pick<FormPlan<T, ActionName>, 'key' | 'blank' | 'isBlank'>,
): Draft<T> {
  const open = (whose: string) => new Draft<T>(`${key}.${whose}`, blank)
  const own = open(owner)
  const before = open('')
  if (owner === '' || !isBlank(own.value) || isBlank(before.value)) return own
  own.set(before.value)
  before.clear()
  return open(owner)
}

/** What of a request every form asks. */
interface Placed {
  buildingId?: string
  point?: Extract<Where, { kind: 'map' }>['point']
}

/**
 * Puts what the server refused back into the form, `typed` being what the form's own fields were. False while another
 * one is being written.
 */
export function takeBack<T extends Asked, N extends ActionName>(
  outbox: Stores['outbox'],
  entry: OutboxEntry,
  plan: FormPlan<T, N>,
  typed: (input: Request<N>) => Partial<T>,
): boolean {
  const draft = draftOf(outbox.owner, plan)
  if (!plan.isBlank(draft.value)) return false
  const { buildingId, point } = entry.input as Placed
  const where: Where | undefined = buildingId
    ? { kind: 'building', buildingId, name: '原来选的楼栋' }
    : point && { kind: 'map', point }
  const photos = (entry.photos ?? []).flatMap((p) =>
    'fileId' in p ? [{ key: p.fileId, path: '', fileId: p.fileId }] : [],
  )
  const step = Math.min(plan.steps.length, ...Object.keys(entry.error?.fields ?? {}).map((path) => stepOf(plan, path)))
  draft.set({ ...typed(entry.input as Request<N>), where, photos, step } as Partial<T>)
  outbox.drop(entry.requestId)
  return true
}
