import type { Method } from '../contract/deliberation'
import type { CollectionName } from '../kernel/collections'
import { sha256 } from '../kernel/node'
import { pipeline } from '../kernel/pipeline'
import { plusHours } from '../kernel/time'
import {
  captain,
  close,
  counterIds,
  countersBy,
  moveIn,
  opened,
  openedOwners,
  proposed,
  residents,
  single,
  wholeFile,
} from '../testing/polls'
import { dying } from '../testing/watched'
import { makeWorld, start, type World } from '../testing/world'
import { tick } from '../timer/tick'
import { deliberationActions } from './actions'
import { verify } from './chain.rules'

let world: World

beforeEach(async () => {
  world = await makeWorld()
})
afterEach(() => world.close())

const cast = (who: string, pollId: string, option: string, requestId?: string) =>
  world.call(who, 'deliberation.vote', { pollId, choice: single(option) }, requestId)
const resultOf = (pollId: string, who = 'p00') => world.call(who, 'deliberation.result', { pollId })
const count = (collection: CollectionName) =>
  [...world.store.everything()].filter(([name]) => name === collection).length

describe('a secret poll', () => {
  test('is voted in, closed by the clock, counted, and checked by anybody in the group', async () => {
    await moveIn(world, residents(7))
    const { pollId, topicId } = await opened(world)
    const codes: string[] = []
    for (const [i, option] of ['a', 'a', 'a', 'b', 'b', 'c'].entries())
      codes.push((await cast(`p0${i}`, pollId, option)).inclusionCode)
    expect(new Set(codes).size).toBe(6)
    for (const code of codes) expect(code).toMatch(/^\d{16}$/)

    const before = await resultOf(pollId)
    expect(before).toMatchObject({ poll: { state: 'open', turnout: 6, secret: true, binding: false } })
    expect([before.outcome, before.tally, before.head]).toEqual([undefined, undefined, undefined])
    expect(before.poll.roll).toMatchObject({ heads: 7 })

    await close(world)
    const after = await resultOf(pollId)
    expect(after).toMatchObject({
      poll: { state: 'closed', turnout: 6 },
      outcome: { verdict: 'advice', winner: 'a' },
      tally: { heads: 6, sums: [{ heads: 3 }, { heads: 2 }, { heads: 1 }] },
    })
    const file = await wholeFile(world, 'p06', pollId)
    expect(verify(sha256, file, { head: after.head })).toEqual({ ok: true })
    for (const code of codes) expect(verify(sha256, file, { code })).toEqual({ ok: true })
    expect(verify(sha256, file, { code: '0'.repeat(16) }).ok).toBe(false)
    expect([count('boxes'), count('turnouts')]).toEqual([0, 0])

    // Everybody in the building is told the head, so that no other file can take its place
    const { messages } = await world.call('p06', 'account.inbox', {})
    expect(messages.find(({ kind }) => kind === 'closePoll')?.body).toContain(after.head)
    const { timeline, topic } = await world.call('p00', 'deliberation.topic', { topicId })
    expect(timeline.map(({ act }) => act)).toEqual(['propose', 'openPoll', 'closePoll'])
    expect(topic.toVote).toBe(false)
  })

  test('counts a repeated tap, a second device and a second thought once', async () => {
    await moveIn(world, residents(6))
    const { pollId } = await opened(world)
    const first = await cast('p00', pollId, 'a', 'tap')
    expect(await cast('p00', pollId, 'a', 'tap')).toEqual(first)
    // The same request with another choice is the same request
    expect(await cast('p00', pollId, 'b', 'tap')).toEqual(first)
    await expect(cast('p00', pollId, 'b', 'other device')).rejects.toMatchObject({
      code: 'CONFLICT',
      message: '已经投过票',
    })
    await Promise.allSettled(Array.from({ length: 20 }, (_, i) => cast('p01', pollId, 'b', `at once ${i}`)))
    for (const who of ['p02', 'p03', 'p04']) await cast(who, pollId, 'c')
    expect((await resultOf(pollId)).poll).toMatchObject({ turnout: 5, mine: { votes: [{ state: 'voted' }] } })
    await close(world)
    const { tally } = await resultOf(pollId)
    expect(tally?.sums.map(({ heads }) => heads)).toEqual([1, 1, 3])
  })

  test('takes everybody at once', async () => {
    await moveIn(world, residents(60))
    const { pollId } = await opened(world)
    const codes = await Promise.all(
      residents(60).map(({ personId }, i) => cast(personId, pollId, i % 3 === 0 ? 'a' : 'b')),
    )
    await close(world)
    expect((await resultOf(pollId)).tally?.sums.map(({ heads }) => heads)).toEqual([20, 40, 0])
    const file = await wholeFile(world, 'p00', pollId)
    for (const { inclusionCode } of codes) expect(verify(sha256, file, { code: inclusionCode })).toEqual({ ok: true })
  })

  test('is nobody’s who moves in after it opened, nor whose time is over, nor another building’s', async () => {
    await moveIn(world, residents(2))
    const { pollId } = await opened(world)
    await moveIn(world, [{ personId: 'late', unit: '8-1' }])
    await moveIn(world, [{ personId: 'elsewhere', unit: '8-1' }], 'b2')
    const vote = { pollId, choice: single('a') }
    expect(await world.code('late', 'deliberation.vote', vote)).toBe('FORBIDDEN')
    for (const name of ['vote', 'result', 'ballotBox'])
      for (const who of ['elsewhere', 'captain@b2', 'gridWorker@c1-g2', 'stranger', 'communityStaff@c2'])
        expect([name, who, await world.code(who, `deliberation.${name}`, name === 'vote' ? vote : { pollId })]).toEqual(
          [name, who, 'NOT_FOUND'],
        )
    // The captain moderates it and lives nowhere in it
    expect(await world.code(captain, 'deliberation.vote', vote)).toBe('FORBIDDEN')
    world.clock.forward(48)
    expect(await world.code('p00', 'deliberation.vote', vote)).toBe('CONFLICT')
    await world.tick()
    expect(await world.code('p00', 'deliberation.vote', vote)).toBe('CONFLICT')
    world.clock.forward(-1)
    expect(await world.code('p00', 'deliberation.vote', vote)).toBe('CONFLICT')
  })

  test('with fewer than five ballots shows and keeps the outcome alone', async () => {
    await moveIn(world, residents(6))
    const { pollId } = await opened(world)
    for (const [i, option] of ['a', 'a', 'b', 'a'].entries()) await cast(`p0${i}`, pollId, option)
    await close(world)
    const { outcome, tally } = await resultOf(pollId)
    expect(outcome).toMatchObject({ verdict: 'advice', winner: 'a' })
    expect(tally).toBeUndefined()
    const file = await wholeFile(world, 'p00', pollId)
    expect([file.ballots, file.salt, file.tally]).toEqual([undefined, undefined, undefined])
    expect(file.tags).toHaveLength(4)
    expect(verify(sha256, file)).toEqual({ ok: true })
    const [poll] = [...world.store.everything()].filter(([name]) => name === 'polls').map(([, doc]) => doc)
    expect(JSON.stringify(poll)).not.toMatch(/"sums"|"salt"/)
  })

  test.each<[Method, object, string]>([
    ['multiple', { options: ['c', 'a'] }, 'a,c'],
    ['ranked', { order: ['c', 'a'] }, 'c>a'],
    ['score', { scores: { a: 5, b: 0, c: 2 } }, 'a=5,b=0,c=2'],
    ['consent', { answer: 'agree' }, 'agree'],
  ])('by %s is counted and verified', async (method, choice, text) => {
    await moveIn(world, residents(5))
    const { pollId } = await opened(world, { method, ...(method === 'consent' && { options: [] }) })
    for (const { personId } of residents(5)) {
      const sent = { pollId, choice: { method, ...choice } }
      expect(await world.code(personId, 'deliberation.vote', sent)).toBe('ok')
    }
    expect(await world.code('p00', 'deliberation.vote', { pollId, choice: single('a') })).not.toBe('ok')
    await close(world)
    const file = await wholeFile(world, 'p00', pollId)
    expect(file.ballots).toEqual([{ choice: text, count: 5 }])
    expect(verify(sha256, file)).toEqual({ ok: true })
  })

  test('a choice that is none is refused beside the field', async () => {
    await moveIn(world, residents(1))
    const { pollId } = await opened(world)
    await expect(cast('p00', pollId, 'z')).rejects.toMatchObject({ code: 'INVALID', fields: { choice: /./ } })
    await expect(
      world.call('p00', 'deliberation.vote', { pollId, choice: { method: 'consent', answer: 'agree' } }),
    ).rejects.toMatchObject({ code: 'INVALID' })
    expect((await resultOf(pollId)).poll.turnout).toBe(0)
  })

  test('nobody can take part of it back once it is open, and its topic waits for it', async () => {
    await moveIn(world, residents(2))
    const { pollId, topicId } = await opened(world)
    expect(await world.code(captain, 'deliberation.cancelPoll', { pollId, reason: '写错了' })).toBe('CONFLICT')
    const { topic, allowed } = await world.call(captain, 'deliberation.topic', { topicId })
    const step = { topicId, version: topic.version, reason: '不谈了' }
    expect(await world.code(captain, 'deliberation.close', step)).toBe('CONFLICT')
    expect(await world.code(captain, 'deliberation.escalate', step)).toBe('CONFLICT')
    expect(allowed).not.toContain('deliberation.close')
    await close(world)
    const later = await world.call(captain, 'deliberation.topic', { topicId })
    expect(await world.code(captain, 'deliberation.close', { ...step, version: later.topic.version })).toBe('ok')
  })
})

