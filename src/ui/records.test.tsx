import { ActionError } from '@contract/errors'
import type { ItemSummary, TimelineEvent } from '@contract/item'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { copy } from '@/platform/device'
import { uploadPhoto } from '@/platform/files'
import { choosePhotos, previewPhotos } from '@/platform/photos'
import { type OutboxEntry, Paged, PhotoTray, type Stores } from '@/stores'
import { fakeCity, offline, renderWith, storesOf } from '@/testing/city'
import Taro, { resetTaro } from '@/testing/taro'
import { Code, inFours } from './code'
import { ItemCard, itemTone, owedWords } from './item-card'
import { OutboxCards } from './outbox-cards'
import { PhotoPicker, Photos } from './photos'
import { Empty, ErrorBlock, List, Skeleton, StateBanner } from './state'
import { Timeline } from './timeline'
import { When } from './when'

jest.mock('@/platform/device', () => ({ ...jest.requireActual('@/platform/device'), copy: jest.fn() }))
jest.mock('@/platform/files', () => ({ uploadPhoto: jest.fn() }))
jest.mock('@/platform/photos', () => ({
  choosePhotos: jest.fn(),
  previewPhotos: jest.fn(),
  dropPhoto: jest.fn(),
  keepPhoto: jest.fn(async (path: string) => path),
}))
const upload = uploadPhoto as jest.MockedFunction<typeof uploadPhoto>
const choose = choosePhotos as jest.MockedFunction<typeof choosePhotos>

beforeEach(() => {
  resetTaro()
  upload.mockReset()
  choose.mockReset()
})

/** Taps, and lets everything that follows come to rest. */
const tap = (element: HTMLElement) =>
  act(async () => {
    fireEvent.click(element)
    await new Promise((resolve) => setTimeout(resolve))
  })

const hour = 3_600_000
const inHours = (n: number) => new Date(Date.now() + n * hour).toISOString()

test('an instant shows its exact time on a tap, and its words again on the next', () => {
  renderWith(storesOf(fakeCity(), 'p-1'), <When at='2020-03-01T01:00:00.000Z' />)
  const when = screen.getByRole('button')
  expect(when.textContent).toBe('2020年3月1日')
  fireEvent.click(when)
  expect(when.textContent).toBe('2020年3月1日 星期日 9:00')
  fireEvent.click(when)
  expect(when.textContent).toBe('2020年3月1日')
})

test('a timeline tells what happened by role, in order, with notes and photos', () => {
  const event = (seq: number, change: Partial<TimelineEvent>): TimelineEvent => ({
    seq,
    at: '2026-11-01T00:00:00.000Z',
    act: 'x',
    actor: '中兴社区第3网格 网格员',
    title: '接单',
    photos: [],
    ...change,
  })
  const events = [
    event(1, { actor: '报告人', title: '报告' }),
    event(2, { note: '已去现场', photos: [{ fileId: 'f', url: 'http://x/f' }] }),
  ]
  renderWith(storesOf(fakeCity(), 'p-1'), <Timeline events={events} />)
  const rows = screen.getAllByRole('listitem')
  expect(rows.map((r) => r.textContent)).toEqual([
    expect.stringContaining('报告人'),
    expect.stringContaining('已去现场'),
  ])
  fireEvent.click(screen.getByLabelText('照片 1，共 1 张，轻点放大'))
  expect(previewPhotos).toHaveBeenCalledWith(['http://x/f'], 'http://x/f')
})

test('no photos draw nothing', () => {
  const { container } = render(<Photos photos={[]} />)
  expect(container.innerHTML).toBe('')
})

describe('the receipt code', () => {
  test('stands in groups of four', () => {
    expect(inFours('1234567890123456')).toBe('1234 5678 9012 3456')
    expect(inFours('12345')).toBe('1234 5')
    expect(inFours('1234')).toBe('1234')
  })

  test('is copied, and when that is not allowed says how else to keep it', async () => {
    const copied = copy as jest.MockedFunction<typeof copy>
    copied.mockResolvedValueOnce(true).mockResolvedValueOnce(false)
    render(<Code label='查询码' value='1234567890123456' />)
    await tap(screen.getByRole('button', { name: '复制' }))
    expect(copied).toHaveBeenCalledWith('1234567890123456')
    await tap(screen.getByRole('button', { name: '已复制，再复制一次' }))
    expect(screen.getByText('没能复制，请抄下来或长按数字复制')).toBeTruthy()
  })
})

