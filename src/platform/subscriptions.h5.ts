import type { Template } from '@contract/words'

/** A browser gets no WeChat messages; the inbox 消息 is the record everywhere. */
export const subscriptions = {
  available: false,
  /** Asks, and answers which the person allowed. Only from a tap. */
  ask: (_templates: Template[]): Promise<Template[]> => Promise.resolve([]),
}
