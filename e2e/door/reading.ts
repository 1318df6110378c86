import type { Role } from '../../cloudfunctions/contract/account'
import type { UnitLevel } from '../../cloudfunctions/contract/fields'
import { hazardRules } from '../../cloudfunctions/hazard/rules'
import type { Facts } from './subjects'

/**
 * A second reading of the table of hazards and of the policies, for the matrix: what every person may do with every
 * item, reckoned from who they are and how the item came about, without the functions by which the server decides.
 */

/** Where a person stands to the place of the item. */
export type Nearness = 'own' | 'near' | 'far'

/** Somebody who knocks at the door. */
export interface Somebody {
  name: string
  /** Persona id; nobody is signed in without it. */
  id?: string
  role?: Role
  nearness?: Nearness
  reporter?: true
  joined?: true
  /** The receipt of the item, or one that is not its own. */
  receipt?: 'right' | 'wrong'
}

/** Who answers for a unit of each level. */
const roleAt: Record<UnitLevel, Role> = {
  grid: 'gridWorker',
  community: 'communityStaff',
  street: 'streetStaff',
  district: 'districtStaff',
  city: 'cityStaff',
  department: 'departmentStaff',
}
const staff: readonly Role[] = [...Object.values(roleAt), 'mediator']
const overseers: Role[] = ['gridWorker', 'communityStaff', 'streetStaff', 'districtStaff', 'cityStaff']

/** Who may call an action at all. */
type Callers = 'anyone' | 'signedIn' | 'staff' | 'reporter' | readonly Role[]

/** What each action on an item is for, besides the rows of the table. */
export const itemActions: Record<string, Callers> = {
  accept: 'signedIn',
  handBack: 'signedIn',
  settle: 'signedIn',
  blow: 'signedIn',
  assign: 'signedIn',
  resolve: 'signedIn',
  merge: 'signedIn',
  reveal: 'signedIn',
  confirm: 'reporter',
  reopen: 'reporter',
  withdraw: 'reporter',
}

export type Verdict = 'ok' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'NOT_FOUND' | 'CONFLICT'

/** Whether the person may call an action that is for `callers`. */
export function admission(who: Somebody, callers: Callers): 'ok' | 'UNAUTHENTICATED' | 'FORBIDDEN' {
  if (callers === 'anyone') return 'ok'
  if (callers === 'reporter' && who.receipt) return 'ok'
  if (!who.id) return 'UNAUTHENTICATED'
  if (callers === 'signedIn' || callers === 'reporter') return 'ok'
  const roles: readonly Role[] = callers === 'staff' ? staff : callers
  return who.role && roles.includes(who.role) ? 'ok' : 'FORBIDDEN'
}

/** Everything the person is to the item. */
export function standing(who: Somebody, facts: Facts): Set<string> {
  const is = new Set<string>()
  const { role } = who
  const here = role !== undefined && who.nearness === 'own'
  if (facts.confidential ? who.receipt === 'right' : who.reporter) is.add('reporter')
  if (here && role === roleAt[facts.responsible]) is.add('responsible')
  if (here && facts.answerable && role === roleAt[facts.answerable]) is.add('answerable')
  const wakes = facts.critical && (facts.state === 'routed' || facts.state === 'reopened')
  if (here && wakes && role === 'communityStaff') is.add('alerted')
  if (here && overseers.includes(role)) is.add('overseer')
  if (here && role === 'gridInformant' && !facts.confidential) is.add('informant')
  if (here && role === 'departmentStaff' && facts.fire) is.add('past')
  if (is.size === 0 && who.joined) is.add('joined')
  return is
}

/** Whether the person sees the item through `item.get`. */
export function sight(who: Somebody, facts: Facts): Verdict {
  const admitted = admission(who, 'signedIn')
  if (admitted !== 'ok') return admitted
  return standing({ ...who, receipt: undefined }, facts).size > 0 ? 'ok' : 'NOT_FOUND'
}

export interface Reading {
  verdict: Verdict
  /** State after a step that is taken. */
  to?: string
}

/** What happens when the person takes the step, knowing the item's version. */
export function reading(who: Somebody, act: string, facts: Facts): Reading {
  const admitted = admission(who, itemActions[act])
  if (admitted !== 'ok') return { verdict: admitted }
  const is = standing(who, facts)
  if (is.size === 0) return { verdict: 'NOT_FOUND' }
  const mine = hazardRules.steps.filter((row) => row.act === act && row.who.some((one) => is.has(one)))
  if (mine.length === 0) return { verdict: 'FORBIDDEN' }
  const [row] = mine.filter(
    ({ from, levels, reopensLeft, named }) =>
      from.includes(facts.state) &&
      (!levels || levels.includes(facts.responsible)) &&
      (reopensLeft === undefined || reopensLeft === (facts.reopens ?? 0) < 2) &&
      !(named && facts.confidential),
  )
  if (!row) return { verdict: 'CONFLICT' }
  return { verdict: 'ok', to: row.to === 'same' ? facts.state : row.to }
}
