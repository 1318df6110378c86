import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { topicStates } from '../../cloudfunctions/contract/deliberation'
import type { PollDoc, TopicDoc, TopicPostDoc } from '../../cloudfunctions/kernel/collections.deliberation'
import { openCity } from '../city'
import type { LocalStore } from '../store'

const now = '2026-11-23T02:00:00.000Z'
const folder = mkdtempSync(join(tmpdir(), 'hehe-talk-'))
let store: LocalStore

// A whole city is founded
beforeAll(async () => {
  store = await openCity(folder, { demo: true, now })
}, 60_000)
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

function all<T>(collection: string): T[] {
  return [...store.everything()].flatMap(([name, doc]) => (name === collection ? [doc as T] : []))
}

test('there is a topic in every state', () => {
  const states = all<TopicDoc>('topics').map(({ state }) => state)
  expect([...new Set(states)].sort()).toEqual(Object.keys(topicStates).sort())
})

test('one secret poll is counted with its sums, one is open, one of owners is announced with a proxy', async () => {
  const polls = all<PollDoc>('polls')
  expect(polls.map(({ basis, state }) => `${basis} ${state}`).sort()).toEqual([
    'consultative closed',
    'consultative open',
    'ownersOrdinary announced',
  ])
  const closed = polls.find(({ state }) => state === 'closed')
  expect(closed?.result).toMatchObject({ turnout: 6 })
  expect(polls.find(({ state }) => state === 'announced')).toMatchObject({ binding: true })
  expect(all('voteProxies')).toHaveLength(1)
})

test('an appeal waits, a topic waits in the community’s queue, a post and a topic are held', async () => {
  const posts = all<TopicPostDoc>('topicPosts')
  expect(posts.filter(({ appealTo }) => appealTo === '210202012004')).toHaveLength(1)
  expect(posts.filter(({ state }) => state === 'held')).toHaveLength(1)
  const { rows } = await store.range('topics', 'byQueue', { eq: ['210202012004'], limit: 10 })
  expect(rows.map(({ state }) => state)).toEqual(['escalated', 'decided'])
})

test('some statements unite and some divide', () => {
  const posts = all<TopicPostDoc>('topicPosts')
  expect(posts.some(({ unity = 0 }) => unity >= 900)).toBe(true)
  expect(posts.some(({ division = 0 }) => division >= 600)).toBe(true)
})

test('nobody has slept through a message: all announcements are out', () => {
  expect(all('announcements')).toEqual([])
})
