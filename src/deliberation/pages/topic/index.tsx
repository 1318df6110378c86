import { Text, View } from '@tarojs/components'
import { useReachBottom, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { usePulse } from '@/assembly'
import { useFresh } from '@/pages/fresh'
import { Failed, Read } from '@/service'
import { useStores } from '@/stores'
import { Card, Page, Timeline } from '@/ui'
import { OpenTopic } from '../../open-topic'
import { ActSheet } from './act-sheet'
import { Foot } from './foot'
import { Head } from './head'
import { OpinionCard } from './opinions'
import { Polls } from './polls'
import { TalkView } from './talk-view'
import { WriteSheet } from './write-sheet'
import '@/assembly/assembly.scss'
import '../../deliberation.scss'

/** Milliseconds between looks at what is new, so that a post is there within five seconds. */
const every = 3500

/** One topic `?id=`: how it stands, what is asked, what is said, what happened. */
export default observer(function TopicPage() {
  const stores = useStores()
  const { id = '' } = useRouter().params
  const [page] = useState(() => new OpenTopic(stores, id))
  useFresh(page.load)
  usePulse(page.look, every)
  useReachBottom(() => void page.talk.list.more())
  return (
    <Page footer={page.view && <Foot page={page} />}>
      <Read of={page.reading} cards={3}>
        {({ topic, polls, timeline }) => (
          <View>
            <Failed deed={page.deed} />
            <Head topic={topic} timeline={timeline} />
            <Polls polls={polls} />
            {!page.closedTalk && <OpinionCard opinions={page.opinions} />}
            <TalkView page={page} />
            <Card title='经过'>
              <Timeline events={timeline} />
            </Card>
            {page.form && <ActSheet key={page.form.act} form={page.form} page={page} />}
            {page.writing && <WriteSheet form={page.writing} page={page} groupId={topic.groupId} />}
            {page.closedTalk && <Text className='as-line as-quiet'>讨论的内容只有本群成员能看。</Text>}
          </View>
        )}
      </Read>
    </Page>
  )
})
