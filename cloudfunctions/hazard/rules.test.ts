import fc from 'fast-check'
import { contract } from '../contract'
import { type HazardState, hazardStates } from '../contract/hazard'
import type { ItemDoc } from '../kernel/collections'
import { advance, withIndexes } from '../kernel/items'
import { allowedActs, type Relation, relations, type Step, stepFor } from '../kernel/rules'
import { plusHours } from '../kernel/time'
import { madeItem, units } from '../testing/items'
import { start } from '../testing/world'
import { hazardRules } from './rules'

const { steps, closed, owed, maxReopens } = hazardRules
const isClosed = (state: string) => (closed as readonly string[]).includes(state)
const isOwed = (state: string) => (owed as readonly string[]).includes(state)

/** Whoever may be something to the item as it stands. */
const present = (item: ItemDoc): Relation[] =>
  relations.filter(
    (relation) => (relation !== 'answerable' || item.answerable) && (relation !== 'alerted' || item.alertQueue),
  )

interface Choice {
  step: Step
  as: Relation
  to?: ItemDoc['responsible']
}

/** Every step that somebody, or the clock, can take on the item. */
const choices = (item: ItemDoc): Choice[] =>
  present(item).flatMap((as) =>
    allowedActs(hazardRules, item, [as]).flatMap((act): Choice[] => {
      const step = stepFor(hazardRules, act, item, [as])
      if (!step) throw new Error(`${act} is allowed and has no row`)
      return step.move === 'department' ? [units.fire, units.urban].map((to) => ({ step, as, to })) : [{ step, as }]
    }),
  )

const unitOf = (item: ItemDoc, as: Relation) => {
  if (as === 'responsible') return item.responsible
  if (as === 'answerable') return item.answerable
  return as === 'alerted' ? units.community : undefined
}

/** Takes the step as the action of its name does. */
const take = (item: ItemDoc, { step, as, to }: Choice, now: string) =>
  advance(hazardRules, step, item, {
    now,
    actorUnit: unitOf(item, as),
    to,
    ...(step.act === 'reopen' && { patch: { reopens: item.reopens + 1 } }),
  })

const rungs = [units.grid, units.community, units.street, units.district] as const
/** A new report, as it may be: taken by a grid or by a desk above, critical or not, with a name or without. */
const reports = [0, 1, 2, 3].flatMap((rung) =>
  (['critical', 'ordinary'] as const).flatMap((severity) =>
    [false, true].map((confidential) => {
      const { area, ladder } = madeItem({ id: 'i' })
      const known = { gridId: area.gridId, communityId: area.communityId, streetId: area.streetId }
      const upTo = Object.fromEntries(Object.entries(known).slice(rung))
      return madeItem({
        id: 'i',
        severity,
        confidential,
        ...(!confidential && { reporterId: 'resident' }),
        responsible: rungs[rung],
        units: [rungs[rung].id],
        ladder: ladder.slice(rung),
        area: { cityId: area.cityId, districtId: area.districtId, ...upTo },
        openCell: 'fireExit/cell',
      })
    }),
  ),
)

/** What decides which rows hold; two items alike in it have the same future. */
const nameOf = (item: ItemDoc) =>
  [
    item.state,
    item.responsible.level,
    item.answerable?.level ?? '-',
    Math.min(item.reopens, maxReopens),
    item.alertQueue ? 'alert' : '',
    item.confidential ? 'confidential' : '',
    item.ladder.length,
  ].join(' ')

interface Standing {
  name: string
  item: ItemDoc
  ways: Choice[]
  /** Standings that one step leads to this one from. */
  before: Set<Standing>
}

/** Every way an item can stand, by walking the table from all kinds of new reports. */
const standings = (() => {
  const found = new Map<string, Standing>()
  const meet = (item: ItemDoc) => {
    const name = nameOf(item)
    const known = found.get(name) ?? { name, item, ways: choices(item), before: new Set() }
    found.set(name, known)
    return known
  }
  reports.forEach(meet)
  // A Map hands out what is added while it is walked
  for (const standing of found.values())
    for (const way of standing.ways) meet(take(standing.item, way, start)).before.add(standing)
  return [...found.values()]
})()

