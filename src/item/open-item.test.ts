import { ActionError, conflict } from '@contract/errors'
import { uploadPhoto } from '@/platform/files'
import { fakeCity, offline, storesOf } from '@/testing/city'
import { near, view } from '@/testing/hazard'
import { resetTaro } from '@/testing/taro'
import type { ActionForm } from './action-form'
import type { ItemAction } from './actions'
import { OpenItem } from './open-item'

jest.mock('@/platform/files', () => ({ uploadPhoto: jest.fn() }))
const upload = uploadPhoto as jest.MockedFunction<typeof uploadPhoto>

const itemId = '261124-00000001'
const change = { itemId, version: 2, state: 'accepted', responsible: view().item.responsible }

beforeEach(() => {
  resetTaro()
  upload.mockReset()
})

async function opened(city: ReturnType<typeof fakeCity>, onChange?: () => void) {
  const page = new OpenItem(storesOf(city, 'p-2'), { itemId }, onChange)
  await page.load()
  return page
}

function begin(page: OpenItem, action: ItemAction): ActionForm {
  page.begin(action)
  if (!page.form) throw new Error('no form')
  return page.form
}

test('an item is read, and drawn at once as last seen when it is opened again', async () => {
  const seen = view()
  const stores = storesOf(fakeCity({ 'item.get': seen }), 'p-2')
  const first = new OpenItem(stores, { itemId })
  expect(first.view).toBeUndefined()
  await first.load()
  expect(new OpenItem(stores, { itemId }).view).toEqual(seen)
})

test('a failed read keeps what was read before in sight', async () => {
  const city = fakeCity({ 'item.get': view() })
  const page = await opened(city)
  city.says['item.get'] = offline()
  await page.load()
  expect(page.view?.item.itemId).toBe(itemId)
  expect(page.error?.code).toBe('UNAVAILABLE')
})

test('an action goes by the version that was seen, and the page shows what changed', async () => {
  const city = fakeCity({ 'item.get': view({}, ['hazard.accept']), 'hazard.accept': change })
  const told = jest.fn()
  const page = await opened(city, told)
  const form = begin(page, 'hazard.accept')
  city.says['item.get'] = view({ version: 2, state: 'accepted' })
  await expect(form.submit()).resolves.toBe(true)
  expect(city.inputsOf('hazard.accept')).toEqual([{ itemId, version: 1 }])
  expect(page.form).toBeUndefined()
  expect(page.view?.item.state).toBe('accepted')
  expect(told).toHaveBeenCalledTimes(1)
})

test('what is missing is said beside its field and nothing is sent', async () => {
  const city = fakeCity({ 'item.get': view({ state: 'accepted' }, ['hazard.resolve']) })
  const form = begin(await opened(city), 'hazard.resolve')
  await expect(form.submit()).resolves.toBe(false)
  expect(form.errors).toHaveProperty('result')
  expect(city.inputsOf('hazard.resolve')).toEqual([])
})

test('somebody was faster: the page is read again, what was typed stays, and the next try goes by the new version', async () => {
  const city = fakeCity({
    'item.get': view({ state: 'accepted' }, ['hazard.resolve']),
    'hazard.resolve': conflict('这件事刚刚有了新进展，请看过再处理'),
  })
  const page = await opened(city)
  const form = begin(page, 'hazard.resolve')
  form.set({ text: '已清走纸箱' })
  city.says['item.get'] = view({ state: 'accepted', version: 2 }, ['hazard.resolve'])
  await form.submit()
  expect(form.failure?.message).toBe('这件事刚刚有了新进展，请看过再处理')
  expect(form.value.text).toBe('已清走纸箱')
  expect(form.impossible).toBe(false)

  city.says['hazard.resolve'] = { ...change, version: 3 }
  await expect(form.submit()).resolves.toBe(true)
  expect(city.inputsOf('hazard.resolve').at(-1)).toMatchObject({ version: 2, result: '已清走纸箱' })
})

test('a step that the new state does not allow says so and keeps the words', async () => {
  const city = fakeCity({
    'item.get': view({ state: 'accepted' }, ['hazard.blow']),
    'hazard.blow': conflict('这件事已办结'),
  })
  const page = await opened(city)
  const form = begin(page, 'hazard.blow')
  form.set({ text: '需要燃气公司' })
  city.says['item.get'] = view({ state: 'closed', version: 3 }, [])
  await form.submit()
  expect(form.impossible).toBe(true)
  expect(form.value.text).toBe('需要燃气公司')
})

test('what was typed is there when the sheet is opened again, after a restart too, and gone once it is done', async () => {
  const city = fakeCity({ 'item.get': view({ state: 'accepted' }, ['hazard.resolve']), 'hazard.resolve': change })
  const page = await opened(city)
  begin(page, 'hazard.resolve').set({ text: '已清走' })
  page.close()
  const again = begin(await opened(city), 'hazard.resolve')
  expect(again.value.text).toBe('已清走')
  await again.submit()
  expect(begin(page, 'hazard.resolve').value.text).toBe('')
})

