import fc from 'fast-check'
import { contract } from '../contract'
import { type GroupLevel, groupLevels, postStates, topicStates } from '../contract/deliberation'
import type { TopicDoc } from '../kernel/collections.deliberation'
import { plusHours } from '../kernel/time'
import { start } from '../testing/world'
import {
  actionOf,
  allowedActions,
  besides,
  division,
  isContent,
  mayModerate,
  owedStates,
  postActsFor,
  postSteps,
  rungAbove,
  rungBelow,
  rungHours,
  seesTopic,
  speakerName,
  type TopicPart,
  type TopicStep,
  topicEverAllows,
  topicParts,
  topicStepFor,
  topicSteps,
  topicStory,
  unity,
} from './rules'
import { advanceTopic, withTopicIndexes } from './topic'

const rungOf = (level: GroupLevel) => ({ level, id: `at-${level}`, name: level })

/** A new topic, proposed in a group of the level. */
function made(home: GroupLevel, state: 'talking' | 'held'): TopicDoc {
  const ladder = groupLevels.slice(groupLevels.indexOf(home)).map(rungOf)
  const topic: TopicDoc = {
    ...{
      id: 't',
      version: 1,
      seq: 1,
      groupId: ladder[0].id,
      groupName: home,
      kind: 'parking',
      title: '停车',
      body: '怎么停',
    },
    ...{ photos: [], authorId: 'a', authorName: '邻居', memberId: 'm', rung: ladder[0], ladder, rungs: [ladder[0].id] },
    ...{ createdAt: start, listedAt: start.slice(0, 10), livePolls: [], state },
  }
  return withTopicIndexes(topic, start)
}

interface Way {
  step: TopicStep
  as: TopicPart
  content: boolean
}

const ways = (topic: TopicDoc): Way[] =>
  topicParts.flatMap((as) =>
    [true, false].flatMap((content) =>
      topicSteps
        .filter((step) => topicStepFor(step.act, topic, [as], content) === step)
        .map((step) => ({ step, as, content })),
    ),
  )

const take = (topic: TopicDoc, { step }: Way) =>
  advanceTopic(
    step,
    topic,
    start,
    step.act === 'decide' ? { task: { who: '楼长', dueAt: plusHours(start, 99), text: '' } } : {},
  )

/** What decides which rows hold; two topics alike in it have the same future. */
const nameOf = (topic: TopicDoc) => [topic.ladder[0].level, topic.state, topic.rung.level].join(' ')

interface Standing {
  name: string
  topic: TopicDoc
  ways: Way[]
  before: Set<Standing>
}

/** Every way a topic can stand, by walking the table from new topics of every level. */
const standings = (() => {
  const found = new Map<string, Standing>()
  const meet = (topic: TopicDoc) => {
    const name = nameOf(topic)
    const known = found.get(name) ?? { name, topic, ways: ways(topic), before: new Set() }
    found.set(name, known)
    return known
  }
  for (const level of groupLevels) for (const state of ['talking', 'held'] as const) meet(made(level, state))
  // A Map hands out what is added while it is walked
  for (const standing of found.values())
    for (const way of standing.ways) meet(take(standing.topic, way)).before.add(standing)
  return [...found.values()]
})()

