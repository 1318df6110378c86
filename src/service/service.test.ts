import { ActionError, conflict } from '@contract/errors'
import { encode } from 'uqr'
import { fakeCity, offline } from '@/testing/city'
import { bookingDeed, dateWords, dayOfDigits, digitsOfDay, dishLine, Reading, spanOf, yuan } from '.'
import { drawn } from './qr'

describe('a deed', () => {
  const cancel = { bookingId: 'bk-1' }

  test('that found no answer is tried again under the same id, and once answered is over', async () => {
    const city = fakeCity({ 'booking.cancel': offline() })
    const deed = bookingDeed(city.call)
    expect(await deed.run('booking.cancel', cancel)).toBeUndefined()
    expect(deed.failure?.code).toBe('UNAVAILABLE')
    city.says['booking.cancel'] = { bookingId: 'bk-1', state: 'cancelled' }
    expect(await deed.run('booking.cancel', cancel)).toMatchObject({ state: 'cancelled' })
    await deed.run('booking.cancel', cancel)
    const [first, second, third] = city.asked.map(({ requestId }) => requestId)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  test('with other words is another intent', async () => {
    const city = fakeCity({ 'booking.cancel': offline() })
    const deed = bookingDeed(city.call)
    await deed.run('booking.cancel', cancel)
    await deed.run('booking.cancel', { bookingId: 'bk-2' })
    expect(new Set(city.asked.map(({ requestId }) => requestId)).size).toBe(2)
  })

  test('that was refused says why, and a second attempt is a new one', async () => {
    const city = fakeCity({ 'booking.cancel': conflict('已经过了取消时间') })
    const deed = bookingDeed(city.call)
    await deed.run('booking.cancel', cancel)
    expect(deed.failure?.message).toBe('已经过了取消时间')
    await deed.run('booking.cancel', cancel)
    expect(new Set(city.asked.map(({ requestId }) => requestId)).size).toBe(2)
  })

  test('that cannot be right is not sent', async () => {
    const city = fakeCity()
    const deed = bookingDeed(city.call)
    await deed.run('booking.acceptProxy', { code: '12' })
    expect(deed.error('code')).toBe('代约码是 8 位数字')
    expect(city.asked).toEqual([])
    deed.forgive()
    expect(deed.error('code')).toBeUndefined()
  })

  test('is done once, however often it is tapped', async () => {
    const city = fakeCity({ 'booking.cancel': { bookingId: 'bk-1', state: 'cancelled' } })
    const deed = bookingDeed(city.call)
    await Promise.all([deed.run('booking.cancel', cancel), deed.run('booking.cancel', cancel)])
    expect(city.asked).toHaveLength(1)
  })
})

describe('a reading', () => {
  test('keeps what it had when it cannot be read again, and drops an answer that comes too late', async () => {
    const answers: ((value: string) => void)[] = []
    const reading = new Reading(() => new Promise<string>((resolve) => answers.push(resolve)))
    const slow = reading.load()
    const quick = reading.load()
    answers[1]('new')
    await quick
    answers[0]('old')
    await slow
    expect(reading.value).toBe('new')
  })

  test('says what failed and keeps the old', async () => {
    let fails = false
    const reading = new Reading(async () => {
      if (fails) throw new ActionError('UNAVAILABLE', '连不上服务')
      return 'first'
    })
    await reading.load()
    fails = true
    await reading.load()
    expect([reading.value, reading.error?.message]).toEqual(['first', '连不上服务'])
  })
})

test.each([
  [1200, '12 元'],
  [750, '7.50 元'],
  [5, '0.05 元'],
  [0, '0 元'],
])('%i cents are %s', (cents, words) => expect(yuan(cents)).toBe(words))

test('days are typed as eight digits and said in words', () => {
  expect(dayOfDigits('19500301')).toBe('1950-03-01')
  expect(dayOfDigits('')).toBeUndefined()
  expect(digitsOfDay('1950-03-01')).toBe('19500301')
  expect(dateWords('1950-03-01')).toBe('1950年3月1日')
})

test('a slot and a dish in words', () => {
  expect(spanOf({ startsAt: '2026-11-24T03:00:00.000Z', endsAt: '2026-11-24T04:30:00.000Z' })).toBe('11:00–12:30')
  expect(dishLine({ diets: ['lowSalt', 'soft'], allergens: ['egg'] })).toBe('低盐、软食 · 含鸡蛋')
  expect(dishLine({ diets: [], allergens: [] })).toBe('')
})

test('the QR symbol draws every dark module and no other', () => {
  const { d, size: side } = drawn('518892')
  const { data, size } = encode('518892', { ecc: 'M', border: 4 })
  const painted = data.map((row) => row.map(() => false))
  for (const [, x, y, width] of d.matchAll(/M(\d+) (\d+)h(\d+)v1H\1z/g))
    for (let i = 0; i < Number(width); i += 1) painted[Number(y)][Number(x) + i] = true
  expect(painted).toEqual(data)
  expect(side).toBe(size)
})
