import type { PollAnswer } from '@contract/deliberation'
import { pollStates } from '@contract/deliberation-words'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { go, pollTone } from '@/assembly'
import { useStores } from '@/stores'
import { Button, Card, Tag, whenWords } from '@/ui'

/** The polls of the topic; one tap to vote or to see the result. */
export const Polls = ({ polls }: { polls: readonly PollAnswer[] }) => (
  <>
    {polls.map((poll) => (
      <PollCard key={poll.pollId} poll={poll} />
    ))}
  </>
)

const PollCard = observer(function PollCard({ poll }: { poll: PollAnswer }) {
  const { session } = useStores()
  const now = session.now()
  const mayVote = poll.allowed.includes('deliberation.vote')
  return (
    <Card title={poll.question} extra={<Tag tone={pollTone(poll.state)}>{pollStates[poll.state]}</Tag>}>
      <View className='as-tags'>
        <Tag>{poll.binding ? '有法律效力' : '征询意见'}</Tag>
        <Tag>{poll.secret ? '不记名' : '记名'}</Tag>
      </View>
      {poll.state === 'announced' && <Text className='as-line'>{`${whenWords(poll.opensAt, now)} 开始投票`}</Text>}
      {poll.state === 'open' && (
        <Text className='as-line'>
          {`已有 ${poll.turnout} 票${poll.roll ? `（名册 ${poll.roll.heads}）` : ''}，${whenWords(poll.closesAt, now)} 截止`}
        </Text>
      )}
      {!mayVote && poll.mine.votes.some(({ state }) => state === 'voted') && (
        <Text className='as-line as-quiet'>您已经投过票</Text>
      )}
      <Button kind={mayVote ? 'primary' : 'plain'} onPress={() => go.poll(poll.pollId)}>
        {mayVote ? '去投票' : poll.state === 'closed' ? '看结果' : '看投票'}
      </Button>
    </Card>
  )
})
