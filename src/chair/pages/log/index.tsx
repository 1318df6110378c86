import { type LogAct, logActLabels } from '@contract/deliberation-words'
import { Text, View } from '@tarojs/components'
import { useReachBottom, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { Paged, useStores } from '@/stores'
import { Empty, List, Page, When } from '@/ui'
import '@/assembly/assembly.scss'
import '../../chair.scss'

/** What moderators did in the group `?group=`, for all of it to read. */
export default observer(function LogPage() {
  const { call } = useStores()
  const { group: groupId = '' } = useRouter().params
  const [log] = useState(
    () =>
      new Paged(
        async (cursor) => {
          const page = await call('deliberation.moderationLog', { groupId, cursor })
          return { rows: page.entries, cursor: page.cursor }
        },
        (entry) => `${entry.at} ${entry.act} ${entry.about}`,
      ),
  )
  useFresh(log.refresh)
  useReachBottom(() => void log.more())
  return (
    <Page>
      <List
        list={log}
        row={(entry) => (
          <View key={`${entry.at} ${entry.act} ${entry.about}`} className='as-topic'>
            <Text className='as-topic__title'>{logActLabels[entry.act as LogAct] ?? entry.act}</Text>
            <Text className='as-line'>{entry.about}</Text>
            {entry.reason !== undefined && <Text className='chair-quote'>{entry.reason}</Text>}
            <View className='as-line as-quiet'>
              <Text>{`${entry.actor} · `}</Text>
              <When at={entry.at} still />
            </View>
          </View>
        )}
        empty={<Empty title='还没有管理记录' hint='主持人隐藏发言、置顶、结束议题，都会记在这里' />}
      />
    </Page>
  )
})
