import { notFound } from '@contract/errors'
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { fakeCity, offline, renderWith, storesOf } from '@/testing/city'
import { reportAnswer, view } from '@/testing/hazard'
import { resetTaro } from '@/testing/taro'
import { SentReports } from '../../sent-reports'
import Follow from './index'

const receipt = '1234567890123456'

beforeEach(resetTaro)

/** Nobody is signed in. */
function open(city = fakeCity({ 'hazard.follow': view({ confidential: true, mine: true }, ['hazard.withdraw']) })) {
  const stores = storesOf(city, undefined)
  return { city, stores, page: renderWith(stores, <Follow />) }
}

const field = () => screen.getByRole('textbox', { name: '查询码' }) as HTMLInputElement
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })

test('digits fall into groups of four as one types, whatever is between them', () => {
  open()
  type('1234-56')
  expect(field().value).toBe('1234 56')
  expect(screen.getByText('还差 10 位')).toBeTruthy()
  type('1234 5678 9012 3456 7')
  expect(field().value).toBe('1234 5678 9012 3456')
})

test('too few digits are counted and nothing is asked', () => {
  const { city } = open()
  type('1234')
  fireEvent.click(screen.getByText('查进展'))
  expect(screen.getByRole('alert').textContent).toContain('还差 12 位')
  expect(city.asked).toEqual([])
})

test('a receipt opens its report without anybody signed in, with what its holder may do', async () => {
  const { city } = open()
  type(receipt)
  fireEvent.click(screen.getByText('查进展'))
  expect(await screen.findByText('三楼楼道堆满纸箱')).toBeTruthy()
  expect(screen.getByText('撤回报告')).toBeTruthy()
  expect(city.asked).toMatchObject([{ name: 'hazard.follow', input: { receipt } }])
  fireEvent.click(screen.getByText('查另一个查询码'))
  expect(field()).toBeTruthy()
})

test('a wrong one is said in a sentence, and the digits stay to be compared', async () => {
  open(fakeCity({ 'hazard.follow': notFound('报告') }))
  type(receipt)
  fireEvent.click(screen.getByText('查进展'))
  expect(await screen.findByText('没有这个查询码，请对照抄下的数字再核对一遍')).toBeTruthy()
  expect(field().value).toBe('1234 5678 9012 3456')
})

test('without a network the reason is another one', async () => {
  open(fakeCity({ 'hazard.follow': offline() }))
  type(receipt)
  fireEvent.click(screen.getByText('查进展'))
  expect(await screen.findByText(/连不上服务/)).toBeTruthy()
})

test('receipts on this phone are listed, open with a tap, and can be removed', async () => {
  const city = fakeCity({ 'hazard.follow': view({ confidential: true, mine: true }) })
  const stores = storesOf(city, 'p-1')
  const sent = new SentReports(stores.outbox)
  sent.add('k-1', reportAnswer(receipt))
  sent.settle('k-1', true)
  sent.add('k-2', reportAnswer('6543210987654321'))
  renderWith(stores, <Follow />)
  expect(screen.getByText('还没抄下来的查询码')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '从这部手机移除查询码 6543210987654321' }))
  expect(screen.queryByText('还没抄下来的查询码')).toBeNull()
  fireEvent.click(screen.getByText('1234 5678 9012 3456'))
  await waitFor(() => expect(city.inputsOf('hazard.follow')).toEqual([{ receipt }]))
})
