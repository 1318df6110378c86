import type { PollAnswer } from '@contract/deliberation'
import { basisRules, methodLabels, pollStates } from '@contract/deliberation-words'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { areaWords, electorateWords, pollTone, thresholdWords } from '@/assembly'
import { useStores } from '@/stores'
import { Card, Icon, type IconName, Tag, whenWords } from '@/ui'

const Fact = ({ icon, children }: { icon: IconName; children: string }) => (
  <View className='dl-fact'>
    <Icon name={icon} />
    <Text className='dl-fact__words'>{children}</Text>
  </View>
)

/** What one should know before voting: what it means, who sees it, what has to be reached, until when. */
export const Facts = observer(function Facts({ poll }: { poll: PollAnswer }) {
  const { session } = useStores()
  const now = session.now()
  const rule = basisRules[poll.basis]
  const counters = poll.counters.join('、')
  return (
    <Card title={poll.question} extra={<Tag tone={pollTone(poll.state)}>{pollStates[poll.state]}</Tag>}>
      <View className='as-tags'>
        <Tag tone='accent'>{rule.label}</Tag>
        <Tag>{methodLabels[poll.method]}</Tag>
      </View>
      <Fact icon='lock'>
        {poll.secret
          ? '不记名：谁也看不到您投了什么，楼长和工作人员也看不到。'
          : `记名：只有两名计票人（${counters}）能看到您投了什么，别人看不到。`}
      </Fact>
      <Fact icon='list'>{meaning(poll)}</Fact>
      <Fact icon='person'>{`${electorateWords[rule.electorate]}。${thresholdWords(poll).join('；')}。`}</Fact>
      <Fact icon='clock'>{times(poll, now)}</Fact>
      <Text className='as-line as-quiet'>{`依据：${rule.law}`}</Text>
      {poll.secret && counters !== '' && <Text className='as-line as-quiet'>{`纸质票由${counters}登记、核对。`}</Text>}
      {poll.roll && (
        <Text className='as-line as-quiet'>
          {`名册在开始时定下，共 ${poll.roll.heads} 票${poll.roll.area === undefined ? '' : `，${areaWords(poll.roll.area)}`}。开始后题目和名册都不能改。`}
        </Text>
      )}
    </Card>
  )
})

/** What the result is worth. */
const meaning = ({ basis, binding }: PollAnswer): string =>
  binding
    ? '通过以后有法律效力，大家都要遵守。'
    : basis === 'consultative'
      ? '征询意见：听听大家的想法，没有法律约束力。'
      : '征询意见：社区还没有登记授权，结果供参考，没有法律约束力。'

function times({ state, opensAt, closesAt, turnout }: PollAnswer, now: number): string {
  switch (state) {
    case 'announced':
      return `正在公示，${whenWords(opensAt, now)} 开始，${whenWords(closesAt, now)} 截止。`
    case 'open':
      return `${whenWords(closesAt, now)} 截止，已经投了 ${turnout} 票。各项票数结束后才公布。`
    case 'closing':
      return `已经截止，共 ${turnout} 票，正在计票。`
    case 'closed':
      return `${whenWords(closesAt, now)} 截止，共 ${turnout} 票。`
    case 'cancelled':
      return '这次投票取消了，原因写在议题的经过里。'
  }
}