test('votes that come while the clock closes are counted, or told that it is over; none is lost between', async () => {
  await moveIn(world, residents(40))
  const { pollId } = await opened(world)
  const early = residents(20).map(({ personId }) => personId)
  for (const who of early) await cast(who, pollId, 'a')
  // Each of the others has passed the check of the time when the clock begins to close
  const late = residents(40).slice(20)
  const sent = late.map(({ personId }) => cast(personId, pollId, 'b').then(() => personId, String))
  world.clock.forward(48)
  const [answers] = await Promise.all([Promise.all(sent), world.tick()])
  await world.tick()
  const counted = answers.filter((answer) => answer.startsWith('p'))
  for (const answer of answers.filter((one) => !one.startsWith('p'))) expect(answer).toMatch(/投票(刚刚|已经)结束/)
  const { tally, poll } = await resultOf(pollId)
  expect(poll).toMatchObject({ state: 'closed', turnout: 20 + counted.length })
  expect(tally?.sums.map(({ heads }) => heads)).toEqual([20, counted.length, 0])
})

describe('opening', () => {
  const open =
    (over: object, who = captain) =>
    async (topicId: string) =>
      world.outcome(who, 'deliberation.openPoll', {
        topicId,
        question: '怎么用这块空地',
        options: ['甲', '乙'],
        method: 'single',
        basis: 'consultative',
        closesAt: plusHours(start, 48),
        ...over,
      })

  beforeEach(() => moveIn(world, residents(2, 9_000)))

  test.each([
    ['a closing before the opening', { closesAt: start }, 'closesAt'],
    ['ninety-one days', { closesAt: plusHours(start, 91 * 24) }, 'closesAt'],
    ['an opening in the past', { opensAt: plusHours(start, -1) }, 'opensAt'],
    ['less notice than the law asks for', { basis: 'covenant', opensAt: plusHours(start, 167) }, 'opensAt'],
    ['a method that the basis does not know', { basis: 'covenant', method: 'ranked' }, 'method'],
    ['a counter who is captain', { counters: ['gridWorker:c1-g1', 'captain:b1'] }, 'counters'],
    ['the same counter twice', { counters: ['gridWorker:c1-g1', 'gridWorker:c1-g1'] }, 'counters'],
    ['a counter from elsewhere', { counters: ['gridWorker:c1-g1', 'communityStaff:c2'] }, 'counters'],
    ['one option alone', { options: ['甲'] }, 'options'],
    ['the same option twice', { options: ['甲', '甲'] }, 'options'],
  ])('with %s is refused beside the field', async (_, over, field) => {
    const outcome = await open(over)(await proposed(world))
    expect(outcome).toMatchObject({ ok: false, error: { code: 'INVALID', fields: { [field]: expect.any(String) } } })
  })

  test('is for who moderates the group, and not for words that may not be published', async () => {
    const topicId = await proposed(world)
    for (const who of ['p00', 'communityStaff@c1'])
      expect([who, (await open({}, who)(topicId)).ok]).toEqual([who, false])
    expect(await open({}, 'gridWorker@c1-g1')(topicId)).toMatchObject({ ok: true })
    world.outside.verdict = 'refuse'
    expect(await open({})(topicId)).toMatchObject({ ok: false, error: { code: 'INVALID' } })
  })

  test('the counters to choose from are staff of the place, and no captain', async () => {
    const { counters } = await world.call(captain, 'deliberation.counters', { topicId: await proposed(world) })
    expect(counters.map(({ memberId }) => memberId).sort()).toEqual([
      'communityStaff:c1',
      'gridWorker:c1-g1',
      'streetStaff:s1',
    ])
  })

  test('without a choice of counters has the two nearest to the place, who are told where they have work for sure', async () => {
    const over = { options: ['同意', '不同意'], closesAt: plusHours(start, 400) }
    const told = async () =>
      (await world.call('communityStaff@c1', 'account.inbox', {})).messages.filter(({ kind }) =>
        kind.startsWith('poll'),
      )
    const secret = await opened(world, over)
    expect((await resultOf(secret.pollId)).poll.counters).toEqual(['gridWorker@c1-g1', 'communityStaff@c1'])
    expect(await told()).toEqual([])
    for (const unit of ['1-101', '1-102', '2-301']) {
      const household = await world.store.get('households', `b1:${unit}`)
      await world.store.replace('households', { ...household!, area: 9_000 })
    }
    const named = await opened(world, { ...over, basis: 'ownersOrdinary' })
    expect((await resultOf(named.pollId)).poll.counters).toEqual(['gridWorker@c1-g1', 'communityStaff@c1'])
    expect(await told()).toMatchObject([{ kind: `poll:${named.pollId}` }])
  })

  test('by area waits until each door has one, and says how many have none', async () => {
    const over = { basis: 'ownersOrdinary', counters: counterIds, closesAt: plusHours(start, 400) }
    const outcome = await open(over)(await proposed(world))
    expect(outcome).toMatchObject({ ok: false, error: { code: 'CONFLICT', message: expect.stringContaining('3 套') } })
  })

  test('is called 征询 until the community has recorded that it binds', async () => {
    const over = { basis: 'covenant' as const, closesAt: plusHours(start, 400) }
    const first = await opened(world, over)
    expect((await resultOf(first.pollId)).poll.binding).toBe(false)
    await world.call('communityStaff@c1', 'deliberation.recordAuthorisation', { areaId: 'c1', note: '居民会议授权' })
    const second = await opened(world, over)
    expect((await resultOf(second.pollId)).poll.binding).toBe(true)
    const opinion = await opened(world)
    expect((await resultOf(opinion.pollId)).poll.binding).toBe(false)
  })

  test('after its notice is the clock’s; until then it can be taken back, and nobody votes', async () => {
    const over = { basis: 'covenant' as const, closesAt: plusHours(start, 10 * 24) }
    const { pollId } = await opened(world, over)
    const { pollId: dropped, topicId } = await opened(world, over)
    expect((await resultOf(pollId)).poll).toMatchObject({
      state: 'announced',
      opensAt: plusHours(start, 168),
      turnout: 0,
    })
    expect(await world.code('p00', 'deliberation.vote', { pollId, choice: single('a') })).toBe('CONFLICT')
    await world.call(captain, 'deliberation.cancelPoll', { pollId: dropped, reason: '改一下题目' })
    expect((await world.call('p00', 'deliberation.topic', { topicId })).polls[0].state).toBe('cancelled')

    world.clock.forward(168)
    await world.tick()
    const { poll } = await resultOf(pollId)
    // Each household of the building, whoever has registered in it
    expect(poll).toMatchObject({
      state: 'open',
      roll: { heads: 5 },
      allowed: expect.arrayContaining(['deliberation.vote']),
    })
    await cast('p00', pollId, 'a')
    expect((await resultOf(dropped)).poll.state).toBe('cancelled')
  })

  test('with a roll of thousands is done at once too, and everybody is on it once', async () => {
    const homes = Array.from({ length: 3_001 }, (_, i) => `m${i}`)
    await world.store.load(
      'memberships',
      homes.map((personId) => ({
        id: `home-${personId}`,
        personId,
        personName: personId,
        buildingId: 'b1',
        buildingName: '',
        gridId: 'c1-g1',
        communityId: 'c1',
        unit: '1-101',
        relation: 'owner' as const,
        state: 'confirmed' as const,
        at: start,
        livesIn: 'b1',
      })),
    )
    const { pollId } = await opened(world)
    expect((await resultOf(pollId)).poll).toMatchObject({ state: 'open', roll: { heads: 3_003 } })
    for (const who of ['m0', 'm1500', 'm3000']) await cast(who, pollId, 'a')
    await close(world)
    expect((await resultOf(pollId)).poll).toMatchObject({ state: 'closed', turnout: 3 })
  })
})

