import { ActionError } from '@contract/errors'
import { act, fireEvent, screen } from '@testing-library/react'
import type { ReactElement } from 'react'
import { copy } from '@/platform/device'
import { identity } from '@/platform/identity'
import { storage } from '@/platform/storage'
import { type City, fakeCity, offline, renderWith, resident, storesOf } from '@/testing/city'
import Taro, { resetTaro } from '@/testing/taro'
import Address from './pages/home'
import People from './pages/people'
import Privacy from './pages/privacy'
import Profile from './pages/profile'

jest.mock('@/platform/device', () => ({ ...jest.requireActual('@/platform/device'), copy: jest.fn() }))
const copied = jest.mocked(copy)

beforeEach(() => {
  resetTaro()
  copied.mockReset().mockResolvedValue(true)
})

const rest = (ms = 0) => act(() => new Promise<void>((resolve) => setTimeout(resolve, ms)))
const tap = async (element: HTMLElement) => {
  fireEvent.click(element)
  await rest()
}
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label, { selector: 'input' }), { target: { value } })

const nobody = null
async function open(page: ReactElement, says: City, personId: string | null = 'p-1') {
  const city = fakeCity(says)
  const stores = storesOf(city, personId ?? undefined)
  const { unmount } = renderWith(stores, page)
  await rest()
  return { city, stores, unmount }
}

const area = (id: string, name: string) => ({
  id,
  level: 'building' as const,
  name,
  within: '中山区 · 老虎滩街道 · 中兴社区',
})
const building = {
  building: area('b-3', '中兴里3号楼'),
  gridId: 'g-3',
  gridName: '中兴社区第3网格',
  communityId: 'c',
  communityName: '中兴社区',
  units: ['1-101', '1-102', '2-101', '2-201'],
}

