import type { Request } from '@contract'
import { type TopicKind, topicKinds } from '@contract/deliberation-words'
import type { FieldErrors } from '@contract/errors'
import type { StoredPhoto, Stores } from '@/stores'
import { SentForm } from './sent-form'

interface Typed {
  kind?: TopicKind
  title: string
  body: string
  photos: StoredPhoto[]
}

export type Proposed = { topicId: string } | 'queued'

/** A topic while it is written. */
export class ProposeForm extends SentForm<Typed, 'deliberation.propose'> {
  constructor(
    { outbox }: Pick<Stores, 'outbox'>,
    private readonly groupId: string,
  ) {
    super(outbox, 'deliberation.propose', `propose.${outbox.owner}.${groupId}`, () => ({
      title: '',
      body: '',
      photos: [],
    }))
  }

  /** Sends it, or keeps it for when there is a network. Undefined when something is wrong. Never throws. */
  async submit(): Promise<Proposed | undefined> {
    const outcome = await this.send(`议题：${this.value.title}`)
    return outcome && ('queued' in outcome ? 'queued' : { topicId: outcome.answer.topicId })
  }

  protected override check(): FieldErrors {
    const isChosen = topicKinds.some((kind) => kind === this.value.kind)
    return { ...super.check(), ...(!isChosen && { kind: '请选择议题类别' }) }
  }

  protected request(): Request<'deliberation.propose'> {
    const { kind = 'other', title, body } = this.value
    return { groupId: this.groupId, kind, title: title.trim(), body: body.trim() }
  }
}
