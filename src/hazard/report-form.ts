import type { Request } from '@contract'
import type { ActionError, FieldErrors } from '@contract/errors'
import { type HazardCategory, hazardContract } from '@contract/hazard'
import { makeAutoObservable, runInAction, when } from 'mobx'
import { errorAt, fieldErrors } from '@/item/check'
import { newRequestId } from '@/platform/client'
import { asActionError, Draft, type OutboxEntry, PhotoTray, type StoredPhoto, type Stores } from '@/stores'
import type { Categories } from './categories'
import type { SentReports } from './sent-reports'
import { type NearBuilding, type NearItem, Surroundings, type Where } from './surroundings'

/** What is typed, step by step, kept on the device. */
interface Typed {
  step: number
  category?: string
  description: string
  photos: StoredPhoto[]
  where?: Where
  place: string
  confidential?: boolean
}

const blank = (): Typed => ({ step: 1, description: '', photos: [], place: '' })

export const reportSteps = ['什么隐患', '说一说', '在哪里', '怎么署名'] as const

/** The step at which each field of the request is asked. */
const stepOfField: Record<string, number> = {
  category: 1,
  description: 2,
  photos: 2,
  point: 3,
  buildingId: 3,
  place: 3,
  confidential: 4,
}
const stepOf = (path: string): number => stepOfField[path.split('.')[0] ?? ''] ?? reportSteps.length

/** The whistle 吹哨: one report from the first tap to the sending. */
export class ReportForm {
  readonly photos: PhotoTray
  readonly around: Surroundings
  private readonly draft: Draft<Typed>
  errors: FieldErrors = {}
  /** What went wrong, where it is not about a field. */
  failure?: ActionError = undefined
  sending = false
  /** A critical category was just chosen: the telephone comes first. */
  callFirst = false

  constructor(
    private readonly stores: Stores,
    private readonly categories: Categories,
    private readonly sent: SentReports,
  ) {
    this.draft = draftOf(stores.outbox.owner)
    this.photos = new PhotoTray(this.draft.value.photos, (photos) => this.draft.set({ photos }))
    this.around = new Surroundings(stores.call)
    makeAutoObservable<this, 'stores' | 'categories' | 'sent' | 'draft'>(
      this,
      { stores: false, categories: false, sent: false, draft: false, photos: false, around: false },
      { autoBind: true },
    )
  }

