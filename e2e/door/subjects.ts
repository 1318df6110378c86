import type { UnitLevel } from '../../cloudfunctions/contract/fields'
import type { HazardState } from '../../cloudfunctions/contract/hazard'
import type { Door } from './door'

/** Who takes a step: a unit of the item's own path, or its reporter. */
export type Part = UnitLevel | 'reporter'
export type Play = readonly [by: Part, act: string]

/** What the tests know of an item without asking the host: written by hand, checked against what the host shows. */
export interface Facts {
  state: HazardState
  responsible: UnitLevel
  /** Who answers for it until the responsible unit accepts. */
  answerable?: UnitLevel
  /** The fire department has been responsible once. */
  fire?: true
  reopens?: 1 | 2 | 3
  critical?: true
  confidential?: true
}

/** One item to probe: how it comes about, and what it then is. */
export interface Subject {
  name: string
  plays: readonly Play[]
  facts: Facts
}

const up = (...units: UnitLevel[]): Play[] => units.map((unit) => [unit, 'handBack'])
const whistle: Play[] = [['grid', 'blow']]
const assign: Play[] = [...whistle, ['street', 'assign']]
const atDepartment: Play[] = [...assign, ['department', 'accept']]
const settle: Play[] = [['grid', 'settle']]
const reopenedTwice = (by: UnitLevel, start: readonly Play[]): Play[] => [
  ...start,
  ['reporter', 'reopen'],
  [by, 'resolve'],
  ['reporter', 'reopen'],
  [by, 'resolve'],
]
const arbitration: Play[] = [...reopenedTwice('grid', settle), ['reporter', 'reopen']]

/** One for every state. */
const plain: Subject[] = [
  { name: 'routed', plays: [], facts: { state: 'routed', responsible: 'grid' } },
  { name: 'accepted', plays: [['grid', 'accept']], facts: { state: 'accepted', responsible: 'grid' } },
  { name: 'whistled', plays: whistle, facts: { state: 'whistled', responsible: 'street', answerable: 'grid' } },
  {
    name: 'assigned',
    plays: assign,
    facts: { state: 'assigned', responsible: 'department', answerable: 'grid', fire: true },
  },
  { name: 'resolved', plays: settle, facts: { state: 'resolved', responsible: 'grid' } },
  {
    name: 'reopened',
    plays: [...settle, ['reporter', 'reopen']],
    facts: { state: 'reopened', responsible: 'grid', reopens: 1 },
  },
  {
    name: 'in arbitration',
    plays: arbitration,
    facts: { state: 'arbitration', responsible: 'street', answerable: 'grid', reopens: 3 },
  },
  { name: 'closed', plays: [...settle, ['reporter', 'confirm']], facts: { state: 'closed', responsible: 'grid' } },
  { name: 'withdrawn', plays: [['reporter', 'withdraw']], facts: { state: 'withdrawn', responsible: 'grid' } },
  { name: 'merged', plays: [['grid', 'merge']], facts: { state: 'merged', responsible: 'grid' } },
]

const confidential: Subject[] = plain.map(({ name, plays, facts }) => ({
  name: `confidential, ${name}`,
  plays,
  facts: { ...facts, confidential: true },
}))

