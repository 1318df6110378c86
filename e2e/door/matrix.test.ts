import { type ActionName, contract } from '../../cloudfunctions/contract'
import { type Role, roles } from '../../cloudfunctions/contract/account'
import { hazardStates } from '../../cloudfunctions/contract/hazard'
import type { ItemView } from '../../cloudfunctions/contract/item'
import { hazardRules } from '../../cloudfunctions/hazard/rules'
import { jpeg } from '../../cloudfunctions/kernel/photo/samples'
import { allActions } from '../../local/actions'
import { cellsOf } from './cells'
import { community, district, type Place } from './city'
import { type Door, openDoor } from './door'
import { gather, type Neighbourhood, neighbourhood, settle } from './everybody'
import { otherActions, overseers } from './others'
import { admission, itemActions, type Nearness, reading, type Somebody, sight, standing } from './reading'
import {
  actionOf,
  advance,
  type Facts,
  inputOf,
  type Made,
  make,
  oneOfEachState,
  type Players,
  type Site,
  type Subject,
  subjects,
} from './subjects'

/**
 * Every action, by everybody, on items in every state and with every history, over the door. What must come out is
 * reckoned by `reading.ts` from the table of hazards and from the policies as the design words them.
 */

let opened: Awaited<ReturnType<typeof openDoor>>
let door: Door
let everybody: Somebody[]
let players: Players
let site: Site
let own: Place
let around: Neighbourhood
let point: { lng: number; lat: number; system: 'gcj02' }

const cell = cellsOf('authorisation matrix')

