import { type ActionName, contract } from '../contract'
import { type ActionError, conflict } from '../contract/errors'
import { makeWorld, start, type World } from '../testing/world'
import { type Action, action, type Context } from './action'
import { anyone, signedIn, staff, withRole } from './people'
import { parse, pipeline } from './pipeline'

let world: World
afterEach(() => world.close())

/** A city that knows only the actions given, with limits as declared. */
const city = async (...actions: Action[]) => {
  world = await makeWorld({ actions, rateFactor: 1 })
}

type SaveProfile = Action<'account.saveProfile'>
/** An action made for a test under a real name of the contract. */
const made = (over: Partial<SaveProfile> = {}) =>
  action<'account.saveProfile'>({
    name: 'account.saveProfile',
    policy: anyone,
    run: async (_, { name }) => ({ name }),
    ...over,
  })

/** The effect that the tests count: every run moves a category one place down the list. */
const addOne = (context: Context) =>
  context.commit(async (tx) => {
    const category = await tx.get('categories', 'fireExit')
    if (!category || !(await tx.replace('categories', { ...category, rank: category.rank + 1 }))) throw conflict()
    return { answer: { name: `第${category.rank}次` } }
  })
const effects = async () => ((await world.store.get('categories', 'fireExit'))?.rank ?? 0) - 1

const input = { name: '演示居民甲' }
const call = (over: { who?: string; name?: string; input?: unknown; requestId?: string } = {}) => {
  const { who = 'resident', name = 'account.saveProfile', requestId } = over
  return world.dispatch(
    { name, input: 'input' in over ? over.input : input, requestId },
    who === '' ? undefined : { personId: who, openid: `openid-${who}` },
  )
}
const code = async (over: Parameters<typeof call>[0] = {}) => {
  const outcome = await call(over)
  return outcome.ok ? 'ok' : outcome.error.code
}
const refused = (error: object) => ({ ok: false, error: expect.objectContaining(error) })

describe('the way in', () => {
  test('identifies, then checks, then authorises, then runs', async () => {
    const steps: unknown[] = []
    await city(
      made({
        policy(caller, checked) {
          steps.push(['policy', caller.roles.map(({ role, areaId }) => `${role}@${areaId}`), checked])
          return caller.roles.length > 0
        },
        async run(context, checked) {
          steps.push(['run', context.caller.person?.id, context.now, checked])
          return checked
        },
      }),
    )
    expect(await code({ who: 'gridWorker@c1-g1', input: { name: '' } })).toBe('INVALID')
    expect(steps).toEqual([])
    expect(await code({ who: 'resident' })).toBe('FORBIDDEN')
    expect(steps.splice(0)).toEqual([['policy', [], input]])
    expect(await call({ who: 'gridWorker@c1-g1', input: { name: ' 演示网格员 ' } })).toEqual({
      ok: true,
      value: { name: '演示网格员' },
    })
    expect(steps).toEqual([
      ['policy', ['gridWorker@c1-g1'], { name: '演示网格员' }],
      ['run', 'gridWorker@c1-g1', start, { name: '演示网格员' }],
    ])
  })

  test('knows no action but those declared', async () => {
    await city(made())
    for (const name of ['account.me', 'account.saveprofile', '', 'constructor', '__proto__'])
      expect(await call({ name })).toEqual(refused({ code: 'NOT_FOUND', message: '没有这项操作' }))
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'account.saveProfile'],
    ['no name', { input: {} }],
    ['a name that is none', { name: 7 }],
    ['an empty request id', { name: 'account.saveProfile', input, requestId: '' }],
    ['a request id too long', { name: 'account.saveProfile', input, requestId: 'x'.repeat(65) }],
  ])('refuses %s for an envelope', async (_what, body) => {
    await city(made())
    const outcome = await world.dispatch(body as never, { personId: 'resident', openid: 'o' })
    expect(outcome).toEqual(refused({ code: 'INVALID', message: expect.stringMatching(/[\u4e00-\u9fff]/) }))
  })

  test('answers only what the answer names', async () => {
    await city(
      made({ run: async () => ({ name: '演示居民甲', phone: '15600000001', openid: 'openid-resident' }) as never }),
    )
    expect(await call()).toEqual({ ok: true, value: { name: '演示居民甲' } })
  })

  test('logs what was called and how it ended, never who or what', async () => {
    await city(made({ policy: signedIn }))
    await call()
    await call({ who: '' })
    await call({ name: '演示居民甲' })
    const ms = expect.any(Number)
    expect(world.logs).toEqual([
      { action: 'account.saveProfile', outcome: 'ok', ms },
      { action: 'account.saveProfile', outcome: 'UNAUTHENTICATED', ms },
      { action: 'unknown', outcome: 'NOT_FOUND', ms },
    ])
  })
})

