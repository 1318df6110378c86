import type { ItemKind } from './item'
import { hazardStates } from './words'

const states: Record<ItemKind, Record<string, string>> = { hazard: hazardStates }

/** What a state of an item is called in front of people. */
export const stateLabel = (kind: ItemKind, state: string): string => states[kind][state] ?? state