/** Works through the list a few at a time, as a busy day at the door. */
async function forEach<T>(list: readonly T[], work: (one: T) => Promise<void>) {
  const queue = [...list]
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

const somebody = (role: Role, nearness: Nearness) => {
  const found = everybody.find((one) => one.role === role && one.nearness === nearness && !one.reporter)
  if (!found?.id) throw new Error(`no ${role} ${nearness}`)
  return found.id
}

const partsOf = (reporter: string): Players => ({
  grid: somebody('gridWorker', 'own'),
  community: somebody('communityStaff', 'own'),
  street: somebody('streetStaff', 'own'),
  district: somebody('districtStaff', 'own'),
  city: somebody('cityStaff', 'own'),
  department: somebody('departmentStaff', 'own'),
  reporter,
})

beforeAll(async () => {
  opened = await openDoor()
  door = opened.door
  around = await neighbourhood(door)
  own = around.own
  everybody = await gather(door, around)
  players = partsOf(everybody.find(({ reporter }) => reporter)?.id ?? '')
  const { building } = await door.call(undefined, 'area.building', { buildingId: own.buildingId })
  if (!building.point) throw new Error('the building is nowhere')
  point = building.point
  const targets = new Map<boolean, string>()
  site = {
    buildingId: own.buildingId,
    departmentId: `${district.own}-fire`,
    target: (critical) => targets.get(critical) ?? '',
  }
  // Handed back by the department, so that everybody who ever merges into it sees it
  const target = subjects.find(({ name }) => name === 'handed back by the department') as Subject
  for (const critical of [false, true]) {
    const facts = { ...target.facts, ...(critical && { critical }) }
    targets.set(critical, (await make(door, { ...target, facts }, players, site)).itemId)
  }
}, 60_000)

afterAll(async () => {
  await opened.close()
})

describe('the tables are complete', () => {
  test('every action of the contract is declared once, with a policy, its schemas and a row of expectations', () => {
    const names = Object.keys(contract)
    expect(allActions.map(({ name }) => name as string).sort()).toEqual(names.sort())
    for (const { name, policy } of allActions) {
      expect([name, typeof policy]).toEqual([name, 'function'])
      expect([name, contract[name].request.kind, contract[name].answer.kind]).toEqual([name, 'schema', 'schema'])
    }
    const onItems = [...Object.keys(itemActions).map(actionOf), ...lookedAt]
    expect([...onItems, ...Object.keys(otherActions({ own, point }))].sort()).toEqual(names.sort())
  })

  test('every step of the table of hazards is an action, except those of the clock', () => {
    const acts = hazardRules.steps.filter(({ who }) => !who.includes('system')).map(({ act }) => act)
    expect([...new Set(acts)].sort()).toEqual(Object.keys(itemActions).sort())
  })

  test('there is an item to probe for every state', () => {
    expect(oneOfEachState.map(({ facts }) => facts.state).sort()).toEqual(Object.keys(hazardStates).sort())
  })
})

/** Actions on an item that are in no row of the table. */
const lookedAt = ['item.get', 'hazard.departments', 'hazard.join', 'hazard.follow']

const isOpen = ({ state }: Facts) => !hazardRules.closed.includes(state)
const joiner = () => everybody.find(({ joined }) => joined)?.id

/** Makes the subject's item so that it has a photo and a neighbour has joined it. */
async function makeShared(subject: Subject) {
  const photo = await door.photo(players.reporter, jpeg(16, 16))
  const made = await make(door, { ...subject, plays: [] }, players, site, [photo])
  await door.call(joiner(), 'hazard.join', { itemId: made.itemId, point })
  return { ...(await advance(door, made, subject, players, site)), photo }
}

test.each(subjects)(
  'everybody tries everything on an item that is $name',
  async (subject) => {
    const { facts } = subject
    const shared = await makeShared(subject)
    const spare = await make(door, subject, players, site)
    const people = everybody.filter(({ receipt }) => facts.confidential || receipt !== 'right')

    const { item } = await door.call(players.city, 'item.get', { itemId: shared.itemId })
    expect(item).toMatchObject({ state: facts.state, version: shared.version, reopens: facts.reopens ?? 0 })
    expect([item.responsible.level, item.answerable?.level]).toEqual([facts.responsible, facts.answerable])

    await forEach(people, async (who) => {
      await triesToLook(who, facts, shared)
      await triesToJoin(who, facts, spare)
      for (const act of Object.keys(itemActions)) await triesToStep(who, act, subject, shared)
    })

    const after = await door.call(players.city, 'item.get', { itemId: shared.itemId })
    expect(after.item.version).toBe(shared.version)
  },
  60_000,
)

const receiptFor = (who: Somebody, { receipt }: Made) => {
  if (!who.receipt) return {}
  return { receipt: who.receipt === 'right' ? receipt : '0'.repeat(16) }
}

async function triesToStep(who: Somebody, act: string, subject: Subject, shared: Made) {
  const { facts } = subject
  if (who.receipt && itemActions[act] !== 'reporter') return
  const expected = reading(who, act, facts)
  const onto = expected.verdict === 'ok' ? await make(door, subject, players, site) : shared
  const outcome = await door.outcome(who.id, actionOf(act), {
    itemId: onto.itemId,
    version: onto.version,
    ...inputOf(act, site, facts.critical),
    ...receiptFor(who, onto),
  })
  const what = `${act} by ${who.name}, ${subject.name}`
  cell(what, expected.verdict, outcome.ok ? 'ok' : outcome.error.code)
  if (expected.verdict !== 'ok' || !outcome.ok) return
  cell(`version after ${what}`, onto.version + 1, outcome.value.version)
  if (act !== 'reveal') cell(`state after ${what}`, expected.to, outcome.value.state)
}

async function triesToLook(who: Somebody, facts: Facts, shared: Made & { photo: string }) {
  if (who.receipt) return triesReceipt(who, facts, shared)
  const seen = sight(who, facts)
  const outcome = await door.outcome(who.id, 'item.get', { itemId: shared.itemId })
  cell(`item.get by ${who.name}, ${facts.state}`, seen, outcome.ok ? 'ok' : outcome.error.code)
  if (outcome.ok) showsAsMuch(who, facts, outcome.value)

  const departments = seen === 'ok' ? admission(who, 'staff') : seen
  const asked = await door.code(who.id, 'hazard.departments', { itemId: shared.itemId })
  cell(`hazard.departments for ${who.name}, ${facts.state}`, departments, asked)

  // What the reporter showed is not for those who only joined
  const shown = seen === 'ok' && !standing(who, facts).has('joined')
  const photo = await door.look(who.id, `/files/${shared.photo}`)
  cell(`the photo for ${who.name}, ${facts.state}`, shown, photo !== undefined)
}

async function triesReceipt(who: Somebody, facts: Facts, shared: Made) {
  const outcome = await door.outcome(undefined, 'hazard.follow', receiptFor(who, shared))
  const expected = who.receipt === 'right' ? 'ok' : 'NOT_FOUND'
  cell(`hazard.follow by ${who.name}, ${facts.state}`, expected, outcome.ok ? 'ok' : outcome.error.code)
  if (outcome.ok) showsAsMuch(who, facts, outcome.value)
}

/** What an answer offers is exactly what would be granted, and names are for those who must act. */
function showsAsMuch(who: Somebody, facts: Facts, { item, allowed }: ItemView) {
  const granted = Object.keys(itemActions).filter((act) => reading(who, act, facts).verdict === 'ok')
  cell(`what ${who.name} may do, ${facts.state}`, granted.map(actionOf).sort(), [...allowed].sort())
  const is = standing(who, facts)
  cell(`whether it is the report of ${who.name}, ${facts.state}`, is.has('reporter'), item.mine)
  const acts = !facts.confidential && (is.has('responsible') || is.has('answerable'))
  cell(`whether ${who.name} reads a name, ${facts.state}`, acts, item.reporter !== undefined)
}

async function triesToJoin(who: Somebody, facts: Facts, { itemId }: Made) {
  if (who.receipt) return
  const admitted = admission(who, 'signedIn')
  const expected = admitted === 'ok' && !isOpen(facts) ? 'CONFLICT' : admitted
  const got = await door.code(who.id, 'hazard.join', { itemId, point })
  cell(`hazard.join by ${who.name}, ${facts.state}`, expected, got)
}

test('staff who report something themselves have both rights, on an item in every state', async () => {
  const reporters: Somebody[] = []
  for (const { role, nearness, name } of everybody)
    if (role && nearness === 'own' && role !== 'resident') {
      const id = await settle(door, role, nearness, around)
      reporters.push({ name: `${name}, reporting`, id, role, nearness, reporter: true })
    }
  await forEach(reporters, async (who) => {
    const theirs = partsOf(who.id ?? '')
    for (const subject of oneOfEachState) {
      const shared = await make(door, subject, theirs, site)
      const view = await door.outcome(who.id, 'item.get', { itemId: shared.itemId })
      cell(`item.get by ${who.name}, ${subject.name}`, true, view.ok)
      if (view.ok) showsAsMuch(who, subject.facts, view.value)
      for (const act of Object.keys(itemActions)) {
        const expected = reading(who, act, subject.facts)
        const onto = expected.verdict === 'ok' ? await make(door, subject, theirs, site) : shared
        const input = { itemId: onto.itemId, version: onto.version, ...inputOf(act, site) }
        const got = await door.code(who.id, actionOf(act), input)
        cell(`${act} by ${who.name}, ${subject.name}`, expected.verdict, got)
      }
    }
  })
}, 60_000)

test('nobody joins an item from afar, so that numbers cannot be tried', async () => {
  const { itemId } = await make(door, oneOfEachState[0], players, site)
  const afar = { ...point, lat: point.lat + 0.02 }
  for (const who of everybody) {
    const admitted = admission(who, 'signedIn')
    const got = await door.code(who.id, 'hazard.join', { itemId, point: afar })
    cell(`hazard.join from afar by ${who.name}`, admitted === 'ok' ? 'NOT_FOUND' : admitted, got)
  }
})

test('an old version is told so to whoever sees the item, and says nothing to anybody else', async () => {
  const { itemId, version } = await make(door, oneOfEachState[1], players, site)
  const facts = oneOfEachState[1].facts
  await forEach(everybody, async (who) => {
    for (const act of Object.keys(itemActions)) {
      if (who.receipt) continue
      // Here the neighbour has not joined
      const now = reading({ ...who, joined: undefined }, act, facts).verdict
      const admitted = admission(who, itemActions[act])
      const expected = admitted !== 'ok' || now === 'NOT_FOUND' ? now : 'CONFLICT'
      const input = { itemId, version: version - 1, ...inputOf(act, site) }
      cell(`${act} of yesterday by ${who.name}`, expected, await door.code(who.id, actionOf(act), input))
    }
  })
})

test('everybody tries every other action', async () => {
  await forEach(Object.entries(otherActions({ own, point })), async ([name, { callers, input, told = 'ok' }]) => {
    for (const who of everybody) {
      if (who.receipt) continue
      // The schema speaks first, to everybody alike
      const admitted = name === 'account.erase' ? 'ok' : admission(who, callers)
      const expected = admitted === 'ok' ? told : admitted
      cell(`${name} by ${who.name}`, expected, await door.code(who.id, name, input))
    }
  })
}, 60_000)

test('areas and their grids are for those who oversee them, each their own', async () => {
  const grid = { gridId: own.gridId, version: 999, leavingId: 'nobody' }
  const tries: [name: ActionName, input: object, callers: readonly Role[], told: string][] = [
    ['area.coverage', { areaId: community.own }, overseers, 'ok'],
    ['area.moveItems', { areaId: community.own, generationId: 'nothing' }, overseers, 'CONFLICT'],
    ['area.staff', { gridId: own.gridId }, ['communityStaff', 'streetStaff'], 'ok'],
    ['area.changeWorker', grid, ['communityStaff', 'streetStaff'], 'CONFLICT'],
  ]
  for (const [name, input, callers, told] of tries)
    await forEach(everybody, async (who) => {
      if (who.receipt) return
      const admitted = admission(who, callers)
      const theirs = who.nearness === 'own' ? told : 'FORBIDDEN'
      const got = await door.code(who.id, name, input)
      cell(`${name} of an area by ${who.name}`, admitted === 'ok' ? theirs : admitted, got)
    })
})

test('who erases themselves: residents and those who help them, but nobody who still holds an office', async () => {
  for (const role of roles) {
    const id = await settle(door, role, 'own', around)
    const office = !['resident', 'volunteer', 'captain', 'gridInformant'].includes(role)
    const got = await door.code(id, 'account.erase', { confirm: 'ERASE' })
    cell(`account.erase by ${role}`, office ? 'CONFLICT' : 'ok', got)
  }
  cell('account.erase by nobody', 'UNAUTHENTICATED', await door.code(undefined, 'account.erase', { confirm: 'ERASE' }))
})

async function claimAt({ buildingId }: Place) {
  const { units } = await door.call(undefined, 'area.building', { buildingId })
  const person = await door.persona('resident', { areaId: community.own })
  const input = { buildingId, unit: units[0], relation: 'tenant' as const }
  return { person, ...(await door.call(person, 'account.joinBuilding', input)) }
}

test('a claim to live somewhere is decided by captain and grid worker of the place, once', async () => {
  const claim = () => claimAt(own)
  type Claim = Awaited<ReturnType<typeof claim>>
  const captain = somebody('captain', 'own')
  const decide = (by: string, { membershipId }: Claim, decision: 'confirm' | 'refuse') =>
    door.call(by, 'account.decideMembership', { membershipId, decision, reason: '核对过了' })
  const states: Record<string, (one: Claim) => Promise<unknown>> = {
    pending: async () => {},
    confirmed: (one) => decide(captain, one, 'confirm'),
    refused: (one) => decide(captain, one, 'refuse'),
    left: ({ person, membershipId }) => door.call(person, 'account.leaveBuilding', { membershipId }),
  }
  await forEach(Object.entries(states), async ([state, bring]) => {
    for (const who of everybody) {
      if (who.receipt) continue
      for (const decision of ['confirm', 'refuse']) {
        const one = await claim()
        await bring(one)
        const admitted = admission(who, ['captain', 'gridWorker', 'communityStaff'])
        const knows = who.nearness === 'own' && who.role !== 'communityStaff'
        const theirs = knows ? (state === 'pending' ? 'ok' : 'CONFLICT') : 'NOT_FOUND'
        const input = { membershipId: one.membershipId, decision, reason: '核对过了' }
        const got = await door.code(who.id, 'account.decideMembership', input)
        cell(`${decision} by ${who.name}, ${state}`, admitted === 'ok' ? theirs : admitted, got)
        const left = await door.code(who.id, 'account.leaveBuilding', { membershipId: one.membershipId })
        cell(`leaving for another by ${who.name}, ${state}`, who.id ? 'NOT_FOUND' : 'UNAUTHENTICATED', left)
      }
    }
  })
}, 30_000)

test('steps of the clock and names that are no action are answered alike to everybody', async () => {
  for (const name of ['hazard.escalate', 'hazard.close', 'hazard.absorb', 'hazard.reveal', 'toString', '__proto__'])
    for (const who of everybody) cell(`${name} by ${who.name}`, 'NOT_FOUND', await door.code(who.id, name, {}))
})

// Last of all: it takes the workers of a grid away
test('a claim in a grid without a worker is decided by its captain and its community', async () => {
  const { near } = around
  const by = somebody('communityStaff', 'own')
  for (;;) {
    const { workers, version } = await door.call(by, 'area.staff', { gridId: near.gridId })
    if (workers.length === 0) break
    await door.call(by, 'area.changeWorker', { gridId: near.gridId, version, leavingId: workers[0].roleId })
  }
  for (const who of everybody) {
    if (who.receipt) continue
    const { membershipId } = await claimAt(near)
    // Who was the worker there is none any more
    const gone = who.role === 'gridWorker' && who.nearness === 'near'
    const admitted = gone ? 'FORBIDDEN' : admission(who, ['captain', 'gridWorker', 'communityStaff'])
    const theirs =
      (who.role === 'captain' && who.nearness === 'near') || (who.role === 'communityStaff' && who.nearness === 'own')
    const got = await door.code(who.id, 'account.decideMembership', { membershipId, decision: 'confirm' })
    cell(`confirm in a vacant grid by ${who.name}`, admitted === 'ok' ? (theirs ? 'ok' : 'NOT_FOUND') : admitted, got)
  }
})
