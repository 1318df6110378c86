import type { CoverageRow } from '@contract/area'
import { ActionError, conflict, invalid } from '@contract/errors'
import { act, fireEvent, screen, within } from '@testing-library/react'
import { isWide } from '@/platform/screen'
import { type City, fakeCity, offline, renderWith, storesOf } from '@/testing/city'
import Taro, { openWith, phone, resetTaro } from '@/testing/taro'
import CoveragePage from './index'

jest.mock('@/platform/screen', () => ({ isWide: jest.fn(() => false), onWide: () => () => {} }))
const wide = isWide as jest.MockedFunction<typeof isWide>
beforeEach(() => {
  resetTaro()
  wide.mockReturnValue(false)
})

const sums = {
  grids: 1,
  households: 260,
  workers: 1,
  informants: 3,
  workersNeeded: 1,
  informantsNeeded: 3,
  workersShort: 0,
  informantsShort: 0,
  vacant: 0,
}
const grid = (n: number, change: Partial<typeof sums> = {}, over: Partial<CoverageRow> = {}): CoverageRow => ({
  areaId: `g-${n}`,
  level: 'grid',
  name: `中兴社区第${n}网格`,
  sums: { ...sums, ...change },
  ...over,
})
const empty = grid(2, { workers: 0, workersShort: 1, vacant: 1 }, { standIn: true })
const short = grid(3, { households: 620, workersNeeded: 3, workersShort: 2, informantsNeeded: 7, informantsShort: 4 })
const community = {
  areaId: 'c-1',
  level: 'community' as const,
  name: '中兴社区',
  within: '中山区 · 老虎滩街道',
  sums: { ...sums, grids: 3, households: 1140, workers: 2, workersNeeded: 5, workersShort: 3, vacant: 1 },
}
const colleague = (n: number) => ({
  roleId: `r-${n}`,
  name: `网格员演示0${n}`,
  title: `中兴社区第${n}网格网格员`,
  phone: `1300000000${n}`,
})
const inCommunity = (over: City = {}) =>
  fakeCity({
    'area.coverage': {
      area: community,
      rows: [empty, short, grid(1)],
      generation: { id: '2027-01-01-1', startsAt: '2026-12-31T16:00:00.000Z' },
      allowed: ['area.changeWorker', 'area.moveItems'],
    },
    'area.staff': {
      gridId: 'g-1',
      gridName: '中兴社区第1网格',
      version: 4,
      workers: [colleague(1)],
      informants: [],
      known: [colleague(3)],
      open: 2,
    },
    'area.changeWorker': { gridId: 'g-1', version: 5, workers: [colleague(3)], open: 2, standIn: false },
    ...over,
  })

async function open(city = inCommunity()) {
  await act(async () => renderWith(storesOf(city, 'p-2'), <CoveragePage />))
  return city
}
const openGrid = (name: RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })))
const sheet = () => within(screen.getByRole('dialog'))
const tap = (name: string | RegExp, role = 'button') =>
  act(async () => fireEvent.click(sheet().getByRole(role, { name })))

test('the area first, the worst named in words, then every grid against the standard', async () => {
  await open()
  expect(screen.getByText('2 名，应有 5 名')).toBeTruthy()
  expect(screen.getByText('中兴社区第2网格：没有网格员，由社区负责')).toBeTruthy()
  expect(screen.getByText('中兴社区第3网格：差 2 名网格员、4 名信息员')).toBeTruthy()
  expect(screen.getByText(/每 200 至 300 户一名网格员，每 50 至 100 户一名网格信息员/)).toBeTruthy()
  expect(screen.getByText('住户 620 户')).toBeTruthy()
  expect(screen.getByText('网格员 1 名，应有 3 名')).toBeTruthy()
})

test('larger areas lead to what lies in them', async () => {
  const city = inCommunity({
    'area.coverage': {
      area: { ...community, areaId: 's-1', level: 'street', name: '老虎滩街道' },
      rows: [{ areaId: 'c-1', level: 'community', name: '中兴社区', sums: community.sums }],
      allowed: ['area.moveItems'],
    },
  })
  await open(city)
  expect(screen.queryByText('网格调整以后')).toBeNull()
  await openGrid(/^中兴社区，1140 户.*看里面的$/)
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/desk/pages/coverage/index?areaId=c-1' })
})

