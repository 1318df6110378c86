import type { SlotAnswer } from '@contract/booking'
import { ActionError, conflict } from '@contract/errors'
import { cleanup, screen, within } from '@testing-library/react'
import type { ReactElement } from 'react'
import Home from '@/pages/home'
import { phoneCall } from '@/platform/device'
import { subscriptions } from '@/platform/subscriptions'
import {
  bookable,
  booking,
  child,
  childcare,
  dayFrom,
  elder,
  patron,
  service,
  site,
  slot,
  summary,
  talk,
  wait,
} from '@/testing/booking'
import { type City, fakeCity, offline, renderWith, resident, storesOf } from '@/testing/city'
import { press, rest, tap, write } from '@/testing/hands'
import Taro, { openWith, resetTaro } from '@/testing/taro'
import Book from './pages/book'
import BookingPage from './pages/booking'
import CardPage from './pages/card'
import Kinds from './pages/kinds'
import MinePage from './pages/mine'
import PeoplePage from './pages/people'
import ProxyPage from './pages/proxy'
import ServicePage from './pages/service'
import SitePage from './pages/site'
import SitesPage from './pages/sites'

jest.mock('@/platform/device', () => ({
  ...jest.requireActual('@/platform/device'),
  phoneCall: jest.fn(),
  copy: jest.fn(async () => true),
}))

beforeEach(() => {
  resetTaro()
  jest.mocked(phoneCall).mockReset()
})

async function open(
  page: ReactElement,
  says: City,
  query: Record<string, string> = {},
  personId: string | null = 'p-1',
) {
  openWith(query)
  const city = fakeCity(says)
  const stores = storesOf(city, personId ?? undefined)
  renderWith(stores, page)
  await rest()
  return { city, stores }
}

const wentTo = () => (jest.mocked(Taro.navigateTo).mock.calls.at(-1)?.[0] as { url: string } | undefined)?.url
const replacedBy = () => (jest.mocked(Taro.redirectTo).mock.calls.at(-1)?.[0] as { url: string } | undefined)?.url

describe('12356', () => {
  const unreachable: [string, ReactElement, Record<string, string>][] = [
    ['the home page', <Home key='h' />, {}],
    ['the list of services', <Kinds key='k' />, {}],
    ['the list of sites', <SitesPage key='s' />, { kind: 'counselling' }],
    ['the page of the site', <SitePage key='t' />, { id: 'st-1', kind: 'counselling' }],
    ['the days of the service', <ServicePage key='v' />, { id: 'sv-2', kind: 'counselling' }],
    ['the last step', <Book key='b' />, { service: 'sv-2', slot: 's', date: dayFrom(1), kind: 'counselling' }],
    ['the booking itself', <BookingPage key='g' />, { id: 'bk-1', kind: 'counselling' }],
  ]

  test.each(unreachable)(
    'is one tap away on %s, signed in or not, and asks the city nothing',
    async (_, page, query) => {
      // Nobody is signed in, and nothing can be reached
      const { city } = await open(page, {}, query, null)
      const before = city.asked.length
      await press(/^拨打 12356 心理热线，不用登录/)
      expect(phoneCall).toHaveBeenCalledTimes(1)
      expect(phoneCall).toHaveBeenLastCalledWith('12356')
      expect(city.asked).toHaveLength(before)
      expect(Taro.getStorageInfoSync().keys).toEqual([])
    },
  )

  test('stays when the service has answered, and beside it who is on duty', async () => {
    await open(
      <ServicePage />,
      {
        ...bookable(talk()),
        'booking.duty': {
          onDuty: { counsellor: '咨询师甲', phone: '041112340000', until: slot().endsAt },
          fallback: '12356',
        },
      },
      { id: 'sv-2' },
    )
    expect(screen.getByRole('button', { name: /^拨打 12356/ })).toBeTruthy()
    await press('打电话给值班的咨询师甲')
    expect(phoneCall).toHaveBeenLastCalledWith('041112340000')
  })

  test('is what there is when nobody is on duty', async () => {
    await open(<ServicePage />, bookable(talk()), { id: 'sv-2' })
    expect(screen.getByText('站点现在没有咨询师值班')).toBeTruthy()
    expect(screen.getByRole('button', { name: /^拨打 12356/ })).toBeTruthy()
  })
})

