import type { House } from '../../local/house'
import { callAs } from '../report/story'
import { type Neighbours, propose } from './neighbours'

const few = 100
const many = 100_000
const turns = 300

/** How much longer one page of the talk takes under a topic with 100,000 posts than under one with 100: middle times. */
export async function measurePages(house: House, neighbours: Neighbours): Promise<number> {
  const short = await talkOf(house, neighbours, few)
  const long = await talkOf(house, neighbours, many)
  const read = callAs(house.dispatch, neighbours.people[0])
  const times = { short: [] as number[], long: [] as number[] }
  for (let turn = 0; turn < turns; turn += 1)
    for (const [name, topicId] of [
      ['short', short],
      ['long', long],
    ] as const) {
      const started = performance.now()
      await read('deliberation.posts', { topicId })
      times[name].push(performance.now() - started)
    }
  return middle(times.long) / middle(times.short)
}

const middle = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]

async function talkOf(house: House, neighbours: Neighbours, count: number): Promise<string> {
  const topicId = await propose(house, neighbours)
  const started = Date.parse(house.ports.clock.now()) - count * 1000
  const posts = Array.from({ length: count }, (_, i) => {
    const at = new Date(started + i * 1000).toISOString()
    const author = neighbours.people[i % neighbours.people.length]
    return {
      id: `${topicId}-${i}`,
      topicId,
      groupId: neighbours.buildingId,
      authorId: author.personId,
      authorName: '演示居民',
      memberId: `home-${author.personId}`,
      text: `第 ${i} 条：我觉得可以先划几个车位试一个月，再看看大家的意见`,
      photos: [],
      mentions: [],
      at,
      changedAt: at,
      state: 'shown' as const,
      agree: i % 7,
      disagree: i % 3,
      unsure: 0,
      shownIn: topicId,
      support: (i % 7) - (i % 3),
    }
  })
  await house.ports.store.load('topicPosts', posts)
  return topicId
}
