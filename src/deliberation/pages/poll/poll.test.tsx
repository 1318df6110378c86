import { conflict } from '@contract/errors'
import { act, fireEvent, screen, within } from '@testing-library/react'
import { fakeCity, offline, renderWith, resident, storesOf } from '@/testing/city'
import { poll } from '@/testing/deliberation'
import Taro, { openWith, resetTaro } from '@/testing/taro'
import PollPage from './index'

beforeEach(() => {
  resetTaro()
  openWith({ id: 'v-1' })
})

const code = '1234567890123456'
const cityOf = (answer = poll()) =>
  fakeCity({
    'account.me': resident(),
    'deliberation.result': { poll: answer },
    'deliberation.vote': { inclusionCode: code },
  })

async function open(city = cityOf()) {
  const stores = storesOf(city, 'p-1')
  await stores.session.load()
  await act(async () => renderWith(stores, <PollPage />))
  return city
}
const tap = (text: string) => act(async () => fireEvent.click(screen.getByText(text)))
const voted = () =>
  poll({
    allowed: [],
    mine: { votes: [{ rollKey: 'k-1', label: '本人', state: 'voted', byProxy: false }], counter: false, topic: true },
  })

test('before voting one reads what it means, who sees it and until when', async () => {
  await open()
  expect(screen.getByText(/^不记名：谁也看不到您投了什么/)).toBeTruthy()
  expect(screen.getByText('征询意见：听听大家的想法，没有法律约束力。')).toBeTruthy()
  expect(screen.getByText(/已经投了 7 票。各项票数结束后才公布。$/)).toBeTruthy()
})

test('a named poll says who will see the ballot; without an authorisation it says that it does not bind', async () => {
  await open(cityOf(poll({ secret: false, basis: 'ownersSpecial', counters: ['网格员', '社区工作人员'] })))
  expect(screen.getByText('记名：只有两名计票人（网格员、社区工作人员）能看到您投了什么，别人看不到。')).toBeTruthy()
  expect(screen.getByText(/社区还没有登记授权，结果供参考，没有法律约束力。$/)).toBeTruthy()
})

test('vote: nothing goes without a choice, it is asked once more, and the code is large and stays', async () => {
  const city = await open()
  await tap('投票')
  expect(screen.getByRole('alert').textContent).toBe('请先选一项')
  fireEvent.click(screen.getByRole('radio', { name: '不划' }))
  await tap('投票')
  expect(within(screen.getByRole('dialog')).getByText('您选的是：不划。投了就不能改。')).toBeTruthy()
  city.says['deliberation.result'] = { poll: voted() }
  await tap('确认投票')
  expect(city.inputsOf('deliberation.vote')).toEqual([
    { pollId: 'v-1', choice: { method: 'single', option: 'b' }, rollKey: 'k-1' },
  ])
  expect(screen.getByText('投好了')).toBeTruthy()
  expect(screen.getByText('1234 5678')).toBeTruthy()
  expect(screen.getByText('已投票')).toBeTruthy()
  expect(screen.queryByRole('radio')).toBeNull()
})

test('a ballot that found no answer is sent again, once', async () => {
  const city = cityOf()
  city.says['deliberation.vote'] = offline()
  await open(city)
  fireEvent.click(screen.getByRole('radio', { name: '划' }))
  await tap('投票')
  await tap('确认投票')
  expect(screen.getByText('您的票还没送到')).toBeTruthy()
  city.says['deliberation.vote'] = { inclusionCode: code }
  city.says['deliberation.result'] = { poll: voted() }
  await tap('再发一次')
  expect(screen.getByText('1234 5678')).toBeTruthy()
  const [first, second] = city.asked.filter(({ name }) => name === 'deliberation.vote')
  expect(second?.requestId).toBe(first?.requestId)
})

test('who has voted on another phone is told', async () => {
  const city = cityOf()
  city.says['deliberation.vote'] = conflict('您已经投过票了')
  await open(city)
  fireEvent.click(screen.getByRole('radio', { name: '划' }))
  await tap('投票')
  city.says['deliberation.result'] = { poll: voted() }
  await tap('确认投票')
  expect(screen.getByText('您已经投过票了')).toBeTruthy()
  expect(screen.getByText('已投票')).toBeTruthy()
})