describe('finding a service', () => {
  test('the kinds lead to the sites that offer them', async () => {
    await open(<Kinds />, { 'account.me': resident() })
    await press(/^老年食堂/)
    expect(wentTo()).toBe('/booking/pages/sites/index?kind=canteen')
  })

  test('sites are asked for from home, and lead to their days', async () => {
    const card = {
      serviceId: 'sv-1',
      kind: 'canteen' as const,
      name: '老年食堂',
      hint: '吃饭',
      open: true,
      priceCents: 800,
      leftToday: 12,
    }
    const { city } = await open(
      <SitesPage />,
      { 'account.me': resident(), 'booking.sites': { sites: [{ ...site, metres: 1240, services: [card] }] } },
      { kind: 'canteen' },
    )
    expect(city.inputsOf('booking.sites')).toMatchObject([{ kind: 'canteen', near: { lng: 121.67, lat: 38.9 } }])
    expect(screen.getByText('1.2 公里')).toBeTruthy()
    expect(screen.getByText('今天余 12')).toBeTruthy()
    await press('预约老年食堂，中兴社区综合服务站')
    expect(wentTo()).toBe('/booking/pages/service/index?id=sv-1&kind=canteen')
  })

  test('none near, and a city out of reach, each say what to do', async () => {
    await open(<SitesPage />, { 'account.me': resident(), 'booking.sites': { sites: [] } }, { kind: 'legalClinic' })
    expect(screen.getByText('附近还没有法治超市')).toBeTruthy()
  })

  test('a city out of reach is tried again', async () => {
    const { city } = await open(
      <SitesPage />,
      { 'account.me': resident(), 'booking.sites': offline() },
      { kind: 'canteen' },
    )
    city.says['booking.sites'] = { sites: [] }
    await press('重试')
    expect(screen.getByText('附近还没有老年食堂')).toBeTruthy()
  })

  test('a site says where it is and is called', async () => {
    await open(<SitePage />, { 'booking.site': { site, services: [], allowed: [] } }, { id: 'st-1' })
    await tap(screen.getByText('打电话给站点'))
    expect(phoneCall).toHaveBeenLastCalledWith('041100000000')
    expect(screen.queryByText('站点设置')).toBeNull()
  })

  test('days say what is left, and a closed one why', async () => {
    await open(<ServicePage />, bookable(), { id: 'sv-1' })
    expect(screen.getByRole('radio', { name: /^明天.*余 12$/ }).getAttribute('aria-checked')).toBe('true')
    await tap(screen.getByRole('radio', { name: /^今天.*不开$/ }))
    expect(screen.getByText(/^今天 .*不开放$/)).toBeTruthy()
  })

  test('say what this person will pay, and why it is not less', async () => {
    const priced = (price: SlotAnswer['price']) => ({
      ...bookable(),
      'booking.slots': { days: [{ date: slot().date, kind: 'workday' as const }], slots: [slot({ price })] },
    })
    await open(<ServicePage />, priced({ cents: 800, subsidyCents: 300 }), { id: 'sv-1' })
    expect(screen.getByText('付 5 元起，已减补贴 3 元')).toBeTruthy()
    cleanup()
    await open(<ServicePage />, priced({ cents: 800, subsidyCents: 0, noSubsidy: 'used' }), { id: 'sv-1' })
    expect(screen.getByText('付 8 元起。这一餐已经补过一次')).toBeTruthy()
  })

  test('behind the last day whose holidays are known there is no way on, and always one back', async () => {
    const says = { ...bookable(service({ daysAhead: 30 })) }
    const { city } = await open(<ServicePage />, says, { id: 'sv-1' })
    city.says['booking.slots'] = new ActionError('UNAVAILABLE', '还没有 2027 年的放假安排，等公布后才能预约')
    await press('再往后看')
    expect(screen.getByText(/还没有 2027 年的放假安排/)).toBeTruthy()
    city.says['booking.slots'] = { days: [], slots: [], unknownFrom: '2027-01-01' }
    await press('看前几天')
    expect(screen.getByText('2027 年的放假安排还没有公布')).toBeTruthy()
    expect(screen.queryByRole('button', { name: '再往后看' })).toBeNull()
  })

  test('a year whose holidays nobody knows yet is said', async () => {
    await open(
      <ServicePage />,
      { ...bookable(), 'booking.slots': { days: [], slots: [], unknownFrom: '2027-01-01' } },
      { id: 'sv-1' },
    )
    expect(screen.getByText('2027 年的放假安排还没有公布')).toBeTruthy()
  })

  test('whoever is paused reads why, and sees no button that would not work', async () => {
    const says = bookable()
    says['booking.service'] = {
      ...(says['booking.service'] as object),
      pause: { until: slot().startsAt, why: '30 天内有 3 次约了没有来' },
    } as never
    await open(<ServicePage />, says, { id: 'sv-1' })
    expect(screen.getByText('30 天内有 3 次约了没有来')).toBeTruthy()
    expect(screen.queryByText('约这个时间')).toBeNull()
  })
})

