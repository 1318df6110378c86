import { Text } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { useStores } from '@/stores'
import { Button, Empty, Page, StateBanner } from '@/ui'
import { go } from '../../go'
import type { SentReport } from '../../sent-reports'
import { useHazard } from '../../stores'
import { Result } from './result'
import { Refused, Waiting } from './waiting'
import './index.scss'

/** What came of the sending: `?key=` of a report, or `?joined=` the item that is followed in place of one. */
export default observer(function Done() {
  const { key, joined } = useRouter().params
  return joined ? <Joined itemId={joined} /> : <Sent reportKey={key ?? ''} />
})

const Sent = observer(function Sent({ reportKey }: { reportKey: string }) {
  const { outbox } = useStores()
  const { sent } = useHazard()
  const entry = outbox.entries.find((e) => e.requestId === reportKey)
  const found = sent.find(reportKey)
  // Stays in sight on this page after its holder has said that it is written down
  const [shown, setShown] = useState<SentReport | undefined>(found)
  if (found && found !== shown) setShown(found)

  const arrived = entry?.state === 'sent' ? entry : undefined
  useEffect(() => {
    if (arrived) sent.adopt(arrived)
  }, [arrived, sent])

  if (shown) return <Result report={shown} />
  if (entry?.state === 'refused') return <Refused entry={entry} />
  if (entry) return <Waiting entry={entry} />
  return (
    <Page>
      <Empty title='这一页已经过去了' hint='报过的事在「办件」里。保密的请用查询码查。'>
        <Button onPress={go.items}>去看办件</Button>
        <Button kind='text' onPress={go.follow}>
          凭查询码查进展
        </Button>
      </Empty>
    </Page>
  )
})

const Joined = ({ itemId }: { itemId: string }) => (
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
    <StateBanner tone='done' icon='check' title='好了，这件事您也在跟进'>
      <Text>不用再报一次。有了结果，会发到您的「消息」里，和报告人同时收到。</Text>
    </StateBanner>
  </Page>
)
