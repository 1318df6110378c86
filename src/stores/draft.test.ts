import { storage } from '@/platform/storage'
import { resetTaro } from '@/testing/taro'
import { Draft } from './draft'

interface Form {
  text: string
  tags: string[]
  later?: string
}
const blank = (): Form => ({ text: '', tags: [] })
beforeEach(resetTaro)

test('every change is on the device at once, and there after a restart', () => {
  const draft = new Draft<Form>('form', blank)
  expect(draft.restored).toBe(false)
  draft.set({ text: '楼道堆了纸箱' })
  draft.set({ tags: ['a', 'b'] })
  const again = new Draft<Form>('form', blank)
  expect(again.value).toEqual({ text: '楼道堆了纸箱', tags: ['a', 'b'] })
  expect(again.restored).toBe(true)
})

test('drafts of two forms do not mix', () => {
  new Draft<Form>('one', blank).set({ text: '一' })
  expect(new Draft<Form>('two', blank).value.text).toBe('')
})

test('cleared is cleared, here and after a restart', () => {
  const draft = new Draft<Form>('form', blank)
  draft.set({ text: '写了又不要' })
  draft.clear()
  expect(draft.value).toEqual(blank())
  expect(new Draft<Form>('form', blank).restored).toBe(false)
})

test('a draft of an older version gets the fields that are new', () => {
  storage.write('draft.form', { text: '旧' })
  expect(new Draft<Form>('form', blank).value).toEqual({ text: '旧', tags: [] })
})