/** The same states at other levels, with other histories. */
const histories: Subject[] = [
  {
    name: 'critical, routed',
    plays: [],
    facts: { state: 'routed', responsible: 'grid', critical: true },
  },
  {
    name: 'critical, accepted by the community that was woken',
    plays: [['community', 'accept']],
    facts: { state: 'accepted', responsible: 'community', critical: true },
  },
  {
    name: 'critical, reopened',
    plays: [...settle, ['reporter', 'reopen']],
    facts: { state: 'reopened', responsible: 'grid', reopens: 1, critical: true },
  },
  {
    name: 'handed up to the community',
    plays: up('grid'),
    facts: { state: 'routed', responsible: 'community', answerable: 'grid' },
  },
  {
    name: 'handed up to the street',
    plays: up('grid', 'community'),
    facts: { state: 'routed', responsible: 'street', answerable: 'grid' },
  },
  {
    name: 'handed up to the district',
    plays: up('grid', 'community', 'street'),
    facts: { state: 'routed', responsible: 'district', answerable: 'grid' },
  },
  {
    name: 'handed up to the city',
    plays: up('grid', 'community', 'street', 'district'),
    facts: { state: 'routed', responsible: 'city', answerable: 'grid' },
  },
  {
    name: 'handed up and accepted by the street',
    plays: [...up('grid', 'community'), ['street', 'accept']],
    facts: { state: 'accepted', responsible: 'street' },
  },
  {
    name: 'handed up and accepted by the grid after all',
    plays: [...up('grid', 'community'), ['grid', 'accept']],
    facts: { state: 'accepted', responsible: 'grid' },
  },
  {
    name: 'accepted, then whistled for',
    plays: [['grid', 'accept'], ...whistle],
    facts: { state: 'whistled', responsible: 'street', answerable: 'grid' },
  },
  {
    name: 'whistled for, passed on to the district',
    plays: [...whistle, ['street', 'handBack']],
    facts: { state: 'whistled', responsible: 'district', answerable: 'grid' },
  },
  {
    name: 'handed back by the department',
    plays: [...assign, ['department', 'handBack']],
    facts: { state: 'whistled', responsible: 'street', answerable: 'grid', fire: true },
  },
  {
    name: 'accepted by the department',
    plays: atDepartment,
    facts: { state: 'accepted', responsible: 'department', fire: true },
  },
  {
    name: 'resolved by the department',
    plays: [...atDepartment, ['department', 'resolve']],
    facts: { state: 'resolved', responsible: 'department', fire: true },
  },
  {
    name: 'reopened at the department',
    plays: [...atDepartment, ['department', 'resolve'], ['reporter', 'reopen']],
    facts: { state: 'reopened', responsible: 'department', fire: true, reopens: 1 },
  },
  {
    name: 'resolved, reopened twice',
    plays: reopenedTwice('grid', settle),
    facts: { state: 'resolved', responsible: 'grid', reopens: 2 },
  },
  {
    name: 'in arbitration after the department',
    plays: [...reopenedTwice('department', [...atDepartment, ['department', 'resolve']]), ['reporter', 'reopen']],
    facts: { state: 'arbitration', responsible: 'street', answerable: 'department', fire: true, reopens: 3 },
  },
  {
    name: 'closed by the street',
    plays: [...arbitration, ['street', 'settle']],
    facts: { state: 'closed', responsible: 'street', reopens: 3 },
  },
  {
    name: 'withdrawn from the department',
    plays: [...assign, ['reporter', 'withdraw']],
    facts: { state: 'withdrawn', responsible: 'department', fire: true },
  },
]

export const oneOfEachState = plain
export const subjects: readonly Subject[] = [...plain, ...confidential, ...histories]

/** Who plays which part. */
export type Players = Record<Part, string>

/** An item that came about. */
export interface Made {
  itemId: string
  version: number
  receipt?: string
}

export interface Site {
  buildingId: string
  /** The fire department of the district. */
  departmentId: string
  /** Item to merge others into, by whether it is critical. */
  target(critical: boolean): string
}

const sentence = '这是演示用的说明'

/** What each step needs besides item and version. */
export function inputOf(act: string, site: Site, critical = false): object {
  switch (act) {
    case 'handBack':
    case 'blow':
    case 'reopen':
      return { reason: sentence }
    case 'settle':
    case 'resolve':
      return { result: sentence }
    case 'confirm':
      return { score: 4 }
    case 'assign':
      return { departmentId: site.departmentId }
    case 'merge':
      return { intoItemId: site.target(critical) }
    default:
      return {}
  }
}

export const actionOf = (act: string) => (act === 'reveal' ? 'item.reveal' : `hazard.${act}`)

/** Reports an item for the subject, with photos that the reporter put up, and takes it through its plays. */
export async function make(
  door: Door,
  subject: Subject,
  players: Players,
  site: Site,
  photos: string[] = [],
): Promise<Made> {
  const { critical, confidential } = subject.facts
  const { itemId, receipt } = await door.call(players.reporter, 'hazard.report', {
    category: critical ? 'gas' : 'fireExit',
    description: '楼道里有隐患，请来看看',
    buildingId: site.buildingId,
    confidential,
    photos,
  })
  return advance(door, { itemId, version: 1, receipt }, subject, players, site)
}

/** Takes an item that was just reported through the subject's plays. */
export async function advance(
  door: Door,
  { itemId, version, receipt }: Made,
  { plays, facts }: Subject,
  players: Players,
  site: Site,
): Promise<Made> {
  let latest = version
  for (const [by, act] of plays) {
    const byReceipt = by === 'reporter' && receipt !== undefined
    const input = { itemId, version: latest, ...inputOf(act, site, facts.critical), ...(byReceipt && { receipt }) }
    const outcome = await door.outcome(byReceipt ? undefined : players[by], actionOf(act), input)
    if (!outcome.ok) throw new Error(`${act} by ${by}: ${JSON.stringify(outcome.error)}`)
    latest = outcome.value.version
  }
  return { itemId, version: latest, receipt }
}
