import type { Answer } from '@contract'
import { groupLevelLabels } from '@contract/deliberation-words'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { type Group, go, membersWords } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Empty, OutboxCards, Page, Tag, Tap } from '@/ui'
import { useDeliberation } from '../../stores'
import '@/assembly/assembly.scss'

type Vote = NonNullable<Answer<'deliberation.groups'>['votes']>[number]

/** The groups I belong to, from my building up, and what is new in each. */
export default observer(function GroupsPage() {
  const { session } = useStores()
  const { groups } = useDeliberation()
  useFresh(async () => {
    await session.load()
    await groups.load()
  })
  return (
    <Page>
      <OutboxCards />
      <Read of={groups}>
        {({ groups: all, votes = [] }) => (
          <>
            {votes.map((vote) => (
              <VoteCard key={vote.pollId} vote={vote} />
            ))}
            {all.length === 0 ? <None /> : all.map((group) => <GroupCard key={group.groupId} group={group} />)}
          </>
        )}
      </Read>
    </Page>
  )
})

/** The one step that is missing. */
const None = observer(function None() {
  const { session } = useStores()
  if (session.home?.state === 'pending')
    return <Empty title='住址还在等确认' hint='楼长或网格员确认后，您就能参加楼栋议事了' />
  return (
    <Empty title='还没有可以参加的议事群' hint='登记住址并确认后，就能和邻居一起商量事、投票'>
      <Button icon='home' onPress={go.address}>
        登记住址
      </Button>
    </Empty>
  )
})

/** A vote of one's own in a forum that one does not sit in. */
const VoteCard = ({ vote }: { vote: Vote }) => (
  <Tap className='as-topic' onPress={() => go.poll(vote.pollId)}>
    <View className='as-tags'>
      <Tag tone='warn'>等您投票</Tag>
    </View>
    <Text className='as-topic__title'>{vote.question}</Text>
    <Text className='as-line as-quiet'>{vote.groupName}</Text>
  </Tap>
)

const GroupCard = ({ group }: { group: Group }) => (
  <Tap className='as-topic' onPress={() => go.group(group.groupId)}>
    <View className='as-tags'>
      <Tag>{groupLevelLabels[group.level]}</Tag>
      {group.abandoned && <Tag tone='warn'>弃管楼</Tag>}
      {group.toVote > 0 && <Tag tone='warn'>{`${group.toVote} 个投票等您`}</Tag>}
      {group.unread > 0 && <Tag tone='accent'>{`${group.unread} 个议题有新内容`}</Tag>}
    </View>
    <Text className='as-topic__title'>{group.name}</Text>
    <Text className='as-line as-quiet'>
      {[
        membersWords(group),
        group.moderator ? '您主持' : group.moderators.length > 0 && `${group.moderators.join('、')}主持`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  </Tap>
)