describe('above the building', () => {
  const inYard = async (over: object) => {
    const { topicId } = await world.call('gridWorker@c1-g1', 'deliberation.propose', {
      groupId: 'c1-y1',
      kind: 'covenant',
      title: '楼院公约怎么定',
      body: '请各栋楼看一看',
    })
    const { pollId } = await world.call('gridWorker@c1-g1', 'deliberation.openPoll', {
      topicId,
      question: '同意不同意这份公约',
      options: ['同意', '不同意'],
      method: 'single',
      basis: 'covenant',
      closesAt: plusHours(start, 240),
      ...over,
    })
    return { topicId, pollId }
  }

  test('a covenant of a courtyard is for each household of its buildings, in its forum or not', async () => {
    await moveIn(world, residents(2))
    await moveIn(world, [{ personId: 'across', unit: '9-1' }], 'b2')
    const { topicId, pollId } = await inYard({})
    await world.tick()
    await world.tick()
    // The notice is for all of them: the poll, and once a message
    for (const who of ['p00', 'across']) {
      const { messages } = await world.call(who, 'account.inbox', {})
      expect(messages).toMatchObject([{ title: '有一次投票正在公示', kind: `poll:${pollId}` }])
      expect((await resultOf(pollId, who)).poll).toMatchObject({
        ...{ state: 'announced', mine: { votes: [{}], topic: false } },
      })
    }
    for (const who of ['captain@b1', 'gridWorker@c1-g2'])
      expect((await world.call(who, 'account.inbox', {})).messages.map(({ title }) => title)).not.toContain(
        '有一次投票正在公示',
      )
    await moveIn(world, [{ personId: 'away', unit: '1-101' }], 'b9')
    for (const who of ['away', 'stranger'])
      expect([who, await world.code(who, 'deliberation.result', { pollId })]).toEqual([who, 'NOT_FOUND'])
    world.clock.forward(168)
    await world.tick()
    // They are told of it and see it, and the talk of the forum stays the forum's
    for (const who of ['p00', 'across']) {
      const { messages } = await world.call(who, 'account.inbox', {})
      expect(messages[0]).toMatchObject({ title: '有一次投票请您参加', kind: `poll:${pollId}` })
      expect((await resultOf(pollId, who)).poll).toMatchObject({ state: 'open', roll: { heads: 9 } })
      expect(await world.code(who, 'deliberation.posts', { topicId })).toBe('NOT_FOUND')
      // It is in their list until they have voted, in no group of theirs though it is
      const waiting = async () => (await world.call(who, 'deliberation.groups', {})).votes
      expect(await waiting()).toEqual([{ pollId, question: '同意不同意这份公约', groupName: '和合大院' }])
      await cast(who, pollId, 'a')
      expect(await waiting()).toEqual([])
    }
    expect(await world.code('stranger', 'deliberation.result', { pollId })).toBe('NOT_FOUND')
    await close(world, 72)
    const { outcome, head } = await resultOf(pollId, 'across')
    expect(outcome?.verdict).toBe('noQuorum')
    // The head of the chain is in their hands too
    for (const who of ['p00', 'across']) {
      const { messages } = await world.call(who, 'account.inbox', {})
      expect(messages[0]).toMatchObject({ title: '您参加的投票有结果了', kind: `poll:${pollId}` })
      expect(messages[0].body).toContain(head)
    }
    expect(verify(sha256, await wholeFile(world, 'across', pollId))).toEqual({ ok: true })
  })

  test('a covenant of a community is for each household of its grids, in a courtyard or not, and once', async () => {
    const { courtyardId: _, ...b1 } = (await world.store.get('areas', 'b1'))!
    await world.store.replace('areas', b1)
    // The second building has come to the first one's grid
    const b2 = (await world.store.get('areas', 'b2'))!
    await world.store.replace('areas', { ...b2, grids: [{ from: start, gridId: 'c1-g1' }] })
    const grid = (await world.store.get('areas', 'c1-g1'))!
    await world.store.replace('areas', { ...grid, takesFrom: ['c1-g2'] })
    const who = 'communityStaff@c1'
    const { topicId } = await world.call(who, 'deliberation.propose', {
      ...{ groupId: 'c1', kind: 'covenant', title: '社区公约怎么定', body: '请各栋楼看一看' },
    })
    const { pollId } = await world.call(who, 'deliberation.openPoll', {
      ...{ topicId, question: '同意不同意这份公约', options: ['同意', '不同意'], method: 'single', basis: 'covenant' },
      closesAt: plusHours(start, 240),
    })
    world.clock.forward(168)
    await world.tick()
    expect((await resultOf(pollId, who)).poll).toMatchObject({ state: 'open', roll: { heads: 6 } })
  })

  test('what a courtyard asks its forum, its forum answers', async () => {
    await moveIn(world, residents(2))
    const { pollId } = await inYard({ basis: 'consultative', closesAt: plusHours(start, 48) })
    expect((await resultOf(pollId, 'captain@b2')).poll).toMatchObject({ state: 'open', roll: { heads: 2 } })
    await cast('captain@b2', pollId, 'b')
    expect(await world.code('p00', 'deliberation.vote', { pollId, choice: single('a') })).toBe('NOT_FOUND')
  })

  test('a captain of the forum, who lives nowhere in it, can vote on paper', async () => {
    const { pollId } = await inYard({ basis: 'consultative', counters: counterIds, closesAt: plusHours(start, 48) })
    const { voters } = await world.call(countersBy.enters, 'deliberation.paperVoters', { pollId, find: 'captain@b2' })
    expect(voters).toEqual([{ memberId: 'captain:b2', label: 'captain@b2', entered: false }])
    const mark = (input: object) =>
      world.outcome(countersBy.enters, 'deliberation.markPaperVoter', { pollId, ...input })
    expect(await mark({ memberId: 'captain:b2', unitId: 'b2:1-101' })).toMatchObject({ error: { code: 'INVALID' } })
    expect(await mark({ unitId: 'b2:1-101' })).toMatchObject({ error: { fields: { unitId: expect.any(String) } } })
    expect(await mark({ memberId: 'captain:b2' })).toMatchObject({ ok: true })
    expect(await world.code('captain@b2', 'deliberation.vote', { pollId, choice: single('a') })).toBe('CONFLICT')
  })
})

