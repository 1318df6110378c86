import { invalid } from '../contract/errors'
import { limits } from '../contract/limits'
import { plusDays } from './days.rules'

/** @throws ActionError INVALID naming `to` for days that run backwards, or more than a page shows */
export function checkDays(from: string, to: string): void {
  if (to < from) throw invalid('to', '结束日期不能早于开始日期')
  if (to > plusDays(from, limits.booking.days - 1)) throw invalid('to', `一次最多看 ${limits.booking.days} 天`)
}
