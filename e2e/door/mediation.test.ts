import { mediationStates } from '../../cloudfunctions/contract/mediation'
import { mediationRules } from '../../cloudfunctions/mediation/rules'
import { cellsOf } from './cells'
import { type Door, openDoor } from './door'
import { gather, neighbourhood } from './everybody'
import { type MediationSubject, mediationActs, mediationSubjects, readingOf, seesMediation } from './mediations'
import type { Somebody } from './reading'

/** Everybody tries everything on a mediation in every state, over the door; and nobody else learns of one. */

let opened: Awaited<ReturnType<typeof openDoor>>
let door: Door
let everybody: Somebody[]
let players: Record<string, string>
let buildingId: string

const cell = cellsOf('matrix of mediation')

beforeAll(async () => {
  opened = await openDoor()
  door = opened.door
  const around = await neighbourhood(door)
  buildingId = around.own.buildingId
  everybody = (await gather(door, around)).filter(({ receipt, joined }) => !receipt && !joined)
  const of = (role: string) =>
    everybody.find((one) => one.role === role && one.nearness === 'own' && !one.reporter)?.id ?? ''
  players = {
    reporter: everybody.find(({ reporter }) => reporter)?.id ?? '',
    community: of('mediator'),
    street: of('streetStaff'),
    district: of('districtStaff'),
  }
}, 60_000)

afterAll(async () => {
  await opened.close()
})

/** Asks for mediation and takes it through the plays of the subject. */
async function make({ plays }: MediationSubject) {
  const { itemId } = await door.call(players.reporter, 'mediation.request', {
    matter: 'noise',
    description: '楼上半夜拖桌子',
    otherSide: '楼上302的住户',
    buildingId,
  })
  let version = 1
  for (const [by, act] of plays) {
    const { action, input } = mediationActs[act]
    const outcome = await door.outcome(players[by], action, { itemId, version, ...input })
    if (!outcome.ok) throw new Error(`${act} by ${by}: ${JSON.stringify(outcome.error)}`)
    version = outcome.value.version
  }
  return { itemId, version }
}

async function tries(who: Somebody, act: string, subject: MediationSubject, shared: Awaited<ReturnType<typeof make>>) {
  const expected = readingOf(who, act, subject.facts)
  const onto = expected.verdict === 'ok' ? await make(subject) : shared
  const { action, input } = mediationActs[act]
  const outcome = await door.outcome(who.id, action, { ...onto, ...input })
  const what = `${act} by ${who.name}, ${subject.name}`
  cell(what, expected.verdict, outcome.ok ? 'ok' : outcome.error.code)
  if (outcome.ok && act !== 'reveal') cell(`state after ${what}`, expected.to, outcome.value.state)
}

async function looks(who: Somebody, { facts, name }: MediationSubject, itemId: string) {
  const view = await door.outcome(who.id, 'item.get', { itemId })
  cell(`item.get by ${who.name}, ${name}`, seesMediation(who, facts), view.ok ? 'ok' : view.error.code)
  if (!view.ok) return
  const acts = Object.keys(mediationActs).filter((act) => readingOf(who, act, facts).verdict === 'ok')
  const may = acts.map((act) => mediationActs[act].action)
  cell(`what ${who.name} may do, ${name}`, may.sort(), [...view.value.allowed].sort())
  const otherSide = who.reporter ? '楼上302的住户' : '楼******户'
  cell(`the other side for ${who.name}, ${name}`, otherSide, view.value.item.otherSide?.name)
}

test('there is a mediation to probe for every state, and an action for every act of the table', () => {
  const states = new Set(mediationSubjects.map(({ facts }) => facts.state))
  expect([...states].sort()).toEqual(Object.keys(mediationStates).sort())
  const acts = mediationRules.steps.filter(({ who }) => !who.includes('system')).map(({ act }) => act)
  expect([...new Set(acts)].sort()).toEqual(Object.keys(mediationActs).sort())
})

test.each(mediationSubjects)(
  'everybody tries everything on a mediation that is $name',
  async (subject) => {
    const shared = await make(subject)
    await Promise.all(
      everybody.map(async (who) => {
        await looks(who, subject, shared.itemId)
        for (const act of Object.keys(mediationActs)) await tries(who, act, subject, shared)
      }),
    )
    const { item } = await door.call(players.reporter, 'item.get', { itemId: shared.itemId })
    expect([item.state, item.version]).toEqual([subject.facts.state, shared.version])
  },
  60_000,
)

test('no queue, no list of an area and no message of anybody else has it', async () => {
  const { itemId } = await make(mediationSubjects[0])
  const handles = (who: Somebody) => who.reporter || seesMediation(who, mediationSubjects[0].facts) === 'ok'
  for (const who of everybody.filter((one) => one.id && !handles(one))) {
    const seen = await Promise.all(
      [
        ['item.queue', { filter: { scope: 'mine' } }],
        ['item.queue', { filter: { scope: 'area', kind: 'mediation' } }],
        ['item.mine', {}],
        ['account.inbox', {}],
      ].map(([name, input]) => door.outcome(who.id, name as string, input)),
    )
    cell(`${who.name} learns of it`, false, JSON.stringify(seen).includes(itemId))
  }
})
