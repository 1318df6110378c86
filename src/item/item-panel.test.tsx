import { conflict } from '@contract/errors'
import type { UnitLevel } from '@contract/fields'
import { hazardStates } from '@contract/hazard'
import type { ItemKind } from '@contract/item'
import { bookingItemStates, mediationStates } from '@contract/words'
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { phoneCall } from '@/platform/device'
import { fakeCity, renderWith, storesOf } from '@/testing/city'
import { item, view } from '@/testing/hazard'
import Taro, { resetTaro } from '@/testing/taro'
import { bookingItemRules } from '../../cloudfunctions/booking/item.rules'
import { hazardRules } from '../../cloudfunctions/hazard/rules'
import { allowedActs, type Relation } from '../../cloudfunctions/kernel/rules'
import { mediationRules } from '../../cloudfunctions/mediation/rules'
import { actionLabel, actionSheets, itemActionNames } from './actions'
import { hasActions, ItemActions } from './item-actions'
import { ItemPanel } from './item-panel'
import { OpenItem } from './open-item'

jest.mock('@/platform/device', () => ({ ...jest.requireActual('@/platform/device'), phoneCall: jest.fn() }))

beforeEach(resetTaro)

async function draw(city: ReturnType<typeof fakeCity>) {
  const stores = storesOf(city, 'p-2')
  const page = new OpenItem(stores, { itemId: item().itemId })
  await page.load()
  renderWith(
    stores,
    <>
      <ItemPanel page={page} />
      {hasActions(page) && <ItemActions page={page} />}
    </>,
  )
  return page
}

/** Actions that the page draws, by the words on their buttons, those behind 其他操作 included. */
function drawn(state: string, kind: ItemKind = 'hazard'): string[] {
  const more = screen.queryByRole('button', { name: /^(其他操作|办理)$/ })
  if (more) fireEvent.click(more)
  // Kinds call like steps alike
  const names = itemActionNames.filter((name) => name.startsWith(`${kind}.`) || name.startsWith('item.'))
  return names.filter((name) => {
    const words = name === 'item.reveal' ? '查看姓名和电话' : actionLabel(name, state)
    return screen.queryAllByText(words, { exact: true }).some((element) => element.closest('[role=button]'))
  })
}

