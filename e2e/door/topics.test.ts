import { topicStates } from '../../cloudfunctions/contract/deliberation'
import { besides, topicSteps } from '../../cloudfunctions/deliberation/rules'
import { cellsOf } from './cells'
import { type Door, openDoor } from './door'
import { gather, type Neighbourhood, neighbourhood, settle } from './everybody'
import type { Somebody } from './reading'
import { hears, mayDo, seesIt, type TopicSubject, topicActs, topicSubjects } from './topics'

/** Everybody tries everything on a topic in every state, over the door. */

let opened: Awaited<ReturnType<typeof openDoor>>
let door: Door
let everybody: Somebody[]
let around: Neighbourhood
let author: string
let players: Record<string, string>

const cell = cellsOf('matrix of topics')

beforeAll(async () => {
  opened = await openDoor()
  door = opened.door
  around = await neighbourhood(door)
  const people = await gather(door, around)
  everybody = people.filter(({ receipt, joined, reporter }) => !receipt && !joined && !reporter)
  author = await settle(door, 'resident', 'own', around)
  everybody.push({ name: 'the author', id: author, role: 'resident', nearness: 'own' })
  const of = (role: string) => everybody.find((one) => one.role === role && one.nearness === 'own')?.id ?? ''
  players = {
    author,
    building: of('captain'),
    courtyard: of('gridWorker'),
    community: of('communityStaff'),
    street: of('streetStaff'),
  }
}, 60_000)

afterAll(async () => {
  await opened.close()
})

const isHeld = ({ facts }: TopicSubject) => facts.unlisted === true

/** Proposes a topic for the subject and takes it through its plays. */
async function make(subject: TopicSubject) {
  const { topicId } = await door.call(author, 'deliberation.propose', {
    groupId: around.own.buildingId,
    kind: 'other',
    title: '演示用的议题',
    // The content check holds what speaks of money sent by phone
    body: isHeld(subject) ? '能不能用手机转账交费' : '请大家说一说',
  })
  let version = 1
  for (const [by, act] of subject.plays) {
    const { action, input } = topicActs[act]
    const outcome = await door.outcome(players[by], `deliberation.${action}`, { topicId, version, ...input })
    if (!outcome.ok) throw new Error(`${act} by ${by}: ${JSON.stringify(outcome.error)}`)
    version = outcome.value.version
  }
  return { topicId, version }
}

async function tries(who: Somebody, act: string, subject: TopicSubject, shared: { topicId: string; version: number }) {
  const { action, input, versioned } = topicActs[act]
  const expected = mayDo(who, act, author, subject.facts)
  const onto = expected.verdict === 'ok' ? await make(subject) : shared
  const onTopic = { topicId: onto.topicId, ...(versioned && { version: onto.version }) }
  const outcome = await door.outcome(who.id, `deliberation.${action}`, { ...onTopic, ...input })
  const what = `${act} by ${who.name}, ${subject.name}`
  cell(what, expected.verdict, outcome.ok ? 'ok' : outcome.error.code)
  if (outcome.ok && expected.to) cell(`state after ${what}`, expected.to, outcome.value.state)
}

async function looks(who: Somebody, subject: TopicSubject, topicId: string) {
  const { facts, name } = subject
  const view = await door.outcome(who.id, 'deliberation.topic', { topicId })
  cell(`topic by ${who.name}, ${name}`, seesIt(who, author, facts), view.ok ? 'ok' : view.error.code)
  if (view.ok) {
    const acts = Object.keys(topicActs).filter((act) => mayDo(who, act, author, facts).verdict === 'ok')
    const granted = new Set(acts.map((act) => `deliberation.${topicActs[act].action}`))
    const allowed = view.value.allowed.filter((act: string) => act !== 'deliberation.openPoll')
    cell(`what ${who.name} may do, ${name}`, [...granted].sort(), [...allowed].sort())
  }
  for (const action of ['posts', 'opinions'])
    cell(
      `${action} by ${who.name}, ${name}`,
      hears(who, author, facts),
      await door.code(who.id, `deliberation.${action}`, { topicId }),
    )
}

test('there is a topic to probe for every state, and an act for every row but those of the clock and of polls', () => {
  expect([...new Set(topicSubjects.map(({ facts }) => facts.state))].sort()).toEqual(Object.keys(topicStates).sort())
  const acts = [...topicSteps, ...besides].filter(({ who }) => !who.includes('system')).map(({ act }) => act)
  expect([...new Set(acts)].filter((act) => act !== 'openPoll').sort()).toEqual(Object.keys(topicActs).sort())
})

test.each(topicSubjects)(
  'everybody tries everything on a topic that is $name',
  async (subject) => {
    const shared = await make(subject)
    const { topic } = await door.call(players.building, 'deliberation.topic', { topicId: shared.topicId })
    expect(topic).toMatchObject({ state: subject.facts.state, version: shared.version })
    expect(topic.rung.level).toBe(subject.facts.rung)
    const queue = [...everybody]
    const worker = async () => {
      for (let who = queue.shift(); who !== undefined; who = queue.shift()) {
        await looks(who, subject, shared.topicId)
        for (const act of Object.keys(topicActs)) await tries(who, act, subject, shared)
      }
    }
    await Promise.all(Array.from({ length: 8 }, worker))
    const after = await door.call(players.building, 'deliberation.topic', { topicId: shared.topicId })
    expect(after.topic.version).toBe(shared.version)
  },
  60_000,
)