test('the area of the address is asked for', async () => {
  openWith({ areaId: 'c-9' })
  const city = await open()
  expect(city.inputsOf('area.coverage')).toEqual([{ areaId: 'c-9', cursor: undefined }])
})

test('on a wide screen it is a table with headings, each line said whole', async () => {
  wide.mockReturnValue(true)
  await open()
  expect(screen.getByText(/信息员\s现有 \/ 应有/, { selector: '[aria-hidden] *' })).toBeTruthy()
  expect(screen.getByText('620 户')).toBeTruthy()
  expect(screen.getByText('3 / 7')).toBeTruthy()
  expect(screen.getByRole('button', { name: /^中兴社区第3网格，620 户，网格员 1 名，应有 3 名/ })).toBeTruthy()
})

test('a colleague takes a grid over', async () => {
  const city = await open()
  await openGrid(/^中兴社区第1网格/)
  expect(sheet().getByText('在办的事有 2 件，跟着网格走，会告诉报告人。')).toBeTruthy()
  await tap('换人')
  expect(sheet().getByRole('alert').textContent).toBe('请选择接手的人')
  expect(city.inputsOf('area.changeWorker')).toEqual([])
  await tap(/^网格员演示03/, 'radio')
  await tap('换人')
  expect(city.inputsOf('area.changeWorker')).toEqual([
    { gridId: 'g-1', version: 4, leavingId: 'r-1', joiningId: 'r-3' },
  ])
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByText('已安排好')).toBeTruthy()
  expect(screen.getByText(/现在的网格员：网格员演示03。.*2 件在办的事正在转交/)).toBeTruthy()
  expect(city.inputsOf('area.coverage')).toHaveLength(2)
})

test('somebody else is found by name and phone; what is wrong is said beside the field and nothing typed is lost', async () => {
  const city = inCommunity({ 'area.changeWorker': invalid('phone', '没有找到用这个姓名和手机号登记的人') })
  await open(city)
  await openGrid(/^中兴社区第1网格/)
  await tap('都留下，再增加一名', 'radio')
  await tap(/^其他人/, 'radio')
  fireEvent.change(sheet().getByRole('textbox', { name: '姓名' }), { target: { value: '演示新人' } })
  await tap('安排')
  expect(sheet().getByText('请填写对方登记的姓名和手机号', { exact: false })).toBeTruthy()
  fireEvent.change(sheet().getByRole('textbox', { name: '手机号' }), { target: { value: '13000000099' } })
  await tap('安排')
  expect(city.inputsOf('area.changeWorker')).toEqual([
    { gridId: 'g-1', version: 4, name: '演示新人', phone: '13000000099' },
  ])
  expect(sheet().getByText('没有找到用这个姓名和手机号登记的人')).toBeTruthy()
  expect((sheet().getByRole('textbox', { name: '姓名' }) as HTMLInputElement).value).toBe('演示新人')
})

test('of many colleagues the first few are shown, then all', async () => {
  const city = inCommunity()
  const shown = city.says['area.staff'] as object
  city.says['area.staff'] = { ...shown, known: [3, 4, 5, 6, 7, 8].map(colleague) } as never
  await open(city)
  await openGrid(/^中兴社区第1网格/)
  expect(sheet().queryByText('网格员演示08')).toBeNull()
  await tap('再看 2 位同事')
  expect(sheet().getByText('网格员演示08')).toBeTruthy()
})

test('taking the last worker off says first what that means', async () => {
  const city = inCommunity({
    'area.changeWorker': { gridId: 'g-1', version: 5, workers: [], open: 2, standIn: true },
  })
  await open(city)
  await openGrid(/^中兴社区第1网格/)
  await tap('先不安排人', 'radio')
  expect(sheet().getByText(/撤下后这个网格没有网格员/)).toBeTruthy()
  await tap('撤下')
  expect(city.inputsOf('area.changeWorker')).toEqual([{ gridId: 'g-1', version: 4, leavingId: 'r-1' }])
  expect(screen.getByText(/在办的事、新的报告和住址登记由社区负责/)).toBeTruthy()
})