describe('booking', () => {
  const query = { service: 'sv-1', slot: slot().slotId, date: slot().date }
  const made = { bookingId: 'bk-1', code: '518892', priceCents: 500, subsidyCents: 800, state: 'booked' as const }

  test('takes three taps: the service, its time, the button', async () => {
    await open(<ServicePage />, bookable(), { id: 'sv-1' })
    await press('约 午餐 11:00–12:30')
    expect(wentTo()).toContain(`/booking/pages/book/index?service=sv-1&slot=${slot().slotId}&date=${slot().date}`)
  })

  test('the last of them sends what fits the person, and leads to the code', async () => {
    const { city } = await open(<Book />, { ...bookable(), 'booking.book': made }, query)
    await press('预约')
    expect(city.inputsOf('booking.book')).toEqual([
      {
        slotId: slot().slotId,
        answers: {},
        meal: { eating: 'here', dishes: [{ dishId: 'pork', portions: 1 }] },
      },
    ])
    expect(replacedBy()).toBe('/booking/pages/booking/index?id=bk-1&done=1&kind=canteen')
  })

  test('says before what will be paid, for whoever it is for, dishes and all', async () => {
    const slots = ({ forPersonId }: { forPersonId?: string }) => ({
      days: [{ date: slot().date, kind: 'workday' as const }],
      slots: [
        slot({
          price: forPersonId
            ? { cents: 800, subsidyCents: 2000 }
            : { cents: 800, subsidyCents: 0, noSubsidy: 'unverified' as const },
        }),
      ],
    })
    const says = {
      ...bookable(),
      'booking.slots': slots,
      'booking.patrons': { patrons: [patron(), elder] },
    }
    await open(<Book />, says, query)
    // With what makes it up, and beside the button
    expect(screen.getAllByText('要付 16 元')).toHaveLength(2)
    expect(screen.getByText('出生日期还没有请站点核对，先不减补贴。')).toBeTruthy()
    await tap(screen.getByRole('radio', { name: /^演示老人/ }))
    expect(screen.getAllByText('演示老人要付 0 元')).toHaveLength(2)
    expect(screen.getByText('一共 13 元，补贴 13 元。')).toBeTruthy()
  })

  test('what one is allergic to is neither chosen nor kept quiet', async () => {
    const says = { ...bookable(), 'booking.patrons': { patrons: [patron({ allergies: ['soy'] })] } }
    await open(<Book />, says, query)
    expect(screen.getByText('有大豆，吃了会过敏')).toBeTruthy()
    expect(screen.getByRole('button', { name: '肉末豆腐套餐 少一份' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: '红烧肉套餐 少一份' })).toBeNull()
  })

  test('for an elder who let me, brought to their own door', async () => {
    const says = { ...bookable(), 'booking.patrons': { patrons: [patron(), elder] }, 'booking.book': made }
    const { city } = await open(<Book />, says, query)
    await tap(screen.getByRole('radio', { name: /^演示老人/ }))
    await tap(screen.getByRole('radio', { name: '送餐到家，送到和合大院2号楼 2-202' }))
    await press('预约')
    expect(city.inputsOf('booking.slots').at(-1)).toMatchObject({ forPersonId: 'e-1' })
    expect(city.inputsOf('booking.book')).toMatchObject([
      { forPersonId: 'e-1', meal: { eating: 'delivery', dishes: [{ dishId: 'tofu', portions: 1 }] } },
    ])
  })

  test('for oneself the meal is brought to where one lives', async () => {
    const { city } = await open(<Book />, { ...bookable(), 'booking.book': made }, query)
    await tap(screen.getByRole('radio', { name: /^送餐到家/ }))
    await press('预约')
    expect(city.inputsOf('booking.book')).toMatchObject([{ meal: { buildingId: 'b-3', unit: '2-301' } }])
  })

  test('of a child needs the child’s card first, and then asks for the child', async () => {
    const where = { service: 'sv-3', slot: slot().slotId, date: slot().date }
    const { city } = await open(<Book />, bookable(childcare(), slot({ mealTime: undefined })), where)
    expect(screen.queryByRole('button', { name: '预约' })).toBeNull()
    await press('添加孩子')
    expect(wentTo()).toBe('/booking/pages/card/index?kind=child')
    expect(city.inputsOf('booking.book')).toEqual([])
  })

  test('of a child with a card is for that child', async () => {
    const says = bookable(childcare(), slot({ mealTime: undefined }))
    const { city } = await open(
      <Book />,
      { ...says, 'booking.patrons': { patrons: [patron(), child] }, 'booking.book': made },
      { service: 'sv-3', slot: slot().slotId, date: slot().date },
    )
    await press('预约')
    expect(city.inputsOf('booking.book')).toMatchObject([{ forPersonId: 'c-1' }])
  })

  test('whoever cannot book reads why before they try', async () => {
    await open(<Book />, bookable(service(), slot({ why: '这项服务 60 岁起' })), query)
    expect(screen.getByText('这项服务 60 岁起')).toBeTruthy()
    expect(screen.getByRole('button', { name: '现在不能预约' }).getAttribute('aria-disabled')).toBe('true')
  })

  test('a question that is not answered is asked beside itself', async () => {
    const asking = service({ questions: [{ id: 'q1', label: '要吃药吗', kind: 'yesNo', options: [], required: true }] })
    const { city } = await open(
      <Book />,
      {
        ...bookable(asking),
        'booking.book': new ActionError('INVALID', '请回答', { 'answers.q1': '请回答：要吃药吗' }),
      },
      query,
    )
    await press('预约')
    expect(screen.getByText('请回答：要吃药吗')).toBeTruthy()
    city.says['booking.book'] = made
    await tap(screen.getByRole('radio', { name: '否' }))
    await press('预约')
    expect(city.inputsOf('booking.book').at(-1)).toMatchObject({ answers: { q1: '否' } })
  })

  test('without a network nothing is lost, and the next tap is the same booking', async () => {
    const { city } = await open(<Book />, { ...bookable(), 'booking.book': offline() }, query)
    write('跟厨房说一句', '少放盐')
    await press('预约')
    expect(screen.getByText('连不上服务，请检查网络后再试')).toBeTruthy()
    city.says['booking.book'] = made
    await press('预约')
    const attempts = city.asked.filter(({ name }) => name === 'booking.book')
    expect(attempts.map(({ input }) => (input as { meal: { note: string } }).meal.note)).toEqual(['少放盐', '少放盐'])
    expect(new Set(attempts.map(({ requestId }) => requestId)).size).toBe(1)
  })

  test('a place that somebody else took leaves the line', async () => {
    const { city } = await open(<Book />, { ...bookable(), 'booking.book': conflict('刚刚约满了') }, query)
    city.says['booking.slots'] = {
      days: [{ date: slot().date, kind: 'workday' }],
      slots: [slot({ state: 'full', left: 0, waiting: 2 })],
    }
    city.says['booking.joinWaitlist'] = { waitId: 'w-1', position: 3 }
    await press('预约')
    expect(screen.getByText('刚刚约满了')).toBeTruthy()
    await press('排队等空位')
    expect(city.inputsOf('booking.joinWaitlist')).toMatchObject([{ slotId: slot().slotId }])
    expect(replacedBy()).toBe('/booking/pages/mine/index')
  })

  test('a talk with a counsellor asks for a chosen name, for nobody else, and keeps nothing on the phone', async () => {
    const talking = bookable(talk(), slot({ mealTime: undefined }))
    const { city } = await open(
      <Book />,
      { ...talking, 'booking.book': made },
      { service: 'sv-2', slot: slot().slotId, date: slot().date, kind: 'counselling' },
    )
    write('怎么称呼您', '海风')
    expect(JSON.stringify(Taro.getStorageInfoSync().keys.map((key) => Taro.getStorageSync(key)))).not.toContain('海风')
    await press('预约')
    expect(city.inputsOf('booking.book')).toEqual([{ slotId: slot().slotId, answers: {}, chosenName: '海风' }])
    expect(city.inputsOf('booking.patrons')).toEqual([])
  })

  test('the same again brings back for whom and how it was eaten', async () => {
    const before = booking({
      booking: summary({ patronId: 'e-1' }),
      answers: [],
      meal: { eating: 'delivery', dishes: [], diets: [], allergies: [], note: '饭软一点' },
    })
    const says = { ...bookable(), 'booking.patrons': { patrons: [patron(), elder] }, 'booking.get': before }
    await open(<Book />, says, { ...query, again: 'bk-0' })
    expect((screen.getByRole('textbox', { name: '跟厨房说一句' }) as HTMLInputElement).value).toBe('饭软一点')
    expect(screen.getByRole('radio', { name: /^演示老人/ }).getAttribute('aria-checked')).toBe('true')
    expect(screen.getByRole('radio', { name: /^送餐到家/ }).getAttribute('aria-checked')).toBe('true')
  })

  test('the same again lays the same dishes on the table, by their names, without what one cannot eat', async () => {
    const chosen = async (...names: string[]) => {
      const dishes = names.map((name, i) => ({ dishId: `d${i}`, name, portions: 2 }))
      const meal = { eating: 'here', dishes, diets: [], allergies: [] }
      const says = {
        ...bookable(),
        'booking.patrons': { patrons: [patron({ allergies: ['soy'] })] },
        'booking.get': booking({ meal }),
        'booking.book': made,
      }
      const { city } = await open(<Book />, says, { ...query, again: 'bk-0' })
      await press('预约')
      cleanup()
      return city.inputsOf('booking.book').map((input) => (input as { meal: { dishes: object[] } }).meal.dishes)
    }
    expect(await chosen('肉末豆腐套餐', '今天没有的菜')).toEqual([[{ dishId: 'tofu', portions: 2 }]])
    expect(await chosen('红烧肉套餐')).toEqual([[{ dishId: 'tofu', portions: 1 }]])
  })

  test('staff book for the person at the counter, whose card is not among their own', async () => {
    const { city } = await open(
      <Book />,
      { ...bookable(), 'booking.book': { ...made, handover: '您已约好' } },
      { ...query, guest: 'e-9', guestName: '演示老人' },
    )
    expect(screen.getByText('替 演示老人 预约')).toBeTruthy()
    await press('预约')
    expect(city.inputsOf('booking.book')).toMatchObject([{ forPersonId: 'e-9' }])
    expect(replacedBy()).toContain('handover=')
  })
})

