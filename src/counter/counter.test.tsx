import type { Answer } from '@contract'
import { ActionError, conflict } from '@contract/errors'
import { act, fireEvent, screen, within } from '@testing-library/react'
import type { ReactElement } from 'react'
import { phoneCall } from '@/platform/device'
import { bookable, dayFrom, elder, service, site, slot, summary } from '@/testing/booking'
import { type City, fakeCity, renderWith, resident, storesOf } from '@/testing/city'
import { press, rest, tap, write } from '@/testing/hands'
import Taro, { openWith, resetTaro } from '@/testing/taro'
import { centsOf, typedYuan } from './numbers'
import CalendarPage from './pages/calendar'
import Crisis from './pages/crisis'
import DayPage from './pages/day'
import ElderPage from './pages/elder'
import CounterHome from './pages/home'
import HoursPage from './pages/hours'
import MenuPage from './pages/menu'
import PausesPage from './pages/pauses'
import RosterPage from './pages/roster'
import RoundsPage from './pages/rounds'
import ServiceSettings from './pages/service'
import SiteSettings from './pages/site'
import SlotsPage from './pages/slots'
import TalksPage from './pages/talks'

jest.mock('@/platform/device', () => ({
  ...jest.requireActual('@/platform/device'),
  phoneCall: jest.fn(),
  copy: jest.fn(async () => true),
}))

beforeEach(() => {
  resetTaro()
  jest.mocked(phoneCall).mockReset()
})

const staff = resident({
  id: 'p-7',
  roles: [{ role: 'siteStaff', areaId: 'st-1', areaName: site.name, title: '站点工作人员' }],
})

async function open(page: ReactElement, says: City, query: Record<string, string> = {}) {
  openWith(query)
  const city = fakeCity({ 'account.me': staff, ...says })
  const stores = storesOf(city, 'p-7')
  await stores.session.load()
  renderWith(stores, page)
  await rest()
  return { city, stores }
}
const wentTo = () => (jest.mocked(Taro.navigateTo).mock.calls.at(-1)?.[0] as { url: string } | undefined)?.url

type Visit = Answer<'booking.dayList'>['bookings'][number]
const visit = (change: Partial<Visit> = {}): Visit => ({
  ...summary({
    date: dayFrom(0),
    patronName: '演示老人',
    allowed: ['booking.checkIn', 'booking.cancel'],
  }),
  phoneTail: '0133',
  lines: ['送餐到家：肉末豆腐套餐', '过敏：虾蟹贝类'],
  bookedBy: '演** 代约',
  ...change,
})
const day = (...bookings: Visit[]): Answer<'booking.dayList'> => ({
  bookings,
  totals: {
    people: 2,
    arrived: 1,
    noShows: 1,
    dishes: [{ mealTime: 'lunch', name: '肉末豆腐套餐', here: 3, delivery: 4 }],
    priceCents: 2100,
    subsidyCents: 1300,
  },
})
const atSite = { site: 'st-1' }