describe('an item in a list', () => {
  const item = (change: Partial<ItemSummary>): ItemSummary => ({
    itemId: 'i-1',
    number: '261124-18804049',
    kind: 'hazard',
    version: 1,
    title: '消防通道堵塞',
    state: 'routed',
    place: '2单元三楼',
    confidential: false,
    responsible: { level: 'grid', id: 'g-3', name: '中兴社区第3网格' },
    dueAt: inHours(100),
    createdAt: inHours(-1),
    ...change,
  })

  test.each([
    [{ dueAt: inHours(-3) }, 'danger', '已超时 3 小时未接单'],
    [{ dueAt: inHours(-3), state: 'accepted' }, 'danger', '已超时 3 小时未办结'],
    [{ dueAt: inHours(2) }, 'warn', expect.stringMatching(/前接单$/)],
    [{ dueAt: inHours(100), state: 'whistled' }, 'accent', expect.stringMatching(/前派单$/)],
    [{ dueAt: undefined, state: 'closed' }, 'done', undefined],
    [{ dueAt: undefined, state: 'withdrawn' }, 'neutral', undefined],
  ])('%j is %s: %s', (change, tone, words) => {
    const now = Date.now()
    expect([itemTone(item(change), now), owedWords(item(change), now)]).toEqual([tone, words])
  })

  test('says what, where, its state and who owes what by when, and opens on a tap', () => {
    const open = jest.fn()
    renderWith(
      storesOf(fakeCity(), 'p-1'),
      <ItemCard item={item({ dueAt: inHours(-3), confidential: true })} onPress={open} />,
    )
    for (const words of [
      '消防通道堵塞',
      '2单元三楼',
      '待接单',
      '中兴社区第3网格：已超时 3 小时未接单',
      '261124-18804049 · 保密',
    ])
      expect(screen.getByText(words)).toBeTruthy()
    fireEvent.click(screen.getByRole('button'))
    expect(open).toHaveBeenCalledTimes(1)
  })
})

describe('a list', () => {
  const rows = (...names: string[]) => names.map((name) => ({ name }))
  const draw = (list: Paged<{ name: string }>) =>
    render(<List list={list} row={(r) => <p key={r.name}>{r.name}</p>} empty={<Empty title='什么都没有' />} />)
  const listOf = (...pages: (() => Promise<{ rows: { name: string }[]; cursor?: string }>)[]) =>
    new Paged<{ name: string }>(
      () => (pages.shift() ?? (() => Promise.reject(offline())))(),
      (r) => r.name,
    )

  test('is grey, then its rows, then says that it has ended', async () => {
    const list = listOf(async () => ({ rows: rows('甲', '乙') }))
    draw(list)
    expect(screen.getByRole('status', { name: '正在加载' })).toBeTruthy()
    await act(() => list.refresh())
    expect(screen.getByText('甲')).toBeTruthy()
    expect(screen.getByText('没有更多了')).toBeTruthy()
  })

  test('without rows says what to do', async () => {
    const list = listOf(async () => ({ rows: [] }))
    draw(list)
    await act(() => list.refresh())
    expect(screen.getByText('什么都没有')).toBeTruthy()
  })

  test('that could not be read says so and tries again', async () => {
    const list = listOf(
      () => Promise.reject(offline()),
      async () => ({ rows: rows('甲') }),
    )
    draw(list)
    await act(() => list.refresh())
    expect(screen.getByRole('alert').textContent).toContain('连不上服务')
    await tap(screen.getByRole('button', { name: '重试' }))
    expect(screen.getByText('甲')).toBeTruthy()
  })

  test('keeps what one saw when reading it again fails, and says so at the top', async () => {
    const list = listOf(async () => ({ rows: rows('甲') }))
    draw(list)
    await act(() => list.refresh())
    await act(() => list.refresh())
    expect(screen.getByText('甲')).toBeTruthy()
    expect(screen.getByText('没有刷新成功')).toBeTruthy()
  })

  test('whose next page fails says so at the end, and reads that page again', async () => {
    const list = listOf(
      async () => ({ rows: rows('甲'), cursor: 'c' }),
      () => Promise.reject(offline()),
      async () => ({ rows: rows('乙') }),
    )
    draw(list)
    await act(() => list.refresh())
    await tap(screen.getByRole('button', { name: '看更多' }))
    expect(screen.queryByText('没有刷新成功')).toBeNull()
    await tap(screen.getByRole('button', { name: '重试' }))
    expect([screen.getByText('甲'), screen.getByText('乙')]).toHaveLength(2)
  })
})

