import type { Request } from '@contract'
import { bookingItemContract } from '@contract/booking-item'
import type { ActionError, FieldErrors } from '@contract/errors'
import { hazardContract } from '@contract/hazard'
import { type ItemAnswer, itemContract } from '@contract/item'
import { stateLabel } from '@contract/labels'
import { mediationContract } from '@contract/mediation'
import { makeAutoObservable, runInAction, when } from 'mobx'
import { type Call, newRequestId } from '@/platform/client'
import { asActionError, Draft, PhotoTray, type StoredPhoto } from '@/stores'
import { type ActionSheet, actionSheets, type ItemAction } from './actions'
import { fieldErrors } from './check'
import type { OpenItem } from './open-item'

/** What an item can be asked, of whatever kind it is. */
const schemas = { ...hazardContract, ...mediationContract, ...bookingItemContract, ...itemContract }

interface Typed {
  text: string
  score?: number
  /** Department, or item to merge into. */
  choice?: string
  photos: StoredPhoto[]
}

/** A department to assign to, or an item to merge into. */
export interface Option {
  id: string
  label: string
  hint?: string
  /** Chosen unless the person chooses another. */
  suggested?: boolean
}

/** The sheet of one action on one item: what is typed in it is kept on the device until it is done. */
export class ActionForm {
  readonly sheet: ActionSheet
  readonly photos: PhotoTray
  private readonly draft: Draft<Typed>
  /** Undefined while they are read. */
  options?: Option[] = undefined
  optionsError?: ActionError = undefined
  errors: FieldErrors = {}
  /** What went wrong, where it is not about a field. */
  failure?: ActionError = undefined
  sending = false
  /** One intent, however often the button is tapped or the network fails. */
  private readonly requestId = newRequestId()

  constructor(
    private readonly call: Call,
    private readonly page: OpenItem,
    readonly action: ItemAction,
    item: ItemAnswer,
  ) {
    this.sheet = actionSheets[action]
    this.draft = new Draft<Typed>(`act.${item.itemId}.${action}`, () => ({ text: '', photos: [] }))
    this.photos = new PhotoTray(this.draft.value.photos, (photos) => this.draft.set({ photos }))
    makeAutoObservable<this, 'call' | 'page' | 'draft' | 'requestId'>(
      this,
      { call: false, page: false, draft: false, requestId: false, sheet: false, photos: false, action: false },
      { autoBind: true },
    )
    void this.loadOptions(item)
  }

  get value(): Typed {
    return this.draft.value
  }

  /** What is chosen of `options`. */
  get choice(): string | undefined {
    return this.value.choice ?? this.options?.find((o) => o.suggested)?.id
  }

  /** The sheet asks to choose, and there is nothing to choose from. */
  get nothingToChoose(): boolean {
    return (this.sheet.department || this.sheet.target) === true && (this.options?.length ?? 0) === 0
  }

  /** The item has moved on, and this step cannot be taken any more. */
  get impossible(): boolean {
    return this.page.view !== undefined && !this.page.view.allowed.includes(this.action)
  }

  set(change: Partial<Typed>): void {
    this.draft.set(change)
    this.errors = {}
  }

  /** Departments, nearest like items: whatever the sheet offers to choose from. Never throws: see `optionsError`. */
  async loadOptions(item: ItemAnswer | undefined = this.page.view?.item): Promise<void> {
    if (!item || !(this.sheet.department || this.sheet.target)) return
    this.optionsError = undefined
    try {
      const options = this.sheet.department ? await this.departments(item) : await this.targets(item)
      runInAction(() => {
        this.options = options
      })
    } catch (error) {
      runInAction(() => {
        this.optionsError = asActionError(error)
      })
    }
  }

  /** Does it. True when done; else what is wrong is in `errors` and `failure`, and nothing typed is lost. */
  async submit(): Promise<boolean> {
    if (this.sending) return false
    this.sending = true
    this.failure = undefined
    await when(() => !this.photos.uploading)
    const done = await this.send()
    runInAction(() => {
      this.sending = false
    })
    return done
  }

  private async send(): Promise<boolean> {
    const item = this.page.view?.item
    if (!item) return false
    const request = this.request(item)
    const errors = this.check(request)
    runInAction(() => {
      this.errors = errors
    })
    if (Object.keys(errors).length > 0) return false
    try {
      const answer = await this.call(this.action, request, { requestId: this.requestId })
      if ('name' in answer) this.page.setContact(answer)
      this.draft.clear()
      await this.page.changed()
      return true
    } catch (error) {
      await this.explain(asActionError(error))
      return false
    }
  }

  private request(item: ItemAnswer): Request<ItemAction> {
    const { text, score } = this.value
    const { receipt } = this.page
    const question = this.sheet.text
    const written = text.trim()
    return {
      itemId: item.itemId,
      version: item.version,
      ...(receipt !== undefined && { receipt }),
      ...(question && (question.required || written !== '') && { [question.name]: written }),
      ...(this.sheet.photos && { photos: this.photos.photos.flatMap((p) => p.fileId ?? []) }),
      ...(this.sheet.score && { score }),
      ...(this.sheet.department && { departmentId: this.choice }),
      ...(this.sheet.target && { intoItemId: this.choice ?? '' }),
    } as Request<ItemAction>
  }

  private check(request: Request<ItemAction>): FieldErrors {
    const errors = fieldErrors(schemas[this.action].request, request)
    if (this.sheet.target && this.choice === undefined) errors.intoItemId = '请选择要并入的办件'
    if (this.photos.photos.some((p) => p.state === 'failed')) errors.photos = '有照片没有传上去，请重新上传或移除'
    return errors
  }

  private async explain(failure: ActionError): Promise<void> {
    runInAction(() => {
      this.errors = failure.fields ?? {}
      this.failure = failure.fields ? undefined : failure
    })
    // Somebody was faster: the page behind the sheet shows what they did, and the next try goes by that version
    if (failure.code === 'CONFLICT') await this.page.load()
  }

  private async departments(item: ItemAnswer): Promise<Option[]> {
    const { departments } = await this.call('hazard.departments', { itemId: item.itemId })
    return departments.map((d) => ({ id: d.id, label: d.name, suggested: d.suggested }))
  }

  private async targets(item: ItemAnswer): Promise<Option[]> {
    if (!item.point || item.category === undefined) return []
    const { items } = await this.call('hazard.nearby', { category: item.category, point: item.point })
    return items
      .filter((near) => near.itemId !== item.itemId)
      .map((near) => ({
        id: near.itemId,
        label: near.place || near.title,
        hint: `相距 ${near.metres} 米 · ${stateLabel(item.kind, near.state)} · ${near.itemId}`,
      }))
  }
}
