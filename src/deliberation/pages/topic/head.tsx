import { groupLevels, topicKindLabels, topicStates } from '@contract/deliberation-words'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { topicOwedWords, topicTone } from '@/assembly'
import { aria } from '@/platform/aria'
import { useStores } from '@/stores'
import { Card, type IconName, Photos, StateBanner, Tag, type Tone, When, whenWords } from '@/ui'
import type { TopicView } from '../../open-topic'

type Topic = TopicView['topic']

const icons: Record<Tone, IconName> = {
  neutral: 'list',
  accent: 'talk',
  warn: 'clock',
  danger: 'warning',
  done: 'check',
}

/** How it stands, what was proposed, what came of it. */
export const Head = observer(function Head({ topic, timeline }: Pick<TopicView, 'topic' | 'timeline'>) {
  const { session } = useStores()
  const now = session.now()
  const tone = topicTone(topic, now)
  const owed = topicOwedWords(topic, now)
  const returned = handedBack(timeline)
  return (
    <>
      <StateBanner tone={tone} icon={icons[tone]} title={topicStates[topic.state]}>
        {owed !== undefined && <Text>{owed}</Text>}
      </StateBanner>
      <Card title={topic.title}>
        <View className='as-tags'>
          <Tag>{topicKindLabels[topic.kind]}</Tag>
          {topic.pinned && <Tag tone='accent'>置顶</Tag>}
          {topic.agenda !== undefined && <Tag tone='accent'>{`议程第 ${topic.agenda} 项`}</Tag>}
        </View>
        <Text className='as-words'>{topic.body}</Text>
        <Photos photos={topic.photos} />
        <View className='as-line as-quiet'>
          <Text>{`${topic.mine ? '您' : topic.author.name}提出 · ${topic.groupName} · `}</Text>
          <When at={topic.createdAt} still />
        </View>
      </Card>
      {topic.summary !== undefined && (
        <Card title='小结'>
          <Text className='as-words'>{topic.summary}</Text>
        </Card>
      )}
      <Rungs topic={topic} />
      {returned && (
        <Card title='退回的原因'>
          <Text className='as-words'>{returned.note}</Text>
          <Text className='as-line as-quiet'>{returned.title}</Text>
        </Card>
      )}
      {topic.answer !== undefined && (
        <Card title='答复'>
          <Text className='as-words'>{topic.answer}</Text>
        </Card>
      )}
      {topic.task && (
        <Card title='决定'>
          <Text className='as-words'>{topic.task.text}</Text>
          <Text className='as-line as-quiet'>
            {`负责人：${topic.task.who}，${whenWords(topic.task.dueAt, now)} 前完成`}
          </Text>
        </Card>
      )}
      {(topic.verdict.good > 0 || topic.verdict.bad > 0) && (
        <Card title='大家的评价'>
          <Text className='as-line'>{`满意 ${topic.verdict.good} 人，不满意 ${topic.verdict.bad} 人`}</Text>
          {topic.verdict.mine !== undefined && (
            <Text className='as-line as-quiet'>{`您评的是：${topic.verdict.mine ? '满意' : '不满意'}`}</Text>
          )}
        </Card>
      )}
    </>
  )
})

/** Steps after which a hand-back is no more how the topic stands. */
const goingOn = ['escalate', 'overdue', 'accept', 'answer', 'decide', 'close', 'handBack']

/** The hand-back by which the topic is where it is. */
function handedBack(timeline: TopicView['timeline']) {
  const last = timeline.filter(({ act }) => goingOn.includes(act)).pop()
  return last?.act === 'handBack' ? last : undefined
}

const rungNames = { building: '楼栋', courtyard: '楼院', community: '社区', street: '街道' }

/** Where on the ladder it is; nothing while it has not left its own group. */
const Rungs = ({ topic }: { topic: Topic }) =>
  topic.rung.id === topic.groupId ? null : (
    <Card title='现在到了哪一级'>
      <View className='dl-rungs' {...aria({ role: 'list', label: `现在在${topic.rung.name}` })}>
        {groupLevels.map((level) => (
          <View
            key={level}
            className={level === topic.rung.level ? 'dl-rung dl-rung--on' : 'dl-rung'}
            {...aria({ role: 'listitem' })}
          >
            <Text>{rungNames[level]}</Text>
          </View>
        ))}
      </View>
      <Text className='as-line'>{`现在在${topic.rung.name}，本群成员随时能看到进展。`}</Text>
    </Card>
  )