describe('a wrong input', () => {
  test('is refused for a field nobody asked for, and told which', async () => {
    await city(made())
    expect(await call({ input: { ...input, role: 'cityStaff' } })).toEqual(
      refused({ code: 'INVALID', fields: { role: '没有这一项' } }),
    )
  })

  test('is told every wrong field at once, each in its own sentence', async () => {
    await city(made())
    expect(await call({ input: { name: '  ', phone: '12345' } })).toEqual({
      ok: false,
      error: {
        code: 'INVALID',
        message: '请填写姓名',
        fields: { name: '请填写姓名', phone: '手机号应为 11 位数字' },
      },
    })
  })

  test('deep inside names the way there', async () => {
    await city(
      action({
        name: 'area.locate',
        policy: anyone,
        run: async () => ({ candidates: [], rule: 'polygon', buildings: [] }),
      }),
    )
    const point = { lng: 'east', lat: 91, system: 'gcj02' }
    expect(await call({ name: 'area.locate', input: { point } })).toEqual(
      refused({ code: 'INVALID', fields: { 'point.lng': '经度应为数字', 'point.lat': '纬度不正确' } }),
    )
  })

  // What the library says itself is English, and of a field that is missing nothing a person could act on.
  test('is told of each missing field what to put there, by every action', async () => {
    await city()
    const unsaid = (Object.keys(contract) as ActionName[]).flatMap((name) => {
      const { request } = contract[name]
      const fields = fieldsRefused(request)
      return Object.entries(request.entries)
        .filter(([, schema]) => schema.type !== 'optional')
        .filter(([field]) => !/[\u4e00-\u9fff]/.test(fields[field]) || fields[field] === '填写的内容不正确')
        .map(([field]) => `${name} ${field}`)
    })
    expect(unsaid).toEqual([])
  })
})

/** What an empty input is refused with. */
function fieldsRefused(request: (typeof contract)[ActionName]['request']): Record<string, string> {
  try {
    parse(request, {})
    return {}
  } catch (error) {
    return (error as ActionError).fields ?? {}
  }
}

describe('who may call', () => {
  test.each([
    ['nobody, unless the policy says so', () => false, { resident: 'FORBIDDEN', '': 'FORBIDDEN' }],
    ['anyone', anyone, { resident: 'ok', '': 'ok' }],
    ['whoever is signed in', signedIn, { resident: 'ok', '': 'UNAUTHENTICATED' }],
    [
      'staff',
      staff,
      {
        'gridWorker@c1-g1': 'ok',
        'departmentStaff@d1-fire': 'ok',
        'captain@b1': 'FORBIDDEN',
        'gridInformant@c1-g1': 'FORBIDDEN',
        resident: 'FORBIDDEN',
        '': 'UNAUTHENTICATED',
      },
    ],
    [
      'the roles named',
      withRole('captain', 'cityStaff'),
      {
        'captain@b2': 'ok',
        'cityStaff@2102': 'ok',
        'districtStaff@d1': 'FORBIDDEN',
        resident: 'FORBIDDEN',
        '': 'UNAUTHENTICATED',
      },
    ],
  ])('%s', async (_what, policy, expected: Record<string, string>) => {
    await city(made({ policy }))
    for (const [who, outcome] of Object.entries(expected)) expect([who, await code({ who })]).toEqual([who, outcome])
  })
})