describe('a booking', () => {
  test('shows its code large and as QR, and what is to pay', async () => {
    await open(<BookingPage />, { 'account.me': resident(), 'booking.get': booking() }, { id: 'bk-1', done: '1' })
    expect(screen.getByText('约好了')).toBeTruthy()
    expect(screen.getByText('518 892')).toBeTruthy()
    expect(screen.getByRole('img', { name: '预约码 518892 的二维码' })).toBeTruthy()
    expect(screen.getByText('到站点付 5 元')).toBeTruthy()
    expect(screen.getByText('已经减掉补贴 8 元。')).toBeTruthy()
  })

  test('is reminded of once by WeChat, if its person taps for it; a talk never is', async () => {
    subscriptions.available = true
    const ask = jest.spyOn(subscriptions, 'ask').mockResolvedValue(['reminder'])
    const says: City = {
      'account.me': resident(),
      'booking.get': booking(),
      'account.allowMessages': { allowance: { reminder: 1 } },
    }
    const { city } = await open(<BookingPage />, says, { id: 'bk-1' })
    expect(ask).not.toHaveBeenCalled()
    await press('到时提醒我')
    expect(city.inputsOf('account.allowMessages')).toEqual([{ templates: ['reminder'] }])
    expect(screen.getByText('好的，到时微信会提醒您一次。')).toBeTruthy()
    cleanup()
    await open(
      <BookingPage />,
      { ...says, 'booking.get': booking({ booking: summary({ kind: 'counselling' }) }) },
      { id: 'bk-1' },
    )
    expect(screen.queryByText('到时提醒我')).toBeNull()
    subscriptions.available = false
  })

  test('is cancelled after being asked once more', async () => {
    const { city } = await open(
      <BookingPage />,
      {
        'account.me': resident(),
        'booking.get': booking(),
        'booking.cancel': { bookingId: 'bk-1', state: 'cancelled' },
      },
      { id: 'bk-1' },
    )
    await press('取消预约')
    expect(city.inputsOf('booking.cancel')).toEqual([])
    city.says['booking.get'] = booking({ booking: summary({ state: 'cancelled', allowed: [] }) })
    await tap(within(screen.getByRole('dialog')).getByRole('button', { name: '取消预约' }))
    expect(city.inputsOf('booking.cancel')).toEqual([{ bookingId: 'bk-1' }])
    expect(screen.getByText('已取消')).toBeTruthy()
    expect(screen.queryByText('518 892')).toBeNull()
    await press('再约一次')
    expect(wentTo()).toBe('/booking/pages/service/index?id=sv-1&kind=canteen&again=bk-1')
  })

  test('moves to another time, and keeps the old one until that is certain', async () => {
    const { city } = await open(
      <ServicePage />,
      { ...bookable(), 'booking.change': conflict('刚刚约满了') },
      { id: 'sv-1', change: 'bk-1' },
    )
    await press('改到 午餐 11:00–12:30')
    await tap(within(screen.getByRole('dialog')).getByRole('button', { name: '改到这个时间' }))
    expect(screen.getByText('刚刚约满了')).toBeTruthy()
    city.says['booking.change'] = { bookingId: 'bk-1', code: '518892', priceCents: 0, subsidyCents: 0, state: 'booked' }
    await press('改到 午餐 11:00–12:30')
    await tap(within(screen.getByRole('dialog')).getByRole('button', { name: '改到这个时间' }))
    expect(city.inputsOf('booking.change').at(-1)).toEqual({ bookingId: 'bk-1', slotId: slot().slotId })
    expect(replacedBy()).toBe('/booking/pages/booking/index?id=bk-1&done=1')
  })

  test('of a child who is there shows the pick-up code, and a new one on demand', async () => {
    const there = booking({
      booking: summary({ kind: 'childcare', state: 'checkedIn', allowed: ['booking.renewPickupCode'] }),
      pickupCode: '274031',
    })
    const { city } = await open(
      <BookingPage />,
      {
        'account.me': resident(),
        'booking.get': there,
        'booking.renewPickupCode': { bookingId: 'bk-1', pickupCode: '900112' },
      },
      { id: 'bk-1' },
    )
    expect(screen.getByText('274 031')).toBeTruthy()
    city.says['booking.get'] = { ...there, pickupCode: '900112' }
    await press('换一个接送码')
    expect(screen.getByText('900 112')).toBeTruthy()
  })

  test('that the grid was told of leads to what the grid does about it', async () => {
    const view = {
      booking: summary(),
      site,
      answers: [],
      cancelUntil: slot().startsAt,
      events: [],
      itemId: '261124-00000001',
    }
    await open(<BookingPage />, { 'booking.get': view }, { id: 'bk-1' })
    await tap(screen.getByText('网格员知道这次预约'))
    expect(wentTo()).toBe('/hazard/pages/item/index?id=261124-00000001')
  })

  test('that may not be cancelled any more has no such button', async () => {
    const late = booking({ booking: summary({ allowed: [] }) })
    await open(<BookingPage />, { 'account.me': resident(), 'booking.get': late }, { id: 'bk-1' })
    expect(screen.queryByRole('button', { name: '取消预约' })).toBeNull()
    expect(screen.queryByRole('button', { name: '改时间' })).toBeNull()
  })
})

