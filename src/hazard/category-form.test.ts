import { conflict } from '@contract/errors'
import { fakeCity } from '@/testing/city'
import { fireExit, gas } from '@/testing/hazard'
import { CategoryForm } from './category-form'

test('a changed category is sent whole, with the version that was seen', async () => {
  const city = fakeCity({ 'hazard.editCategory': { id: 'gas', version: 2 } })
  const form = new CategoryForm(city.call, gas)
  form.set({ acceptHours: '0.5' })
  form.toggleCall('120')
  await expect(form.save()).resolves.toBe(true)
  expect(city.inputsOf('hazard.editCategory')).toEqual([
    {
      id: 'gas',
      version: 1,
      name: gas.name,
      hint: gas.hint,
      severity: 'critical',
      call: ['119'],
      acceptHours: 0.5,
      resolveHours: 48,
      departmentKind: 'gas',
      duplicateRadius: 80,
    },
  ])
})

test('only a critical category asks to call first', async () => {
  const city = fakeCity({ 'hazard.editCategory': { id: 'gas', version: 2 } })
  const form = new CategoryForm(city.call, gas)
  form.set({ severity: 'urgent' })
  await form.save()
  expect(city.inputsOf('hazard.editCategory')[0]).toMatchObject({ severity: 'urgent', call: [] })
})

test('a new one says what every field is missing, and sends nothing', async () => {
  const city = fakeCity()
  const form = new CategoryForm(city.call)
  await expect(form.save()).resolves.toBe(false)
  for (const field of [
    'name',
    'hint',
    'severity',
    'acceptHours',
    'resolveHours',
    'departmentKind',
    'duplicateRadius',
  ] as const)
    expect(form.error(field)).toMatch(/[\u4e00-\u9fff]/)
  expect(city.asked).toEqual([])
})

test('words in a field for hours are no number', async () => {
  const form = new CategoryForm(fakeCity().call, fireExit)
  form.set({ acceptHours: '半天' })
  await form.save()
  expect(form.error('acceptHours')).toBe('请填写接单时限')
})

test('somebody changed it meanwhile: it is said, and what was typed stays', async () => {
  const form = new CategoryForm(
    fakeCity({ 'hazard.editCategory': conflict('这个类别刚刚被别人改过，请刷新后再改') }).call,
    fireExit,
  )
  form.set({ name: '楼道堵塞' })
  await expect(form.save()).resolves.toBe(false)
  expect(form.failure?.code).toBe('CONFLICT')
  expect(form.value.name).toBe('楼道堵塞')
})