test('somebody was faster: the sheet says so and shows who is there now', async () => {
  const city = inCommunity({ 'area.changeWorker': conflict('刚刚有人换过这个网格的网格员，请看过再改') })
  await open(city)
  await openGrid(/^中兴社区第1网格/)
  await tap(/^网格员演示03/, 'radio')
  city.says['area.staff'] = {
    gridId: 'g-1',
    gridName: '中兴社区第1网格',
    version: 5,
    workers: [colleague(3)],
    informants: [],
    known: [colleague(1)],
    open: 2,
  }
  await tap('换人')
  expect(sheet().getByText('刚刚有人换过这个网格的网格员，请看过再改')).toBeTruthy()
  expect(sheet().getByText('换下网格员演示03')).toBeTruthy()
})

test('whoever may only look is offered no change', async () => {
  const city = inCommunity()
  const shown = city.says['area.coverage'] as object
  city.says['area.coverage'] = { ...shown, allowed: ['area.moveItems'] } as never
  await open(city)
  expect(screen.queryByRole('button', { name: /换网格员/ })).toBeNull()
})

describe('after the grids have changed', () => {
  const pages = [
    { looked: 40, moved: 12, cursor: 'next' },
    { looked: 8, moved: 1 },
  ]
  const start = async () => {
    await act(async () => fireEvent.click(screen.getByText('把在办的事转到现在的网格')))
    await tap('开始转')
  }

  test('the open items are moved page by page, and it says how many', async () => {
    const city = inCommunity({ 'area.moveItems': ({ cursor }) => pages[cursor ? 1 : 0] })
    await open(city)
    expect(screen.getByText(/现在用的是 2027年1月1日 起的网格/)).toBeTruthy()
    await start()
    expect(city.inputsOf('area.moveItems')).toEqual([
      { generationId: '2027-01-01-1', areaId: 'c-1', cursor: undefined },
      { generationId: '2027-01-01-1', areaId: 'c-1', cursor: 'next' },
    ])
    expect(screen.getByText('核对完了，看了 48 件，转了 13 件。')).toBeTruthy()
  })

  test('where the connection broke it goes on from there', async () => {
    const city = inCommunity({ 'area.moveItems': ({ cursor }) => (cursor ? offline() : pages[0]) })
    await open(city)
    await start()
    expect(screen.getByText('停在这里：看了 40 件，转了 12 件。')).toBeTruthy()
    city.says['area.moveItems'] = ({ cursor }) => (cursor ? pages[1] : pages[0])
    await act(async () => fireEvent.click(screen.getByText('重试')))
    expect(screen.getByText('核对完了，看了 48 件，转了 13 件。')).toBeTruthy()
  })
})

test('the next page comes at the bottom, and a pull reads again', async () => {
  const city = inCommunity()
  const shown = city.says['area.coverage'] as object
  city.says['area.coverage'] = (({ cursor }: { cursor?: string }) =>
    cursor ? { ...shown, rows: [grid(4)] } : { ...shown, cursor: 'next' }) as never
  await open(city)
  await act(async () => phone.reachBottom())
  expect(screen.getByText('中兴社区第4网格')).toBeTruthy()
  await act(async () => phone.pullDown())
  expect(Taro.stopPullDownRefresh).toHaveBeenCalledTimes(1)
})

test('nothing drawn yet, nobody signed in, not theirs, no network: each is said', async () => {
  const city = inCommunity()
  const shown = city.says['area.coverage'] as object
  city.says['area.coverage'] = { ...shown, rows: [] } as never
  await open(city)
  expect(screen.getByText('这里还没有划分网格')).toBeTruthy()
  city.says['area.coverage'] = new ActionError('FORBIDDEN', '只能看自己辖区的网格')
  await act(async () => phone.show())
  expect(screen.getByText('只能看自己辖区的网格')).toBeTruthy()
  city.says['area.coverage'] = new ActionError('UNAUTHENTICATED', '请先登录')
  await act(async () => phone.show())
  expect(screen.getByText('还没有登录')).toBeTruthy()
})
