import Taro from '@tarojs/taro'

const open = (url: string) => void Taro.navigateTo({ url })
const replace = (url: string) => void Taro.redirectTo({ url })
const page = (name: string, query = '') => `/deliberation/pages/${name}/index${query && `?${query}`}`
const chair = (name: string, query = '') => `/chair/pages/${name}/index${query && `?${query}`}`

/**
 * Where the pages of deliberation lead: in one subpackage talk and ballots; in the other, `chair`, what is done around
 * them: agenda, members, the log, paper and proxies, the queue, the six steps.
 */
export const go = {
  back: () => void Taro.navigateBack(),
  address: () => open('/account/pages/home/index'),
  groups: () => open(page('groups')),
  group: (groupId: string) => open(page('group', `id=${groupId}`)),
  propose: (groupId: string) => open(page('propose', `group=${groupId}`)),
  topic: (topicId: string) => open(page('topic', `id=${topicId}`)),
  /** In place of the form that proposed it. */
  proposed: (topicId: string) => replace(page('topic', `id=${topicId}`)),
  poll: (pollId: string) => open(page('poll', `id=${pollId}`)),
  /** In place of the form that announced it. */
  announced: (pollId: string) => replace(page('poll', `id=${pollId}`)),
  box: (pollId: string) => open(page('box', `id=${pollId}`)),
  proxy: (pollId: string) => open(chair('proxy', `poll=${pollId}`)),
  members: (groupId: string) => open(chair('members', `group=${groupId}`)),
  log: (groupId: string) => open(chair('log', `group=${groupId}`)),
  steps: (areaId: string) => open(chair('steps', `area=${areaId}`)),
  askCarry: (topicId: string) => open(page('carry', `topic=${topicId}`)),
  carry: (carryId: string) => open(page('carry', `id=${carryId}`)),
  /** Forms that hold what a topic brought along. */
  report: () => open('/hazard/pages/report/index?carried=1'),
  mediation: () => open('/mediation/pages/request/index?carried=1'),
  item: (itemId: string) => open(`/hazard/pages/item/index?id=${itemId}`),
  openPoll: (topicId: string) => open(chair('poll', `topic=${topicId}`)),
  agenda: (groupId: string) => open(chair('agenda', `group=${groupId}`)),
  paper: (pollId: string) => open(chair('paper', `poll=${pollId}`)),
  count: (pollId: string) => open(chair('count', `poll=${pollId}`)),
  board: (areaId: string) => open(chair('board', `area=${areaId}`)),
}
