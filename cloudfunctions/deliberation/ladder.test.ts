import { plusHours } from '../kernel/time'
import { mediationOf } from '../testing/mediation'
import { type neighboursOf, settledCity } from '../testing/neighbours'
import { storiesOf } from '../testing/stories'
import { dying } from '../testing/watched'
import type { World } from '../testing/world'
import { tick } from '../timer/tick'

let world: World
let people: ReturnType<typeof neighboursOf>
const captain = 'captain@b1'
const gridWorker = 'gridWorker@c1-g1'
const community = 'communityStaff@c1'
const street = 'streetStaff@s1'

beforeEach(async () => {
  ;({ world, people } = await settledCity())
})
afterEach(() => world.close())

const open = async () => (await people.propose('anna')).topicId
const queue = async (who: string) =>
  (await world.call(who, 'deliberation.queue', {})).topics.map(({ topicId }) => topicId)
const stored = async (topicId: string) => (await world.store.get('topics', topicId))!
async function wait(hours: number) {
  world.clock.forward(hours)
  await world.tick()
}
const soon = () => plusHours(world.clock.now(), 240)

describe('the ladder', () => {
  test('a topic climbs from building to street, is answered, and comes home with the answer', async () => {
    const topicId = await open()
    expect(await people.act(captain, 'escalate', topicId, { reason: '院里车位要一起排' })).toMatchObject({
      state: 'escalated',
      rung: { level: 'courtyard', id: 'c1-y1' },
      dueAt: plusHours(world.clock.now(), 48),
    })
    expect(await queue(gridWorker)).toEqual([topicId])
    await people.act(gridWorker, 'accept', topicId)
    await people.act(gridWorker, 'escalate', topicId, { reason: '院外道路归社区协调' })
    expect(await queue(gridWorker)).toEqual([])
    expect(await queue(community)).toEqual([topicId])
    await people.act(community, 'escalate', topicId, { reason: '需要街道划线' })
    expect(await world.code(street, 'deliberation.escalate', { topicId, version: 5, reason: '再上' })).toBe('CONFLICT')
    await people.act(street, 'accept', topicId)
    const photo = await world.photo(street)
    expect(
      await people.act(street, 'answer', topicId, { text: '下月划二十个夜间车位', photos: [photo] }),
    ).toMatchObject({
      state: 'answered',
      rung: { level: 'building', id: 'b1' },
    })
    expect(await queue(street)).toEqual([])
    const { topic, timeline, allowed } = await people.view('anna', topicId)
    expect(topic).toMatchObject({ state: 'answered', answer: '下月划二十个夜间车位' })
    expect(topic.dueAt).toBeUndefined()
    expect(timeline.map(({ title }) => title)).toEqual([
      '提出议题',
      'captain@b1上报到和合大院',
      'gridWorker@c1-g1受理',
      'gridWorker@c1-g1上报到甲社区',
      'communityStaff@c1上报到甲街道',
      'streetStaff@s1受理',
      'streetStaff@s1答复',
    ])
    expect(timeline.at(-1)?.photos).toHaveLength(1)
    expect(allowed).toContain('deliberation.close')
    await world.tick()
    expect((await people.inbox('bert')).map(({ title }) => title)).toContain('楼前停车怎么排：已答复')
    // Whoever had it keeps sight of it, and has nothing more to do
    for (const who of [community, street]) expect((await people.view(who, topicId)).allowed).toEqual([])
  })

  test('text, sums and history go along, the talk stays in the group', async () => {
    const topicId = await open()
    await people.say('bert', topicId, '三楼那家一家占两个车位')
    expect(await world.code(community, 'deliberation.topic', { topicId })).toBe('NOT_FOUND')
    await people.act(captain, 'escalate', topicId, { reason: '院里一起排' })
    await people.act(gridWorker, 'escalate', topicId, { reason: '请社区协调' })
    const seen = await people.view(community, topicId)
    expect(seen.topic.body).toBe('车位少，请大家说说怎么轮着停。')
    expect(seen.timeline).toHaveLength(3)
    for (const name of ['posts', 'opinions'])
      expect(await world.code(community, `deliberation.${name}`, { topicId })).toBe('FORBIDDEN')
    expect(await world.code(community, 'deliberation.post', { topicId, text: '社区来说一句' })).toBe('FORBIDDEN')
    expect(await world.code('communityStaff@c2', 'deliberation.topic', { topicId })).toBe('NOT_FOUND')
    // The captain of the house next door sits in the courtyard and the community: the topic, and no more
    expect((await people.view('captain@b2', topicId)).allowed).toEqual([])
    expect((await world.call('captain@b2', 'deliberation.topics', { groupId: 'c1' })).first).toMatchObject([
      { topicId },
    ])
    expect(await world.code('captain@b2', 'deliberation.posts', { topicId })).toBe('FORBIDDEN')
  })

  test('each hand-back goes down one rung and says why', async () => {
    const topicId = await open()
    await people.act(captain, 'escalate', topicId, { reason: '院里一起排' })
    await people.act(gridWorker, 'escalate', topicId, { reason: '请社区协调' })
    expect(await world.code(community, 'deliberation.handBack', { topicId, version: 3 })).toBe('INVALID')
    expect(await people.act(community, 'handBack', topicId, { reason: '院内可以自己定' })).toMatchObject({
      state: 'escalated',
      rung: { id: 'c1-y1' },
    })
    expect(await queue(gridWorker)).toEqual([topicId])
    expect(await people.act(gridWorker, 'handBack', topicId, { reason: '请本楼先商量' })).toMatchObject({
      state: 'talking',
      rung: { id: 'b1' },
    })
    expect((await people.view('anna', topicId)).timeline.at(-1)).toMatchObject({
      title: 'gridWorker@c1-g1说明原因后退回和合大院1号楼',
      note: '请本楼先商量',
    })
  })

  test('what is not accepted, or not answered, goes up by the clock, and stays at the street, late', async () => {
    const topicId = await open()
    await people.act(captain, 'escalate', topicId, { reason: '院里一起排' })
    await wait(47.9)
    expect((await stored(topicId)).rung.id).toBe('c1-y1')
    await wait(0.1)
    expect(await stored(topicId)).toMatchObject({ state: 'escalated', rung: { id: 'c1' }, seq: 3 })
    await people.act(community, 'accept', topicId)
    await wait(240)
    expect(await stored(topicId)).toMatchObject({ state: 'escalated', rung: { id: 's1' }, seq: 5 })
    expect((await people.inbox(community))[0].body).toBe('超过时限，上移到甲街道')
    await wait(1000)
    await wait(1000)
    expect(await stored(topicId)).toMatchObject({ state: 'escalated', rung: { id: 's1' }, seq: 6 })
    expect(await queue(street)).toEqual([topicId])
    expect((await people.view('anna', topicId)).timeline.slice(-2)).toMatchObject([
      { actor: '系统', title: '超过时限，上移到甲街道' },
      { actor: '系统', title: '过了期限，还没有办好' },
    ])
    expect((await people.inbox(street)).filter(({ kind }) => kind === 'late')).toHaveLength(1)
  })

  test('whoever owes an answer is warned once, when a quarter of the time is left', async () => {
    const warnings = async (who: string) => (await people.inbox(who)).filter(({ kind }) => kind === 'warn')
    const topicId = await open()
    await people.act(captain, 'escalate', topicId, { reason: '院里一起排' })
    await wait(35.9)
    expect(await warnings(gridWorker)).toEqual([])
    await wait(0.1)
    await Promise.all([world.tick(), world.tick()])
    await wait(1)
    expect(await warnings(gridWorker)).toMatchObject([{ title: '楼前停车怎么排：快到期限了', topicId }])
    expect((await warnings(gridWorker))[0].body).toMatch(/^已上报，待受理，请在 11月25日 10:\d\d 前办好$/)
    // It is no step: who has the page open is not disturbed
    expect((await stored(topicId)).seq).toBe(2)
    await people.act(gridWorker, 'accept', topicId)
    await wait(0.75 * 168)
    expect(await warnings(gridWorker)).toHaveLength(2)
    expect([await warnings(captain), await warnings('anna'), await warnings(community)]).toEqual([[], [], []])
    await wait(0.25 * 168)
    expect((await stored(topicId)).rung.id).toBe('c1')
  })

  test('a clock that is killed while it warns leaves nobody without the warning, and warns nobody twice', async () => {
    const topicId = await open()
    await people.act(captain, 'escalate', topicId, { reason: '院里一起排' })
    world.clock.forward(36)
    const log = jest.spyOn(console, 'error').mockImplementation()
    for (let after = 0; after < 60; after += 1)
      await tick({ ...world.ports, store: dying(world.store, after) }).catch(() => undefined)
    log.mockRestore()
    const warnings = async () => (await people.inbox(gridWorker)).filter(({ kind }) => kind === 'warn')
    // One of them came that far, and was killed behind it
    expect(await warnings()).toHaveLength(1)
    await world.tick()
    expect(await warnings()).toHaveLength(1)
  })

  test('two clocks at once move it once, and a step meanwhile is not undone', async () => {
    const topicId = await open()
    await people.act(captain, 'escalate', topicId, { reason: '院里一起排' })
    world.clock.forward(48)
    await Promise.all([world.tick(), world.tick()])
    expect((await stored(topicId)).seq).toBe(3)
    world.clock.forward(48)
    const { range } = world.store
    world.store.range = async (collection, index, query) => {
      const page = await range(collection, index, query)
      if (collection === 'topics' && index === 'byTimer') {
        world.store.range = range
        await people.act(community, 'accept', topicId)
      }
      return page
    }
    await world.tick()
    expect(await stored(topicId)).toMatchObject({ state: 'accepted', rung: { id: 'c1' }, seq: 4 })
  })

  test('of two who act at once one is told that the other was faster', async () => {
    const topicId = await open()
    const step = { topicId, version: 1, reason: '一起点' }
    const codes = await Promise.all([
      world.code(captain, 'deliberation.escalate', step),
      world.code(gridWorker, 'deliberation.escalate', step),
      world.code('anna', 'deliberation.close', step),
    ])
    expect(codes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'ok'])
    expect((await stored(topicId)).seq).toBe(2)
  })

  test('a building without a courtyard answers to its community', async () => {
    const b1 = (await world.store.get('areas', 'b1'))!
    const { courtyardId: _, ...alone } = b1
    await world.store.replace('areas', alone)
    const topicId = await open()
    expect(await people.act(captain, 'escalate', topicId, { reason: '请社区看看' })).toMatchObject({
      rung: { id: 'c1' },
    })
  })

  test('the community’s own topics begin there', async () => {
    const { topicId } = await people.propose(captain, { groupId: 'c1', title: '社区的健身角' })
    expect(await people.act(community, 'escalate', topicId, { reason: '需要街道场地' })).toMatchObject({
      rung: { id: 's1' },
    })
    expect(
      await world.code('anna', 'deliberation.propose', {
        groupId: 'c1',
        kind: 'other',
        title: '居民直接提',
        body: '内容',
      }),
    ).toBe('NOT_FOUND')
  })
})