describe('a household', () => {
  test('has one vote, whoever of it casts it', async () => {
    await moveIn(world, [
      { personId: 'wife', unit: '9-1' },
      { personId: 'husband', unit: '9-1' },
      { personId: 'tenant', unit: '9-2', relation: 'tenant' },
    ])
    const { pollId } = await opened(world, { basis: 'covenant', closesAt: plusHours(start, 10 * 24) })
    world.clock.forward(168)
    await world.tick()
    await cast('wife', pollId, 'a')
    await expect(cast('husband', pollId, 'b')).rejects.toMatchObject({ code: 'CONFLICT', message: '已经投过票' })
    await cast('tenant', pollId, 'b')
    expect((await resultOf(pollId, 'husband')).poll).toMatchObject({
      turnout: 2,
      mine: { votes: [{ label: '和合大院1号楼 9-1', state: 'voted' }] },
    })
  })
})

describe('owners', () => {
  /** The three doors of the made city are one owner's, who has fifteen; six more have one each. */
  const homes = [
    ...residents(6, 10_000),
    ...Array.from({ length: 15 }, (_, i) => ({
      personId: `of-many-${i}`,
      unit: i < 3 ? ['1-101', '1-102', '2-301'][i] : `8-${i}`,
      area: 10_000,
      ownerId: 'owner-of-many',
      // One registered person for all of them is enough
      relation: i === 0 ? ('owner' as const) : ('tenant' as const),
    })),
  ]
  beforeEach(() => moveIn(world, homes))

  test('vote by heads and by area; fifteen doors are one head; the ballots are for two to read and for all to check', async () => {
    const { pollId } = await openedOwners(world)
    const { poll } = await resultOf(pollId)
    expect(poll).toMatchObject({ secret: false, roll: { heads: 7, area: 210_000 } })
    const codes = []
    for (const [i, option] of ['a', 'a', 'b', 'b', 'b', 'b'].entries())
      codes.push((await cast(`p0${i}`, pollId, option)).inclusionCode)
    codes.push((await cast('of-many-0', pollId, 'a')).inclusionCode)
    expect(await world.code('of-many-1', 'deliberation.vote', { pollId, choice: single('a') })).toBe('FORBIDDEN')
    await close(world)

    const { outcome, tally, head } = await resultOf(pollId)
    expect(tally).toMatchObject({
      heads: 7,
      area: 210_000,
      sums: [
        { option: 'a', heads: 3, area: 170_000 },
        { option: 'b', heads: 4, area: 40_000 },
      ],
    })
    // Of the area far more than half, of the heads not: both have to be
    expect(outcome?.verdict).toBe('failed')

    const file = await wholeFile(world, 'p05', pollId)
    expect([file.ballots, file.salt]).toEqual([undefined, undefined])
    for (const code of codes) expect(verify(sha256, file, { code, head })).toEqual({ ok: true })
    const { ballots } = await world.call(countersBy.enters, 'deliberation.namedBallots', { pollId })
    expect(verify(sha256, file, { named: ballots })).toEqual({ ok: true })
    expect(ballots.find(({ units }) => units.length === 15)).toMatchObject({
      label: expect.stringMatching(/^和合大院1号楼 .* 等 15 套$/),
      area: 150_000,
      choice: 'a',
      way: 'online',
    })
    const confirmed = { pollId, agrees: true }
    expect(await world.call(countersBy.enters, 'deliberation.confirmCount', confirmed)).toMatchObject({
      confirmations: 1,
    })
    await world.call(countersBy.enters, 'deliberation.confirmCount', confirmed)
    const differs = { pollId, agrees: false, note: '9-2 数了两遍' }
    expect(await world.call(countersBy.confirms, 'deliberation.confirmCount', differs)).toMatchObject({
      confirmations: 2,
    })
    // Everybody reads what they say; a note might name a door
    const counts = async (who: string) => (await resultOf(pollId, who)).counts
    expect(await counts('p00')).toEqual([
      { counter: 'gridWorker@c1-g1', agrees: true },
      { counter: 'communityStaff@c1', agrees: false },
    ])
    expect((await counts(countersBy.enters))?.[1]).toMatchObject({ note: '9-2 数了两遍' })
    await world.call(countersBy.confirms, 'deliberation.confirmCount', confirmed)
    expect((await counts('p00'))?.map(({ agrees }) => agrees)).toEqual([true, true])
    for (const who of ['p00', captain, 'streetStaff@s1'])
      for (const [name, input] of [
        ['namedBallots', { pollId }],
        ['confirmCount', confirmed],
      ] as const)
        expect([who, await world.code(who, `deliberation.${name}`, input)]).not.toEqual([who, 'ok'])
    const shown = JSON.stringify([await resultOf(pollId), file])
    for (const { salt } of ballots) expect(shown).not.toContain(salt)
  })

  test('pass a vote on in writing, one level far, and take it back before it is used', async () => {
    const { pollId } = await openedOwners(world)
    const given = async (from: string, rollKey: string, to: string) =>
      world.outcome(from, 'deliberation.giveProxy', {
        pollId,
        rollKey,
        memberId: to,
        photos: [await world.photo(from)],
      })
    expect(await given('p00', 'b1:9-1', 'home-p01')).toMatchObject({ ok: true })
    const { proxies } = await world.call('p05', 'deliberation.proxies', { pollId })
    expect(proxies).toMatchObject([{ units: ['9-1'], at: expect.any(String) }])

    // Who gave it waits; who got it has two votes, and says which
    expect(await world.code('p00', 'deliberation.vote', { pollId, choice: single('a') })).toBe('CONFLICT')
    expect((await resultOf(pollId, 'p01')).poll.mine.votes).toMatchObject([
      { label: '和合大院1号楼 9-2', byProxy: false, state: 'open' },
      { label: '和合大院1号楼 9-1', byProxy: true, state: 'open' },
    ])
    expect(await world.code('p01', 'deliberation.vote', { pollId, choice: single('a') })).toBe('INVALID')
    expect(await given('p01', 'b1:9-1', 'home-p02')).toMatchObject({ error: { code: 'FORBIDDEN' } })
    expect(await given('p00', 'b1:9-1', 'home-p02')).toMatchObject({ error: { code: 'CONFLICT' } })

    await world.call('p00', 'deliberation.revokeProxy', { pollId, rollKey: 'b1:9-1' })
    const asProxy = { pollId, choice: single('a'), rollKey: 'b1:9-1' }
    expect(await world.code('p01', 'deliberation.vote', asProxy)).toBe('FORBIDDEN')
    expect(await given('p00', 'b1:9-1', 'home-p02')).toMatchObject({ ok: true })
    expect(await world.code('p02', 'deliberation.vote', asProxy)).toBe('ok')
    expect(await world.code('p00', 'deliberation.revokeProxy', { pollId, rollKey: 'b1:9-1' })).toBe('CONFLICT')
    expect(await world.code('p00', 'deliberation.vote', { pollId, choice: single('b') })).toBe('CONFLICT')
    await cast('p03', pollId, 'b')
    expect((await resultOf(pollId)).poll).toMatchObject({ turnout: 2, mine: { votes: [{ state: 'voted' }] } })
  })

  test('of a courtyard pass a vote to a neighbour, in its forum or not, and to nobody from elsewhere', async () => {
    for (const unit of ['1-101', '1-102', '2-301']) {
      const household = await world.store.get('households', `b2:${unit}`)
      await world.store.replace('households', { ...household!, area: 10_000 })
    }
    await moveIn(world, [{ personId: 'far', unit: '9-1', area: 10_000 }], 'b2')
    const { topicId } = await world.call('gridWorker@c1-g1', 'deliberation.propose', {
      ...{ groupId: 'c1-y1', kind: 'repairs', title: '大院的围墙', body: '动用维修资金修不修' },
    })
    const { pollId } = await world.call('gridWorker@c1-g1', 'deliberation.openPoll', {
      ...{ topicId, question: '修不修围墙', options: ['修', '不修'], method: 'single', basis: 'ownersOrdinary' },
      closesAt: plusHours(world.clock.now(), 17 * 24),
    })
    const give = async (memberId: string) =>
      world.code('p00', 'deliberation.giveProxy', {
        ...{ pollId, rollKey: 'b1:9-1', memberId, photos: [await world.photo('p00')] },
      })
    const far = await world.store.get('memberships', 'home-far')
    const { livesIn: _, ...moved } = far!
    expect(await give('home-far')).toBe('ok')
    await world.call('p00', 'deliberation.revokeProxy', { pollId, rollKey: 'b1:9-1' })
    await world.store.replace('memberships', moved)
    expect(await give('home-far')).toBe('INVALID')
  })

  test('never pass a vote to a captain, a counter, a stranger or themselves', async () => {
    const { pollId } = await openedOwners(world)
    await moveIn(world, [{ personId: 'elsewhere', unit: '8-1' }], 'b2')
    for (const memberId of ['captain:b1', 'gridWorker:c1-g1', 'home-elsewhere', 'home-p00', 'nobody']) {
      const input = { pollId, rollKey: 'b1:9-1', memberId, photos: [await world.photo('p00')] }
      const outcome = await world.outcome('p00', 'deliberation.giveProxy', input)
      expect([memberId, outcome]).toEqual([memberId, expect.objectContaining({ ok: false })])
      expect(outcome).toMatchObject({ error: { fields: { memberId: expect.any(String) } } })
    }
  })
})

