import { conflict } from '@contract/errors'
import { act, fireEvent, screen, within } from '@testing-library/react'
import type { ReactElement } from 'react'
import { type City, fakeCity, renderWith, resident, storesOf } from '@/testing/city'
import { group, poll, post, topicSummary, topicView } from '@/testing/deliberation'
import { inHours } from '@/testing/hazard'
import Taro, { openWith, resetTaro } from '@/testing/taro'
import AgendaPage from './pages/agenda/index'
import CountPage from './pages/count/index'
import MembersPage from './pages/members/index'
import PaperPage from './pages/paper/index'
import PollFormPage from './pages/poll/index'
import ProxyPage from './pages/proxy/index'
import QueuePage from './pages/queue/index'
import StepsPage from './pages/steps/index'

beforeEach(resetTaro)

const staff = resident({
  id: 'p-5',
  roles: [{ role: 'communityStaff', areaId: 'c-1', areaName: '中兴社区', title: '社区工作人员' }],
})

async function open(page: ReactElement, params: Record<string, string>, table: City) {
  openWith(params)
  const city = fakeCity({ 'account.me': staff, ...table })
  const stores = storesOf(city, 'p-5')
  await stores.session.load()
  await act(async () => renderWith(stores, page))
  return city
}
const tap = (text: string) => act(async () => fireEvent.click(screen.getByText(text)))
const press = (name: string | RegExp) => act(async () => fireEvent.click(screen.getByRole('button', { name })))
const write = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })

describe('opening a poll', () => {
  const counters = ['网格员', '社区工作人员', '街道工作人员'].map((name, i) => ({ memberId: `r-${i}`, name }))
  const table: City = { 'deliberation.topic': topicView(), 'deliberation.counters': { counters } }

  test('the basis says what it takes, and leaves only the methods it knows', async () => {
    await open(<PollFormPage />, { topic: 't-1' }, table)
    expect(screen.getAllByRole('radio')).toHaveLength(4 + 5 + 6)
    fireEvent.click(screen.getByRole('radio', { name: /^业主共同决定（重大事项）/ }))
    expect(screen.getByText('先公示 15 天，再开始投票。')).toBeTruthy()
    expect(screen.getByText(/四分之三以上同意，才通过。$/)).toBeTruthy()
    expect(screen.getAllByRole('radio')).toHaveLength(4 + 1 + 6)
  })

  test('it asks once more, says what is missing beside the fields, and leads to the poll', async () => {
    const city = await open(<PollFormPage />, { topic: 't-1' }, table)
    await tap('开始投票')
    await tap('确定，发给大家')
    expect(screen.getByRole('alert').textContent).toBe('请写 2 到 20 个选项')
    write('选项 1', '划')
    write('选项 2', '不划')
    await tap('网格员')
    await tap('社区工作人员')
    // There are two counters and no third
    await tap('街道工作人员')
    city.says['deliberation.openPoll'] = { pollId: 'v-1', state: 'open', opensAt: inHours(0) }
    await tap('开始投票')
    await tap('确定，发给大家')
    expect(city.inputsOf('deliberation.openPoll')).toMatchObject([
      {
        topicId: 't-1',
        question: '楼下空地划不划车位',
        options: ['划', '不划'],
        basis: 'consultative',
        method: 'single',
        counters: ['r-0', 'r-1'],
      },
    ])
    expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/deliberation/pages/poll/index?id=v-1' })
  })

  test('for an abandoned building the plan’s four ways are there', async () => {
    await open(<PollFormPage />, { topic: 't-1' }, { ...table, 'deliberation.topic': topicView({ kind: 'abandoned' }) })
    expect((screen.getByRole('textbox', { name: '选项 4' }) as HTMLInputElement).value).toBe('居民自己管理')
  })
})