describe('what was decided', () => {
  const decide = (who: string, topicId: string, over: object = {}) =>
    people.act(who, 'decide', topicId, { text: '轮流停', who: '楼长', dueAt: soon(), ...over })

  test('has somebody who sees to it and a date, progress with photos, and the members’ verdict', async () => {
    const topicId = await open()
    expect(await decide(captain, topicId)).toMatchObject({ state: 'decided', dueAt: soon() })
    expect(await queue(captain)).toEqual([topicId])
    expect((await people.view('bert', topicId)).topic.task).toMatchObject({ who: '楼长', text: '轮流停' })
    const photo = await world.photo(captain)
    await people.act(captain, 'progress', topicId, { text: '已经画线', photos: [photo] })
    await people.act(captain, 'progress', topicId, { text: '都画好了', done: true })
    const verdict = (who: string, good: boolean) => world.call(who, 'deliberation.giveVerdict', { topicId, good })
    expect(await verdict('anna', true)).toEqual({ good: 1, bad: 0 })
    expect(await verdict('bert', false)).toEqual({ good: 1, bad: 1 })
    expect(await verdict('bert', true)).toEqual({ good: 2, bad: 0 })
    expect(await world.code(captain, 'deliberation.giveVerdict', { topicId, good: true })).toBe('FORBIDDEN')
    expect((await people.view('bert', topicId)).topic.verdict).toEqual({ good: 2, bad: 0, mine: true })
    await wait(7 * 24)
    expect(await stored(topicId)).toMatchObject({ state: 'closed' })
    expect(await world.code('anna', 'deliberation.giveVerdict', { topicId, good: true })).toBe('CONFLICT')
  })

  test('and is not good goes back to work for fourteen days, and is judged anew', async () => {
    const topicId = await open()
    await decide(captain, topicId)
    await people.act(captain, 'progress', topicId, { text: '画好了', done: true })
    await world.call('anna', 'deliberation.giveVerdict', { topicId, good: false, comment: '线都歪了' })
    await wait(7 * 24)
    const dueAt = plusHours(world.clock.now(), 14 * 24)
    expect(await stored(topicId)).toMatchObject({ state: 'decided', dueAt, task: { dueAt } })
    await people.act(captain, 'progress', topicId, { text: '重画了', done: true })
    expect((await people.view('anna', topicId)).topic.verdict).toEqual({ good: 0, bad: 0 })
    await wait(7 * 24)
    expect((await stored(topicId)).state).toBe('closed')
  })

  test.each([
    ['yesterday', -24],
    ['in ten years', 87_600],
  ])('is not due %s', async (_, hours) => {
    const topicId = await open()
    const dueAt = plusHours(world.clock.now(), hours)
    const input = { topicId, version: 1, text: '轮流停', who: '楼长', dueAt }
    expect(await world.code(captain, 'deliberation.decide', input)).toBe('INVALID')
  })

  test('is called for before its date and once after, from whom it names and from the moderators; it shows that it is late', async () => {
    const dora = await people.settle('dora', 'b1', '2-301')
    const told = async (who: string) =>
      (await people.inbox(who)).map(({ kind }) => kind).filter((kind) => ['decide', 'warn', 'late'].includes(kind))
    const topicId = await open()
    await decide(captain, topicId, { who: '邻居', memberId: dora, dueAt: plusHours(world.clock.now(), 100) })
    expect(await told('dora')).toEqual(['decide'])
    await wait(76)
    await wait(1)
    await people.act(captain, 'progress', topicId, { text: '买了油漆' })
    await wait(24)
    await wait(1000)
    for (const who of [captain, gridWorker, 'dora'])
      expect([who, (await told(who)).filter((kind) => kind !== 'decide')]).toEqual([who, ['late', 'warn']])
    const { topic, timeline } = await people.view('bert', topicId)
    expect(topic).toMatchObject({ state: 'underway', task: { who: '邻居' } })
    expect((topic.dueAt ?? '') < world.clock.now()).toBe(true)
    expect(timeline.at(-1)).toMatchObject({ act: 'late', title: '过了期限，还没有办好' })
    // Late or not, it can still be done
    await people.act(captain, 'progress', topicId, { text: '都画好了', done: true })
  })

  test('names nobody who is not of the group', async () => {
    const topicId = await open()
    const home = (await world.store.range('memberships', 'byLiving', { eq: ['b2'], limit: 1 })).rows[0]
    const input = { topicId, version: 1, text: '轮流停', who: '邻居', memberId: home.id, dueAt: soon() }
    expect(await world.outcome(captain, 'deliberation.decide', input)).toMatchObject({
      error: { code: 'INVALID', fields: { memberId: expect.any(String) } },
    })
  })

  test('by a rung above is that rung’s to do, and the house may tell of it too', async () => {
    const topicId = await open()
    await people.act(captain, 'escalate', topicId, { reason: '院里一起排' })
    await decide(gridWorker, topicId, { who: '网格员' })
    expect(await queue(gridWorker)).toEqual([topicId])
    expect(await people.act(captain, 'progress', topicId, { text: '开工了' })).toMatchObject({ state: 'underway' })
  })

  test('is nobody’s to close but a moderator’s or the author’s', async () => {
    const topicId = await open()
    expect(await world.code('bert', 'deliberation.close', { topicId, version: 1, reason: '算了' })).toBe('FORBIDDEN')
    expect(await people.act('anna', 'close', topicId, { reason: '算了' })).toMatchObject({ state: 'closed' })
  })
})