/** A kind, its table, and whose hands one of it is in. */
const kinds = {
  booking: {
    rules: bookingItemRules,
    states: bookingItemStates,
    level: 'grid',
    title: '家庭医生签约，11月24日（周二）11:00',
  },
  mediation: { rules: mediationRules, states: mediationStates, level: 'community', title: '噪音纠纷' },
} as const
const relations = ['responsible', 'answerable', 'reporter', 'overseer'] as const
const held = (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((kind) =>
  relations.map((relation) => [kind, relation] as const),
)

test.each(held)('of a %s whoever is %s sees what its table allows, in every state', async (kind, relation) => {
  const { rules, states, level, title } = kinds[kind]
  for (const state of Object.keys(states)) {
    const subject = { state, responsible: { level }, reopens: 0, confidential: false }
    const allowed = allowedActs(rules, subject, [relation]).map((act) =>
      act === 'reveal' ? `item.${act}` : `${kind}.${act}`,
    )
    const reporter = allowed.includes('item.reveal') ? { name: '演**人' } : undefined
    const city = fakeCity({ 'item.get': view({ kind, title, category: undefined, state, reporter }, allowed) })
    const stores = storesOf(city, 'p-2')
    const page = new OpenItem(stores, { itemId: item().itemId })
    await page.load()
    const { unmount } = renderWith(
      stores,
      <>
        <ItemPanel page={page} />
        {hasActions(page) && <ItemActions page={page} />}
      </>,
    )
    expect({ state, drawn: drawn(state, kind).sort() }).toEqual({ state, drawn: [...allowed].sort() })
    expect(screen.queryByText('报告人')).toBeNull()
    unmount()
  }
})

/** The server's own table says what is allowed. */
function allowedFor(state: string, held: Relation[], level: UnitLevel, reopens = 0): string[] {
  const subject = { state, responsible: { level }, reopens, confidential: false }
  return allowedActs(hazardRules, subject, held).map((act) => (act === 'reveal' ? `item.${act}` : `hazard.${act}`))
}

const roles: [string, Relation[], UnitLevel][] = [
  ['the reporter', ['reporter'], 'grid'],
  ['the grid worker responsible', ['responsible'], 'grid'],
  ['the street responsible', ['responsible'], 'street'],
  ['the department responsible', ['responsible'], 'department'],
  ['whoever stays answerable', ['answerable'], 'street'],
  ['the community woken by a critical report', ['alerted'], 'grid'],
  ['an overseer', ['overseer'], 'grid'],
  ['a neighbour who follows', ['joined'], 'grid'],
  ['a grid worker who reported it in their own grid', ['reporter', 'responsible'], 'grid'],
]

test.each(roles)('%s sees exactly the actions that the table allows, in every state', async (_who, held, level) => {
  for (const state of Object.keys(hazardStates)) {
    const allowed = allowedFor(state, held, level)
    const reporter = allowed.includes('item.reveal') ? { name: '居**甲' } : undefined
    const city = fakeCity({ 'item.get': view({ state, reporter, mine: held.includes('reporter') }, allowed) })
    const stores = storesOf(city, 'p-2')
    const page = new OpenItem(stores, { itemId: item().itemId })
    await page.load()
    const { unmount } = renderWith(
      stores,
      <>
        <ItemPanel page={page} />
        {hasActions(page) && <ItemActions page={page} />}
      </>,
    )
    expect({ state, drawn: drawn(state).sort() }).toEqual({ state, drawn: [...allowed].sort() })
    unmount()
  }
})

test('how it stands, what was reported and what happened are on one page', async () => {
  await draw(fakeCity({ 'item.get': view({ result: '已清走纸箱', mergedCount: 2 }) }))
  expect(screen.getByText(/^由中兴社区第3网格负责/)).toBeTruthy()
  expect(screen.getByText('三楼楼道堆满纸箱')).toBeTruthy()
  expect(screen.getByText('已清走纸箱')).toBeTruthy()
  expect(screen.getByText('另有 2 件同样的报告')).toBeTruthy()
  expect(within(screen.getByRole('list', { name: '办理过程' })).getByText('收到报告，转到中兴社区第3网格')).toBeTruthy()
})

test('what cannot be read is said, with a way to try again', async () => {
  const city = fakeCity()
  await draw(city)
  city.says['item.get'] = view()
  fireEvent.click(screen.getByText('重试'))
  expect(await screen.findByText('三楼楼道堆满纸箱')).toBeTruthy()
})

test('whoever only follows reads that the words are not theirs to read', async () => {
  await draw(fakeCity({ 'item.get': view({ description: '' }) }))
  expect(screen.getByText(/原话不公开/)).toBeTruthy()
})

test('a confidential reporter is nobody on this page', async () => {
  await draw(fakeCity({ 'item.get': view({ confidential: true }, ['hazard.accept']) }))
  expect(screen.getByText(/没有报告人的任何记录/)).toBeTruthy()
  expect(screen.queryByText('查看姓名和电话')).toBeNull()
})

test('of a mediation both sides are masked until they are asked for, and then one tap away', async () => {
  const masked = { reporter: { name: '居**甲' }, otherSide: { name: '楼****户', phone: '156******09' } }
  await draw(
    fakeCity({
      'item.get': view({ kind: 'mediation', state: 'accepted', wish: '晚上安静些', ...masked }, ['item.reveal']),
      'item.reveal': {
        name: '演示居民甲',
        otherSide: { name: '楼上302的住户', phone: '15600000009' },
        version: 2,
      },
    }),
  )
  expect(screen.getByText('晚上安静些')).toBeTruthy()
  expect(screen.getByText('楼****户 156******09')).toBeTruthy()
  fireEvent.click(screen.getByText('查看姓名和电话'))
  fireEvent.click(screen.getByText('查看'))
  expect(await screen.findByText('楼上302的住户 15600000009')).toBeTruthy()
  fireEvent.click(screen.getByLabelText('打电话给对方'))
  expect(phoneCall).toHaveBeenCalledWith('15600000009')
})

test('where mediation has not helped, what is open is said and free advice is one tap away', async () => {
  await draw(fakeCity({ 'item.get': view({ kind: 'mediation', state: 'failed', dueAt: undefined, mine: true }) }))
  expect(screen.getByText(/申请仲裁.*向法院起诉/)).toBeTruthy()
  fireEvent.click(screen.getByLabelText('拨打 12348 法律援助'))
  expect(phoneCall).toHaveBeenCalledWith('12348')
})

test('the phone number comes after a question, and with it a button to call', async () => {
  await draw(
    fakeCity({
      'item.get': view({ reporter: { name: '居**甲', phone: '156******01' } }, ['item.reveal']),
      'item.reveal': { name: '演示居民甲', phone: '15600000001', version: 2 },
    }),
  )
  fireEvent.click(screen.getByText('查看姓名和电话'))
  expect(screen.getByText(/会记在办件经过里/)).toBeTruthy()
  fireEvent.click(screen.getByText('查看'))
  fireEvent.click(await screen.findByText('打电话'))
  expect(phoneCall).toHaveBeenCalledWith('15600000001')
})

test('a sheet asks for exactly what its action needs', async () => {
  const allowed = ['hazard.confirm', 'hazard.reopen']
  await draw(fakeCity({ 'item.get': view({ state: 'resolved', mine: true }, allowed) }))
  fireEvent.click(screen.getByText(actionSheets['hazard.confirm'].label))
  const sheet = within(screen.getByRole('dialog'))
  expect(sheet.getByRole('radiogroup', { name: '满意吗' })).toBeTruthy()
  expect(sheet.getByRole('textbox', { name: '评价' })).toBeTruthy()
  expect(sheet.queryByText('添加照片')).toBeNull()
  fireEvent.click(sheet.getByLabelText('关闭'))
  fireEvent.click(screen.getByText(actionSheets['hazard.reopen'].label))
  expect(within(screen.getByRole('dialog')).getByText('添加照片')).toBeTruthy()
})

test('a conflict in the sheet says what happened and keeps the words in it', async () => {
  const city = fakeCity({ 'item.get': view({ state: 'accepted' }, ['hazard.resolve']) })
  city.says['hazard.resolve'] = conflict('这件事刚刚有了新进展，请看过再处理')
  await draw(city)
  fireEvent.click(screen.getByText('填写处理结果'))
  const text = () => screen.getByRole('textbox', { name: '处理结果' }) as HTMLTextAreaElement
  fireEvent.change(text(), { target: { value: '已清走纸箱' } })
  city.says['item.get'] = view({ state: 'resolved', version: 5 }, [])
  fireEvent.click(screen.getByText('提交结果'))
  expect(await screen.findByText('这件事刚刚有了新进展，请看过再处理')).toBeTruthy()
  expect(await screen.findByText(/现在不能再做这一步了/)).toBeTruthy()
  expect(text().value).toBe('已清走纸箱')
  expect(screen.getByText('已处理，等报告人确认')).toBeTruthy()
})

test('a done action is said and its sheet is gone', async () => {
  const city = fakeCity({ 'item.get': view({}, ['hazard.accept']) })
  city.says['hazard.accept'] = { itemId: item().itemId, version: 2, state: 'accepted', responsible: item().responsible }
  await draw(city)
  fireEvent.click(screen.getByText('接单'))
  fireEvent.click(within(screen.getByRole('dialog')).getByText('接单', { selector: '[role=button] *' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(Taro.showToast).toHaveBeenCalledWith({ title: '已接单', icon: 'none' })
})

test('with nothing near there is nothing to merge into, and nothing to send', async () => {
  const city = fakeCity({ 'item.get': view({}, ['hazard.merge']), 'hazard.nearby': { items: [] } })
  await draw(city)
  fireEvent.click(screen.getByText('并入另一件'))
  expect(await screen.findByText('附近没有同类的办件')).toBeTruthy()
  expect(screen.queryByText('并入', { exact: true })).toBeNull()
})
