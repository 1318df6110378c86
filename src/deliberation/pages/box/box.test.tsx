import type { BallotFile } from '@contract/deliberation'
import { tagText } from '@contract/deliberation-words'
import { act, fireEvent, screen } from '@testing-library/react'
import { shareText } from '@/platform/share'
import { fakeCity, renderWith, storesOf } from '@/testing/city'
import { poll } from '@/testing/deliberation'
import { openWith, resetTaro } from '@/testing/taro'
import { sha256 } from '../../sha256'
import BoxPage from './index'

jest.mock('@/platform/share', () => ({ shareText: jest.fn(async () => true) }))

beforeEach(() => {
  resetTaro()
  openWith({ id: 'v-1' })
})

const code = '1234567890123456'
const { question, options, method, basis, binding } = poll()
const file: BallotFile = {
  format: 'hehe-ballots-1',
  pollId: 'v-1',
  ...{ question, options, method, basis, binding },
  roll: { heads: 24, hash: 'r' },
  tags: ['00'],
  ballots: [{ choice: 'a', count: 5 }],
  salt: 's',
  outcome: { verdict: 'advice', sentences: [] },
  tagsHead: 't',
  ballotsHead: 'b',
  head: 'the head',
}

async function open() {
  const city = fakeCity({
    'deliberation.ballotBox': ({ cursor }) =>
      cursor
        ? { file: { ...file, tags: [sha256(tagText('v-1', code))], ballots: [{ choice: 'b', count: 1 }] } }
        : { file, cursor: 'next' },
  })
  await act(async () => renderWith(storesOf(city, 'p-1'), <BoxPage />))
}
const look = (digits: string) => {
  fireEvent.change(screen.getByRole('textbox', { name: '用回执号查' }), { target: { value: digits } })
  fireEvent.click(screen.getByText('查一查'))
}

test('a code finds its ballot on whatever page it is, written with spaces or without', async () => {
  await open()
  look('1234 5678 9012 3456')
  expect(screen.getByText('您的票在票箱里')).toBeTruthy()
  look('1234567890123457')
  expect(screen.getByText('票箱里没有这张票')).toBeTruthy()
})

test('the file that one takes away holds all pages', async () => {
  await open()
  await act(async () => fireEvent.click(screen.getByText('导出票箱文件')))
  const [name, text] = (shareText as jest.Mock).mock.calls[0]
  expect(name).toBe('hehe-v-1.json')
  expect(JSON.parse(text)).toMatchObject({
    tags: ['00', sha256(tagText('v-1', code))],
    ballots: [
      { choice: 'a', count: 5 },
      { choice: 'b', count: 1 },
    ],
  })
})