describe('paper', () => {
  const note = (pollId: string, unit: string, over: object = {}) =>
    world.outcome(countersBy.enters, 'deliberation.markPaperVoter', { pollId, unitId: `b1:${unit}`, ...over })
  const entryOf = (outcome: Awaited<ReturnType<typeof note>>) => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome))
    return (outcome.value as { entryId: string }).entryId
  }
  const confirm = (entryId: string, who = countersBy.confirms) =>
    world.code(who, 'deliberation.confirmPaper', { entryId })

  test('on a secret poll marks voters and takes ballots in apart, two people for each, and doubles nobody', async () => {
    await moveIn(world, [...residents(8), { personId: 'wife', unit: '9-8' }])
    const { pollId } = await opened(world, { counters: counterIds })
    await cast('p00', pollId, 'a')
    expect(await note(pollId, '9-8')).toMatchObject({ error: { fields: { memberId: expect.any(String) } } })
    const member = (n: number) => ({ memberId: `home-p0${n}` })
    // One alone lives behind that door: no need to say who
    expect(await note(pollId, '9-1')).toMatchObject({ error: { code: 'CONFLICT', message: '已经投过票' } })
    expect(await note(pollId, '9-1', member(0))).toMatchObject({ error: { code: 'CONFLICT' } })
    expect(await note(pollId, '9-2', member(3))).toMatchObject({ error: { fields: { memberId: expect.any(String) } } })
    expect(await note(pollId, '9-2', { ...member(1), choice: single('a') })).toMatchObject({
      error: { fields: { choice: expect.any(String) } },
    })

    const entries: string[] = []
    for (const n of [1, 2, 3, 4]) entries.push(entryOf(await note(pollId, `9-${n + 1}`, member(n))))
    // Held: not online, not on paper again
    expect(await world.code('p01', 'deliberation.vote', { pollId, choice: single('b') })).toBe('CONFLICT')
    expect(await note(pollId, '9-2', member(1))).toMatchObject({ error: { code: 'CONFLICT' } })
    expect((await resultOf(pollId, 'p01')).poll.mine.votes).toMatchObject([{ state: 'held' }])

    expect(await confirm(entries[0], countersBy.enters)).toBe('FORBIDDEN')
    expect(await confirm(entries[0], captain)).toBe('FORBIDDEN')
    for (const entryId of entries.slice(0, 3)) expect(await confirm(entryId)).toBe('ok')
    expect(await confirm(entries[0])).toBe('CONFLICT')
    expect(await world.code('p01', 'deliberation.vote', { pollId, choice: single('b') })).toBe('CONFLICT')

    // Refused: the voter is free again
    const refusal = { entryId: entries[3], reason: '没有签名' }
    expect(await world.code(countersBy.confirms, 'deliberation.refusePaper', refusal)).toBe('ok')
    await cast('p04', pollId, 'c')

    const batch = (a: number, b: number) =>
      world.call(countersBy.confirms, 'deliberation.paperBatch', {
        pollId,
        counts: [
          { choice: single('a'), count: a },
          { choice: single('b'), count: b },
        ],
      })
    const tooMany = await batch(2, 2)
    expect(await confirm(tooMany.entryId, countersBy.enters)).toBe('CONFLICT')
    const fits = await batch(1, 2)
    expect(await confirm(fits.entryId, countersBy.confirms)).toBe('FORBIDDEN')
    const { entries: seen } = await world.call(countersBy.enters, 'deliberation.paperEntries', { pollId })
    expect(seen.find(({ entryId }) => entryId === fits.entryId)?.counts).toEqual([
      { choice: 'a', count: 1 },
      { choice: 'b', count: 2 },
    ])
    expect(await confirm(fits.entryId, countersBy.enters)).toBe('ok')
    const after = await world.call(countersBy.enters, 'deliberation.paperEntries', { pollId })
    expect(after).toMatchObject({ marked: 3, counted: 3 })
    expect(after.entries.find(({ entryId }) => entryId === fits.entryId)?.counts).toBeUndefined()

    expect((await resultOf(pollId)).poll.turnout).toBe(5)
    await close(world)
    const { tally } = await resultOf(pollId)
    expect(tally?.sums.map(({ heads }) => heads)).toEqual([2, 2, 1])
    expect(verify(sha256, await wholeFile(world, 'p00', pollId))).toEqual({ ok: true })
  })

  test('is entered from the roll by a counter who is not of the group, and is not told who voted on a phone', async () => {
    await moveIn(world, residents(25))
    const { pollId } = await opened(world, { counters: counterIds })
    await cast('p01', pollId, 'a')
    // Neither sees the topic or the group’s members: they are led to the poll
    const { messages } = await world.call(countersBy.confirms, 'account.inbox', {})
    expect(messages[0]).toMatchObject({ kind: `poll:${pollId}`, title: '楼前要不要划停车位：请您担任计票人' })
    expect(await world.code(countersBy.confirms, 'deliberation.members', { groupId: 'b1' })).toBe('NOT_FOUND')

    const roll = (input: object = {}, who = countersBy.confirms) =>
      world.call(who, 'deliberation.paperVoters', { pollId, ...input })
    const first = await roll()
    const second = await roll({ cursor: first.cursor })
    expect([first.voters.length, second.voters.length, second.cursor]).toEqual([20, 5, undefined])
    const walk = [...first.voters, ...second.voters]
    expect(walk.map(({ unitId }) => unitId)).toEqual(Array.from({ length: 25 }, (_, i) => `b1:9-${i + 1}`))
    expect(walk[0]).toEqual({
      ...{ unitId: 'b1:9-1', memberId: 'home-p00', label: '和合大院1号楼 9-1 p*0', entered: false },
    })
    // p01 has voted and looks like everybody else; no answer names a person
    expect(walk.every(({ entered }) => !entered)).toBe(true)
    expect(JSON.stringify([first.cursor, walk])).not.toMatch(/"p\d\d"/)

    const mark = async (find: string) => {
      const [{ unitId, memberId }] = (await roll({ find })).voters
      return world.outcome(countersBy.confirms, 'deliberation.markPaperVoter', { pollId, unitId, memberId })
    }
    expect(await mark('9-2')).toMatchObject({ ok: false, error: { code: 'CONFLICT', message: '已经投过票' } })
    expect(await confirm(entryOf(await mark('9-13')), countersBy.enters)).toBe('ok')
    await mark('9-14')
    const entered = async () =>
      (await roll({ find: '9-1' })).voters.filter((one) => one.entered).map((one) => one.unitId)
    expect(await entered()).toEqual(['b1:9-13', 'b1:9-14'])
    world.clock.forward(25)
    expect(await entered()).toEqual(['b1:9-13'])

    for (const who of [captain, 'p00', 'streetStaff@s1'])
      expect([who, await world.code(who, 'deliberation.paperVoters', { pollId })]).not.toEqual([who, 'ok'])
    await close(world)
    expect(await world.code(countersBy.enters, 'deliberation.paperVoters', { pollId })).toBe('CONFLICT')
  })

  test('that nobody confirmed within a day stops nobody', async () => {
    await moveIn(world, residents(5))
    const { pollId } = await opened(world, { counters: counterIds })
    const stale = entryOf(await note(pollId, '9-1', { memberId: 'home-p00' }))
    const other = entryOf(await note(pollId, '9-2', { memberId: 'home-p01' }))
    world.clock.forward(25)
    expect((await resultOf(pollId)).poll.mine.votes).toMatchObject([{ state: 'open' }])
    await cast('p00', pollId, 'a')
    expect(await confirm(stale)).toBe('CONFLICT')
    expect(await confirm(other)).toBe('CONFLICT')
    expect(await confirm(entryOf(await note(pollId, '9-2', { memberId: 'home-p01' })))).toBe('ok')
    expect(await confirm(other)).toBe('CONFLICT')
    expect((await resultOf(pollId)).poll.turnout).toBe(2)
  })

  test('on a named poll is entered with its unit, and counted like any other', async () => {
    await moveIn(world, residents(6, 10_000))
    await moveIn(
      world,
      ['1-101', '1-102', '2-301'].map((unit, i) => ({ personId: `x${i}`, unit, area: 10_000 })),
    )
    const { pollId } = await openedOwners(world)
    expect(await note(pollId, '9-1')).toMatchObject({ error: { fields: { choice: expect.any(String) } } })
    for (const n of [1, 2, 3, 4, 5, 6]) {
      const entryId = entryOf(await note(pollId, `9-${n}`, { choice: single(n < 5 ? 'a' : 'b'), way: 'doorstep' }))
      expect(await confirm(entryId)).toBe('ok')
    }
    expect(
      await world.code(countersBy.enters, 'deliberation.paperBatch', {
        pollId,
        counts: [{ choice: single('a'), count: 1 }],
      }),
    ).toBe('FORBIDDEN')
    await close(world)
    const { tally, outcome, poll } = await resultOf(pollId)
    expect(poll.turnout).toBe(6)
    expect(tally?.sums).toMatchObject([
      { heads: 4, area: 40_000 },
      { heads: 2, area: 20_000 },
    ])
    expect(outcome?.verdict).toBe('passed')
    const { ballots } = await world.call(countersBy.confirms, 'deliberation.namedBallots', { pollId })
    expect(ballots.every(({ way }) => way === 'doorstep')).toBe(true)
    expect(verify(sha256, await wholeFile(world, 'p00', pollId), { named: ballots })).toEqual({ ok: true })
  })
})

