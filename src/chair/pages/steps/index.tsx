import { type YardStep, yardStepLabels, yardStepStates } from '@contract/deliberation-words'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { useFresh } from '@/pages/fresh'
import { Failed, Read } from '@/service'
import { useStores } from '@/stores'
import { Button, Card, Page, PhotoPicker, Photos, Sheet, StateBanner, Tag, TextArea, type Tone, When } from '@/ui'
import { type Step, type StepForm, YardPage } from '../../yard'
import '@/assembly/assembly.scss'
import '../../chair.scss'

/** What each step asks for, in a resident's words. */
const hints: Record<YardStep, string> = {
  needs: '挨家挨户听意见，记下大家最急的事',
  teams: '志愿者和骨干有人、有分工',
  bodies: '自治、议事、监督的组织选出来了',
  covenant: '居民公约大家商量、表决通过',
  basics: '车位、路灯、绿化这些基础补上来',
  pairs: '单位、党员和困难家庭结成对子',
}

const tones: Record<Step['state'], Tone> = { open: 'neutral', submitted: 'warn', confirmed: 'done' }

/** The six steps of 和合大院 in the building or courtyard `?area=`. */
export default observer(function StepsPage() {
  const { call } = useStores()
  const { area = '' } = useRouter().params
  const [page] = useState(() => new YardPage(call, area))
  useFresh(page.reading.load)
  return (
    <Page>
      <Read of={page.reading} cards={3}>
        {({ name, abandoned, steps }) => {
          const done = steps.filter(({ state }) => state === 'confirmed').length
          return (
            <View>
              <StateBanner
                tone={done === steps.length ? 'done' : 'accent'}
                icon='check'
                title={`六步做完了 ${done} 步`}
              >
                <Text className='as-line'>{abandoned ? `${name}（弃管楼）` : name}</Text>
              </StateBanner>
              {steps.map((step, i) => (
                <StepCard key={step.step} step={step} place={i + 1} page={page} />
              ))}
            </View>
          )
        }}
      </Read>
      {page.form && <EvidenceSheet form={page.form} page={page} />}
    </Page>
  )
})

const StepCard = ({ step, place, page }: { step: Step; place: number; page: YardPage }) => {
  const may = (act: string) => step.allowed.includes(`deliberation.${act}`)
  const name = yardStepLabels[step.step]
  return (
    <Card title={`${place}. ${name}`} extra={<Tag tone={tones[step.state]}>{yardStepStates[step.state]}</Tag>}>
      <Text className='as-line as-quiet'>{hints[step.step]}</Text>
      {step.evidence !== undefined && <Text className='as-words chair-quote'>{step.evidence}</Text>}
      <Photos photos={step.photos} label={`${name}的照片`} />
      {step.at !== undefined && (
        <View className='as-line as-quiet'>
          <Text>{step.confirmedBy ? `${step.confirmedBy}确认 · ` : '提交于 '}</Text>
          <When at={step.at} still />
        </View>
      )}
      {may('confirmStep') && (
        <Button label={`确认${name}做到了`} onPress={() => page.begin(step, true)}>
          确认做到了
        </Button>
      )}
      {may('submitStep') && !may('confirmStep') && (
        <Button kind='plain' label={`提交${name}的情况`} onPress={() => page.begin(step, false)}>
          {step.state === 'submitted' ? '补充情况' : '做到了，提交情况'}
        </Button>
      )}
    </Card>
  )
}

const EvidenceSheet = observer(function EvidenceSheet({ form, page }: { form: StepForm; page: YardPage }) {
  const { deed } = page
  const name = yardStepLabels[form.step]
  return (
    <Sheet open title={form.confirms ? `确认「${name}」` : `提交「${name}」`} onClose={page.close}>
      <Text className='as-line as-quiet'>
        {form.confirms ? '写清您看到了什么。确认后不能再改。' : '写清做了什么，社区看过后确认。'}
      </Text>
      <TextArea
        label='情况'
        required
        placeholder='例如：走访 36 户，记下 12 件急事'
        maxLength={limits.note.max}
        value={form.text}
        error={deed.error('evidence.text')}
        onChange={form.write}
      />
      <PhotoPicker label='照片' tray={form.photos} error={deed.error('evidence.photos')} />
      <Failed deed={deed} shown={['evidence']} />
      <Button onPress={page.submit}>{form.confirms ? '确认' : '提交'}</Button>
    </Sheet>
  )
})
