import Taro, { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { BeforeForm, FormFoot } from '@/item/asked-parts'
import { useStores } from '@/stores'
import { Button, EmergencyStrip, Page, Steps } from '@/ui'
import { go } from '../../go'
import { ReportForm, takeBack } from '../../report-form'
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
  const { mend, carried } = useRouter().params
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
  if (form.callFirst && form.chosen)
    return (
      <Page
        footer={
          <Button kind='plain' onPress={form.afterCall}>
            仍要报告
          </Button>
        }
      >
        <CallFirst category={form.chosen} onBack={form.back} />
      </Page>
    )

  return (
    // The first question is answered by tapping a row
    <Page footer={(step > 1 || form.value.category !== undefined) && <Foot form={form} onSent={onSent} />}>
      {form.chosen && step > 1 && emergenciesOf(form.chosen).length > 0 && (
        <EmergencyStrip numbers={emergenciesOf(form.chosen)} />
      )}
      <Steps current={step} total={form.plan.steps.length} title={form.plan.steps[step - 1] ?? ''} />
      {step === begunAt && <BeforeForm form={form} carried={carried !== undefined} />}
      {step === 1 && <CategoryStep form={form} categories={categories} />}
      {step === 2 && <WordsStep form={form} />}
      {step === 3 && <PlaceStep form={form} />}
      {step === 4 && <NameStep form={form} />}
    </Page>
  )
})

const Foot = observer(function Foot({ form, onSent }: { form: ReportForm; onSent: (key: string) => void }) {
  const send = async () => {
    const key = await form.submit()
    if (key !== undefined) onSent(key)
  }
  const on = form.value.step === 3 && form.duplicates.length > 0 ? '都不是，下一步' : undefined
  return <FormFoot form={form} icon='whistle' on={on} send={send} />
})