describe('the box', () => {
  type Boxes = { id: string; version: number; pollId: string; sealed: string[]; closed: boolean }[]
  const boxes = () =>
    [...world.store.everything()].flatMap(([name, doc]) => (name === 'boxes' ? [doc] : [])) as unknown as Boxes

  test.each([
    ['a ballot taken out', (sealed: string[]) => sealed.slice(1)],
    ['a ballot put in twice', (sealed: string[]) => [...sealed, sealed[0]]],
    ['one bit of a ballot changed', (sealed: string[]) => [flipped(sealed[0]), ...sealed.slice(1)]],
    ['a ballot of another poll', (sealed: string[]) => ['AAAA', ...sealed.slice(1)]],
  ])('with %s decides nothing', async (_, tamper) => {
    await moveIn(world, residents(6))
    const { pollId } = await opened(world)
    for (const { personId } of residents(6)) await cast(personId, pollId, 'a')
    const box = boxes().find(({ sealed }) => sealed.length > 0)
    if (!box) throw new Error('nobody voted')
    await world.store.replace('boxes', { ...box, sealed: tamper(box.sealed) })
    await close(world)
    const { outcome, tally } = await resultOf(pollId)
    expect(outcome?.verdict).toBe('invalid')
    expect(tally).toBeUndefined()
  })

  const flipped = (text: string) => {
    const bytes = Buffer.from(text, 'base64')
    bytes[40] ^= 1
    return bytes.toString('base64')
  }
})

