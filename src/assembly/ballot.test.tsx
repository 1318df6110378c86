import { consentLabels, type Method } from '@contract/deliberation-words'
import { fireEvent, render, screen } from '@testing-library/react'
import { poll } from '@/testing/deliberation'
import { Ballot } from './ballot'
import { BallotPaper } from './ballot-paper'

function draw(method: Method) {
  const ballot = new Ballot(poll({ method, ...(method === 'consent' && { options: [] }) }))
  render(<BallotPaper ballot={ballot} />)
  const tap = (name: string) => {
    const cells = [...document.querySelectorAll('[role=radio], [role=checkbox]')]
    fireEvent.click(cells.find((cell) => matches(cell, name)) as Element)
  }
  return { ballot, tap }
}
const matches = (cell: Element, name: string) => new RegExp(name).test(cell.getAttribute('aria-label') ?? '')

test('one option: another tap chooses anew', () => {
  const { ballot, tap } = draw('single')
  expect(ballot.missing).toBe('请先选一项')
  tap('^划$')
  tap('^不划$')
  expect(ballot.choice).toEqual({ method: 'single', option: 'b' })
  expect(ballot.words).toBe('不划')
  expect(screen.getByRole('radio', { name: '不划' }).getAttribute('aria-checked')).toBe('true')
})

test('several options, in the order of the list whatever was tapped first', () => {
  const { ballot, tap } = draw('multiple')
  tap('先划一半')
  tap('^不划$')
  tap('^划$')
  tap('^不划$')
  expect(ballot.choice).toEqual({ method: 'multiple', options: ['a', 'c'] })
  expect(ballot.words).toBe('划、先划一半')
})

test('by preference, in the order of the taps, with the place in the option’s name', () => {
  const { ballot, tap } = draw('ranked')
  tap('先划一半')
  tap('^划$')
  expect(ballot.choice).toEqual({ method: 'ranked', order: ['c', 'a'] })
  expect(ballot.words).toBe('1. 先划一半　2. 划')
  expect(screen.getByRole('checkbox', { name: '先划一半，第 1 位' })).toBeTruthy()
  tap('先划一半')
  expect(ballot.choice).toEqual({ method: 'ranked', order: ['a'] })
  fireEvent.click(screen.getByText('重新排'))
  expect(ballot.choice).toBeUndefined()
})

test('points for every option, or the ballot is not complete', () => {
  const { ballot, tap } = draw('score')
  tap('^划，5 分')
  tap('^不划，0 分')
  expect(ballot.missing).toBe('请给每一项打分')
  tap('先划一半，3 分')
  expect(ballot.choice).toEqual({ method: 'score', scores: { a: 5, b: 0, c: 3 } })
  expect(ballot.words).toBe('划 5 分，不划 0 分，先划一半 3 分')
})

test('consent has its own three answers', () => {
  const { ballot, tap } = draw('consent')
  tap(consentLabels.object)
  expect(ballot.choice).toEqual({ method: 'consent', answer: 'object' })
  expect(ballot.words).toBe('反对')
})
