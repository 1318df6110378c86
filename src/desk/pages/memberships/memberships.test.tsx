import { ActionError, conflict } from '@contract/errors'
import { act, fireEvent, screen, within } from '@testing-library/react'
import { fakeCity, renderWith, resident, storesOf } from '@/testing/city'
import { inHours } from '@/testing/hazard'
import { phone, resetTaro } from '@/testing/taro'
import MembershipsPage from './index'

beforeEach(resetTaro)

const neighbour = (n: number) => ({
  membershipId: `m-${n}`,
  version: 1,
  personName: `居**${n}`,
  buildingId: 'b-3',
  buildingName: '中兴里3号楼',
  unit: `2-30${n}`,
  relation: 'tenant' as const,
  state: 'pending' as const,
  at: inHours(-5),
})

async function open(city = fakeCity({ 'account.memberships': { memberships: [neighbour(1), neighbour(2)] } })) {
  await act(async () => renderWith(storesOf(city, 'p-2'), <MembershipsPage />))
  return city
}

test('each says who, where and as what, and is confirmed with one tap', async () => {
  const city = await open()
  expect(screen.getByText('中兴里3号楼 2-301')).toBeTruthy()
  expect(screen.getAllByText(/^租户 · 登记于/)).toHaveLength(2)
  city.says['account.decideMembership'] = { membershipId: 'm-1', version: 2, state: 'confirmed' }
  city.says['account.memberships'] = { memberships: [neighbour(2)] }
  await act(async () => fireEvent.click(screen.getByRole('button', { name: '居**1住在这里，确认' })))
  expect(city.inputsOf('account.decideMembership')).toEqual([{ membershipId: 'm-1', decision: 'confirm' }])
  expect(screen.queryByText('居**1')).toBeNull()
  expect(screen.getByText('居**2')).toBeTruthy()
})

test('refusing asks why, and says what is missing beside the question', async () => {
  const city = await open()
  fireEvent.click(screen.getByRole('button', { name: '居**2不住在这里，不确认' }))
  const sheet = within(screen.getByRole('dialog'))
  await act(async () => fireEvent.click(sheet.getByText('不确认', { selector: '[role=button] *' })))
  expect(sheet.getByRole('alert')).toBeTruthy()
  fireEvent.change(sheet.getByRole('textbox', { name: '原因' }), { target: { value: '房号写错了' } })
  city.says['account.decideMembership'] = { membershipId: 'm-2', version: 2, state: 'refused' }
  await act(async () => fireEvent.click(sheet.getByText('不确认', { selector: '[role=button] *' })))
  expect(city.inputsOf('account.decideMembership')).toEqual([
    { membershipId: 'm-2', decision: 'refuse', reason: '房号写错了' },
  ])
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('one that somebody else decided is said on the page', async () => {
  const city = await open()
  city.says['account.decideMembership'] = conflict('这项登记已经处理过了')
  await act(async () => fireEvent.click(screen.getByRole('button', { name: '居**1住在这里，确认' })))
  expect(screen.getByText('这项登记已经处理过了')).toBeTruthy()
})

test('nobody waits', async () => {
  await open(fakeCity({ 'account.memberships': { memberships: [] } }))
  expect(screen.getByText('没有等您确认的住户')).toBeTruthy()
})

test('the next page comes at the bottom', async () => {
  const city = await open(
    fakeCity({
      'account.memberships': ({ cursor }) =>
        cursor ? { memberships: [neighbour(2)] } : { memberships: [neighbour(1)], cursor: 'next' },
    }),
  )
  await act(async () => phone.reachBottom())
  expect(screen.getByText('居**2')).toBeTruthy()
  expect(city.inputsOf('account.memberships')).toEqual([{ cursor: undefined }, { cursor: 'next' }])
})

test('nobody signed in is led to sign in', async () => {
  await open(fakeCity({ 'account.memberships': new ActionError('UNAUTHENTICATED', '请先登录') }))
  expect(screen.getByText('还没有登录')).toBeTruthy()
})

test('staff of the community are told why it is theirs', async () => {
  const communityStaff = resident({
    roles: [{ role: 'communityStaff', areaId: 'c-1', areaName: '中兴社区', title: '中兴社区工作人员' }],
  })
  const city = fakeCity({ 'account.me': communityStaff, 'account.memberships': { memberships: [neighbour(1)] } })
  const stores = storesOf(city, 'p-2')
  await stores.session.load()
  await act(async () => renderWith(stores, <MembershipsPage />))
  expect(screen.getByText(/^网格没有网格员的时候，那里的住址由社区确认/)).toBeTruthy()
  expect(screen.getByText('居**1')).toBeTruthy()
})