test('taps while it is on its way do nothing, and a retry after silence is the same intent', async () => {
  const city = fakeCity({ 'item.get': view({}, ['hazard.accept']), 'hazard.accept': offline() })
  const form = begin(await opened(city), 'hazard.accept')
  await Promise.all([form.submit(), form.submit(), form.submit()])
  expect(form.failure?.code).toBe('UNAVAILABLE')
  await form.submit()
  const sent = city.asked.filter((a) => a.name === 'hazard.accept')
  expect(sent).toHaveLength(2)
  expect(sent[0]?.requestId).toBe(sent[1]?.requestId)
})

test("the server's word about a field stands beside that field", async () => {
  const city = fakeCity({
    'item.get': view({ state: 'accepted' }, ['hazard.blow']),
    'hazard.blow': new ActionError('INVALID', '请换个说法', { reason: '请换个说法' }),
  })
  const form = begin(await opened(city), 'hazard.blow')
  form.set({ text: '原因如下' })
  await form.submit()
  expect(form.errors).toEqual({ reason: '请换个说法' })
  expect(form.failure).toBeUndefined()
})

test('photos go with the result, and one that did not go up holds it back', async () => {
  const city = fakeCity({ 'item.get': view({ state: 'accepted' }, ['hazard.resolve']), 'hazard.resolve': change })
  const form = begin(await opened(city), 'hazard.resolve')
  form.set({ text: '已清走纸箱' })
  upload.mockResolvedValueOnce('f-1').mockRejectedValueOnce(offline())
  form.photos.add([{ path: 'blob:1' }, { path: 'blob:2' }])
  await form.submit()
  expect(form.errors).toHaveProperty('photos')
  expect(city.inputsOf('hazard.resolve')).toEqual([])
  const failed = form.photos.photos.find((p) => p.state === 'failed')
  form.photos.remove(failed?.key ?? '')
  await form.submit()
  expect(city.inputsOf('hazard.resolve')).toEqual([{ itemId, version: 1, result: '已清走纸箱', photos: ['f-1'] }])
})

test('the department that usually takes such a matter is chosen unless another one is', async () => {
  const city = fakeCity({
    'item.get': view({ state: 'whistled' }, ['hazard.assign']),
    'hazard.assign': change,
    'hazard.departments': {
      departments: [
        { id: 'd-fire', name: '中山区消防救援大队', suggested: true },
        { id: 'd-gas', name: '中山区燃气主管科', suggested: false },
      ],
    },
  })
  const page = await opened(city)
  const form = begin(page, 'hazard.assign')
  await form.loadOptions()
  expect(form.choice).toBe('d-fire')
  form.set({ choice: 'd-gas' })
  await form.submit()
  expect(city.inputsOf('hazard.assign')).toEqual([{ itemId, version: 1, departmentId: 'd-gas' }])
})

test('what it may be merged into is what lies near, itself left out; choosing none is said', async () => {
  const city = fakeCity({
    'item.get': view({}, ['hazard.merge']),
    'hazard.merge': change,
    'hazard.nearby': { items: [{ ...near, itemId, metres: 0 }, near] },
  })
  const form = begin(await opened(city), 'hazard.merge')
  await form.loadOptions()
  expect(form.options?.map((o) => o.id)).toEqual([near.itemId])
  await form.submit()
  expect(form.errors.intoItemId).toBe('请选择要并入的办件')
  form.set({ choice: near.itemId })
  await form.submit()
  expect(city.inputsOf('hazard.merge')).toEqual([{ itemId, version: 1, intoItemId: near.itemId }])
})

test('name and phone are shown on this page after they are asked for', async () => {
  const city = fakeCity({
    'item.get': view({ reporter: { name: '居**甲' } }, ['item.reveal']),
    'item.reveal': { name: '演示居民甲', phone: '15600000001', version: 2 },
  })
  const page = await opened(city)
  await begin(page, 'item.reveal').submit()
  expect(page.contact).toEqual({ name: '演示居民甲', phone: '15600000001' })
})

test('by receipt the item is read and acted upon without an id of anybody', async () => {
  const receipt = '1234567890123456'
  const resolved = view({ state: 'resolved', confidential: true, mine: true }, ['hazard.confirm'])
  const city = fakeCity({ 'hazard.follow': resolved, 'hazard.confirm': change })
  const page = new OpenItem(storesOf(city, undefined), { receipt })
  await page.load()
  const form = begin(page, 'hazard.confirm')
  await form.submit()
  expect(form.errors).toEqual({ score: '请打分' })
  form.set({ score: 4 })
  await form.submit()
  expect(city.inputsOf('hazard.confirm')).toEqual([{ itemId, version: 1, receipt, score: 4 }])
  expect(city.inputsOf('item.get')).toEqual([])
})
