import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { isWide } from '@/platform/screen'
import { fakeCity, gridWorker, offline, renderWith, resident, storesOf } from '@/testing/city'
import { categories, inHours, summary, view } from '@/testing/hazard'
import Taro, { phone, resetTaro } from '@/testing/taro'
import Desk from './index'

jest.mock('@/platform/screen', () => ({ isWide: jest.fn(() => false), onWide: () => () => {} }))
const wide = isWide as jest.MockedFunction<typeof isWide>

beforeEach(() => {
  resetTaro()
  wide.mockReturnValue(false)
})

const late = summary({ itemId: 'i-1', title: '燃气异味或泄漏', severity: 'critical', dueAt: inHours(-3) })
const soon = summary({ itemId: 'i-2', place: '中兴里5号楼', severity: 'ordinary', confidential: true })

const busy = () =>
  fakeCity({
    'account.me': gridWorker(),
    'account.memberships': { memberships: [] },
    'hazard.categories': { categories },
    'item.queue': ({ cursor, filter }) => {
      const counts = { open: 2, overdue: 1, soon: 1 }
      if (filter?.overdue) return { items: [late], counts }
      if (cursor) return { items: [summary({ itemId: 'i-3', place: '中兴里7号楼' })], counts }
      return { items: [late, soon], cursor: 'next', counts }
    },
    'item.get': view({ itemId: 'i-1' }, ['hazard.accept']),
  })

async function open(city = busy()) {
  await act(async () => renderWith(storesOf(city, 'p-2'), <Desk />))
  return city
}

test('deadlines are said in words, with how urgent and whose name is kept back', async () => {
  await open()
  const [first, second] = screen.getAllByText(/超时 3 小时|到期$/).filter((e) => e.className.includes('hh-tag'))
  expect(first?.textContent).toBe('超时 3 小时')
  expect(second?.textContent).toMatch(/\d+:\d\d 到期$/)
  expect(screen.getByText('危急')).toBeTruthy()
  expect(screen.queryByText('一般')).toBeNull()
  expect(screen.getByText('待接单 · 保密')).toBeTruthy()
})

test('the counts are on top, and the overdue ones narrow the list', async () => {
  const city = await open()
  fireEvent.click(within(screen.getByText('已超时').closest('[role=button]') as HTMLElement).getByText('1'))
  await act(async () => {})
  expect(city.inputsOf('item.queue').at(-1)).toMatchObject({ filter: { scope: 'mine', overdue: true } })
  expect(screen.queryByText('中兴里5号楼')).toBeNull()
  expect(screen.getByText('只看超时')).toBeTruthy()
})

test('mine or the area: the area says whose each is', async () => {
  const city = await open()
  expect(screen.queryByText(/待接单 · 中兴社区第3网格/)).toBeNull()
  await act(async () => fireEvent.click(screen.getByRole('tab', { name: '辖区' })))
  expect(city.inputsOf('item.queue').at(-1)).toMatchObject({ filter: { scope: 'area' } })
  expect(screen.getAllByText(/待接单 · 中兴社区第3网格/).length).toBeGreaterThan(0)
})

test('by category and state, and back to all when nothing fits', async () => {
  const city = await open()
  fireEvent.click(screen.getByText('筛选'))
  const sheet = within(screen.getByRole('dialog'))
  fireEvent.click(within(sheet.getByRole('radiogroup', { name: '类别' })).getByText('燃气异味或泄漏'))
  city.says['item.queue'] = { items: [], counts: { open: 2, overdue: 1, soon: 1 } }
  fireEvent.click(within(sheet.getByRole('radiogroup', { name: '状态' })).getByText('处理中'))
  await act(async () => fireEvent.click(sheet.getByText('看结果')))
  expect(city.inputsOf('item.queue').at(-1)).toMatchObject({
    filter: { scope: 'mine', category: 'gas', state: 'accepted' },
  })
  expect(screen.getByText('燃气异味或泄漏、处理中')).toBeTruthy()
  expect(screen.getByText('没有符合条件的办件')).toBeTruthy()
  await act(async () => fireEvent.click(screen.getByText('看全部')))
  expect(city.inputsOf('item.queue').at(-1)).toMatchObject({ filter: { scope: 'mine' } })
})