test('the agenda is put in order by taps and published', async () => {
  const topics = ['一', '二', '三'].map((title, i) => topicSummary({ topicId: `t-${i}`, title }))
  const city = await open(<AgendaPage />, { group: 'b-3' }, { 'deliberation.topics': { first: [], topics } })
  await press('一，排进议程')
  await press('三，排进议程')
  await press('三，往前排')
  city.says['deliberation.setAgenda'] = { groupId: 'b-3', topicIds: [] }
  await tap('公布议程')
  expect(city.inputsOf('deliberation.setAgenda')).toEqual([{ groupId: 'b-3', topicIds: ['t-2', 't-0'] }])
})

describe('votes on paper', () => {
  const counting = (change = {}) =>
    poll({
      counters: ['网格员', '社区工作人员'],
      mine: { votes: [], counter: true, topic: true },
      allowed: ['deliberation.markPaperVoter', 'deliberation.paperBatch', 'deliberation.confirmPaper'],
      ...change,
    })
  const table = (answer = counting()): City => ({
    'deliberation.result': { poll: answer },
    'deliberation.paperVoters': {
      voters: [
        { unitId: 'b-3:1-101', memberId: 'm-2', label: '中兴里3号楼 1-101 李*', entered: true },
        { unitId: 'b-3:2-301', memberId: 'm-1', label: '中兴里3号楼 2-301 王*', entered: false },
      ],
    },
    'deliberation.paperEntries': { entries: [], marked: 3, counted: 1 },
  })

  test('on a secret poll the voter is found on the roll by door or name, and no choice is asked', async () => {
    const city = await open(<PaperPage />, { poll: 'v-1' }, table())
    await tap('登记谁投了票')
    expect(screen.queryByText('这一票选的是')).toBeNull()
    await tap('上门')
    // Entered before: to be read, not to be chosen
    expect(screen.queryByRole('button', { name: /1-101 李/ })).toBeNull()
    await act(async () => write('找房号或称呼', '2-3'))
    expect(city.inputsOf('deliberation.paperVoters')).toEqual([{ pollId: 'v-1' }, { pollId: 'v-1', find: '2-3' }])
    await tap('中兴里3号楼 2-301 王*')
    city.says['deliberation.markPaperVoter'] = conflict('已经投过票')
    await tap('登记')
    expect(screen.getByText('已经投过票')).toBeTruthy()
    city.says['deliberation.markPaperVoter'] = { entryId: 'e-1' }
    await tap('登记')
    expect(city.inputsOf('deliberation.markPaperVoter')[1]).toEqual({
      ...{ pollId: 'v-1', unitId: 'b-3:2-301', memberId: 'm-1', way: 'doorstep', photos: [] },
    })
  })

  test('on a named poll the choice goes with the door', async () => {
    const city = await open(
      <PaperPage />,
      { poll: 'v-1' },
      table(counting({ secret: false, basis: 'ownersOrdinary', allowed: ['deliberation.markPaperVoter'] })),
    )
    await tap('登记谁投了票')
    await tap('中兴里3号楼 2-301 王*')
    expect(screen.getByText('这一票选的是')).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: '不划' }))
    city.says['deliberation.markPaperVoter'] = { entryId: 'e-1' }
    await tap('登记')
    expect(city.inputsOf('deliberation.markPaperVoter')).toMatchObject([{ choice: { method: 'single', option: 'b' } }])
    expect(screen.queryByText('录入一批选票')).toBeNull()
  })

  test('a batch is how many of each, and its total is said', async () => {
    const city = await open(<PaperPage />, { poll: 'v-1' }, table())
    await tap('录入一批选票')
    write('划', '12')
    write('不划', '3')
    expect(screen.getByText('合计 15 张')).toBeTruthy()
    city.says['deliberation.paperBatch'] = { entryId: 'e-2', total: 15 }
    await tap('录入')
    expect(city.inputsOf('deliberation.paperBatch')).toEqual([
      {
        pollId: 'v-1',
        counts: [
          { choice: { method: 'single', option: 'a' }, count: 12 },
          { choice: { method: 'single', option: 'b' }, count: 3 },
        ],
        photos: [],
      },
    ])
  })

  test('only the other counter confirms, after one more look; what does not fit is said', async () => {
    const entry = (mine: boolean, id: string) => ({
      ...{ entryId: id, version: 1, kind: 'batch' as const, total: 4, photos: [], state: 'entered' as const },
      ...{ counts: [{ choice: 'a', count: 4 }], enteredBy: '网格员', mine },
    })
    const city = await open(
      <PaperPage />,
      { poll: 'v-1' },
      {
        ...table(),
        'deliberation.paperEntries': { entries: [entry(true, 'e-1'), entry(false, 'e-2')], marked: 3, counted: 0 },
      },
    )
    expect(screen.getAllByText('划：4 张')).toHaveLength(2)
    expect(screen.getAllByText('核对无误')).toHaveLength(1)
    expect(screen.getByText('要由另一名计票人核对。')).toBeTruthy()
    await tap('核对无误')
    city.says['deliberation.confirmPaper'] = conflict('已核对的纸质投票人 3 名，这一批 4 张对不上')
    await act(async () => fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '核对无误' })))
    expect(city.inputsOf('deliberation.confirmPaper')).toEqual([{ entryId: 'e-2' }])
    expect(screen.getByText('已核对的纸质投票人 3 名，这一批 4 张对不上')).toBeTruthy()
  })
})

