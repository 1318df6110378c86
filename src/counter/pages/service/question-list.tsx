import type { Question } from '@contract/booking'
import { limits } from '@contract/limits'
import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { Button, Card, Chips, Choice, TextInput } from '@/ui'
import type { ServiceForm } from '../../service-form'

const kinds: { value: Question['kind']; label: string }[] = [
  { value: 'text', label: '写一句' },
  { value: 'choice', label: '选一个' },
  { value: 'yesNo', label: '是或否' },
]

/** What is asked at booking. */
export const QuestionList = observer(function QuestionList({ form }: { form: ServiceForm }) {
  const { questions } = form.value
  return (
    <Card title='预约时问什么'>
      {questions.map((question) => (
        <View key={question.id} className='ct-part'>
          <TextInput
            label='问题'
            required
            maxLength={40}
            value={question.label}
            onChange={(label) => form.setQuestion(question.id, { label })}
          />
          <Chips
            label='怎么答'
            wrap
            options={kinds}
            value={question.kind}
            onChange={(kind) => form.setQuestion(question.id, { kind })}
          />
          {question.kind === 'choice' && (
            <TextInput
              label='选项'
              required
              hint='用顿号隔开，例如：上午、下午'
              maxLength={200}
              value={question.options.join('、')}
              onChange={(text) => form.setQuestion(question.id, { options: text.split('、') })}
            />
          )}
          <Choice
            label='一定要答吗'
            required
            options={[
              { value: 'no', label: '可以不答' },
              { value: 'yes', label: '必须答' },
            ]}
            value={question.required ? 'yes' : 'no'}
            onChange={(yes) => form.setQuestion(question.id, { required: yes === 'yes' })}
          />
          <Button kind='text' onPress={() => form.dropQuestion(question.id)}>
            去掉这一问
          </Button>
        </View>
      ))}
      {questions.length < limits.booking.questions && (
        <Button kind='plain' icon='plus' onPress={form.addQuestion}>
          加一问
        </Button>
      )}
    </Card>
  )
})
