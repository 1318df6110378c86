import { fireEvent, screen } from '@testing-library/react'
import { fakeCity, renderWith, storesOf } from '@/testing/city'
import Taro, { resetTaro } from '@/testing/taro'
import { Page } from './page'

beforeEach(resetTaro)
afterEach(() => jest.restoreAllMocks())

/** Breaks while it is told to. */
function Fragile({ broken }: { broken: { current: boolean } }) {
  if (broken.current) throw new Error('x is undefined')
  return <p>好好的</p>
}

test('a page that breaks says so, keeps its foot, and can be tried again', () => {
  const silent = jest.spyOn(console, 'error').mockImplementation(() => {})
  const broken = { current: true }
  renderWith(
    storesOf(fakeCity(), 'p-1'),
    <Page footer={<p>110</p>}>
      <Fragile broken={broken} />
    </Page>,
  )
  expect(screen.getByRole('alert').textContent).toContain('这一页出了点问题')
  expect(screen.getByText('110')).toBeTruthy()
  broken.current = false
  fireEvent.click(screen.getByRole('button', { name: '再试一次' }))
  expect(screen.getByText('好好的')).toBeTruthy()
  silent.mockRestore()
})

const at = (path: string, title: string) =>
  jest
    .spyOn(Taro, 'getCurrentInstance')
    .mockReturnValue({ router: { path, params: {} }, page: { config: { navigationBarTitleText: title } } } as never)

test('in a browser a page below a tab has its title and a way back', () => {
  at('account/pages/home/index', '我的住址')
  Taro.getCurrentPages.mockReturnValueOnce([{}, {}])
  renderWith(storesOf(fakeCity(), 'p-1'), <Page>x</Page>)
  expect(screen.getByRole('heading').textContent).toBe('我的住址')
  fireEvent.click(screen.getByRole('button', { name: '返回' }))
  expect(Taro.navigateBack).toHaveBeenCalledTimes(1)
  // Opened by its address there is nothing to go back to
  fireEvent.click(screen.getByRole('button', { name: '返回' }))
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/home/index' })
})

test('a page of the tab bar has none', () => {
  at('/pages/me/index?stamp=AA', '我的')
  renderWith(storesOf(fakeCity(), 'p-1'), <Page>x</Page>)
  expect(screen.queryByRole('heading')).toBeNull()
})

test('what is outside the page is told how large its text has to be', () => {
  const stores = storesOf(fakeCity(), 'p-1')
  stores.session.setMode('largest')
  renderWith(stores, <Page>x</Page>)
  expect(document.documentElement.dataset.text).toBe('largest')
})
