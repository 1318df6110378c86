import { ActionError } from '@contract/errors'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { choosePlace } from '@/place/choose-place'
import { phoneCall } from '@/platform/device'
import { fakeCity, offline, renderWith, resident, storesOf } from '@/testing/city'
import { building, categories, near, reportAnswer } from '@/testing/hazard'
import Taro, { openWith, resetTaro } from '@/testing/taro'
import Report from './index'

jest.mock('@/platform/device', () => ({ ...jest.requireActual('@/platform/device'), phoneCall: jest.fn() }))
jest.mock('@/place/choose-place', () => ({ choosePlace: jest.fn() }))
const choose = choosePlace as jest.MockedFunction<typeof choosePlace>

beforeEach(() => {
  resetTaro()
  choose.mockReset()
})

function calm() {
  return fakeCity({
    'account.me': resident(),
    'hazard.categories': { categories },
    'hazard.nearby': { items: [] },
    'area.building': building,
    'area.locate': {
      candidates: [
        {
          gridId: 'g-4',
          gridName: '中兴社区第4网格',
          communityId: '210202012004',
          communityName: '中兴社区',
          probability: 1,
        },
      ],
      rule: 'polygon',
      buildings: [],
    },
    'hazard.report': reportAnswer(),
  })
}

async function open(city = calm(), { signedIn = true } = {}) {
  const stores = storesOf(city, signedIn ? 'p-1' : undefined)
  await stores.session.load()
  const page = await act(async () => renderWith(stores, <Report />))
  return { city, stores, page }
}

const tap = (text: string) => fireEvent.click(screen.getByText(text))
const write = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })
const heading = () => screen.getByText(/^第 \d 步，共 4 步$/).textContent

/** Answers every question up to the last one. */
async function answerAll() {
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  write('看到了什么', '三楼楼道堆满纸箱')
  tap('下一步')
  tap('就在我家这栋楼')
  await screen.findByText(/会送到中兴社区第3网格/)
  write('具体位置', '3单元5楼')
  tap('下一步')
}

test('from the whistle to the page that says who answers', async () => {
  const { city } = await open()
  expect(heading()).toBe('第 1 步，共 4 步')
  await answerAll()
  expect(heading()).toBe('第 4 步，共 4 步')
  fireEvent.click(screen.getByRole('radio', { name: /^实名/ }))
  tap('发送')
  await waitFor(() =>
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: expect.stringMatching(/^\/hazard\/pages\/done\/index\?key=/) }),
  )
  expect(city.inputsOf('hazard.report')).toEqual([
    {
      category: 'fireExit',
      description: '三楼楼道堆满纸箱',
      buildingId: 'b-3',
      place: '3单元5楼',
      photos: [],
      confidential: false,
    },
  ])
})

test('a critical category shows the numbers to call before anything else', async () => {
  await open()
  fireEvent.click(await screen.findByText('燃气异味或泄漏'))
  expect(screen.getByText('先打电话')).toBeTruthy()
  expect(screen.queryByText(/^第 \d 步/)).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: '拨打 119 火警' }))
  expect(phoneCall).toHaveBeenCalledWith('119')
  tap('仍要报告')
  expect(heading()).toBe('第 2 步，共 4 步')
  expect(screen.getByRole('button', { name: '拨打 120 急救' })).toBeTruthy()
})

test('a wrong choice there leads back to the list', async () => {
  await open()
  fireEvent.click(await screen.findByText('燃气异味或泄漏'))
  tap('选错了，换一类')
  expect(heading()).toBe('第 1 步，共 4 步')
})