describe('where I live', () => {
  const homeless: City = {
    'account.me': resident({ home: undefined }),
    'area.search': { areas: [area('b-1', '中兴里1号楼'), area('b-3', '中兴里3号楼')] },
    'area.building': building,
    'account.joinBuilding': { membershipId: 'm-1', version: 1, state: 'pending' },
  }
  /** Longer than the form waits for a person to stop typing. */
  const pause = 350

  async function walkToRelation() {
    type('小区或楼栋名称', '中兴里')
    await rest(pause)
    await tap(screen.getByText('中兴里3号楼'))
    await tap(screen.getByRole('radio', { name: '2 单元' }))
    await tap(screen.getByLabelText('房号 2-201'))
  }

  test('is said in three steps, and then waits to be confirmed', async () => {
    const { city } = await open(<Address />, homeless)
    expect(screen.getByText('第 1 步，共 3 步')).toBeTruthy()
    await walkToRelation()
    expect(screen.getByText('中兴里3号楼 2-201')).toBeTruthy()
    await tap(screen.getByRole('radio', { name: '租户' }))
    city.says['account.me'] = resident({ home: { ...resident().home!, state: 'pending' } })
    await tap(screen.getByRole('button', { name: '提交' }))
    expect(city.inputsOf('account.joinBuilding')).toEqual([{ buildingId: 'b-3', unit: '2-201', relation: 'tenant' }])
    expect(screen.getByText('等楼长或网格员确认')).toBeTruthy()
  })

  test('is searched once the person rests, not at every key', async () => {
    const { city } = await open(<Address />, homeless)
    type('小区或楼栋名称', '中')
    type('小区或楼栋名称', '中兴')
    await rest(pause)
    expect(city.inputsOf('area.search')).toEqual([{ text: '中兴', level: 'building' }])
  })

  test('only the doors of the chosen entrance are offered', async () => {
    await open(<Address />, homeless)
    type('小区或楼栋名称', '中兴里')
    await rest(pause)
    await tap(screen.getByText('中兴里3号楼'))
    expect(screen.getByLabelText('房号 1-101')).toBeTruthy()
    expect(screen.queryByLabelText('房号 2-101')).toBeNull()
  })

  test('a building without a list of doors takes the door in words', async () => {
    await open(<Address />, { ...homeless, 'area.building': { ...building, units: [] } })
    type('小区或楼栋名称', '中兴里')
    await rest(pause)
    await tap(screen.getByText('中兴里3号楼'))
    type('房号', ' 后院平房 ')
    await tap(screen.getByRole('button', { name: '下一步' }))
    expect(screen.getByText('中兴里3号楼 后院平房')).toBeTruthy()
  })

  test('what was chosen is still there after leaving the page, and one can go back step by step', async () => {
    const { unmount } = await open(<Address />, homeless)
    await walkToRelation()
    unmount()
    await open(<Address />, homeless)
    expect(screen.getByText('第 3 步，共 3 步')).toBeTruthy()
    await tap(screen.getByRole('button', { name: '上一步' }))
    expect(screen.getByText('第 2 步，共 3 步')).toBeTruthy()
    await tap(screen.getByRole('button', { name: '上一步' }))
    expect(screen.getByText('第 1 步，共 3 步')).toBeTruthy()
    expect(screen.getByText('中兴里1号楼')).toBeTruthy()
  })

  test('what is missing is said beside the field', async () => {
    const refusal = new ActionError('INVALID', '请选择', { relation: '请选择您与房屋的关系' })
    await open(<Address />, { ...homeless, 'account.joinBuilding': refusal })
    await walkToRelation()
    await tap(screen.getByRole('button', { name: '提交' }))
    expect(screen.getByRole('alert').textContent).toBe('请选择您与房屋的关系')
  })

  test('a person without a name is asked for it first', async () => {
    const { city } = await open(<Address />, {
      ...homeless,
      'account.me': resident({ home: undefined, name: '' }),
      'account.saveProfile': { name: '演示居民乙' },
    })
    await walkToRelation()
    await tap(screen.getByRole('radio', { name: '业主' }))
    type('您的姓名', '演示居民乙')
    await tap(screen.getByRole('button', { name: '提交' }))
    expect(city.asked.map((a) => a.name).slice(-3)).toEqual([
      'account.saveProfile',
      'account.joinBuilding',
      'account.me',
    ])
  })

  test('without a network nothing typed is lost', async () => {
    const { city } = await open(<Address />, { ...homeless, 'account.joinBuilding': offline() })
    await walkToRelation()
    await tap(screen.getByRole('radio', { name: '业主' }))
    await tap(screen.getByRole('button', { name: '提交' }))
    expect(screen.getByRole('alert').textContent).toContain('连不上服务')
    city.says['account.joinBuilding'] = { membershipId: 'm-1', version: 1, state: 'pending' }
    await tap(screen.getByRole('button', { name: '提交' }))
    expect(city.inputsOf('account.joinBuilding')[1]).toEqual({ buildingId: 'b-3', unit: '2-201', relation: 'owner' })
  })

  test('a search that finds nothing says what else to try; one that fails is tried again', async () => {
    const { city } = await open(<Address />, { ...homeless, 'area.search': { areas: [] } })
    type('小区或楼栋名称', '火星')
    await rest(pause)
    expect(screen.getByText('没有找到这栋楼')).toBeTruthy()
    city.says['area.search'] = offline()
    type('小区或楼栋名称', '火星路')
    await rest(pause)
    city.says['area.search'] = homeless['area.search']
    await tap(screen.getByRole('button', { name: '重试' }))
    expect(screen.getByText('中兴里1号楼')).toBeTruthy()
  })

  test('when it was refused the reason stands above a new form', async () => {
    const home = { ...resident().home!, state: 'refused' as const, reason: '门牌号不对' }
    await open(<Address />, { ...homeless, 'account.me': resident({ home }) })
    expect(screen.getByText('中兴里3号楼 2-301。门牌号不对')).toBeTruthy()
    expect(screen.getByText('第 1 步，共 3 步')).toBeTruthy()
  })

  test('can be given up, after a second question', async () => {
    const { city } = await open(<Address />, {
      'account.me': resident(),
      'account.leaveBuilding': { membershipId: 'm-1', state: 'left' },
    })
    await tap(screen.getByRole('button', { name: '我已不在这里住' }))
    expect(city.inputsOf('account.leaveBuilding')).toEqual([])
    city.says['account.me'] = resident({ home: undefined })
    await tap(screen.getByRole('button', { name: '取消登记' }))
    expect(city.inputsOf('account.leaveBuilding')).toEqual([{ membershipId: 'm-1' }])
    expect(screen.getByText('您住在哪栋楼？')).toBeTruthy()
  })

  test('somebody not signed in is led to that first', async () => {
    await open(<Address />, {}, nobody)
    expect(screen.getByText('还没有登录')).toBeTruthy()
  })
})

describe('name and phone', () => {
  test('are saved, the phone only if it is given', async () => {
    const { city } = await open(<Profile />, {
      'account.me': resident(),
      'account.saveProfile': { name: '演示居民乙' },
    })
    type('姓名', '演示居民乙')
    await tap(screen.getByRole('button', { name: '保存' }))
    expect(city.inputsOf('account.saveProfile')).toEqual([{ name: '演示居民乙' }])
    expect(Taro.navigateBack).toHaveBeenCalledTimes(1)
  })

  test('what is wrong stands beside the field, and nothing typed is lost', async () => {
    const refusal = new ActionError('INVALID', '手机号应为 11 位数字', { phone: '手机号应为 11 位数字' })
    const { unmount } = await open(<Profile />, { 'account.me': resident(), 'account.saveProfile': refusal })
    type('手机号', '123')
    await tap(screen.getByRole('button', { name: '保存' }))
    expect(screen.getByRole('alert').textContent).toBe('手机号应为 11 位数字')
    unmount()
    await open(<Profile />, { 'account.me': resident() })
    expect((screen.getByLabelText('手机号', { selector: 'input' }) as HTMLInputElement).value).toBe('123')
  })
})

