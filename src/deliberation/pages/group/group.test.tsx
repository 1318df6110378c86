import { act, fireEvent, screen, within } from '@testing-library/react'
import { fakeCity, offline, renderWith, resident, storesOf } from '@/testing/city'
import { group, topicSummary } from '@/testing/deliberation'
import { inHours } from '@/testing/hazard'
import Taro, { openWith, phone, resetTaro } from '@/testing/taro'
import GroupsPage from '../groups/index'
import ProposePage from '../propose/index'
import GroupPage from './index'

beforeEach(() => {
  resetTaro()
  openWith({ id: 'b-3', group: 'b-3' })
})

const pinned = topicSummary({ topicId: 't-0', title: '先看的', pinned: true })
const busy = () =>
  fakeCity({
    'account.me': resident(),
    'deliberation.groups': { groups: [group({ unread: 2, toVote: 1 })] },
    'deliberation.topics': ({ cursor }) =>
      cursor
        ? { first: [], topics: [topicSummary({ topicId: 't-9', title: '下一页的' })] }
        : { first: [pinned], topics: [pinned, topicSummary({ unread: 3, toVote: true })], cursor: 'next' },
  })

async function open(page: 'groups' | 'group' | 'propose', city = busy()) {
  const stores = storesOf(city, 'p-1')
  await stores.session.load()
  const shown = { groups: <GroupsPage />, group: <GroupPage />, propose: <ProposePage /> }[page]
  await act(async () => renderWith(stores, shown))
  return { city, stores }
}
const tap = (text: string) => act(async () => fireEvent.click(screen.getByText(text)))
const write = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })

test('my groups say what is new and what waits for my vote', async () => {
  await open('groups')
  expect(screen.getByText('2 个议题有新内容')).toBeTruthy()
  expect(screen.getByText('1 个投票等您')).toBeTruthy()
  await tap('中兴里3号楼')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/deliberation/pages/group/index?id=b-3' })
})

test('a vote of mine in a forum I do not sit in waits on top, and leads to its ballot', async () => {
  const city = busy()
  const votes = [{ pollId: 'v-7', question: '同意楼院公约吗？', groupName: '中兴大院' }]
  city.says['deliberation.groups'] = { groups: [group()], votes }
  await open('groups', city)
  await tap('同意楼院公约吗？')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/deliberation/pages/poll/index?id=v-7' })
})

test('who has no confirmed home is told the step that is missing', async () => {
  const city = busy()
  city.says['deliberation.groups'] = { groups: [] }
  city.says['account.me'] = resident({ home: undefined })
  await open('groups', city)
  await tap('登记住址')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/account/pages/home/index' })
})

test('what comes first is drawn once, the rest by its news, page by page', async () => {
  await open('group')
  expect(screen.getAllByText('先看的')).toHaveLength(1)
  expect(screen.getByText('3 条没看')).toBeTruthy()
  expect(screen.getByText('等您投票')).toBeTruthy()
  await act(async () => phone.reachBottom())
  expect(screen.getByText('下一页的')).toBeTruthy()
})

test('filters narrow the list, and one tap shows all again', async () => {
  const { city } = await open('group')
  await tap('筛选')
  city.says['deliberation.topics'] = { first: [], topics: [] }
  const sheet = within(screen.getByRole('dialog'))
  await act(async () => fireEvent.click(sheet.getByText('停车')))
  await act(async () => fireEvent.click(sheet.getByText('只看等我投票的')))
  expect(city.inputsOf('deliberation.topics').at(-1)).toEqual({
    groupId: 'b-3',
    filter: { kind: 'parking', toVote: true },
  })
  await tap('看结果')
  expect(screen.getByText('没有符合条件的议题')).toBeTruthy()
  expect(screen.getByText('等我投票、停车')).toBeTruthy()
  await tap('看全部')
  expect(city.inputsOf('deliberation.topics').at(-1)).toEqual({ groupId: 'b-3' })
})

test('who was silenced reads until when, and is offered nothing that would fail', async () => {
  const city = busy()
  city.says['deliberation.groups'] = { groups: [group({ mutedUntil: inHours(5) })] }
  await open('group', city)
  expect(screen.getByText('您暂时不能发言')).toBeTruthy()
  expect(screen.queryByText('提议题')).toBeNull()
})

test('the moderator sets the agenda from here, others read the log', async () => {
  const city = busy()
  await open('group', city)
  expect(screen.queryByText('排议程')).toBeNull()
  await tap('管理记录')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/chair/pages/log/index?group=b-3' })
})

test('a proposal says beside each field what is missing, and leads to its topic', async () => {
  const { city } = await open('propose')
  await tap('提交议题')
  expect(screen.getAllByRole('alert').map((e) => e.textContent)).toEqual([
    '请选择议题类别',
    '标题至少写 4 个字',
    '内容至少写 2 个字',
  ])
  await tap('弃管楼怎么管')
  expect(screen.getByText(/请物业公司管理/)).toBeTruthy()
  write('商量什么事', '咱们楼请谁来管')
  write('说说情况', '原来的物业走了')
  city.says['deliberation.propose'] = { topicId: 't-7', state: 'talking' }
  await tap('提交议题')
  expect(city.inputsOf('deliberation.propose')).toEqual([
    { groupId: 'b-3', kind: 'abandoned', title: '咱们楼请谁来管', body: '原来的物业走了', photos: [] },
  ])
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/deliberation/pages/topic/index?id=t-7' })
})

test('without a network the proposal waits on the phone and says so', async () => {
  const { city, stores } = await open('propose')
  await tap('停车')
  write('商量什么事', '楼下划不划车位')
  write('说说情况', '没有地方停')
  city.says['deliberation.propose'] = offline()
  await tap('提交议题')
  expect(screen.getByText('议题：楼下划不划车位')).toBeTruthy()
  expect(stores.outbox.entries).toMatchObject([{ name: 'deliberation.propose', state: 'waiting' }])
})

test('what one typed is still there after a restart', async () => {
  const first = await open('propose')
  write('商量什么事', '写到一半的')
  expect(first.city.inputsOf('deliberation.propose')).toEqual([])
  document.body.innerHTML = ''
  await open('propose')
  expect((screen.getByRole('textbox', { name: '商量什么事' }) as HTMLInputElement).value).toBe('写到一半的')
})
