import { bookingItemRules } from './booking/item.rules'
import type { ItemKind } from './contract/item'
import { hazardRules } from './hazard/rules'
import type { KindRules } from './kernel/rules'
import { mediationRules } from './mediation/rules'

const kinds: Record<ItemKind, KindRules> = { hazard: hazardRules, mediation: mediationRules, booking: bookingItemRules }

/** The state table of any kind of item, for the functions that serve them all (item, timer). */
export const rulesOf = (kind: ItemKind): KindRules => kinds[kind]