describe('my data', () => {
  const says: City = {
    'account.me': resident(),
    'account.export': {
      exportedAt: '2026-11-01T00:00:00.000Z',
      data: { person: { name: '演示居民甲' }, reports: [{}, {}], messages: [] },
    },
    'account.erase': { erased: true, kept: '您报告过的 2 件事只留办理记录，不再带有您的姓名' },
  }

  test('is told in words and copied whole', async () => {
    await open(<Privacy />, says)
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: '导出' })))
    await rest()
    expect(screen.getByText('报过的事')).toBeTruthy()
    expect(screen.getByText('2 条')).toBeTruthy()
    await tap(screen.getByRole('button', { name: '复制全部内容' }))
    expect(JSON.parse(copied.mock.calls[0][0])).toEqual(says['account.export'])
    expect(document.body.textContent).not.toContain('exportedAt')
  })

  test('is shown where copying is not allowed', async () => {
    copied.mockResolvedValue(false)
    await open(<Privacy />, says)
    await tap(screen.getByRole('button', { name: '导出' }))
    await tap(screen.getByRole('button', { name: '复制全部内容' }))
    expect(document.body.textContent).toContain('exportedAt')
  })

  test('is erased after a second question, on this device too', async () => {
    const { city, stores } = await open(<Privacy />, { ...says, 'hazard.report': offline() })
    storage.write('draft.report', { text: '写了一半' })
    await act(async () => {
      await stores.outbox.submit('hazard.report', { category: 'c', description: '楼道' }, { title: 't' })
    })
    await tap(screen.getByRole('button', { name: '删除我的数据' }))
    expect(city.inputsOf('account.erase')).toEqual([])
    await tap(screen.getByRole('button', { name: '删除' }))
    expect(city.inputsOf('account.erase')).toEqual([{ confirm: 'ERASE' }])
    expect(screen.getByText('您报告过的 2 件事只留办理记录，不再带有您的姓名')).toBeTruthy()
    expect(storage.read('draft.report')).toBeUndefined()
    expect(storage.read('outbox')).toBeUndefined()
    expect(identity.current()).toBeUndefined()
  })

  test('of somebody who still works for the city is not erased, and why is said', async () => {
    await open(<Privacy />, { ...says, 'account.erase': new ActionError('CONFLICT', '您还承担着工作身份') })
    await tap(screen.getByRole('button', { name: '删除我的数据' }))
    await tap(screen.getByRole('button', { name: '删除' }))
    expect(screen.getByRole('alert').textContent).toContain('您还承担着工作身份')
    expect(identity.current()).toBe('p-1')
  })

  test('how it is treated can be read by anybody', async () => {
    await open(<Privacy />, {}, nobody)
    expect(screen.getByText('我们怎样对待您的信息')).toBeTruthy()
    expect(screen.queryByText('删除我的数据')).toBeNull()
  })
})

describe('demo people', () => {
  const people = [
    { id: 'p-1', title: '和合大院1号楼居民', roles: [{ role: 'resident', areaId: '210202012004' }] },
    { id: 'p-2', title: '中兴社区第1网格网格员', roles: [{ role: 'gridWorker', areaId: '210202012004-g01' }] },
  ]
  const fetched = jest.fn()
  beforeEach(() => {
    fetched.mockReset().mockResolvedValue({ json: async () => people })
    globalThis.fetch = fetched
  })

  test('one is chosen and one is that person', async () => {
    const { stores } = await open(<People />, { 'account.me': resident() }, nobody)
    await tap(screen.getByText('和合大院1号楼居民'))
    expect(stores.session.me?.name).toBe('演示居民甲')
    expect(identity.current()).toBe('p-1')
    expect(Taro.switchTab).toHaveBeenLastCalledWith({ url: '/pages/home/index' })
  })

  test('are found by word and by role', async () => {
    await open(<People />, {}, nobody)
    type('找社区、身份或姓名', '网格员')
    expect(screen.queryByText('和合大院1号楼居民')).toBeNull()
    expect(screen.getByText('中兴社区第1网格网格员')).toBeTruthy()
    type('找社区、身份或姓名', '火星')
    expect(screen.getByText('没有找到')).toBeTruthy()
    type('找社区、身份或姓名', '')
    await tap(screen.getByRole('radio', { name: '居民' }))
    expect(screen.queryByText('中兴社区第1网格网格员')).toBeNull()
  })

  test('one may stop playing', async () => {
    const { stores } = await open(<People />, { 'account.me': resident() })
    await act(() => stores.session.load())
    await tap(screen.getByRole('button', { name: '退出演示身份' }))
    expect(identity.current()).toBeUndefined()
    expect(stores.session.signedOut).toBe(true)
  })

  test('that cannot be read are tried again', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'))
    await open(<People />, {}, nobody)
    expect(screen.getByRole('alert').textContent).toContain('没能取到演示身份')
    await tap(screen.getByRole('button', { name: '重试' }))
    expect(screen.getByText('和合大院1号楼居民')).toBeTruthy()
  })
})
