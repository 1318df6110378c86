import { ActionError } from '@contract/errors'
import { uploadPhoto } from '@/platform/files'
import { fakeCity, offline, resident, storesOf } from '@/testing/city'
import { building, categories, fireExit, gas, near, reportAnswer } from '@/testing/hazard'
import Taro, { resetTaro } from '@/testing/taro'
import { Categories } from './categories'
import { ReportForm, takeBack } from './report-form'
import { SentReports } from './sent-reports'

jest.mock('@/platform/files', () => ({ uploadPhoto: jest.fn() }))
const upload = uploadPhoto as jest.MockedFunction<typeof uploadPhoto>

const receipt = '1234567890123456'

beforeEach(() => {
  resetTaro()
  upload.mockReset()
})

function calm() {
  return fakeCity({
    'account.me': resident(),
    'hazard.categories': { categories },
    'hazard.nearby': { items: [] },
    'area.building': building,
    'area.locate': { candidates: [], rule: 'communityDesk', buildings: [] },
    'hazard.report': ({ confidential }) => reportAnswer(confidential ? receipt : undefined),
  })
}

async function atHome(city = calm()) {
  const stores = storesOf(city, 'p-1')
  await stores.session.load()
  const list = new Categories(city.call)
  await list.load()
  const sent = new SentReports(stores.outbox)
  const open = () => new ReportForm(stores, list, sent)
  return { city, stores, sent, open, form: open() }
}

/** Answers every question for a named report at home. */
async function fill(form: ReportForm, { confidential = false } = {}) {
  form.chooseCategory(fireExit)
  form.set({ description: '三楼楼道堆满纸箱', place: '3单元5楼', confidential })
  form.chooseWhere(form.home)
  await form.lookAround()
}

/** Everything on the device, as one text. */
const stored = () =>
  Taro.getStorageInfoSync()
    .keys.map((key) => String(Taro.getStorageSync(key)))
    .join('\n')

test('it goes on from a question only when that one is answered', async () => {
  const { form } = await atHome()
  form.chooseCategory(fireExit)
  expect(form.value.step).toBe(2)
  form.next()
  expect(form.value.step).toBe(2)
  expect(form.error('description')).toBe('情况描述至少写 2 个字')
  form.set({ description: '堆满纸箱' })
  expect(form.error('description')).toBeUndefined()
  form.next()
  expect(form.value.step).toBe(3)
  form.next()
  expect(form.error('point')).toMatch(/请选择位置/)
  form.chooseWhere(form.home)
  form.next()
  expect(form.value.step).toBe(4)
  await expect(form.submit()).resolves.toBeUndefined()
  expect(form.error('confidential')).toBe('请选择实名或保密')
})

test('a critical category puts the telephone first', async () => {
  const { form } = await atHome()
  form.chooseCategory(gas)
  expect(form.callFirst).toBe(true)
  expect(form.value.step).toBe(1)
  form.afterCall()
  expect(form.callFirst).toBe(false)
  expect(form.value.step).toBe(2)
})

test('every keystroke survives leaving and restarting', async () => {
  const { form, open } = await atHome()
  await fill(form)
  form.goTo(3)
  const later = open()
  expect(later.restored).toBe(true)
  expect(later.value).toMatchObject({
    step: 3,
    category: 'fireExit',
    description: '三楼楼道堆满纸箱',
    place: '3单元5楼',
    confidential: false,
    where: { kind: 'building', buildingId: 'b-3' },
  })
  later.startOver()
  expect(open().restored).toBe(false)
})

test('what was written before signing in is there afterwards, and only for that person', async () => {
  const stores = storesOf(calm(), undefined)
  const list = new Categories(stores.call)
  const sent = new SentReports(stores.outbox)
  new ReportForm(stores, list, sent).set({ description: '三楼楼道堆满纸箱' })
  await stores.become('p-1')
  const mine = new ReportForm(stores, list, sent)
  expect(mine.value.description).toBe('三楼楼道堆满纸箱')
  expect(mine.restored).toBe(true)
  await stores.become('p-2')
  expect(new ReportForm(stores, list, sent).value.description).toBe('')
})

test('it says whose the place is, by building and by point', async () => {
  const { form, city } = await atHome()
  form.chooseWhere(form.home)
  await form.lookAround()
  expect(form.around.destination).toEqual({ name: '中兴社区第3网格', rule: 'building' })
  form.chooseWhere({ kind: 'map', point: { lng: 121.6, lat: 38.9, system: 'gcj02' } })
  await form.lookAround()
  expect(form.around.destination).toEqual({ name: undefined, rule: 'communityDesk' })
  expect(city.inputsOf('area.locate').at(-1)).toEqual({ point: { lng: 121.6, lat: 38.9, system: 'gcj02' } })
})

