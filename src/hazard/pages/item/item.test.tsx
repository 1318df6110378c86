import { ActionError } from '@contract/errors'
import { act, fireEvent, screen } from '@testing-library/react'
import { fakeCity, renderWith, storesOf } from '@/testing/city'
import { item, view } from '@/testing/hazard'
import Taro, { openWith, phone, resetTaro } from '@/testing/taro'
import Item from './index'

beforeEach(() => {
  resetTaro()
  openWith({ id: item().itemId })
})

test('it is read when it comes in sight, again when it comes back, and when it is pulled down', async () => {
  const city = fakeCity({ 'item.get': view() })
  renderWith(storesOf(city, 'p-1'), <Item />)
  expect(await screen.findByText('三楼楼道堆满纸箱')).toBeTruthy()
  city.says['item.get'] = view({ state: 'closed', dueAt: undefined })
  await act(async () => phone.show())
  expect(screen.getByText('已办结')).toBeTruthy()
  await act(async () => phone.pullDown())
  expect(city.inputsOf('item.get')).toEqual([1, 2, 3].map(() => ({ itemId: item().itemId })))
  expect(Taro.stopPullDownRefresh).toHaveBeenCalledTimes(1)
})

test('the main action is within reach of the thumb, and withdrawing is not', async () => {
  const city = fakeCity({ 'item.get': view({ mine: true }, ['hazard.accept', 'hazard.withdraw']) })
  renderWith(storesOf(city, 'p-1'), <Item />)
  const accept = await screen.findByText('接单')
  expect(accept.closest('.hh-footer')).toBeTruthy()
  expect(screen.getByText('撤回报告').closest('.hh-footer')).toBeNull()
})

test('nobody signed in is led to sign in', async () => {
  const city = fakeCity({ 'item.get': new ActionError('UNAUTHENTICATED', '请先登录') })
  renderWith(storesOf(city, undefined), <Item />)
  fireEvent.click(await screen.findByText('选演示身份'))
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/account/pages/people/index' })
})
