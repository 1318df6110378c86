import * as v from 'valibot'
import { cents, clockTime, day } from './fields'

const passes = (schema: v.GenericSchema) => (value: unknown) => v.safeParse(schema, value).success

describe('a day', () => {
  test.each(['2026-11-23', '2024-02-29', '2026-12-31'])('%s is one', (text) => {
    expect(passes(day())(text)).toBe(true)
  })

  test.each(['2026-02-29', '2026-04-31', '2026-13-01', '2026-1-1', '2026-11-23T00:00:00Z', '', 'NaN'])(
    '%s is none, and is told so in Chinese',
    (text) => {
      expect(v.safeParse(day('开始日期'), text).issues?.[0].message).toBe('开始日期不正确')
    },
  )
})

test('a time of day has two digits for each part and ends before midnight', () => {
  expect(['00:00', '08:30', '23:59'].filter(passes(clockTime('时间')))).toHaveLength(3)
  expect(['24:00', '8:30', '08:60', '08:30:00'].filter(passes(clockTime('时间')))).toEqual([])
})

test('money is whole cents, never negative', () => {
  expect([0, 1, 1_000_000].filter(passes(cents('价格')))).toHaveLength(3)
  expect([-1, 0.5, 1_000_001, Number.NaN, '5'].filter(passes(cents('价格')))).toEqual([])
})