test('the two counters read each named ballot and say whether it comes to the sums', async () => {
  const city = await open(
    <CountPage />,
    { poll: 'v-1' },
    {
      'deliberation.result': { poll: poll({ secret: false, basis: 'ownersOrdinary', state: 'closed' }) },
      'deliberation.namedBallots': {
        ballots: [
          {
            ...{ label: '中兴里3号楼 1-101 等 2 套', units: ['b-3:1-101', 'b-3:1-102'], area: 15030 },
            ...{ choice: 'a', way: 'doorstep', tag: 't', salt: 's' },
          },
        ],
      },
      'deliberation.confirmCount': { pollId: 'v-1', confirmations: 1 },
    },
  )
  expect(screen.getByText('中兴里3号楼 1-101 等 2 套')).toBeTruthy()
  expect(screen.getByText('1-101、1-102')).toBeTruthy()
  expect(screen.getByText('150.30 平方米 · 上门')).toBeTruthy()
  await tap('对得上')
  expect(city.inputsOf('deliberation.confirmCount')).toEqual([{ pollId: 'v-1', agrees: true }])
  expect(screen.getByText('两名计票人中，已有 1 名核对。')).toBeTruthy()
})

test('the queue has what a rung owes by its dates, and the appeals beside it', async () => {
  const hidden = post(3, { state: 'hidden', text: '说了三楼那家', reason: '点了名' })
  const city = await open(
    <QueuePage />,
    {},
    {
      'deliberation.queue': { topics: [topicSummary({ state: 'escalated', dueAt: inHours(-3) })] },
      'deliberation.appeals': {
        appeals: [{ post: hidden, groupName: '中兴里3号楼', topicTitle: '楼下空地', appeal: '我没有骂人' }],
      },
    },
  )
  expect(screen.getByText('中兴里3号楼：已超时 3 小时未受理')).toBeTruthy()
  await tap('申诉')
  expect(screen.getByText('作者说：我没有骂人')).toBeTruthy()
  await tap('恢复')
  write('理由', '没有点名')
  city.says['deliberation.decideAppeal'] = { postId: 'p-3', state: 'shown' }
  city.says['deliberation.appeals'] = { appeals: [] }
  await act(async () => fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '恢复' })))
  expect(city.inputsOf('deliberation.decideAppeal')).toEqual([{ postId: 'p-3', restore: true, reason: '没有点名' }])
  expect(screen.getByText('没有待处理的申诉')).toBeTruthy()
})

