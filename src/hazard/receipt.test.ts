import { limits } from '@contract/limits'
import { inFours } from '@/ui'
import { receiptDigits } from './receipt'

test.each([
  ['1234567890123456'],
  ['1234 5678 9012 3456'],
  ['1234-5678-9012-3456'],
  ['查询码：1234 5678 9012 3456。'],
  ['１２３４５６７８９０１２３４５６'],
])('%s is read as the receipt it is', (typed) => {
  expect(receiptDigits(typed)).toBe('1234567890123456')
})

test('more than a receipt is cut, and what is shown in fours reads back the same', () => {
  const digits = receiptDigits('12345678901234567890')
  expect(digits).toHaveLength(limits.receiptDigits)
  expect(receiptDigits(inFours(digits))).toBe(digits)
})

test('nothing but words is no digits', () => {
  expect(receiptDigits('忘记了')).toBe('')
})
