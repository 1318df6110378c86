import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { go, TopicCard } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { SignedOut } from '@/pages/signed-out'
import { Failed } from '@/service'
import { useStores } from '@/stores'
import { Button, Cell, CellGroup, Empty, List, Page, Segmented, Sheet, TextArea, When } from '@/ui'
import { type Appeal, Queue } from '../../queue'
import '@/assembly/assembly.scss'
import '../../chair.scss'

type Tab = 'topics' | 'appeals'

/** What waits for the groups I moderate, the nearest date first; and appeals against hidden posts. */
export default observer(function QueuePage() {
  const stores = useStores()
  const [queue] = useState(() => new Queue(stores))
  const [tab, setTab] = useState<Tab>('topics')
  useFresh(queue.load)
  useReachBottom(() => void (tab === 'topics' ? queue.topics : queue.appeals).more())
  if (queue.topics.error?.code === 'UNAUTHENTICATED')
    return (
      <Page>
        <SignedOut />
      </Page>
    )
  return (
    <Page>
      <CellGroup>
        <Cell icon='talk' title='我的议事群' onPress={go.groups} />
        {queue.communities.map(({ areaId, areaName }) => (
          <Cell
            key={areaId}
            icon='check'
            title='各楼六步进展'
            hint={`${areaName}，弃管楼排在最前面`}
            onPress={() => go.board(areaId)}
          />
        ))}
      </CellGroup>
      {queue.judges && (
        <Segmented<Tab>
          label='看什么'
          options={[
            { value: 'topics', label: '议题' },
            { value: 'appeals', label: '申诉' },
          ]}
          value={tab}
          onChange={setTab}
        />
      )}
      {tab === 'topics' ? (
        <List
          list={queue.topics}
          row={(topic) => (
            <TopicCard key={topic.topicId} topic={topic} withGroup onPress={() => go.topic(topic.topicId)} />
          )}
          empty={<Empty title='没有等你们办的议题' hint='居民上报的、你们负责落实的议题会排在这里' />}
        />
      ) : (
        <Appeals queue={queue} />
      )}
    </Page>
  )
})

const Appeals = observer(function Appeals({ queue }: { queue: Queue }) {
  const [deciding, setDeciding] = useState<{ appeal: Appeal; restore: boolean }>()
  return (
    <>
      <List
        list={queue.appeals}
        row={(appeal) => (
          <View key={appeal.post.postId} className='chair-post'>
            <Text className='as-topic__title'>{appeal.topicTitle}</Text>
            <View className='as-line as-quiet'>
              <Text>{`${appeal.groupName} · ${appeal.post.author.name} · `}</Text>
              <When at={appeal.post.at} still />
            </View>
            <Text className='chair-quote'>{appeal.post.text}</Text>
            {appeal.post.reason !== undefined && <Text className='as-line'>{`隐藏的原因：${appeal.post.reason}`}</Text>}
            <Text className='as-line'>{`作者说：${appeal.appeal}`}</Text>
            <View className='chair-acts'>
              <Button
                label={`恢复${appeal.post.author.name}的发言`}
                onPress={() => setDeciding({ appeal, restore: true })}
              >
                恢复
              </Button>
              <Button
                kind='plain'
                label={`维持隐藏${appeal.post.author.name}的发言`}
                onPress={() => setDeciding({ appeal, restore: false })}
              >
                维持隐藏
              </Button>
            </View>
          </View>
        )}
        empty={<Empty title='没有待处理的申诉' />}
      />
      {deciding && <DecideSheet {...deciding} queue={queue} onClose={() => setDeciding(undefined)} />}
    </>
  )
})

const DecideSheet = observer(function DecideSheet({
  appeal,
  restore,
  queue,
  onClose,
}: {
  appeal: Appeal
  restore: boolean
  queue: Queue
  onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const send = async () => {
    if (await queue.decide(appeal, restore, reason)) onClose()
  }
  return (
    <Sheet open title={restore ? '恢复发言' : '维持隐藏'} onClose={onClose}>
      <Text className='as-line as-quiet'>{restore ? '恢复后全群又能看到。' : '发言继续隐藏，不能再申诉。'}</Text>
      <TextArea
        label='理由'
        required
        placeholder='作者和主持人会看到'
        maxLength={limits.note.max}
        value={reason}
        error={queue.deed.error('reason')}
        onChange={setReason}
      />
      <Failed deed={queue.deed} shown={['reason']} />
      <Button onPress={send}>{restore ? '恢复' : '维持隐藏'}</Button>
    </Sheet>
  )
})
