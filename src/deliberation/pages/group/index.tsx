import { groupLevelLabels } from '@contract/deliberation-words'
import { Text, View } from '@tarojs/components'
import { useReachBottom, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { type Group, go, membersWords, TopicCard } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { SignedOut } from '@/pages/signed-out'
import { useStores } from '@/stores'
import { Button, Card, Cell, CellGroup, Empty, List, Page, StateBanner, Tag, whenWords } from '@/ui'
import { useDeliberation } from '../../stores'
import { Topics } from '../../topics'
import { TopicFilters } from './filters'
import '@/assembly/assembly.scss'

/** One group `?id=`: its topics, and the way to propose one. */
export default observer(function GroupPage() {
  const { call } = useStores()
  const deliberation = useDeliberation()
  const { id = '' } = useRouter().params
  const [topics] = useState(() => new Topics(call, id))
  const group = deliberation.find(id)
  useFresh(() => Promise.all([deliberation.groups.load(), topics.list.refresh()]))
  useReachBottom(() => void topics.list.more())
  return (
    <Page
      footer={
        group &&
        !group.mutedUntil && (
          <Button icon='plus' onPress={() => go.propose(id)}>
            提议题
          </Button>
        )
      }
    >
      {group && <Head group={group} />}
      {topics.list.error?.code === 'UNAUTHENTICATED' ? <SignedOut /> : <All topics={topics} />}
      {group && <Entries group={group} />}
    </Page>
  )
})

const Head = observer(function Head({ group }: { group: Group }) {
  const { session } = useStores()
  return (
    <>
      <Card title={group.name} extra={group.abandoned ? <Tag tone='warn'>弃管楼</Tag> : undefined}>
        <Text className='as-line as-quiet'>
          {[groupLevelLabels[group.level], membersWords(group)].filter(Boolean).join(' · ')}
        </Text>
        <Text className='as-line as-quiet'>
          {group.moderator
            ? '由您主持'
            : group.moderators.length > 0
              ? `主持：${group.moderators.join('、')}`
              : '还没有主持人'}
        </Text>
      </Card>
      {group.mutedUntil !== undefined && (
        <StateBanner tone='warn' icon='clock' title='您暂时不能发言'>
          <Text>{`到${whenWords(group.mutedUntil, session.now())}为止，还可以看、可以投票。`}</Text>
        </StateBanner>
      )}
    </>
  )
})

const All = observer(function All({ topics }: { topics: Topics }) {
  const { list, first } = topics
  return (
    <>
      <TopicFilters topics={topics} />
      {!topics.filtered && first.length > 0 && (
        <View>
          <Text className='as-heading'>先看这些</Text>
          {first.map((topic) => (
            <TopicCard
              key={topic.topicId}
              topic={topic}
              withGroup={topic.groupId !== topics.groupId}
              onPress={() => go.topic(topic.topicId)}
            />
          ))}
          {list.rows.some((topic) => !topics.isFirst(topic)) && <Text className='as-heading'>其他议题</Text>}
        </View>
      )}
      <List
        list={list}
        row={(topic) =>
          topics.isFirst(topic) ? null : (
            <TopicCard key={topic.topicId} topic={topic} onPress={() => go.topic(topic.topicId)} />
          )
        }
        empty={topics.empty ? <Nothing topics={topics} /> : <View />}
      />
    </>
  )
})

const Nothing = observer(function Nothing({ topics }: { topics: Topics }) {
  if (!topics.filtered) return <Empty title='还没有议题' hint='有什么想和邻居商量的，点下面的「提议题」' />
  return (
    <Empty title='没有符合条件的议题'>
      <Button kind='plain' onPress={topics.showAll}>
        看全部
      </Button>
    </Empty>
  )
})

/** The group's other pages. */
const Entries = ({ group }: { group: Group }) => (
  <CellGroup title='这个群'>
    {group.moderator && (
      <Cell icon='list' title='排议程' hint='先商量什么，后商量什么' onPress={() => go.agenda(group.groupId)} />
    )}
    <Cell icon='person' title='成员和代表' value={membersWords(group)} onPress={() => go.members(group.groupId)} />
    <Cell icon='text' title='管理记录' hint='主持人做过什么，大家都能看' onPress={() => go.log(group.groupId)} />
    {(group.level === 'building' || group.level === 'courtyard') && (
      <Cell icon='check' title='和合大院六步' hint='做到哪一步了' onPress={() => go.steps(group.groupId)} />
    )}
    {group.level === 'community' && group.moderator && (
      <Cell icon='check' title='各楼六步进展' hint='弃管楼排在最前面' onPress={() => go.board(group.groupId)} />
    )}
  </CellGroup>
)
