import { type Basis, bases, basisRules, methodLabels } from '@contract/deliberation-words'
import { limits } from '@contract/limits'
import { Text, View } from '@tarojs/components'
import { useDidShow, useRouter } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { dayOptions, go, thresholdWords } from '@/assembly'
import { Failed } from '@/service'
import { useStores } from '@/stores'
import { Button, Chips, Choice, Confirm, Field, Page, TextInput } from '@/ui'
import { PollForm } from '../../poll-form'
import '@/assembly/assembly.scss'
import '../../chair.scss'

const fields = ['question', 'options', 'method', 'basis', 'opensAt', 'closesAt', 'counters']

/** A poll on the topic `?topic=`. */
export default observer(function PollFormPage() {
  const stores = useStores()
  const { topic = '' } = useRouter().params
  const [form] = useState(() => new PollForm(stores, topic))
  const [asking, setAsking] = useState(false)
  useDidShow(() => void form.load())
  const { value, rule, deed } = form
  const send = async () => {
    const pollId = await form.submit()
    setAsking(false)
    if (pollId !== undefined) go.announced(pollId)
  }
  return (
    <Page footer={<Button onPress={() => setAsking(true)}>{rule.noticeDays > 0 ? '公示并投票' : '开始投票'}</Button>}>
      <Failed deed={deed} shown={fields} />
      <Choice<Basis>
        label='按什么来表决'
        required
        options={bases.map((basis) => ({ value: basis, label: basisRules[basis].label, hint: basisRules[basis].hint }))}
        value={value.basis}
        error={deed.error('basis')}
        onChange={(basis) => form.set({ basis })}
      />
      <View className='chair-note'>
        <Text className='as-line'>{`依据：${rule.law}`}</Text>
        <Text className='as-line'>{`${thresholdWords(value).join('；')}。`}</Text>
        <Text className='as-line'>
          {rule.noticeDays > 0 ? `先公示 ${rule.noticeDays} 天，再开始投票。` : '不用公示，马上开始。'}
        </Text>
      </View>
      <TextInput
        label='表决的问题'
        required
        placeholder='例如：楼下空地划不划车位'
        maxLength={limits.deliberation.question.max}
        value={value.question}
        error={deed.error('question')}
        onChange={(question) => form.set({ question })}
      />
      <Choice
        label='怎么投'
        required
        options={form.methods.map((method) => ({ value: method, label: methodLabels[method] }))}
        value={value.method}
        error={deed.error('method')}
        onChange={(method) => form.set({ method })}
      />
      {value.method !== 'consent' && <Options form={form} />}
      <Field label='投多久' required hint='到那天下午六点截止' error={deed.error('closesAt') ?? deed.error('opensAt')}>
        <Chips
          wrap
          label='投多久'
          options={dayOptions('1', '3', '7', '15', '30', '60')}
          value={value.days}
          onChange={(days) => form.set({ days })}
        />
      </Field>
      <Counters form={form} />
      <Confirm
        open={asking}
        title={rule.noticeDays > 0 ? '公示并投票？' : '开始投票？'}
        text='开始以后，题目、选项、名册和截止时间都不能再改，只能等到结束。'
        action='确定，发给大家'
        onClose={() => setAsking(false)}
        onConfirm={send}
      />
    </Page>
  )
})

const Options = observer(function Options({ form }: { form: PollForm }) {
  const { value, deed } = form
  return (
    <>
      {value.options.map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place alone
        <View key={i} className='chair-option'>
          <TextInput
            label={`选项 ${i + 1}`}
            required
            maxLength={limits.deliberation.option.max}
            value={text}
            error={deed.error(`options.${i}`) ?? (i === 0 ? deed.errors.options : undefined)}
            onChange={(next) => form.writeOption(i, next)}
          />
          {value.options.length > limits.deliberation.options.min && (
            <Button kind='text' icon='bin' label={`去掉选项 ${i + 1}`} onPress={() => form.removeOption(i)}>
              去掉这一项
            </Button>
          )}
        </View>
      ))}
      {form.mayAdd && (
        <Button kind='plain' icon='plus' onPress={form.addOption}>
          再加一项
        </Button>
      )}
      <View className='chair-gap' />
    </>
  )
})

/** The two who take in paper and, on a named poll, count. */
const Counters = observer(function Counters({ form }: { form: PollForm }) {
  const { candidates, value, rule, deed } = form
  const work = rule.secret ? '收纸质票时一人登记、另一人核对' : '只有这两人能看到选票'
  return (
    <Field label='两名计票人' hint={`${work}；不选就是最前面两位`} error={deed.error('counters')}>
      {candidates?.length === 0 && <Text className='as-line'>这里还没有可以计票的工作人员。</Text>}
      <View className='chair-several'>
        {(candidates ?? []).map(({ memberId, name }) => (
          <Button
            key={memberId}
            kind={value.counters.includes(memberId) ? 'primary' : 'plain'}
            label={value.counters.includes(memberId) ? `${name}，已选` : name}
            onPress={() => form.pick(memberId)}
          >
            {name}
          </Button>
        ))}
      </View>
    </Field>
  )
})
