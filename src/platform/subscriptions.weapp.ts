import type { Template } from '@contract/words'
import Taro from '@tarojs/taro'

/** The city's own template ids, from the build's environment (docs/deployment.md). */
const templateIds: Record<Template, string | undefined> = {
  itemProgress: process.env.TARO_APP_TEMPLATE_ITEM_PROGRESS,
  deskWork: process.env.TARO_APP_TEMPLATE_DESK_WORK,
  reminder: process.env.TARO_APP_TEMPLATE_REMINDER,
}

export const subscriptions = {
  available: Object.values(templateIds).some(Boolean),
  /** Asks, and answers which the person allowed. Only from a tap, at most three at once. */
  async ask(templates: Template[]): Promise<Template[]> {
    const ids = templates.flatMap((t) => templateIds[t] ?? [])
    if (ids.length === 0) return []
    // Refusal and the main switch being off come as a rejection or as `reject`: both mean no, and both are fine.
    const answer = await Taro.requestSubscribeMessage({ tmplIds: ids, entityIds: [] } as never).catch(() => undefined)
    const said = (answer ?? {}) as unknown as Record<string, string>
    return templates.filter((t) => said[templateIds[t] ?? ''] === 'accept')
  },
}
