import type { Request } from '@contract'
import type { FieldErrors } from '@contract/errors'
import { type HazardCategory, hazardContract } from '@contract/hazard'
import { action, computed, makeObservable, runInAction } from 'mobx'
import { type Asked, AskedForm, type FormPlan, takeBack as takeBackInto } from '@/item/asked-form'
import { fieldErrors } from '@/item/check'
import type { NearItem } from '@/place/surroundings'
import type { OutboxEntry, Stores } from '@/stores'
import type { Categories } from './categories'
import type { SentReports } from './sent-reports'

/** What is typed, step by step, kept on the device. */
interface Typed extends Asked {
  category?: string
  description: string
  place: string
  confidential?: boolean
}

const plan: FormPlan<Typed, 'hazard.report'> = {
  action: 'hazard.report',
  key: 'hazard.report',
  blank: () => ({ step: 1, description: '', photos: [], place: '' }),
  isBlank: ({ category, description, photos, where, place }) =>
    category === undefined && description === '' && photos.length === 0 && where === undefined && place === '',
  steps: ['什么隐患', '说一说', '在哪里', '怎么署名'],
  stepOfField: { category: 1, description: 2, photos: 2, point: 3, buildingId: 3, place: 3, confidential: 4 },
}

/** The whistle 吹哨: one report from the first tap to the sending. */
export class ReportForm extends AskedForm<Typed, 'hazard.report'> {
  constructor(
    stores: Stores,
    private readonly categories: Categories,
    private readonly sent: SentReports,
  ) {
    super(stores, plan)
    makeObservable(this, {
      chosen: computed,
      duplicates: computed,
      set: action.bound,
      chooseCategory: action.bound,
    })
  }

  /** The category that is reported. */
  get chosen(): HazardCategory | undefined {
    return this.categories.find(this.value.category)
  }

  /** Open reports that may be the same one; one question at a time. */
  get duplicates(): NearItem[] {
    return this.whichBuilding.length > 0 ? [] : this.around.duplicates
  }

  set(change: Partial<Pick<Typed, 'description' | 'place' | 'confidential'>>): void {
    this.put(change)
    this.forgive(Object.keys(change))
  }

  chooseCategory(category: HazardCategory): void {
    this.put({ category: category.id })
    this.forgive(['category'])
    this.answered(category.severity === 'critical')
    void this.lookAround()
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

  /** Sends the report. @returns the key of what was sent (see SentReports); undefined when something is wrong. */
  async submit(): Promise<string | undefined> {
    const title = this.value.confidential ? '保密报告' : (this.chosen?.name ?? '隐患报告')
    return (await this.send(title, this.sent.add))?.key
  }

  protected override get category(): string | undefined {
    return this.value.category
  }

  protected check(): FieldErrors {
    const errors = { ...fieldErrors(hazardContract['hazard.report'].request, this.request()), ...this.checkShared() }
    const { category, confidential } = this.value
    if (category === undefined) errors.category = '请先选一类'
    if (confidential === undefined) errors.confidential = '请选择实名或保密'
    return errors
  }

  protected request(): Request<'hazard.report'> {
    const { category = '', description, place, confidential = false } = this.value
    return { category, description, ...this.placed, ...(place.trim() !== '' && { place }), confidential }
  }
}

/** Puts a report that the server refused back into the form. False while another one is being written. */
export const takeBack = (outbox: Stores['outbox'], entry: OutboxEntry): boolean =>
  takeBackInto(outbox, entry, plan, ({ category, description, place = '', confidential }) => ({
    category,
    description,
    place,
    confidential,
  }))
