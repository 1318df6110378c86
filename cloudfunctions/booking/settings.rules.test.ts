import { settingsOf, windowOf } from '../testing/booking'
import { arrangementWrong, menuWrong, settingsWrong } from './settings.rules'

const canteen = settingsOf({ windows: [windowOf({ mealTime: 'lunch' })] })

test('what goes together is let through', () => {
  expect(settingsWrong('legalClinic', settingsOf())).toBeUndefined()
  expect(settingsWrong('canteen', { ...canteen, deliversHome: true, subsidies: [{ fromAge: 60, cents: 300 }] })).toBe(
    undefined,
  )
})

test.each([
  ['windows', 'legalClinic', settingsOf({ windows: [windowOf(), windowOf()] })],
  ['windows', 'legalClinic', settingsOf({ windows: [windowOf({ start: '12:00', end: '11:00' })] })],
  ['windows', 'legalClinic', settingsOf({ windows: [windowOf({ on: 'weekdays' })] })],
  ['windows', 'canteen', settingsOf()],
  ['windows', 'childcare', settingsOf({ childrenPerCarer: 8 })],
  ['exceptions', 'legalClinic', settingsOf({ exceptions: [day('2026-12-01'), day('2026-12-01')] })],
  ['exceptions', 'canteen', { ...canteen, exceptions: [{ date: '2026-12-01', windows: [windowOf()] }] }],
  ['who', 'legalClinic', settingsOf({ who: { minAge: 12, maxAge: 3, confirmedHome: false } })],
  ['questions', 'legalClinic', settingsOf({ questions: [asked('a'), asked('a')] })],
  ['questions', 'legalClinic', settingsOf({ questions: [{ ...asked('a'), kind: 'choice', options: ['只有一个'] }] })],
  ['subsidies', 'dayCare', settingsOf({ subsidies: [{ fromAge: 60, cents: 300 }] })],
  ['subsidies', 'canteen', { ...canteen, subsidies: [band(60), band(60)] }],
  ['childrenPerCarer', 'dayCare', settingsOf({ childrenPerCarer: 8, windows: [windowOf({ carers: 1 })] })],
  ['deliversHome', 'dayCare', settingsOf({ deliversHome: true })],
  ['tellsGrid', 'counselling', settingsOf({ tellsGrid: true })],
  ['priceCents', 'counselling', settingsOf({ priceCents: 100 })],
] as const)('%s is refused at a %s', (field, kind, settings) => {
  expect(settingsWrong(kind, settings as ReturnType<typeof settingsOf>)).toEqual({
    [field]: expect.stringMatching(/[\u4e00-\u9fff]/),
  })
})

function day(date: string) {
  return { date, windows: [] }
}
function asked(id: string) {
  return { id, label: '问题', kind: 'text' as const, options: [], required: false }
}
function band(fromAge: number) {
  return { fromAge, cents: 100 }
}

test('a menu names each dish once', () => {
  const dish = { id: 'a', name: '米饭', cents: 0, diets: [], allergens: [] }
  expect(menuWrong([dish])).toBeUndefined()
  expect(menuWrong([dish, dish])).toBe('菜品编号有重复')
})

test('a year’s notice is about its own days, each once, and works on weekends only', () => {
  const year = 2027
  expect(arrangementWrong({ year, holidays: ['2027-01-01'], workdays: ['2027-01-03'] })).toBeUndefined()
  expect(arrangementWrong({ year, holidays: ['2026-01-01'], workdays: [] })).toHaveProperty('holidays')
  expect(arrangementWrong({ year, holidays: ['2027-01-01', '2027-01-01'], workdays: [] })).toHaveProperty('holidays')
  expect(arrangementWrong({ year, holidays: ['2027-01-03'], workdays: ['2027-01-03'] })).toHaveProperty('workdays')
  expect(arrangementWrong({ year, holidays: ['2027-01-01'], workdays: ['2027-01-04'] })).toHaveProperty('workdays')
  expect(arrangementWrong({ year, holidays: ['2027-01-01'], workdays: ['2028-01-02'] })).toHaveProperty('workdays')
})