test('what is missing is said beside the question, and read out', async () => {
  await open()
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  tap('下一步')
  expect(heading()).toBe('第 2 步，共 4 步')
  expect(screen.getByRole('alert').textContent).toBe('情况描述至少写 2 个字')
  write('看到了什么', '堆满纸箱')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('neither 实名 nor 保密 is chosen for the person', async () => {
  const { city } = await open()
  await answerAll()
  for (const radio of screen.getAllByRole('radio')) expect(radio.getAttribute('aria-checked')).toBe('false')
  tap('发送')
  expect(screen.getByText('请选择实名或保密')).toBeTruthy()
  expect(city.inputsOf('hazard.report')).toEqual([])
})

test('the last look leads back to each answer', async () => {
  await open()
  await answerAll()
  tap('三楼楼道堆满纸箱')
  expect(heading()).toBe('第 2 步，共 4 步')
  expect((screen.getByRole('textbox', { name: '看到了什么' }) as HTMLTextAreaElement).value).toBe('三楼楼道堆满纸箱')
})

test('what was typed is there after leaving, and can be thrown away', async () => {
  const first = await open()
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  write('看到了什么', '三楼楼道堆满纸箱')
  first.page.unmount()
  await open()
  expect(screen.getByText('上次没发完的还在')).toBeTruthy()
  expect((screen.getByRole('textbox', { name: '看到了什么' }) as HTMLTextAreaElement).value).toBe('三楼楼道堆满纸箱')
  tap('不要了，重新填')
  tap('清掉，重新填')
  expect(heading()).toBe('第 1 步，共 4 步')
  expect(screen.queryByText('上次没发完的还在')).toBeNull()
})

test('a building is found by its name', async () => {
  const { city } = await open()
  city.says['area.search'] = { areas: [building.building] }
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  write('看到了什么', '三楼楼道堆满纸箱')
  tap('下一步')
  tap('搜索楼栋')
  write('小区或楼号', '中兴里')
  fireEvent.click(await screen.findByText('中山区 · 老虎滩街道 · 中兴社区'))
  expect(await screen.findByText('会送到中兴社区第3网格，这栋楼归它管')).toBeTruthy()
  expect(screen.queryByRole('dialog')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: '换一个位置' }))
  expect(screen.getByText('在地图上选')).toBeTruthy()
})

test('a point on the map goes without the name that the map gave it', async () => {
  const { city } = await open()
  choose.mockResolvedValue({ lng: 121.6, lat: 38.9, system: 'gcj02', name: '街心公园', address: '中兴街' })
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  write('看到了什么', '井盖松动')
  tap('下一步')
  tap('在地图上选')
  expect(await screen.findByText('街心公园')).toBeTruthy()
  expect(await screen.findByText('会送到中兴社区第4网格，这个位置归它管')).toBeTruthy()
  expect(choose).toHaveBeenCalledWith(resident().home?.point)
  tap('下一步')
  fireEvent.click(screen.getByRole('radio', { name: /^保密/ }))
  tap('发送')
  await waitFor(() => expect(city.inputsOf('hazard.report')).toHaveLength(1))
  expect(city.inputsOf('hazard.report')[0]).toEqual({
    category: 'fireExit',
    description: '井盖松动',
    point: { lng: 121.6, lat: 38.9, system: 'gcj02' },
    photos: [],
    confidential: true,
  })
})

test('in doubt it asks which building, and the answer overrides the point', async () => {
  const { city } = await open()
  city.says['hazard.nearby'] = { items: [near] }
  city.says['area.locate'] = {
    candidates: [],
    rule: 'polygon',
    buildings: [
      { id: 'b-3', name: '中兴里3号楼', metres: 4 },
      { id: 'b-4', name: '中兴里4号楼', metres: 40 },
    ],
  }
  choose.mockResolvedValue({ lng: 121.6, lat: 38.9, system: 'gcj02', accuracy: 15 })
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  write('看到了什么', '三楼楼道堆满纸箱')
  tap('下一步')
  tap('在地图上选')
  expect(await screen.findByText('您在哪一栋？')).toBeTruthy()
  expect(screen.getByText('相距约 40 米')).toBeTruthy()
  // One question at a time
  expect(screen.queryByText('是不是这几件之一？')).toBeNull()
  expect(screen.queryByText(/会送到/)).toBeNull()
  tap('下一步')
  expect(screen.getByRole('alert').textContent).toMatch(/请选是哪一栋/)
  tap('中兴里3号楼')
  expect(await screen.findByText('会送到中兴社区第3网格，这栋楼归它管')).toBeTruthy()
  expect(await screen.findByText('是不是这几件之一？')).toBeTruthy()
  expect(screen.queryByText('您在哪一栋？')).toBeNull()
})

test('none of the buildings: the point on the map stands', async () => {
  const { city } = await open()
  city.says['area.locate'] = {
    candidates: [
      { gridId: 'g-4', gridName: '中兴社区第4网格', communityId: 'c', communityName: '中兴社区', probability: 0.6 },
    ],
    rule: 'polygon',
    buildings: [{ id: 'b-3', name: '中兴里3号楼', metres: 30 }],
  }
  choose.mockResolvedValue({ lng: 121.6, lat: 38.9, system: 'gcj02', accuracy: 15 })
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  write('看到了什么', '井盖松动')
  tap('下一步')
  tap('在地图上选')
  fireEvent.click(await screen.findByText('都不是，用地图上的点'))
  expect(screen.getByText('会送到中兴社区第4网格，这个位置归它管')).toBeTruthy()
  expect(screen.queryByText('您在哪一栋？')).toBeNull()
})

test('closing the map changes nothing', async () => {
  await open()
  choose.mockResolvedValue(undefined)
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  write('看到了什么', '井盖松动')
  tap('下一步')
  await act(async () => tap('在地图上选'))
  expect(screen.getByText('在地图上选')).toBeTruthy()
})

