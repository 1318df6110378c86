import type { UnitLevel } from '../contract/fields'
import {
  allowedActs,
  everAllows,
  type KindRules,
  type Relation,
  type Step,
  type StepSubject,
  sees,
  stepFor,
} from './rules'

const row = (act: string, who: readonly Relation[], over: Partial<Step> = {}): Step => ({
  act,
  from: ['open'],
  to: 'done',
  who,
  deadline: 'none',
  move: 'stay',
  tell: [],
  ...over,
})

/** A kind made for the test: each row differs from the first in one condition. */
const kind: KindRules = {
  kind: 'hazard',
  steps: [
    row('finish', ['responsible', 'answerable']),
    row('finish', ['overseer'], { from: ['stuck'], to: 'open' }),
    row('lift', ['responsible'], { levels: ['grid', 'community'] }),
    row('again', ['reporter'], { reopensLeft: true }),
    row('appeal', ['reporter'], { reopensLeft: false }),
    row('look', ['responsible'], { named: true }),
    row('ring', ['system']),
  ],
  closed: ['done'],
  owed: ['open'],
  untaken: [],
  maxReopens: 2,
  story: () => '',
}

const subject = (over: { state?: string; level?: UnitLevel; reopens?: number; confidential?: boolean } = {}) => {
  const { level = 'grid', ...rest } = over
  return { state: 'open', responsible: { level }, reopens: 0, confidential: false, ...rest } satisfies StepSubject
}
const acts = (held: Relation[], over = {}) => allowedActs(kind, subject(over), held)

test('who is nothing to an item does not see it and may do nothing', () => {
  expect(sees([])).toBe(false)
  expect(sees(['joined'])).toBe(true)
  expect(acts([])).toEqual([])
  expect(acts(['joined', 'past', 'informant'])).toEqual([])
})

test('a row holds for those it names, in the states it names', () => {
  expect(acts(['responsible'])).toEqual(['finish', 'lift', 'look'])
  expect(acts(['answerable'])).toEqual(['finish'])
  expect(acts(['overseer'])).toEqual([])
  expect(acts(['overseer'], { state: 'stuck' })).toEqual(['finish'])
  expect(acts(['responsible', 'reporter', 'system'], { state: 'done' })).toEqual([])
})

test('several relations add up, and an act is named once', () => {
  expect(acts(['responsible', 'answerable', 'reporter'])).toEqual(['finish', 'lift', 'again', 'look'])
})

test('a row may hold for some levels only', () => {
  expect(acts(['responsible'], { level: 'community' })).toContain('lift')
  for (const level of ['street', 'district', 'city', 'department'] as const)
    expect(acts(['responsible'], { level })).not.toContain('lift')
})

test('the last reopening is the one before the limit', () => {
  expect(acts(['reporter'], { reopens: 1 })).toEqual(['again'])
  expect(acts(['reporter'], { reopens: 2 })).toEqual(['appeal'])
})

test('there is nobody to look at behind a confidential report', () => {
  expect(acts(['responsible'], { confidential: true })).toEqual(['finish', 'lift'])
})

test('of two rows of one act the one that holds is taken', () => {
  expect(stepFor(kind, 'finish', subject(), ['responsible', 'overseer'])?.to).toBe('done')
  expect(stepFor(kind, 'finish', subject({ state: 'stuck' }), ['responsible', 'overseer'])?.to).toBe('open')
  expect(stepFor(kind, 'finish', subject({ state: 'done' }), ['responsible'])).toBeUndefined()
  expect(stepFor(kind, 'unknown', subject(), ['responsible'])).toBeUndefined()
})

test('«not you» is told from «not now»', () => {
  expect(everAllows(kind, 'finish', ['overseer'])).toBe(true)
  expect(everAllows(kind, 'appeal', ['reporter'])).toBe(true)
  expect(everAllows(kind, 'ring', ['responsible', 'reporter'])).toBe(false)
})

test('what is allowed is exactly what has a row to take', () => {
  const all: Relation[] = ['reporter', 'responsible', 'answerable', 'overseer', 'system']
  for (const relation of all)
    for (const state of ['open', 'stuck', 'done'])
      for (const act of new Set(kind.steps.map((step) => step.act)))
        expect(acts([relation], { state }).includes(act)).toBe(
          stepFor(kind, act, subject({ state }), [relation]) !== undefined,
        )
})
