import fc from 'fast-check'
import { gapsIn, overlaps, rotate, type Template, templatesWrong, turnOf, turnsBetween } from './roster.rules'

const monday = '2026-11-23'
const template = (id: string, weekday: number, start: string, end: string): Template => ({ id, weekday, start, end })
const daily: Template[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
  template(`a${weekday}`, weekday, '09:00', '12:00'),
  template(`p${weekday}`, weekday, '13:00', '17:00'),
])

test('a turn that ends before it starts ends the next day', () => {
  expect(turnOf('s', monday, template('n', 1, '22:00', '06:00'))).toEqual({
    id: 's.2026-11-23.n',
    serviceId: 's',
    startsAt: '2026-11-23T14:00:00.000Z',
    endsAt: '2026-11-23T22:00:00.000Z',
  })
})

test('turns are those of their weekday, earliest first', () => {
  expect(turnsBetween('s', daily, '2026-11-28', '2026-11-30').map(({ id }) => id)).toEqual([
    's.2026-11-30.a1',
    's.2026-11-30.p1',
  ])
})

test('templates need ids of their own and some length', () => {
  expect(templatesWrong(daily)).toBeUndefined()
  expect(templatesWrong([daily[0], daily[0]])).toBe('班次编号有重复')
  expect(templatesWrong([template('x', 1, '09:00', '09:00')])).toBe('班次的开始和结束时间不能一样')
})

describe('rotation', () => {
  test('goes to whoever has been idle longest, the first of the list at the start', () => {
    const turns = turnsBetween('s', daily, monday, '2026-11-24')
    expect([...rotate(['a', 'b', 'c'], turns, []).values()]).toEqual(['a', 'b', 'c', 'a'])
    const taken = { counsellorId: 'a', startsAt: '2026-11-22T01:00:00.000Z', endsAt: '2026-11-22T04:00:00.000Z' }
    expect([...rotate(['a', 'b', 'c'], turns, [taken]).values()]).toEqual(['b', 'c', 'a', 'b'])
  })

  test('never puts anybody on two turns at once, and leaves out what nobody can take', () => {
    const both = [template('x', 1, '09:00', '12:00'), template('y', 1, '11:00', '13:00')]
    const given = rotate(['a'], turnsBetween('s', both, monday, monday), [])
    expect([...given]).toEqual([['s.2026-11-23.x', 'a']])
  })

  test('holds for any turns: nobody twice at once, no turn empty that somebody was free for, nobody idle for long', () => {
    const clock = fc
      .integer({ min: 0, max: 47 })
      .map((n) => `${String(n >> 1).padStart(2, '0')}:${n % 2 ? '30' : '00'}`)
    const templates = fc
      .array(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), start: clock, end: clock }), { maxLength: 12 })
      .map((list) => list.map((one, i) => ({ ...one, id: `t${i}` })).filter(({ start, end }) => start !== end))
    fc.assert(
      fc.property(templates, fc.integer({ min: 1, max: 4 }), (list, count) => {
        const people = Array.from({ length: count }, (_, i) => `c${i}`)
        const turns = turnsBetween('s', list, monday, '2026-12-06')
        const given = rotate(people, turns, [])
        const taken = turns.flatMap((turn) => {
          const counsellorId = given.get(turn.id)
          return counsellorId ? [{ ...turn, counsellorId }] : []
        })
        for (const [i, one] of taken.entries())
          for (const other of taken.slice(i + 1))
            expect(one.counsellorId === other.counsellorId && overlaps(one, other)).toBe(false)
        for (const turn of turns.filter(({ id }) => !given.has(id))) {
          const busy = new Set(taken.filter((one) => overlaps(one, turn)).map(({ counsellorId }) => counsellorId))
          expect(busy.size).toBe(count)
        }
      }),
    )
  })
})

describe('gaps', () => {
  const now = '2026-11-23T00:00:00.000Z'
  const turns = turnsBetween('s', daily, monday, monday)
  const has = (startsAt: string, endsAt: string) => ({ counsellorId: 'a', startsAt, endsAt })
  const [morning, afternoon] = turns

  test('are the turns that nobody has', () => {
    expect(gapsIn(turns, [], now)).toHaveLength(2)
    expect(gapsIn(turns, [has(morning.startsAt, morning.endsAt)], now)).toEqual([
      { startsAt: afternoon.startsAt, endsAt: afternoon.endsAt },
    ])
  })

  test('begin no earlier than now, and are over with their turn', () => {
    const noon = '2026-11-23T03:00:00.000Z'
    expect(gapsIn([morning], [], noon)).toEqual([{ startsAt: noon, endsAt: morning.endsAt }])
    expect(gapsIn([morning], [], afternoon.startsAt)).toEqual([])
  })

  test('are what is left when somebody is there for a part, and one where they touch', () => {
    const part = has(morning.startsAt, '2026-11-23T02:00:00.000Z')
    expect(gapsIn([morning], [part], now)).toEqual([{ startsAt: '2026-11-23T02:00:00.000Z', endsAt: morning.endsAt }])
    const next = turnOf('s', monday, template('n', 1, '12:00', '13:00'))
    expect(gapsIn([morning, next, afternoon], [], now)).toEqual([
      { startsAt: morning.startsAt, endsAt: afternoon.endsAt },
    ])
  })
})
