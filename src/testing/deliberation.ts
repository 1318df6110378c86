import type { Answer } from '@contract'
import type { PollAnswer, Post } from '@contract/deliberation'
import { inHours } from './hazard'

/** What the city answers about deliberation, for tests of its pages. */

export const group = (
  change: Partial<Answer<'deliberation.groups'>['groups'][number]> = {},
): Answer<'deliberation.groups'>['groups'][number] => ({
  groupId: 'b-3',
  level: 'building',
  name: '中兴里3号楼',
  within: '中山区 · 老虎滩街道 · 中兴社区',
  abandoned: false,
  members: 24,
  moderators: ['中兴里3号楼楼长'],
  moderator: false,
  member: true,
  unread: 0,
  toVote: 0,
  ...change,
})

type Summary = Answer<'deliberation.topics'>['topics'][number]

export const topicSummary = (change: Partial<Summary> = {}): Summary => ({
  topicId: 't-1',
  version: 1,
  groupId: 'b-3',
  groupName: '中兴里3号楼',
  kind: 'parking',
  title: '楼下空地划不划车位',
  state: 'talking',
  rung: { level: 'building', id: 'b-3', name: '中兴里3号楼' },
  pinned: false,
  posts: 2,
  unread: 0,
  toVote: false,
  createdAt: inHours(-30),
  lastAt: inHours(-1),
  ...change,
})

type View = Answer<'deliberation.topic'>

export const topicView = (change: Partial<View['topic']> = {}, more: Partial<Omit<View, 'topic'>> = {}): View => ({
  topic: {
    ...topicSummary(),
    body: '晚上回来没有地方停，想商量一下。',
    photos: [],
    author: { memberId: 'm-9', name: '2单元 王*', moderator: false },
    mine: false,
    verdict: { good: 0, bad: 0 },
    quiet: false,
    ...change,
  },
  polls: [],
  timeline: [{ seq: 1, at: inHours(-30), act: 'propose', actor: '2单元 王*', title: '提出议题', photos: [] }],
  allowed: ['deliberation.post'],
  ...more,
})

/** A post `n` minutes old, so that a smaller `n` is a newer one. */
export const post = (n: number, change: Partial<Post> = {}): Post => ({
  postId: `p-${n}`,
  author: { memberId: `m-${n}`, name: `1单元 李${n}`, moderator: false },
  mine: false,
  text: `第 ${n} 句`,
  photos: [],
  mentions: [],
  state: 'shown',
  agree: 0,
  disagree: 0,
  unsure: 0,
  at: inHours(-n / 60),
  allowed: ['deliberation.react', 'deliberation.post'],
  ...change,
})

export const poll = (change: Partial<PollAnswer> = {}): PollAnswer => ({
  pollId: 'v-1',
  topicId: 't-1',
  question: '楼下空地划不划车位？',
  options: [
    { id: 'a', text: '划' },
    { id: 'b', text: '不划' },
    { id: 'c', text: '先划一半' },
  ],
  method: 'single',
  basis: 'consultative',
  binding: false,
  secret: true,
  state: 'open',
  announcedAt: inHours(-2),
  opensAt: inHours(-2),
  closesAt: inHours(50),
  roll: { heads: 24, hash: 'h' },
  turnout: 7,
  counters: [],
  mine: { votes: [{ rollKey: 'k-1', label: '本人', state: 'open', byProxy: false }], counter: false, topic: true },
  allowed: ['deliberation.vote'],
  ...change,
})
