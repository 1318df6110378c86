import type { Answer } from '@contract'
import { fakeCity, offline } from '@/testing/city'
import { post } from '@/testing/deliberation'
import { resetTaro } from '@/testing/taro'
import { Talk } from './talk'

beforeEach(resetTaro)

type Posts = Answer<'deliberation.posts'>

function talkOf(first: Posts) {
  const city = fakeCity({ 'deliberation.posts': first, 'deliberation.markRead': { topicId: 't-1' } })
  return { city, talk: new Talk(city.call, 't-1') }
}
const texts = (talk: Talk) => talk.list.rows.map(({ text }) => text)

test('news come by the cursor of the last answer, on top of what is there', async () => {
  const { city, talk } = talkOf({ posts: [post(5), post(9)], news: 'n1' })
  await talk.load(0)
  city.says['deliberation.posts'] = { posts: [post(5), post(1)], news: 'n2' }
  await talk.pull()
  expect(texts(talk)).toEqual(['第 1 句', '第 5 句', '第 9 句'])
  city.says['deliberation.posts'] = { posts: [], news: 'n3' }
  await talk.pull()
  expect(city.inputsOf('deliberation.posts')).toEqual([
    { topicId: 't-1', order: 'newest' },
    { topicId: 't-1', after: 'n1' },
    { topicId: 't-1', after: 'n2' },
  ])
})

test('a post that changed is changed where it stands', async () => {
  const { city, talk } = talkOf({ posts: [post(5), post(9)], news: 'n1' })
  await talk.load(0)
  city.says['deliberation.posts'] = { posts: [post(9, { agree: 3 })], news: 'n2' }
  await talk.pull()
  expect(talk.list.rows.map(({ agree }) => agree)).toEqual([0, 3])
  expect(talk.isFresh(talk.list.rows[1] ?? post(9))).toBe(false)
})

test('an old post that changed but was not read yet stays with its page', async () => {
  const { city, talk } = talkOf({ posts: [post(5)], cursor: 'more', news: 'n1' })
  await talk.load(0)
  city.says['deliberation.posts'] = { posts: [post(60, { agree: 1 })], news: 'n2' }
  await talk.pull()
  expect(texts(talk)).toEqual(['第 5 句'])
})

test('what was unread is marked as new, my own words never are', async () => {
  const { city, talk } = talkOf({
    posts: [post(1, { mine: true }), post(2), post(3, { state: 'hidden', text: '' }), post(4), post(5)],
    news: 'n1',
  })
  await talk.load(2)
  expect(talk.list.rows.filter(talk.isFresh).map(({ postId }) => postId)).toEqual(['p-2', 'p-4'])
  city.says['deliberation.posts'] = { posts: [post(0)], news: 'n2' }
  await talk.pull()
  expect(talk.isFresh(post(0))).toBe(true)
})

test('it says how far one has read, once for each newer post', async () => {
  const { city, talk } = talkOf({ posts: [post(5)], news: 'n1' })
  await talk.load(0)
  await talk.pull()
  expect(city.inputsOf('deliberation.markRead')).toHaveLength(1)
  city.says['deliberation.posts'] = { posts: [post(2)], news: 'n2' }
  await talk.pull()
  expect(city.inputsOf('deliberation.markRead')).toHaveLength(2)
})

test('a look that finds no answer changes nothing and the next goes on from the same place', async () => {
  const { city, talk } = talkOf({ posts: [post(5)], news: 'n1' })
  await talk.load(0)
  city.says['deliberation.posts'] = offline()
  await talk.pull()
  expect(texts(talk)).toEqual(['第 5 句'])
  expect(talk.list.error).toBeUndefined()
  city.says['deliberation.posts'] = { posts: [post(1)], news: 'n2' }
  await talk.pull()
  expect(city.inputsOf('deliberation.posts').at(-1)).toEqual({ topicId: 't-1', after: 'n1' })
  expect(texts(talk)).toEqual(['第 1 句', '第 5 句'])
})

test('news that were asked for before the list was read anew are dropped', async () => {
  const { city, talk } = talkOf({ posts: [post(5)], news: 'n1' })
  await talk.load(0)
  let answer: (posts: Posts) => void = () => {}
  city.says['deliberation.posts'] = () => new Promise<Posts>((resolve) => (answer = resolve))
  const slow = talk.pull()
  city.says['deliberation.posts'] = { posts: [post(5)], news: 'n7' }
  await talk.load(0)
  answer({ posts: [post(3)], news: 'n2' })
  await slow
  expect(texts(talk)).toEqual(['第 5 句'])
})

test('by support it is read anew, and news still belong to the other order', async () => {
  const { city, talk } = talkOf({ posts: [post(5)], news: 'n1' })
  await talk.load(0)
  city.says['deliberation.posts'] = { posts: [post(9, { agree: 8 }), post(5)], news: 'other' }
  await talk.show('supported')
  expect(texts(talk)).toEqual(['第 9 句', '第 5 句'])
  city.says['deliberation.posts'] = { posts: [], news: 'n2' }
  await talk.pull()
  expect(city.inputsOf('deliberation.posts').slice(1)).toEqual([
    { topicId: 't-1', order: 'supported' },
    { topicId: 't-1', after: 'n1' },
  ])
})
