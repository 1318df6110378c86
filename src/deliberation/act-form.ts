import type { Request } from '@contract'
import { limits } from '@contract/limits'
import { makeAutoObservable, runInAction, when } from 'mobx'
import { type Days, type DeliberationDeed, deliberationDeed, eveningAfter, type Member } from '@/assembly'
import type { Call } from '@/platform/client'
import { Draft, PhotoTray, type StoredPhoto } from '@/stores'
import { type TopicAct, type TopicSheet, topicSheets } from './topic-acts'

interface Typed {
  text: string
  who: string
  /** Set while `who` is somebody of the group. */
  memberId?: string
  days?: Days
  good?: 'good' | 'bad'
  photos: StoredPhoto[]
}

/** The topic a step is taken on, in the version that was seen. */
export interface OnTopic {
  topicId: string
  version: number
}

/** The sheet of one step on one topic: what is typed in it is kept on the device until it is done. */
export class ActForm {
  readonly sheet: TopicSheet
  readonly deed: DeliberationDeed
  readonly photos: PhotoTray
  private readonly draft: Draft<Typed>
  sending = false

  /** `now` in milliseconds. */
  constructor(
    call: Call,
    readonly act: TopicAct,
    private readonly topic: () => OnTopic | undefined,
    private readonly now: () => number,
  ) {
    this.sheet = topicSheets[act]
    this.deed = deliberationDeed(call)
    this.draft = new Draft<Typed>(`topic.${topic()?.topicId}.${act}`, () => ({ text: '', who: '', photos: [] }))
    this.photos = new PhotoTray(this.draft.value.photos, (photos) => this.draft.set({ photos }))
    makeAutoObservable<this, 'topic' | 'now' | 'draft'>(
      this,
      { sheet: false, deed: false, photos: false, act: false, topic: false, now: false, draft: false },
      { autoBind: true },
    )
  }

  get value(): Typed {
    return this.draft.value
  }

  set(change: Partial<Typed>): void {
    this.draft.set(change)
    this.deed.forgive()
  }

  /** Names somebody of the group as who sees to it. */
  name({ memberId, name }: Member): void {
    this.set({ who: name.slice(0, limits.name.max), memberId })
  }

  /** Does it. True when done; else the deed says what is wrong, and nothing typed is lost. */
  async submit(): Promise<boolean> {
    const topic = this.topic()
    if (this.sending || !topic) return false
    this.sending = true
    await when(() => !this.photos.uploading)
    const answer = await this.deed.run(this.sheet.action, this.request(topic))
    runInAction(() => {
      this.sending = false
    })
    if (answer) this.draft.clear()
    return answer !== undefined
  }

  private request({ topicId, version }: OnTopic): Request<TopicSheet['action']> {
    const { text, who, memberId, days, good } = this.value
    const { text: question, task, photos, verdict, fixed } = this.sheet
    const written = text.trim()
    return {
      topicId,
      ...(!verdict && { version }),
      ...(question && (question.required || written !== '') && { [question.name]: written }),
      ...(task && { who, memberId, dueAt: days && eveningAfter(this.now(), Number(days)) }),
      ...(photos && { photos: this.photos.photos.flatMap((p) => p.fileId ?? []) }),
      ...(verdict && { good: good && good === 'good' }),
      ...fixed,
    } as Request<TopicSheet['action']>
  }
}
