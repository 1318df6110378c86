import type { MessageSender, OutgoingMessage, SendOutcome } from '../ports'
import { chinaTime } from '../time'
import { codeOf, logFault } from './fault'
import type { Cloud } from './sdk'

export type Env = Record<string, string | undefined>

/** WeChat's codes that trying again will not change: the person refused (43101), or is not known to the mini-program (40003). */
const refusals = new Set<unknown>([43101, 40003])

/** Characters that WeChat allows in a keyword of type `thing`. */
const thingLength = 20

/**
 * Subscription messages. Each template has its variable, `TEMPLATE_ITEM_PROGRESS` for `itemProgress`, which holds the
 * city's template id and the names of its keywords for title, body and time: `<id>:thing1,thing2,time3`.
 * A template without its variable is not sent (`failed`); the in-app inbox is the record.
 */
export const cloudMessages = (cloud: Cloud, env: Env): MessageSender => ({
  async send(message): Promise<SendOutcome> {
    const template = templateOf(message.template, env)
    if (!template) return 'failed'
    try {
      await cloud.openapi.subscribeMessage.send({
        touser: message.openid,
        templateId: template.id,
        page: message.page,
        data: dataOf(message, template.keywords),
      })
      return 'sent'
    } catch (error) {
      if (refusals.has(codeOf(error))) return 'refused'
      logFault('subscribeMessage.send', error)
      return 'failed'
    }
  },
})

function templateOf(name: string, env: Env) {
  const variable = `TEMPLATE_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`
  const [id, keywords = ''] = (env[variable] ?? '').split(':')
  const [title, body, time] = keywords.split(',')
  return id && title && body && time ? { id, keywords: { title, body, time } } : undefined
}

function dataOf({ title, body, at }: OutgoingMessage, keywords: { title: string; body: string; time: string }) {
  const t = chinaTime(at)
  const clock = [t.hour, t.minute].map((n) => String(n).padStart(2, '0')).join(':')
  return {
    [keywords.title]: { value: thing(title) },
    [keywords.body]: { value: thing(body) },
    [keywords.time]: { value: `${t.year}年${t.month}月${t.day}日 ${clock}` },
  }
}

function thing(text: string) {
  const letters = [...text]
  return letters.length > thingLength ? `${letters.slice(0, thingLength - 1).join('')}…` : text
}