describe('the six steps', () => {
  const steps = (who: string, areaId = 'b1') => world.call(who, 'deliberation.steps', { areaId })
  const evidence = { text: '开了三次碰头会' }

  test('are shown by the building, and confirmed by the community', async () => {
    expect((await steps('anna')).steps.map(({ step, state, allowed }) => [step, state, allowed])).toEqual(
      ['needs', 'teams', 'bodies', 'covenant', 'basics', 'pairs'].map((step) => [step, 'open', []]),
    )
    const photo = await world.photo(captain)
    const submit = (who: string) =>
      world.code(who, 'deliberation.submitStep', {
        areaId: 'b1',
        step: 'needs',
        evidence: { ...evidence, photos: [photo] },
      })
    expect(await submit('anna')).toBe('FORBIDDEN')
    expect(await submit(captain)).toBe('ok')
    const confirm = (who: string) =>
      world.code(who, 'deliberation.confirmStep', { areaId: 'b1', step: 'needs', evidence })
    expect(await confirm(captain)).toBe('FORBIDDEN')
    expect(await confirm('communityStaff@c2')).toBe('NOT_FOUND')
    expect(await confirm(community)).toBe('ok')
    expect(await confirm(community)).toBe('CONFLICT')
    expect((await steps('anna')).steps[0]).toMatchObject({ state: 'confirmed', confirmedBy: community, allowed: [] })
    expect((await steps('anna')).steps[0].photos).toHaveLength(1)
    expect((await steps(captain)).steps[1].allowed).toEqual(['deliberation.submitStep'])
    expect((await steps(community)).steps[1].allowed).toEqual(['deliberation.confirmStep'])
  })

  test('of a whole community are on one board, abandoned buildings first, then those with most left', async () => {
    const b2 = (await world.store.get('areas', 'b2'))!
    await world.store.replace('areas', { ...b2, abandoned: true })
    await world.call(community, 'deliberation.confirmStep', { areaId: 'c1-y1', step: 'needs', evidence })
    await world.call(captain, 'deliberation.submitStep', { areaId: 'b1', step: 'pairs', evidence })
    const { areas } = await world.call(community, 'deliberation.stepBoard', { areaId: 'c1' })
    expect(areas).toMatchObject([
      { areaId: 'b2', abandoned: true, confirmed: [], submitted: [] },
      { areaId: 'b1', level: 'building', confirmed: [], submitted: ['pairs'] },
      { areaId: 'c1-y1', level: 'courtyard', confirmed: ['needs'], submitted: [] },
    ])
    for (const who of [street, 'districtStaff@d1'])
      expect((await world.call(who, 'deliberation.stepBoard', { areaId: 'c1' })).areas).toEqual(areas)
    expect(await world.code('communityStaff@c2', 'deliberation.stepBoard', { areaId: 'c1' })).toBe('NOT_FOUND')
    expect(await world.code(captain, 'deliberation.stepBoard', { areaId: 'c1' })).toBe('FORBIDDEN')
    const yard = (await world.store.get('areas', 'c1-y1'))!
    await world.store.replace('areas', { ...yard, until: world.clock.now() })
    const without = await world.call(community, 'deliberation.stepBoard', { areaId: 'c1' })
    expect(without.areas.map(({ areaId }) => areaId)).toEqual(['b2', 'b1'])
    // A building that belongs to no courtyard is the community's all the same
    const { courtyardId: _, ...b1 } = (await world.store.get('areas', 'b1'))!
    await world.store.replace('areas', b1)
    const all = await world.call(community, 'deliberation.stepBoard', { areaId: 'c1' })
    expect(all.areas.map(({ areaId }) => areaId)).toEqual(['b2', 'b1'])
  })

  test('of a courtyard are its captains’ and grid workers’', async () => {
    const submit = (who: string) =>
      world.code(who, 'deliberation.submitStep', { areaId: 'c1-y1', step: 'teams', evidence })
    expect(await submit('anna')).toBe('NOT_FOUND')
    expect(await submit('captain@b2')).toBe('ok')
    expect(await submit(gridWorker)).toBe('ok')
  })
})