describe('the counter', () => {
  const arrived = {
    bookingId: 'bk-1',
    state: 'done' as const,
    name: '演示老人',
    serviceName: '老年食堂',
    startsAt: slot().startsAt,
    lines: ['堂食：肉末豆腐套餐'],
  }

  test('shows what the kitchen has to know, and who booked for whom', async () => {
    await open(<DayPage />, { 'booking.dayList': day(visit()) }, atSite)
    expect(screen.getByText('堂食 3，送 4')).toBeTruthy()
    expect(screen.getByText('21 元，补贴 13 元')).toBeTruthy()
    expect(screen.getByText('过敏：虾蟹贝类')).toBeTruthy()
    expect(screen.getByText('演** 代约')).toBeTruthy()
    await press('送餐单（按楼栋）')
    expect(wentTo()).toBe('/counter/pages/rounds/index?site=st-1')
  })

  test('lets in by the code, and says what was ordered', async () => {
    const { city } = await open(<DayPage />, { 'booking.dayList': day(visit()), 'booking.checkIn': arrived }, atSite)
    write('预约码', '518 892')
    await press('签到')
    expect(city.inputsOf('booking.checkIn')).toEqual([{ code: '518892' }])
    expect(screen.getByText('演示老人 已签到')).toBeTruthy()
    expect(screen.getByText('堂食：肉末豆腐套餐')).toBeTruthy()
  })

  test('finds by the last digits of a phone whoever has no code, and lets them in from the list', async () => {
    const { city } = await open(<DayPage />, { 'booking.dayList': day(visit()), 'booking.checkIn': arrived }, atSite)
    fireEvent.change(screen.getByLabelText('手机号后四位'), { target: { value: '0133' } })
    await rest()
    expect(city.inputsOf('booking.dayList').at(-1)).toMatchObject({ phoneTail: '0133' })
    await press('演示老人 签到')
    expect(city.inputsOf('booking.checkIn')).toEqual([{ bookingId: 'bk-1' }])
  })

  test('gives a child to whoever knows the code, and to nobody else', async () => {
    const here = visit({ kind: 'childcare', state: 'checkedIn', patronName: '演示儿童', allowed: ['booking.checkOut'] })
    const handed = { bookingId: 'bk-1', state: 'checkedIn' as const, released: false, triesLeft: 4, fetchers: [] }
    const { city } = await open(
      <DayPage />,
      {
        'booking.dayList': day(here),
        'booking.checkOut': {
          ...handed,
          fetchers: [{ name: '演示外婆', relation: '外婆', phoneMasked: '130******02' }],
        },
      },
      atSite,
    )
    await press('演示儿童 离开')
    write('接送码', '111111')
    await press('核对，交给来接的人')
    expect(screen.getByText('接送码不对，不能接走')).toBeTruthy()
    expect(screen.getByText(/还可以试 4 次/)).toBeTruthy()
    expect(screen.getByText('外婆 演示外婆 130******02')).toBeTruthy()
    city.says['booking.checkOut'] = { ...handed, state: 'done', released: true }
    write('接送码', '274031')
    await press('核对，交给来接的人')
    expect(city.inputsOf('booking.checkOut').at(-1)).toEqual({ code: '518892', pickupCode: '274031' })
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('notes who did not come, and cancels with a reason only', async () => {
    const { city } = await open(
      <DayPage />,
      {
        'booking.dayList': day(visit({ allowed: ['booking.noShow', 'booking.cancel'] })),
        'booking.noShow': { bookingId: 'bk-1', state: 'noShow' },
        'booking.cancel': { bookingId: 'bk-1', state: 'cancelled' },
      },
      atSite,
    )
    await press('演示老人 没有来')
    expect(city.inputsOf('booking.noShow')).toEqual([{ bookingId: 'bk-1' }])
    await press('取消 演示老人 的预约')
    const sheet = within(screen.getByRole('dialog'))
    await tap(sheet.getByRole('button', { name: '取消预约' }))
    expect(city.inputsOf('booking.cancel')).toEqual([])
    write('原因', '老人打电话说不来了')
    await tap(sheet.getByRole('button', { name: '取消预约' }))
    expect(city.inputsOf('booking.cancel')).toEqual([{ bookingId: 'bk-1', reason: '老人打电话说不来了' }])
  })

  test('leads its staff to what is theirs', async () => {
    await open(<CounterHome />, {
      'booking.site': {
        site,
        services: [
          { serviceId: 'sv-2', kind: 'counselling', name: '心理咨询', hint: '', open: true, priceCents: 0 },
          { serviceId: 'sv-1', kind: 'canteen', name: '老年食堂', hint: '', open: true, priceCents: 800 },
        ],
        allowed: ['booking.editSite', 'booking.editService', 'booking.dayList', 'booking.rounds'],
      },
    })
    await tap(screen.getByText('今天的预约'))
    expect(wentTo()).toBe('/counter/pages/day/index?site=st-1')
    await tap(screen.getByText('心理咨询值班表'))
    expect(wentTo()).toBe('/counter/pages/roster/index?service=sv-2')
    expect(screen.queryByText('我的咨询')).toBeNull()
  })
})

describe('rounds', () => {
  const stop = {
    bookingId: 'bk-1',
    unit: '2-202',
    name: '演示老人',
    phone: '13000009010',
    dishes: '肉末豆腐套餐',
    state: 'booked' as const,
  }
  const round = {
    roundId: 'r-1',
    version: 1,
    state: 'open' as const,
    siteName: site.name,
    gridName: '中兴社区第1网格',
    date: dayFrom(0),
    startsAt: slot().startsAt,
    stops: 1,
    takenByMe: false,
    buildings: [],
  }
  const taken = {
    ...round,
    state: 'taken' as const,
    takenByMe: true,
    buildings: [{ buildingId: 'b-2', buildingName: '和合大院2号楼', stops: [stop] }],
  }

  test('a volunteer takes one, and then sees the doors and delivers', async () => {
    const { city } = await open(<RoundsPage />, { 'booking.rounds': { rounds: [round] }, 'booking.takeRound': taken })
    expect(screen.queryByText('和合大院2号楼，1 份')).toBeNull()
    city.says['booking.rounds'] = { rounds: [taken] }
    await press('我来送 中兴社区第1网格')
    expect(screen.getByText('和合大院2号楼，1 份')).toBeTruthy()
    await press('打电话给 演示老人')
    expect(phoneCall).toHaveBeenLastCalledWith('13000009010')
    city.says['booking.deliver'] = { bookingId: 'bk-1', state: 'done' }
    city.says['booking.rounds'] = {
      rounds: [{ ...taken, buildings: [{ ...taken.buildings[0], stops: [{ ...stop, state: 'done' }] }] }],
    }
    await press('2-202 演示老人 已送到')
    expect(screen.queryByRole('button', { name: '2-202 演示老人 已送到' })).toBeNull()
  })

  test('one that somebody else took meanwhile is said', async () => {
    await open(<RoundsPage />, { 'booking.rounds': { rounds: [round] }, 'booking.takeRound': conflict('刚刚有人接了') })
    await press('我来送 中兴社区第1网格')
    expect(screen.getByText('刚刚有人接了')).toBeTruthy()
  })
})

describe('the roster', () => {
  const shift = {
    shiftId: 'sh-1',
    version: 2,
    startsAt: slot().startsAt,
    endsAt: slot().endsAt,
    counsellor: '咨询师甲',
    counsellorId: 'k-1',
    mine: true,
    source: 'rotation' as const,
  }
  const roster = (change: Partial<Answer<'booking.roster'>> = {}): Answer<'booking.roster'> => ({
    version: 3,
    shifts: [shift],
    gaps: [],
    counsellors: [
      { counsellorId: 'k-1', title: '咨询师甲', active: true },
      { counsellorId: 'k-2', title: '咨询师乙', active: true },
    ],
    templates: [{ id: 's1', weekday: 1, start: '09:00', end: '12:00' }],
    allowed: ['booking.askSwap', 'booking.answerSwap'],
    ...change,
  })
  const of = { service: 'sv-2' }

  test('says a gap two weeks ahead before anything else', async () => {
    await open(
      <RosterPage />,
      { 'booking.roster': roster({ gaps: [{ startsAt: shift.startsAt, endsAt: shift.endsAt }] }) },
      of,
    )
    expect(screen.getByText('两周内有 1 班没有人')).toBeTruthy()
  })

  test('a counsellor asks another to swap, never themselves', async () => {
    const { city } = await open(<RosterPage />, { 'booking.roster': roster(), 'booking.askSwap': shift }, of)
    expect(screen.getByText('两周内每班都有人')).toBeTruthy()
    await press(/^请人换/)
    const sheet = within(screen.getByRole('dialog'))
    expect(sheet.queryByRole('radio', { name: '咨询师甲' })).toBeNull()
    await tap(sheet.getByRole('radio', { name: '咨询师乙' }))
    write('跟对方说一句', '那天有会')
    await press('发给对方')
    expect(city.inputsOf('booking.askSwap')).toEqual([
      { shiftId: 'sh-1', version: 2, counsellorId: 'k-2', note: '那天有会' },
    ])
  })

  test('whoever is asked agrees', async () => {
    const swap = { state: 'asked' as const, from: '咨询师甲', to: '咨询师乙', toMe: true }
    const { city } = await open(
      <RosterPage />,
      { 'booking.roster': roster({ shifts: [{ ...shift, mine: false, swap }] }), 'booking.answerSwap': shift },
      of,
    )
    await press(/^同意换/)
    expect(city.inputsOf('booking.answerSwap')).toEqual([{ shiftId: 'sh-1', version: 2, answer: 'agree' }])
  })

  test('those who plan put somebody on a shift, with the reason', async () => {
    const { city } = await open(
      <RosterPage />,
      {
        'booking.roster': roster({ allowed: ['booking.editRoster', 'booking.editShift'] }),
        'booking.editShift': shift,
      },
      of,
    )
    await press(/^安排/)
    await tap(screen.getByRole('radio', { name: '咨询师乙' }))
    await press('就这样安排')
    expect(city.inputsOf('booking.editShift')).toEqual([])
    write('原因', '甲生病')
    await press('就这样安排')
    expect(city.inputsOf('booking.editShift')).toEqual([{ shiftId: 'sh-1', counsellorId: 'k-2', reason: '甲生病' }])
  })

  test('the turns and the shifts of a week are set', async () => {
    const { city } = await open(
      <RosterPage />,
      {
        'booking.roster': roster({ allowed: ['booking.editRoster'], phone: '041100000001' }),
        'booking.editRoster': { id: 'sv-2', version: 4 },
      },
      of,
    )
    await press('设置轮值')
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: '值班电话' }).value).toBe('041100000001')
    await tap(screen.getByRole('checkbox', { name: '咨询师乙' }))
    write('值班电话', '041112340000')
    await press('加一班')
    await press('保存并排班')
    expect(city.inputsOf('booking.editRoster')).toMatchObject([
      {
        serviceId: 'sv-2',
        version: 3,
        counsellorIds: ['k-1'],
        phone: '041112340000',
        templates: [{ id: 's1' }, { id: 's2' }],
      },
    ])
  })
})

