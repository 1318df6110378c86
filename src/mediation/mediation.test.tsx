import type { Answer, Request } from '@contract'
import { ActionError } from '@contract/errors'
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { choosePlace } from '@/place/choose-place'
import { phoneCall } from '@/platform/device'
import type { OutboxEntry } from '@/stores'
import { fakeCity, offline, renderWith, resident, storesOf } from '@/testing/city'
import { building, inHours, view } from '@/testing/hazard'
import Taro, { openWith, resetTaro } from '@/testing/taro'
import Done from './pages/done'
import RequestMediation from './pages/request'

jest.mock('@/platform/device', () => ({ ...jest.requireActual('@/platform/device'), phoneCall: jest.fn() }))
jest.mock('@/place/choose-place', () => ({ choosePlace: jest.fn() }))

beforeEach(resetTaro)

const community = { level: 'community', id: 'c-1', name: '中兴社区' } as const
const answer: Answer<'mediation.request'> = {
  itemId: '261124-00000007',
  number: '261124-00000007',
  responsible: community,
  dueAt: inHours(72),
}
const mediation = (change: Parameters<typeof view>[0] = {}) =>
  view({
    itemId: answer.itemId,
    number: answer.number,
    kind: 'mediation',
    state: 'requested',
    responsible: community,
    dueAt: inHours(72),
    mine: true,
    ...change,
  })

const calm = () =>
  fakeCity({
    'account.me': resident(),
    'area.building': building,
    'area.locate': { candidates: [], rule: 'communityDesk', buildings: [] },
    'mediation.request': answer,
    'item.get': mediation(),
  })

async function open(city = calm(), params: Record<string, string> = {}, { signedIn = true } = {}) {
  openWith(params)
  const stores = storesOf(city, signedIn ? 'p-1' : undefined)
  await stores.session.load()
  await act(async () => renderWith(stores, <RequestMediation />))
  return { city, stores }
}

const tap = (text: string) => act(async () => fireEvent.click(screen.getByText(text)))
const write = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })
const step = () => screen.getByText(/^第 \d 步，共 4 步$/).textContent

/** Answers every question up to the sending. */
async function answerAll() {
  await tap('噪音纠纷')
  write('事情经过', '楼上半夜拖桌子')
  write('希望怎么解决', '晚上十点以后安静')
  await tap('下一步')
  write('对方是谁', '楼上302的住户')
  await tap('下一步')
  await tap('就在我家这栋楼')
}

