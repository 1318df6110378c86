import { Input, Picker, Switch, Text, View } from '@tarojs/components'
import Taro, { useDidShow, useLoad, usePullDownRefresh } from '@tarojs/taro'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { openWith, phone, resetTaro } from './taro'

beforeEach(resetTaro)

function Page() {
  const [text, setText] = useState('')
  const [log, setLog] = useState<string[]>([])
  const note = (line: string) => setLog((lines) => [...lines, line])
  useLoad((params) => note(`load ${params.itemId}`))
  useDidShow(() => note('show'))
  usePullDownRefresh(() => note('pull'))
  return (
    <View ariaRole='group' ariaLabel='表单'>
      <Input ariaLabel='姓名' value={text} onInput={(e) => setText(e.detail.value)} />
      <Switch ariaLabel='长辈模式' checked={false} onChange={(e) => note(`switch ${e.detail.value}`)} />
      <Picker ariaLabel='类别' mode='selector' range={['一', '二']} onChange={(e) => note(`pick ${e.detail.value}`)} />
      <Text>{log.join(', ')}</Text>
    </View>
  )
}

test('a page is loaded with its query, shown, and pulled down', () => {
  openWith({ itemId: '7' })
  render(<Page />)
  expect(screen.getByText('load 7, show')).toBeTruthy()
  act(phone.pullDown)
  expect(screen.getByText('load 7, show, pull')).toBeTruthy()
})

test('fields are found by label and answer in the shape of WeChat events', () => {
  openWith({ itemId: '7' })
  render(<Page />)
  expect(screen.getByRole('group', { name: '表单' })).toBeTruthy()
  fireEvent.change(screen.getByLabelText('姓名'), { target: { value: '甲' } })
  expect((screen.getByLabelText('姓名') as HTMLInputElement).value).toBe('甲')
  fireEvent.click(screen.getByRole('switch', { name: '长辈模式' }))
  fireEvent.change(screen.getByLabelText('类别'), { target: { value: '1' } })
  expect(screen.getByText('load 7, show, switch true, pick 1')).toBeTruthy()
})

test('storage is empty again after a reset', () => {
  Taro.setStorageSync('a', '1')
  expect(Taro.getStorageSync('a')).toBe('1')
  resetTaro()
  expect(Taro.getStorageSync('a')).toBe('')
})