describe('a counsellor', () => {
  const talk = {
    bookingId: 'bk-9',
    state: 'booked' as const,
    chosenName: '海风',
    startsAt: slot().startsAt,
    endsAt: slot().endsAt,
    answers: [],
    hasNote: true,
  }

  test('reads and writes their own note, and it stays off the phone', async () => {
    const { city } = await open(<TalksPage />, {
      'booking.appointments': { appointments: [talk] },
      'booking.note': { bookingId: 'bk-9', version: 2, text: '第一次' },
      'booking.saveNote': { id: 'bk-9', version: 3 },
    })
    await press('海风 的记录')
    expect((screen.getByRole('textbox', { name: '记录' }) as HTMLTextAreaElement).value).toBe('第一次')
    write('记录', '第二次，好些了')
    expect(JSON.stringify(Taro.getStorageInfoSync().keys)).not.toContain('talk')
    await press('保存')
    expect(city.inputsOf('booking.saveNote')).toEqual([{ bookingId: 'bk-9', version: 2, text: '第二次，好些了' }])
  })

  test('opens what to do in a crisis, and that asks and records nothing', async () => {
    const { city } = await open(<TalksPage />, { 'booking.appointments': { appointments: [talk] } })
    const before = city.asked.length
    await press('对方有危急迹象')
    expect(wentTo()).toBe('/counter/pages/crisis/index')
    expect(city.asked).toHaveLength(before)
  })

  test('calls from the crisis page in one tap', async () => {
    const { city } = await open(<Crisis />, {})
    const before = city.asked.length
    await press('拨打 120 急救')
    await press('拨打 12356 心理热线')
    expect(jest.mocked(phoneCall).mock.calls).toEqual([['120'], ['12356']])
    expect(city.asked).toHaveLength(before)
  })
})

