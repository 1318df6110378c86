import type { MembershipState } from '../contract/account'

/** Residents open at one building's or grid's desk at most in one page. */
export const membershipPage = 20

/** The one-way life of a membership: a claim is decided once; a home is left by choosing another or by leaving. */
export const membershipSteps = {
  confirm: { from: ['pending'], to: 'confirmed' },
  refuse: { from: ['pending'], to: 'refused' },
  leave: { from: ['pending', 'confirmed', 'refused'], to: 'left' },
} as const satisfies Record<string, { from: readonly MembershipState[]; to: MembershipState }>
export type MembershipStep = keyof typeof membershipSteps

/** The state after `step`, or undefined when the table has no such row. */
export const membershipAfter = (state: MembershipState, step: MembershipStep): MembershipState | undefined =>
  (membershipSteps[step].from as readonly MembershipState[]).includes(state) ? membershipSteps[step].to : undefined

/** Door as the register writes it: `2单元301`, `2-301室` and `2 - 301` are all `2-301`. */
export const normaliseUnit = (unit: string) =>
  unit
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/(单元|门洞|栋|号)/g, '-')
    .replace(/室$/, '')
    .replace(/[—–_]/g, '-')
    .replace(/-+/g, '-')
