import { conflict, forbidden } from '@contract/errors'
import { act, fireEvent, screen, within } from '@testing-library/react'
import { fakeCity, offline, renderWith, resident, storesOf } from '@/testing/city'
import { poll, post, topicView } from '@/testing/deliberation'
import { inHours } from '@/testing/hazard'
import Taro, { openWith, phone, resetTaro } from '@/testing/taro'
import TopicPage from './index'

beforeEach(() => {
  resetTaro()
  openWith({ id: 't-1' })
  jest.useFakeTimers({ doNotFake: ['performance', 'queueMicrotask', 'nextTick'] })
})
afterEach(() => {
  jest.useRealTimers()
})

const busy = () =>
  fakeCity({
    'account.me': resident(),
    'deliberation.topic': topicView(),
    'deliberation.posts': { posts: [post(5), post(9)], news: 'n1' },
    'deliberation.opinions': { united: [], divided: [] },
    'deliberation.markRead': { topicId: 't-1' },
  })

async function open(city = busy()) {
  const stores = storesOf(city, 'p-1')
  await stores.session.load()
  const page = await act(async () => renderWith(stores, <TopicPage />))
  return { city, stores, page }
}
const tap = (text: string) => act(async () => fireEvent.click(screen.getByText(text)))
const write = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: label }), { target: { value } })
const pass = (ms: number) => act(async () => jest.advanceTimersByTimeAsync(ms))

test('a new post is there within five seconds, and nothing else is read again', async () => {
  const { city } = await open()
  city.says['deliberation.posts'] = { posts: [post(0, { text: '我刚说的' })], news: 'n2' }
  await pass(5000)
  expect(screen.getByText('我刚说的')).toBeTruthy()
  expect(screen.getByText('第 9 句')).toBeTruthy()
  expect(city.inputsOf('deliberation.posts').at(-1)).toMatchObject({ after: 'n1' })
  expect(city.inputsOf('deliberation.topic')).toHaveLength(1)
})

test('a page that nobody looks at asks for nothing, nor does one that was left', async () => {
  const { city, page } = await open()
  await act(async () => phone.hide())
  await pass(20_000)
  expect(city.inputsOf('deliberation.posts')).toHaveLength(1)
  await act(async () => phone.show())
  await pass(4000)
  const asked = city.inputsOf('deliberation.posts').length
  expect(asked).toBeGreaterThan(1)
  page.unmount()
  await pass(20_000)
  expect(city.inputsOf('deliberation.posts')).toHaveLength(asked)
})

test('one says what one thinks of a statement, and the same tap takes it back', async () => {
  const { city } = await open()
  city.says['deliberation.react'] = { postId: 'p-5', agree: 1, disagree: 0, unsure: 0 }
  await act(async () => fireEvent.click(screen.getAllByRole('checkbox', { name: '赞成，0 人' })[0] as HTMLElement))
  const mine = screen.getByRole('checkbox', { name: '赞成，1 人' })
  expect(mine.getAttribute('aria-checked')).toBe('true')
  city.says['deliberation.react'] = { postId: 'p-5', agree: 0, disagree: 0, unsure: 0 }
  await act(async () => fireEvent.click(mine))
  expect(city.inputsOf('deliberation.react')).toEqual([
    { postId: 'p-5', stance: 'agree' },
    { postId: 'p-5', stance: 'none' },
  ])
})

