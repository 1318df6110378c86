import type { Request } from '@contract'
import { deliberationContract } from '@contract/deliberation'
import type { FieldErrors } from '@contract/errors'
import { limits } from '@contract/limits'
import { makeAutoObservable, runInAction, when } from 'mobx'
import { fieldErrors } from '@/item/check'
import { asActionError, Draft, PhotoTray, type StoredPhoto, type Stores } from '@/stores'

export interface Mention {
  memberId: string
  name: string
}

interface Typed {
  text: string
  mentions: Mention[]
  photos: StoredPhoto[]
}

/** The post it answers, and how that is called in front of the person. */
export interface Answered {
  postId: string
  author: string
  text: string
}

/** Whether it is in the talk, waits for the moderator, or for the network. */
export type Posted = 'shown' | 'held' | 'queued'

/** A post while it is written, kept on the device; without a network it waits there and goes out once. */
export class PostForm {
  readonly photos: PhotoTray
  private readonly draft: Draft<Typed>
  errors: FieldErrors = {}
  /** What went wrong, where it is not about a field. */
  failure?: string = undefined
  sending = false

  constructor(
    private readonly stores: Pick<Stores, 'outbox'>,
    private readonly topicId: string,
    readonly answers?: Answered,
  ) {
    this.draft = new Draft<Typed>(`post.${stores.outbox.owner}.${topicId}.${answers?.postId ?? ''}`, () => ({
      text: '',
      mentions: [],
      photos: [],
    }))
    this.photos = new PhotoTray(this.draft.value.photos, (photos) => this.draft.set({ photos }))
    makeAutoObservable<this, 'stores' | 'topicId' | 'draft'>(
      this,
      { stores: false, topicId: false, draft: false, photos: false, answers: false },
      { autoBind: true },
    )
  }

  get value(): Typed {
    return this.draft.value
  }
  get mayMention(): boolean {
    return this.value.mentions.length < limits.deliberation.mentions
  }

  write(text: string): void {
    this.draft.set({ text })
    this.errors = {}
  }

  /** Puts somebody's name under the post, or takes it off. */
  mention({ memberId, name }: Mention): void {
    const { mentions } = this.value
    const on = mentions.some((one) => one.memberId === memberId)
    this.draft.set({
      mentions: on ? mentions.filter((one) => one.memberId !== memberId) : [...mentions, { memberId, name }],
    })
  }

  /** Sends it. Undefined when something is wrong: then `errors` and `failure` say what. Never throws. */
  async submit(): Promise<Posted | undefined> {
    if (this.sending) return undefined
    this.failure = undefined
    this.errors = fieldErrors(deliberationContract['deliberation.post'].request, this.request())
    if (Object.keys(this.errors).length > 0) return undefined
    this.sending = true
    try {
      await when(() => !this.photos.uploading)
      const outcome = await this.stores.outbox.submit('deliberation.post', this.request(), {
        title: `发言：${this.value.text.slice(0, 20)}`,
        photos: this.photos.waiting,
      })
      runInAction(() => {
        this.draft.clear()
        this.photos.clear()
      })
      if ('queued' in outcome) return 'queued'
      return outcome.answer.state === 'held' ? 'held' : 'shown'
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

  private request(): Request<'deliberation.post'> {
    const { text, mentions } = this.value
    return {
      topicId: this.topicId,
      text: text.trim(),
      ...(this.answers && { replyTo: this.answers.postId }),
      ...(mentions.length > 0 && { mentions: mentions.map(({ memberId }) => memberId) }),
    }
  }
}
