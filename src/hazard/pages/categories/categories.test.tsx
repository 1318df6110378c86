import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { fakeCity, gridWorker, renderWith, resident, storesOf } from '@/testing/city'
import { categories, fireExit, gas } from '@/testing/hazard'
import { resetTaro } from '@/testing/taro'
import CategoriesPage from './index'

beforeEach(resetTaro)

const editor = resident({
  id: 'p-9',
  roles: [{ role: 'cityStaff', areaId: '2102', areaName: '大连市', title: '市级工作人员' }],
})

async function open(me = editor) {
  const city = fakeCity({ 'account.me': me, 'hazard.categories': { categories } })
  const stores = storesOf(city, me.id)
  await stores.session.load()
  await act(async () => renderWith(stores, <CategoriesPage />))
  return city
}

test('the list says how urgent each is and by when', async () => {
  await open()
  expect(await screen.findByText('危急，4 小时内接单，48 小时内办结')).toBeTruthy()
})

test('one is changed and the list is read again', async () => {
  const city = await open()
  fireEvent.click(await screen.findByText(fireExit.name))
  fireEvent.change(screen.getByRole('textbox', { name: '名称' }), { target: { value: '楼道堵塞' } })
  city.says['hazard.editCategory'] = { id: fireExit.id, version: 2 }
  city.says['hazard.categories'] = { categories: [gas, { ...fireExit, name: '楼道堵塞', version: 2 }] }
  fireEvent.click(screen.getByText('保存'))
  expect(await screen.findByText('楼道堵塞')).toBeTruthy()
  expect(city.inputsOf('hazard.editCategory')).toMatchObject([{ id: 'fireExit', version: 1, name: '楼道堵塞' }])
})

test('which numbers to call is asked only of a critical one', async () => {
  await open()
  fireEvent.click(await screen.findByText(gas.name))
  const number = screen.getByRole('checkbox', { name: '110 报警' })
  expect(number.getAttribute('aria-checked')).toBe('false')
  fireEvent.click(number)
  expect(screen.getByRole('checkbox', { name: '110 报警' }).getAttribute('aria-checked')).toBe('true')
  fireEvent.click(screen.getByRole('radio', { name: '一般' }))
  expect(screen.queryByRole('checkbox', { name: '110 报警' })).toBeNull()
})

test('a new one starts empty, says what is missing, and can be left', async () => {
  const city = await open()
  fireEvent.click(await screen.findByText('新增一类'))
  fireEvent.click(screen.getByText('保存'))
  await waitFor(() => expect(screen.getAllByRole('alert').length).toBeGreaterThan(3))
  expect(city.inputsOf('hazard.editCategory')).toEqual([])
  fireEvent.click(screen.getByText('不改了'))
  expect(screen.getByText(fireExit.name)).toBeTruthy()
})

test('whoever does not keep the list is told who does', async () => {
  await open(gridWorker())
  expect(screen.getByText('隐患类别由区级、市级工作人员维护')).toBeTruthy()
  expect(screen.queryByText('新增一类')).toBeNull()
})