describe('the table of a hazard report', () => {
  test('names every state, and reaches every state from a new report', () => {
    const states = Object.keys(hazardStates).sort()
    const named = [...new Set(steps.flatMap((step) => [...step.from, ...(step.to === 'same' ? [] : [step.to])]))]
    expect(named.sort()).toEqual(states)
    expect([...new Set(standings.map(({ item }) => item.state))].sort()).toEqual(states)
  })

  test('lets each whom a row names take it at some time', () => {
    const taken = new Map<Step, Set<Relation>>(steps.map((step) => [step, new Set()]))
    for (const { ways } of standings) for (const { step, as } of ways) taken.get(step)?.add(as)
    for (const [step, who] of taken) expect([step.act, [...who].sort()]).toEqual([step.act, [...step.who].sort()])
  })

  test('has a way out of every standing that is not closed', () => {
    const stuck = standings.filter(
      ({ item, ways }) =>
        ways.some(({ step }) => step.to !== 'same' && step.to !== item.state) === isClosed(item.state),
    )
    expect(stuck.map(({ name }) => name)).toEqual([])
  })

  test('can bring every report to its end', () => {
    const reach = new Set(standings.filter(({ item }) => isClosed(item.state)))
    for (const standing of reach) for (const earlier of standing.before) reach.add(earlier)
    expect(standings.filter((standing) => !reach.has(standing)).map(({ name }) => name)).toEqual([])
  })

  test('has no row that leaves a closed state', () => {
    expect(steps.filter((step) => step.from.some(isClosed))).toEqual([])
  })

  test('gives whoever is responsible a way to finish what is owed, and to take on what another still answers for', () => {
    for (const { name, item } of standings.filter((one) => isOwed(one.item.state))) {
      const acts = allowedActs(hazardRules, item, ['responsible'])
      const canFinish = ['accept', 'settle', 'resolve'].some((act) => acts.includes(act))
      const canTakeOn = !item.answerable || item.state === 'arbitration' || acts.includes('accept')
      expect([name, canFinish, canTakeOn]).toEqual([name, true, true])
    }
  })

  test('hands on to another unit whenever it says so; only the street may be asked to judge its own work', () => {
    const idle = standings.flatMap(({ name, item, ways }) =>
      ways
        .filter(({ step }) => ['up', 'street', 'department'].includes(step.move) && step.to !== 'arbitration')
        .filter((way) => take(item, way, start).responsible.id === item.responsible.id)
        .map(({ step }) => `${step.act}: ${name}`),
    )
    expect(idle).toEqual([])
  })

  test('is what the contract offers, no more and no less', () => {
    const isClock = (step: Step) => step.who.includes('system')
    const acts = (rows: readonly Step[]) => [...new Set(rows.map((step) => step.act))]
    const onItems = Object.entries(contract)
      .filter(([, { request }]) => 'itemId' in request.entries && 'version' in request.entries)
      .map(([name]) => name)
      .filter((name) => /^(hazard|item)\./.test(name))
    const named = acts(steps.filter((step) => !isClock(step))).map((act) =>
      act === 'reveal' ? 'item.reveal' : `hazard.${act}`,
    )
    expect(named.sort()).toEqual(onItems.sort())
    for (const act of acts(steps.filter(isClock))) expect(contract).not.toHaveProperty([`hazard.${act}`])
  })

  test('keeps the steps of the clock from people', () => {
    for (const step of steps.filter((one) => (one.who as readonly string[]).includes('system')))
      expect(step.who).toEqual(['system'])
  })

  test('has a sentence of its own for every act and every end', () => {
    const told = steps.map(({ act, to }) =>
      hazardRules.story({ act, state: to, actor: '某单位', responsible: units.street }),
    )
    for (const sentence of told) expect(sentence).toMatch(/[\u4e00-\u9fff]{2}/)
    expect(told).not.toContain('有新进展')
    expect(told.filter((sentence) => Object.values(hazardStates).includes(sentence as never))).toEqual([])
  })
})

describe('a missed deadline', () => {
  const escalate = (item: ItemDoc) => {
    const step = stepFor(hazardRules, 'escalate', item, ['system'])
    return step && advance(hazardRules, step, item, { now: start })
  }

  test('climbs from the grid to the city, one level at a time, and stops there', () => {
    const seen = []
    let item: ItemDoc | undefined = madeItem({ id: 'i' })
    for (let rung = 0; item && rung < 10; rung += 1) {
      seen.push(item.responsible.level)
      item = escalate(item)
    }
    expect(seen).toEqual(['grid', 'community', 'street', 'district', 'city'])
  })

  test('of a department goes to its district', () => {
    const item = madeItem({ id: 'i', state: 'assigned', responsible: units.fire })
    expect(escalate(item)).toMatchObject({ responsible: units.district, answerable: units.fire })
  })

  test.each(owed)('counts while it is «%s»', (state) => {
    const item = madeItem({ id: 'i', state, responsible: units.street })
    const next = escalate(item)
    expect(next).toMatchObject({
      responsible: units.district,
      dueAt: plusHours(start, 4),
      timerAt: plusHours(start, 3),
    })
    expect(isOwed(next?.state ?? '')).toBe(true)
  })

  test('leaves the one who received it answerable until somebody accepts', () => {
    const missed = escalate(escalate(madeItem({ id: 'i' })) as ItemDoc) as ItemDoc
    expect(missed).toMatchObject({ responsible: units.street, answerable: units.grid })
    for (const as of ['responsible', 'answerable'] as const) {
      const step = stepFor(hazardRules, 'accept', missed, [as]) as Step
      const taken = take(missed, { step, as }, start)
      expect(taken).toMatchObject({ responsible: as === 'responsible' ? units.street : units.grid, state: 'accepted' })
      expect(taken.answerable).toBeUndefined()
    }
  })
})