test('of one kind alone, with the states of that kind', async () => {
  const city = await open()
  fireEvent.click(screen.getByText('筛选'))
  const sheet = within(screen.getByRole('dialog'))
  const states = () => within(sheet.getByRole('radiogroup', { name: '状态' }))
  expect(states().getByText('已吹哨，待街道派单')).toBeTruthy()
  fireEvent.click(within(sheet.getByRole('radiogroup', { name: '哪一类事' })).getByText('服务预约'))
  expect(states().queryByText('已吹哨，待街道派单')).toBeNull()
  expect(sheet.queryByRole('radiogroup', { name: '类别' })).toBeNull()
  await act(async () => fireEvent.click(states().getByText('已接单')))
  expect(city.inputsOf('item.queue').at(-1)).toMatchObject({
    filter: { scope: 'mine', kind: 'booking', state: 'accepted' },
  })
  expect(screen.getByText('服务预约、已接单')).toBeTruthy()
})

test('the next page comes when one reaches the bottom, and the end is said', async () => {
  const city = await open()
  await act(async () => phone.reachBottom())
  expect(screen.getByText('中兴里7号楼')).toBeTruthy()
  expect(screen.getByText('没有更多了')).toBeTruthy()
  const asked = city.inputsOf('item.queue').length
  await act(async () => phone.reachBottom())
  expect(city.inputsOf('item.queue')).toHaveLength(asked)
})

test('it is read again when it comes back in sight and when it is pulled down', async () => {
  const city = await open()
  await act(async () => phone.show())
  await act(async () => phone.pullDown())
  expect(city.inputsOf('item.queue')).toHaveLength(3)
  expect(Taro.stopPullDownRefresh).toHaveBeenCalledTimes(1)
})

test('on a phone an item opens on its own page', async () => {
  await open()
  fireEvent.click(screen.getByText('燃气异味或泄漏'))
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/hazard/pages/item/index?id=i-1' })
})

test('on a wide screen it opens beside the queue, with its actions', async () => {
  wide.mockReturnValue(true)
  const city = await open()
  expect(screen.getByText('点左边的一件，在这里办理')).toBeTruthy()
  await act(async () => fireEvent.click(screen.getByText('燃气异味或泄漏')))
  expect(Taro.navigateTo).not.toHaveBeenCalled()
  expect(screen.getByText('三楼楼道堆满纸箱')).toBeTruthy()
  expect(screen.getByText('接单')).toBeTruthy()
  expect(city.inputsOf('item.get')).toEqual([{ itemId: 'i-1' }])
})

test('who waits to be confirmed is counted, and one tap away', async () => {
  const city = busy()
  city.says['account.memberships'] = {
    memberships: [
      {
        membershipId: 'm-7',
        version: 1,
        personName: '居**乙',
        buildingId: 'b-3',
        buildingName: '中兴里3号楼',
        unit: '2-302',
        relation: 'owner',
        state: 'pending',
        at: inHours(-1),
      },
    ],
  }
  await open(city)
  fireEvent.click(screen.getByText('1 人待确认'))
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/desk/pages/memberships/index' })
})

test('an empty desk says so, and a broken one offers to try again', async () => {
  const city = busy()
  city.says['item.queue'] = offline()
  await open(city)
  city.says['item.queue'] = { items: [], counts: { open: 0, overdue: 0, soon: 0 } }
  await act(async () => fireEvent.click(screen.getByText('重试')))
  expect(screen.getByText('没有待办，都处理完了')).toBeTruthy()
})

test('a captain sees the residents to confirm and no queue', async () => {
  const city = busy()
  city.says['account.me'] = resident({
    roles: [{ role: 'captain', areaId: 'b-3', areaName: '中兴里3号楼', title: '楼长' }],
  })
  await open(city)
  expect(screen.getByText('住址确认')).toBeTruthy()
  expect(screen.getByText('办件由网格员和工作人员处理')).toBeTruthy()
  expect(screen.queryByText('筛选')).toBeNull()
})

test('whoever oversees grids sees from here who staffs them', async () => {
  const city = busy()
  const roles = (role: 'communityStaff' | 'gridWorker') =>
    resident({ roles: [{ role, areaId: 'c-1', areaName: '中兴社区', title: '演示' }] })
  city.says['account.me'] = roles('communityStaff')
  await open(city)
  fireEvent.click(screen.getByText('网格覆盖'))
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/desk/pages/coverage/index' })
  city.says['account.me'] = roles('gridWorker')
  cleanup()
  await open(city)
  expect(screen.queryByText('网格覆盖')).toBeNull()
})

test('the city edits its categories from here', async () => {
  const city = busy()
  city.says['account.me'] = resident({
    roles: [{ role: 'cityStaff', areaId: '2102', areaName: '大连市', title: '市级工作人员' }],
  })
  await open(city)
  fireEvent.click(screen.getByText('隐患类别'))
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/hazard/pages/categories/index' })
  expect(screen.queryByText('住址确认')).toBeNull()
})