describe('my bookings', () => {
  const mine = (...waits: ReturnType<typeof wait>[]): City => ({
    'account.me': resident(),
    'booking.mine': { bookings: [summary()], waits },
  })

  test('say when, where and the code', async () => {
    await open(<MinePage />, mine(wait()))
    expect(screen.getByText('预约码 518892')).toBeTruthy()
    expect(screen.getByText('您前面还有 2 人。')).toBeTruthy()
  })

  test('a place that is kept stands first, says until when, and is taken with one tap', async () => {
    const { city } = await open(
      <MinePage />,
      mine(wait(), wait({ waitId: 'w-2', state: 'offered', position: undefined, offerUntil: slot().startsAt })),
    )
    expect(screen.getByText(/^有空位了，给您留到明天.*过时会让给下一位。$/)).toBeTruthy()
    const texts = document.body.textContent ?? ''
    expect(texts.indexOf('有空位了')).toBeLessThan(texts.indexOf('您前面还有'))
    city.says['booking.acceptOffer'] = { bookingId: 'bk-2', code: '1', priceCents: 0, subsidyCents: 0, state: 'booked' }
    await press('要这个名额')
    expect(city.inputsOf('booking.acceptOffer')).toEqual([{ offerId: 'w-2' }])
    expect(wentTo()).toBe('/booking/pages/booking/index?id=bk-2&kind=canteen')
  })

  test('a line for a talk has 12356 above it', async () => {
    await open(<MinePage />, { 'booking.mine': { bookings: [], waits: [wait({ kind: 'counselling' })] } })
    expect(screen.getByRole('button', { name: /^拨打 12356/ })).toBeTruthy()
  })

  test('whoever leaves a line is asked once more', async () => {
    const { city } = await open(<MinePage />, { ...mine(wait()), 'booking.leaveWaitlist': { waitId: 'w-1' } })
    await press('不排了')
    await tap(within(screen.getByRole('dialog')).getByRole('button', { name: '退出排队' }))
    expect(city.inputsOf('booking.leaveWaitlist')).toEqual([{ waitId: 'w-1' }])
  })

  test('of before are a tap away, each with the same again', async () => {
    const { city } = await open(<MinePage />, mine())
    city.says['booking.mine'] = { bookings: [summary({ state: 'done', allowed: [] })], waits: [] }
    await tap(screen.getByRole('tab', { name: '以前的' }))
    expect(city.inputsOf('booking.mine').at(-1)).toMatchObject({ scope: 'past' })
    await press('老年食堂再约一次')
    expect(wentTo()).toContain('again=bk-1')
  })

  test('none yet, and nobody signed in, each say what to do', async () => {
    await open(<MinePage />, { 'account.me': resident(), 'booking.mine': { bookings: [], waits: [] } })
    expect(screen.getByText('没有要去的预约')).toBeTruthy()
  })

  test('nobody signed in is led to sign in', async () => {
    await open(<MinePage />, { 'booking.mine': new ActionError('UNAUTHENTICATED', '请先登录') }, {}, null)
    expect(screen.getByText('还没有登录')).toBeTruthy()
  })
})

