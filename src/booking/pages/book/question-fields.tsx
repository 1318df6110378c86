import type { Question } from '@contract/booking'
import { limits } from '@contract/limits'
import { observer } from 'mobx-react-lite'
import { Choice, TextInput } from '@/ui'
import type { BookForm } from '../../book-form'

/** What the service asks. */
export const QuestionFields = observer(function QuestionFields({
  form,
  questions,
}: {
  form: BookForm
  questions: readonly Question[]
}) {
  return (
    <>
      {questions.map(({ id, label, kind, options, required }) => {
        const field = { label, required, error: form.deed.error(`answers.${id}`) }
        const value = form.value.answers[id]
        if (kind === 'text')
          return (
            <TextInput
              key={id}
              {...field}
              maxLength={limits.booking.answer.max}
              value={value ?? ''}
              onChange={(text) => form.answer(id, text)}
            />
          )
        const words = kind === 'yesNo' ? ['是', '否'] : options
        return (
          <Choice
            key={id}
            {...field}
            options={words.map((word) => ({ value: word, label: word }))}
            value={value}
            onChange={(text) => form.answer(id, text)}
          />
        )
      })}
    </>
  )
})