test('a moderator names a neighbour to a forum they sit in themselves', async () => {
  const forum = group({ groupId: 'c-1', level: 'community', name: '中兴社区' })
  const city = await open(
    <MembersPage />,
    { group: 'b-3' },
    {
      'deliberation.groups': { groups: [group({ moderator: true }), forum] },
      'deliberation.members': { members: [{ memberId: 'm-1', name: '2单元 王*', moderator: false, delegate: false }] },
    },
  )
  await tap('推为代表')
  city.says['deliberation.setDelegate'] = { groupId: 'c-1', memberId: 'm-1', delegate: true }
  await tap('中兴社区')
  expect(city.inputsOf('deliberation.setDelegate')).toEqual([{ groupId: 'c-1', memberId: 'm-1', delegate: true }])
})

test('an owner passes a vote on with a photo of the paper, and takes it back', async () => {
  const votes = [{ rollKey: 'k-1', label: '3号楼 1-101', state: 'proxied', byProxy: false }] as const
  const city = await open(
    <ProxyPage />,
    { poll: 'v-1' },
    {
      'deliberation.result': { poll: poll({ mine: { votes: [...votes], counter: false, topic: true }, allowed: [] }) },
      'deliberation.proxies': {
        proxies: [
          { rollKey: 'k-1', units: ['1-101'], holder: '2单元 王*', at: inHours(-5) },
          { rollKey: 'k-9', units: ['3-301'], holder: '2单元 王*', at: inHours(-5) },
        ],
      },
    },
  )
  expect(screen.getAllByText('收回委托')).toHaveLength(1)
  await tap('收回委托')
  city.says['deliberation.revokeProxy'] = { pollId: 'v-1', rollKey: 'k-1' }
  await tap('收回')
  expect(city.inputsOf('deliberation.revokeProxy')).toEqual([{ pollId: 'v-1', rollKey: 'k-1' }])
})

test('whom an owner asks are the neighbours of their own house, whatever forum the poll is of', async () => {
  const votes = [{ rollKey: 'k-1', label: '3号楼 1-101', state: 'open', byProxy: false }] as const
  const city = await open(
    <ProxyPage />,
    { poll: 'v-1' },
    {
      'deliberation.result': {
        poll: poll({ mine: { votes: [...votes], counter: false, topic: true }, allowed: ['deliberation.giveProxy'] }),
      },
      'deliberation.proxies': { proxies: [] },
      'deliberation.groups': { groups: [group({ groupId: 'y-1', level: 'courtyard' }), group()] },
      'deliberation.members': { members: [{ memberId: 'm-1', name: '2单元 王*', moderator: false, delegate: false }] },
    },
  )
  expect(city.inputsOf('deliberation.members')).toEqual([{ groupId: 'b-3' }])
  await tap('委托给谁')
  await tap('2单元 王*')
  await tap('委托出去')
  expect(city.inputsOf('deliberation.giveProxy')).toEqual([])
  expect(screen.getByRole('alert').textContent).toBe('请拍下书面委托')
})

test('the community confirms a step with what it saw', async () => {
  const step = { step: 'needs', state: 'submitted', photos: [], evidence: '走访 36 户', at: inHours(-5) } as const
  const city = await open(
    <StepsPage />,
    { area: 'b-3' },
    {
      'deliberation.steps': {
        areaId: 'b-3',
        name: '中兴里3号楼',
        abandoned: true,
        steps: [{ ...step, photos: [], allowed: ['deliberation.confirmStep'] }],
      },
    },
  )
  expect(screen.getByText('中兴里3号楼（弃管楼）')).toBeTruthy()
  await tap('确认做到了')
  write('情况', '看过走访记录')
  city.says['deliberation.confirmStep'] = { areaId: 'b-3', step: 'needs', state: 'confirmed' }
  await tap('确认')
  expect(city.inputsOf('deliberation.confirmStep')).toEqual([
    { areaId: 'b-3', step: 'needs', evidence: { text: '看过走访记录', photos: [] } },
  ])
})
