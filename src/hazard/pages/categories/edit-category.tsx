import { emergencyNumbers, severities, severityLabels } from '@contract/hazard'
import { Text, View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Choice, ErrorBlock, Field, Icon, Tap, TextArea, TextInput } from '@/ui'
import type { CategoryForm } from '../../category-form'
import './index.scss'

/** Kinds of departments that a city begins with; one that is not here is shown by its own code. */
const kindNames: Record<string, string> = {
  fire: '消防',
  urban: '城市管理',
  emergency: '应急管理',
  housing: '住房和建设',
  market: '市场监管',
  water: '水务',
  gas: '燃气',
  police: '公安',
}

const callable = ['119', '110', '120'] as const

export const EditCategory = observer(function EditCategory({
  form,
  kinds,
}: {
  form: CategoryForm
  /** Departments to choose from: those the list uses. */
  kinds: readonly string[]
}) {
  const { value } = form
  return (
    <>
      {form.failure && <ErrorBlock error={form.failure} />}
      <TextInput
        label='名称'
        required
        placeholder='例如：消防通道堵塞'
        maxLength={20}
        value={value.name}
        error={form.error('name')}
        onChange={(name) => form.set({ name })}
      />
      <TextArea
        label='说明'
        required
        hint='用居民的话说清哪些事归这一类'
        placeholder='例如：楼道堆杂物、安全出口上锁'
        maxLength={60}
        value={value.hint}
        error={form.error('hint')}
        onChange={(hint) => form.set({ hint })}
      />
      <Choice
        label='紧急程度'
        required
        options={severities.map((severity) => ({ value: severity, label: severityLabels[severity] }))}
        value={value.severity}
        error={form.error('severity')}
        onChange={(severity) => form.set({ severity })}
      />
      {value.severity === 'critical' && <Calls form={form} />}
      <TextInput
        label='几小时内接单'
        required
        hint='可以写小数，0.25 是 15 分钟'
        value={value.acceptHours}
        error={form.error('acceptHours')}
        onChange={(acceptHours) => form.set({ acceptHours })}
      />
      <TextInput
        label='几小时内办结'
        required
        value={value.resolveHours}
        error={form.error('resolveHours')}
        onChange={(resolveHours) => form.set({ resolveHours })}
      />
      <Choice
        label='一般派给哪个部门'
        required
        options={kinds.map((kind) => ({ value: kind, label: kindNames[kind] ?? kind }))}
        value={value.departmentKind}
        error={form.error('departmentKind')}
        onChange={(departmentKind) => form.set({ departmentKind })}
      />
      <TextInput
        label='多少米内算同一件'
        required
        type='number'
        hint='报告时会提醒附近同类的事，0 是不提醒'
        value={value.duplicateRadius}
        error={form.error('duplicateRadius')}
        onChange={(duplicateRadius) => form.set({ duplicateRadius })}
      />
    </>
  )
})

/** Numbers one must call before the form of this category. */
const Calls = observer(function Calls({ form }: { form: CategoryForm }) {
  return (
    <Field label='先打哪些电话' error={form.error('call')}>
      {callable.map((number) => {
        const on = form.value.call.includes(number)
        return (
          <Tap
            key={number}
            className={on ? 'category-call category-call--on' : 'category-call'}
            role='checkbox'
            checked={on}
            onPress={() => form.toggleCall(number)}
          >
            <View className='category-call__box'>{on && <Icon name='check' />}</View>
            <Text>{`${number} ${emergencyNumbers[number]}`}</Text>
          </Tap>
        )
      })}
    </Field>
  )
})
