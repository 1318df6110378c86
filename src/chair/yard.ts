import type { Answer } from '@contract'
import type { YardStep } from '@contract/deliberation-words'
import { makeAutoObservable, runInAction, when } from 'mobx'
import { type DeliberationDeed, deliberationDeed } from '@/assembly'
import type { Call } from '@/platform/client'
import { Reading } from '@/service'
import { Draft, PhotoTray, type StoredPhoto } from '@/stores'

export type Yard = Answer<'deliberation.steps'>
export type Step = Yard['steps'][number]

/** The six steps of a building or courtyard. */
export class YardPage {
  readonly reading: Reading<Yard>
  readonly deed: DeliberationDeed
  /** The sheet in front of the page. */
  form?: StepForm = undefined

  constructor(
    call: Call,
    readonly areaId: string,
  ) {
    this.reading = new Reading(() => call('deliberation.steps', { areaId }))
    this.deed = deliberationDeed(call)
    makeAutoObservable(this, { areaId: false, reading: false, deed: false }, { autoBind: true })
  }

  begin({ step }: Step, confirms: boolean): void {
    this.deed.forgive()
    this.form = new StepForm(this.areaId, step, confirms)
  }
  close(): void {
    this.form = undefined
  }

  /** Hands in or confirms what the sheet says. True when done. */
  async submit(): Promise<boolean> {
    const { form } = this
    if (!form) return false
    await when(() => !form.photos.uploading)
    const { areaId, step, confirms } = form
    const input = { areaId, step, evidence: form.evidence }
    const done = confirms
      ? await this.deed.run('deliberation.confirmStep', input)
      : await this.deed.run('deliberation.submitStep', input)
    if (!done) return false
    form.clear()
    runInAction(() => this.close())
    await this.reading.load()
    return true
  }
}

/** What shows that a step is done, kept on the device while it is written. */
export class StepForm {
  readonly photos: PhotoTray
  private readonly draft: Draft<{ text: string; photos: StoredPhoto[] }>

  constructor(
    readonly areaId: string,
    readonly step: YardStep,
    readonly confirms: boolean,
  ) {
    this.draft = new Draft(`step.${areaId}.${step}.${confirms}`, () => ({ text: '', photos: [] as StoredPhoto[] }))
    this.photos = new PhotoTray(this.draft.value.photos, (photos) => this.draft.set({ photos }))
    makeAutoObservable<this, 'draft'>(
      this,
      { areaId: false, step: false, confirms: false, photos: false, draft: false },
      { autoBind: true },
    )
  }

  get text(): string {
    return this.draft.value.text
  }
  get evidence() {
    return { text: this.text.trim(), photos: this.photos.photos.flatMap((p) => p.fileId ?? []) }
  }
  write(text: string): void {
    this.draft.set({ text })
  }
  clear(): void {
    this.draft.clear()
  }
}
