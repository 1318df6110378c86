import type { ActionName, Request } from '@contract'
import { deliberationContract } from '@contract/deliberation'
import type { FieldErrors } from '@contract/errors'
import { computed, makeObservable, observable, runInAction, when } from 'mobx'
import { errorAt, fieldErrors } from '@/item/check'
import { asActionError, Draft, PhotoTray, type StoredPhoto, type Stores } from '@/stores'

type Sent = Extract<ActionName, 'deliberation.post' | 'deliberation.propose'>

/** What is written into a group on one page, kept on the device; without a network it waits there and goes out once. */
export abstract class SentForm<T extends { photos: StoredPhoto[] }, N extends Sent> {
  readonly photos: PhotoTray
  private readonly draft: Draft<T>
  errors: FieldErrors = {}
  /** What went wrong, where it is not about a field. */
  failure?: string = undefined
  sending = false

  /** `key` names the draft of whoever uses the device. */
  protected constructor(
    private readonly outbox: Stores['outbox'],
    private readonly action: N,
    key: string,
    blank: () => T,
  ) {
    this.draft = new Draft<T>(key, blank)
    this.photos = new PhotoTray(this.draft.value.photos, (photos) => this.draft.set({ photos } as Partial<T>))
    makeObservable(this, { errors: observable, failure: observable, sending: observable, value: computed })
  }

  get value(): T {
    return this.draft.value
  }
  error(field: string): string | undefined {
    return errorAt(this.errors, field)
  }
  set(change: Partial<T>): void {
    runInAction(() => {
      this.draft.set(change)
      this.errors = {}
    })
  }

  /** Sends it under the title. Undefined when something is wrong: then `errors` and `failure` say what. Never throws. */
  protected async send(title: string) {
    if (this.sending || !this.accept(this.check())) return undefined
    runInAction(() => {
      this.sending = true
    })
    try {
      await when(() => !this.photos.uploading)
      const outcome = await this.outbox.submit(this.action, this.request(), { title, photos: this.photos.waiting })
      runInAction(() => {
        this.draft.clear()
        this.photos.clear()
      })
      return outcome
    } catch (error) {
      const { fields, message } = asActionError(error)
      this.accept(fields ?? {}, fields ? undefined : message)
      return undefined
    } finally {
      runInAction(() => {
        this.sending = false
      })
    }
  }

  protected check(): FieldErrors {
    const errors = fieldErrors(deliberationContract[this.action].request, this.request())
    if (this.photos.photos.some((p) => p.state === 'failed' && !p.retry)) errors.photos = '有照片用不了，请移除或换一张'
    return errors
  }
  protected abstract request(): Request<N>

  /** Shows what is wrong. True when nothing is. */
  private accept(errors: FieldErrors, failure?: string): boolean {
    runInAction(() => {
      this.errors = errors
      this.failure = failure
    })
    return Object.keys(errors).length === 0
  }
}
