import type { Eligibility, ServiceAnswer, SlotAnswer, SubsidyBand } from '@contract/booking'
import { shareOf } from '@contract/booking-price'
import { noSubsidies } from '@contract/booking-words'
import { yuan } from '@/service'

const within = { community: '本社区', street: '本街道', district: '本区', city: '本市' } as const

/** Minutes as people say them: 30 分钟, 2 小时, 1 天. */
export function minutesWords(minutes: number): string {
  if (minutes % 1440 === 0 && minutes > 0) return `${minutes / 1440} 天`
  return minutes % 60 === 0 && minutes > 0 ? `${minutes / 60} 小时` : `${minutes} 分钟`
}

/** Who may book: `60 岁及以上，住在本社区`. */
export function whoWords({ minAge, maxAge, within: area, confirmedHome }: Eligibility): string {
  const parts: string[] = []
  if (minAge !== undefined && maxAge !== undefined) parts.push(`${minAge} 到 ${maxAge} 岁`)
  else if (minAge !== undefined) parts.push(`${minAge} 岁及以上`)
  else if (maxAge !== undefined) parts.push(`${maxAge} 岁及以下`)
  if (area !== undefined) parts.push(`住在${within[area]}`)
  if (confirmedHome) parts.push('住址已确认')
  return parts.length > 0 ? parts.join('，') : '谁都可以约'
}

/** When one may book, and until when one may still cancel. */
export function whenRules(service: Pick<ServiceAnswer, 'daysAhead' | 'closeMinutes' | 'cancelMinutes'>): string[] {
  const { daysAhead, closeMinutes, cancelMinutes } = service
  return [
    `${daysAhead === 0 ? '当天' : `可以提前 ${daysAhead} 天`}预约${closeMinutes > 0 ? `，开始前 ${minutesWords(closeMinutes)}截止` : ''}`,
    cancelMinutes > 0 ? `开始前 ${minutesWords(cancelMinutes)}都可以取消、改时间` : '开始前都可以取消、改时间',
  ]
}

/** What one pays as it stands now: `付 5 元起，已减补贴 3 元`. `from`: dishes may add to it. */
export function priceWords(
  { cents, subsidyCents, noSubsidy }: NonNullable<SlotAnswer['price']>,
  from: boolean,
): string {
  const { priceCents, subsidyCents: paid } = shareOf(cents, subsidyCents)
  const price = `付 ${yuan(priceCents)}${from ? '起' : ''}`
  if (paid > 0) return `${price}，已减补贴 ${yuan(paid)}`
  return noSubsidy ? `${price}。${noSubsidies[noSubsidy]}` : price
}

/** `60 岁起每餐补 2 元，70 岁起补 4 元`. */
export const subsidyWords = (bands: readonly SubsidyBand[]): string =>
  [...bands]
    .sort((a, b) => a.fromAge - b.fromAge)
    .map(({ fromAge, cents }, i) => `${fromAge} 岁起${i === 0 ? '每餐' : ''}补 ${yuan(cents)}`)
    .join('，')
