import type { Template } from '../contract/account'
import type { Context } from './action'
import type { MessageDoc } from './collections'
import type { Ports, Transaction } from './ports'
import { justAfter, plusHours } from './time'

/** What one person is to be told. The in-app inbox is the record; a WeChat message is a courtesy where allowed. */
export interface OutgoingNotice {
  personId: string
  kind: string
  title: string
  body: string
  /** Of a notice that may be written again: once there, it stays the one. */
  id?: string
  /** What it is about: the page it leads to. */
  itemId?: string
  topicId?: string
  bookingId?: string
  template?: Template
}

/** Times a WeChat message is tried before the inbox alone has to do. */
const maxTries = 3

/** Writes each notice into its person's inbox, once a person, and marks those that WeChat should carry. */
export async function writeNotices(tx: Transaction, ports: Ports, now: string, notices: OutgoingNotice[]) {
  const seen = new Set<string>()
  for (const notice of notices) {
    const key = `${notice.personId} ${notice.itemId ?? notice.topicId ?? notice.body} ${notice.title}`
    if (seen.has(key)) continue
    seen.add(key)
    await tx.insert('messages', {
      ...notice,
      id: notice.id ?? ports.random.id(),
      at: now,
      unreadBy: notice.personId,
      ...(notice.template && { sendAt: now, tries: 0 }),
    })
  }
  return seen.size
}

/**
 * Sends the WeChat messages that are due, at most `limit`. Each is claimed by moving its `sendAt` before it goes out,
 * so that two timers at once, or a killed one, send it at most once more and never lose it.
 */
export async function sendDue({ ports, now }: Pick<Context, 'ports' | 'now'>, limit = 50): Promise<number> {
  const due = await ports.store.range('messages', 'bySend', { eq: [], to: justAfter(now), limit })
  let sent = 0
  for (const message of due.rows) if (await sendOne(ports, now, message)) sent += 1
  return sent
}

/** Pages of notices about nothing that has a page of its own, by what their kind begins with. */
const pages: Record<string, string> = {
  booking: 'booking/pages/mine/index',
  wait: 'booking/pages/mine/index',
  proxy: 'booking/pages/people/index',
  roster: 'counter/pages/home/index',
}

function pageOf({ itemId, topicId, bookingId, kind }: MessageDoc): string {
  const [about, id] = kind.split(':')
  if (about === 'poll') return `deliberation/pages/poll/index?id=${id}`
  if (itemId) return `hazard/pages/item/index?id=${itemId}`
  if (topicId) return `deliberation/pages/topic/index?id=${topicId}`
  if (bookingId) return `booking/pages/booking/index?id=${bookingId}`
  return pages[kind.split('.')[0]] ?? 'pages/messages/index'
}

async function sendOne(ports: Ports, now: string, message: MessageDoc): Promise<boolean> {
  const { store } = ports
  const { sendAt: _, ...rest } = message
  const tries = (message.tries ?? 0) + 1
  const person = await store.get('people', message.personId)
  const template = message.template
  const allowed = template && person ? (person.allowance[template] ?? 0) : 0
  if (!person || !template || allowed < 1) {
    await store.replace('messages', rest)
    return false
  }
  const claimed = await store.replace('messages', { ...message, tries, sendAt: plusHours(now, tries) })
  if (!claimed) return false
  const outcome = await ports.messages.send({
    openid: person.openid,
    template,
    page: pageOf(message),
    title: message.title,
    body: message.body,
    at: message.at,
  })
  if (outcome === 'failed' && tries < maxTries) return false
  await store.transaction(async (tx) => {
    const fresh = await tx.get('messages', message.id)
    if (fresh) {
      const { sendAt: _sendAt, ...settled } = fresh
      await tx.replace('messages', settled)
    }
    const holder = await tx.get('people', message.personId)
    if (holder && outcome !== 'failed') {
      const left = outcome === 'refused' ? 0 : Math.max(0, (holder.allowance[template] ?? 0) - 1)
      await tx.replace('people', { ...holder, allowance: { ...holder.allowance, [template]: left } })
    }
  })
  return outcome === 'sent'
}
