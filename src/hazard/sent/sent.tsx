import { useDidHide, useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { Refused } from '@/item/sent'
import { useStores } from '@/stores'
import { Button, Empty, Page } from '@/ui'
import { go } from '../go'
import type { SentReport } from '../sent-reports'
import { useHazard } from '../stores'
import { Result } from './result'
import { WaitingReport } from './waiting'
import './sent.scss'

/** What became of a report: waiting for the network, refused, or answered. */
export const Sent = observer(function Sent({ reportKey }: { reportKey: string }) {
  const { outbox } = useStores()
  const { sent } = useHazard()
  const entry = outbox.entries.find((e) => e.requestId === reportKey)
  const found = sent.find(reportKey)
  // Stays in sight on this page after its holder has said that it is written down
  const [shown, setShown] = useState<SentReport | undefined>(found)
  if (found && found !== shown) setShown(found)

  // Behind another page it leaves the answer where that page may show it
  const [inSight, setInSight] = useState(true)
  useDidShow(() => setInSight(true))
  useDidHide(() => setInSight(false))

  const arrived = entry?.state === 'sent' ? entry : undefined
  useEffect(() => {
    if (arrived && inSight) sent.adopt(arrived)
  }, [arrived, inSight, sent])

  if (shown) return <Result report={shown} />
  if (entry?.state === 'refused') return <Refused entry={entry} form='/hazard/pages/report/index' />
  if (entry) return <WaitingReport entry={entry} />
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
