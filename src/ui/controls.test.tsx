import { act, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { phoneCall } from '@/platform/device'
import { Button } from './button'
import { Cell, CellGroup } from './card'
import { EmergencyStrip } from './emergency'
import { Choice, SearchInput, TextArea, TextInput } from './field'
import { Score } from './score'
import { Chips, Segmented } from './segmented'
import { Confirm, Sheet } from './sheet'
import { Steps } from './steps'
import { Tap } from './tap'

jest.mock('@/platform/device', () => ({ phoneCall: jest.fn(), copy: jest.fn() }))

function ScoreForm() {
  const [score, setScore] = useState<number>()
  return <Score label='满意吗' value={score} onChange={setScore} />
}

describe('Tap', () => {
  test('answers a tap and the keyboard, with its role and label', () => {
    const press = jest.fn()
    render(
      <Tap label='打开' onPress={press}>
        x
      </Tap>,
    )
    const button = screen.getByRole('button', { name: '打开' })
    fireEvent.click(button)
    fireEvent.keyDown(button, { key: 'Enter' })
    fireEvent.keyDown(button, { key: ' ' })
    fireEvent.keyDown(button, { key: 'a' })
    expect(press).toHaveBeenCalledTimes(3)
  })

  test('inside another one answers for itself alone', () => {
    const outer = jest.fn()
    const inner = jest.fn()
    render(
      <Tap label='外' onPress={outer}>
        <Tap label='内' onPress={inner} />
      </Tap>,
    )
    fireEvent.click(screen.getByLabelText('内'))
    fireEvent.keyDown(screen.getByLabelText('内'), { key: 'Enter' })
    expect([outer.mock.calls.length, inner.mock.calls.length]).toEqual([0, 2])
  })

  test('disabled does nothing and says so; without an action it is no button', () => {
    const press = jest.fn()
    render(
      <>
        <Tap label='关着' disabled onPress={press} />
        <Tap>只是文字</Tap>
      </>,
    )
    const button = screen.getByLabelText('关着')
    fireEvent.click(button)
    expect(press).not.toHaveBeenCalled()
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(screen.getAllByRole('button')).toHaveLength(1)
  })
})

describe('Button', () => {
  test('stays busy while its work is under way, so that a second tap does nothing', async () => {
    let finish: () => void = () => {}
    const press = jest.fn(() => new Promise<void>((resolve) => (finish = resolve)))
    render(<Button onPress={press}>发送</Button>)
    fireEvent.click(screen.getByRole('button'))
    fireEvent.click(screen.getByRole('button'))
    expect(press).toHaveBeenCalledTimes(1)
    expect(screen.getByRole('button').getAttribute('aria-disabled')).toBe('true')
    await act(async () => finish())
    fireEvent.click(screen.getByRole('button'))
    expect(press).toHaveBeenCalledTimes(2)
  })

  test('is free again after work that failed', async () => {
    const press = jest.fn(() => Promise.reject(new Error('x')))
    render(<Button onPress={press}>发送</Button>)
    await act(async () => {
      fireEvent.click(screen.getByRole('button'))
    })
    await act(async () => {
      fireEvent.click(screen.getByRole('button'))
    })
    expect(press).toHaveBeenCalledTimes(2)
  })

  test('busy from outside, or disabled, does nothing', () => {
    const press = jest.fn()
    render(
      <>
        <Button busy onPress={press}>
          一
        </Button>
        <Button disabled onPress={press}>
          二
        </Button>
      </>,
    )
    for (const button of screen.getAllByRole('button')) fireEvent.click(button)
    expect(press).not.toHaveBeenCalled()
  })
})

test('a cell with an action is a button, one without is text', () => {
  const press = jest.fn()
  render(
    <CellGroup title='住址'>
      <Cell title='社区' value='中兴社区' />
      <Cell title='换一处' onPress={press} />
    </CellGroup>,
  )
  fireEvent.click(screen.getByRole('button'))
  expect(press).toHaveBeenCalledTimes(1)
  expect(screen.getByText('中兴社区')).toBeTruthy()
  expect(screen.getByRole('heading').textContent).toBe('住址')
})

describe('fields', () => {
  test('a text input is found by its label and shows what is wrong beside it', () => {
    const change = jest.fn()
    render(<TextInput label='姓名' required value='' onChange={change} error='请填写姓名' />)
    const input = screen.getByLabelText('姓名', { selector: 'input' })
    fireEvent.change(input, { target: { value: '王' } })
    expect(change).toHaveBeenCalledWith('王')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    expect(input.getAttribute('aria-required')).toBe('true')
    expect(screen.getByRole('alert').textContent).toBe('请填写姓名')
    expect(screen.queryByText('（选填）')).toBeNull()
  })

  test('what need not be filled in says so', () => {
    render(<TextInput label='电话' value='' onChange={() => {}} />)
    expect(screen.getByText('（选填）')).toBeTruthy()
  })

  test('a text area says how much is left once it gets short', () => {
    const { rerender } = render(<TextArea label='描述' value='' maxLength={100} onChange={() => {}} />)
    expect(screen.queryByText(/还可写/)).toBeNull()
    rerender(<TextArea label='描述' value={'字'.repeat(80)} maxLength={100} onChange={() => {}} />)
    expect(screen.getByText('还可写 20 字')).toBeTruthy()
    rerender(<TextArea label='描述' value={'字'.repeat(101)} maxLength={100} onChange={() => {}} />)
    expect(screen.getByText('还可写 0 字')).toBeTruthy()
  })

  test('a choice is a radio list that knows which is on', () => {
    const change = jest.fn()
    render(
      <Choice
        label='关系'
        options={[
          { value: 'owner', label: '业主' },
          { value: 'tenant', label: '租户', hint: '租住在这里' },
        ]}
        value='owner'
        onChange={change}
      />,
    )
    expect(screen.getByRole('radio', { name: '业主' }).getAttribute('aria-checked')).toBe('true')
    const tenant = screen.getByRole('radio', { name: '租户，租住在这里' })
    expect(tenant.getAttribute('aria-checked')).toBe('false')
    fireEvent.click(tenant)
    expect(change).toHaveBeenCalledWith('tenant')
  })

  test('a search can be cleared', () => {
    const change = jest.fn()
    const { rerender } = render(<SearchInput label='找楼栋' value='' onChange={change} />)
    expect(screen.queryByLabelText('清除')).toBeNull()
    rerender(<SearchInput label='找楼栋' value='中兴' onChange={change} />)
    fireEvent.click(screen.getByLabelText('清除'))
    expect(change).toHaveBeenCalledWith('')
  })

  test('a score is one of five, each with its word', () => {
    render(<ScoreForm />)
    expect(screen.getAllByRole('radio')).toHaveLength(5)
    fireEvent.click(screen.getByRole('radio', { name: '4 分，满意' }))
    expect(screen.getByText('4 分：满意')).toBeTruthy()
    expect(screen.getByRole('radio', { name: '4 分，满意' }).getAttribute('aria-checked')).toBe('true')
  })
})

test('segments and chips know which is on and tell which was tapped', () => {
  const change = jest.fn()
  const options = [
    { value: 'mine', label: '我的', count: 3 },
    { value: 'all', label: '全部' },
  ]
  render(
    <>
      <Segmented label='范围' options={options} value='mine' onChange={change} />
      <Chips label='状态' options={options} value='all' onChange={change} />
    </>,
  )
  expect(screen.getByRole('tab', { name: '我的 3' }).getAttribute('aria-selected')).toBe('true')
  fireEvent.click(screen.getByRole('tab', { name: '全部' }))
  fireEvent.click(screen.getByRole('radio', { name: '我的 3' }))
  expect(change.mock.calls.flat()).toEqual(['all', 'mine'])
})

test('steps say where one is and what is left', () => {
  render(<Steps current={2} total={4} title='在哪里' />)
  expect(screen.getByText('第 2 步，共 4 步')).toBeTruthy()
  expect(screen.getByRole('heading').textContent).toBe('在哪里')
})

describe('sheets', () => {
  test('closed draws nothing; open is a dialog that takes the keyboard and gives it back', () => {
    const close = jest.fn()
    const draw = (open: boolean) => (
      <>
        <button type='button'>before</button>
        <Sheet open={open} title='添加照片' onClose={close}>
          里面
        </Sheet>
      </>
    )
    const { rerender } = render(draw(false))
    expect(screen.queryByRole('dialog')).toBeNull()
    screen.getByText('before').focus()
    rerender(draw(true))
    expect(document.activeElement).toBe(screen.getByRole('dialog', { name: '添加照片' }))
    fireEvent.keyDown(window, { key: 'Escape' })
    fireEvent.click(screen.getByRole('button', { name: '关闭' }))
    expect(close).toHaveBeenCalledTimes(2)
    rerender(draw(false))
    expect(document.activeElement).toBe(screen.getByText('before'))
  })

  test('a confirmation names the action, and cancelling does not do it', () => {
    const confirm = jest.fn()
    const close = jest.fn()
    render(
      <Confirm
        open
        title='撤回报告？'
        text='撤回后不能恢复'
        action='撤回'
        danger
        onConfirm={confirm}
        onClose={close}
      />,
    )
    fireEvent.click(screen.getByRole('button', { name: '取消' }))
    expect([confirm.mock.calls.length, close.mock.calls.length]).toEqual([0, 1])
    fireEvent.click(screen.getByRole('button', { name: '撤回' }))
    expect(confirm).toHaveBeenCalledTimes(1)
  })
})

test('each emergency number is one tap from the dialler', () => {
  render(<EmergencyStrip />)
  expect(screen.getAllByRole('button').map((b) => b.getAttribute('aria-label'))).toEqual([
    '拨打 110 报警',
    '拨打 119 火警',
    '拨打 120 急救',
    '拨打 12356 心理热线',
  ])
  fireEvent.click(screen.getByLabelText('拨打 12356 心理热线'))
  expect(phoneCall).toHaveBeenCalledWith('12356')
})