  get value(): Typed {
    return this.draft.value
  }
  get category(): HazardCategory | undefined {
    return this.categories.find(this.value.category)
  }
  /** Something from an earlier visit is in the form. */
  get restored(): boolean {
    return this.draft.restored && !isBlank(this.value)
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

  /** Open reports that may be the same one; one question at a time. */
  get duplicates(): NearItem[] {
    return this.whichBuilding.length > 0 ? [] : this.around.duplicates
  }

  error(field: string): string | undefined {
    return errorAt(this.errors, field)
  }

  set(change: Partial<Pick<Typed, 'description' | 'place' | 'confidential'>>): void {
    this.draft.set(change)
    this.forgive(Object.keys(change))
  }

  chooseCategory(category: HazardCategory): void {
    this.draft.set({ category: category.id })
    this.forgive(['category'])
    this.callFirst = category.severity === 'critical'
    if (!this.callFirst) this.goTo(2)
    void this.lookAround()
  }

  /** Has called, or cannot: goes on to report all the same. */
  afterCall(): void {
    this.callFirst = false
    this.goTo(2)
  }

  chooseWhere(where: Where | undefined): void {
    this.draft.set({ where })
    this.forgive(['point', 'buildingId'])
    void this.lookAround()
  }

  /** None of the buildings that were asked about: the point on the map stands. */
  keepPoint(): void {
    const { where } = this.value
    if (where?.kind !== 'map') return
    this.draft.set({ where: { ...where, noBuilding: true } })
    this.forgive(['point'])
  }

  /** One step on, if what this one asks is answered. */
  next(): void {
    const wrong = Object.entries(this.check()).filter(([path]) => stepOf(path) === this.value.step)
    this.errors = Object.fromEntries(wrong)
    if (wrong.length === 0) this.goTo(this.value.step + 1)
  }

  back(): void {
    this.callFirst = false
    this.goTo(this.value.step - 1)
  }

  /** Throws the whole form away. */
  startOver(): void {
    this.draft.clear()
    this.photos.clear()
    this.errors = {}
    this.failure = undefined
    this.callFirst = false
    void this.lookAround()
  }

  /** Looks round the chosen place: whose it is, and what has been reported there. */
  lookAround(): Promise<void> {
    return this.around.look(this.value.where, this.value.category)
  }

  /**
   * Follows an open report in place of sending this one. True when the person will be told its outcome;
   * what went wrong is in `failure`.
   */
  async join(itemId: string): Promise<boolean> {
    const { point } = this.around
    if (this.sending || !point) return false
    const joined = await this.exclusively(async () => {
      await this.stores.call('hazard.join', { itemId, point })
      runInAction(this.startOver)
      return true
    })
    return joined ?? false
  }

  /**
   * Sends the report, or keeps it for when there is a network.
   * @returns the key of what was sent (see SentReports), or undefined when something is wrong: then `errors` says what,
   * and the form stands at the first step concerned.
   */
  async submit(): Promise<string | undefined> {
    if (this.sending) return undefined
    if (!this.accept(this.check())) return undefined
    return this.exclusively(async () => {
      await when(() => !this.photos.uploading)
      const title = this.value.confidential ? '保密报告' : (this.category?.name ?? '隐患报告')
      const outcome = await this.stores.outbox.submit('hazard.report', this.request(), {
        title,
        photos: this.photos.waiting,
      })
      if ('queued' in outcome) {
        runInAction(this.startOver)
        return outcome.queued.requestId
      }
      const key = newRequestId()
      runInAction(() => {
        this.sent.add(key, outcome.answer)
        this.startOver()
      })
      return key
    })
  }

  private async exclusively<T>(work: () => Promise<T>): Promise<T | undefined> {
    this.sending = true
    this.failure = undefined
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

  /** Shows what is wrong at its step. True when nothing is. */
  private accept(errors: FieldErrors): boolean {
    this.errors = errors
    const steps = Object.keys(errors).map(stepOf)
    if (steps.length > 0) this.goTo(Math.min(...steps))
    return steps.length === 0
  }

  /** To a step answered before. */
  goTo(step: number): void {
    this.draft.set({ step: Math.min(reportSteps.length, Math.max(1, step)) })
  }

  /** A field that is being changed is no longer called wrong. */
  private forgive(fields: string[]): void {
    this.errors = Object.fromEntries(
      Object.entries(this.errors).filter(([path]) => !fields.includes(path.split('.')[0] ?? '')),
    )
  }

  private check(): FieldErrors {
    const errors = fieldErrors(hazardContract['hazard.report'].request, this.request())
    const { category, where, confidential } = this.value
    if (category === undefined) errors.category = '请先选一类'
    if (where === undefined) errors.point = '请选择位置：我家楼栋、搜索楼栋或在地图上选'
    if (this.whichBuilding.length > 0) errors.point = '请选是哪一栋，都不是就点最下面一行'
    if (this.photos.photos.some((p) => p.state === 'failed' && !p.retry)) errors.photos = '有照片用不了，请移除或换一张'
    if (confidential === undefined) errors.confidential = '请选择实名或保密'
    return errors
  }

  private request(): Request<'hazard.report'> {
    const { category = '', description, where, place, confidential = false } = this.value
    return {
      category,
      description,
      ...(where?.kind === 'building' && { buildingId: where.buildingId }),
      ...(where?.kind === 'map' && { point: where.point }),
      ...(place.trim() !== '' && { place }),
      confidential,
    }
  }
}

/** The form of whoever uses the device; what was written before signing in becomes theirs. */
function draftOf(owner: string): Draft<Typed> {
  const open = (whose: string) => new Draft<Typed>(`hazard.report.${whose}`, blank)
  const own = open(owner)
  const before = open('')
  if (owner === '' || !isBlank(own.value) || isBlank(before.value)) return own
  own.set(before.value)
  before.clear()
  return open(owner)
}

const isBlank = ({ category, description, photos, where, place }: Typed) =>
  category === undefined && description === '' && photos.length === 0 && where === undefined && place === ''

/** Puts a report that the server refused back into the form. False while another one is being written. */
export function takeBack(outbox: Stores['outbox'], entry: OutboxEntry): boolean {
  const draft = draftOf(outbox.owner)
  if (!isBlank(draft.value)) return false
  const { category, description, place = '', confidential, buildingId, point } = entry.input as Request<'hazard.report'>
  const where: Where | undefined = buildingId
    ? { kind: 'building', buildingId, name: '原来选的楼栋' }
    : point && { kind: 'map', point }
  const photos = (entry.photos ?? []).flatMap((p) =>
    'fileId' in p ? [{ key: p.fileId, path: '', fileId: p.fileId }] : [],
  )
  const step = Math.min(reportSteps.length, ...Object.keys(entry.error?.fields ?? {}).map(stepOf))
  draft.set({ category, description, place, confidential, where, photos, step })
  outbox.drop(entry.requestId)
  return true
}