test('from the kind of dispute to the sending, in four steps', async () => {
  const { city } = await open()
  await answerAll()
  expect(step()).toBe('第 4 步，共 4 步')
  expect(await screen.findByText('由所在社区的调解员受理')).toBeTruthy()
  await tap('发送')
  expect(city.inputsOf('mediation.request')).toEqual([
    {
      matter: 'noise',
      description: '楼上半夜拖桌子',
      wish: '晚上十点以后安静',
      otherSide: '楼上302的住户',
      buildingId: 'b-3',
      photos: [],
    },
  ])
  expect(city.inputsOf('hazard.nearby')).toEqual([])
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/mediation/pages/done/index?id=${answer.itemId}` })
})

test('a quarrel in the family has 110 first, one tap away, and blocks nobody', async () => {
  await open()
  expect(screen.getByLabelText('拨打 110 报警')).toBeTruthy()
  await tap('家庭婚姻纠纷')
  expect(screen.getByText('有危险，先打 110')).toBeTruthy()
  fireEvent.click(screen.getByLabelText('拨打 110 报警'))
  expect(phoneCall).toHaveBeenCalledWith('110')
  await tap('没有危险，接着申请')
  expect(step()).toBe('第 2 步，共 4 步')
  expect(screen.getByLabelText('拨打 110 报警')).toBeTruthy()
  await tap('上一步')
  await tap('停车纠纷')
  expect(screen.queryByLabelText('拨打 110 报警')).toBeNull()
})

test('what is missing is said at its step', async () => {
  await open()
  await tap('噪音纠纷')
  await tap('下一步')
  expect(step()).toBe('第 2 步，共 4 步')
  expect(screen.getByText('事情经过至少写 2 个字')).toBeTruthy()
  write('事情经过', '楼上半夜拖桌子')
  await tap('下一步')
  write('对方的手机号', '123')
  await tap('下一步')
  expect(screen.getByText('手机号应为 11 位数字')).toBeTruthy()
  write('对方的手机号', '')
  await tap('下一步')
  await tap('发送')
  expect(screen.getByText('请选择位置：我家楼栋、搜索楼栋或在地图上选')).toBeTruthy()
})

test('what is typed is there when one comes back, and can be thrown away', async () => {
  const { stores } = await open()
  await tap('噪音纠纷')
  write('事情经过', '楼上半夜拖桌子')
  await act(async () => renderWith(stores, <RequestMediation />))
  expect(screen.getByText('上次没发完的还在')).toBeTruthy()
  await tap('不要了，重新填')
  await tap('清掉，重新填')
  expect(Taro.getStorageInfoSync().keys.filter((key) => key.includes('mediation'))).toEqual([])
})

test('words that a topic brought along are not called left over', async () => {
  const { stores } = await open()
  await tap('噪音纠纷')
  openWith({ carried: '1' })
  await act(async () => renderWith(stores, <RequestMediation />))
  expect(screen.getByText('议题里的话已经写好')).toBeTruthy()
  expect(screen.queryByText('上次没发完的还在')).toBeNull()
})

test('a point on the map is a place too', async () => {
  const choose = choosePlace as jest.MockedFunction<typeof choosePlace>
  choose.mockResolvedValueOnce({ lng: 121.6, lat: 38.9, system: 'gcj02', name: '中兴广场' })
  const { city } = await open()
  await tap('其他纠纷')
  write('事情经过', '广场上吵起来了')
  await tap('下一步')
  await tap('下一步')
  await tap('在地图上选')
  await tap('发送')
  const [sent] = city.inputsOf('mediation.request') as Request<'mediation.request'>[]
  expect(sent?.point).toEqual({ lng: 121.6, lat: 38.9, system: 'gcj02' })
})

test('a person without a telephone number is led to leave one', async () => {
  const city = calm()
  city.says['account.me'] = resident({ phoneMasked: undefined })
  await open(city)
  await answerAll()
  await tap('还没有留手机号')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/account/pages/profile/index' })
})

test('without a network it waits on this page, and says who answers once it has gone out', async () => {
  const city = calm()
  city.says['mediation.request'] = offline()
  const { stores } = await open(city)
  await answerAll()
  await tap('发送')
  expect(screen.getByText('没有网络，已存好，待发送')).toBeTruthy()
  city.says['mediation.request'] = answer
  await tap('现在再试一次')
  expect(await screen.findByText('已送到，调解员会和您联系')).toBeTruthy()
  expect(screen.getByText('中兴社区')).toBeTruthy()
  expect(stores.outbox.entries).toEqual([])
})

test('what the city refuses stands at its step with every word kept', async () => {
  const city = calm()
  city.says['mediation.request'] = new ActionError('INVALID', '换个说法', { description: '换个说法' })
  await open(city)
  await answerAll()
  await tap('发送')
  expect(step()).toBe('第 2 步，共 4 步')
  expect(screen.getByText('换个说法')).toBeTruthy()
  expect(screen.getByRole('textbox', { name: '事情经过' })).toHaveProperty('value', '楼上半夜拖桌子')
})

describe('after the sending', () => {
  const entry = (change: Partial<OutboxEntry<'mediation.request'>>) => ({
    requestId: 'r-1',
    owner: 'p-1',
    name: 'mediation.request',
    input: { matter: 'pets', description: '狗叫', wish: '拴好', buildingId: 'b-3' },
    title: '调解申请',
    at: inHours(-1),
    state: 'waiting',
    ...change,
  })
  async function openDone(params: Record<string, string>, stored: object[] = []) {
    openWith(params)
    Taro.setStorageSync('hehe.outbox', JSON.stringify(stored))
    const stores = storesOf(calm(), 'p-1')
    await act(async () => renderWith(stores, <Done />))
    return stores
  }

  test('the number, who answers and by when are on one page, and lead on', async () => {
    await openDone({ id: answer.itemId })
    expect(screen.getByText(answer.number)).toBeTruthy()
    expect(screen.getByText('中兴社区')).toBeTruthy()
    await tap('看进度')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: `/hazard/pages/item/index?id=${answer.itemId}` })
  })

  test('one that waited and went out is shown once, and no longer among what waits', async () => {
    const stores = await openDone({ key: 'r-1' }, [entry({ state: 'sent', answer })])
    await waitFor(() => expect(screen.getByText('中兴社区')).toBeTruthy())
    expect(stores.outbox.entries).toEqual([])
  })

  test('one that was refused goes back into the form, word for word', async () => {
    const refused = entry({ state: 'refused', error: { code: 'INVALID', message: '没有这栋楼' } })
    await openDone({ key: 'r-1' }, [refused])
    await tap('修改后再发')
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/mediation/pages/request/index?mend=r-1' })
    const { stores } = await open(calm(), { mend: 'r-1' })
    expect(stores.outbox.entries).toEqual([])
    for (const words of ['宠物纠纷', '狗叫', '原来选的楼栋'])
      expect(screen.getAllByText(words).length).toBeGreaterThan(0)
  })

  test('one of long ago says where to look', async () => {
    await openDone({ key: 'r-9' })
    await tap('去看办件')
    expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/items/index' })
  })
})
