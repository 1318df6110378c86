import type { ServiceSettings, SubsidyBand } from '../contract/booking'

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

/** What the person pays, and what the city pays for them: never more than the price. */
export function priceOf({ service, dishes, age, verified, alreadySubsidised }: Priced) {
  const total = dishes.reduce((sum, { cents, portions }) => sum + cents * portions, service.priceCents)
  const subsidised = verified && age !== undefined && !alreadySubsidised
  const subsidyCents = subsidised ? Math.min(total, subsidyAt(service.subsidies, age)) : 0
  return { priceCents: total - subsidyCents, subsidyCents }
}