describe('a point between two grids', () => {
  const point = { lng: 121.6, lat: 38.9, system: 'gcj02' as const, accuracy: 15 }
  const doubtful = {
    candidates: [],
    rule: 'polygon' as const,
    buildings: [
      { id: 'b-3', name: '中兴里3号楼', metres: 12 },
      { id: 'b-4', name: '中兴里4号楼', metres: 40 },
    ],
  }

  async function atThePoint() {
    const { form, city } = await atHome()
    city.says['area.locate'] = doubtful
    form.chooseCategory(fireExit)
    form.set({ description: '堆满纸箱', confidential: false })
    form.goTo(3)
    form.chooseWhere({ kind: 'map', point })
    await form.lookAround()
    return { form, city }
  }

  test('is asked about, and it does not go on without an answer', async () => {
    const { form } = await atThePoint()
    expect(form.whichBuilding).toEqual(doubtful.buildings)
    form.next()
    expect(form.value.step).toBe(3)
    expect(form.error('point')).toMatch(/哪一栋/)
    await expect(form.submit()).resolves.toBeUndefined()
  })

  test('the building that is named goes out in its place', async () => {
    const { form, city } = await atThePoint()
    form.chooseWhere({ kind: 'building', buildingId: 'b-3', name: '中兴里3号楼' })
    expect(form.whichBuilding).toEqual([])
    await form.submit()
    expect(city.inputsOf('hazard.report')[0]).toMatchObject({ buildingId: 'b-3' })
    expect(city.inputsOf('hazard.report')[0]).not.toHaveProperty('point')
  })

  test('none of them: the point goes out, and it is not asked again', async () => {
    const { form, city } = await atThePoint()
    form.next()
    form.keepPoint()
    expect(form.error('point')).toBeUndefined()
    expect(form.whichBuilding).toEqual([])
    form.next()
    expect(form.value.step).toBe(4)
    await form.lookAround()
    await form.submit()
    expect(city.inputsOf('hazard.report')[0]).toMatchObject({ point })
  })

  test('another place is another question', async () => {
    const { form } = await atThePoint()
    form.keepPoint()
    form.chooseWhere({ kind: 'map', point })
    await form.lookAround()
    expect(form.whichBuilding).toEqual(doubtful.buildings)
  })
})

test('reports nearby are offered for the category and the place', async () => {
  const { form, city } = await atHome()
  city.says['hazard.nearby'] = { items: [near] }
  await fill(form)
  expect(form.around.duplicates).toEqual([near])
  expect(city.inputsOf('hazard.nearby').at(-1)).toEqual({ category: 'fireExit', point: building.building.point })
})

test('choosing one of them follows it, sends no report, and empties the form', async () => {
  const { form, city, open } = await atHome()
  city.says['hazard.nearby'] = { items: [near] }
  city.says['hazard.join'] = { itemId: near.itemId }
  await fill(form)
  await expect(form.join(near.itemId)).resolves.toBe(true)
  expect(city.inputsOf('hazard.join')).toEqual([{ itemId: near.itemId, point: building.building.point }])
  expect(city.inputsOf('hazard.report')).toEqual([])
  expect(open().restored).toBe(false)
})

test('one that was closed meanwhile cannot be followed: it is said, and the form stays', async () => {
  const { form, city } = await atHome()
  city.says['hazard.join'] = new ActionError('CONFLICT', '这件事刚刚办结了，如果还有问题请另外报告')
  await fill(form)
  await expect(form.join(near.itemId)).resolves.toBe(false)
  expect(form.failure?.message).toContain('刚刚办结')
  expect(form.value.description).toBe('三楼楼道堆满纸箱')
})

test('without an answer about the place nobody is kept from reporting', async () => {
  const { form, city } = await atHome()
  city.says['area.building'] = offline()
  city.says['hazard.nearby'] = offline()
  await fill(form)
  expect(form.around.destination).toBeUndefined()
  await expect(form.submit()).resolves.toEqual(expect.any(String))
})

test('an answer about a place that was left no longer counts', async () => {
  const { form, city } = await atHome()
  await fill(form)
  city.says['hazard.nearby'] = { items: [near] }
  const looking = form.lookAround()
  form.chooseWhere(undefined)
  await looking
  expect(form.around.duplicates).toEqual([])
  expect(form.value.where).toBeUndefined()
})

test('a named report is sent once with what was answered, and the form is empty afterwards', async () => {
  const { form, city, sent, open } = await atHome()
  await fill(form)
  const key = await form.submit()
  expect(city.inputsOf('hazard.report')).toEqual([
    {
      category: 'fireExit',
      description: '三楼楼道堆满纸箱',
      buildingId: 'b-3',
      place: '3单元5楼',
      photos: [],
      confidential: false,
    },
  ])
  expect(sent.find(key ?? '')?.answer.number).toBe('261124-00000001')
  expect(open().restored).toBe(false)
})

test('repeated taps are one report', async () => {
  const { form, city } = await atHome()
  await fill(form)
  const keys = await Promise.all([form.submit(), form.submit(), form.submit()])
  expect(keys.filter(Boolean)).toHaveLength(1)
  expect(city.inputsOf('hazard.report')).toHaveLength(1)
})