test('a reply quotes what it answers and goes to it', async () => {
  const { city } = await open()
  await act(async () => fireEvent.click(screen.getByLabelText('回复1单元 李5')))
  expect(within(screen.getByRole('dialog')).getByText('第 5 句')).toBeTruthy()
  write('您想说的', '我也这么想')
  city.says['deliberation.post'] = { postId: 'p-0', state: 'shown' }
  await tap('发出')
  expect(city.inputsOf('deliberation.post')).toEqual([
    { topicId: 't-1', text: '我也这么想', replyTo: 'p-5', photos: [] },
  ])
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('without a network a post waits on the phone, goes out once, and is then in the talk', async () => {
  const { city, stores } = await open()
  await tap('说两句')
  write('您想说的', '没有网也要说')
  city.says['deliberation.post'] = offline()
  await tap('发出')
  expect(screen.getByText('1 条发言等网络')).toBeTruthy()
  city.says['deliberation.post'] = { postId: 'p-0', state: 'shown' }
  await act(async () => stores.outbox.flush())
  await pass(4000)
  expect(screen.queryByText('1 条发言等网络')).toBeNull()
  expect(stores.outbox.entries).toEqual([])
  const [first, second] = city.asked.filter(({ name }) => name === 'deliberation.post')
  expect(second?.requestId).toBe(first?.requestId)
})

test('what the city refuses is said beside the words, which stay', async () => {
  const { city } = await open()
  await tap('说两句')
  await tap('发出')
  expect(screen.getByRole('alert').textContent).toBe('请填写发言')
  write('您想说的', '骂人的话')
  const { ActionError } = jest.requireActual('@contract/errors')
  city.says['deliberation.post'] = new ActionError('INVALID', 'x', { text: '这段话里有不能发布的文字，请修改后再发' })
  await tap('发出')
  expect(screen.getByRole('alert').textContent).toBe('这段话里有不能发布的文字，请修改后再发')
  expect((screen.getByRole('textbox') as HTMLTextAreaElement).value).toBe('骂人的话')
})

test('a hidden post says so; its author reads why and appeals', async () => {
  const city = busy()
  city.says['deliberation.posts'] = {
    posts: [
      post(1, { state: 'hidden', text: '', allowed: [] }),
      post(2, {
        mine: true,
        state: 'hidden',
        text: '说了三楼那家',
        reason: '点了名',
        allowed: ['deliberation.appeal'],
      }),
      post(3, { mine: true, state: 'held', text: '等一等的话', allowed: [] }),
    ],
    news: 'n1',
  }
  await open(city)
  expect(screen.getByText(/^这条发言被主持人隐藏了/)).toBeTruthy()
  expect(screen.getByText('已被隐藏，别人看不到。原因：点了名')).toBeTruthy()
  expect(screen.getByText('等主持人审核，通过后大家才能看到。')).toBeTruthy()
  await tap('不同意，申诉')
  write('原因', '我说的是事实')
  city.says['deliberation.appeal'] = { postId: 'p-2' }
  await tap('提交申诉')
  expect(city.inputsOf('deliberation.appeal')).toEqual([{ postId: 'p-2', reason: '我说的是事实' }])
})

test('a moderator hides with a reason, and silences', async () => {
  const city = busy()
  const allowed = ['deliberation.moderate:hold', 'deliberation.moderate:hide']
  city.says['deliberation.posts'] = { posts: [post(5, { allowed })], news: 'n1' }
  await open(city)
  await tap('管理')
  await tap('隐藏')
  const sheet = within(screen.getByRole('dialog'))
  await act(async () => fireEvent.click(sheet.getByRole('button', { name: '隐藏' })))
  expect(screen.getByRole('alert').textContent).toBe('原因至少写 2 个字')
  write('原因', '公开了别人的电话')
  city.says['deliberation.moderate'] = { postId: 'p-5', state: 'hidden' }
  await act(async () => fireEvent.click(sheet.getByRole('button', { name: '隐藏' })))
  expect(city.inputsOf('deliberation.moderate')).toEqual([{ postId: 'p-5', act: 'hide', reason: '公开了别人的电话' }])

  await tap('管理')
  await tap('暂停这位邻居发言')
  await tap('3 天')
  write('原因', '连续骂人')
  city.says['deliberation.mute'] = { memberId: 'm-5' }
  await tap('暂停')
  expect(city.inputsOf('deliberation.mute')).toEqual([
    { groupId: 'b-3', memberId: 'm-5', hours: 72, reason: '连续骂人' },
  ])
})

test('what unites and what divides is shown with the numbers', async () => {
  const city = busy()
  city.says['deliberation.opinions'] = {
    united: [post(5, { agree: 7, unsure: 1 })],
    divided: [post(9, { agree: 4, disagree: 4 })],
  }
  await open(city)
  expect(screen.getByText('多数人一致的')).toBeTruthy()
  expect(screen.getByText('赞成 7，不赞成 0，说不准 1')).toBeTruthy()
  expect(screen.getByText('意见分歧大的')).toBeTruthy()
})

test('the ladder: where it stands, by when, and the answer that is owed', async () => {
  const city = busy()
  const street = { level: 'street', id: 's-1', name: '老虎滩街道' } as const
  city.says['deliberation.topic'] = topicView(
    { state: 'escalated', rung: street, dueAt: inHours(-2), version: 4 },
    { allowed: ['deliberation.accept', 'deliberation.handBack'] },
  )
  city.says['deliberation.posts'] = forbidden('讨论的内容只有本群成员能看')
  city.says['deliberation.opinions'] = forbidden('讨论的内容只有本群成员能看')
  await open(city)
  expect(screen.getByText('老虎滩街道：已超时 2 小时未受理')).toBeTruthy()
  expect(screen.getByText(/^讨论的内容只有本群成员能看/)).toBeTruthy()
  expect(screen.queryByText('大家说')).toBeNull()
  city.says['deliberation.accept'] = { topicId: 't-1', version: 5, state: 'accepted', rung: street }
  city.says['deliberation.topic'] = topicView({ state: 'accepted', rung: street, version: 5, dueAt: inHours(300) })
  await act(async () => fireEvent.click(screen.getByText('受理')))
  await act(async () => fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '受理' })))
  expect(city.inputsOf('deliberation.accept')).toEqual([{ topicId: 't-1', version: 4 }])
  expect(screen.getByText('已受理，待答复')).toBeTruthy()
})

