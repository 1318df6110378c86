import { topicKindLabels, topicStates } from '@contract/deliberation-words'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useStores } from '@/stores'
import { Tag, Tap, whenWords } from '@/ui'
import { type TopicSummary, topicOwedWords, topicTone } from './words'
import './assembly.scss'

/** One topic in a list: what it is, how it stands, what is new in it for me. */
export const TopicCard = observer(function TopicCard({
  topic,
  withGroup = false,
  onPress,
}: {
  topic: TopicSummary
  /** Says which group it comes from, where the list has more than one. */
  withGroup?: boolean
  onPress: () => void
}) {
  const { session } = useStores()
  const now = session.now()
  const owed = topicOwedWords(topic, now)
  const quiet = [
    topicKindLabels[topic.kind],
    withGroup && topic.groupName,
    topic.posts > 0 && `${topic.posts} 条发言`,
    whenWords(topic.lastAt, now),
  ]
  return (
    <Tap className='as-topic' onPress={onPress}>
      <View className='as-tags'>
        {topic.pinned && <Tag tone='accent'>置顶</Tag>}
        {topic.agenda !== undefined && <Tag tone='accent'>{`议程第 ${topic.agenda} 项`}</Tag>}
        <Tag tone={topicTone(topic, now)}>{topicStates[topic.state]}</Tag>
        {topic.toVote && <Tag tone='warn'>等您投票</Tag>}
        {topic.unread > 0 && <Tag tone='accent'>{`${many(topic.unread)} 条没看`}</Tag>}
      </View>
      <Text className='as-topic__title'>{topic.title}</Text>
      {owed !== undefined && (
        <Text className={topicTone(topic, now) === 'danger' ? 'as-line as-late' : 'as-line'}>{owed}</Text>
      )}
      <Text className='as-line as-quiet'>{quiet.filter(Boolean).join(' · ')}</Text>
    </Tap>
  )
})

/** The server counts up to 100. */
const many = (n: number) => (n >= 100 ? '100 多' : String(n))
