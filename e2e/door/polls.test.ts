import { join } from 'node:path'
import { type PollState, pollStates } from '../../cloudfunctions/contract/deliberation'
import { pollActs } from '../../cloudfunctions/deliberation/poll.rules'
import { jpeg } from '../../cloudfunctions/kernel/photo/samples'
import { plusHours } from '../../cloudfunctions/kernel/time'
import { viewStore } from '../../local/store'
import { cellsOf } from './cells'
import { type Door, openDoor } from './door'
import { gather, type Neighbourhood, neighbourhood, settle } from './everybody'
import type { Somebody } from './reading'

/**
 * Everybody tries everything on a poll in every state, secret and named, over the door. What must come out is reckoned
 * here from who they are, without the functions by which the server decides.
 */

interface Facts {
  state: PollState
  secret: boolean
}
const subjects: (Facts & { name: string })[] = [
  { name: 'announced, secret', state: 'announced', secret: true },
  { name: 'announced, named', state: 'announced', secret: false },
  { name: 'open, secret', state: 'open', secret: true },
  { name: 'open, named', state: 'open', secret: false },
  { name: 'closed, secret', state: 'closed', secret: true },
  { name: 'closed, named', state: 'closed', secret: false },
  { name: 'cancelled', state: 'cancelled', secret: true },
]

let opened: Awaited<ReturnType<typeof openDoor>>
let door: Door
let everybody: Somebody[]
let around: Neighbourhood
let captain: string
let topicId: string
let counters: string[]
let neighbour: string
/** Ids of doors of the building in which nobody of the test lives. */
let units: string[]
let rollKey: string
const polls = new Map<string, string>()

const cell = cellsOf('matrix of polls')

const day = 24

async function announce(secret: boolean, openFor: number): Promise<string> {
  const now = await door.now()
  const { pollId } = await door.call(captain, 'deliberation.openPoll', {
    topicId,
    question: '这件事怎么办',
    options: ['同意', '不同意'],
    method: 'single',
    basis: secret ? 'covenant' : 'ownersOrdinary',
    opensAt: plusHours(now, 16 * day),
    closesAt: plusHours(now, (16 + openFor) * day),
    counters,
  })
  return pollId
}

beforeAll(async () => {
  opened = await openDoor()
  door = opened.door
  around = await neighbourhood(door)
  const people = await gather(door, around)
  everybody = people.filter(({ receipt, joined, reporter }) => !receipt && !joined && !reporter)
  neighbour = `home-${await settle(door, 'resident', 'own', around)}`
  const of = (role: string) => everybody.find((one) => one.role === role && one.nearness === 'own')?.id ?? ''
  captain = of('captain')
  const made = await door.call(captain, 'deliberation.propose', {
    groupId: around.own.buildingId,
    kind: 'other',
    title: '演示用的议题',
    body: '请大家说一说',
  })
  topicId = made.topicId
  const titles = await door.call(captain, 'deliberation.counters', { topicId })
  counters = [of('gridWorker'), of('communityStaff')].map(
    (id) => titles.counters.find(({ memberId }) => memberId.startsWith(`${id}:`))?.memberId ?? '',
  )
  const { home } = await door.call(of('resident'), 'account.me', {})
  units = oneDoorEach(home?.unit)

  for (const secret of [true, false]) {
    polls.set(`closed ${secret}`, await announce(secret, 1))
    polls.set(`open ${secret}`, await announce(secret, 60))
  }
  const cancelled = await announce(true, 1)
  await door.call(captain, 'deliberation.cancelPoll', { pollId: cancelled, reason: '写错了' })
  polls.set('cancelled true', cancelled)
  const start = await door.now()
  for (const days of [16, 18]) await door.clock(plusHours(start, days * day + 1))
  for (const secret of [true, false]) polls.set(`announced ${secret}`, await announce(secret, 1))
  const { poll } = await door.call(of('resident'), 'deliberation.result', { pollId: pollOf(subjects[3]) })
  rollKey = poll.mine.votes[0].rollKey
}, 120_000)

afterAll(async () => {
  await opened.close()
})