describe('cards and proxies', () => {
  const grant = {
    proxyId: 'e-1:p-1',
    version: 1,
    state: 'active' as const,
    name: '演**人',
    side: 'received' as const,
    patronId: 'e-1',
    scope: ['canteen' as const],
    until: slot().startsAt,
    recordedBy: '第1网格网格员',
  }

  test('say for whom I may book, what for, and who wrote it down', async () => {
    await open(<PeoplePage />, {
      'account.me': resident(),
      'booking.patrons': { patrons: [patron(), child, elder] },
      'booking.proxies': {
        proxies: [grant, { ...grant, proxyId: 'p-1:x', side: 'given', name: '王*', recordedBy: undefined }],
      },
    })
    expect(screen.getByText('替 演示老人')).toBeTruthy()
    expect(screen.getByText('由第1网格网格员登记')).toBeTruthy()
    expect(screen.getByText('谁能替我约：老年食堂')).toBeTruthy()
    expect(screen.getByText(/过敏：花生/)).toBeTruthy()
  })

  test('one that I gave is taken back after being asked once more', async () => {
    const { city } = await open(<PeoplePage />, {
      'account.me': resident(),
      'booking.patrons': { patrons: [patron()] },
      'booking.proxies': { proxies: [{ ...grant, side: 'given', name: '王*' }] },
      'booking.revokeProxy': { proxyId: 'e-1:p-1', state: 'revoked' },
    })
    await press('收回：王*')
    await tap(within(screen.getByRole('dialog')).getByRole('button', { name: '收回' }))
    expect(city.inputsOf('booking.revokeProxy')).toEqual([{ proxyId: 'e-1:p-1' }])
  })

  test('a code that somebody gave me is entered here', async () => {
    const { city } = await open(<PeoplePage />, {
      'account.me': resident(),
      'booking.patrons': { patrons: [patron()] },
      'booking.proxies': { proxies: [] },
      'booking.acceptProxy': { proxyId: 'x', patronId: 'e-1' },
    })
    await tap(screen.getByText('我收到了代约码'))
    write('代约码', '1234 5678')
    await press('替对方预约')
    expect(city.inputsOf('booking.acceptProxy')).toEqual([{ code: '12345678' }])
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  test('I let a neighbour book my meals for a month, and get the code to pass on', async () => {
    const { city } = await open(<ProxyPage />, {
      'booking.grantProxy': { proxyId: 'x', state: 'invited', code: '12345678', handover: '请输入 12345678' },
    })
    await press('让对方替我约')
    expect(screen.getByText('手机号应为 11 位数字')).toBeTruthy()
    write('对方的手机号', '13000000001')
    await tap(screen.getByRole('checkbox', { name: '日间照料' }))
    await tap(screen.getByRole('radio', { name: '一个月' }))
    expect(screen.queryByRole('checkbox', { name: '心理咨询' })).toBeNull()
    await press('让对方替我约')
    expect(city.inputsOf('booking.grantProxy')).toEqual([
      { phone: '13000000001', scope: ['canteen', 'dayCare'], until: dayFrom(30) },
    ])
    expect(screen.getByText('1234')).toBeTruthy()
    expect(screen.getByText('请输入 12345678')).toBeTruthy()
  })

  test('a child’s card keeps who may fetch, and is not taken half filled', async () => {
    const { city } = await open(<CardPage />, { 'booking.patrons': { patrons: [patron()] } }, { kind: 'child' })
    write('孩子的姓名', '演示儿童')
    write('出生日期', '20190816')
    await tap(screen.getByRole('checkbox', { name: '花生' }))
    write('紧急联系人', '演示家长')
    write('紧急联系人手机号', '13000009001')
    await press('加一个来接的人')
    write('姓名', '演示外婆')
    write('手机号', '130')
    write('是孩子的', '外婆')
    await press('保存')
    expect(screen.getByText('手机号应为 11 位数字')).toBeTruthy()
    expect(city.inputsOf('booking.savePatron')).toEqual([])
    city.says['booking.savePatron'] = { id: 'c-1', version: 1 }
    write('手机号', '13000009002')
    await press('保存')
    expect(city.inputsOf('booking.savePatron')).toMatchObject([
      {
        kind: 'child',
        name: '演示儿童',
        birthday: '2019-08-16',
        allergies: ['peanut'],
        fetchers: [{ name: '演示外婆', phone: '13000009002', relation: '外婆' }],
      },
    ])
    expect(Taro.navigateBack).toHaveBeenCalled()
  })

  test('one’s own card that nobody has written yet is written the first time', async () => {
    const { city } = await open(
      <CardPage />,
      { 'booking.patrons': { patrons: [patron()] }, 'booking.savePatron': { id: 'p-1', version: 1 } },
      { id: 'p-1' },
    )
    await press('保存')
    const [request] = city.inputsOf('booking.savePatron') as { version?: number; patronId?: string }[]
    expect([request.version, request.patronId]).toEqual([undefined, undefined])
  })

  test('somebody else’s card is only shown', async () => {
    await open(<CardPage />, { 'booking.patrons': { patrons: [patron(), elder] } }, { id: 'e-1' })
    expect(screen.queryByRole('button', { name: '保存' })).toBeNull()
    expect(screen.getByText('吃：软食')).toBeTruthy()
  })
})
