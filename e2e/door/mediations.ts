import type { Role } from '../../cloudfunctions/contract/account'
import type { MediationState } from '../../cloudfunctions/contract/mediation'
import { mediationRules } from '../../cloudfunctions/mediation/rules'
import type { Other, Spot } from './others'
import { admission, type Reading, type Somebody } from './reading'

/** Actions of mediation for the matrix and the fuzz, and a second reading of who may do what to one. */

const aboutNothing = (input: object): Other => ({
  callers: 'signedIn',
  input: { itemId: 'nothing', version: 1, ...input },
  told: 'NOT_FOUND',
})

export const mediationCalls = ({ point }: Spot): Record<string, Other> => ({
  'mediation.request': {
    callers: 'signedIn',
    input: {
      matter: 'noise',
      description: '楼上半夜拖桌子',
      otherSide: '楼上302的住户',
      otherPhone: '13000000001',
      wish: '晚上安静些',
      point,
      buildingId: 'nothing',
      photos: [],
    },
    told: 'INVALID',
  },
  ...Object.fromEntries(
    Object.entries(mediationInputs).map(([act, input]) => [`mediation.${act}`, aboutNothing(input)]),
  ),
})

/** What each step says. */
const mediationInputs: Record<string, object> = {
  accept: {},
  settle: { result: '双方说好了', photos: [] },
  progress: { note: '周六见面', photos: [] },
  end: { reason: '对方不愿意' },
  handUp: { reason: '要街道协调' },
  confirm: {},
  object: { reason: '说好的不是这样' },
  withdraw: { reason: '自己谈好了' },
}

/** Every step that somebody may try, with its action and what it says. */
export const mediationActs: Record<string, { action: string; input: object }> = {
  ...Object.fromEntries(
    Object.entries(mediationInputs).map(([act, input]) => [act, { action: `mediation.${act}`, input }]),
  ),
  reveal: { action: 'item.reveal', input: {} },
}

type Level = 'community' | 'street' | 'district'

/** One mediation to probe: how it comes about, and what it then is. */
export interface MediationSubject {
  name: string
  plays: readonly (readonly [by: Level | 'reporter', act: string])[]
  facts: { state: MediationState; responsible: Level; answerable?: Level }
}

export const mediationSubjects: MediationSubject[] = [
  { name: 'requested', plays: [], facts: { state: 'requested', responsible: 'community' } },
  { name: 'accepted', plays: [['community', 'accept']], facts: { state: 'accepted', responsible: 'community' } },
  { name: 'agreed', plays: [['community', 'settle']], facts: { state: 'agreed', responsible: 'community' } },
  {
    name: 'closed',
    plays: [
      ['community', 'settle'],
      ['reporter', 'confirm'],
    ],
    facts: { state: 'closed', responsible: 'community' },
  },
  {
    name: 'failed',
    plays: [
      ['community', 'accept'],
      ['community', 'end'],
    ],
    facts: { state: 'failed', responsible: 'community' },
  },
  { name: 'withdrawn', plays: [['reporter', 'withdraw']], facts: { state: 'withdrawn', responsible: 'community' } },
  {
    name: 'handed up to the street',
    plays: [['community', 'handUp']],
    facts: { state: 'requested', responsible: 'street', answerable: 'community' },
  },
  {
    name: 'accepted by the street',
    plays: [
      ['community', 'handUp'],
      ['street', 'accept'],
    ],
    facts: { state: 'accepted', responsible: 'street' },
  },
  {
    name: 'handed up to the district',
    plays: [
      ['community', 'handUp'],
      ['street', 'handUp'],
    ],
    facts: { state: 'requested', responsible: 'district', answerable: 'community' },
  },
]

/** Who handles what a unit of the level answers for. The made-up mediators are at communities. */
const handlers: Record<Level, Role[]> = {
  community: ['communityStaff', 'mediator'],
  street: ['streetStaff'],
  district: ['districtStaff'],
}

function standing(who: Somebody, { responsible, answerable }: MediationSubject['facts']): Set<string> {
  if (who.reporter) return new Set(['reporter'])
  const is = new Set<string>()
  const at = (level: Level) => who.nearness === 'own' && who.role !== undefined && handlers[level].includes(who.role)
  if (at(responsible)) is.add('responsible')
  if (answerable && at(answerable)) is.add('answerable')
  return is
}

/** Whether the person sees it. */
export const seesMediation = (who: Somebody, facts: MediationSubject['facts']) => {
  const admitted = admission(who, 'signedIn')
  return admitted !== 'ok' || standing(who, facts).size > 0 ? admitted : 'NOT_FOUND'
}

/** What happens when the person takes the step, knowing the version. */
export function readingOf(who: Somebody, act: string, facts: MediationSubject['facts']): Reading {
  const seen = seesMediation(who, facts)
  if (seen !== 'ok') return { verdict: seen }
  const is = standing(who, facts)
  const mine = mediationRules.steps.filter((row) => row.act === act && row.who.some((one) => is.has(one)))
  if (mine.length === 0) return { verdict: 'FORBIDDEN' }
  const row = mine.find(
    ({ from, levels }) => from.includes(facts.state) && (!levels || levels.includes(facts.responsible)),
  )
  if (!row) return { verdict: 'CONFLICT' }
  return { verdict: 'ok', to: row.to === 'same' ? facts.state : row.to }
}
