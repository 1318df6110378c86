import type { UnitLevel } from '../contract/fields'
import type { ItemKind } from '../contract/item'

/**
 * What a person is to an item. `reporter` brought it (or holds its receipt); `responsible` answers for it now;
 * `answerable` did before and does until the responsible unit accepts; `alerted` is told at once of a critical one;
 * `overseer` works for an area above, `informant` helps its grid, `past` was responsible once; `joined` follows it
 * because their own report is the same; `system` is the clock.
 */
export const relations = [
  'reporter',
  'responsible',
  'answerable',
  'alerted',
  'overseer',
  'informant',
  'past',
  'joined',
  'system',
] as const
export type Relation = (typeof relations)[number]

/** Which deadline starts: for the unit to accept, for it to solve, for the reporter to confirm; or none is left. */
export type Deadline = 'accept' | 'resolve' | 'confirm' | 'none' | 'keep'

/** Where responsibility goes: stays, to the unit that acts, one level up, to the street, to a department. */
export type Move = 'stay' | 'actor' | 'up' | 'street' | 'department'

/** Who hears of the step besides the one who took it. */
export type Told = 'reporters' | 'responsible' | 'previous'

/** One row of a kind's state table: the single source of what is allowed, of the tests that walk it and of the diagram. */
export interface Step<S extends string = string> {
  act: string
  from: readonly S[]
  to: S | 'same'
  who: readonly Relation[]
  /** The row holds only while the responsible unit is of one of these levels. */
  levels?: readonly UnitLevel[]
  /** The row holds only while the reporter has reopened fewer times than the limit, or (false) no fewer. */
  reopensLeft?: boolean
  /** The row holds only for a report with a name. */
  named?: true
  deadline: Deadline
  move: Move
  tell: readonly Told[]
}

/** What the rows of a table look at. */
export interface StepSubject {
  state: string
  responsible: { level: UnitLevel }
  reopens: number
  confidential: boolean
}

/** A kind of item as its context declares it. */
export interface KindRules<S extends string = string> {
  kind: ItemKind
  steps: readonly Step<S>[]
  /** States in which nothing is owed any more. */
  closed: readonly S[]
  /** States in which the responsible unit owes the next step. */
  owed: readonly S[]
  /** States in which nobody has taken it on yet; a critical item then waits at the community's desk too. */
  untaken: readonly S[]
  maxReopens: number
  /** What whoever brought it is called in front of people; `报告人` unless said. */
  reporter?: string
  /** One Chinese sentence for an event of the timeline. */
  story(event: StoryEvent): string
}
export interface StoryEvent {
  act: string
  state: string
  actor: string
  responsible: { level: UnitLevel; name: string }
}

/** What happens to an item of any kind when its grid, or the grid's workers, change. */
const commonStories: Partial<Record<string, (event: StoryEvent) => string>> = {
  replace: () => '所在网格换了网格员，接着办理',
  vacate: ({ responsible }) => `所在网格暂时没有网格员，由${responsible.name}负责`,
  fill: ({ responsible }) => `所在网格有了网格员，由${responsible.name}负责`,
  rezone: ({ responsible }) => `网格范围调整，由${responsible.name}负责`,
}

/** One Chinese sentence for an event of an item's timeline. */
export const storyOf = (kind: KindRules, event: StoryEvent): string =>
  commonStories[event.act]?.(event) ?? kind.story(event)

/** Relations that may see an item at all; what a person may not see is NOT_FOUND. */
export const sees = (held: readonly Relation[]) => held.length > 0

const holdsFor = (kind: KindRules, step: Step, subject: StepSubject) =>
  (step.levels === undefined || step.levels.includes(subject.responsible.level)) &&
  (step.reopensLeft === undefined || step.reopensLeft === subject.reopens < kind.maxReopens) &&
  (!step.named || !subject.confidential)

const permits = (step: Step, held: readonly Relation[]) => step.who.some((who) => held.includes(who))

/** The row by which somebody who is `held` to the item may do `act` now. */
export const stepFor = (kind: KindRules, act: string, subject: StepSubject, held: readonly Relation[]) =>
  kind.steps.find(
    (step) =>
      step.act === act && step.from.includes(subject.state) && holdsFor(kind, step, subject) && permits(step, held),
  )

/** Whether somebody who is `held` to the item may do `act` in some state; tells «not you» from «not now». */
export const everAllows = (kind: KindRules, act: string, held: readonly Relation[]) =>
  kind.steps.some((step) => step.act === act && permits(step, held))

/** Acts somebody who is `held` to the item may take now, in the table's order. */
export const allowedActs = (kind: KindRules, subject: StepSubject, held: readonly Relation[]): string[] => {
  const acts = kind.steps
    .filter((step) => step.from.includes(subject.state) && holdsFor(kind, step, subject) && permits(step, held))
    .map((step) => step.act)
  return [...new Set(acts)]
}