describe('deadlines', () => {
  const at = (state: HazardState, act: string, as: Relation, over: Partial<ItemDoc> = {}) => {
    const item = madeItem({ id: 'i', state, ...over })
    const { dueAt, timerAt } = take(item, { step: stepFor(hazardRules, act, item, [as]) as Step, as }, start)
    return { dueAt, timerAt }
  }
  const hours = (due: number) => ({ dueAt: plusHours(start, due), timerAt: plusHours(start, due * 0.75) })

  test('start with the step that owes them: the category’s hours to accept and to solve, a week to confirm', () => {
    expect(at('routed', 'accept', 'responsible')).toEqual(hours(48))
    expect(at('routed', 'blow', 'responsible')).toEqual(hours(4))
    expect(at('accepted', 'resolve', 'responsible')).toEqual(hours(7 * 24))
    expect(at('resolved', 'reopen', 'reporter')).toEqual(hours(4))
  })

  test('are over with the matter, and not moved by a look at the reporter', () => {
    expect(at('resolved', 'confirm', 'reporter')).toEqual({ dueAt: undefined, timerAt: undefined })
    expect(at('accepted', 'reveal', 'responsible', { reporterId: 'resident' })).toEqual(hours(4))
  })
})

test('after any steps in any order an item is sound', () => {
  const walk = fc.record({
    report: fc.constantFrom(...reports),
    turns: fc.array(fc.record({ pick: fc.nat(), hours: fc.integer({ min: 0, max: 200 }) }), { maxLength: 40 }),
  })
  fc.assert(
    fc.property(walk, ({ report, turns }) => {
      let item = report
      let now = start
      for (const { pick, hours } of turns) {
        const ways = choices(item)
        if (ways.length === 0) break
        now = plusHours(now, hours)
        const before = structuredClone(item)
        const next = take(item, ways[pick % ways.length], now)
        expect(item).toEqual(before)
        expectSound(next, before, now)
        item = next
      }
    }),
    { numRuns: 200 },
  )
})

const indexes = [
  'queue',
  'alertQueue',
  'openGrid',
  'openCommunity',
  'openStreet',
  'openDistrict',
  'openCity',
  'openCell',
  'dueAt',
  'timerAt',
] as const

function expectSound(item: ItemDoc, before: ItemDoc, now: string) {
  const { area } = item
  expect(item.seq).toBe(before.seq + 1)
  expect(item.units).toContain(item.responsible.id)
  expect(item.units.slice(0, before.units.length)).toEqual(before.units)
  expect(item.answerable?.id).not.toBe(item.responsible.id)
  for (const key of ['id', 'createdAt', 'area', 'ladder', 'reporterId', 'confidential'] as const)
    expect(item[key]).toEqual(before[key])
  // The indexes follow from the rest, whatever the item looked like before.
  expect(withIndexes(hazardRules, item)).toEqual(item)
  if (isClosed(item.state)) {
    expect(item.answerable).toBeUndefined()
    expect(item.closedAt).toBe(now)
    for (const key of indexes) expect(item[key]).toBeUndefined()
    return
  }
  expect(item.closedAt).toBeUndefined()
  expect(item.dueAt).toBeDefined()
  if (item.timerAt) expect(item.timerAt <= (item.dueAt ?? '')).toBe(true)
  expect(item.queue).toBe(isOwed(item.state) ? item.responsible.id : undefined)
  expect(item).toMatchObject({ openDistrict: area.districtId, openCity: area.cityId, openCell: 'fireExit/cell' })
  expect([item.openGrid, item.openCommunity, item.openStreet]).toEqual([area.gridId, area.communityId, area.streetId])
  if (item.alertQueue) expect([item.severity, item.alertQueue]).toEqual(['critical', area.communityId])
}
