import { paperStates, paperWayLabels } from '@contract/deliberation-words'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { useReachBottom, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { canonicalWords } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { Failed, Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Confirm, Empty, List, Page, Photos, Sheet, Tag, TextArea, type Tone } from '@/ui'
import { type Entry, Paper, VoterForm } from '../../paper'
import { BatchSheet } from './batch-sheet'
import { VoterSheet } from './voter-sheet'
import '@/assembly/assembly.scss'
import '../../chair.scss'

/** Votes on paper, at the door and by phone in the poll `?poll=`, always by two people. */
export default observer(function PaperPage() {
  const stores = useStores()
  const { poll: pollId = '' } = useRouter().params
  const [page] = useState(() => new Paper(stores, pollId))
  const [refusing, setRefusing] = useState<Entry>()
  useFresh(page.load)
  useReachBottom(() => void page.list.more())
  return (
    <Page>
      {!page.form && !refusing && <Failed deed={page.deed} />}
      <Read of={page.poll} cards={1}>
        {(poll) => (
          <>
            <Card title={poll.question}>
              <Text className='as-line'>
                {poll.secret
                  ? '不记名：先登记谁投了纸质票，再把收上来的票整批数好录入。两样分开，没有人知道谁投了什么。'
                  : '记名：一户一户登记选了什么。只有两名计票人能看到。'}
              </Text>
              <Text className='as-line as-quiet'>一人登记，另一人核对后才算。24 小时没有核对，要重新登记。</Text>
              <Text className='as-line as-quiet'>{`已核对：投票人 ${page.marked} 名，选票 ${page.counted} 张`}</Text>
            </Card>
            {poll.allowed.includes('deliberation.markPaperVoter') && (
              <Button icon='person' onPress={page.enterVoter}>
                登记谁投了票
              </Button>
            )}
            {poll.allowed.includes('deliberation.paperBatch') && (
              <Button kind='plain' icon='list' onPress={page.enterBatch}>
                录入一批选票
              </Button>
            )}
            <Text className='as-heading'>登记过的</Text>
            <List
              list={page.list}
              row={(entry) => <Row key={entry.entryId} entry={entry} page={page} onRefuse={() => setRefusing(entry)} />}
              empty={<Empty title='还没有登记' />}
            />
          </>
        )}
      </Read>
      {page.form instanceof VoterForm && <VoterSheet form={page.form} page={page} />}
      {page.form && !(page.form instanceof VoterForm) && <BatchSheet form={page.form} page={page} />}
      {refusing && <RefuseSheet entry={refusing} page={page} onClose={() => setRefusing(undefined)} />}
    </Page>
  )
})

const tones: Record<Entry['state'], Tone> = { entered: 'warn', confirmed: 'done', refused: 'danger' }

const Row = observer(function Row({ entry, page, onRefuse }: { entry: Entry; page: Paper; onRefuse: () => void }) {
  const [asking, setAsking] = useState(false)
  const poll = page.poll.value
  if (!poll) return null
  const title = entry.kind === 'voter' ? (entry.unit ?? '') : `一批选票，共 ${entry.total ?? 0} 张`
  const decides = entry.state === 'entered' && !entry.mine && poll.allowed.includes('deliberation.confirmPaper')
  const confirm = async () => {
    await page.confirm(entry)
    setAsking(false)
  }
  return (
    <View className='as-topic'>
      <View className='as-tags'>
        <Tag tone={tones[entry.state]}>{paperStates[entry.state]}</Tag>
        {entry.way && <Tag>{paperWayLabels[entry.way]}</Tag>}
      </View>
      <Text className='as-topic__title'>{title}</Text>
      {entry.choice !== undefined && <Text className='as-line'>{`选的是：${canonicalWords(poll, entry.choice)}`}</Text>}
      {entry.counts?.map(({ choice, count }) => (
        <Text key={choice} className='as-line'>{`${canonicalWords(poll, choice)}：${count} 张`}</Text>
      ))}
      <Photos photos={entry.photos} />
      {entry.reason !== undefined && <Text className='as-line as-late'>{`没有通过：${entry.reason}`}</Text>}
      <Text className='as-line as-quiet'>
        {[`${entry.enteredBy}登记`, entry.confirmedBy && `${entry.confirmedBy}核对`].filter(Boolean).join(' · ')}
      </Text>
      {entry.state === 'entered' && entry.mine && <Text className='as-line as-quiet'>要由另一名计票人核对。</Text>}
      {decides && (
        <View className='chair-acts'>
          <Button label={`核对无误：${title}`} onPress={() => setAsking(true)}>
            核对无误
          </Button>
          <Button kind='plain' label={`不对：${title}`} onPress={onRefuse}>
            不对
          </Button>
        </View>
      )}
      <Confirm
        open={asking}
        title='核对无误？'
        text={`${title}。请对照纸质票和照片看过再确认，确认后不能改。`}
        action='核对无误'
        onClose={() => setAsking(false)}
        onConfirm={confirm}
      />
    </View>
  )
})

const RefuseSheet = observer(function RefuseSheet({
  entry,
  page,
  onClose,
}: {
  entry: Entry
  page: Paper
  onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const send = async () => {
    if (await page.refuse(entry, reason)) onClose()
  }
  return (
    <Sheet open title='哪里不对' onClose={onClose}>
      <TextArea
        label='原因'
        required
        placeholder='例如：照片里是 13 张，录了 12 张'
        maxLength={limits.note.max}
        value={reason}
        error={page.deed.error('reason')}
        onChange={setReason}
      />
      <Failed deed={page.deed} shown={['reason']} />
      <Button kind='danger' onPress={send}>
        退回
      </Button>
    </Sheet>
  )
})