describe('people with only a phone', () => {
  test('are found by their number, verified, and booked for', async () => {
    const { city } = await open(
      <ElderPage />,
      { 'booking.findPatron': { patrons: [elder] }, 'booking.verifyPatron': { id: 'e-1', version: 2 } },
      atSite,
    )
    write('手机号', '13000009010')
    await press('查一查登记过没有')
    await press('核对 演示老人 的身份证')
    write('身份证号', '210202194305080010')
    await press('看过本人身份证，核对')
    expect(city.inputsOf('booking.verifyPatron')).toEqual([{ patronId: 'e-1', idNumber: '210202194305080010' }])
    await press('替 演示老人 预约')
    expect(wentTo()).toContain('/booking/pages/site/index?id=st-1&guest=e-1')
  })

  test('are registered where nobody has the number yet, with a text to hand over', async () => {
    const { city } = await open(<ElderPage />, {
      'booking.findPatron': { patrons: [] },
      'area.search': { areas: [{ id: 'b-2', level: 'building', name: '和合大院2号楼', within: '中兴社区' }] },
      'booking.registerElder': { patronId: 'e-2', version: 1, handover: '您已登记，吃饭打这个电话' },
    })
    write('手机号', '13000009011')
    await press('查一查登记过没有')
    write('姓名', '演示老人乙')
    await press('登记')
    expect(screen.getByText('请找到并选择楼栋')).toBeTruthy()
    fireEvent.change(screen.getByLabelText('住在哪栋楼'), { target: { value: '和合' } })
    await rest()
    await tap(screen.getByText('和合大院2号楼'))
    write('房号', '1-101')
    await press('登记')
    expect(city.inputsOf('booking.registerElder')).toMatchObject([
      { name: '演示老人乙', phone: '13000009011', buildingId: 'b-2', unit: '1-101' },
    ])
    expect(screen.getByText('您已登记，吃饭打这个电话')).toBeTruthy()
  })
})