describe('the table of a topic', () => {
  test('names every state, and reaches every state from a new topic', () => {
    const states = Object.keys(topicStates).sort()
    const named = topicSteps.flatMap(({ from, to }) => [...from, ...(to === 'same' ? [] : [to])])
    expect([...new Set(named)].sort()).toEqual(states)
    expect([...new Set(standings.map(({ topic }) => topic.state))].sort()).toEqual(states)
  })

  test('lets each whom a row names take it at some time', () => {
    const taken = new Map<TopicStep, Set<TopicPart>>(topicSteps.map((step) => [step, new Set()]))
    for (const standing of standings) for (const { step, as } of standing.ways) taken.get(step)?.add(as)
    for (const [step, who] of taken) expect([step.act, [...who].sort()]).toEqual([step.act, [...step.who].sort()])
  })

  test('leads nowhere from the end, and from everything else to it', () => {
    expect(topicSteps.filter(({ from }) => from.includes('closed'))).toEqual([])
    const reach = new Set(standings.filter(({ topic }) => topic.state === 'closed'))
    for (const standing of reach) for (const earlier of standing.before) reach.add(earlier)
    expect(standings.filter((one) => !reach.has(one)).map(({ name }) => name)).toEqual([])
  })

  test('climbs no higher than the street, and comes down no lower than where it began', () => {
    for (const { topic } of standings) expect(topic.ladder.map(({ id }) => id)).toContain(topic.rung.id)
    const street = standings.find(({ name }) => name === 'building escalated street')
    expect(street?.ways.map(({ step }) => step.act)).not.toContain('escalate')
    expect(street?.ways.map(({ step }) => step.act)).not.toContain('overdue')
  })

  test('owes an answer by a date whenever a group above has it, and is in that group’s queue', () => {
    for (const { topic } of standings) {
      const owed = owedStates.includes(topic.state)
      expect([topic.state, topic.dueAt !== undefined]).toEqual([topic.state, owed || topic.state === 'done'])
      expect([topic.state, topic.queue]).toEqual([topic.state, owed ? topic.rung.id : undefined])
    }
  })

  test('is rung for by the clock where the clock has something to do, and nowhere else', () => {
    for (const { topic, ways: open } of standings) {
      const clock = open.some(({ as }) => as === 'system')
      expect([nameOf(topic), topic.timerAt !== undefined]).toEqual([nameOf(topic), clock])
    }
  })

  test('keeps every group it came before, so that they keep sight of it', () => {
    for (const { topic } of standings) expect(topic.rungs).toContain(topic.rung.id)
  })

  test('is listed from the day it is let in, for good, and not when it was declined', () => {
    const declined = take(made('building', 'held'), {
      step: topicSteps.find(({ act }) => act === 'decline') as TopicStep,
      as: 'moderator',
      content: true,
    })
    expect(declined).toMatchObject({ state: 'closed' })
    expect(declined.listedIn).toBeUndefined()
    for (const { topic } of standings)
      if (topic.state !== 'held' && topic.state !== 'closed') expect(topic.listedIn).toBe(topic.groupId)
  })

  test('stands still while a poll runs, except for what keeps its dates', () => {
    for (const { topic } of standings) {
      const acts = ways({ ...topic, livePolls: ['p'] }).map(({ step, as }) => `${as} ${step.act}`)
      for (const act of ['escalate', 'decide', 'close'])
        expect(acts.filter((one) => one.endsWith(act) && !one.startsWith('system'))).toEqual([])
    }
  })

  test('a verdict that is not content sends it back to work, any other ends it', () => {
    const done = standings.find(({ topic }) => topic.state === 'done')?.topic as TopicDoc
    for (const [good, bad, to] of [
      [0, 0, 'closed'],
      [1, 1, 'closed'],
      [1, 2, 'decided'],
    ] as const) {
      const content = isContent({ good, bad })
      const step = ['settle', 'redo'].map((act) => topicStepFor(act, done, ['system'], content)).find(Boolean)
      expect([good, bad, step?.to]).toEqual([good, bad, to])
    }
    for (const act of ['settle', 'redo']) expect(topicStepFor(act, done, ['system'])).toBeUndefined()
  })

  test('hands back one rung at a time', () => {
    const before = (rung: GroupLevel) =>
      standings.find(({ name }) => name === `building escalated ${rung}`)?.topic as TopicDoc
    const back = (rung: GroupLevel) => {
      const topic = before(rung)
      return advanceTopic(topicStepFor('handBack', topic, ['responsible']) as TopicStep, topic, start)
    }
    expect(back('street')).toMatchObject({ state: 'escalated', rung: { level: 'community' } })
    expect(back('community')).toMatchObject({ state: 'escalated', rung: { level: 'courtyard' } })
    expect(back('courtyard')).toMatchObject({ state: 'talking', rung: { level: 'building' } })
    expect(back('courtyard').dueAt).toBeUndefined()
  })

  test('gives each rung the hours that are its own', () => {
    const topic = made('building', 'talking')
    const up = advanceTopic(topicStepFor('escalate', topic, ['moderator']) as TopicStep, topic, start)
    expect(up.dueAt).toBe(plusHours(start, rungHours.courtyard.accept))
    const taken = advanceTopic(topicStepFor('accept', up, ['responsible']) as TopicStep, up, start)
    expect(taken.dueAt).toBe(plusHours(start, rungHours.courtyard.answer))
    expect(rungHours).toMatchObject({
      courtyard: { accept: 48, answer: 168 },
      community: { accept: 48, answer: 240 },
      street: { accept: 72, answer: 360 },
    })
    expect(rungAbove({ rung: rungOf('street'), ladder: topic.ladder })).toBeUndefined()
    expect(rungBelow({ rung: rungOf('building'), ladder: topic.ladder })).toBeUndefined()
  })

  test('every act is an action of the contract, except those of the clock, and has a sentence', () => {
    for (const { act, who } of [...topicSteps, ...besides]) {
      if (!who.includes('system')) expect(contract).toHaveProperty([actionOf(act)])
    }
    for (const { act } of topicSteps) {
      const sentence = topicStory({ act, actor: '楼长', rung: { name: '甲社区' } })
      expect([act, sentence]).not.toEqual([act, '有新进展'])
      expect(sentence).toMatch(/^[\u4e00-\u9fff，]+$/)
    }
  })

  test('offers exactly what it would grant, to everybody', () => {
    for (const { topic } of standings)
      for (const as of topicParts) {
        const granted = [
          ...topicSteps.filter(({ act }) => topicStepFor(act, topic, [as])).map(({ act }) => act),
          ...besides.filter((row) => row.in.includes(topic.state) && row.who.includes(as)).map(({ act }) => act),
        ]
        expect(allowedActions(topic, [as]).sort()).toEqual([...new Set(granted.map(actionOf))].sort())
        for (const act of granted) expect(topicEverAllows(act, [as])).toBe(true)
      }
  })

  test('whoever only sits in a group above, or moderated one before, may look and do nothing', () => {
    for (const { topic } of standings)
      for (const as of ['seated', 'past'] as const) {
        expect(allowedActions(topic, [as])).toEqual([])
        expect(seesTopic({ listed: true }, [as])).toBe(true)
        expect(seesTopic({ listed: false }, [as])).toBe(false)
      }
    expect(seesTopic({ listed: true }, [])).toBe(false)
    for (const as of ['author', 'moderator'] as const) expect(seesTopic({ listed: false }, [as])).toBe(true)
    expect(seesTopic({ listed: false }, ['member'])).toBe(false)
  })
})

