import type { Answer } from '@contract'
import { Text } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { OpenItem } from '@/item'
import { AllowMessages, Refused, SentLine, Waiting } from '@/item/sent'
import { useStores } from '@/stores'
import { Button, Card, Empty, ErrorBlock, Page, Skeleton, StateBanner, whenWords } from '@/ui'
import { formPage, go } from './go'

/** What came of a request: waiting for the network, refused, or an item of its own. */
export const Came = observer(function Came({ itemId, requestKey }: { itemId?: string; requestKey?: string }) {
  const { outbox } = useStores()
  const entry = outbox.entries.find((e) => e.requestId === requestKey)
  const [arrived, setArrived] = useState(itemId)
  useEffect(() => {
    if (entry?.state !== 'sent') return
    setArrived((entry.answer as Answer<'mediation.request'>).itemId)
    outbox.drop(entry.requestId)
  }, [entry, entry?.state, outbox])
  if (arrived !== undefined) return <Arrived key={arrived} itemId={arrived} />
  if (entry?.state === 'refused') return <Refused entry={entry} form={formPage} />
  if (entry) return <Waiting entry={entry} />
  return (
    <Page>
      <Empty title='这一页已经过去了' hint='申请过的事在「办件」里。'>
        <Button onPress={go.items}>去看办件</Button>
      </Empty>
    </Page>
  )
})

/** The page that says who answers and by when. */
const Arrived = observer(function Arrived({ itemId }: { itemId: string }) {
  const stores = useStores()
  const [page] = useState(() => new OpenItem(stores, { itemId }))
  useEffect(() => void page.load(), [page])
  const item = page.view?.item
  return (
    <Page
      footer={
        <>
          <Button onPress={() => go.item(itemId)}>看进度</Button>
          <Button kind='text' onPress={go.home}>
            回首页
          </Button>
        </>
      }
    >
      <StateBanner tone='done' icon='check' title='已送到，调解员会和您联系'>
        <Text>内容只有您和调解的人能看到。</Text>
      </StateBanner>
      {!item && page.error && <ErrorBlock error={page.error} onRetry={page.load} />}
      {!item && !page.error && <Skeleton />}
      {item && (
        <Card>
          <SentLine label='编号' value={item.number} large />
          <SentLine label='谁来调解' value={item.responsible.name} />
          {item.dueAt !== undefined && (
            <SentLine label='最晚什么时候答复' value={`${whenWords(item.dueAt, stores.session.now())} 前`} />
          )}
        </Card>
      )}
      <AllowMessages />
    </Page>
  )
})
