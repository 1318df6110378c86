import type { NoSubsidy, ServiceSettings, SubsidyBand } from '../contract/booking'
import { shareOf } from '../contract/booking-price'

/** What a meal costs, and who pays which part of it. Cents. */

/** The subsidy at an age in whole years: that of the highest band reached. */
export function subsidyAt(bands: readonly SubsidyBand[], age: number): number {
  const reached = bands.filter(({ fromAge }) => age >= fromAge)
  return reached.reduce((best, band) => (band.fromAge >= best.fromAge ? band : best), { fromAge: -1, cents: 0 }).cents
}

export interface Priced {
  service: Pick<ServiceSettings, 'priceCents' | 'subsidies'>
  /** What each dish adds to the price of the service. */
  dishes: readonly { cents: number; portions: number }[]
  /** Whole years on the day of the meal, where the birthday is known. */
  age?: number
  /** Staff have seen the identity card: without it there is no subsidy. */
  verified: boolean
  /** One subsidised meal a person a meal time a day, over all canteens. */
  alreadySubsidised: boolean
}

/** The most that the city pays for the person at a meal, and why it is nothing where others would be subsidised. */
export function subsidyFor({ service, age, verified, alreadySubsidised }: Omit<Priced, 'dishes'>): {
  cents: number
  why?: NoSubsidy
} {
  if (service.subsidies.length === 0) return { cents: 0 }
  if (!verified || age === undefined) return { cents: 0, why: 'unverified' }
  const cents = subsidyAt(service.subsidies, age)
  if (cents === 0) return { cents, why: 'young' }
  return alreadySubsidised ? { cents: 0, why: 'used' } : { cents }
}

/** What the person pays, and what the city pays for them: never more than the price. */
export function priceOf({ dishes, ...priced }: Priced) {
  const total = dishes.reduce((sum, { cents, portions }) => sum + cents * portions, priced.service.priceCents)
  return shareOf(total, subsidyFor(priced).cents)
}