describe('a fault inside', () => {
  const secret = '演示居民甲 15600000001'
  let printed: jest.SpyInstance
  beforeEach(() => {
    printed = jest.spyOn(console, 'error').mockImplementation(() => {})
  })
  afterEach(() => printed.mockRestore())

  test.each([
    ['an error', new Error(secret)],
    ['an error of several lines', new Error(`broken\n${secret}\n    at ${secret}`)],
    ['something that is no error', secret],
  ])('%s becomes UNAVAILABLE, and its text is neither answered nor logged', async (_what, thrown) => {
    await city(
      made({
        run() {
          throw thrown
        },
      }),
    )
    const outcome = await call()
    expect(outcome).toEqual({ ok: false, error: { code: 'UNAVAILABLE', message: '系统暂时出了点问题，请稍后再试' } })
    expect(printed).toHaveBeenCalledTimes(1)
    expect(JSON.stringify([printed.mock.calls, world.logs])).not.toContain(secret)
  })

  test('is known by its place', async () => {
    await city(
      made({
        run() {
          throw new TypeError('one\ntwo')
        },
      }),
    )
    await call()
    expect(printed.mock.calls[0][0]).toMatch(/^\[fault\] TypeError at .*pipeline\.test\.ts:\d+:\d+/)
  })

  test('that lets an answer go out unfinished is a fault too', async () => {
    await city(made({ run: async () => ({}) as never }))
    expect(await code()).toBe('UNAVAILABLE')
  })

  test('leaves nothing stored, and the same request may be sent again', async () => {
    let broken = true
    await city(
      made({
        perHour: 1,
        run: (context) =>
          context.commit(async (tx) => {
            await tx.remove('categories', 'road', 1)
            if (broken) throw new Error(secret)
            return { answer: input, notices: [{ personId: 'resident', kind: 'test', title: '好了', body: '' }] }
          }),
      }),
    )
    const before = world.everything()
    expect(await code({ requestId: 'r' })).toBe('UNAVAILABLE')
    expect(world.everything()).toBe(before)
    broken = false
    expect(await code({ requestId: 'r' })).toBe('ok')
    expect(await world.store.get('categories', 'road')).toBeUndefined()
  })
})

describe('a request id', () => {
  test('has one effect and one answer, however often it comes', async () => {
    await city(made({ run: addOne }))
    const answers = []
    for (let i = 0; i < 3; i += 1) answers.push(await call({ requestId: 'r' }))
    expect(answers).toEqual(Array(3).fill({ ok: true, value: { name: '第1次' } }))
    expect(await effects()).toBe(1)
  })

  test('also when it comes many times at once', async () => {
    await city(made({ run: addOne }))
    const answers = await Promise.all(Array.from({ length: 8 }, () => call({ requestId: 'r' })))
    expect(answers).toEqual(Array(8).fill({ ok: true, value: { name: '第1次' } }))
    expect(await effects()).toBe(1)
  })

  test('also when the first one changes what the second stands on', async () => {
    await city(
      made({
        async run(context) {
          const seen = await context.ports.store.get('categories', 'fireExit')
          if (!seen || seen.rank > 1) throw conflict('已经做过了')
          return context.commit(async (tx) => {
            if (!(await tx.replace('categories', { ...seen, rank: 2 }))) throw conflict()
            return { answer: { name: '第1次' } }
          })
        },
      }),
    )
    const answers = await Promise.all(Array.from({ length: 8 }, () => call({ requestId: 'r' })))
    expect(answers).toEqual(Array(8).fill({ ok: true, value: { name: '第1次' } }))
    expect(await code({ requestId: 'another' })).toBe('CONFLICT')
  })

  test('of one person is not that of another, nor of another action', async () => {
    await city(
      made({ run: addOne }),
      action<'account.markRead'>({
        name: 'account.markRead',
        policy: anyone,
        run: async (context) => addOne(context).then(() => ({ unread: 0 })),
      }),
    )
    await call({ requestId: 'r' })
    expect(await call({ who: 'resident2', requestId: 'r' })).toEqual({ ok: true, value: { name: '第2次' } })
    const other = { name: 'account.markRead', input: { messageIds: ['m'] }, requestId: 'r' }
    expect(await call(other)).toEqual({ ok: true, value: { unread: 0 } })
    expect(await effects()).toBe(3)
  })

  test('is remembered for a day without saying whose it is', async () => {
    await city(made({ run: addOne }))
    await call({ requestId: 'a-request' })
    const { rows } = await world.store.range('requests', 'byExpiry', { eq: [], limit: 10 })
    expect(rows).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{64}$/),
        version: 1,
        answer: { name: '第1次' },
        expiresAt: '2026-11-24T03:00:00.000Z',
      },
    ])
  })

  test('keeps out of the record what the action says, and puts it back', async () => {
    await city(
      made({
        run: (context) => context.commit(async () => ({ answer: { name: '演示居民甲', phoneMasked: '156' } })),
        forget: ({ name }) => ({ name }),
        replay: (_, __, stored) => ({ ...stored, phoneMasked: '156' }),
      }),
    )
    const first = await call({ requestId: 'r' })
    expect(first).toEqual({ ok: true, value: { name: '演示居民甲', phoneMasked: '156' } })
    expect(await call({ requestId: 'r' })).toEqual(first)
    expect(world.everything()).not.toContain('phoneMasked')
  })

  test('without one every call stands for itself', async () => {
    await city(made({ run: addOne }))
    await call()
    await call()
    expect(await effects()).toBe(2)
  })
})

