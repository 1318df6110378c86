import type { ItemKind } from './item'
import { bookingItemStates, hazardStates, mediationStates } from './words'

const states: Record<ItemKind, Record<string, string>> = {
  hazard: hazardStates,
  mediation: mediationStates,
  booking: bookingItemStates,
}

/** What a kind of item is called in front of people. */
export const kindLabels: Record<ItemKind, string> = { hazard: '隐患报告', mediation: '调解申请', booking: '服务预约' }

/** The states of a kind of item and what they are called, in the order an item usually passes them. */
export const statesOf = (kind: ItemKind): Record<string, string> => states[kind]

/** What a state of an item is called in front of people. */
export const stateLabel = (kind: ItemKind, state: string): string => states[kind][state] ?? state
