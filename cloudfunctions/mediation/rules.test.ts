import fc from 'fast-check'
import { contract } from '../contract'
import { type MediationState, mediationStates } from '../contract/mediation'
import type { ItemDoc } from '../kernel/collections'
import { advance, withIndexes } from '../kernel/items'
import { allowedActs, type Relation, type Step, stepFor } from '../kernel/rules'
import { plusHours } from '../kernel/time'
import { units } from '../testing/items'
import { madeMediation } from '../testing/mediation'
import { start } from '../testing/world'
import { mediationRules } from './rules'

const { steps, closed, owed } = mediationRules
const isClosed = (state: string) => (closed as readonly string[]).includes(state)
const isOwed = (state: string) => (owed as readonly string[]).includes(state)
const relations: Relation[] = ['reporter', 'responsible', 'answerable', 'system']

interface Choice {
  step: Step
  as: Relation
}

/** Every step that somebody, or the clock, can take on the item. */
const choices = (item: ItemDoc): Choice[] =>
  relations
    .filter((as) => as !== 'answerable' || item.answerable)
    .flatMap((as) =>
      allowedActs(mediationRules, item, [as]).map((act) => ({
        step: stepFor(mediationRules, act, item, [as]) as Step,
        as,
      })),
    )

const take = (item: ItemDoc, { step, as }: Choice, now = start) =>
  advance(mediationRules, step, item, { now, actorUnit: as === 'answerable' ? item.answerable : item.responsible })

/** A new request, as it may be: taken in by a community, or by whoever is above where nobody works below. */
const requests = ([units.community, units.street, units.district, units.city] as const).map((responsible) =>
  madeMediation({ id: 'i', responsible, units: [responsible.id] }),
)
const nameOf = (item: ItemDoc) => [item.state, item.responsible.level, item.answerable?.level ?? '-'].join(' ')

interface Standing {
  item: ItemDoc
  ways: Choice[]
  before: Set<Standing>
}

/** Every way a request can stand, by walking the table. */
const standings = (() => {
  const found = new Map<string, Standing>()
  const meet = (item: ItemDoc) => {
    const known = found.get(nameOf(item)) ?? { item, ways: choices(item), before: new Set() }
    found.set(nameOf(item), known)
    return known
  }
  requests.forEach(meet)
  for (const standing of found.values())
    for (const way of standing.ways) meet(take(standing.item, way)).before.add(standing)
  return [...found.values()]
})()

describe('the table of a mediation', () => {
  test('names every state, and reaches every state from a new request', () => {
    const states = Object.keys(mediationStates).sort()
    const named = new Set(steps.flatMap((step) => [...step.from, ...(step.to === 'same' ? [] : [step.to])]))
    expect([...named].sort()).toEqual(states)
    expect([...new Set(standings.map(({ item }) => item.state))].sort()).toEqual(states)
  })

  test('can bring every request to its end, and leaves no closed one', () => {
    const reach = new Set(standings.filter(({ item }) => isClosed(item.state)))
    for (const standing of reach) for (const earlier of standing.before) reach.add(earlier)
    expect(standings.filter((standing) => !reach.has(standing)).map(({ item }) => nameOf(item))).toEqual([])
    expect(steps.filter((step) => step.from.some(isClosed))).toEqual([])
  })

  test('lets each whom a row names take it at some time', () => {
    const taken = new Map<Step, Set<Relation>>(steps.map((step) => [step, new Set()]))
    for (const { ways } of standings) for (const { step, as } of ways) taken.get(step)?.add(as)
    for (const [step, who] of taken) expect([step.act, [...who].sort()]).toEqual([step.act, [...step.who].sort()])
  })

  test('is what the contract offers, no more and no less', () => {
    const byPeople = steps.filter(({ who }) => !(who as readonly string[]).includes('system')).map(({ act }) => act)
    const named = [...new Set(byPeople)].map((act) => (act === 'reveal' ? 'item.reveal' : `mediation.${act}`))
    const offered = Object.keys(contract).filter((name) => name.startsWith('mediation.') && !name.endsWith('.request'))
    expect(named.sort()).toEqual([...offered, 'item.reveal'].sort())
  })

  test('lets whoever asked stop it at any time while it goes on', () => {
    for (const { item } of standings)
      expect([nameOf(item), allowedActs(mediationRules, item, ['reporter']).includes('withdraw')]).toEqual([
        nameOf(item),
        !isClosed(item.state),
      ])
  })

  test('hands up from community to street to district, and no further by hand', () => {
    const handsUp = (['community', 'street', 'district', 'city'] as const).filter((level) =>
      stepFor(mediationRules, 'handUp', madeMediation({ id: 'i', responsible: units[level] }), ['responsible']),
    )
    expect(handsUp).toEqual(['community', 'street'])
  })

  test('has a sentence of its own for every act', () => {
    const told = [{ act: 'request', to: 'requested' as const }, ...steps].map(({ act, to }) =>
      mediationRules.story({ act, state: to, actor: '某单位', responsible: units.street }),
    )
    for (const sentence of told) expect(sentence).toMatch(/[\u4e00-\u9fff]{2}/)
    expect(told.filter((sentence) => Object.values(mediationStates).includes(sentence as never))).toEqual([])
    expect(told).not.toContain('有新进展')
  })

  test('says at a failed end what is open to both: legal aid, arbitration, the court', () => {
    const sentence = mediationRules.story({ act: 'end', state: 'failed', actor: '', responsible: units.community })
    for (const way of ['12348', '仲裁', '法院']) expect(sentence).toContain(way)
  })
})