describe('settings', () => {
  const offered = { service: service(), site, allowed: ['booking.editService', 'booking.editSlot', 'booking.editMenu'] }

  test('of a service are changed with money in yuan, and kept in whole cents', async () => {
    const { city } = await open(
      <ServiceSettings />,
      { 'booking.service': offered, 'booking.editService': { id: 'sv-1', version: 2 } },
      { id: 'sv-1' },
    )
    write('价格（元）', '7.5')
    await press('加一个时段')
    await press('保存')
    expect(city.inputsOf('booking.editService')).toMatchObject([
      {
        serviceId: 'sv-1',
        version: 1,
        siteId: 'st-1',
        priceCents: 750,
        subsidies: [
          { fromAge: 60, cents: 300 },
          { fromAge: 70, cents: 500 },
        ],
        windows: [
          { id: 'lunch', places: 60 },
          { id: 'w1', mealTime: 'lunch' },
        ],
      },
    ])
  })

  test('that cannot be right are not sent', async () => {
    const { city } = await open(<ServiceSettings />, { 'booking.service': offered }, { id: 'sv-1' })
    write('提前几天可以约', '')
    await press('保存')
    expect(city.inputsOf('booking.editService')).toEqual([])
    expect(screen.getAllByRole('alert').length).toBeGreaterThan(0)
  })

  test('of a new site are for the community that opens it', async () => {
    const { city } = await open(
      <SiteSettings />,
      { 'booking.editSite': { id: 'st-9', version: 1 } },
      { area: '210202012004' },
    )
    write('站点名称', '便民服务点')
    write('地址', '中兴街1号')
    write('开放时间', '每天 9:00–17:00')
    await press('保存')
    expect(city.inputsOf('booking.editSite')).toMatchObject([
      { areaId: '210202012004', name: '便民服务点', open: true },
    ])
  })

  test('the places of all slots are counted again on demand, page by page', async () => {
    const { city } = await open(
      <SiteSettings />,
      {
        'booking.site': { site, services: [], allowed: ['booking.editSite'] },
        'booking.reconcile': ({ cursor }) => ({
          slots: 2,
          bookings: 5,
          offers: 0,
          wrong: cursor ? [{ slotId: 's', what: 'booked', stored: 2, counted: 1 }] : [],
          cursor: cursor ? undefined : 'next',
        }),
      },
      { id: 'st-1' },
    )
    await press('核对一遍')
    expect(city.inputsOf('booking.reconcile')).toHaveLength(2)
    expect(screen.getByText('4 个时段里有 1 处对不上，请联系管理员')).toBeTruthy()
  })

  test('one slot gets more places, or is closed with a reason that its people read', async () => {
    const { city } = await open(
      <SlotsPage />,
      { ...bookable(), 'account.me': staff, 'booking.editSlot': slot() },
      { service: 'sv-1' },
    )
    await press(/^改 /)
    write('名额', '80')
    await press('保存')
    expect(city.inputsOf('booking.editSlot')).toEqual([{ slotId: slot().slotId, places: 80 }])
    await press(/^改 /)
    await tap(screen.getByRole('radio', { name: /^停开/ }))
    write('停开的原因', '停水')
    await press('停开这一次')
    expect(city.inputsOf('booking.editSlot').at(-1)).toEqual({ slotId: slot().slotId, closed: true, reason: '停水' })
  })

  describe('of one date', () => {
    const on = { service: 'sv-1', date: slot().date }
    const edited = { id: 'sv-1', version: 2, cancelled: 0 }

    test('are reached from its day, also where it does not open, and for days further on', async () => {
      const says = { ...bookable(), 'account.me': staff }
      await open(<SlotsPage />, says, { service: 'sv-1' })
      await press(/^今天 .*不开放/)
      expect(wentTo()).toBe(`/counter/pages/hours/index?service=sv-1&date=${dayFrom(0)}`)
      write('哪一天', '20270501')
      await press('安排这一天')
      expect(wentTo()).toBe('/counter/pages/hours/index?service=sv-1&date=2027-05-01')
    })

    test('are changed: the usual ones are laid out, and whoever booked is told why', async () => {
      const { city } = await open(
        <HoursPage />,
        { ...bookable(), 'account.me': staff, 'booking.editDay': { ...edited, cancelled: 48 } },
        on,
      )
      expect(screen.getByText('这一天有 48 人约了或在排队')).toBeTruthy()
      await tap(screen.getByRole('radio', { name: /^换个时间开/ }))
      write('从', '10:00')
      write('到', '12:00')
      write('名额', '30')
      write('给大家的说明', '设备检修')
      write('为什么改', '设备检修，下午不开')
      await press('保存这一天')
      expect(city.inputsOf('booking.editDay')).toEqual([
        {
          serviceId: 'sv-1',
          version: 1,
          date: slot().date,
          plan: 'special',
          windows: [{ start: '10:00', end: '12:00', places: 30, mealTime: 'lunch' }],
          note: '设备检修',
          reason: '设备检修，下午不开',
        },
      ])
      expect(screen.getByText('48 个预约取消了，已经告诉他们。')).toBeTruthy()
    })

    test('are none where the day is closed, and the usual ones again', async () => {
      const closed = service({ exceptions: [{ date: slot().date, windows: [], note: '停电' }] })
      const { city } = await open(
        <HoursPage />,
        {
          ...bookable(),
          'account.me': staff,
          'booking.service': { service: closed, site, allowed: [] },
          'booking.slots': { days: [], slots: [] },
          'booking.editDay': edited,
        },
        on,
      )
      expect(screen.getByRole('radio', { name: /^这一天不开/ }).getAttribute('aria-checked')).toBe('true')
      await tap(screen.getByRole('radio', { name: /^照平时/ }))
      await press('保存这一天')
      expect(city.inputsOf('booking.editDay')).toEqual([
        { serviceId: 'sv-1', version: 1, date: slot().date, plan: 'usual', windows: [] },
      ])
    })

    test('that are garbled are said beside them, and not sent', async () => {
      const { city } = await open(<HoursPage />, { ...bookable(), 'account.me': staff }, on)
      await tap(screen.getByRole('radio', { name: /^换个时间开/ }))
      write('从', '十点')
      await press('保存这一天')
      expect(city.inputsOf('booking.editDay')).toEqual([])
      expect(screen.getByText(/^开始时间应像/)).toBeTruthy()
    })

    test('in a year without holidays say so', async () => {
      await open(
        <HoursPage />,
        {
          ...bookable(),
          'account.me': staff,
          'booking.slots': new ActionError('UNAVAILABLE', '还没有 2027 年的放假安排，等公布后才能预约'),
        },
        { service: 'sv-1', date: '2027-05-01' },
      )
      expect(screen.getByText(/还没有 2027 年的放假安排/)).toBeTruthy()
      expect(screen.queryByRole('button', { name: '保存这一天' })).toBeNull()
    })
  })

  test('say what one may be at meanwhile, and what the grid reads', async () => {
    const day = service({
      kind: 'dayCare',
      name: '日间照料',
      subsidies: [],
      deliversHome: false,
      questions: [{ id: 'q1', label: '怎么来', kind: 'text', options: [], required: false }],
    })
    const { city } = await open(
      <ServiceSettings />,
      { 'booking.service': { ...offered, service: day }, 'booking.editService': { id: 'sv-1', version: 2 } },
      { id: 'sv-1' },
    )
    expect(screen.getByRole('checkbox', { name: '老年食堂' }).getAttribute('aria-checked')).toBe('true')
    expect(screen.queryByRole('checkbox', { name: '心理咨询' })).toBeNull()
    await tap(screen.getByRole('checkbox', { name: '保健康复' }))
    const yesTo = (label: string) =>
      tap(within(screen.getByRole('radiogroup', { name: label })).getByRole('radio', { name: '是' }))
    await yesTo('告诉网格吗')
    await yesTo('填写的内容也告诉网格吗')
    await press('保存')
    expect(city.inputsOf('booking.editService')).toMatchObject([
      { during: ['canteen', 'familyDoctor'], tellsGrid: true, gridSeesAnswers: true },
    ])
  })

  test('a menu is changed, dish by dish', async () => {
    const { city } = await open(
      <MenuPage />,
      { ...bookable(), 'account.me': staff, 'booking.editMenu': { id: 'm-1', version: 2 } },
      { service: 'sv-1' },
    )
    await press('去掉 红烧肉套餐')
    await tap(screen.getByRole('checkbox', { name: '清真' }))
    await press(/^保存/)
    expect(city.inputsOf('booking.editMenu')).toEqual([
      {
        serviceId: 'sv-1',
        date: dayFrom(1),
        mealTime: 'lunch',
        version: 1,
        dishes: [{ id: 'tofu', name: '肉末豆腐套餐', cents: 500, diets: ['soft', 'lowSalt', 'halal'], allergens: [] }],
      },
    ])
    expect(screen.getByText('已保存')).toBeTruthy()
  })

  test('a pause is lifted with a reason', async () => {
    const { city } = await open(
      <PausesPage />,
      {
        'booking.pauses': {
          pauses: [
            { pauseId: 'p:1', version: 1, name: '演示居民甲', until: slot().startsAt, noShows: [slot().startsAt] },
          ],
        },
        'booking.liftPause': { pauseId: 'p:1' },
      },
      { service: 'sv-1' },
    )
    await press('恢复 演示居民甲 的预约')
    write('原因', '当时住院了')
    await press('恢复预约')
    expect(city.inputsOf('booking.liftPause')).toEqual([{ pauseId: 'p:1', reason: '当时住院了' }])
  })

  test('the holidays of a year are read back to be corrected, and a year that is known says so', async () => {
    const entry = { version: 3, holidays: ['2027-01-01'], workdays: ['2027-01-09'], source: '国办发明电〔2026〕1号' }
    const { city } = await open(<CalendarPage />, {
      'booking.calendar': ({ year }) => (year === 2026 ? { known: true } : { known: true, entry }),
      'booking.editCalendar': { id: '2027', version: 4 },
    })
    await act(async () => write('年份', '2026'))
    expect(screen.getByText('2026 年不用填')).toBeTruthy()
    await act(async () => write('年份', '2027'))
    await rest()
    expect(screen.getByText('2027 年填过了')).toBeTruthy()
    write('放假的日子', '20270101，20270102')
    await press('保存这一年')
    expect(city.inputsOf('booking.editCalendar')).toMatchObject([
      { year: 2027, version: 3, holidays: ['2027-01-01', '2027-01-02'], workdays: ['2027-01-09'] },
    ])
    expect(screen.getByText('2027 年已保存')).toBeTruthy()
  })

  test('the holidays of a year are entered as its notice lists them', async () => {
    const { city } = await open(<CalendarPage />, {
      'booking.calendar': { known: false },
      'booking.editCalendar': { id: '2027', version: 1 },
    })
    await act(async () => write('年份', '2027'))
    expect(screen.getByText('2027 年还没有填，现在不能预约')).toBeTruthy()
    write('放假的日子', '20270101，20270102\n20270103')
    write('调休上班的日子', '20270109')
    write('通知文号', '国办发明电〔2026〕1号')
    await press('保存这一年')
    expect(city.inputsOf('booking.editCalendar')).toEqual([
      {
        year: 2027,
        holidays: ['2027-01-01', '2027-01-02', '2027-01-03'],
        workdays: ['2027-01-09'],
        source: '国办发明电〔2026〕1号',
      },
    ])
  })
})

test.each([
  ['7.5', 750],
  ['12', 1200],
  ['0.05', 5],
  ['1.005', Number.NaN],
  ['七', Number.NaN],
  ['', Number.NaN],
])('%s yuan are %d cents', (yuan, cents) => expect(centsOf(yuan)).toBe(cents))

test('cents are shown as one would type them', () =>
  expect([750, 1200, 5].map(typedYuan)).toEqual(['7.5', '12', '0.05']))