test('reports nearby are offered with distance, place, state and time; choosing one follows it', async () => {
  const { city } = await open()
  city.says['hazard.nearby'] = { items: [near] }
  city.says['hazard.join'] = { itemId: near.itemId }
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  write('看到了什么', '三楼楼道堆满纸箱')
  tap('下一步')
  tap('就在我家这栋楼')
  expect(await screen.findByText('是不是这几件之一？')).toBeTruthy()
  expect(screen.getByText('中兴里3号楼门口')).toBeTruthy()
  expect(screen.getByText('处理中')).toBeTruthy()
  expect(screen.getByText(/^相距约 25 米，.+ 报的$/)).toBeTruthy()
  expect(screen.getByText(/想保密的，请不要点/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '就是这件：中兴里3号楼门口' }))
  await waitFor(() =>
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/hazard/pages/done/index?joined=${near.itemId}` }),
  )
  expect(city.inputsOf('hazard.report')).toEqual([])
})

test('none of them: it goes on', async () => {
  const { city } = await open()
  city.says['hazard.nearby'] = { items: [near] }
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  write('看到了什么', '三楼楼道堆满纸箱')
  tap('下一步')
  tap('就在我家这栋楼')
  fireEvent.click(await screen.findByText('都不是，下一步'))
  expect(heading()).toBe('第 4 步，共 4 步')
})

test('without a network it says that it waits, and shows the number when it has gone out', async () => {
  const { city, stores } = await open()
  await answerAll()
  fireEvent.click(screen.getByRole('radio', { name: /^实名/ }))
  city.says['hazard.report'] = offline()
  tap('发送')
  expect(await screen.findByText('没有网络，已存好，待发送')).toBeTruthy()
  expect(stores.outbox.entries).toHaveLength(1)
  city.says['hazard.report'] = reportAnswer()
  tap('现在再试一次')
  expect(await screen.findByText('261124-00000001')).toBeTruthy()
  expect(city.asked.filter((a) => a.name === 'hazard.report')).toHaveLength(2)
  expect(stores.outbox.entries).toEqual([])
})

test('without a network and without a list it says so; with the list kept from before it goes on', async () => {
  const city = calm()
  city.says['hazard.categories'] = offline()
  const first = await open(city)
  fireEvent.click(await screen.findByText('重试'))
  city.says['hazard.categories'] = { categories }
  fireEvent.click(await screen.findByText('重试'))
  expect(await screen.findByText('消防通道堵塞')).toBeTruthy()
  first.page.unmount()
  const later = calm()
  later.says['hazard.categories'] = offline()
  await open(later)
  expect(screen.getByText('消防通道堵塞')).toBeTruthy()
})

test('nobody signed in is told so at the first question and at the last', async () => {
  const city = calm()
  city.says['hazard.report'] = new ActionError('UNAUTHENTICATED', '请先登录')
  await open(city, { signedIn: false })
  expect(screen.getByText('还没有登录')).toBeTruthy()
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  write('看到了什么', '三楼楼道堆满纸箱')
  tap('下一步')
  choose.mockResolvedValue({ lng: 121.6, lat: 38.9, system: 'gcj02' })
  tap('在地图上选')
  await screen.findByText('地图上选的位置')
  tap('下一步')
  fireEvent.click(screen.getByRole('radio', { name: /^实名/ }))
  tap('发送')
  expect(await screen.findByText('请先登录')).toBeTruthy()
  tap('选演示身份')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/account/pages/people/index' })
})

test('a refused report is taken back by its link', async () => {
  const { city, stores, page } = await open()
  await answerAll()
  fireEvent.click(screen.getByRole('radio', { name: /^实名/ }))
  city.says['hazard.report'] = offline()
  tap('发送')
  await screen.findByText('没有网络，已存好，待发送')
  city.says['hazard.report'] = new ActionError('INVALID', '没有这个类别，请重新选择', { category: '没有这个类别' })
  tap('现在再试一次')
  expect(await screen.findByText(/没有这个类别，请重新选择/)).toBeTruthy()
  const [entry] = stores.outbox.entries
  page.unmount()
  openWith({ mend: entry?.requestId ?? '' })
  renderWith(stores, <Report />)
  expect(heading()).toBe('第 1 步，共 4 步')
  expect(stores.outbox.entries).toEqual([])
  fireEvent.click(await screen.findByText('消防通道堵塞'))
  expect(within(screen.getByRole('group', { name: '看到了什么' })).getByRole('textbox')).toHaveProperty(
    'value',
    '三楼楼道堆满纸箱',
  )
})
