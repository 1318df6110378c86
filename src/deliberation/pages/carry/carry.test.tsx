import type { Answer } from '@contract'
import { act, fireEvent, screen } from '@testing-library/react'
import { Draft } from '@/stores'
import { fakeCity, renderWith, resident, storesOf } from '@/testing/city'
import { post, topicView } from '@/testing/deliberation'
import { summary } from '@/testing/hazard'
import Taro, { openWith, resetTaro } from '@/testing/taro'
import CarryRoute from './index'

beforeEach(resetTaro)

type Carry = Answer<'deliberation.carry'>
const carry = (change: Partial<Carry> = {}): Carry => ({
  carryId: 'c-1',
  topicId: 't-1',
  to: 'hazard',
  askedBy: '中兴里3号楼楼长',
  mine: false,
  statements: [{ postId: 'p-5', consent: 'asked', mine: true, text: '我家门口漏电' }],
  ...change,
})

async function open(
  params: Record<string, string>,
  answer: Carry = carry(),
  mine = [summary({ itemId: 'i-1', title: '电线漏电' })],
) {
  openWith(params)
  const city = fakeCity({
    'account.me': resident(),
    'deliberation.topic': topicView({ mine: true }),
    'deliberation.posts': { posts: [post(5), post(9, { state: 'hidden', text: '' })], news: 'n' },
    'deliberation.carry': answer,
    'item.mine': { items: mine },
  })
  const stores = storesOf(city, 'p-1')
  await stores.session.load()
  await act(async () => renderWith(stores, <CarryRoute />))
  return city
}
const tap = (text: string) => act(async () => fireEvent.click(screen.getByText(text)))

test('whoever asks picks the words, and none that the group does not see', async () => {
  const city = await open({ topic: 't-1' })
  expect(screen.getAllByRole('checkbox')).toHaveLength(1)
  await tap('第 5 句')
  city.says['deliberation.askCarry'] = carry({
    mine: true,
    statements: [{ postId: 'p-5', consent: 'asked', mine: false }],
  })
  await tap('征求他们同意')
  expect(city.inputsOf('deliberation.askCarry')).toEqual([{ topicId: 't-1', to: 'hazard', postIds: ['p-5'] }])
  expect(screen.getByText('本人同意后才能看到')).toBeTruthy()
})

test('the author decides about their own words, and is offered nothing else', async () => {
  const city = await open({ id: 'c-1' })
  expect(screen.queryByText('去填隐患报告')).toBeNull()
  city.says['deliberation.consentCarry'] = carry({
    statements: [{ postId: 'p-5', consent: 'refused', mine: true, text: '我家门口漏电' }],
  })
  await tap('不同意')
  expect(city.inputsOf('deliberation.consentCarry')).toEqual([{ carryId: 'c-1', agree: false }])
  expect(screen.queryByText('同意带上')).toBeNull()
})

test('only words whose authors agreed go into the report, which is then linked', async () => {
  const statements: Carry['statements'] = [
    { postId: 'p-5', consent: 'given', mine: false, text: '门口漏电' },
    { postId: 'p-6', consent: 'refused', mine: false },
  ]
  const city = await open({ id: 'c-1' }, carry({ mine: true, statements }))
  await tap('去填隐患报告')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/hazard/pages/report/index?carried=1' })
  const { description } = new Draft('hazard.report.p-1', () => ({ description: '' })).value
  expect(description).toBe('楼下空地划不划车位\n晚上回来没有地方停，想商量一下。\n居民：门口漏电')
  await tap('电线漏电')
  city.says['deliberation.linkCarry'] = carry({ mine: true, statements, itemId: 'i-1' })
  await tap('关联这一件')
  expect(city.inputsOf('deliberation.linkCarry')).toEqual([{ carryId: 'c-1', itemId: 'i-1' }])
  expect(screen.getByText('已转为隐患报告')).toBeTruthy()
})

test('a topic that becomes a mediation opens its form with the words, and the group learns no number', async () => {
  const statements: Carry['statements'] = [
    { postId: 'p-5', consent: 'given', mine: false, text: '半夜还在吵' },
    { postId: 'p-6', consent: 'asked', mine: false },
  ]
  const city = await open({ id: 'c-1' }, carry({ to: 'mediation', mine: true, statements }), [
    summary({ itemId: 'i-1', title: '电线漏电' }),
    summary({ itemId: 'i-2', kind: 'mediation', title: '噪音纠纷', state: 'requested' }),
  ])
  await tap('去填调解申请')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/mediation/pages/request/index?carried=1' })
  const { description } = new Draft('mediation.request.p-1', () => ({ description: '' })).value
  expect(description).toBe('楼下空地划不划车位\n晚上回来没有地方停，想商量一下。\n居民：半夜还在吵')
  expect(screen.queryByText('电线漏电')).toBeNull()
  expect(screen.getByText(/看不到编号和内容/)).toBeTruthy()
  await tap('噪音纠纷')
  city.says['deliberation.linkCarry'] = carry({ to: 'mediation', mine: true, statements, itemId: 'i-2' })
  await tap('关联这一件')
  expect(city.inputsOf('deliberation.linkCarry')).toEqual([{ carryId: 'c-1', itemId: 'i-2' }])
  expect(screen.getByText('已转为调解申请')).toBeTruthy()
})
