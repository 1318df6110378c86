import Taro, { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { BeforeForm, FormFoot } from '@/item/asked-parts'
import { useStores } from '@/stores'
import { Button, EmergencyStrip, Page, Steps } from '@/ui'
import { Came } from '../../came'
import { go } from '../../go'
import { RequestForm, takeBack } from '../../request-form'
import { CallFirst } from './call-first'
import { MatterStep } from './matter-step'
import { OtherStep } from './other-step'
import { PlaceStep } from './place-step'
import { WordsStep } from './words-step'
import './index.scss'

export default observer(function RequestMediation() {
  const stores = useStores()
  const { mend, carried } = useRouter().params
  const [form] = useState(() => {
    const refused = stores.outbox.entries.find((e) => e.requestId === mend && e.state === 'refused')
    if (refused) takeBack(stores.outbox, refused)
    return new RequestForm(stores)
  })
  const { step, matter } = form.value
  const [begunAt] = useState(step)
  const [queued, setQueued] = useState<string>()

  useEffect(() => void form.lookAround(), [form])
  // biome-ignore lint/correctness/useExhaustiveDependencies: every step begins at its top
  useEffect(() => void Taro.pageScrollTo({ scrollTop: 0, duration: 0 }), [step, form.callFirst])

  const send = async () => {
    const sent = await form.submit()
    // Without a network a browser cannot load the next page, so this one shows what waits
    if (sent?.answer) go.done(sent.answer.itemId)
    else setQueued(sent?.key)
  }

  if (queued !== undefined) return <Came requestKey={queued} />
  if (form.callFirst)
    return (
      <Page
        footer={
          <Button kind='plain' onPress={form.afterCall}>
            没有危险，接着申请
          </Button>
        }
      >
        <CallFirst onBack={form.back} />
      </Page>
    )
  return (
    // The first question is answered by tapping a row; whoever is in danger has the telephone in its place
    <Page
      footer={
        step > 1 || matter !== undefined ? (
          <FormFoot form={form} send={send} />
        ) : (
          <EmergencyStrip numbers={['110', '120']} />
        )
      }
    >
      {matter === 'family' && step > 1 && <EmergencyStrip numbers={['110']} />}
      <Steps current={step} total={form.plan.steps.length} title={form.plan.steps[step - 1] ?? ''} />
      {step === begunAt && <BeforeForm form={form} carried={carried !== undefined} />}
      {step === 1 && <MatterStep form={form} />}
      {step === 2 && <WordsStep form={form} />}
      {step === 3 && <OtherStep form={form} />}
      {step === 4 && <PlaceStep form={form} />}
    </Page>
  )
})