describe('posts', () => {
  test('are held, released and hidden from the states that the table says', () => {
    for (const state of Object.keys(postStates) as (keyof typeof postStates)[])
      for (const act of ['hold', 'release', 'hide'] as const)
        expect([state, act, mayModerate(act, { state })]).toEqual([state, act, postSteps[act].from.includes(state)])
  })

  test('under appeal wait for the community; what it restored stays', () => {
    const appeal = (state: 'open' | 'upheld' | 'restored') => ({ appeal: { state } })
    for (const act of ['hold', 'release', 'hide'] as const)
      expect(mayModerate(act, { state: 'hidden', ...appeal('open') })).toBe(false)
    expect(mayModerate('release', { state: 'hidden', ...appeal('upheld') })).toBe(true)
    for (const act of ['hold', 'hide'] as const)
      expect(mayModerate(act, { state: 'shown', ...appeal('restored') })).toBe(false)
  })

  test('that are hidden may be appealed against by their author, once', () => {
    const acts = (over: object) => postActsFor({ state: 'hidden', ...over }, { mine: true, moderator: false })
    expect(acts({})).toEqual(['deliberation.appeal'])
    expect(acts({ appeal: { state: 'upheld' } })).toEqual([])
    expect(postActsFor({ state: 'hidden' }, { mine: false, moderator: false })).toEqual([])
    expect(postActsFor({ state: 'shown' }, { mine: false, moderator: true })).toEqual([
      'deliberation.moderate:hold',
      'deliberation.moderate:hide',
    ])
  })
})

describe('opinions', () => {
  const counts = fc.record({ agree: fc.nat(500), disagree: fc.nat(500), unsure: fc.nat(500) })

  test.each([
    [{ agree: 7, disagree: 0, unsure: 0 }, 1000, 0],
    [{ agree: 0, disagree: 7, unsure: 0 }, 1000, 0],
    [{ agree: 4, disagree: 4, unsure: 0 }, 500, 1000],
    [{ agree: 0, disagree: 0, unsure: 9 }, 0, 0],
    [{ agree: 2, disagree: 2, unsure: 4 }, 250, 500],
    [{ agree: 0, disagree: 0, unsure: 0 }, 0, 0],
  ])('%j unites by %i and divides by %i thousandths', (said, unites, divides) => {
    expect([unity(said), division(said)]).toEqual([unites, divides])
  })

  test('are whole thousandths, and the same whichever side is which', () => {
    fc.assert(
      fc.property(counts, ({ agree, disagree, unsure }) => {
        for (const of of [unity, division]) {
          const share = of({ agree, disagree, unsure })
          expect(Number.isInteger(share) && share >= 0 && share <= 1000).toBe(true)
          expect(of({ agree: disagree, disagree: agree, unsure })).toBe(share)
        }
      }),
    )
  })
})

test.each([
  ['1-301', '王*', '1单元 王*'],
  ['12-2502', '李*四', '12单元 李*四'],
  ['301', '王*', '王*'],
  ['1-301', '', '1单元 邻居'],
])('%s and %s are known as %s', (unit, name, shown) => expect(speakerName(unit, name)).toBe(shown))