test('a decision names who and by when; a conflict keeps what was typed and shows what happened', async () => {
  const city = busy()
  city.says['deliberation.topic'] = topicView({ version: 2 }, { allowed: ['deliberation.decide', 'deliberation.pin'] })
  await open(city)
  await tap('其他操作')
  await tap('公布决定')
  await tap('公布')
  expect(screen.getAllByRole('alert').map((e) => e.textContent)).toEqual([
    '决定至少写 2 个字',
    '请填写负责人',
    '请选择多久完成',
  ])
  write('决定', '东侧划 8 个车位')
  write('谁负责', '楼长')
  await tap('7 天')
  city.says['deliberation.decide'] = conflict('这个议题刚刚有了新进展')
  city.says['deliberation.topic'] = topicView({ version: 3 }, { allowed: ['deliberation.decide'] })
  await tap('公布')
  expect(screen.getByText('这个议题刚刚有了新进展')).toBeTruthy()
  const rung = { level: 'building', id: 'b-3', name: '中兴里3号楼' } as const
  city.says['deliberation.decide'] = { topicId: 't-1', version: 4, state: 'decided', rung }
  await tap('公布')
  expect(city.inputsOf('deliberation.decide').at(-1)).toMatchObject({
    topicId: 't-1',
    version: 3,
    text: '东侧划 8 个车位',
    who: '楼长',
    dueAt: expect.stringMatching(/T10:00:00.000Z$/),
  })
})

test('who sees to it can be somebody of the group, whom the city will remind', async () => {
  const city = busy()
  city.says['deliberation.topic'] = topicView({ version: 2 }, { allowed: ['deliberation.decide'] })
  city.says['deliberation.members'] = {
    members: ['2单元 王*', '1单元 李*'].map((name, i) => ({
      ...{ memberId: `m-${i}`, name, moderator: false, delegate: false },
    })),
  }
  await open(city)
  await tap('其他操作')
  await tap('公布决定')
  write('决定', '东侧划 8 个车位')
  await tap('30 天')
  await tap('从群里选')
  await tap('1单元 李*')
  await tap('选好了')
  city.says['deliberation.decide'] = conflict('这个议题刚刚有了新进展')
  await tap('公布')
  // A name that is typed is nobody's of the group
  write('谁负责', '社区物业科')
  await tap('公布')
  const [named, typed] = city.inputsOf('deliberation.decide')
  expect(named).toMatchObject({ who: '1单元 李*', memberId: 'm-1' })
  expect(typed).toMatchObject({ who: '社区物业科' })
  expect((typed as { memberId?: string }).memberId).toBeUndefined()
})

test('why a rung handed it back stands on top, until it goes on', async () => {
  const city = busy()
  const step = (seq: number, act: string, note?: string) => ({
    ...{
      seq,
      at: inHours(-9),
      act,
      actor: '社区工作人员',
      title: '社区工作人员说明原因后退回中兴里3号楼',
      photos: [],
      note,
    },
  })
  const events = [step(1, 'propose'), step(2, 'escalate'), step(3, 'handBack', '楼里商量就能定')]
  city.says['deliberation.topic'] = topicView({}, { timeline: events })
  await open(city)
  expect(screen.getByText('退回的原因')).toBeTruthy()
  expect(screen.getAllByText('楼里商量就能定')).toHaveLength(2)
})

test('what was handed back and went up again shows no old reason', async () => {
  const city = busy()
  const event = { at: inHours(-9), actor: '社区工作人员', title: '社区工作人员退回', photos: [] }
  const events = ['propose', 'handBack', 'summarise', 'escalate'].map((act, i) => ({ ...event, seq: i + 1, act }))
  city.says['deliberation.topic'] = topicView({}, { timeline: events })
  await open(city)
  expect(screen.queryByText('退回的原因')).toBeNull()
})

test('a task whose date is over shows that it is late', async () => {
  const city = busy()
  const task = { who: '楼长', dueAt: inHours(-30), text: '划 8 个车位' }
  city.says['deliberation.topic'] = topicView({ state: 'underway', dueAt: inHours(-30), task })
  await open(city)
  expect(screen.getByText(/^中兴里3号楼：已超时 .*未完成$/)).toBeTruthy()
})

test('the members say whether it was done well', async () => {
  const city = busy()
  city.says['deliberation.topic'] = topicView({ state: 'done' }, { allowed: ['deliberation.giveVerdict'] })
  await open(city)
  await tap('评价办得好不好')
  await tap('提交评价')
  expect(screen.getByRole('alert')).toBeTruthy()
  await tap('不满意')
  city.says['deliberation.giveVerdict'] = { good: 3, bad: 1 }
  await tap('提交评价')
  expect(city.inputsOf('deliberation.giveVerdict')).toEqual([{ topicId: 't-1', good: false }])
})

test('a poll that waits for my vote is one tap away', async () => {
  const city = busy()
  city.says['deliberation.topic'] = topicView({}, { polls: [poll()] })
  await open(city)
  expect(screen.getByText('不记名')).toBeTruthy()
  await tap('去投票')
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/deliberation/pages/poll/index?id=v-1' })
})

test('the topic can be kept quiet, and a network failure says so without losing the page', async () => {
  const { city } = await open()
  city.says['deliberation.setQuiet'] = offline()
  await tap('其他操作')
  await tap('不再提醒我')
  expect(screen.getByText('连不上服务，请检查网络后再试')).toBeTruthy()
  expect(screen.getByText('第 5 句')).toBeTruthy()
  expect(city.inputsOf('deliberation.setQuiet')).toEqual([{ topicId: 't-1', quiet: true }])
})