describe('deadlines', () => {
  const dueAfter = (state: MediationState, act: string, as: Relation) => {
    const item = madeMediation({ id: 'i', state })
    return take(item, { step: stepFor(mediationRules, act, item, [as]) as Step, as }).dueAt
  }

  test('are three days to take it on, thirty to solve it from then, a week to confirm', () => {
    expect(dueAfter('requested', 'handUp', 'responsible')).toBe(plusHours(start, 72))
    expect(dueAfter('requested', 'accept', 'responsible')).toBe(plusHours(start, 720))
    expect(dueAfter('accepted', 'settle', 'responsible')).toBe(plusHours(start, 168))
    expect(dueAfter('agreed', 'object', 'reporter')).toBe(plusHours(start, 720))
  })

  test('run on while it is talked about, and are over with it', () => {
    const { dueAt } = madeMediation({ id: 'i' })
    expect(dueAfter('accepted', 'progress', 'responsible')).toBe(dueAt)
    expect(dueAfter('accepted', 'reveal', 'responsible')).toBe(dueAt)
    expect(dueAfter('accepted', 'end', 'responsible')).toBeUndefined()
  })

  test('that are missed climb from community to city, one level at a time, whoever had it first still answerable', () => {
    const seen = []
    let item = madeMediation({ id: 'i', state: 'accepted' })
    for (;;) {
      seen.push([item.state, item.responsible.level, item.answerable?.level])
      const step = stepFor(mediationRules, 'escalate', item, ['system'])
      if (!step) break
      item = advance(mediationRules, step, item, { now: start })
    }
    expect(seen).toEqual([
      ['accepted', 'community', undefined],
      ['requested', 'street', 'community'],
      ['requested', 'district', 'community'],
      ['requested', 'city', 'community'],
    ])
  })
})

test('after any steps in any order it stays out of every list of an area', () => {
  const turns = fc.array(fc.record({ pick: fc.nat(), hours: fc.integer({ min: 0, max: 800 }) }), { maxLength: 30 })
  fc.assert(
    fc.property(fc.constantFrom(...requests), turns, (request, taken) => {
      let [item, now] = [request, start]
      for (const { pick, hours } of taken) {
        const ways = choices(item)
        if (ways.length === 0) break
        now = plusHours(now, hours)
        item = take(item, ways[pick % ways.length], now)
        expect(withIndexes(mediationRules, item)).toEqual(item)
        const { openGrid, openCommunity, openStreet, openDistrict, openCity, openCell, alertQueue } = item
        const lists = [openGrid, openCommunity, openStreet, openDistrict, openCity, openCell, alertQueue]
        expect(lists.filter((list) => list !== undefined)).toEqual([])
        const { responsible, queue, specialistQueue } = item
        const queues = isOwed(item.state) ? [responsible.id, `${responsible.id}/mediator`] : [undefined, undefined]
        expect([queue, specialistQueue]).toEqual(queues)
        expect(item.dueAt === undefined).toBe(isClosed(item.state))
      }
    }),
    { numRuns: 200 },
  )
})