describe('a topic that becomes a report', () => {
  test('takes along only what its authors agree to', async () => {
    const stories = storiesOf(world)
    const topicId = await open()
    const { postId: own } = await people.say('anna', topicId, '楼道堆满纸箱')
    const { postId: other } = await people.say('bert', topicId, '三楼那家堆的')
    const ask = (who: string) =>
      world.code(who, 'deliberation.askCarry', { topicId, to: 'hazard', postIds: [own, other] })
    expect(await ask('bert')).toBe('FORBIDDEN')
    const asked = await world.call('anna', 'deliberation.askCarry', { topicId, to: 'hazard', postIds: [own, other] })
    expect(asked.statements).toEqual([
      { postId: own, consent: 'given', mine: true, text: '楼道堆满纸箱' },
      { postId: other, consent: 'asked', mine: false },
    ])
    const { carryId } = asked
    expect((await people.inbox('bert'))[0]).toMatchObject({
      topicId,
      title: '楼前停车怎么排：想带上您的发言，请您决定',
    })
    expect((await people.view('bert', topicId)).carries).toMatchObject([{ carryId, statements: [{}, { mine: true }] }])
    expect((await people.view(captain, topicId)).carries).toEqual([])
    for (const who of ['vera', captain])
      expect(await world.code(who, 'deliberation.carry', { carryId })).toBe('NOT_FOUND')
    await world.call('bert', 'deliberation.consentCarry', { carryId, agree: false })
    const refused = await world.call('anna', 'deliberation.carry', { carryId })
    expect(refused.statements[1]).toEqual({ postId: other, consent: 'refused', mine: false })
    await world.call('bert', 'deliberation.consentCarry', { carryId, agree: true })
    expect((await world.call('anna', 'deliberation.carry', { carryId })).statements[1].text).toBe('三楼那家堆的')

    const { itemId } = await stories.report({}, 'anna')
    const { itemId: strange } = await stories.report({}, 'bert')
    const { itemId: hidden } = await stories.report({ confidential: true }, 'anna')
    const link = (id: string, who = 'anna') => world.code(who, 'deliberation.linkCarry', { carryId, itemId: id })
    for (const id of [strange, hidden, 'nothing']) expect(await link(id)).toBe('INVALID')
    expect(await link(itemId, 'bert')).toBe('FORBIDDEN')
    expect(await link(itemId)).toBe('ok')
    expect(await link(itemId)).toBe('CONFLICT')
    expect((await people.view('bert', topicId)).timeline.at(-1)).toMatchObject({ note: `隐患报告 ${itemId}` })
    expect(await world.code('bert', 'deliberation.consentCarry', { carryId, agree: false })).toBe('CONFLICT')
  })
})

