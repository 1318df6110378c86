import type { ItemKind } from './contract/item'
import { hazardRules } from './hazard/rules'
import type { KindRules } from './kernel/rules'

/** Every kind of item, for the functions that serve all of them (item, timer). */
export const kinds: Record<ItemKind, KindRules> = { hazard: hazardRules }
