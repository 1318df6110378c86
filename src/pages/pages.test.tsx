import type { ItemSummary } from '@contract/item'
import { act, fireEvent, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { phoneCall } from '@/platform/device'
import type { Stores } from '@/stores'
import type { Message } from '@/stores/messages'
import { type City, fakeCity, gridWorker, offline, renderWith, resident, storesOf } from '@/testing/city'
import Taro, { phone, resetTaro } from '@/testing/taro'
import Home from './home'
import Items from './items'
import MePage from './me'
import Messages from './messages'

jest.mock('@/platform/device', () => ({
  ...jest.requireActual('@/platform/device'),
  phoneCall: jest.fn(),
  copy: jest.fn(),
}))

beforeEach(() => {
  resetTaro()
  jest.mocked(phoneCall).mockReset()
})

/** A browser in which no demo person has been chosen. */
const nobody = null

const rest = () => act(() => new Promise<void>((resolve) => setTimeout(resolve)))
const tap = async (element: HTMLElement) => {
  fireEvent.click(element)
  await rest()
}

/** Opens a page as a person in a city. */
async function open(page: ReactElement, says: City, personId: string | null = 'p-1') {
  const city = fakeCity(says)
  const stores: Stores = storesOf(city, personId ?? undefined)
  const { container } = renderWith(stores, page)
  await rest()
  return { city, stores, container }
}

const soon = () => new Date(Date.now() + 3_600_000).toISOString()
const item = (itemId: string, change: Partial<ItemSummary> = {}): ItemSummary => ({
  itemId,
  number: `261124-${itemId}`,
  kind: 'hazard',
  version: 1,
  title: `隐患${itemId}`,
  state: 'routed',
  place: '2单元',
  confidential: false,
  responsible: { level: 'grid', id: 'g-3', name: '中兴社区第3网格' },
  dueAt: soon(),
  createdAt: '2026-11-01T00:00:00.000Z',
  ...change,
})
const message = (messageId: string, change: Partial<Message> = {}): Message => ({
  messageId,
  at: '2026-11-01T00:00:00.000Z',
  title: `标题${messageId}`,
  body: `内容${messageId}`,
  kind: 'report',
  read: false,
  ...change,
})

const emergencyWorks = async () => {
  await tap(screen.getByLabelText('拨打 119 火警'))
  expect(phoneCall).toHaveBeenLastCalledWith('119')
}

describe('home', () => {
  test('says where I am, calls the grid worker, and shows what waits for me', async () => {
    await open(<Home />, {
      'account.me': resident({ unread: 2 }),
      'item.mine': { items: [item('1'), item('2', { state: 'closed', dueAt: undefined })] },
    })
    expect(screen.getByText('中兴社区')).toBeTruthy()
    await tap(screen.getByLabelText('打电话给网格员网格员演示01'))
    expect(phoneCall).toHaveBeenLastCalledWith('15600000001')
    expect(screen.getByText('隐患1')).toBeTruthy()
    expect(screen.queryByText('隐患2')).toBeNull()
    await tap(screen.getByText('隐患1'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/hazard/pages/item/index?id=1' })
    await tap(screen.getByLabelText(/^吹哨/))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/hazard/pages/report/index' })
    expect(Taro.setTabBarBadge).toHaveBeenLastCalledWith({ index: 2, text: '2' })
  })

  test('a resident sees no desk; staff see theirs with what is due', async () => {
    await open(<Home />, { 'account.me': resident(), 'item.mine': { items: [] } })
    expect(screen.queryByText('工作台')).toBeNull()
  })

  test('staff see their desk with what is due', async () => {
    const { city } = await open(
      <Home />,
      {
        'account.me': gridWorker(),
        'item.mine': { items: [] },
        'item.queue': { items: [], counts: { open: 12, overdue: 2, soon: 4 } },
      },
      'p-2',
    )
    expect(screen.getByText('待办 12，超时 2，一天内到期 4')).toBeTruthy()
    expect(city.inputsOf('item.queue')).toEqual([{ filter: { scope: 'mine' } }])
    await tap(screen.getByText('工作台'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/desk/pages/queue/index' })
  })

  test('leads to asking for mediation', async () => {
    await open(<Home />, { 'account.me': resident(), 'item.mine': { items: [] } })
    await tap(screen.getByText('申请调解'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/mediation/pages/request/index' })
  })

  test('leads to the services one can book', async () => {
    await open(<Home />, { 'account.me': resident(), 'item.mine': { items: [] } })
    await tap(screen.getByText('服务预约'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/booking/pages/kinds/index' })
    expect(screen.queryByText('服务站点')).toBeNull()
  })

  test.each([
    ['volunteer', 'g-3'],
    ['siteStaff', 'st-1'],
    ['counsellor', 'st-1'],
  ] as const)('a %s is led to the sites, and not to a desk that has nothing for them', async (role, areaId) => {
    const me = resident({ roles: [{ role, areaId, areaName: '中兴社区综合服务站', title: '' }] })
    const { city } = await open(<Home />, { 'account.me': me, 'item.mine': { items: [] } })
    await tap(screen.getByText('服务站点'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/counter/pages/home/index' })
    expect(screen.queryByText('工作台')).toBeNull()
    expect(city.inputsOf('item.queue')).toEqual([])
  })

  test('a desk whose counts cannot be read still opens', async () => {
    await open(<Home />, { 'account.me': gridWorker(), 'item.mine': { items: [] } }, 'p-2')
    await tap(screen.getByText('工作台'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/desk/pages/queue/index' })
  })

  test('before any login one can call for help and go to report', async () => {
    const { city } = await open(<Home />, {}, nobody)
    expect(city.asked).toEqual([])
    expect(screen.getByText('还没有登录')).toBeTruthy()
    expect(screen.getByLabelText(/^吹哨/)).toBeTruthy()
    await emergencyWorks()
  })

  test('while it loads, and when nothing can be reached, one can still call for help', async () => {
    const { city } = await open(<Home />, { 'account.me': () => new Promise(() => {}) })
    expect(screen.getByLabelText('正在加载')).toBeTruthy()
    await emergencyWorks()
    expect(city.asked.map((a) => a.name)).toEqual(['account.me'])
  })

  test('when the city cannot be reached it says so, and trying again mends it', async () => {
    const { city } = await open(<Home />, { 'account.me': offline() })
    expect(screen.getByRole('alert').textContent).toContain('连不上服务')
    await emergencyWorks()
    city.says['account.me'] = resident()
    await tap(screen.getByRole('button', { name: '重试' }))
    expect(screen.getByText('中兴社区')).toBeTruthy()
  })

  test.each([
    ['none', undefined, '登记住址'],
    ['refused', { state: 'refused', reason: '门牌号不对' } as const, '重新登记'],
  ])('with a home that is %s it leads to saying where one lives', async (_state, change, button) => {
    const me = resident()
    const home = change && me.home && { ...me.home, ...change }
    await open(<Home />, { 'account.me': { ...me, home }, 'item.mine': { items: [] } })
    await tap(screen.getByRole('button', { name: button }))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/account/pages/home/index' })
  })

  test('a home that nobody has confirmed yet says so', async () => {
    const me = resident()
    await open(<Home />, { 'account.me': { ...me, home: me.home && { ...me.home, state: 'pending' } } })
    expect(screen.getByText('住址待确认')).toBeTruthy()
  })

  test('shows three of many and leads to the rest', async () => {
    await open(<Home />, {
      'account.me': resident(),
      'item.mine': { items: ['1', '2', '3', '4', '5'].map((id) => item(id)) },
    })
    await tap(screen.getByRole('button', { name: '还有 2 件，看全部' }))
    expect(Taro.switchTab).toHaveBeenLastCalledWith({ url: '/pages/items/index' })
  })

  test('pulling down reads everything again and then lets go', async () => {
    const { city } = await open(<Home />, { 'account.me': resident(), 'item.mine': { items: [] } })
    city.says['item.mine'] = { items: [item('new')] }
    act(() => phone.pullDown())
    await rest()
    expect(screen.getByText('隐患new')).toBeTruthy()
    expect(Taro.stopPullDownRefresh).toHaveBeenCalledTimes(1)
  })

  test('when the network is back everything is read again, and what waited goes out once', async () => {
    const { city, stores } = await open(<Home />, { 'account.me': resident(), 'item.mine': offline() })
    await act(async () => {
      stores.session.setOnline(false)
      await stores.outbox.submit('hazard.report', { category: 'c', description: '楼道' }, { title: '消防通道堵塞' })
    })
    city.says['hazard.report'] = { itemId: 'i-1' } as never
    city.says['item.mine'] = { items: [item('new')] }
    await act(async () => {
      stores.session.setOnline(true)
      await stores.resume()
    })
    await rest()
    expect(screen.getByText('已送到')).toBeTruthy()
    expect(screen.getByText('隐患new')).toBeTruthy()
    const ids = city.asked.filter((a) => a.name === 'hazard.report').map((a) => a.requestId)
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
  })

  test('coming back to the page reads it again', async () => {
    const { city } = await open(<Home />, { 'account.me': resident(), 'item.mine': { items: [] } })
    city.says['item.mine'] = { items: [item('back')] }
    act(() => phone.show())
    await rest()
    expect(screen.getByText('隐患back')).toBeTruthy()
  })

  test('text is as large as the person wants it', async () => {
    const { stores, container } = await open(<Home />, { 'account.me': resident() })
    expect(container.querySelector('.hh-root--standard')).toBeTruthy()
    act(() => stores.session.setMode('elder'))
    expect(container.querySelector('.hh-root--elder')).toBeTruthy()
  })

  test('without a network it says so, and that what is written is kept', async () => {
    const { stores } = await open(<Home />, { 'account.me': resident(), 'item.mine': { items: [] } })
    act(() => stores.session.setOnline(false))
    expect(screen.getByText('没有网络，内容会先存在手机里')).toBeTruthy()
    await act(async () => {
      await stores.outbox.submit('hazard.report', { category: 'c', description: '楼道' }, { title: '消防通道堵塞' })
    })
    expect(screen.getByText('没有网络，1 件待发送，联网后自动发出')).toBeTruthy()
    expect(screen.getByText('待发送')).toBeTruthy()
  })
})

describe('my items', () => {
  test('are listed page by page', async () => {
    const { city } = await open(<Items />, {
      'account.me': resident(),
      'item.mine': ({ cursor }) => (cursor ? { items: [item('2')] } : { items: [item('1')], cursor: 'next' }),
    })
    expect(screen.getByText('隐患1')).toBeTruthy()
    act(() => phone.reachBottom())
    await rest()
    expect(screen.getByText('隐患2')).toBeTruthy()
    expect(screen.getByText('没有更多了')).toBeTruthy()
    expect(city.inputsOf('item.mine')).toEqual([{ cursor: undefined }, { cursor: 'next' }])
    await tap(screen.getByText('隐患2'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/hazard/pages/item/index?id=2' })
  })

  test('none yet: what one could report', async () => {
    await open(<Items />, { 'account.me': resident(), 'item.mine': { items: [] } })
    expect(screen.getByText('还没有办件')).toBeTruthy()
    await tap(screen.getByRole('button', { name: '吹哨' }))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/hazard/pages/report/index' })
  })

  test('a confidential report is followed by its code, signed in or not', async () => {
    await open(<Items />, {}, nobody)
    expect(screen.getByText('还没有登录')).toBeTruthy()
    await tap(screen.getByText('用查询码查进度'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/hazard/pages/follow/index' })
  })

  test('what cannot be read says so and is tried again', async () => {
    const { city } = await open(<Items />, { 'account.me': resident(), 'item.mine': offline() })
    city.says['item.mine'] = { items: [item('1')] }
    await tap(screen.getByRole('button', { name: '重试' }))
    expect(screen.getByText('隐患1')).toBeTruthy()
  })

  test('a report that waits for the network stands on top', async () => {
    const { stores } = await open(<Items />, { 'account.me': resident(), 'item.mine': { items: [item('1')] } })
    await act(async () => {
      await stores.outbox.submit('hazard.report', { category: 'c', description: '楼道' }, { title: '消防通道堵塞' })
    })
    const texts = document.body.textContent ?? ''
    expect(texts.indexOf('消防通道堵塞')).toBeGreaterThan(-1)
    expect(texts.indexOf('消防通道堵塞')).toBeLessThan(texts.indexOf('隐患1'))
  })
})

describe('messages', () => {
  const inbox = (...messages: Message[]): City => ({
    'account.me': resident({ unread: 2 }),
    'account.inbox': { messages, unread: 2 },
    'account.markRead': { unread: 1 },
  })

  test('opening one marks it read and leads to its item', async () => {
    const { city } = await open(<Messages />, inbox(message('a', { itemId: 'i-1' }), message('b', { read: true })))
    expect(screen.getAllByText('未读')).toHaveLength(1)
    await tap(screen.getByText('标题a'))
    expect(city.inputsOf('account.markRead')).toEqual([{ messageIds: ['a'] }])
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/hazard/pages/item/index?id=i-1' })
    expect(screen.queryByText('未读')).toBeNull()
    expect(Taro.setTabBarBadge).toHaveBeenLastCalledWith({ index: 2, text: '1' })
  })

  test('one about my address leads there', async () => {
    await open(<Messages />, inbox(message('a', { kind: 'membership' })))
    await tap(screen.getByText('标题a'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/account/pages/home/index' })
  })

  test('one about an address to confirm leads staff to their desk', async () => {
    await open(<Messages />, { ...inbox(message('a', { kind: 'membershipWork' })), 'account.me': gridWorker() }, 'p-2')
    await tap(screen.getByText('标题a'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/desk/pages/memberships/index' })
  })

  test.each([
    ['booking.remind', { bookingId: 'bk-1' }, '/booking/pages/booking/index?id=bk-1'],
    ['escalate', { topicId: 't-1' }, '/deliberation/pages/topic/index?id=t-1'],
    ['carry:c-1', { topicId: 't-1' }, '/deliberation/pages/carry/index?id=c-1'],
    ['poll:v-1', { topicId: 't-1' }, '/deliberation/pages/poll/index?id=v-1'],
    ['appealWork', {}, '/chair/pages/queue/index'],
    ['booking.remind', {}, '/booking/pages/mine/index'],
    ['wait.offer', {}, '/booking/pages/mine/index'],
    ['proxy.granted', {}, '/booking/pages/people/index'],
    ['roster.gap', {}, '/counter/pages/home/index'],
  ])('one about %s %j leads to its page', async (kind, about, url) => {
    await open(<Messages />, inbox(message('a', { kind, ...about })))
    await tap(screen.getByText('标题a'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url })
  })

  test('several unread are read at once', async () => {
    const { city } = await open(<Messages />, inbox(message('a'), message('b')))
    city.says['account.markRead'] = { unread: 0 }
    await tap(screen.getByRole('button', { name: '2 条未读，全部标为已读' }))
    expect(city.inputsOf('account.markRead')).toEqual([{ messageIds: ['a', 'b'] }])
    expect(screen.queryByText('未读')).toBeNull()
    expect(Taro.removeTabBarBadge).toHaveBeenCalled()
  })

  test('none yet, not signed in, and not reachable each say what to do', async () => {
    await open(<Messages />, inbox())
    expect(screen.getByText('还没有消息')).toBeTruthy()
  })

  test('not signed in leads to signing in', async () => {
    await open(<Messages />, {}, nobody)
    await tap(screen.getByRole('button', { name: '选演示身份' }))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/account/pages/people/index' })
  })

  test('not reachable is tried again', async () => {
    const { city } = await open(<Messages />, { ...inbox(message('a')), 'account.inbox': offline() })
    city.says['account.inbox'] = { messages: [message('a')], unread: 1 }
    await tap(screen.getByRole('button', { name: '重试' }))
    expect(screen.getByText('标题a')).toBeTruthy()
  })
})

describe('me', () => {
  test('says who I am and what I do, in words', async () => {
    await open(<MePage />, { 'account.me': gridWorker() }, 'p-2')
    expect(screen.getByText('网格员演示01')).toBeTruthy()
    expect(screen.getByText('中兴社区第3网格 网格员')).toBeTruthy()
    expect(screen.getByText('中兴里3号楼 2-301')).toBeTruthy()
    await tap(screen.getByText('工作台'))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url: '/desk/pages/queue/index' })
  })

  test.each([
    ['住址', '/account/pages/home/index'],
    ['姓名和电话', '/account/pages/profile/index'],
    ['隐私与我的数据', '/account/pages/privacy/index'],
    ['演示身份', '/account/pages/people/index'],
  ])('%s is one tap away', async (title, url) => {
    await open(<MePage />, { 'account.me': resident() })
    await tap(screen.getByText(title))
    expect(Taro.navigateTo).toHaveBeenLastCalledWith({ url })
  })

  test('large text is chosen here and takes effect at once', async () => {
    const { container, stores } = await open(<MePage />, { 'account.me': resident() })
    await tap(screen.getByText('字体大小'))
    await tap(screen.getByRole('radio', { name: '长辈模式，字大，按钮大' }))
    expect(container.querySelector('.hh-root--elder')).toBeTruthy()
    expect(stores.session.mode).toBe('elder')
  })

  test('in a browser nothing is said of WeChat messages', async () => {
    await open(<MePage />, { 'account.me': resident() })
    expect(screen.queryByText('微信通知')).toBeNull()
  })

  test('text size and the demo people are there for whoever is not signed in', async () => {
    await open(<MePage />, {}, nobody)
    expect(screen.getByText('字体大小')).toBeTruthy()
    expect(screen.getByText('演示身份')).toBeTruthy()
    expect(screen.queryByText('住址')).toBeNull()
  })
})
