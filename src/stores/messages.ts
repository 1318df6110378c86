import type { Answer } from '@contract'
import { makeAutoObservable, runInAction } from 'mobx'
import type { Call } from '@/platform/client'
import { Paged } from './paged'
import type { Session } from './session'

export type Message = Answer<'account.inbox'>['messages'][number]

/** The inbox 消息: the record of what changed in what concerns the person. */
export class Messages {
  readonly list: Paged<Message>

  constructor(
    private readonly call: Call,
    private readonly session: Session,
  ) {
    this.list = new Paged(
      async (cursor) => {
        const page = await call('account.inbox', { cursor })
        session.setUnread(page.unread)
        return { rows: page.messages, cursor: page.cursor }
      },
      (message) => message.messageId,
    )
    makeAutoObservable<this, 'call' | 'session'>(this, { call: false, session: false, list: false }, { autoBind: true })
  }

  /** Marks messages as read. A failure is left for the next time: the message itself was shown. */
  async markRead(messageIds: string[]): Promise<void> {
    const unread = this.list.rows.filter((m) => !m.read && messageIds.includes(m.messageId))
    if (unread.length === 0) return
    for (const message of unread) this.list.replace({ ...message, read: true })
    try {
      const answer = await this.call('account.markRead', { messageIds: unread.map((m) => m.messageId) })
      this.session.setUnread(answer.unread)
    } catch {
      runInAction(() => {
        for (const message of unread) this.list.replace(message)
      })
    }
  }

  reset(): void {
    this.list.reset()
  }
}