describe('a clock that is killed', () => {
  beforeEach(() => {
    jest.spyOn(console, 'error').mockImplementation()
  })
  afterEach(() => jest.restoreAllMocks())
  const killed = (after: number) => tick({ ...world.ports, store: dying(world.store, after) }).catch(() => undefined)

  test('anywhere while it counts is followed by one that comes to the same', async () => {
    await moveIn(world, residents(6))
    const { pollId } = await opened(world)
    for (const [i, option] of ['a', 'b', 'a', 'a', 'b', 'c'].entries()) await cast(`p0${i}`, pollId, option)
    world.clock.forward(48)
    for (let after = 0; after < 60; after += 1) {
      await killed(after)
      await killed(after)
    }
    await world.tick()
    const { tally, poll, head } = await resultOf(pollId)
    expect(poll.state).toBe('closed')
    expect(tally?.sums.map(({ heads }) => heads)).toEqual([3, 2, 1])
    expect(verify(sha256, await wholeFile(world, 'p00', pollId), { head })).toEqual({ ok: true })
    expect([count('boxes'), count('turnouts')]).toEqual([0, 0])
    const { messages } = await world.call(captain, 'account.inbox', {})
    expect(messages.filter(({ kind }) => kind === 'closePoll')).toHaveLength(1)
  })

  test('or a captain’s call that is, while it opens a poll at once: the clock goes on with it', async () => {
    await moveIn(world, residents(6))
    const topicId = await proposed(world)
    const input = {
      topicId,
      question: '楼前的空地怎么用',
      options: ['甲', '乙'],
      method: 'single',
      basis: 'consultative',
      closesAt: plusHours(start, 48),
    }
    const call = { name: 'deliberation.openPoll', input, requestId: 'one intent' }
    const identity = { personId: captain, openid: 'openid-captain' }
    let answered = 0
    for (let after = 0; answered === 0; after += 1) {
      const store = dying(world.store, after)
      const outcome = await pipeline(deliberationActions, { ...world.ports, store })(call, identity)
      if (outcome.ok) answered = after
    }
    expect(answered).toBeGreaterThan(10)
    world.clock.forward(0.1)
    await world.tick()
    const { polls } = await world.call('p00', 'deliberation.topic', { topicId })
    expect(polls).toMatchObject([{ state: 'open', roll: { heads: 6 } }])
    for (const { personId } of residents(6)) await cast(personId, polls[0].pollId, 'a')
    expect(await world.call(captain, 'deliberation.openPoll', input as never, 'one intent')).toMatchObject({
      pollId: polls[0].pollId,
      state: 'open',
    })
  })

  test('anywhere while it opens is followed by one that opens the whole of it', async () => {
    await moveIn(world, residents(6))
    const { pollId } = await opened(world, { basis: 'covenant', closesAt: plusHours(start, 240) })
    world.clock.forward(168)
    for (let after = 0; after < 60; after += 1) {
      await killed(after)
      // The one that was killed keeps its claim for two minutes
      world.clock.forward(0.04)
    }
    await world.tick()
    const { poll } = await resultOf(pollId)
    expect(poll).toMatchObject({ state: 'open', roll: { heads: 9 }, turnout: 0 })
    for (const { personId } of residents(6)) await cast(personId, pollId, 'a')
    await close(world, 72)
    expect((await resultOf(pollId)).outcome?.verdict).toBe('passed')
    const { messages } = await world.call('p00', 'account.inbox', {})
    expect(messages.filter(({ title }) => title === '有一次投票请您参加')).toHaveLength(1)
  })

  test('while it opens, and the poll cancelled then, is followed by one that clears up what it wrote', async () => {
    await moveIn(world, residents(90))
    const { pollId } = await opened(world, { basis: 'covenant', closesAt: plusHours(start, 240) })
    world.clock.forward(168)
    const written = () => ['rolls', 'boxes', 'turnouts'].map((name) => count(name as CollectionName))
    for (let after = 0; count('turnouts') === 0; after += 1) {
      await killed(after)
      world.clock.forward(0.04)
    }
    expect(written()).toEqual([3, 6, 2])
    await world.call(captain, 'deliberation.cancelPoll', { pollId, reason: '问题写错了' })
    for (let after = 0; after < 60; after += 1) await killed(after)
    await world.tick()
    expect(written()).toEqual([0, 0, 0])
    const poll = await world.store.get('polls', pollId)
    expect([poll?.state, poll?.timerAt]).toEqual(['cancelled', undefined])
  })

  test('while it opens, and begun anew with fewer doors, leaves no page of the longer roll', async () => {
    await moveIn(world, residents(90))
    const { pollId } = await opened(world, { basis: 'covenant', closesAt: plusHours(start, 240) })
    world.clock.forward(168)
    for (let after = 0; count('turnouts') === 0; after += 1) {
      await killed(after)
      world.clock.forward(0.04)
    }
    for (const { unit } of residents(90).slice(30)) {
      const household = await world.store.get('households', `b1:${unit}`)
      await world.store.remove('households', `b1:${unit}`, household?.version ?? 0)
    }
    await world.tick()
    expect((await resultOf(pollId)).poll).toMatchObject({ state: 'open', roll: { heads: 33 } })
    expect([count('rolls'), count('boxes'), count('turnouts')]).toEqual([1, 4, 1])
  })

  test('two at once count once', async () => {
    await moveIn(world, residents(6))
    const { pollId } = await opened(world)
    for (const { personId } of residents(6)) await cast(personId, pollId, 'a')
    world.clock.forward(48)
    await Promise.all([world.tick(), world.tick(), world.tick()])
    await world.tick()
    expect((await resultOf(pollId)).tally?.heads).toBe(6)
    const { messages } = await world.call(captain, 'account.inbox', {})
    expect(messages.filter(({ kind }) => kind === 'closePoll')).toHaveLength(1)
  })
})