test('a topic that becomes a mediation says so to its group, and neither number nor words', async () => {
  const topicId = await open()
  const { carryId } = await world.call('anna', 'deliberation.askCarry', { topicId, to: 'mediation', postIds: [] })
  const { itemId: hazard } = await storiesOf(world).report({}, 'anna')
  const { itemId } = await mediationOf(world).ask({}, 'anna')
  const link = (id: string) => world.code('anna', 'deliberation.linkCarry', { carryId, itemId: id })
  expect(await link(hazard)).toBe('INVALID')
  expect(await link(itemId)).toBe('ok')
  const seen = await people.view('bert', topicId)
  expect(seen.timeline.at(-1)).toMatchObject({ note: '调解申请' })
  expect(JSON.stringify(seen)).not.toContain(itemId)
  expect(await world.code('bert', 'item.get', { itemId })).toBe('NOT_FOUND')
})

test('a message about a topic opens its page', async () => {
  for (const who of ['anna', 'bert']) await world.call(who, 'account.allowMessages', { templates: ['itemProgress'] })
  const topicId = await open()
  await people.act(captain, 'decide', topicId, { text: '轮流停', who: '楼长', dueAt: soon() })
  await world.tick()
  // The author's own; the neighbours read of it in the inbox
  expect(world.sent).toMatchObject([
    {
      openid: 'openid-anna',
      page: `deliberation/pages/topic/index?id=${topicId}`,
      title: '楼前停车怎么排：已形成决定',
    },
  ])
  expect((await people.inbox('bert')).map(({ title }) => title)).toContain('楼前停车怎么排：已形成决定')
})
