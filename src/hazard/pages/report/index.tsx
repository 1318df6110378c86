import { Text, View } from '@tarojs/components'
import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { aria } from '@/platform/aria'
import { identity } from '@/platform/identity'
import { useStores } from '@/stores'
import { Button, Card, Confirm, EmergencyStrip, Page, StateBanner, Steps } from '@/ui'
import { go } from '../../go'
import { ReportForm, reportSteps, takeBack } from '../../report-form'
import { Sent } from '../../sent/sent'
import { useHazard } from '../../stores'
import { CallFirst, emergenciesOf } from './call-first'
import { CategoryStep } from './category-step'
import { NameStep } from './name-step'
import { PlaceStep } from './place-step'
import { WordsStep } from './words-step'
import './index.scss'

export default observer(function Report() {
  const stores = useStores()
  const { categories, sent } = useHazard()
  const { mend } = useRouter().params
  const [form] = useState(() => {
    const refused = stores.outbox.entries.find((e) => e.requestId === mend && e.state === 'refused')
    if (refused) takeBack(stores.outbox, refused)
    return new ReportForm(stores, categories, sent)
  })
  const { step } = form.value
  const [begunAt] = useState(step)
  const [queued, setQueued] = useState<string>()
  const onSent = (key: string) => {
    // Without a network a browser cannot load the next page, so this one shows what waits
    if (stores.outbox.entries.some((e) => e.requestId === key)) setQueued(key)
    else go.done(`key=${key}`)
  }

  useDidShow(() => void categories.load())
  useEffect(() => void form.lookAround(), [form])
  // biome-ignore lint/correctness/useExhaustiveDependencies: every step begins at its top
  useEffect(() => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 }), [step, form.callFirst])

  if (queued !== undefined) return <Sent reportKey={queued} />
  if (form.callFirst && form.category)
    return (
      <Page
        footer={
          <Button kind='plain' onPress={form.afterCall}>
            仍要报告
          </Button>
        }
      >
        <CallFirst category={form.category} onBack={form.back} />
      </Page>
    )

  return (
    // The first question is answered by tapping a row
    <Page footer={(step > 1 || form.value.category !== undefined) && <Foot form={form} onSent={onSent} />}>
      {form.category && step > 1 && emergenciesOf(form.category).length > 0 && (
        <EmergencyStrip numbers={emergenciesOf(form.category)} />
      )}
      <Steps current={step} total={reportSteps.length} title={reportSteps[step - 1] ?? ''} />
      {step === begunAt && <Before form={form} />}
      {step === 1 && <CategoryStep form={form} categories={categories} />}
      {step === 2 && <WordsStep form={form} />}
      {step === 3 && <PlaceStep form={form} />}
      {step === 4 && <NameStep form={form} />}
    </Page>
  )
})

/** What a person should know when they come to the form. */
const Before = observer(function Before({ form }: { form: ReportForm }) {
  const { session } = useStores()
  const [clearing, setClearing] = useState(false)
  return (
    <>
      {session.signedOut && identity.chosen && (
        <Card title='还没有登录'>
          <Text className='report-line'>先选一个演示身份再发送。现在填的内容会留着。</Text>
          <Button kind='plain' onPress={go.people}>
            选演示身份
          </Button>
        </Card>
      )}
      {form.restored && (
        <StateBanner tone='neutral' icon='edit' title='上次没发完的还在'>
          <Text>接着填就行。</Text>
          <Button kind='text' onPress={() => setClearing(true)}>
            不要了，重新填
          </Button>
        </StateBanner>
      )}
      <Confirm
        open={clearing}
        title='重新填写'
        text='上次填的文字、照片和位置都会清掉。'
        action='清掉，重新填'
        danger
        onClose={() => setClearing(false)}
        onConfirm={() => {
          setClearing(false)
          form.startOver()
        }}
      />
    </>
  )
})

const Foot = observer(function Foot({ form, onSent }: { form: ReportForm; onSent: (key: string) => void }) {
  const { value, failure, duplicates } = form
  const last = value.step === reportSteps.length
  const send = async () => {
    const key = await form.submit()
    if (key !== undefined) onSent(key)
  }
  return (
    <>
      {failure && (
        <View className='report-failure' {...aria({ role: 'alert', live: 'assertive' })}>
          <Text>{failure.message}</Text>
          {failure.code === 'UNAUTHENTICATED' && identity.chosen && (
            <Button kind='text' onPress={go.people}>
              选演示身份
            </Button>
          )}
        </View>
      )}
      <View className='report-foot'>
        {value.step > 1 && (
          <View className='report-foot__back'>
            <Button kind='plain' disabled={form.sending} onPress={form.back}>
              上一步
            </Button>
          </View>
        )}
        <View className='report-foot__on'>
          {last ? (
            <Button icon='whistle' busy={form.sending} onPress={send}>
              发送
            </Button>
          ) : (
            <Button onPress={form.next}>
              {value.step === 3 && duplicates.length > 0 ? '都不是，下一步' : '下一步'}
            </Button>
          )}
        </View>
      </View>
    </>
  )
})
