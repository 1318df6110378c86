import type { MessageSender, OutgoingMessage } from '../cloudfunctions/kernel/ports'

/** Takes what WeChat would carry to a phone. On one machine nothing leaves the house: the outbox shows it instead. */
export interface Outbox extends MessageSender {
  /** Whether this very message was handed over since the host started. */
  hasSent(message: Pick<OutgoingMessage, 'openid' | 'title' | 'body' | 'at'>): boolean
}

/** Messages remembered; the oldest are forgotten first. */
const mostKept = 10_000

/** Kept in memory only: what a person erases of their inbox must not live on in another file. */
export function openOutbox(): Outbox {
  const sent = new Set<string>()
  const keyOf = ({ openid, title, body, at }: Pick<OutgoingMessage, 'openid' | 'title' | 'body' | 'at'>) =>
    JSON.stringify([openid, title, body, at])
  return {
    async send(message) {
      sent.add(keyOf(message))
      const [oldest] = sent
      if (sent.size > mostKept) sent.delete(oldest)
      return 'sent'
    },
    hasSent: (message) => sent.has(keyOf(message)),
  }
}