test('several votes are cast one by one, each for whom it is', async () => {
  const votes = [
    { rollKey: 'k-1', label: '3号楼 1-101', state: 'open', byProxy: false },
    { rollKey: 'k-2', label: '3号楼 2-202', state: 'open', byProxy: true },
  ] as const
  const city = await open(cityOf(poll({ mine: { votes: [...votes], counter: false, topic: true } })))
  fireEvent.click(screen.getByRole('radio', { name: '划' }))
  await tap('投票')
  expect(screen.getByRole('alert').textContent).toBe('请先选这是谁的票')
  fireEvent.click(screen.getByRole('radio', { name: '3号楼 2-202，受委托代投' }))
  await tap('投票')
  await tap('确认投票')
  expect(city.inputsOf('deliberation.vote')).toMatchObject([{ rollKey: 'k-2' }])
})

test('the result is in plain words with its sums, and the box is one tap away', async () => {
  const city = cityOf(poll({ state: 'closed', allowed: ['deliberation.ballotBox'] }))
  city.says['deliberation.result'] = {
    poll: poll({ state: 'closed', allowed: ['deliberation.ballotBox'] }),
    outcome: { verdict: 'advice', winner: 'a', sentences: ['名册上共 24 人，参加的 9 人。', '「划」得到的支持最多。'] },
    tally: {
      heads: 9,
      sums: [
        { option: 'a', heads: 6 },
        { option: 'b', heads: 3 },
      ],
    },
    head: 'x',
  }
  await open(city)
  expect(screen.getByText('结果出来了：划')).toBeTruthy()
  expect(screen.getByText('「划」得到的支持最多。')).toBeTruthy()
  expect(screen.getByText('6 票')).toBeTruthy()
  await tap('查我的票在不在票箱里')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/deliberation/pages/box/index?id=v-1' })
})

test('of a named poll everybody reads whether its counters found the sums right', async () => {
  const city = cityOf(poll({ secret: false, basis: 'ownersOrdinary', state: 'closed', allowed: [] }))
  city.says['deliberation.result'] = {
    poll: poll({ secret: false, basis: 'ownersOrdinary', state: 'closed', allowed: [] }),
    outcome: { verdict: 'failed', sentences: ['没有一项通过。'] },
    counts: [{ counter: '网格员', agrees: true }, { counter: '社区工作人员' }],
  }
  await open(city)
  expect(screen.getByText('对得上')).toBeTruthy()
  expect(screen.getByText('还没有核对')).toBeTruthy()
})

test('whoever votes or counts without being of the group is not led to a topic they cannot see', async () => {
  await open(cityOf(poll({ mine: { votes: [], counter: true, topic: false }, allowed: ['deliberation.paperEntries'] })))
  expect(screen.getByText('登记纸质、上门、电话票')).toBeTruthy()
  expect(screen.queryByText('回到议题')).toBeNull()
})

test('below five ballots no sums are drawn', async () => {
  const city = cityOf()
  city.says['deliberation.result'] = {
    poll: poll({ state: 'closed', allowed: [] }),
    outcome: { verdict: 'advice', sentences: ['不足 5 票，为了不让人猜出谁投了什么，不公布各项票数。'] },
  }
  await open(city)
  expect(screen.getByText(/^不足 5 票/)).toBeTruthy()
  expect(screen.queryByText('各项票数')).toBeNull()
})

test('a poll that was announced can be taken back with a reason', async () => {
  const city = await open(cityOf(poll({ state: 'announced', allowed: ['deliberation.cancelPoll'] })))
  expect(screen.queryByText('投票', { selector: '.hh-footer *' })).toBeNull()
  await tap('取消这次投票')
  fireEvent.change(screen.getByRole('textbox', { name: '原因' }), { target: { value: '选项写错了' } })
  city.says['deliberation.cancelPoll'] = { pollId: 'v-1', state: 'cancelled' }
  await tap('取消投票')
  expect(city.inputsOf('deliberation.cancelPoll')).toEqual([{ pollId: 'v-1', reason: '选项写错了' }])
})
