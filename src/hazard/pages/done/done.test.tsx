import { fireEvent, screen, waitFor } from '@testing-library/react'
import { subscriptions } from '@/platform/subscriptions'
import { fakeCity, renderWith, resident, storesOf } from '@/testing/city'
import { reportAnswer } from '@/testing/hazard'
import Taro, { openWith, resetTaro } from '@/testing/taro'
import { SentReports } from '../../sent-reports'
import Follow from '../follow'
import Done from './index'

const receipt = '1234567890123456'

beforeEach(() => {
  resetTaro()
  subscriptions.available = false
})

/** The page after a report was answered; the receipt is kept on the device as the form keeps it. */
function sent(answer = reportAnswer(), city = fakeCity({ 'account.me': resident() })) {
  const stores = storesOf(city, 'p-1')
  new SentReports(stores.outbox).add('k-1', answer)
  openWith({ key: 'k-1' })
  return { city, stores, page: renderWith(stores, <Done />) }
}

test('one can show it to a neighbour: number, who, by when, why', () => {
  sent()
  expect(screen.getByText('261124-00000001')).toBeTruthy()
  expect(screen.getByText('中兴社区第3网格')).toBeTruthy()
  expect(screen.getByText(/ \d+:\d\d 前$/)).toBeTruthy()
  expect(screen.getByText('这栋楼归它管')).toBeTruthy()
  fireEvent.click(screen.getByText('看进度'))
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/hazard/pages/item/index?id=261124-00000001' })
  fireEvent.click(screen.getByText('回首页'))
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/home/index' })
})

test('WeChat is asked only after a tap, and the city hears what was allowed', async () => {
  subscriptions.available = true
  const ask = jest.spyOn(subscriptions, 'ask').mockResolvedValue(['itemProgress'])
  const { city } = sent(
    reportAnswer(),
    fakeCity({ 'account.me': resident(), 'account.allowMessages': { allowance: { itemProgress: 1 } } }),
  )
  expect(ask).not.toHaveBeenCalled()
  fireEvent.click(screen.getByText('进展通知我'))
  expect(await screen.findByText(/微信会通知您/)).toBeTruthy()
  expect(city.inputsOf('account.allowMessages')).toEqual([{ templates: ['itemProgress'] }])
})

test('who says no is told that the inbox has it all, and the city is not told', async () => {
  subscriptions.available = true
  jest.spyOn(subscriptions, 'ask').mockResolvedValue([])
  const { city } = sent()
  fireEvent.click(screen.getByText('进展通知我'))
  expect(await screen.findByText(/进展都在「消息」里/)).toBeTruthy()
  expect(city.inputsOf('account.allowMessages')).toEqual([])
})

test('where there are no WeChat messages nothing is offered', () => {
  sent()
  expect(screen.queryByText('进展通知我')).toBeNull()
})

test('a confidential report shows its receipt large, with the warning, and offers no messages', () => {
  subscriptions.available = true
  sent(reportAnswer(receipt))
  expect(screen.getByText('1234 5678')).toBeTruthy()
  expect(screen.getByText('9012 3456')).toBeTruthy()
  expect(screen.getByRole('alert').textContent).toContain('只在这里显示')
  expect(screen.queryByText('进展通知我')).toBeNull()
})

test('the receipt stays on this page and leaves the phone once it is written down', () => {
  const { stores } = sent(reportAnswer(receipt))
  expect(screen.queryByText('看进度')).toBeNull()
  fireEvent.click(screen.getByText('查询码我已经记好'))
  expect(screen.getByText('1234 5678')).toBeTruthy()
  expect(screen.getByText('看进度')).toBeTruthy()
  expect(new SentReports(stores.outbox).find('k-1')).toBeUndefined()
})

test('it is kept on the phone only by choice', () => {
  const { stores } = sent(reportAnswer(receipt))
  fireEvent.click(screen.getByText('存在这部手机里'))
  expect(screen.getByText(/已存在这部手机里/)).toBeTruthy()
  expect(screen.queryByRole('alert')).toBeNull()
  expect(new SentReports(stores.outbox).kept).toHaveLength(1)
})

test('leaving without a word keeps it for the next visit', () => {
  const { page, stores } = sent(reportAnswer(receipt))
  page.unmount()
  renderWith(stores, <Done />)
  expect(screen.getByText('1234 5678')).toBeTruthy()
})

test('the receipt reaches the next page without being in its address', async () => {
  const { city, page, stores } = sent(reportAnswer(receipt))
  fireEvent.click(screen.getByText('查询码我已经记好'))
  fireEvent.click(screen.getByText('看进度'))
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/hazard/pages/follow/index' })
  page.unmount()
  renderWith(stores, <Follow />)
  await waitFor(() => expect(city.inputsOf('hazard.follow')).toEqual([{ receipt }]))
})

test('whoever follows another report is told that they will hear of it', () => {
  openWith({ joined: '261124-00000009' })
  renderWith(storesOf(fakeCity(), 'p-1'), <Done />)
  expect(screen.getByText('好了，这件事您也在跟进')).toBeTruthy()
  fireEvent.click(screen.getByText('看进度'))
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/hazard/pages/item/index?id=261124-00000009' })
})

test('an old link says where things are', () => {
  openWith({ key: 'long-gone' })
  renderWith(storesOf(fakeCity(), 'p-1'), <Done />)
  fireEvent.click(screen.getByText('去看办件'))
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/items/index' })
})
