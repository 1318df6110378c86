import { ActionError } from '../contract/errors'
import { dayKind, loadCalendar, yearsBetween } from './calendar'

const reader = (entries: Record<string, object>) => ({ get: async (_: unknown, id: string) => entries[id] }) as never

describe('a day in China', () => {
  test.each([
    ['2026-11-23', 'workday'],
    ['2026-11-28', 'restDay'],
    ['2026-10-01', 'holiday'],
    // A Saturday worked for the National Day, and a Monday of its break
    ['2026-10-10', 'workday'],
    ['2026-10-05', 'holiday'],
    ['2024-02-29', 'workday'],
    ['2020-01-01', 'holiday'],
  ])('%s is a %s', (date, kind) => expect(dayKind(date)).toBe(kind))

  test.each(['2027-01-01', '2027-10-01', '2027-06-06', '1999-01-01'])(
    '%s is of a year that nobody knows, and says so',
    (date) => {
      const ask = () => dayKind(date)
      expect(ask).toThrow(ActionError)
      expect(ask).toThrow(
        expect.objectContaining({ code: 'UNAVAILABLE', message: expect.stringContaining(date.slice(0, 4)) }),
      )
    },
  )

  test('is what the city has entered for its year, and nothing else', () => {
    const own = { '2026': { holidays: ['2026-11-23'], workdays: ['2026-11-28'] } }
    expect(dayKind('2026-11-23', own)).toBe('holiday')
    expect(dayKind('2026-11-28', own)).toBe('workday')
    expect(dayKind('2026-10-01', own)).toBe('workday')
    expect(dayKind('2026-10-10', own)).toBe('restDay')
  })
})

test('a calendar reads the entries of its years once, and answers for no other', async () => {
  const calendar = await loadCalendar(
    reader({ '2027': { id: '2027', holidays: ['2027-01-01'], workdays: [] } }),
    yearsBetween('2026-12-30', '2027-01-02'),
  )
  expect([calendar('2026-12-31'), calendar('2027-01-01'), calendar('2027-01-02')]).toEqual([
    'workday',
    'holiday',
    'restDay',
  ])
  expect(() => calendar('2028-01-01')).toThrow('2028')
})
