import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { aria } from '@/platform/aria'
import { subscriptions } from '@/platform/subscriptions'
import { useStores } from '@/stores'
import { Button, Card, Code, Page, StateBanner, whenWords } from '@/ui'
import { go } from '../go'
import { routeWords } from '../route-words'
import type { SentReport } from '../sent-reports'
import { useHazard } from '../stores'

/** The page one can show to a neighbour: number, who, by when. */
export const Result = observer(function Result({ report }: { report: SentReport }) {
  const { session } = useStores()
  const hazard = useHazard()
  const { answer } = report
  const { receipt } = answer
  const unsaved = hazard.sent.unsaved.some((r) => r.key === report.key)
  const progress = () => {
    if (receipt === undefined) return go.item(answer.itemId)
    hazard.receiptToFollow = receipt
    go.follow()
  }
  return (
    <Page
      footer={
        <>
          {unsaved ? (
            <Button onPress={() => hazard.sent.settle(report.key, false)}>查询码我已经记好</Button>
          ) : (
            <Button onPress={progress}>看进度</Button>
          )}
          <Button kind='text' onPress={go.home}>
            回首页
          </Button>
        </>
      }
    >
      <StateBanner tone='done' icon='check' title='已送到，有人会办' />
      {receipt !== undefined && <Receipt report={report} receipt={receipt} unsaved={unsaved} />}
      <Card>
        <Line label='编号' value={answer.number} large />
        <Line label='谁来办' value={answer.responsible.name} />
        <Line label='最晚什么时候答复' value={`${whenWords(answer.dueAt, session.now())} 前`} />
        <Line label='为什么是他们' value={routeWords[answer.rule]} />
      </Card>
      {receipt === undefined && <Notices />}
    </Page>
  )
})

const Line = ({ label, value, large = false }: { label: string; value: string; large?: boolean }) => (
  <View className='done-line'>
    <Text className='done-line__label'>{label}</Text>
    <Text className={large ? 'done-line__value done-line__value--large' : 'done-line__value'} userSelect>
      {value}
    </Text>
  </View>
)

/** The receipt comes only once: it stays until its holder has it, and longer only if they say so. */
const Receipt = observer(function Receipt({
  report,
  receipt,
  unsaved,
}: {
  report: SentReport
  receipt: string
  unsaved: boolean
}) {
  const { sent } = useHazard()
  const kept = sent.kept.some((r) => r.key === report.key)
  return (
    <>
      <Code label='查询码' value={receipt} />
      {!kept && (
        <View className='done-warning' {...aria({ role: 'alert' })}>
          <Text>只在这里显示，请现在抄下来或复制。城市的系统里没有存，丢了谁也找不回来。</Text>
        </View>
      )}
      {unsaved && (
        <Card>
          <Text>也可以存在这部手机里。能打开这部手机的人就能看到。</Text>
          <View className='done-keep'>
            <Button kind='plain' onPress={() => sent.settle(report.key, true)}>
              存在这部手机里
            </Button>
          </View>
        </Card>
      )}
      {kept && <Text className='done-kept'>已存在这部手机里，在「凭查询码查进展」里可以找到。</Text>}
    </>
  )
})

/** Asks for WeChat's messages only after a tap, and only where there are any. */
const Notices = observer(function Notices() {
  const { call } = useStores()
  const [said, setSaid] = useState<string>()
  if (!subscriptions.available) return null
  const ask = async () => {
    const templates = await subscriptions.ask(['itemProgress'])
    if (templates.length > 0) await call('account.allowMessages', { templates }).catch(() => undefined)
    setSaid(templates.length > 0 ? '好的，有进展时微信会通知您。' : '没关系，进展都在「消息」里。')
  }
  return (
    <Card>
      {said ? (
        <Text>{said}</Text>
      ) : (
        <Button kind='plain' icon='bell' onPress={ask}>
          进展通知我
        </Button>
      )}
    </Card>
  )
})