/** Ids of doors of the building that are each another owner's, and not those of the one given. */
function oneDoorEach(except: string | undefined): string[] {
  const view = viewStore(join(opened.dataDir, 'city.sqlite'))
  const doors = [...view.all('households')].filter(({ buildingId }) => buildingId === around.own.buildingId)
  view.close()
  const owners = new Map(doors.map(({ id, ownerId }) => [ownerId ?? id, id]))
  const own = doors.find(({ unit }) => unit === except)
  return [...owners].flatMap(([owner, id]) => (owner === (own?.ownerId ?? own?.id) ? [] : [id]))
}

const pollOf = ({ state, secret }: Facts) => polls.get(`${state} ${secret}`) ?? ''

/** What each act needs besides the poll. */
const inputs: Record<string, (who: Somebody, facts: Facts) => object | Promise<object>> = {
  result: () => ({}),
  giveProxy: async ({ id = '', role }, { secret, state }) => ({
    rollKey,
    memberId: neighbour,
    photos: role === 'resident' && !secret && state !== 'closed' ? [await door.photo(id, jpeg(16, 16))] : ['nothing'],
  }),
  revokeProxy: () => ({ rollKey }),
  vote: () => ({ choice: { method: 'single', option: 'a' } }),
  cancelPoll: () => ({ reason: '写错了' }),
  paperVoters: () => ({ find: '1-' }),
  markPaperVoter: (who, { secret, state }) => ({
    unitId: partsOf(who).has('counter') && state === 'open' ? units.shift() : 'nothing',
    ...(!secret && { choice: { method: 'single', option: 'a' } }),
  }),
  paperBatch: () => ({ counts: [{ choice: { method: 'single', option: 'a' }, count: 1 }] }),
  paperEntries: () => ({}),
  proxies: () => ({}),
  ballotBox: () => ({}),
  namedBallots: () => ({}),
  confirmCount: () => ({ agrees: true }),
}

/** What the person is to the polls: a resident of the building, its captain, one of the two who count. */
function partsOf({ role, nearness }: Somebody): Set<string> {
  const is = new Set<string>()
  if (nearness !== 'own') return is
  if (role === 'resident') is.add('owner')
  if (role === 'captain' || role === 'gridWorker') is.add('moderator')
  if (role === 'gridWorker' || role === 'communityStaff') is.add('counter')
  return is
}

/** What must come out. */
function reading(who: Somebody, act: string, { state, secret }: Facts): string {
  if (!who.id) return 'UNAUTHENTICATED'
  const is = partsOf(who)
  if (is.size === 0) return 'NOT_FOUND'
  const when = (states: PollState[]) => (states.includes(state) ? 'ok' : 'CONFLICT')
  const only = (part: string, states: PollState[]) => (is.has(part) ? when(states) : 'FORBIDDEN')
  switch (act) {
    case 'vote':
      return state === 'open' && !is.has('owner') ? 'FORBIDDEN' : when(['open'])
    case 'cancelPoll':
      return only('moderator', ['announced'])
    case 'giveProxy':
    case 'revokeProxy':
      return secret ? 'FORBIDDEN' : only('owner', ['announced', 'open'])
    case 'paperVoters':
    case 'markPaperVoter':
      return only('counter', ['open'])
    case 'paperBatch':
      return secret ? only('counter', ['open']) : 'FORBIDDEN'
    case 'paperEntries':
      return only('counter', ['open', 'closed'])
    case 'ballotBox':
      return when(['closed'])
    case 'namedBallots':
    case 'confirmCount':
      return secret ? 'FORBIDDEN' : only('counter', ['closed'])
    default:
      return 'ok'
  }
}

/** What the poll offers the person: nothing to take back where nothing was given. */
function offered(who: Somebody, facts: Facts): string[] {
  const acts = Object.keys(inputs).filter((act) => act !== 'result' && act !== 'revokeProxy')
  const granted = acts.filter((act) => reading(who, act, facts) === 'ok' && (act !== 'proxies' || !facts.secret))
  const paper = partsOf(who).has('counter') && facts.state === 'open' ? ['confirmPaper', 'refusePaper'] : []
  return [...granted, ...paper].map((act) => `deliberation.${act}`).sort()
}