test('an error without a way to try again has no button; a banner says the state', () => {
  render(
    <>
      <ErrorBlock error={new ActionError('FORBIDDEN', '您没有权限做这一步')} />
      <StateBanner title='待接单'>今天 18:00 前接单</StateBanner>
      <Skeleton rows={2} />
    </>,
  )
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByText('今天 18:00 前接单')).toBeTruthy()
})

describe('the photo picker', () => {
  test('asks camera or album, sends at once, shows what failed and sends it again', async () => {
    choose.mockResolvedValue([{ path: 'blob:1' }])
    upload.mockRejectedValueOnce(offline()).mockResolvedValueOnce('f-1')
    const tray = new PhotoTray()
    render(<PhotoPicker label='照片' tray={tray} />)
    fireEvent.click(screen.getByRole('button', { name: '添加照片' }))
    await tap(screen.getByRole('button', { name: '拍照' }))
    expect(choose).toHaveBeenCalledWith(9, ['camera'])
    expect(screen.getByText('第 1 张：连不上服务，请检查网络后再试')).toBeTruthy()
    await tap(screen.getByText('重新上传'))
    expect(screen.getByLabelText('第 1 张，已上传')).toBeTruthy()
    expect(screen.getByText('1/9 张')).toBeTruthy()
    fireEvent.click(screen.getByRole('button', { name: '移除第 1 张' }))
    expect(tray.photos).toEqual([])
  })

  test('with nine photos has no room for another', () => {
    upload.mockReturnValue(new Promise(() => {}))
    const tray = new PhotoTray()
    render(<PhotoPicker label='照片' tray={tray} />)
    act(() => tray.add(Array.from({ length: 9 }, (_, i) => ({ path: `blob:${i}` }))))
    expect(screen.queryByRole('button', { name: '添加照片' })).toBeNull()
  })
})

describe('what was written without a network', () => {
  const entry = (change: Partial<OutboxEntry>): OutboxEntry => ({
    requestId: 'r-1',
    owner: 'p-1',
    name: 'hazard.report',
    input: { category: 'c', description: '楼道' },
    title: '消防通道堵塞',
    at: inHours(-1),
    state: 'waiting',
    ...change,
  })
  const withEntries = (...entries: OutboxEntry[]): Stores => {
    Taro.setStorageSync('hehe.outbox', JSON.stringify(entries))
    return storesOf(fakeCity({ 'hazard.report': { itemId: 'i-1' } as never }), 'p-1')
  }

  test('waits, says that it will not be sent twice, and can be sent now', async () => {
    renderWith(withEntries(entry({})), <OutboxCards />)
    expect(screen.getByText('待发送')).toBeTruthy()
    await tap(screen.getByRole('button', { name: '现在发送' }))
    expect(screen.getByText('已送到')).toBeTruthy()
    await tap(screen.getByRole('button', { name: '看编号和期限' }))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/hazard/pages/done/index?key=r-1' })
  })

  test('of a mediation leads to the pages of mediations', async () => {
    const error = { code: 'INVALID', message: '请选择位置' } as const
    const asked = entry({ name: 'mediation.request', input: { matter: 'noise', description: '吵' } })
    renderWith(withEntries({ ...asked, state: 'refused', error }), <OutboxCards />)
    await tap(screen.getByRole('button', { name: '修改后再发' }))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/mediation/pages/request/index?mend=r-1' })
  })

  test('is given up only after a second question', () => {
    const stores = withEntries(entry({}))
    renderWith(stores, <OutboxCards />)
    fireEvent.click(screen.getByRole('button', { name: '不发了' }))
    expect(stores.outbox.entries).toHaveLength(1)
    fireEvent.click(screen.getByRole('button', { name: '移除' }))
    expect(stores.outbox.entries).toEqual([])
  })

  test('when the city refused it, says why', () => {
    const error = { code: 'INVALID', message: '请选择位置' } as const
    renderWith(withEntries(entry({ state: 'refused', error })), <OutboxCards />)
    expect(screen.getByText('没有发出')).toBeTruthy()
    expect(screen.getByText('请选择位置')).toBeTruthy()
  })
})
