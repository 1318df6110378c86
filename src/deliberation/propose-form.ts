import type { Request } from '@contract'
import { deliberationContract } from '@contract/deliberation'
import { type TopicKind, topicKinds } from '@contract/deliberation-words'
import type { FieldErrors } from '@contract/errors'
import { makeAutoObservable, runInAction, when } from 'mobx'
import { errorAt, fieldErrors } from '@/item/check'
import { asActionError, Draft, PhotoTray, type StoredPhoto, type Stores } from '@/stores'

interface Typed {
  kind?: TopicKind
  title: string
  body: string
  photos: StoredPhoto[]
}

export type Proposed = { topicId: string } | 'queued'

/** A topic while it is written, kept on the device; without a network it waits there and goes out once. */
export class ProposeForm {
  readonly photos: PhotoTray
  private readonly draft: Draft<Typed>
  errors: FieldErrors = {}
  /** What went wrong, where it is not about a field. */
  failure?: string = undefined
  sending = false

  constructor(
    private readonly stores: Pick<Stores, 'outbox'>,
    private readonly groupId: string,
  ) {
    const key = `propose.${stores.outbox.owner}.${groupId}`
    this.draft = new Draft<Typed>(key, () => ({ title: '', body: '', photos: [] }))
    this.photos = new PhotoTray(this.draft.value.photos, (photos) => this.draft.set({ photos }))
    makeAutoObservable<this, 'stores' | 'groupId' | 'draft'>(
      this,
      { stores: false, groupId: false, draft: false, photos: false },
      { autoBind: true },
    )
  }

  get value(): Typed {
    return this.draft.value
  }
  error(field: string): string | undefined {
    return errorAt(this.errors, field)
  }
  set(change: Partial<Typed>): void {
    this.draft.set(change)
    this.errors = {}
  }

  /** Sends it, or keeps it for when there is a network. Undefined when something is wrong. Never throws. */
  async submit(): Promise<Proposed | undefined> {
    if (this.sending) return undefined
    this.failure = undefined
    this.errors = this.check()
    if (Object.keys(this.errors).length > 0) return undefined
    this.sending = true
    try {
      await when(() => !this.photos.uploading)
      const outcome = await this.stores.outbox.submit('deliberation.propose', this.request(), {
        title: `议题：${this.value.title}`,
        photos: this.photos.waiting,
      })
      runInAction(() => {
        this.draft.clear()
        this.photos.clear()
      })
      return 'queued' in outcome ? 'queued' : { topicId: outcome.answer.topicId }
    } catch (error) {
      const failure = asActionError(error)
      runInAction(() => {
        this.errors = failure.fields ?? {}
        this.failure = failure.fields ? undefined : failure.message
      })
      return undefined
    } finally {
      runInAction(() => {
        this.sending = false
      })
    }
  }

  private check(): FieldErrors {
    const errors = fieldErrors(deliberationContract['deliberation.propose'].request, this.request())
    if (!topicKinds.some((kind) => kind === this.value.kind)) errors.kind = '请选择议题类别'
    if (this.photos.photos.some((p) => p.state === 'failed' && !p.retry)) errors.photos = '有照片用不了，请移除或换一张'
    return errors
  }

  private request(): Request<'deliberation.propose'> {
    const { kind = 'other', title, body } = this.value
    return { groupId: this.groupId, kind, title: title.trim(), body: body.trim() }
  }
}