describe('an hourly limit', () => {
  const limited = (over: Partial<SaveProfile> = {}) => made({ perHour: 2, run: addOne, ...over })
  const anHour = () => world.clock.forward(1)

  test('holds within the hour, for one person, and is free again in the next', async () => {
    await city(limited())
    expect([await code(), await code(), await code()]).toEqual(['ok', 'ok', 'LIMITED'])
    expect(await code({ who: 'resident2' })).toBe('ok')
    anHour()
    expect(await code()).toBe('ok')
    expect(await effects()).toBe(4)
  })

  test('holds for many calls at once', async () => {
    await city(limited())
    const codes = await Promise.all(Array.from({ length: 6 }, () => code()))
    expect(codes.sort()).toEqual(['LIMITED', 'LIMITED', 'LIMITED', 'LIMITED', 'ok', 'ok'])
    expect(await effects()).toBe(2)
  })

  test('counts neither a repeated request nor one that came to nothing', async () => {
    await city(
      limited({ run: (context, { name }) => (name === '不行' ? Promise.reject(conflict()) : addOne(context)) }),
    )
    for (let i = 0; i < 5; i += 1) expect(await code({ requestId: 'r' })).toBe('ok')
    for (let i = 0; i < 5; i += 1) expect(await code({ input: { name: '不行' } })).toBe('CONFLICT')
    expect([await code(), await code()]).toEqual(['ok', 'LIMITED'])
  })

  test('is counted per action', async () => {
    await city(
      limited(),
      action<'account.markRead'>({
        name: 'account.markRead',
        policy: anyone,
        perHour: 1,
        run: async (context) => addOne(context).then(() => ({ unread: 0 })),
      }),
    )
    expect([await code(), await code()]).toEqual(['ok', 'ok'])
    expect(await code({ name: 'account.markRead', input: { messageIds: ['m'] } })).toBe('ok')
  })

  test('of a call that must not be known is kept in memory only', async () => {
    await city(limited({ unlinked: () => true, run: async () => input }))
    const before = world.everything()
    expect([await code(), await code(), await code()]).toEqual(['ok', 'ok', 'LIMITED'])
    expect(world.everything()).toBe(before)
    anHour()
    expect(await code()).toBe('ok')
  })

  test('may be made generous', async () => {
    await city()
    const generous = pipeline([limited()], world.ports, { rateFactor: 3 })
    const outcomes = []
    for (let i = 0; i < 7; i += 1)
      outcomes.push((await generous({ name: 'account.saveProfile', input }, { personId: 'p', openid: 'o' })).ok)
    expect(outcomes).toEqual([true, true, true, true, true, true, false])
  })
})

describe('a person', () => {
  test('is recorded by the first thing they do, not by looking', async () => {
    await city(
      made({ run: addOne }),
      action<'account.inbox'>({
        name: 'account.inbox',
        policy: signedIn,
        run: async () => ({ messages: [], unread: 0 }),
      }),
    )
    expect(await code({ name: 'account.inbox', input: {} })).toBe('ok')
    expect(await world.store.get('people', 'resident')).toBeUndefined()
    await call()
    await call()
    expect(await world.store.get('people', 'resident')).toEqual({
      id: 'resident',
      version: 1,
      openid: 'openid-resident',
      allowance: {},
    })
  })

  test('leaves no trace by a call that must not be known, and is not known to it', async () => {
    const seen: unknown[] = []
    await city(
      made({
        perHour: 5,
        unlinked: ({ name }) => name === '保密',
        run(context) {
          seen.push(context.caller)
          return addOne(context)
        },
      }),
    )
    expect(await code({ input: { name: '保密' }, requestId: 'r' })).toBe('ok')
    expect(seen).toEqual([{ roles: [] }])
    expect(await effects()).toBe(1)
    expect(world.everything()).not.toContain('resident')
    const { rows } = await world.store.range('rates', 'byExpiry', { eq: [], limit: 10 })
    expect(rows).toEqual([])
  })
})