test("the server's word about a field leads back to the step that asks it", async () => {
  const { form, city } = await atHome()
  city.says['hazard.report'] = new ActionError('INVALID', '没有这个类别', { category: '没有这个类别，请重新选择' })
  await fill(form)
  form.goTo(4)
  await expect(form.submit()).resolves.toBeUndefined()
  expect(form.value.step).toBe(1)
  expect(form.error('category')).toBe('没有这个类别，请重新选择')
  expect(form.value.description).toBe('三楼楼道堆满纸箱')
})

test('a refusal that is about no field is said, and nothing typed is lost', async () => {
  const { form, city, stores } = await atHome()
  city.says['hazard.report'] = new ActionError('LIMITED', '您操作得太频繁了')
  await fill(form)
  await form.submit()
  expect(form.failure?.code).toBe('LIMITED')
  expect(form.value.description).toBe('三楼楼道堆满纸箱')
  expect(stores.outbox.entries).toEqual([])
})

test('without a network it waits, and goes out once with one request id when there is one', async () => {
  const { form, city, stores, sent } = await atHome()
  await fill(form)
  city.says['hazard.report'] = offline()
  const key = await form.submit()
  expect(stores.outbox.entries).toMatchObject([{ requestId: key, state: 'waiting', title: '消防通道堵塞' }])
  city.says['hazard.report'] = reportAnswer()
  await Promise.all([stores.outbox.flush(), stores.outbox.flush()])
  await stores.outbox.flush()
  const tries = city.asked.filter((a) => a.name === 'hazard.report')
  expect(tries).toHaveLength(2)
  expect(new Set(tries.map((t) => t.requestId))).toEqual(new Set([key]))
  const [entry] = stores.outbox.entries
  if (!entry) throw new Error('no entry')
  sent.adopt(entry)
  expect(sent.find(key ?? '')?.answer.number).toBe('261124-00000001')
  expect(stores.outbox.entries).toEqual([])
})

test('a confidential report that waited leaves only its receipt on the phone', async () => {
  const { form, city, stores, sent } = await atHome()
  await fill(form, { confidential: true })
  city.says['hazard.report'] = offline()
  await form.submit()
  expect(stores.outbox.entries[0]?.title).toBe('保密报告')
  expect(stored()).toContain('三楼楼道堆满纸箱')
  city.says['hazard.report'] = reportAnswer(receipt)
  await stores.outbox.flush()
  expect(stored()).not.toContain('三楼楼道堆满纸箱')
  expect(stored()).toContain(receipt)
  const [entry] = stores.outbox.entries
  if (!entry) throw new Error('no entry')
  sent.adopt(entry)
  expect(sent.unsaved.map((r) => r.answer.receipt)).toEqual([receipt])
})

test('photos still going up are waited for', async () => {
  const { form, city } = await atHome()
  await fill(form)
  let arrive: (id: string) => void = () => {}
  upload.mockReturnValue(
    new Promise<string>((done) => {
      arrive = done
    }),
  )
  form.photos.add([{ path: 'blob:1' }])
  const sending = form.submit()
  expect(city.inputsOf('hazard.report')).toEqual([])
  arrive('f-1')
  await sending
  expect(city.inputsOf('hazard.report')).toMatchObject([{ photos: ['f-1'] }])
  expect(upload).toHaveBeenCalledTimes(1)
})

test('a photo that can never be sent is said at its step', async () => {
  const { form } = await atHome()
  await fill(form)
  form.photos.add([{ path: 'blob:1', size: 11 * 1024 * 1024 }])
  form.goTo(2)
  form.next()
  expect(form.value.step).toBe(2)
  expect(form.error('photos')).toMatch(/请移除或换一张/)
})

test('a report that was refused later comes back into the form, at the step that is wrong', async () => {
  const { form, city, stores, open } = await atHome()
  await fill(form)
  city.says['hazard.report'] = offline()
  await form.submit()
  city.says['hazard.report'] = new ActionError('INVALID', '没有这个类别', { category: '没有这个类别' })
  await stores.outbox.flush()
  const [refused] = stores.outbox.entries
  if (!refused) throw new Error('no entry')
  expect(takeBack(stores.outbox, refused)).toBe(true)
  expect(open().value).toMatchObject({ step: 1, description: '三楼楼道堆满纸箱', place: '3单元5楼' })
  expect(stores.outbox.entries).toEqual([])
})

test('it does not overwrite another report that is being written', async () => {
  const { form, city, stores, open } = await atHome()
  await fill(form)
  city.says['hazard.report'] = offline()
  await form.submit()
  city.says['hazard.report'] = new ActionError('INVALID', '没有这个类别')
  await stores.outbox.flush()
  open().set({ description: '另一件事' })
  const [refused] = stores.outbox.entries
  if (!refused) throw new Error('no entry')
  expect(takeBack(stores.outbox, refused)).toBe(false)
  expect(open().value.description).toBe('另一件事')
  expect(stores.outbox.entries).toHaveLength(1)
})