test('the states and acts tried are all there are; papers to confirm are tried where they are made', () => {
  const states = Object.keys(pollStates).filter((state) => state !== 'closing')
  expect([...new Set(subjects.map(({ state }) => state))].sort()).toEqual(states.sort())
  const acts = pollActs.map(({ act }) => act).filter((act) => act !== 'confirmPaper' && act !== 'refusePaper')
  expect(['result', ...acts].sort()).toEqual(Object.keys(inputs).sort())
})

test.each(subjects)(
  'everybody tries everything on a poll that is $name',
  async (facts) => {
    const shared = pollOf(facts)
    for (const who of everybody) {
      const view = await door.outcome(who.id, 'deliberation.result', { pollId: shared })
      if (view.ok) {
        cell(`state for ${who.name}`, facts.state, view.value.poll.state)
        cell(`what ${who.name} may do, ${facts.name}`, offered(who, facts), [...view.value.poll.allowed].sort())
      }
      for (const [act, inputOf] of Object.entries(inputs)) {
        const expected = reading(who, act, facts)
        // What is taken back is gone for everybody after
        const pollId = act === 'cancelPoll' && expected === 'ok' ? await announce(facts.secret, 1) : shared
        const input = { pollId, ...(await inputOf(who, facts)) }
        const got = await door.code(who.id, `deliberation.${act}`, input)
        cell(`${act} by ${who.name}, ${facts.name}`, expected, got)
      }
    }
  },
  60_000,
)

test('a poll is opened by who moderates the building, and by nobody else', async () => {
  const closesAt = plusHours(await door.now(), 48)
  for (const who of everybody) {
    const sees = who.nearness === 'own' && ['resident', 'captain', 'gridWorker'].includes(who.role ?? '')
    const moderates = sees && who.role !== 'resident'
    const expected = !who.id ? 'UNAUTHENTICATED' : moderates ? 'ok' : sees ? 'FORBIDDEN' : 'NOT_FOUND'
    const input = {
      topicId,
      question: '怎么办好',
      options: ['甲', '乙'],
      method: 'single',
      basis: 'consultative',
      closesAt,
    }
    cell(`openPoll by ${who.name}`, expected, await door.code(who.id, 'deliberation.openPoll', input))
    cell(`counters for ${who.name}`, expected, await door.code(who.id, 'deliberation.counters', { topicId }))
  }
})

test('paper is confirmed by the other counter, and by nobody else', async () => {
  const [first, second] = ['gridWorker', 'communityStaff'].map(
    (role) => everybody.find((who) => who.role === role && who.nearness === 'own')?.id ?? '',
  )
  for (const secret of [true, false]) {
    const pollId = pollOf({ state: 'open', secret })
    const subject = { name: '', state: 'open', secret } as const
    const enter = async () => {
      const counter: Somebody = { name: '', role: 'gridWorker', nearness: 'own' }
      const input = { pollId, ...(await inputs.markPaperVoter(counter, subject)) }
      return (await door.outcome(first, 'deliberation.markPaperVoter', input)) as {
        ok: true
        value: { entryId: string }
      }
    }
    for (const [act, extra] of [
      ['confirmPaper', {}],
      ['refusePaper', { reason: '没有签名' }],
    ] as const) {
      const { entryId } = (await enter()).value
      for (const who of everybody.filter(({ id }) => id !== second)) {
        const is = partsOf(who)
        const own = who.id === first && act === 'refusePaper' ? 'ok' : 'FORBIDDEN'
        const expected = !who.id ? 'UNAUTHENTICATED' : is.size === 0 ? 'NOT_FOUND' : own
        if (expected === 'ok') continue
        cell(`${act} by ${who.name}`, expected, await door.code(who.id, `deliberation.${act}`, { entryId, ...extra }))
      }
      cell(`${act} by the other counter`, 'ok', await door.code(second, `deliberation.${act}`, { entryId, ...extra }))
    }
  }
})
