import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { AllowMessages, SentLine } from '@/item/sent'
import { routeWords } from '@/place/route-words'
import { aria } from '@/platform/aria'
import { useStores } from '@/stores'
import { Button, Card, Code, Page, StateBanner, whenWords } from '@/ui'
import { go } from '../go'
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
        <SentLine label='编号' value={answer.number} large />
        <SentLine label='谁来办' value={answer.responsible.name} />
        <SentLine label='最晚什么时候答复' value={`${whenWords(answer.dueAt, session.now())} 前`} />
        <SentLine label='为什么是他们' value={routeWords[answer.rule]} />
      </Card>
      {receipt === undefined && <AllowMessages />}
    </Page>
  )
})

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
