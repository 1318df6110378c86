import type { Request } from '@contract'
import { limits } from '@contract/limits'
import type { StoredPhoto, Stores } from '@/stores'
import { SentForm } from './sent-form'

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

/** A post while it is written. */
export class PostForm extends SentForm<Typed, 'deliberation.post'> {
  constructor(
    { outbox }: Pick<Stores, 'outbox'>,
    private readonly topicId: string,
    readonly answers?: Answered,
  ) {
    super(outbox, 'deliberation.post', `post.${outbox.owner}.${topicId}.${answers?.postId ?? ''}`, () => ({
      text: '',
      mentions: [],
      photos: [],
    }))
  }

  get mayMention(): boolean {
    return this.value.mentions.length < limits.deliberation.mentions
  }

  /** Puts somebody's name under the post, or takes it off. */
  mention({ memberId, name }: Mention): void {
    const others = this.value.mentions.filter((one) => one.memberId !== memberId)
    const on = others.length < this.value.mentions.length
    this.set({ mentions: on ? others : [...others, { memberId, name }] })
  }

  /** Sends it, or keeps it for when there is a network. Undefined when something is wrong. Never throws. */
  async submit(): Promise<Posted | undefined> {
    const outcome = await this.send(`发言：${this.value.text.slice(0, 20)}`)
    if (!outcome) return undefined
    if ('queued' in outcome) return 'queued'
    return outcome.answer.state === 'held' ? 'held' : 'shown'
  }

  protected request(): Request<'deliberation.post'> {
    const { text, mentions } = this.value
    return {
      topicId: this.topicId,
      text: text.trim(),
      ...(this.answers && { replyTo: this.answers.postId }),
      ...(mentions.length > 0 && { mentions: mentions.map(({ memberId }) => memberId) }),
    }
  }
}
